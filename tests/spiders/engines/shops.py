"""Home pages and feeds of invented shops, as each software writes them; for journeys too."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from monitor.domain.page import Page
from monitor.domain.target import Target, TargetKind

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
JSON = {"content-type": "application/json; charset=utf-8"}
DIVING = "Une montre de plongée au boîtier d'acier, verre saphir, couronne vissée. "
HTML = {"content-type": "text/html; charset=utf-8"}


def page(
    url: str, body: str | bytes, status: int = 200, headers: Mapping[str, str] | None = None
) -> Page:
    content = body.encode() if isinstance(body, str) else body
    said = tuple({**HTML, **(headers or {})}.items())
    return Page(
        url=url.partition("#")[0],
        requested_url=url,
        status=status,
        headers=said,
        body=content,
        fetched_at=AT,
    )


def answer(url: str, value: object, headers: Mapping[str, str] | None = None) -> Page:
    return page(url, json.dumps(value), headers={**JSON, **(headers or {})})


def home_target(url: str) -> Target:
    return Target(source_id="s", url=url, kind=TargetKind.HOME)


def links(urls: list[str]) -> str:
    anchors = "".join(f'<li><a href="{url}">See {n}</a></li>' for n, url in enumerate(urls))
    return f"<nav><ul>{anchors}</ul></nav>"


# -- Shopify -------------------------------------------------------------------------------------


def shopify_home(
    active: str = "EUR", rate: str = "1.0", root: str = "/", urls: list[str] | None = None
) -> str:
    return (
        '<html lang="de"><head><title>Kranich</title>'
        '<link rel="stylesheet" href="/cdn/shop/t/7/assets/base.css?v=11">'
        '<script id="shopify-features" type="application/json">{"shopId":1}</script>'
        '<script>var Shopify = Shopify || {}; Shopify.shop = "kranich-test.myshopify.com";'
        f'Shopify.currency = {{"active":"{active}","rate":"{rate}"}};'
        f'Shopify.routes = {{}}; Shopify.routes.root = "{root}";</script></head>'
        f"<body>{links(urls or ['/collections/bags', '/pages/about-us'])}"
        "<main><p>Handmade bags and purses from the coast.</p></main></body></html>"
    )


def shopify_entry(number: int, **more: object) -> dict[str, Any]:
    return {
        "id": 7000 + number,
        "title": f"Kranich tote no. {number}",
        "handle": f"kranich-tote-{number}",
        "body_html": "<p>Waxed <b>canvas</b>.</p><ul><li>Two straps</li></ul>",
        "vendor": "Kranich",
        "product_type": "Bags",
        "tags": ["sea"],
        "variants": [
            {"id": 1, "title": "Small", "price": "39.00", "available": True},
            {"id": 2, "title": "Large", "price": "49.50", "available": True},
            {"id": 3, "title": "Old", "price": "9.00", "available": False},
        ],
        "images": [{"src": f"/cdn/shop/files/tote-{number}.png?v=3"}],
        **more,
    }


def shopify_offer_page(number: int, base: str, price: str = "39.00") -> str:
    stated = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": f"Kranich tote no. {number}",
        "brand": {"@type": "Brand", "name": "Kranich"},
        "offers": {"@type": "Offer", "price": price, "priceCurrency": "EUR"},
    }
    return (
        f'<html lang="de"><head><title>Kranich tote no. {number}</title>'
        f'<link rel="canonical" href="{base}/products/kranich-tote-{number}">'
        f'<script type="application/ld+json">{json.dumps(stated)}</script></head>'
        f"<body><h1>Kranich tote no. {number}</h1><p class=price>{price} €</p>"
        "<button>Add to cart</button></body></html>"
    )


# -- WooCommerce ---------------------------------------------------------------------------------


def woocommerce_home(base: str = "", urls: list[str] | None = None) -> str:
    return (
        '<html lang="en-GB"><head><title>Heron &amp; Daughters</title>'
        f'<link rel="https://api.w.org/" href="{base}/wp-json/">'
        '<link rel="stylesheet" href="/wp-content/plugins/woocommerce/assets/css/woocommerce.css">'
        '<meta name="generator" content="WooCommerce 9.1.2"></head>'
        '<body class="home page theme-plain woocommerce-no-js">'
        f"{links(urls or ['/product-category/lamps/', '/about-us/'])}"
        "<main><p>Lamps turned from driftwood.</p></main></body></html>"
    )


def woocommerce_entry(number: int, base: str, **more: object) -> dict[str, Any]:
    return {
        "id": 900 + number,
        "name": f"Driftwood lamp &#8211; no. {number}",
        "type": "simple",
        "permalink": f"{base}/product/driftwood-lamp-{number}/",
        "short_description": "<p>Turned by hand.</p>",
        "description": "<p>Oak from the <em>tide line</em>.</p>",
        "is_in_stock": True,
        "prices": {
            "price": "12950",
            "regular_price": "14950",
            "sale_price": "12950",
            "price_range": None,
            "currency_code": "GBP",
            "currency_minor_unit": 2,
        },
        "images": [{"id": 1, "src": f"{base}/wp-content/uploads/lamp-{number}.png"}],
        "categories": [{"id": 4, "name": "Lamps", "slug": "lamps"}],
        "attributes": [{"name": "Brand", "terms": [{"name": "Heron"}]}],
        **more,
    }


def woocommerce_offer_page(number: int) -> str:
    return (
        f"<html lang=en-GB><head><title>Driftwood lamp – no. {number}</title></head>"
        '<body class="single-product woocommerce"><div class="product type-product">'
        f"<h1 class=product_title>Driftwood lamp – no. {number}</h1>"
        "<p class=price><del>£149.50</del> <ins>£129.50</ins></p>"
        "<button class=single_add_to_cart_button>Add to basket</button></div></body></html>"
    )


# -- Magento 2 -----------------------------------------------------------------------------------


def magento_home(urls: list[str] | None = None) -> str:
    return (
        '<html lang="fr"><head><title>Cormoran</title>'
        '<link rel="stylesheet" href="/static/version1700000000/frontend/Own/blue/fr_FR/s.css">'
        '<script>var BASE_URL = "/"; var require = {"baseUrl": "/static/"};</script></head>'
        "<body data-mage-init='{\"loader\": {}}'>"
        '<script type="text/x-magento-init">{"*": {"Magento_Ui/js/core/app": {}}}</script>'
        f"{links(urls or ['/montres.html', '/contact'])}<p>Montres de plongée.</p></body></html>"
    )


def magento_entry(number: int, **more: object) -> dict[str, Any]:
    price = {"value": 249.5, "currency": "EUR"}
    return {
        "name": f"Montre Cormoran {number}",
        "url_key": f"montre-cormoran-{number}",
        "url_suffix": ".html",
        "description": {"html": "<p>Étanche &agrave; 200 m.</p>"},
        "image": {"url": f"/media/catalog/product/m/o/montre-{number}.png"},
        "media_gallery": [{"url": f"/media/catalog/product/m/o/montre-{number}-b.png"}],
        "price_range": {
            "minimum_price": {"final_price": price},
            "maximum_price": {"final_price": {**price, "value": 299}},
        },
        **more,
    }


def magento_answer(numbers: range, current: int, total: int) -> dict[str, Any]:
    listed = {
        "page_info": {"current_page": current, "total_pages": total},
        "items": [magento_entry(number) for number in numbers],
    }
    return {"data": {"products": listed}}


def magento_offer_page(number: int, shown: str = "À partir de 249,50 €") -> str:
    prices = {str(n): {"finalPrice": {"amount": amount}} for n, amount in ((1, 249.5), (2, 299))}
    return (
        f"<html lang=fr><head><title>Montre Cormoran {number}</title>"
        '<meta property="og:type" content="product">'
        '<meta property="product:price:currency" content="EUR"></head><body>'
        f"<h1 class=page-title>Montre Cormoran {number}</h1>"
        f'<div class="price-box">{shown}</div><div class="description">{DIVING * 6}</div>'
        f'<form action="/checkout/cart/add"><input name="product" value="{number}">'
        "<button>Ajouter au panier</button></form>"
        '<script type="text/x-magento-init">{"[data-role=swatch-options]": {"x": {"jsonConfig":'
        f'{{"optionPrices": {json.dumps(prices)}}}}}}}}}</script>'
        '<link href="/static/version1/frontend/Own/blue/fr_FR/s.css">'
        "<div data-mage-init='{}'></div></body></html>"
    )


# -- PrestaShop, OpenCart, django-oscar ------------------------------------------------------------


def prestashop_home(urls: list[str] | None = None) -> str:
    return (
        '<html lang="it"><head><title>Gabbiano</title>'
        '<link rel="stylesheet" href="/themes/own/assets/css/theme.css">'
        '<script>var prestashop = {"cart": {}, "currency": {"iso_code": "EUR"}};</script></head>'
        f"<body>{links(urls or ['/3-tazze', '/content/4-about-us'])}<p>Tazze fatte a mano.</p>"
        "</body></html>"
    )


def prestashop_offer_page(number: int) -> str:
    stated = {
        "name": f"Tazza Gabbiano {number}",
        "price_amount": 18.9,
        "manufacturer_name": "Gabbiano",
        "category_name": "Tazze",
        "cover": {"large": {"url": f"/{number}-large_default/tazza.jpg"}},
        "description": "<p>Grès smaltato.</p>",
    }
    written = json.dumps(stated).replace("&", "&amp;").replace('"', "&quot;")
    return (
        f"<html lang=it><head><title>Tazza Gabbiano {number}</title>"
        '<link href="/themes/own/assets/css/theme.css" rel=stylesheet>'
        '<script>var prestashop = {"currency": {"iso_code": "EUR"}};</script></head>'
        f"<body><h1>Tazza Gabbiano {number}</h1><p>Chiedi il prezzo in negozio.</p>"
        f'<div id="product-details" data-product="{written}"></div>'
        '<form><input type="hidden" name="id_product" value="1">'
        '<button class="add-to-cart">Aggiungi al carrello</button></form></body></html>'
    )


def opencart_home(urls: list[str] | None = None) -> str:
    own = ["index.php?route=product/category&path=20", "index.php?route=information/contact"]
    return (
        '<html lang="en"><head><title>Tern Tools</title>'
        '<script src="catalog/view/javascript/common.js"></script></head>'
        f"<body>{links(urls or own)}<p>Planes and chisels.</p>"
        '<footer>Powered By <a href="https://x.example">OpenCart</a></footer></body></html>'
    )


def oscar_home(urls: list[str] | None = None) -> str:
    return (
        '<html lang="en"><head><title>Petrel Books</title>'
        '<link rel="stylesheet" href="/static/oscar/css/styles.css"></head>'
        f"<body>{links(urls or ['/catalogue/', '/catalogue/category/sea_2/'])}"
        '<article class="product_pod"><a href="/catalogue/tides_7/">Tides</a>'
        '<p class="price_color">£9.99</p></article>'
        "<script>$(function() { oscar.init(); });</script></body></html>"
    )


BLOG = (
    "<html><head><title>Which shop software?</title></head><body><article>"
    "<h1>WooCommerce, Shopify, Magento, PrestaShop or OpenCart?</h1>"
    "<p>With WooCommerce you load <code>/wp-content/plugins/woocommerce/</code>; Shopify hosts at "
    "cdn.shopify.com, Magento writes x-magento-init, OpenCart has index.php?route=common/home.</p>"
    '<a href="https://wordpress.org/plugins/woocommerce/">WooCommerce</a> '
    '<a href="https://www.shopify.com/blog">Shopify</a> <a href="https://oscarcommerce.com">oscar</a>'
    '<img src="https://cdn.shopify.com/s/files/badge.png"></article></body></html>'
)
