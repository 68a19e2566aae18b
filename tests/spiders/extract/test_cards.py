"""Lists of many shapes: each gives its offers with addresses, names and prices."""

import json
from collections.abc import Callable

import pytest

from monitor.domain.listing import PageReading
from monitor.domain.page import PageKind
from spiders.extract import read_page

HOST = "https://shop.example.com"


def read(cards: str, path: str = "/collections/mugs", title: str = "Mugs") -> PageReading:
    menu = "<nav><a href=/new>New</a><a href=/sale>Sale</a></nav>"
    body = (
        f"<html lang=en-US><head><title>{title}</title></head><body>{menu}<h1>{title}</h1>{cards}"
        "<footer><a href=/terms>Terms</a></footer></body></html>"
    )
    return read_page(body.encode(), f"{HOST}{path}")


def overlay(n: int) -> str:
    return (
        f"<div class='relative group'><a class=inset href=/p/mug-{n} aria-label='Mug number "
        f"{n}'></a>"
        f"<img src=/i/{n}.jpg><h3>Mug number {n}</h3><p>${n}9.00</p></div>"
    )


def by_script(n: int) -> str:
    return (
        f"<li class=entry onclick=\"location.href='/p/mug-{n}'\"><img src=/i/{n}.jpg>"
        f"<p>Mug number {n}</p><p class=price>${n}9.00</p></li>"
    )


def by_attribute(n: int) -> str:
    return (
        f"<div class=product-card data-href=/p/mug-{n}><img src=/i/{n}.jpg>"
        f"<div class=t>Mug number {n}</div><div class=price>${n}9.00</div></div>"
    )


def in_table(n: int) -> str:
    return (
        f"<table><tr><td><a href=/p/mug-{n}><img src=/i/{n}.jpg></a></td>"
        f"<td><a href=/p/mug-{n}>Mug number {n}</a></td><td>${n}9.00</td></tr></table>"
    )


@pytest.mark.parametrize(
    ("card", "count"),
    [(overlay, 9), (overlay, 2), (by_script, 9), (by_attribute, 9), (in_table, 9), (in_table, 2)],
)
def test_cards_are_read_whatever_makes_them_links(card: Callable[[int], str], count: int) -> None:
    reading = read("".join(map(card, range(1, count + 1))), "/search?q=mug", "Results for mug")
    assert reading.kind is PageKind.SEARCH
    assert [(c.url, c.title, str(c.price.amount) if c.price else None) for c in reading.cards] == [
        (f"{HOST}/p/mug-{n}", f"Mug number {n}", f"{n}9.00") for n in range(1, count + 1)
    ]


def test_a_list_that_only_its_json_ld_tells_gives_cards() -> None:
    listed = [
        {
            "@type": "ListItem",
            "item": {
                "@type": "Product",
                "name": f"Mug number {n}",
                "url": f"{HOST}/p/mug-{n}",
                "offers": {"price": n + 9, "priceCurrency": "EUR"},
            },
        }
        for n in range(1, 9)
    ]
    told = json.dumps({"@type": "ItemList", "itemListElement": listed})
    reading = read(f"<script type=application/ld+json>{told}</script><div id=root></div>")
    assert reading.kind is PageKind.SEARCH
    assert [card.url for card in reading.cards] == [f"{HOST}/p/mug-{n}" for n in range(1, 9)]
    assert {card.price.currency for card in reading.cards if card.price} == {"EUR"}


def test_two_links_of_a_menu_are_no_entries_of_a_list() -> None:
    links = "<p><a href=/p/1><img src=/1.jpg>Our story</a><a href=/p/2><img src=/2.jpg>Care</a></p>"
    assert read(links, "/search?q=zzz", "Results for zzz").cards == ()
