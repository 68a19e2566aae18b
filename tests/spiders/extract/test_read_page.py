"""Traps of real pages, each on one small page of our own."""

from decimal import Decimal

import pytest

from monitor.domain.listing import Offer, PageReading
from monitor.domain.page import PageKind
from spiders.extract import read_page

URL = "https://shop.example.com/p/blue-canvas-rucksack"


def page(body: str, head: str = "", *, lang: str = "en") -> bytes:
    title = "" if "<title" in head else "<title>Blue Canvas Rucksack | Packhouse</title>"
    return f'<html lang="{lang}"><head>{title}{head}</head><body>{body}</body></html>'.encode()


def offer_of(html: bytes, url: str = URL) -> Offer:
    reading = read_page(html, url)
    assert reading.kind is PageKind.LISTING, reading
    assert reading.offer is not None
    return reading.offer


BUYING = "<h1>Blue Canvas Rucksack</h1>{price}<form><input type=submit value='Add to cart'></form>"


def with_price(markup: str, url: str = URL, head: str = "", *, lang: str = "en") -> Offer:
    return offer_of(page(BUYING.format(price=markup), head, lang=lang), url)


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("markup", "amount", "currency"),
    [
        ("<p class=price><del>$80.00</del> <ins>$59.90</ins></p>", "59.90", "USD"),
        ("<p>Was <b>$80.00</b></p><p>Now <b>$59.90</b></p>", "59.90", "USD"),
        ("<p class=price>$69.<sup>99</sup></p>", "69.99", "USD"),
        (
            "<p class=price><span>$</span><span>69</span><span>.</span><span>99</span></p>",
            "69.99",
            "USD",
        ),
        ("<p>RRP: $80.00</p><p>Our price: $59.90</p><p>You save: $20.10</p>", "59.90", "USD"),
        ("<p>$12.50 /mo for 24 months</p><p class=price>$299.00</p>", "299.00", "USD"),
        ("<p class=price>$8.99</p><p class=unit-price>$1.12 / oz</p>", "8.99", "USD"),
        ("<p>Shipping: $4.95</p><p class=price>$20.00</p>", "20.00", "USD"),
        ("<p>Free shipping over $35</p><p class=price>$14.99</p>", "14.99", "USD"),
    ],
)
def test_the_price_asked_wins_over_other_amounts(markup: str, amount: str, currency: str) -> None:
    price = with_price(markup).price
    assert price is not None
    assert (price.amount, price.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("markup", "url", "lang", "amount", "currency"),
    [
        (
            "<p class=preis>statt 1.299,00 € nur 999,00 €</p>",
            "https://l.example.de/p/x",
            "de",
            "999.00",
            "EUR",
        ),
        ("<p class=price>R$ 1.234,56</p>", "https://l.example.com.br/p/x", "pt", "1234.56", "BRL"),
        (
            "<p>原价：￥299.00</p><p>现价：￥199.00</p>",
            "https://l.example.cn/p/x",
            "zh",
            "199.00",
            "CNY",
        ),
        ("<p class=pris>1 299 kr</p>", "https://l.example.se/p/x", "sv", "1299", "SEK"),
        ("<p>Цена: 47 405 руб.</p>", "https://l.example.ru/p/x", "ru", "47405", "RUB"),
        ("<p class=price>¥12,800</p>", "https://l.example.co.jp/p/x", "ja", "12800", "JPY"),
        ("<p class=price>$34.50</p>", "https://l.example.ca/p/x", "en", "34.50", "CAD"),
        ("<p class=cena>2 399,00 zł</p>", "https://l.example.pl/p/x", "pl", "2399.00", "PLN"),
    ],
)
def test_prices_of_many_countries(
    markup: str, url: str, lang: str, amount: str, currency: str
) -> None:
    price = with_price(markup, url, lang=lang).price
    assert price is not None
    assert (price.amount, price.currency) == (Decimal(amount), currency)


def test_a_range_keeps_its_upper_end() -> None:
    price = with_price("<p class=price>$55.00 - $57.00</p>").price
    assert price is not None
    assert (price.amount, price.high) == (Decimal("55.00"), Decimal("57.00"))


def test_a_stale_price_in_json_ld_loses_to_the_visible_one() -> None:
    block = json_ld(
        '{"@type":"Product","name":"Blue Canvas Rucksack",'
        '"offers":{"@type":"Offer","price":"150.00","priceCurrency":"USD"}}'
    )
    offer = with_price("<p class=sale-price>Now $120.00</p>", head=block)
    assert offer.price is not None
    assert offer.price.amount == Decimal("120.00")
    assert (offer.provenance or {})["price"] == "visible"


def test_a_wrong_currency_code_is_refused_for_the_visible_sign() -> None:
    block = json_ld(
        '{"@type":"Product","name":"Blue Canvas Rucksack",'
        '"offers":{"price":"253","priceCurrency":"UAN"}}'
    )
    offer = with_price("<p class=price>Ціна: 253 грн</p>", head=block)
    assert offer.price is not None
    assert offer.price.currency == "UAH"
    assert (offer.provenance or {})["price"] == "json-ld"


