"""Pages that show nothing: their state is read, and nobody else's goods become theirs."""

import json
import time
from decimal import Decimal

import pytest

from monitor.domain.page import PageKind
from spiders.extract import read_page

HOST = "https://shop.example.com"


def shell(state: object, title: str = "The shop", more: str = "") -> bytes:
    told = json.dumps(state, ensure_ascii=False)
    return (
        f"<html lang=en><head><title>{title}</title></head><body><div id=app></div>{more}"
        f"<script>window.__STATE__={told}</script></body></html>"
    ).encode()


def goods(number: int, **more: object) -> dict[str, object]:
    told = {"id": 70_100 + number, "name": f"Gannet mug no. {number}", "price": 12.5 + number}
    return {**told, "currency": "EUR", **more}


RECOMMENDED = {"recommendations": [goods(1), goods(2)], "youMayAlsoLike": {"product": goods(3)}}


def test_recommended_goods_are_no_offer_of_the_page() -> None:
    reading = read_page(shell(RECOMMENDED), f"{HOST}/p/70999")
    assert (reading.kind, reading.offer) == (PageKind.SHELL, None)


def test_a_recommended_offer_lends_no_price_to_one_that_asks_none() -> None:
    own = {"id": 70999, "name": "Fulmar teapot", "image": "https://i.example.com/fulmar.jpg"}
    reading = read_page(shell({"product": own, **RECOMMENDED}), f"{HOST}/p/70999")
    assert reading.offer is None or reading.offer.price is None


def test_among_several_offers_the_address_names_the_pages_own() -> None:
    state = {"cache": {str(number): goods(number) for number in range(1, 9)}}
    reading = read_page(shell(state), f"{HOST}/mugs/gannet-mug-70105.html")
    assert reading.kind is PageKind.LISTING
    assert reading.offer is not None
    assert reading.offer.title == "Gannet mug no. 5"
    assert reading.offer.price is not None
    assert reading.offer.price.amount == Decimal("17.5")
    assert (reading.offer.provenance or {})["title"] == "state"


def test_one_of_two_offers_that_the_address_names_neither_of_is_not_chosen() -> None:
    state = {"product": goods(1), "other": {"product": goods(2)}}
    reading = read_page(shell(state), f"{HOST}/show")
    assert (reading.kind, reading.offer) == (PageKind.SHELL, None)


def test_a_reviews_object_with_the_offers_number_is_not_the_offer() -> None:
    review = {"product_id": 70999, "title": "Arrived broken, twice", "price": 4}
    own = {"product_id": 70999, "name": "Fulmar teapot", "price": 31, "currency": "EUR"}
    state = {"a": {"reviews": [review]}, "b": {"product": own}}
    reading = read_page(shell(state), f"{HOST}/p/70999")
    assert reading.offer is not None
    assert reading.offer.title == "Fulmar teapot"


def test_a_basket_or_a_banner_is_no_offer() -> None:
    state = {"cart": {"lines": [goods(1)]}, "promoBanner": {"title": "Spring sale", "price": 5}}
    assert read_page(shell(state), f"{HOST}/about").kind is PageKind.SHELL


def test_the_only_offer_of_a_state_is_the_pages() -> None:
    reading = read_page(shell({"view": {"product": goods(4)}, "cart": {}}), f"{HOST}/show")
    assert reading.kind is PageKind.LISTING
    assert reading.offer is not None
    assert reading.offer.title == "Gannet mug no. 4"


def test_a_home_page_is_no_offer_though_its_state_holds_one() -> None:
    assert read_page(shell({"view": {"product": goods(4)}}), f"{HOST}/").kind is PageKind.SHELL


def test_a_list_in_the_state_gives_cards_with_their_addresses() -> None:
    rows = [
        goods(n, url=f"/p/gannet-{n}", image={"src": f"https://i.example.com/{n}.jpg"})
        for n in range(8)
    ]
    state = {"search": {"results": rows}, "recommended": [goods(9, url="/p/9")] * 20}
    reading = read_page(shell(state), f"{HOST}/find?q=gannet")
    assert (reading.kind, reading.offer) == (PageKind.SEARCH, None)
    assert [card.url for card in reading.cards] == [f"{HOST}/p/gannet-{n}" for n in range(8)]
    first = reading.cards[0]
    assert first.price is not None
    assert (first.title, first.price.amount, first.price.currency) == (
        "Gannet mug no. 0",
        Decimal("12.5"),
        "EUR",
    )
    assert first.image == "https://i.example.com/0.jpg"


def test_a_category_with_its_number_in_the_address_is_a_list_and_no_offer() -> None:
    rows = [goods(n, link=f"/p/gannet-{n}") for n in range(5)]
    state = {"category": {"id": 41800, "name": "Mugs and cups", "products": rows}}
    reading = read_page(shell(state), f"{HOST}/c/41800")
    assert reading.kind is PageKind.SEARCH
    assert len(reading.cards) == 5


@pytest.mark.parametrize(
    "rows",
    [
        [goods(n) for n in range(8)],  # no addresses: the browser has to show them
        [goods(n, url=f"https://elsewhere.example.net/{n}") for n in range(8)],
        [{"title": f"Why mugs matter, part {n}", "url": f"/journal/{n}"} for n in range(8)],
    ],
    ids=["without addresses", "of another site", "without prices"],
)
def test_a_list_that_leads_to_no_offers_of_the_site_stays_a_shell(
    rows: list[dict[str, object]],
) -> None:
    reading = read_page(shell({"results": rows}), f"{HOST}/find?q=gannet")
    assert (reading.kind, reading.cards) == (PageKind.SHELL, ())


def test_a_market_whose_lists_name_offers_by_number_gives_their_addresses() -> None:
    rows = [
        {"itemid": 991_000 + n, "shopid": 55, "name": f"Gannet mug {n}", "price": 12_500_000}
        for n in range(6)
    ]
    state = {"items": [{"item_basic": row} for row in rows]}
    reading = read_page(shell(state, "Shopee Singapore"), "https://shopee.sg/search?keyword=mug")
    assert reading.kind is PageKind.SEARCH
    assert {card.listing_id for card in reading.cards} == {f"55.{991_000 + n}" for n in range(6)}


def test_an_offers_address_that_answers_with_nothing_is_a_shell() -> None:
    body = (
        "<html><head><title>Wildberries, the shop</title></head><body><div id=app></div>"
        "<script src=/static/app.js></script></body></html>"
    )
    url = "https://www.wildberries.ru/catalog/188220033/detail.aspx"
    assert read_page(body.encode(), url).kind is PageKind.SHELL


@pytest.mark.parametrize("depth", [3, 200])
def test_states_of_any_depth_and_shape_are_survived(depth: int) -> None:
    state: object = [1, None, "", {"": None, "id": [[]], "price": {}, "name": 5}]
    for _ in range(depth):
        state = {"product": [state], "name": "Gannet mug", "price": [state] if depth < 9 else 1}
    assert read_page(shell(state), f"{HOST}/p/70999").kind in set(PageKind)


WIDE = [
    {"id": n, "name": f"Thing number {n}", "of": [{"id": n, "name": "Part"}]} for n in range(20_000)
]


@pytest.mark.parametrize("url", [f"{HOST}/p/70999", f"{HOST}/find?q=thing", f"{HOST}/show"])
def test_a_state_of_tens_of_thousands_of_things_is_given_up_in_time(url: str) -> None:
    begun = time.process_time()
    read_page(shell({"all": WIDE, "price": 1}), url)
    assert time.process_time() - begun < 5
