"""Rakuten's pages: a shop's table of 2012 in EUC-JP, the state of 2024, searches, what is gone."""

import json
from typing import Any

import pytest

from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from tests.spiders.sites.reads import cards_of, kind_of, money_of, offer_of

URL = "https://item.rakuten.co.jp/yamabuki-ya/tetsubin-07/"
SEARCH = "https://search.rakuten.co.jp/search/mall/%E9%89%84%E7%93%B6/"
TITLE = "山吹窯 鉄瓶 0.8L 黒"
SELLER = Seller(id="387193", name="やまぶき屋")


def table(
    price: str, cart: str = "<button>買い物かごに入れる</button>", title: str = TITLE
) -> bytes:
    return f"""<html lang="ja"><head>
<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">
<title>【楽天市場】{title}:やまぶき屋</title></head><body>
<table><tr><td><a class="rakutenLimitedId_ImageMain1-3"
 href="https://image.rakuten.co.jp/yamabuki-ya/cabinet/tetsubin/07.jpg"><img
 src="https://thumbnail.image.rakuten.co.jp/@0_mall/yamabuki-ya/cabinet/tetsubin/07.jpg?_ex=300x300"></a>
</td><td><span class="catch_copy">送料無料!</span><span class="item_name"><b>{title}</b></span>
<form id="rakuten_cart"><input type="hidden" id="ratItemId" value="387193/10000148">
<div id="rakutenLimitedId_cart">{price}{cart}</div></form></td></tr></table>
<div>この商品を見た人は <a href="https://item.rakuten.co.jp/other/yunomi/">湯呑 980円</a></div>
</body></html>""".encode("euc-jp")  # fmt: skip


def test_a_table_in_euc_jp_gives_the_price_with_tax() -> None:
    old = '<span class="double_price">当店通常価格 25,000円</span>'
    price = f'{old}<span class="price2">12,800円</span>'
    offer = offer_of(table(price), URL)
    assert (offer.title, money_of(offer)) == (TITLE, ("12800", None, "JPY"))
    assert offer.seller == SELLER
    assert offer.listing.listing_id == "yamabuki-ya:tetsubin-07"
    assert offer.images[0].url == "https://image.rakuten.co.jp/yamabuki-ya/cabinet/tetsubin/07.jpg"


def test_a_price_in_an_attribute_is_exact() -> None:
    offer = offer_of(table('<span class="price2" content="12800">12,800 円</span>'), URL)
    assert money_of(offer) == ("12800", None, "JPY")


def test_used_goods_say_so_at_the_head_of_their_name() -> None:
    offer = offer_of(table('<span class="price2">8,000円</span>', title=f"【中古】{TITLE}"), URL)
    assert offer.condition == "used"


def test_a_sold_out_table_has_no_price() -> None:
    price = '<span class="price2">12,800円</span>'
    gone = table(price, '<span class="soldout_msg">売り切れました</span>')
    assert offer_of(gone, URL).price is None


def test_one_variant_sold_out_is_not_the_offer() -> None:
    price = '<span class="price2">12,800円</span><table><tr><td>黒 ○</td><td>白 ×</td></tr></table>'
    legend = '<p>×：売り切れ</p><input type="submit" value="買い物かごに入れる">'
    assert money_of(offer_of(table(price, legend), URL)) == ("12800", None, "JPY")
    assert offer_of(table(price, "<p>この商品は売り切れです</p>"), URL).price is None


def state(**more: object) -> dict[str, Any]:
    return {
        "title": f"{TITLE}<br>直火対応",
        "itemId": 10000148,
        "shopId": 387193,
        "purchaseInfo": {"purchaseBySellType": {
            "purchaseCondition": "enabled",
            "normalPurchase": {"price": {"minPrice": 12800, "maxPrice": 15800}},
        }},
        "media": {"images": [
            {"type": "CABINET", "location": "/tetsubin/07.jpg"},
            {"type": "GOLD", "location": "/img/07b.jpg"},
        ]},
        "newProductDescription": "南部の<b>鉄瓶</b>です。",
        "sku": [{
            "variantId": "black",
            "taxIncludedPrice": 12800,
            "attributes": [{"title": "ブランド名", "value": "山吹窯"}],
        }],
        **more,
    }  # fmt: skip


def page(shown: dict[str, Any], name: str = "newApi") -> str:
    inner = {"itemInfoSku": shown, "shop": {"shopName": "やまぶき屋", "shopUrl": "yamabuki-ya"}}
    held = {name: inner if name == "newApi" else {"data": inner}}
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": 1, "item": {"@id": "x", "name": "キッチン用品"}},
        {"@type": "ListItem", "position": 2, "item": {"@id": "y", "name": "やかん"}},
    ]}  # fmt: skip
    return (
        f'<html lang="ja"><head><title>【楽天市場】{TITLE}:やまぶき屋</title>'
        f'<script type="application/ld+json">{json.dumps(crumbs)}</script></head><body>'
        f'<span class="normal_reserve_item_name">{TITLE}</span><div>通常 25,000円</div>'
        f'<script type="application/json" id="item-page-app-data">{json.dumps(held)}</script>'
        "</body></html>"
    )