def test_a_price_of_a_neighbour_is_never_taken() -> None:
    cards = "".join(
        f"<li class=item><a href=/p/other-{n}><img src=/i/{n}.jpg>Other Rucksack {n}</a>"
        f"<span class=price>${n}9.00</span></li>"
        for n in range(1, 6)
    )
    block = json_ld('{"@type":"Product","name":"Blue Canvas Rucksack","offers":{"price":{}}}')
    body = f"<h1>Blue Canvas Rucksack</h1><p>Sold out</p><h2>You may also like</h2><ul>{cards}</ul>"
    assert offer_of(page(body, block)).price is None


def test_the_heading_that_the_title_tag_repeats_is_the_title() -> None:
    body = "<h1>Free standard shipping above $35</h1>"
    body += "<div class=product-name>Blue Canvas Rucksack</div>"
    body += "<p class=price>$59.90</p><button>Add to cart</button>"
    assert offer_of(page(body)).title == "Blue Canvas Rucksack"


def test_entities_escaped_twice_are_resolved() -> None:
    block = json_ld(
        '{"@type":"Product","name":"Shepherd&amp;#39;s Rucksack","offers":{"price":"9.90"}}'
    )
    head = "<title>Shepherd's Rucksack</title>" + block
    assert offer_of(page("<p>nothing else</p>", head)).title == "Shepherd's Rucksack"


def test_products_in_a_graph_with_a_trailing_comma_are_read() -> None:
    block = json_ld(
        '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Packhouse"},'
        '{"@type":["Product"],"name":"Blue Canvas Rucksack","brand":{"name":"Packhouse"},'
        '"image":["/i/1.jpg","/i/2.jpg"],"itemCondition":"https://schema.org/UsedCondition",'
        '"offers":[{"@type":"Offer","price":59.9,"priceCurrency":"EUR","seller":{"name":"Ada"},'
        '"shippingDetails":{"shippingDestination":{"addressCountry":["CN","DE"]}},}],}]}'
    )
    offer = offer_of(page("<h1>Blue Canvas Rucksack</h1>", block))
    assert offer.price is not None
    assert (offer.price.amount, offer.price.currency) == (Decimal("59.9"), "EUR")
    assert offer.brand == "Packhouse"
    assert offer.seller is not None
    assert offer.seller.name == "Ada"
    assert offer.condition == "used"
    assert offer.ships_to == ("CN", "DE")
    assert [image.url for image in offer.images] == [
        "https://shop.example.com/i/1.jpg",
        "https://shop.example.com/i/2.jpg",
    ]
    assert (offer.provenance or {})["title"] == "json-ld"


def test_microdata_without_its_scope_is_read() -> None:
    body = (
        "<h1 itemprop=name>Blue Canvas Rucksack</h1><span itemprop=brand>Packhouse</span>"
        "<meta itemprop=priceCurrency content=GBP>"
        "<span itemprop=price content='44.99'>£44.99</span>"
        "<img itemprop=image src='data:image/gif;base64,R0' data-src='/i/large.jpg'>"
    )
    offer = offer_of(page(body + "<button>Add to basket</button>"))
    assert offer.price is not None
    assert (offer.price.amount, offer.price.currency) == (Decimal("44.99"), "GBP")
    assert offer.brand == "Packhouse"
    assert offer.images[0].url == "https://shop.example.com/i/large.jpg"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("<p>Brand: <a href=/b>Packhouse</a></p>", "Packhouse"),
        ("<tr><td>Marke</td><td>Packhouse</td></tr>", "Packhouse"),
        ("<dl><dt>Бренд:</dt><dd>Пакхаус</dd></dl>", "Пакхаус"),
        ("<li>品牌：驼峰</li>", "驼峰"),
        ("<p>メーカー：パックハウス</p>", "パックハウス"),
        ("<p>Marque : Packhouse</p>", "Packhouse"),
    ],
)
def test_brands_are_read_by_their_labels(label: str, name: str) -> None:
    assert with_price(f"<p class=price>$59.90</p>{label}").brand == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("<p>Sold by <a href=/s/1>Ada Trading</a> and ships from Leeds</p>", "Ada Trading"),
        ("<p>Verkauf durch <b>Ada Handel</b></p>", "Ada Handel"),
        ("<p>Vendido por Ada Comercio</p>", "Ada Comercio"),
        ("<p>掌柜：阿达小店</p>", "阿达小店"),
    ],
)
def test_sellers_are_read_by_their_labels(label: str, name: str) -> None:
    seller = with_price(f"<p class=price>$59.90</p>{label}").seller
    assert seller is not None
    assert seller.name == name


