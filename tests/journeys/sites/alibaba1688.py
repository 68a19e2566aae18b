"""1688 in small: searches as state, offers of three times, a company's list, the wall."""

import json

from monitor.domain.seller import Seller
from spiders.sites.alibaba1688.spider import Alibaba1688Spider
from tests.journeys.sites.replica import Expected, Replica

COMPANY = Seller(id="dengshan88", name="灯山搪瓷制品厂")
TITLES = {
    "720000000001": ("搪瓷水壶1.5升奶油色 灯山", "18.50"),
    "720000000002": ("灯山同款铜底水壶", "15.00"),
    "720000000003": ("水壶鸣笛盖配件", "1.20"),
    "720000000004": ("复古搪瓷杯350毫升", "4.80"),
}


def results(numbers: list[str]) -> str:
    found = [
        {
            "id": int(number),
            "information": {"subject": TITLES[number][0]},
            "image": {"imgUrl": f"https://cbu01.alicdn.com/img/ibank/{number}.jpg"},
            "tradePrice": {"offerPrice": {"offerPrice": {"price": TITLES[number][1]}}},
            "company": {"name": COMPANY.name},
        }
        for number in numbers
    ]
    state = json.dumps({"code": 200, "data": {"offerList": found}})
    return (
        '<html lang="zh"><head><title>搪瓷水壶 - 阿里巴巴</title></head><body><script>'
        f"window.data.offerresultData = successDataCheck({state});</script></body></html>"
    )


def company(numbers: list[str]) -> str:
    cards = "".join(
        f'<li><a href="https://detail.1688.com/offer/{number}.html" title="{TITLES[number][0]}">'
        f'<img src="https://cbu01.alicdn.com/img/ibank/{number}.jpg"></a>'
        f"<span>¥{TITLES[number][1]}</span></li>"
        for number in numbers
    )
    return f'<html lang="zh"><head><title>{COMPANY.name}</title></head><ul>{cards}</ul></html>'


def offer(number: str) -> str | bytes:
    """One as a table in GBK, one as the state of 2022, the others as the context of 2025."""
    if number == FIRST[0]:
        return table(number)
    return init(number) if number == FIRST[1] else context(number)


def table(number: str) -> bytes:
    title, price = TITLES[number]
    picture = f"https://cbu01.alicdn.com/img/ibank/{number}.jpg"
    site = f"'companySiteLink':'https://{COMPANY.id}.1688.com'"
    page = (
        f'<html lang="zh-CN"><head><meta charset="gbk"><title>{title}</title></head><body>'
        f'<div id="mod-detail-title"><h1 class="d-title">{title}</h1></div><div id="dt-tab">'
        f"""<li data-imgs='{json.dumps({"original": picture})}'></li></div>"""
        f'<a class="company-name" href="#">{COMPANY.name}</a>'
        f"<script>var iDetailConfig = {{{site}}};"
        f"var iDetailData = {{'sku':{{'priceRange':[[2,'{price}']]}}}};</script></body></html>"
    )
    return page.encode("gbk")


def page_of(number: str, script: str) -> str:
    title = TITLES[number][0]
    return (
        f'<html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<h1>{title}</h1><script>{script}</script></body></html>"
    )


def init(number: str) -> str:
    title, price = TITLES[number]
    held = {
        "tempModel": {"offerTitle": title, "companyName": COMPANY.name},
        "offerBaseInfo": {"sellerWinportUrl": f"https://{COMPANY.id}.1688.com"},
        "images": [{"fullPathImageURI": f"https://cbu01.alicdn.com/img/ibank/{number}.jpg"}],
        "orderParamModel": {"orderParam": {"skuParam": {"skuRangePrices": [{"price": price}]}}},
    }
    return page_of(number, f"window.__INIT_DATA={json.dumps({'globalData': held, 'data': {}})}")


def context(number: str) -> str:
    title, price = TITLES[number]
    picture = f"https://cbu01.alicdn.com/img/ibank/{number}.jpg"
    model = {
        "offerDetail": {"subject": title, "mainImageList": [{"fullPathImageURI": picture}]},
        "sellerModel": {"companyName": COMPANY.name,
                        "winportUrl": f"https://{COMPANY.id}.1688.com/page/index.html"},
        "tradeModel": {"offerPriceModel": {"currentPrices": [{"beginAmount": 2, "price": price}]}},
    }  # fmt: skip
    state = {"result": {"data": {}, "global": {"globalData": {"model": model}}}}
    call = f"(function(b,d){{return d}})(window.contextPath,{json.dumps(state)})"
    return page_of(number, f"window.context={call};")


WALL = (
    "<html><head><meta charset=utf-8><title>验证码拦截</title></head><body><div id=nocaptcha>"
    "请按住滑块</div><script>var u='/_____tmd_____/punish?x5secdata=x'</script></body></html>"
)
SEARCH = "/selloffer/offer_search.htm?charset=utf8&keywords=%E6%90%AA%E7%93%B7%E6%B0%B4%E5%A3%B6"
FIRST, SECOND = ["720000000001", "720000000002"], ["720000000003"]

REPLICA = Replica(
    spider=Alibaba1688Spider(),
    home="http://www.1688.com/",
    query="搪瓷水壶",
    pages={
        SEARCH: results(FIRST),
        f"{SEARCH}&beginPage=2": results(SECOND),
        f"{SEARCH}&beginPage=3": results([]),
        "/page/offerlist.htm": company([*FIRST, "720000000004"]),
        **{f"/offer/{number}.html": offer(number) for number in TITLES},
    },
    headers={"Content-Type": "text/html"},
    offers={
        number: Expected(title=title, price=price, currency="CNY", seller=COMPANY)
        for number, (title, price) in TITLES.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=COMPANY,
    shop=frozenset([*FIRST, "720000000004"]),
    wall=WALL,
)
