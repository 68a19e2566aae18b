"""What a buyer chooses from, as pages show it in forms and boxes; what looks like it is left."""

from decimal import Decimal

import pytest

from monitor.domain.listing import Offer, Price
from spiders.extract import read_page
from spiders.extract.variants import widened


def offer(form: str, more: str = "") -> Offer:
    body = (
        "<html lang=en><head><title>Petrel rucksack</title></head><body>"
        "<h1>Petrel rucksack</h1><img src=/petrel.jpg alt='Petrel rucksack'>"
        f"<p class=price>$59.90</p>{form}<button>Add to cart</button>{more}</body></html>"
    )
    read = read_page(body.encode(), "https://shop.example.com/p/petrel-rucksack").offer
    assert read is not None
    return read


def select(attributes: str, *names: str) -> str:
    return (
        f"<select {attributes}>"
        + "".join(f"<option>{name}</option>" for name in names)
        + "</select>"
    )


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (select("name=attribute_pa_size", "Choose an option", "S", "M"), ("S", "M")),
        (select("id=product-select name=id", "Red - $59.90", "Blue - $64.90"), ("Red", "Blue")),
        (select("name='super_attribute[92]'", "Red +$5.00", "Blue"), ("Red", "Blue")),
        (select("name=x title='Größe'", "Bitte wählen", "38", "40"), ("38", "40")),
        (select("name=classcategory_id1", "選択してください", "紺", "白"), ("紺", "白")),
        (select("name=option1", "Red - Sold out", "Blue [Low Stock]"), ("Red", "Blue")),
        (
            select("name=colour", "Red", "Blue") + select("name=size", "S", "M"),
            ("Red", "Blue", "S", "M"),
        ),
    ],
)
def test_a_select_that_names_a_variant_gives_its_options(
    form: str, expected: tuple[str, ...]
) -> None:
    assert offer(form).variants == expected


@pytest.mark.parametrize(
    "form",
    [
        select("name=quantity class=option", "1", "2", "3"),
        select("name=option_qty", "10", "20"),
        select("name=country id=option", "France", "Spain"),
        select("name=currency class=size9", "EUR", "USD"),
        select("name=service class='size9 colorful'", "Contact us", "Returns"),
        select("name=size", "One size"),
        select("name=option1", "1", "2", "3", "4"),
    ],
    ids=["quantity", "how many", "country", "looks", "looks again", "one alone", "counting"],
)
def test_other_selects_are_no_choice_of_variants(form: str) -> None:
    assert offer(form).variants == ()


def test_selects_that_come_back_in_a_list_belong_to_nobody() -> None:
    cards = "".join(
        f"<div class=card><a href=/p/{n}>Other {n}</a>{select('name=size', 'S', 'M')}</div>"
        for n in range(5)
    )
    assert offer("", cards).variants == ()


def radios(name: str, *values: str) -> str:
    return "".join(
        f"<input type=radio name={name} id={name}{at} value={at}><label for={name}{at}>"
        f"{value}</label>"
        for at, value in enumerate(values)
    )


def test_radio_buttons_give_what_their_labels_say() -> None:
    assert offer(radios("options[Color]", "Heron grey", "Teal")).variants == ("Heron grey", "Teal")


@pytest.mark.parametrize("name", ["rating", "shipping_option", "payment", "purchase_option"])
def test_radio_buttons_about_other_things_are_left(name: str) -> None:
    assert offer(radios(name, "First", "Second")).variants == ()


def test_swatches_give_what_they_are_called() -> None:
    boxes = "".join(
        f"<li><a title='{name}'><img src=/{name}.jpg></a></li>" for name in ("Teal", "Rust")
    )
    assert offer(f"<ul class=color-swatches>{boxes}</ul>").variants == ("Teal", "Rust")


def test_a_list_of_facts_is_no_choice() -> None:
    facts = "".join(f"<li>Fact number {n} of this sack</li>" for n in range(4))
    assert offer(f"<ul class=product-facts>{facts}</ul>").variants == ()


@pytest.mark.parametrize(
    ("amounts", "high"),
    [
        ("59.90 64.90", "64.90"),
        ("5990 6490", "64.90"),  # in cents
        ("49.90 64.90", None),  # the price asked is of a variant in the middle
        ("59.90 59.90", None),
        ("59.90", None),
        ("59.90 9990.00", None),  # no variant costs a hundred times another
    ],
)
def test_the_dearest_variant_ends_a_range_that_the_price_begins(
    amounts: str, high: str | None
) -> None:
    price = Price(amount=Decimal("59.90"), currency="USD")
    told = widened(price, tuple(map(Decimal, amounts.split())))
    assert told == (Decimal(high) if high else None)
