"""What visitors see: HTML in English and Chinese, robots.txt, the sitemap, and one offer as JSON.

Flow: server finds the page by its path -> these functions write it from the shelf.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import jinja2

from monitor.cli.demo.market.catalogue import CATEGORIES, sellers
from monitor.cli.demo.market.offers import Category, MarketOffer, MarketSeller, Markup
from monitor.cli.demo.market.shelf import Shelf

PER_PAGE: Final = 12
_TEMPLATES = Path(__file__).parent / "templates"
_SIGNS: Final = {"USD": "US$", "CNY": "¥"}

_WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "market": "Copperline Market",
        "search": "Search",
        "hello": "Everything, from everybody",
        "lead": "A market for first looks: every shop, brand and offer here is invented.",
        "newest": "New today",
        "previous": "Previous",
        "next": "Next",
        "seller": "Sold by",
        "brand": "Brand",
        "condition": "Condition",
        "new": "New",
        "used": "Used",
        "number": "Offer number",
        "buy": "Add to cart",
        "others": "More from this shop",
        "staff": "staff preview",
        "missing": "This page does not exist (any more).",
        "needs_script": "This page needs JavaScript.",
        "footer": "Copperline Market is part of the Rightswatch demo and sells nothing.",
        "found": "Offers found",
        "shop_in": "Shop in",
    },
    "zh": {
        "market": "铜线集市",
        "search": "搜索",
        "hello": "应有尽有，人人可卖",
        "lead": "演示用集市：店铺、品牌与商品均为虚构。",
        "newest": "今日上新",
        "previous": "上一页",
        "next": "下一页",
        "seller": "卖家",
        "brand": "品牌",
        "condition": "成色",
        "new": "全新",
        "used": "二手",
        "number": "商品编号",
        "buy": "加入购物车",
        "others": "本店其他商品",
        "staff": "内部预览",
        "missing": "页面不存在或已下架。",
        "needs_script": "本页需要启用 JavaScript。",
        "footer": "铜线集市是 Rightswatch 演示的一部分，不出售任何商品。",
        "found": "找到的商品",
        "shop_in": "店铺所在地",
    },
}


def price_text(offer: MarketOffer) -> str:
    """The price as the page shows it: "¥1,380.00", "US$39.90"."""
    return _money(offer.price, offer.currency)


def _money(amount: Decimal, currency: str) -> str:
    return f"{_SIGNS[currency]}{amount:,.2f}"


def _old_price_text(offer: MarketOffer) -> str:
    return _money(offer.old_price, offer.currency) if offer.old_price else ""


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["price"] = price_text
    environment.filters["old_price"] = _old_price_text
    return environment


def _render(template: str, language: str, **values: Any) -> str:  # noqa: ANN401 - template values
    shelves = [category for category in CATEGORIES.values() if category.language == language]
    return (
        _environment()
        .get_template(template)
        .render(language=language, words=_WORDS[language], shelves=shelves, **values)
    )


def home(shelf: Shelf, language: str, base: str) -> str:
    """The front page: shelves, and the newest offers of the language."""
    newest = [offer for offer in shelf.on_sale() if offer.language == language][-PER_PAGE:]
    site_card = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": _WORDS[language]["market"],
        "url": f"{base}/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{base}/search?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }
    return _render("home.html", language, offers=newest[::-1], site_card=site_card)


def category(shelf: Shelf, shown: Category, page: int) -> str | None:
    """One page of a category; None beyond the last."""
    return _cards_page(
        shelf.in_category(shown),
        page,
        f"/c/{shown.id}?",
        shown.language,
        heading=shown.name,
        about="",
        hidden=shelf.hidden(shown),
    )


def search(shelf: Shelf, query: str, page: int) -> str | None:
    """One page of a search; an empty one says so; None beyond the last."""
    language = "zh" if any(ord(letter) > 0x2E80 for letter in query) else "en"
    offers = shelf.search(query)
    about = f"{_WORDS[language]['found']}: {len(offers)}"
    path = f"/search?q={quote(query)}&"
    return _cards_page(offers, page, path, language, heading=query, about=about, query=query)


def seller(shelf: Shelf, shown: MarketSeller, page: int) -> str | None:
    """One page of a shop; None beyond the last."""
    about = f"{_WORDS[shown.language]['shop_in']} {shown.town}"
    path = f"/seller/{shown.id}?"
    offers = shelf.of_seller(shown)
    return _cards_page(offers, page, path, shown.language, heading=shown.name, about=about)


def _cards_page(
    offers: Sequence[MarketOffer],
    page: int,
    path: str,
    language: str,
    **values: Any,  # noqa: ANN401 - template values
) -> str | None:
    last_page = max(1, -(-len(offers) // PER_PAGE))
    if not 1 <= page <= last_page:
        return None

    def page_url(number: int) -> str:
        return f"{path}page={number}"

    return _render(
        "cards_page.html",
        language,
        offers=offers[(page - 1) * PER_PAGE : page * PER_PAGE],
        page=page,
        last_page=last_page,
        page_url=page_url,
        next_url=page_url(page + 1) if page < last_page else None,
        **({"hidden": ()} | values),
    )


def offer(shelf: Shelf, shown: MarketOffer, base: str) -> str:
    """The page of one offer: whole, an empty shell for a script, or a challenge in its place."""
    if shown.markup is Markup.WALL:
        return _render("wall.html", shown.language)
    if shown.markup is Markup.SCRIPT:
        return _render("shell.html", shown.language, offer=shown)
    others = [other for other in shelf.of_seller(shown.seller) if other.id != shown.id][:4]
    return _render(
        "offer.html",
        shown.language,
        offer=shown,
        others=others,
        url=f"{base}{shown.path}",
        picture_url=f"{base}{shown.picture_path}",
        schema_card=_schema_card(shown, base),
    )


def _schema_card(shown: MarketOffer, base: str) -> dict[str, object]:
    """What the page says of the offer in the words of schema.org."""
    conditions = {"new": "NewCondition", "used": "UsedCondition"}
    card: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "sku": shown.id,
        "name": shown.title,
        "description": shown.description,
        "image": [f"{base}{shown.picture_path}"],
        "category": shown.category.name,
        "offers": {
            "@type": "Offer",
            "url": f"{base}{shown.path}",
            "price": str(shown.price),
            "priceCurrency": shown.currency,
            "availability": "https://schema.org/InStock",
            "itemCondition": f"https://schema.org/{conditions[shown.condition or 'new']}",
            "seller": {
                "@type": "Organization",
                "@id": f"{base}/seller/{shown.seller.id}",
                "name": shown.seller.name,
                "url": f"{base}/seller/{shown.seller.id}",
            },
        },
    }
    if shown.brand:
        card["brand"] = {"@type": "Brand", "name": shown.brand}
    return card


def offer_json(shown: MarketOffer) -> str:
    """One offer for the market's own script."""
    return json.dumps(
        {
            "id": shown.id,
            "title": shown.title,
            "description": shown.description,
            "price_text": price_text(shown),
            "picture": shown.picture_path,
            "seller": {"name": shown.seller.name, "url": f"/seller/{shown.seller.id}"},
        },
        ensure_ascii=False,
    )


def missing(language: str = "en") -> str:
    """The page behind a 404."""
    return _render("missing.html", language)


def robots(base: str) -> str:
    """What robots may do: everything but the staff's corner and the cart."""
    return f"User-agent: *\nDisallow: /private/\nDisallow: /cart\n\nSitemap: {base}/sitemap.xml\n"


def sitemap(shelf: Shelf, base: str) -> str:
    """Every category, shop and open offer, and one address on somebody else's host.

    The stranger's address is a trap that real sitemaps set by mistake: it is nobody's to follow.
    """
    paths = ["/", "/zh/", *(f"/c/{id_}" for id_ in CATEGORIES)]
    paths += [f"/seller/{id_}" for id_ in sellers()]
    paths += [shown.path for shown in shelf.on_sale()]
    places = [f"{base}{path}" for path in paths] + ["http://elsewhere.example/offer/1"]
    rows = "\n".join(f"  <url><loc>{escape(place)}</loc></url>" for place in places)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{rows}\n</urlset>\n"
    )
