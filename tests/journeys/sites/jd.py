"""JD in small: result pages, offers without a price, a shop's front page, the login wall."""

from monitor.domain.seller import Seller
from spiders.sites.jd.spider import JdSpider
from tests.journeys.sites.replica import Expected, Replica

SHOP = Seller(id="104477", name="灯山厨具旗舰店")
OFFERS = {
    "10000000041": ("布里姆沃斯 搪瓷水壶 1.5L 奶油色", "168.00"),
    "10000000042": ("灯山 搪瓷水壶 野营烧水壶 2L", "59.00"),
    "10000000043": ("灯山 鸣笛配件 硅胶", "8.80"),
    "10000000044": ("灯山 搪瓷马克杯 复古 350ml", "21.00"),
}


def results(numbers: list[str]) -> str:
    cards = "".join(
        f'<li class="gl-item" data-sku="{sku}"><div class="gl-i-wrap"><div class="p-img">'
        f'<a href="//item.jd.com/{sku}.html"><img data-lazy-img='
        f'"//img10.360buyimg.com/n7/{sku}.jpg"></a></div><div class="p-price"><strong><em>￥</em>'
        f"<i>{OFFERS[sku][1]}</i></strong></div>"
        f'<div class="p-name"><a href="//item.jd.com/{sku}.html"><em>'
        f"{OFFERS[sku][0]}</em></a></div>"
        f'<div class="p-shop"><a href="//mall.jd.com/index-{SHOP.id}.html">{SHOP.name}</a></div>'
        "</div></li>"
        for sku in numbers
    )
    return (
        "<html><head><meta charset=utf-8><title>搪瓷水壶 - 商品搜索 - 京东</title></head><body>"
        f'<div id="J_goodsList"><ul class="gl-warp">{cards}</ul></div></body></html>'
    )


def offer(sku: str) -> bytes:
    title = OFFERS[sku][0]
    page = (
        f"<html><head><meta charset=gbk><title>【{title}】图片 价格 品牌 评论-京东</title></head>"
        f'<body><div class="sku-name">{title}</div><span class="p-price"><span>￥</span>'
        f'<span class="price J-p-{sku}"></span></span>'
        f'<img id="spec-img" data-origin="//img10.360buyimg.com/n1/{sku}.jpg">'
        f'<div class="J-hove-wrap"><div class="name"><a href="//mall.jd.com/index-{SHOP.id}.html" '
        f'title="{SHOP.name}">{SHOP.name}</a></div></div>'
        '<ul id="parameter-brand"><li title="灯山">品牌： <a href="//list.jd.com/x">灯山</a>'
        "</li></ul>"
        '<a id="InitCartUrl" class="btn-lg">加入购物车</a>'
        f"<script>var pageConfig = {{ product: {{ skuid: {sku}, venderId:'99887', "
        f"shopId:'{SHOP.id}', src: 'jfs/t1/{sku}.jpg' }} }};</script></body></html>"
    )
    return page.encode("gbk")


def shop(numbers: list[str]) -> str:
    cards = "".join(
        f'<div class="jItem"><a href="//item.jd.com/{sku}.html">{OFFERS[sku][0]}</a></div>'
        for sku in numbers
    )
    return f"<html><meta charset=utf-8><title>{SHOP.name}</title><body>{cards}</body></html>"


WALL = (
    "<html><head><meta charset=utf-8><title>京东-欢迎登录</title></head><body><h1>欢迎登录</h1>"
    '<form method="post"><input name="loginname"><input type="password" name="nloginpwd">'
    '<a id="loginsubmit">登&nbsp;&nbsp;录</a></form></body></html>'
)

FIRST, SECOND = ["10000000041", "10000000042"], ["10000000043"]
SEARCH = "/Search?keyword=%E6%90%AA%E7%93%B7%E6%B0%B4%E5%A3%B6&enc=utf-8"

REPLICA = Replica(
    spider=JdSpider(),
    home="http://www.jd.com/",
    query="搪瓷水壶",
    pages={
        SEARCH: results(FIRST),
        f"{SEARCH}&page=3": results(SECOND),
        f"{SEARCH}&page=5": results([]),
        f"/index-{SHOP.id}.html": shop([*FIRST, "10000000044"]),
        **{f"/{sku}.html": offer(sku) for sku in OFFERS},
    },
    headers={"Content-Type": "text/html"},
    offers={
        sku: Expected(title=title, price=None, currency=None, seller=SHOP, brand="灯山")
        for sku, (title, _) in OFFERS.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=SHOP,
    shop=frozenset([*FIRST, "10000000044"]),
    wall=WALL,
)
