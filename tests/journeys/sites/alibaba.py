"""Alibaba.com in small: state on result pages and offers, a company's list, its wall."""

import json
from html import escape

from monitor.domain.seller import Seller
from spiders.sites.alibaba.spider import AlibabaSpider
from tests.journeys.sites.replica import Expected, Replica

COMPANY = Seller(id="lanternhill", name="Foshan Lantern Hill Kitchenware Co., Ltd.")
OFFERS = {
    "1600000000021": ("Wholesale Enamel Kettle Brimworth Style", "3.20", "4.10"),
    "1600000000022": ("Custom Logo Enamel Kettle 1.5L", "2.75", "3.90"),
    "1600000000023": ("Enamel Camping Mug Bulk", "0.80", "1.15"),
    "1600000000024": ("Stainless Steel Kettle Factory", "2.10", "2.95"),
}


def results(numbers: list[str]) -> str:
    offers = [
        {
            "productUrl": f"//www.alibaba.com/product-detail/Some-Words_{number}.html",
            "title": OFFERS[number][0],
            "price": f"${OFFERS[number][1]}-{OFFERS[number][2]}",
            "mainImage": f"//s.alicdn.com/@sc04/kf/{number}.jpg",
        }
        for number in numbers
    ]
    state = {"offerSkeletonData": {"offers": offers}}
    return (
        "<html lang=en><head><title>enamel kettle - Alibaba.com</title></head><body>"
        f"<script>window.__page__data = {json.dumps(state)}</script></body></html>"
    )


def offer(number: str) -> str:
    title, low, high = OFFERS[number]
    state = {
        "globalData": {
            "product": {
                "productId": int(number),
                "subject": title,
                "price": {
                    "productLadderPrices": [
                        {"min": 100, "max": 499, "dollarPrice": high},
                        {"min": 500, "max": -1, "dollarPrice": low},
                    ]
                },
                "mediaItems": [{"imageUrl": {"big": f"//s.alicdn.com/@sc04/kf/{number}.jpg"}}],
                "productBasicProperties": [{"attrName": "Brand Name", "attrValue": "Lanternhill"}],
            },
            "seller": {
                "companyName": COMPANY.name,
                "companyProfileUrl": f"//{COMPANY.id}.en.alibaba.com/company_profile.html",
            },
        }
    }
    return (
        f"<html lang=en><head><title>{escape(title)} - Buy Kettle on Alibaba.com</title></head>"
        f"<body><h1>{escape(title)}</h1><script>window.detailData = {json.dumps(state)};</script>"
        "<button>Send inquiry</button><button>Add to cart</button></body></html>"
    )


def company_list(numbers: list[str]) -> str:
    cards = "".join(
        f'<div class="gallery"><a href="//www.alibaba.com/product-detail/A_{number}.html">'
        f"{escape(OFFERS[number][0])}</a><b>US ${OFFERS[number][1]}</b></div>"
        for number in numbers
    )
    return f"<html><head><title>{COMPANY.name}</title></head><body>{cards}</body></html>"


WALL = (
    "<html><head><title>Captcha Interception</title></head><body><script>var a="
    '"/_____tmd_____/punish?x5secdata=xx";</script><p>Sorry, we have detected unusual traffic from '
    'your network.</p><div class="nc-container">Please slide to verify</div></body></html>'
)

FIRST, SECOND = ["1600000000021", "1600000000022"], ["1600000000023"]

REPLICA = Replica(
    spider=AlibabaSpider(),
    home="http://www.alibaba.com/",
    query="enamel kettle",
    pages={
        "/trade/search?SearchText=enamel+kettle&tab=all": results(FIRST),
        "/trade/search?SearchText=enamel+kettle&tab=all&page=2": results(SECOND),
        "/trade/search?SearchText=enamel+kettle&tab=all&page=3": results([]),
        "/productlist.html": company_list(FIRST),
        "/productlist-2.html": company_list(["1600000000024"]),
        **{f"/product-detail/_{number}.html": offer(number) for number in OFFERS},
    },
    offers={
        number: Expected(
            title=title, price=low, currency="USD", seller=COMPANY, brand="Lanternhill"
        )
        for number, (title, low, _) in OFFERS.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=COMPANY,
    shop=frozenset([*FIRST, "1600000000024"]),
    wall=WALL,
)
