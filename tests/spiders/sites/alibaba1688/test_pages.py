"""1688's pages: tables in GBK, states of 2022 and 2025, searches, what is gone, its wall."""

import json
from typing import Any

import pytest

from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from tests.spiders.sites.reads import cards_of, kind_of, money_of, offer_of

URL = "https://detail.1688.com/offer/650111222333.html"
TITLE = "竹编茶篮手工收纳筐"
SELLER = Seller(id="zhuyi88", name="安吉竹艺工坊")


def table(sku: dict[str, Any], said: str = "") -> bytes:
    config = (
        "{'offerid':'650111222333','memberid':'b2b-22','unit':'件','refPrice':'8.50',"
        "'companySiteLink':'https://zhuyi88.1688.com'}"
    )
    original = "https://cbu01.alicdn.com/img/ibank/2016/1_2.jpg"
    pictures = json.dumps({
        "preview": original.replace(".jpg", ".400x400.jpg"),
        "original": original,
    })
    return f"""<html lang="zh-CN"><head><meta charset="gbk"><title>{TITLE} - 阿里巴巴</title></head>
<body><div id="mod-detail-title"><h1 class="d-title">{TITLE}</h1></div>{said}
<div id="dt-tab"><ul><li data-imgs='{pictures}'><img src="{original}"></li></ul></div>
<div class="price-original">&yen;99.00</div>
<div class="company-name">公司名称：<a href="https://zhuyi88.1688.com">安吉竹艺工坊</a></div>
<table><tr><td class="de-feature-key">品牌</td><td class="de-value">篮语</td></tr></table>
<script>var iDetailConfig = {config};
var iDetailData = {{'sku':{json.dumps(sku)}}};</script></body></html>""".encode("gbk")  # fmt: skip


def test_a_table_in_gbk_gives_the_steps_by_quantity() -> None:
    offer = offer_of(table({"priceRange": [[3, "8.50"], [100, "7.20"], [1000, "6.00"]]}), URL)
    assert (offer.title, money_of(offer)) == (TITLE, ("6", "8.5", "CNY"))
    assert (offer.seller, offer.brand) == (SELLER, "篮语")
    assert offer.images[0].url == "https://cbu01.alicdn.com/img/ibank/2016/1_2.jpg"


@pytest.mark.parametrize(
    ("sku", "money"),
    [
        ({"price": "6.00-8.50"}, ("6", "8.5", "CNY")),
        ({"skuMap": {"大": {"discountPrice": "7.00", "price": "9"}}}, ("7", None, "CNY")),
        ({}, ("8.5", None, "CNY")),
    ],
)
def test_without_steps_the_one_price_or_range_stands(
    sku: dict[str, Any], money: tuple[str, str | None, str]
) -> None:
    assert money_of(offer_of(table(sku), URL)) == money


def init(**more: object) -> str:
    held = {
        "tempModel": {"offerId": 650111222333, "offerTitle": TITLE, "companyName": SELLER.name,
                      "sellerMemberId": "b2b-22"},
        "offerBaseInfo": {"sellerWinportUrl": "https://zhuyi88.1688.com"},
        "images": [{"fullPathImageURI": "https://cbu01.alicdn.com/img/ibank/O1CN1.jpg"}],
        "orderParamModel": {"orderParam": {"beginNum": "3", "skuParam": {"skuRangePrices": [
            {"beginAmount": "3", "price": "8.50"}, {"beginAmount": "100", "price": "7.20"}]}}},
        "skuModel": {"skuPriceScale": "1.00-99.00"},
        **more,
    }  # fmt: skip
    state = {
        "globalData": held,
        "data": {"1081": {"componentType": "attr", "data": {"propsList": [
            {"name": "材质", "value": "竹"}, {"name": "品牌", "value": "篮语"}]}}, "x": 1},
    }  # fmt: skip
    return (
        f'<html lang="zh"><head><title>{TITLE} - 阿里巴巴</title></head><body><h1>{TITLE}</h1>'
        f"<script>window.__INIT_DATA={json.dumps(state, ensure_ascii=False)}</script></body></html>"
    )


def test_the_state_of_2022_gives_the_steps_of_the_order() -> None:
    offer = offer_of(init(), URL)
    assert (offer.title, money_of(offer)) == (TITLE, ("7.2", "8.5", "CNY"))
    assert (offer.seller, offer.brand) == (SELLER, "篮语")
    assert offer.images[0].url == "https://cbu01.alicdn.com/img/ibank/O1CN1.jpg"


def test_a_private_price_is_none() -> None:
    assert offer_of(init(isPricePrivate=True), URL).price is None


