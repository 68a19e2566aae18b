"""What makes an offer the same goods as an earlier one, and what does not."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from monitor.domain.listing import Listing, Offer, OfferedImage, Price
from monitor.domain.network import LinkEdge, SellerRef, TraitKind
from monitor.domain.relisting import OfferPair, Sameness, Shared
from monitor.domain.seller import Seller
from monitor.domain.signal import Ground, Signal
from rules.relisting.sameness import compare, copied_pictures
from rules.relisting.traces import traces
from rules.relisting.words import letters, likeness

BODY = (
    "Soft grain leather with a zip pocket inside, feet on the base and a sleeve for papers. "
    "The strap can be taken off; the lining is striped. Comes with a dust cover."
)
MAIN, BACK, OTHER = "a" * 64, "b" * 64, "c" * 64


def offer(number: str, *pictures: str, seller: str = "bob", **more: object) -> Offer:
    base = Offer(
        listing=Listing(market="shop.example", listing_id=number),
        url=f"https://shop.example/{number}",
        title="ACME women's leather tote bag, large, black",
        description=BODY,
        price=Price(amount=Decimal(40), currency="USD"),
        images=tuple(OfferedImage(url="u", sha256=one) for one in pictures),
        seller=Seller(id=seller),
    )
    return replace(base, **more)  # type: ignore[arg-type]


OLD = offer("1", MAIN, BACK)
DEAR = Price(amount=Decimal(200), currency="USD")
ELSE = {"title": "Kestrel rain coat for cyclists, yellow", "description": "Keeps you dry." * 9}


def same(new: Offer, **more: object) -> Sameness:
    return compare(OfferPair(old=OLD, new=new, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "shared"),
    [
        (offer("2", MAIN, seller="eve", **ELSE), {Shared.PICTURE}),
        (offer("2", OTHER, MAIN, seller="eve", **ELSE), {Shared.PICTURE}),
        (offer("2", OTHER, seller="eve"), {Shared.TEXT}),
        (offer("2", OTHER, description=f"{BODY} New batch!"), {Shared.TEXT, Shared.SELLER}),
        (offer("2", MAIN, BACK), {Shared.PICTURE, Shared.TEXT, Shared.SELLER}),
        (offer("2", MAIN, price=DEAR, **ELSE), {Shared.PICTURE, Shared.SELLER}),
    ],
)
def test_an_own_photograph_or_the_same_words_are_enough(new: Offer, shared: set[Shared]) -> None:
    told = same(new)
    assert told.is_same
    assert {edge.shared for edge in told.edges} == shared
    assert told.edges[0].because
    assert told.edges[0].sellers == 2


@pytest.mark.parametrize(
    ("new", "circumstances"),
    [
        (offer("2", MAIN, seller="eve", **ELSE), {"shown_by": {MAIN: 3}}),
        (offer("2", MAIN, seller="eve", **ELSE), {"borrowed": frozenset({MAIN})}),
        (offer("2", OTHER, seller="eve"), {"told_by": 3}),
        (offer("2", MAIN, seller="eve", condition="used", **ELSE), {}),
        (offer("2", MAIN, seller="eve", price=DEAR, **ELSE), {}),
        (offer("2", OTHER, BACK, **ELSE), {}),
        (offer("2", OTHER, title="ACME leather belt for men, brown"), {}),
        (offer("2", OTHER, seller="eve", description=None), {}),
        (offer("2", **ELSE), {}),
        (offer("2", OTHER, seller="eve", title=None, description=None), {}),
    ],
    ids=[
        "a stock photograph", "the holder's photograph", "the maker's words", "second-hand",
        "much dearer", "a size chart of the shop", "one text under all goods of a shop",
        "a common title", "the same seller alone", "nothing",
    ],
)  # fmt: skip
def test_what_honest_offers_share_too_is_not(
    new: Offer, circumstances: Mapping[str, object]
) -> None:
    told = same(new, **circumstances)
    assert not told.is_same
    assert told.score < 0.5


def test_a_contact_in_common_carries_what_alone_would_not() -> None:
    eve = SellerRef(market="shop.example", key="eve")
    bob = SellerRef(market="shop.example", key="bob")
    link = LinkEdge(one=bob, other=eve, kind=TraitKind.PHONE, shown="138***", sellers=2, seen=7)
    new = offer("2", MAIN, seller="eve", **ELSE)
    assert not same(new, shown_by={MAIN: 2}).is_same
    told = same(new, shown_by={MAIN: 2}, link=(link,))
    assert told.is_same
    (contact,) = (edge for edge in told.edges if edge.shared is Shared.CONTACT)
    assert contact.because == "their sellers share phone 138***"


def test_reasons_against_are_told_where_the_goods_are_the_same_all_the_same() -> None:
    told = same(offer("2", MAIN, BACK, condition="used"))
    assert told.is_same
    assert told.against == ("the condition is 'used'",)


def test_pictures_that_matchers_know_as_the_holders_are_named() -> None:
    copied = Signal(
        matcher="image.copied_photo/1",
        ground=Ground.COPYRIGHT_IMAGE,
        channel="picture",
        score=0.9,
        field="image",
        because="the same",
        offered=MAIN,
    )
    logo = replace(copied, matcher="image.logo_in_photo/2", offered=BACK)
    assert copied_pictures([copied, logo]) == {MAIN}


def test_offers_with_much_in_common_share_traces_and_others_do_not() -> None:
    pictures, words = traces(OLD)
    assert len(pictures) == 2
    shown, told = traces(offer("2", OTHER, description=f"{BODY} Order now, 5 left."))
    assert not {*pictures} & {*shown}
    assert {*words} & {*told}
    shown, told = traces(offer("3", MAIN, **ELSE))
    assert len({*pictures} & {*shown}) == 1
    assert not {*words} & {*told}
    assert traces(offer("5", title="bag", description=None)) == ((), ())
    assert all(-(1 << 63) <= trace < 1 << 63 for trace in (*pictures, *words))


def test_figures_and_signs_are_no_words() -> None:
    assert letters("ＡＣＭＥ bag, 20 cm!") == "acmebagcm"
    assert likeness("", "") == 0.0
    assert likeness("abcdef", "abcdef") == 1.0
    assert likeness("abcdef", f"abcdef{letters(BODY)}") < 0.1


def test_a_size_chart_beside_other_goods_of_the_shop_is_no_relisting() -> None:
    chart = "d" * 64
    old = offer("1", MAIN, BACK, chart)
    half = BODY.split(". ", 1)[0] + ". Wide soles, laces of cotton and a heel of rubber, all sizes."
    other = offer("2", OTHER, "e" * 64, chart, title="ACME running shoes, white", description=half)
    beside = compare(OfferPair(old=old, new=other))
    assert {edge.shared for edge in beside.edges} == {Shared.PICTURE, Shared.TEXT, Shared.SELLER}
    assert not beside.is_same
    assert beside.against == ("the leading pictures and the title are others",)
    leads = compare(OfferPair(old=old, new=replace(other, images=(old.images[0],))))
    assert leads.is_same
    assert leads.against == ()


def test_traces_stay_what_they_were_when_cases_were_filed() -> None:
    assert traces(OLD)[1][:2] == (-5558327734925760771, -5047439711131805272)
    title = "薇洛琳 头层牛皮 托特包 大容量 经典款 女士 风衣 手表 双肩包 钥匙扣 𠀀𠀁"
    rare = replace(OLD, title=title, description="采用工艺设计")
    assert traces(rare)[1][:2] == (-8878682122243929071, -7317659546634347782)
