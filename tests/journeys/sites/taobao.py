"""Taobao and Tmall in small: search state, an offer on either front, a shop, the login wall."""

import json

from monitor.domain.seller import Seller
from spiders.sites.taobao.spider import TaobaoSpider
from tests.journeys.sites.replica import Expected, Replica

SHOP = Seller(id="2200011122", name="灯山厨具旗舰店")
OFFERS = {
    "610000000031": ("布里姆沃斯搪瓷水壶1.5升奶油色", "168.00"),
    "610000000032": ("搪瓷水壶 布里姆沃斯同款 野营", "49.00"),
    "610000000033": ("水壶鸣笛配件硅胶", "6.50"),
    "610000000034": ("搪瓷马克杯复古350毫升", "19.90"),
}


def results(numbers: list[str]) -> str:
    auctions = [
        {
            "nid": number,
            "raw_title": OFFERS[number][0],
            "view_price": OFFERS[number][1],
            "pic_url": f"//g-search3.alicdn.com/img/{number}.jpg",
            "nick": SHOP.name,
        }
        for number in numbers
    ]
    state = {"mods": {"itemlist": {"data": {"auctions": auctions}}}}
    return (
        "<html><head><meta charset=utf-8><title>搪瓷水壶_淘宝搜索</title></head><body>"
        f"<script>g_page_config = {json.dumps(state)};</script></body></html>"
    )


def offer(number: str) -> bytes:
    title, price = OFFERS[number]
    page = (
        f"<html><head><meta charset=gbk><title>{title}-淘宝网</title></head><body>"
        f'<h3 class="tb-main-title" data-title="{title}">{title}</h3>'
        f'<strong id="J_StrPrice"><em class="tb-rmb">￥</em><em class="tb-rmb-num">{price}</em>'
        f'</strong><img id="J_ImgBooth" src="//gd1.alicdn.com/imgextra/{number}.jpg_400x400.jpg">'
        '<a href="#" class="J_LinkAdd">加入购物车</a>'
        f"<script>var g_config = {{ idata: {{ item: {{ sellerNick: '{SHOP.name}', sellerId: "
        f"'{SHOP.id}' }} }} }};</script></body></html>"
    )
    return page.encode("gbk")


def shop(numbers: list[str]) -> bytes:
    cards = "".join(
        f'<div class="item"><a href="//item.taobao.com/item.htm?spm=a1z10&id={number}">'
        f"{OFFERS[number][0]}</a><span>￥{OFFERS[number][1]}</span></div>"
        for number in numbers
    )
    return f"<html><head><meta charset=gbk><title>{SHOP.name}</title></head>{cards}</html>".encode(
        "gbk"
    )


WALL = (
    "<html><head><meta charset=utf-8><title>登录页面</title></head><body><h1>密码登录</h1>"
    '<form id="login-form" method="post"><input name="fm-login-id"><input type="password" '
    'name="fm-login-password"><button>登录</button></form></body></html>'
)

FIRST, SECOND = ["610000000031", "610000000032"], ["610000000033"]

REPLICA = Replica(
    spider=TaobaoSpider(),
    home="http://www.taobao.com/",
    query="搪瓷水壶",
    pages={
        "/search?q=%E6%90%AA%E7%93%B7%E6%B0%B4%E5%A3%B6&ie=utf8": results(FIRST),
        "/search?q=%E6%90%AA%E7%93%B7%E6%B0%B4%E5%A3%B6&ie=utf8&s=44": results(SECOND),
        "/search?q=%E6%90%AA%E7%93%B7%E6%B0%B4%E5%A3%B6&ie=utf8&s=88": results([]),
        f"/shop/view_shop.htm?user_number_id={SHOP.id}": shop([*FIRST, "610000000034"]),
        **{f"/item.htm?id={number}": offer(number) for number in OFFERS},
    },
    headers={"Content-Type": "text/html"},
    offers={
        number: Expected(title=title, price=price, currency="CNY", seller=SHOP)
        for number, (title, price) in OFFERS.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=SHOP,
    shop=frozenset([*FIRST, "610000000034"]),
    wall=WALL,
)