@pytest.mark.parametrize("name", ["newApi", "api"])
def test_the_state_gives_both_ends_of_the_price_and_the_shop(name: str) -> None:
    offer = offer_of(page(state(), name), URL)
    assert (offer.title, money_of(offer)) == (f"{TITLE} 直火対応", ("12800", "15800", "JPY"))
    assert (offer.seller, offer.brand) == (SELLER, "山吹窯")
    assert offer.category == "キッチン用品 > やかん"
    assert [image.url for image in offer.images[:2]] == [
        "https://image.rakuten.co.jp/yamabuki-ya/cabinet/tetsubin/07.jpg",
        "https://www.rakuten.ne.jp/gold/yamabuki-ya/img/07b.jpg",
    ]


def test_without_a_price_of_its_own_an_offer_has_its_variants() -> None:
    shown = state(purchaseInfo={}, sku=[{"taxIncludedPrice": 980}, {"taxIncludedPrice": 900}])
    assert money_of(offer_of(page(shown), URL)) == ("900", "980", "JPY")


def test_what_cannot_be_bought_has_no_price() -> None:
    buying = {"purchaseBySellType": {"purchaseCondition": "sold-out"}}
    assert offer_of(page(state(purchaseInfo=buying)), URL).price is None


def searched(items: list[dict[str, Any]]) -> str:
    carousel = {"@type": "ItemList", "itemListElement": [
        {"@type": "ListItem", "position": n, "url":
         f"https://item.rakuten.co.jp/elsewhere/{n}/?scid=seo-carousel-search"} for n in range(5)
    ]}  # fmt: skip
    held = {"state": {"data": {"ichibaSearch": {"items": items, "pagination": {"pageSize": 45}}}}}
    return (
        '<html lang="ja"><head><title>【楽天市場】鉄瓶の通販</title>'
        f'<script type="application/ld+json">{json.dumps(carousel)}</script></head><body>'
        f"<script>window.__INITIAL_STATE__ = {json.dumps(held)};</script></body></html>"
    )


def test_a_search_is_read_from_its_state_and_not_from_its_carousel() -> None:
    items = [
        {"name": "鉄瓶 小", "price": 9800, "url": "https://grp07.ias.rakuten.co.jp/redirect_rpp/?s=x",
         "originalItemUrl": "https://item.rakuten.co.jp/yamabuki-ya/tetsubin-01/?iasid=1",
         "images": [{"url": "https://tshop.r10s.jp/yamabuki-ya/cabinet/01.jpg"}],
         "shop": {"urlCode": "yamabuki-ya", "name": "やまぶき屋"}},
        {"name": "鉄瓶 大", "price": 19800, "url": "https://item.rakuten.co.jp/kuro/tetsubin-02/",
         "images": ["https://tshop.r10s.jp/kuro/cabinet/02.jpg"],
         "skuInfo": {"hasMultiSku": True, "priceRange": "19800~24800"}},
    ]  # fmt: skip
    assert cards_of(searched(items), SEARCH) == [
        ("yamabuki-ya:tetsubin-01", "鉄瓶 小", "9800"),
        ("kuro:tetsubin-02", "鉄瓶 大", "19800"),
    ]


def test_a_search_of_2018_is_read_as_it_is_shown() -> None:
    shop = "https://item.rakuten.co.jp/yamabuki-ya"
    shown = "".join(
        f'<div class="searchresultitem"><div class="image"><a href="{shop}/w{n}/">'
        f'<img src="https://tshop.r10s.jp/yamabuki-ya/cabinet/w{n}.jpg?fitin=200:200">'
        f'</a></div><div class="content title"><h2><a href="{shop}/w{n}/">'
        f'湯呑 その{n}</a></h2></div><div class="description price"><span class="important">'
        f"1,{n}00円</span></div></div>"
        for n in range(4)
    )
    head = "<title>【楽天市場】湯呑の通販</title>"
    body = f'<html lang="ja"><head>{head}</head><body>{shown}</body></html>'
    assert cards_of(body, SEARCH) == [
        (f"yamabuki-ya:w{n}", f"湯呑 その{n}", f"1{n}00") for n in range(4)
    ]


@pytest.mark.parametrize("status", [403, 503])
def test_the_wall_is_a_challenge(status: int) -> None:
    wall = (
        "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>You don't have "
        "permission to access this on this server.<p>Reference #18.0</p></body></html>"
    )
    assert kind_of(wall, URL, status) is PageKind.CHALLENGE


def test_an_error_page_is_no_offer() -> None:
    body = (
        '<html lang="ja"><head><title>【楽天市場】エラー</title></head><body><h1>'
        "ページが見つかりません</h1><p>指定されたページは存在しません。</p></body></html>"
    )
    assert kind_of(body, URL, 404) is PageKind.ERROR
