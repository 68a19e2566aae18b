"""Pictures: the same every time, copies near their originals, everything else far from them."""

import io

import numpy as np
import pytest
from PIL import Image

from monitor.cli.demo.market.catalogue import offers
from monitor.cli.demo.market.offers import MarketOffer
from monitor.cli.demo.market.pictures import offer_picture, registered_logo, registered_photo
from rules.image.pdq import luminance, pdq

REFERENCES = {
    "photo:vellorine": registered_photo("vellorine"),
    "photo:plumvox": registered_photo("plumvox"),
    "logo:vellorine": registered_logo("vellorine"),
    "logo:kestrova": registered_logo("kestrova"),
}
COPIED = [offer for offer in offers() if ":" in offer.picture]
DRAWN = [offer for offer in offers() if ":" not in offer.picture]
SAME_PICTURE_BITS = 30  # PDQ's own recommendation, of 256


def opened(offer: MarketOffer) -> Image.Image:
    content = offer_picture(offer.id, offer.picture, offer.language)
    return Image.open(io.BytesIO(content)).convert("RGB")


def nearest_bits(offer: MarketOffer, reference: Image.Image) -> int:
    """PDQ distance to the nearest of the eight turns and mirrors of the offered picture."""
    registered, quality = pdq(luminance(reference))
    assert quality >= 50, "a plain reference cannot be matched safely"
    turns, _ = pdq(luminance(opened(offer)))
    return int(np.bitwise_count(turns ^ registered[0]).sum(axis=1).min())


@pytest.mark.parametrize("offer", COPIED, ids=lambda offer: f"{offer.id} {offer.picture}")
def test_a_copied_picture_lies_near_its_original(offer: MarketOffer) -> None:
    assert nearest_bits(offer, REFERENCES[offer.picture.split()[0]]) <= SAME_PICTURE_BITS


@pytest.mark.parametrize("offer", DRAWN[::6], ids=lambda offer: f"{offer.id} {offer.picture}")
def test_any_other_picture_lies_far_from_every_original(offer: MarketOffer) -> None:
    distances = [nearest_bits(offer, reference) for reference in REFERENCES.values()]
    assert min(distances) > 2 * SAME_PICTURE_BITS


def test_a_picture_is_drawn_the_same_every_time() -> None:
    offer = DRAWN[0]
    once = offer_picture(offer.id, offer.picture, offer.language)
    offer_picture.cache_clear()
    assert offer_picture(offer.id, offer.picture, offer.language) == once


@pytest.mark.parametrize("encoding", ["jpeg", "png", "webp"])
def test_pictures_come_in_the_format_their_line_names(encoding: str) -> None:
    offer = next(offer for offer in DRAWN if offer.picture_format == encoding)
    content = offer_picture(offer.id, offer.picture, offer.language)
    assert Image.open(io.BytesIO(content)).format == encoding.upper()
