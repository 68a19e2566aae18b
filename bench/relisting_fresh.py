"""Offers for bench/relisting.py that were written after the rules of rules/relisting were.

Goods are photographed at run time (bench/solids.py), so that there are other photographs of the
same goods, and of other goods on the same ground. What came back here is trimmed in ways that no
other kind is; the honest ones share a catalogue, a series, a model or a studio with the closed one.
"""

import io
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from PIL import Image

from bench.relisting_offers import (
    SHOP,
    Kind,
    Made,
    Stock,
    forerunner,
    smaller,
    stock_photograph,
    trimmed,
)
from bench.solids import look, photograph, thing

Rng = random.Random  # noqa: S311 - repeatable


def photographed(stock: Stock, number: int, rng: Rng) -> Made:
    """What was closed: goods number so and so, photographed by their seller."""
    return replace(forerunner(stock, number, rng), pictures=(_taken(number, number),))


def _taken(goods: int, ground: int, turned: float = 0.0) -> bytes:
    seen = thing(goods)
    return photograph(seen, look(seen, 20 + 4 * turned, 14 + turned, 0.0, 0.5), ground)


def _number(old: Made) -> int:
    return int(old.seller.rpartition("-")[2])


def _stranger(stock: Stock, old: Made, rng: Rng, picture: bytes) -> Made:
    """Words of his own about goods of the brand, under one picture."""
    return replace(
        forerunner(stock, 10**8 + rng.randrange(10**8), rng),
        pictures=(picture,),
        price=old.price,
    )


def _cut(content: bytes, left: float, top: float, right: float, bottom: float) -> bytes:
    """Shares of the sides cut off."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    wide, high = image.size
    box = (int(left * wide), int(top * high), int(wide - right * wide), int(high - bottom * high))
    sink = io.BytesIO()
    image.crop(box).save(sink, "JPEG", quality=82)
    return sink.getvalue()


# -- offers that came back ---------------------------------------------------------------------


def cut_at_one_side(stock: Stock, old: Made, rng: Rng) -> Made:
    """A strip of up to 5 % is gone, with whatever stood on it."""
    sides = [0.0] * 4
    sides[rng.randrange(4)] = rng.uniform(0.02, 0.05)
    return _stranger(stock, old, rng, _cut(old.pictures[0], *sides))


def cut_by_up_to_five_per_cent(stock: Stock, old: Made, rng: Rng) -> Made:
    """The same share from every side."""
    share = rng.uniform(0.01, 0.05)
    return _stranger(stock, old, rng, _cut(old.pictures[0], share, share, share, share))


def cut_by_hand(stock: Stock, old: Made, rng: Rng) -> Made:
    """Another share, up to 4 %, from each side."""
    sides = [rng.uniform(0.0, 0.04) for _ in range(4)]
    return _stranger(stock, old, rng, _cut(old.pictures[0], *sides))


# -- honest offers that look alike -------------------------------------------------------------


def dealer_with_the_catalogue_photograph(stock: Stock, old: Made, rng: Rng) -> Made:
    """A shop of the holder's shows the photograph, cut and made smaller."""
    made = _stranger(stock, old, rng, smaller(trimmed(old.pictures[0], rng), rng))
    return replace(made, market=SHOP, seller="official")


def retailers_with_a_cut_catalogue_photograph(stock: Stock, old: Made, rng: Rng) -> Made:
    """A retailer shows it cut, and so did three others before."""
    made = stock_photograph(stock, old, rng)
    return replace(made, pictures=(trimmed(old.pictures[0], rng),))


def series_in_another_colour(stock: Stock, old: Made, rng: Rng) -> Made:
    """The same model in another colour, photographed by a stranger on a ground of his own."""
    own = Image.open(io.BytesIO(_taken(_number(old), 7 * 10**6 + _number(old), 1.0)))
    hue, full, light = own.convert("HSV").split()
    turned = Image.fromarray((np.asarray(hue) + rng.randrange(60, 190)).astype(np.uint8))
    sink = io.BytesIO()
    Image.merge("HSV", (turned, full, light)).convert("RGB").save(sink, "JPEG", quality=88)
    made = _stranger(stock, old, rng, sink.getvalue())
    return replace(made, title=f"{old.title} {rng.choice(stock.adjectives)}")


def same_model_by_another(stock: Stock, old: Made, rng: Rng) -> Made:
    """The same model, nearly as it was turned then, on another ground."""
    number = _number(old)
    return _stranger(stock, old, rng, _taken(number, 8 * 10**6 + number, rng.uniform(0.0, 2.0)))


def same_model_on_the_same_ground(stock: Stock, old: Made, rng: Rng) -> Made:
    """The same model turned by a sixth, in a studio that others rent too."""
    number = _number(old)
    return _stranger(stock, old, rng, _taken(number, number, rng.choice((12.0, -12.0))))


def other_goods_on_the_same_ground(stock: Stock, old: Made, rng: Rng) -> Made:
    """Other goods in that studio."""
    number = _number(old)
    return _stranger(stock, old, rng, _taken(9 * 10**6 + number, number))


FRESH_BACK: Final[Mapping[str, Kind]] = {
    kind.__name__: kind for kind in (cut_at_one_side, cut_by_up_to_five_per_cent, cut_by_hand)
}
FRESH_HONEST: Final[Mapping[str, Kind]] = {
    kind.__name__: kind
    for kind in (
        dealer_with_the_catalogue_photograph, retailers_with_a_cut_catalogue_photograph,
        series_in_another_colour, same_model_by_another, same_model_on_the_same_ground,
        other_goods_on_the_same_ground,
    )
}  # fmt: skip