def context(model: str, *, drawn: bool) -> str:
    offer = {
        "offerId": 650111222333,
        "subject": TITLE,
        "featureAttributes": [{"name": "品牌", "value": "篮语"}],
        "mainImageList": [{"fullPathImageURI": "https://cbu01.alicdn.com/img/ibank/O1CN2.jpg"}],
    }
    prices = [{"beginAmount": 3, "price": "8.50"}, {"beginAmount": 100, "price": "7.20"}]
    shown = {
        "productTitle": {"fields": {"title": TITLE}},
        "gallery": {"fields": {"offerImgList": ["https://cbu01.alicdn.com/img/ibank/O1CN2.jpg"]}},
        "mainPrice": {"fields": {"finalPriceModel": {"tradeWithoutPromotion": {
            "offerPriceRanges": prices}}}},
    }  # fmt: skip
    state = {
        "success": True,
        "result": {
            "data": shown if drawn else {},
            "global": {"globalData": {"model": {
                model: offer,
                "sellerModel": {"companyName": SELLER.name, "userId": 22,
                                "winportUrl": "https://zhuyi88.1688.com/page/index.html"},
                "tradeModel": {"minPrice": "7.20", "maxPrice": "8.50", "beginAmount": 3},
            }}},
        },
    }  # fmt: skip
    written = json.dumps(state, ensure_ascii=False).replace('"success"', "success")
    return (
        f'<html lang="zh"><head><title>{TITLE} - 阿里巴巴</title></head><body><h1>{TITLE}</h1>'
        "<div>猜你喜欢 竹筐 ¥1.50</div><script>window.contextPath='/default';"
        "window.context=(function(b,d){d.contextPath=b;return d})(window.contextPath,"
        f"{written});</script></body></html>"
    )


@pytest.mark.parametrize("model", ["offerDetail", "offerModel"])
@pytest.mark.parametrize("drawn", [True, False])
def test_the_context_of_2025_is_read_from_what_is_drawn_or_what_it_is_drawn_from(
    *, model: str, drawn: bool
) -> None:
    offer = offer_of(context(model, drawn=drawn), URL)
    assert (offer.title, money_of(offer)) == (TITLE, ("7.2", "8.5", "CNY"))
    assert (offer.seller, offer.brand) == (SELLER, "篮语")
    assert offer.images[0].url == "https://cbu01.alicdn.com/img/ibank/O1CN2.jpg"


def test_an_offer_that_was_taken_down_has_no_price() -> None:
    gone = table({"price": "6.00"}, '<h2 class="mod-detail-offline">该商品已下架</h2>')
    assert offer_of(gone, URL).price is None


def test_a_search_of_2020_is_read_from_its_state() -> None:
    found = [
        {"id": 65011122200 + n, "information": {"subject": f"竹篮<font>{n}</font>"},
         "image": {"imgUrl": "https://cbu01.alicdn.com/img/1.jpg"},
         "tradePrice": {"offerPrice": {"offerPrice": {"price": f"{n}.50"}}},
         "company": {"name": "安吉竹艺工坊"}}
        for n in (1, 2)
    ]  # fmt: skip
    state = json.dumps({"code": 200, "data": {"offerList": found, "pageCount": 1}})
    body = (
        '<html lang="zh"><head><title>竹篮 - 阿里巴巴</title></head><body><script>window.data.'
        f"offerresultData = successDataCheck({state});</script></body></html>"
    )
    cards = cards_of(body, "https://s.1688.com/selloffer/offer_search.htm?keywords=x")
    assert [(number, price) for number, _, price in cards] == [
        ("65011122201", "1.5"),
        ("65011122202", "2.5"),
    ]


def test_a_search_of_2024_too() -> None:
    found = [{"offerId": 65011122203, "title": "竹篮三", "priceInfo": {"price": "3.50"},
              "offerPicUrl": "https://cbu01.alicdn.com/img/3.jpg"}]  # fmt: skip
    state = json.dumps({"offerList": found})
    body = (
        '<html lang="zh"><head><title>竹篮 - 阿里巴巴</title></head><body><script>window.data.'
        f"offerV2Showed = {state};</script></body></html>"
    )
    url = "https://s.1688.com/selloffer/offer_search.htm?keywords=x"
    assert cards_of(body, url) == [("65011122203", "竹篮三", "3.5")]


def test_the_walls_are_known() -> None:
    wall = (
        "<html><head><title>验证码拦截</title></head><body><div id=nocaptcha>请按住滑块"
        "</div><script>var x='/_____tmd_____/punish?x5secdata=abc'</script></body></html>"
    )
    assert kind_of(wall, URL) is PageKind.CHALLENGE
    login = (
        '<html lang="zh"><head><title>1688登录</title></head><body><form>'
        '<input type="password" name="p"></form></body></html>'
    )
    assert kind_of(login, "https://login.1688.com/member/signin.htm") is PageKind.LOGIN
