"""However a shop hands its state to its own script, the same object comes out."""

import json
import time

import pytest

from spiders.extract import keys
from spiders.extract.document import Document, parse
from spiders.extract.state import read_state

NUXT_2 = (
    "window.__NUXT__=(function(a,b){return {data:[{name:a,price:59.9,seller:{name:b}}]}"
    '}("Blue canvas rucksack","Packers"));'
)
NUXT_3 = (
    '[{"p":1},{"name":2,"price":3,"seller":4},"Blue canvas rucksack",59.9,{"name":5},"Packers"]'
)
LOOSE = "var p = {name: 'Blue canvas rucksack', price: 59.9, seller: {name: 'Packers'}}"
OFFER = '{"name":"Blue canvas rucksack","price":59.9,"seller":{"name":"Packers"}}'


def page(body: str) -> Document:
    return parse(f"<html><body>{body}</body></html>".encode(), "https://shop.example.com/p/1")


@pytest.mark.parametrize(
    "body",
    [
        f"<script type=application/json data-page>{OFFER}</script>",
        f"<script>window.__STATE__ = {OFFER};</script>",
        f"<script>app.run({OFFER});</script>",
        f"<script>(function(a,b){{return a}})(window.x, {OFFER})</script>",
        f"<script>window.x = JSON.parse({json.dumps(OFFER)});</script>",
        f"<script>window.x = {json.dumps(OFFER)};</script>",
        f"<script>{LOOSE}</script>",
        f"<script>{NUXT_2}</script>",
        f"<script type=application/json id=__NUXT_DATA__>{NUXT_3}</script>",
        (
            f"<script>self.__next_f.push([1,{json.dumps('7:[' + OFFER[:30])}])</script>"
            f"<script>self.__next_f.push([1,{json.dumps(OFFER[30:] + ']')}])</script>"
        ),
        f"<div data-product='{OFFER}'></div>",
    ],
)
def test_state_is_read_however_it_is_written(body: str) -> None:
    fields = read_state(page(body), "Blue canvas rucksack")
    assert (str(fields.amount), fields.seller and fields.seller.name) == ("59.9", "Packers")


def test_a_neighbour_in_the_state_lends_nothing() -> None:
    state = {
        "product": {"name": "Blue canvas rucksack", "price": None},
        "more": [{"name": "Red belt", "price": 12, "seller": {"name": "Belts"}}],
    }
    fields = read_state(page(f"<script>x={json.dumps(state)}</script>"), "Blue canvas rucksack")
    assert fields.amount is None
    assert fields.seller is None


def test_a_program_says_nothing_of_the_offer() -> None:
    program = "!function(e){var store=['a','b'];e.price=function(){return{price:1}}}({});" * 50
    fields = read_state(page(f"<script>{program}</script>"), "Blue canvas rucksack")
    assert fields.amount is None


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("salePrice", "price"),
        ("price", "regularPrice"),
        ("currentprice", "listPrice"),
        ("discountPrice", "unit_price"),
        ('pricing({"store":8})', "memberPrice"),
    ],
)
def test_the_price_asked_outranks_the_others(better: str, worse: str) -> None:
    assert keys.price_rank(better) > keys.price_rank(worse)


@pytest.mark.parametrize(
    "key", ["wasPrice", "shippingPrice", "priceCurrency", "maxPrice", "price_discount", "hasPrice"]
)
def test_keys_that_speak_of_a_price_but_are_none(key: str) -> None:
    assert keys.price_rank(key) == 0


@pytest.mark.parametrize("key", ["sellerId", "storeUrl", "merchantRating", "shop_logo", "userCity"])
def test_what_is_said_of_a_seller_is_not_the_name(key: str) -> None:
    assert keys.seller_rank(key) == 0


@pytest.mark.parametrize(
    "script",
    ["x={price:a,b:{c:" * 20_000, 'x={"price":1,' * 20_000, "x={price:{c:" * 20_000],
)
def test_state_that_never_ends_costs_little(script: str) -> None:
    begun = time.process_time()
    read_state(page(f"<script>{script}</script>"), "Blue canvas rucksack")
    assert time.process_time() - begun < 20.0