def test_state_that_is_passed_to_a_function_gives_a_hidden_price() -> None:
    state = (
        "<script>boot('app', {product: {title: 'Blue Canvas Rucksack', price: 'NTkuOTA=',"
        "currency: 'USD', sellerName: 'Ada'}, also: [{title: 'Red Rucksack', price: 1.5}]});"
        "</script>"
    )
    offer = offer_of(
        page(
            "<h1>Blue Canvas Rucksack</h1><button>Add to cart</button>" + state,
            '<meta property="og:type" content="product">',
        )
    )
    assert offer.price is not None
    assert (offer.price.amount, offer.price.currency) == (Decimal("59.90"), "USD")
    assert (offer.provenance or {})["price"] == "state"


def test_pictures_are_asked_for_in_their_largest_form() -> None:
    url = "https://www.ebay.com/itm/381228738769"
    body = BUYING.format(price="<p class=price>$1.00</p>")
    body += "<img id=icImg src=https://i.ebayimg.com/images/g/abc/s-l300.jpg>"
    offer = offer_of(page(body), url)
    assert offer.images[0].url == "https://i.ebayimg.com/images/g/abc/s-l1600.jpg"


def listing_cards(count: int, *, priced: bool = True) -> str:
    return "".join(
        f"<li class=card><a href=/p/rucksack-{n}><img src=/i/{n}.jpg alt='Rucksack {n}'>"
        f"Canvas Rucksack {n}</a>{f'<b class=price>${n}.50</b>' if priced else ''}</li>"
        for n in range(10, 10 + count)
    )


def search_page(extra: str = "") -> PageReading:
    body = f"<h1>Results for rucksack</h1><p>Sort by price</p><ul>{listing_cards(12)}</ul>{extra}"
    return read_page(
        page(body, "<title>rucksack - Packhouse</title>"),
        "https://shop.example.com/search?q=rucksack",
    )


def test_a_search_page_gives_cards_and_the_next_page() -> None:
    reading = search_page("<div class=pager><a href='/search?q=rucksack&page=2'>Next »</a></div>")
    assert reading.kind is PageKind.SEARCH
    assert reading.offer is None
    assert len(reading.cards) == 12
    card = reading.cards[0]
    assert card.url == "https://shop.example.com/p/rucksack-10"
    assert (card.market, card.listing_id) == ("shop.example.com", "/p/rucksack-10")
    assert card.title == "Canvas Rucksack 10"
    assert card.price is not None
    assert (card.price.amount, card.price.currency) == (Decimal("10.50"), "USD")
    assert card.image == "https://shop.example.com/i/10.jpg"
    assert reading.next_url == "https://shop.example.com/search?q=rucksack&page=2"


def test_the_last_page_has_no_next() -> None:
    assert (
        search_page(
            "<div class=pager><a href='/search?q=rucksack&page=1'>« Previous</a></div>"
        ).next_url
        is None
    )


@pytest.mark.parametrize("title", ["Tote {}", "Canvas market tote bag number {}", "Tote"])
def test_entries_with_short_cut_or_equal_titles_are_cards(title: str) -> None:
    def entry(number: int) -> str:
        whole = title.format(number)
        words = whole.split()
        short = " ".join(words[:4]) + (" …" if len(words) > 4 else "")
        link = f"/catalogue/tote_{number}/"
        return (
            f"<li><article class=product_pod><div class=image_container><a href={link}><img "
            f"src=/media/{number}.jpg alt='{whole}'></a></div><h3><a href={link} title='{whole}'>"
            f"{short}</a></h3><p class=price_color>£{number}.99</p>"
            "<button>Add to basket</button></article></li>"
        )

    shown = "".join(entry(number) for number in range(1, 21))
    reading = read_page(
        page(f"<h1>Products matching tote</h1><ol>{shown}</ol>", "<title>tote | Oscar</title>"),
        "https://shop.example.com/search/?q=tote",
    )
    assert reading.kind is PageKind.SEARCH
    assert len(reading.cards) == 20
    assert reading.cards[11].title == title.format(12)


def test_a_row_of_marks_is_nobodys_name() -> None:
    marks = "<p>店铺：9.77 商品评价 9.74 服务态度 9.74 物流速度 9.86</p>"
    assert with_price(f"<p class=price>$59.90</p>{marks}").seller is None


def test_links_to_sellers_are_no_cards() -> None:
    entries = "".join(
        f"<li class=card><a href=/offer/{n}><img src=/i/{n}.jpg>Canvas Rucksack {n}</a>"
        f"<b class=price>${n}.50</b><p>Sold by <a href=/en/seller/{n}>Rucksack House No {n}</a></p>"
        "</li>"
        for n in range(10, 22)
    )
    reading = read_page(
        page(f"<h1>Results for rucksack</h1><ul>{entries}</ul>", "<title>rucksack</title>"),
        "https://shop.example.com/search?q=rucksack",
    )
    assert len(reading.cards) == 12
    assert all("/offer/" in card.url for card in reading.cards)
