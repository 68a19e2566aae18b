"""Condition, category and destinations where only the visible page shows them."""

import json

import pytest

from monitor.domain.listing import Offer
from spiders.extract import read_page


def offer(more: str, lang: str = "en") -> Offer:
    body = (
        f"<html lang={lang}><head><title>Blue canvas rucksack</title></head><body>"
        "<div class=breadcrumbs><a href=/>Home</a> &gt; <a href=/bags>Bags</a> &gt; "
        "<a href=/bags/day>Day packs</a></div><h1>Blue canvas rucksack</h1>"
        f"<p class=price>$59.90</p>{more}<button>Add to cart</button></body></html>"
    )
    read = read_page(body.encode(), "https://shop.example.com/products/blue-canvas-rucksack").offer
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ("<p>Condition: Pre-owned</p>", "used"),
        ("<dl><dt>Zustand</dt><dd>Neu</dd></dl>", "new"),
        ("<p>Состояние: б/у</p>", "used"),
        ("<tr><th>商品の状態</th><td>未使用</td></tr>", "new"),
        ("<p>Condition: <b>For parts or not working</b></p>", "damaged"),
        ("<p>Terms and conditions apply to new orders</p>", None),
    ],
)
def test_the_condition_is_read_from_its_label(said: str, condition: str | None) -> None:
    assert offer(said).condition == condition


def test_the_category_is_the_path_without_home() -> None:
    assert offer("").category == "Bags > Day packs"


def test_destinations_are_codes_of_lands() -> None:
    assert offer("<p>Ships to: United States, Canada and Deutschland</p>").ships_to == (
        "US",
        "CA",
        "DE",
    )


def test_worldwide_names_no_land() -> None:
    assert offer("<p>Ships to: worldwide</p>").ships_to == ()


@pytest.mark.parametrize(
    "written",
    ["No Brand", "OEM", "Unbranded", "unbranded/generic", "无品牌", "无品牌/无注册商标", "N/A",
     "Does not apply", "ノーブランド品", "Без бренда"],
)  # fmt: skip
def test_words_for_no_brand_are_no_brand_in_any_layer(written: str) -> None:
    told = json.dumps({"@type": "Product", "name": "Blue canvas rucksack", "brand": written})
    held = json.dumps({"title": "Blue canvas rucksack", "price": 59.9, "brand": written})
    assert offer(f'<script type="application/ld+json">{told}</script>').brand is None
    assert offer(f"<script>window.__STATE__ = {held};</script>").brand is None
    assert offer(f"<p>Brand: {written}</p>").brand is None


def test_a_brand_that_only_sounds_like_none_is_one() -> None:
    told = json.dumps({"@type": "Product", "name": "Blue canvas rucksack", "brand": "Nonesuch"})
    assert offer(f'<script type="application/ld+json">{told}</script>').brand == "Nonesuch"
