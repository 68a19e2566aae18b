"""Rakuten in small: searches as state, offers of either time, a shop by its number, the wall."""

import json

from monitor.domain.seller import Seller
from spiders.sites.rakuten.spider import RakutenSpider
from tests.journeys.sites.replica import Expected, Replica

SHOP = Seller(id="387200", name="灯山商店")
CODE = "tozan"
TITLES = {
    f"{CODE}:kettle-01": ("灯山 琺瑯ケトル 1.5L クリーム", 4980),
    f"{CODE}:kettle-02": ("灯山風 銅のケトル", 3200),
    f"{CODE}:cap-03": ("ケトル用 笛キャップ", 550),
    f"{CODE}:cup-04": ("灯山 琺瑯マグ", 1480),
}


def path_of(listing_id: str) -> str:
    return f"/{listing_id.replace(':', '/')}/"


def results(numbers: list[str]) -> str:
    found = [
        {
            "name": TITLES[number][0],
            "price": TITLES[number][1],
            "url": "https://grp07.ias.rakuten.co.jp/redirect_rpp/?s=x",
            "originalItemUrl": f"https://item.rakuten.co.jp{path_of(number)}?iasid=1",
            "images": [{"url": f"https://tshop.r10s.jp{path_of(number)}1.jpg"}],
            "shop": {"urlCode": CODE, "name": SHOP.name},
        }
        for number in numbers
    ]
    state = json.dumps({"state": {"data": {"ichibaSearch": {"items": found}}}})
    return (
        '<html lang="ja"><head><title>【楽天市場】ケトルの通販</title></head><body><h1>ケトル</h1>'
        f"<script>window.__INITIAL_STATE__ = {state};</script></body></html>"
    )


def offer(number: str) -> bytes:
    """The first two as tables in EUC-JP, the others as state."""
    return table(number) if number in FIRST else state_page(number).encode()


def table(number: str) -> bytes:
    title, price = TITLES[number]
    picture = f"https://image.rakuten.co.jp/{CODE}/cabinet/{number[-2:]}.jpg"
    page = (
        '<html lang="ja"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">'
        f"<title>【楽天市場】{title}:{SHOP.name}</title></head><body><table><tr><td>"
        f'<a class="rakutenLimitedId_ImageMain1-3" href="{picture}"><img src="{picture}"></a></td>'
        f'<td><span class="item_name"><b>{title}</b></span><form id="rakuten_cart">'
        f'<input type="hidden" id="ratItemId" value="{SHOP.id}/1">'
        '<span class="double_price">当店通常価格 9,800円</span>'
        f'<span class="price2">{price:,}円</span><button>カートに入れる</button></form></td></tr>'
        "</table></body></html>"
    )
    return page.encode("euc-jp")


def state_page(number: str) -> str:
    title, price = TITLES[number]
    shown = {
        "title": title,
        "shopId": int(SHOP.id or 0),
        "purchaseInfo": {"purchaseBySellType": {
            "purchaseCondition": "enabled",
            "normalPurchase": {"price": {"minPrice": price, "maxPrice": price}}}},
        "media": {"images": [{"type": "CABINET", "location": f"/{number[-2:]}.jpg"}]},
    }  # fmt: skip
    held = {"newApi": {"itemInfoSku": shown, "shop": {"shopName": SHOP.name, "shopUrl": CODE}}}
    return (
        '<html lang="ja"><head><meta charset="utf-8">'
        f"<title>【楽天市場】{title}:{SHOP.name}</title>"
        f'</head><body><span class="normal_reserve_item_name">{title}</span>'
        f'<script type="application/json" id="item-page-app-data">{json.dumps(held)}</script>'
        "</body></html>"
    )


WALL = (
    "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>You don't have "
    "permission to access this on this server.<p>Reference #18.0</p></body></html>"
)
SEARCH = "/search/mall/%E3%82%B1%E3%83%88%E3%83%AB%20%E7%90%BA%E7%91%AF/"
FIRST, SECOND = [f"{CODE}:kettle-01", f"{CODE}:kettle-02"], [f"{CODE}:cap-03"]
SHOWN = [*FIRST, f"{CODE}:cup-04"]

REPLICA = Replica(
    spider=RakutenSpider(),
    home="http://www.rakuten.co.jp/",
    query="ケトル 琺瑯",
    pages={
        SEARCH: results(FIRST),
        f"{SEARCH}?p=2": results(SECOND),
        f"{SEARCH}?p=3": results([]),
        f"/search/mall/?sid={SHOP.id}": results(SHOWN),
        **{path_of(number): offer(number) for number in TITLES},
    },
    offers={
        number: Expected(title=title, price=str(price), currency="JPY", seller=SHOP)
        for number, (title, price) in TITLES.items()
    },
    headers={"Content-Type": "text/html"},
    searched=frozenset(FIRST + SECOND),
    seller=SHOP,
    shop=frozenset(SHOWN),
    wall=WALL,
    wall_status=403,
)
