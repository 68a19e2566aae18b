"""Pages whose state has any shape: a site's reader says what it can and never breaks."""

import importlib
import json
import random
import re
from typing import Any, cast

import pytest

from spiders.extract import read_page
from spiders.extract.adapters import SitePages
from spiders.extract.decode import decode
from spiders.extract.document import parse
from tests.journeys.sites import (
    alibaba1688,
    etsy,
    flipkart,
    lazada,
    mercadolibre,
    newegg,
    rakuten,
    walmart,
)
from tests.journeys.sites.replica import Replica

SITES = {
    module.__name__.rpartition(".")[2]: module.REPLICA
    for module in (alibaba1688, etsy, flipkart, lazada, mercadolibre, newegg, rakuten, walmart)
}
ODD: tuple[Any, ...] = (
    None, 0, -1, 1.5, True, "", "x", "9" * 50, "₹1,2", [], {}, [None], [[]], [1], {"a": None},
    {"0": 0}, "<b>", 10**400, float("nan"), "//", "http://[",
)  # fmt: skip
STATE = re.compile(r"(?<=[=(,>])\s*(?=\{\")")


def bent(value: object, chance: random.Random) -> object:
    """The same value with one part in twenty replaced by something else."""
    if chance.random() < 0.05:
        return chance.choice(ODD)
    if isinstance(value, dict):
        return {key: bent(inner, chance) for key, inner in value.items()}
    return [bent(inner, chance) for inner in value] if isinstance(value, list) else value


def bent_page(body: str | bytes, chance: random.Random) -> bytes:
    """A page, each of its states bent."""
    text = decode(body if isinstance(body, bytes) else body.encode(), None).utf8.decode()
    pieces, at = [], 0
    for found in STATE.finditer(text):
        if found.end() >= at:
            try:
                state, length = json.JSONDecoder().raw_decode(text[found.end() :])
            except ValueError:
                continue
            pieces += [text[at : found.end()], json.dumps(bent(state, chance))]
            at = found.end() + length
    return "".join([*pieces, text[at:]]).encode("utf-8", "replace")


@pytest.mark.parametrize("site", SITES)
def test_a_state_of_any_shape_breaks_no_reader(site: str) -> None:
    replica: Replica = SITES[site]
    pages = cast("SitePages", importlib.import_module(f"spiders.sites.{site}.pages"))
    for seed in range(12):
        chance = random.Random(f"{site} {seed}")  # noqa: S311 - a repeatable choice, no secret
        for path, body in replica.pages.items():
            document = parse(bent_page(body, chance), replica.home.rstrip("/") + path)
            assert pages.read_offer(document).layer
            assert isinstance(pages.read_cards(document), list)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("odd", ["http://[", "//", "\u0000", "9" * 400])
def test_texts_of_any_kind_break_no_reader(site: str, odd: str) -> None:
    pages = cast("SitePages", importlib.import_module(f"spiders.sites.{site}.pages"))
    for path, body in SITES[site].pages.items():
        text = decode(body if isinstance(body, bytes) else body.encode(), None).utf8.decode()
        worse = re.sub(r'": ?"[^"\\]*"', lambda _: f'": {json.dumps(odd)}', text)
        document = parse(worse.encode(), SITES[site].home.rstrip("/") + path)
        assert pages.read_offer(document).layer
        assert isinstance(pages.read_cards(document), list)


@pytest.mark.parametrize("price", ["NaN", "Infinity", "1" + "0" * 400, '"NaN"', "-3"])
def test_a_price_that_is_no_number_is_no_price(price: str) -> None:
    body = (
        '<html lang=en><head><title>Spoon</title><script type="application/ld+json">'
        f'{{"@type":"Product","name":"Spoon","offers":{{"price":{price}}}}}</script></head>'
        "<body><h1>Spoon</h1></body></html>"
    )
    offer = read_page(body.encode(), "https://www.etsy.com/listing/987650001/spoon").offer
    assert offer is not None
    assert offer.price is None
