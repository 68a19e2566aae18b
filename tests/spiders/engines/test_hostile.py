"""No page of any kind makes an engine raise."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.listing import Offer
from monitor.domain.target import Target
from spiders.engines import choice
from spiders.engines.feed import MOST_OFFERS
from spiders.extract import read_page
from tests.spiders.engines import shops

HOME = "https://shop.example/"
FED = {
    "shopify": shops.shopify_home(),
    "woocommerce": shops.woocommerce_home(),
    "magento": shops.magento_home(),
}
TEXT = (
    "products handle title variants price images src vendor body_html permalink name prices "
    "price_range min_amount currency_code currency_minor_unit brands attributes terms categories "
    "data items page_info total_pages url_key url_suffix minimum_price final_price value"
)
NAMES = TEXT.split()
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["1", "x"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=30,
)


def feed_of(name: str) -> Target:
    home = shops.page(HOME, FED[name])
    return next(iter(choice.engine_named(name).targets(home, shops.home_target(HOME))))


def wrapped(name: str, values: list[object]) -> object:
    """Values where the engine looks for offers."""
    if name == "shopify":
        return {"products": values}
    return values if name == "woocommerce" else {"data": {"products": {"items": values}}}


@pytest.mark.parametrize("name", FED)
@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES) | VALUES, max_size=4))
def test_whatever_stands_in_a_feed_is_read_or_left_out(name: str, values: list[object]) -> None:
    target = feed_of(name)
    answer = shops.answer(target.url, wrapped(name, values))
    for offer in choice.engine_named(name).read(answer, target).offers:
        assert offer.title
        assert offer.url.startswith(HOME)
        assert offer.price is None or offer.price.amount > 0


@pytest.mark.parametrize("name", choice.ENGINES)
@settings(max_examples=40, deadline=None)
@given(body=st.binary(max_size=400))
def test_any_bytes_are_a_page(name: str, body: bytes) -> None:
    engine = choice.engine_named(name)
    home = shops.home_target(HOME)
    for page in (shops.page(HOME, body), shops.page(HOME, FED.get(name, "").encode() + body)):
        assert 0.0 <= engine.traces(page) <= 1.0
        list(engine.targets(page, home))
        assert engine.read(page, home).offers == ()


def test_a_feed_page_gives_no_more_than_a_bounded_number_of_offers() -> None:
    target = feed_of("shopify")
    many = [shops.shopify_entry(number) for number in range(MOST_OFFERS + 50)]
    reading = choice.engine_named("shopify").read(
        shops.answer(target.url, {"products": many}), target
    )
    assert len(reading.offers) == MOST_OFFERS


def test_the_same_offer_twice_in_a_feed_is_one() -> None:
    target = feed_of("shopify")
    twice = [shops.shopify_entry(1), shops.shopify_entry(1, title="Again")]
    reading = choice.engine_named("shopify").read(
        shops.answer(target.url, {"products": twice}), target
    )
    assert [offer.title for offer in reading.offers] == ["Kranich tote no. 1"]


@pytest.mark.parametrize("name", choice.ENGINES)
def test_every_engine_survives_every_saved_page(corpus: Path, name: str) -> None:
    engine = choice.engine_named(name)
    for file in sorted((corpus / "pages").glob("*/*.html"))[::6]:
        page = shops.page(HOME, file.read_bytes()[:60_000])
        list(engine.targets(page, shops.home_target(HOME)))
        reading = read_page(page.body, HOME, page.headers, status=200)
        refined = engine.refine(reading, page)
        assert refined.kind is reading.kind
        if reading.offer and reading.offer.price and refined.offer and refined.offer.price:
            assert refined.offer.price.amount == reading.offer.price.amount


@pytest.mark.parametrize("odd", ["\ud800", "\udfff\ud800", "\x00", "\x1b"])
def test_what_an_engine_says_of_an_offer_can_be_written_down(odd: str) -> None:
    target = feed_of("shopify")
    entry = shops.shopify_entry(
        1, title=f"A {odd} bag", vendor=odd + "V", body_html=f"<p>{odd}x</p>"
    )
    other = shops.shopify_entry(2, handle=f"a{odd}b")
    answer = shops.answer(target.url, {"products": [entry, other]})
    offers = choice.engine_named("shopify").read(answer, target).offers
    assert offers[0].brand is not None
    for offer in offers:
        written = json.loads(canonical_json(offer))
        assert from_plain(Offer, written) == offer
        for text in (offer.title, offer.brand, offer.url, offer.description):
            assert "\x00" not in (text or "").encode("utf-8").decode()
