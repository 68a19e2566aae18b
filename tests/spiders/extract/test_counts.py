"""Variants, units there and units sold: read where a page says them, and nowhere else."""

import json

import pytest

from monitor.domain.listing import Offer
from spiders.extract import read_page
from spiders.extract.counts import MAX_VARIANTS, choices, count_of

TITLE = "Blue canvas rucksack"
URL = "https://shop.example.com/products/blue-canvas-rucksack"


def offer(more: str, head: str = "") -> Offer:
    body = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>"
        f"<p class=price>$59.90</p>{more}<button>Add to cart</button></body></html>"
    )
    read = read_page(body.encode(), URL).offer
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("<p>12 available</p>", 12),
        ("<p>Only <b>3</b> left in stock</p>", 3),
        ("<p>In stock: 6</p>", 6),
        ("<p>1,250 pieces available / 12 sold</p>", 1250),
        ("<p>noch 3 auf Lager</p>", 3),
        ("<p>Nur noch 4 Stück!</p>", 4),
        ("<p>Quedan 5 unidades</p>", 5),
        ("<p>осталось 6 шт.</p>", 6),
        ("<span>(库存<em>88</em>件)</span>", 88),
        ("<p>残り2点</p>", 2),
        ("<p>0 in stock</p>", 0),
    ],
)
def test_units_said_to_be_there_are_read(said: str, quantity: int) -> None:
    read = offer(said)
    assert read.quantity == quantity
    assert (read.provenance or {})["quantity"] == "visible"


@pytest.mark.parametrize(
    ("said", "sold"),
    [
        ("<p>294 sold</p>", 294),
        ("<p>500+ sold</p>", 500),
        ("<p>1.2k sold</p>", 1200),
        ("<p>10K+ bought in past month</p>", 10_000),
        ("<p>已售 1000+</p>", 1000),
        ("<p>月销 200</p>", 200),
        ("<p>销量：1.5万+</p>", 15_000),
        ("<p>продано 120</p>", 120),
        ("<p>120 verkauft</p>", 120),
        ("<p>Terjual 2 rb+</p>", 2000),
        ("<p>販売数：340</p>", 340),
    ],
)
def test_units_said_to_have_been_sold_are_read(said: str, sold: int) -> None:
    assert offer(said).sold == sold


@pytest.mark.parametrize(
    "said",
    [
        "<label>Quantity <input type=number value=1 max=99></label>",
        "<p>Quantity: 1</p>",
        "<p>1,204 reviews</p><p>4.5 out of 5 stars</p>",
        "<p>Pack of 12</p><p>6 pieces per box</p>",
        "<p>Sold by Rowan 24</p><p>12 sold separately</p>",
        "<p>7 sold by Rowan</p><p>3 sold out</p>",
        "<p>Only 3 days left</p><p>5 colors available</p><p>2 left-handed models</p>",
        "<p>12 available colours</p><p>Available in 3 stores</p>",
        "<p>Versand in noch 3 Tagen</p><p>nur noch 2 Wochen</p><p>残り3時間</p>",
        "<p>$12 available</p><p>Model 4.5 available</p><p>Stock: 48213</p>",
        "<p>(1000+人评价)</p><p>90% sold</p><p>More than 10 available</p>",
        "<p hidden>12 available, 90 sold</p>",
        "<div class=related><a href=/p/2><img src=/2.jpg>Hemp pouch</a> 3 left! 40 sold</div>",
    ],
)
def test_other_numbers_count_nothing(said: str) -> None:
    assert (offer(said).quantity, offer(said).sold) == (None, None)


def test_two_numbers_of_units_there_contradict_each_other() -> None:
    assert offer("<p>Red: 3 in stock</p><p>Green: 8 in stock</p>").quantity is None


def product(**more: object) -> str:
    told = {"@context": "https://schema.org", "@type": "ProductGroup", "name": TITLE, **more}
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def test_structured_variants_lose_the_title_they_begin_with() -> None:
    kin = [{"@type": "Product", "name": f"{TITLE} - {size}"} for size in ("Small", "Large")]
    read = offer("", product(hasVariant=kin))
    assert read.variants == ("Small", "Large")
    assert (read.provenance or {})["variants"] == "json-ld"


def test_structured_variants_without_names_are_their_colours_and_sizes() -> None:
    kin = [{"@type": "Product", "color": "Red", "size": size} for size in ("S", "L")]
    assert offer("", product(hasVariant=kin)).variants == ("Red / S", "Red / L")


def test_structured_stock_of_all_offers_is_added_up() -> None:
    told = [
        {"@type": "Offer", "price": "59.90", "inventoryLevel": {"value": count}} for count in (3, 4)
    ]
    assert offer("", product(offers=told)).quantity == 7
    told[0].pop("inventoryLevel")
    assert offer("", product(offers=told)).quantity is None


@pytest.mark.parametrize("word", ["https://schema.org/OutOfStock", "http://schema.org/SoldOut",
                                  "Discontinued"])  # fmt: skip
def test_structured_offers_that_are_all_sold_out_have_none(word: str) -> None:
    told = [{"@type": "Offer", "price": "59.90", "availability": word} for _ in range(2)]
    assert offer("", product(offers=told)).quantity == 0
    told[0]["availability"] = "https://schema.org/InStock"
    assert offer("", product(offers=told)).quantity is None


def state(**more: object) -> str:
    told = json.dumps({"product": {"title": TITLE, "price": 59.9, **more}})
    return f"<div id=app></div><script>window.__STATE__ = {told};</script>"


def bare(more: str) -> Offer:
    """A page whose price only its state tells, so that the state is read."""
    body = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{more}</body></html>"
    read = read_page(body.encode(), URL).offer
    assert read is not None
    return read


def test_state_lists_variants_and_counts() -> None:
    variants = [
        {"title": "Black / 42", "inventory_quantity": 2},
        {"title": "Red / 43", "inventory_quantity": 5},
    ]
    read = bare(state(variants=variants, soldCount="1,000+"))
    assert (read.variants, read.quantity, read.sold) == (("Black / 42", "Red / 43"), 7, 1000)


def test_values_of_options_are_variants_too() -> None:
    options = [{"name": "Colour", "values": ["Black", "Red"]}]
    assert bare(state(options=options)).variants == ("Black", "Red")


def test_the_quantity_of_a_form_is_no_stock() -> None:
    read = bare(state(quantity=1, minQuantity=1, maxQuantity=99, reviewCount=40))
    assert (read.quantity, read.sold) == (None, None)


def test_a_single_or_default_variant_is_no_choice() -> None:
    assert choices(["Default Title"]) == ()
    assert choices(["Black", "Black"]) == ()


def test_variants_are_kept_to_a_number_and_a_length() -> None:
    assert len(choices(f"Size {at}" for at in range(500))) == MAX_VARIANTS
    assert choices(["Black", "Red", "x" * 200]) == ("Black", "Red")


@pytest.mark.parametrize(
    ("written", "count"),
    [("1,234", 1234), ("500+", 500), ("1.2万", 12_000), (7, 7), (7.5, None), (True, None),
     (-1, None), ("many", None), (None, None), (10**12, None)],
)  # fmt: skip
def test_counts_are_whole_and_bounded(written: object, count: int | None) -> None:
    assert count_of(written) == count
