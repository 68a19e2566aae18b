"""A drawn picture as a registered one and as an offered one: what picture matchers ship."""

import hashlib
import io

from PIL import Image

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.listing import Listing, Offer, OfferedImage
from monitor.ports.matcher import Example


def encoded(picture: Image.Image, form: str = "PNG") -> bytes:
    """The file of a picture; form: as Pillow names it."""
    kept = io.BytesIO()
    picture.save(kept, form)
    return kept.getvalue()


def example(kind: AssetKind, registered: bytes, offered: bytes, low: float, high: float) -> Example:
    """An asset of one registered picture, and an offer that shows another; low..high as asked."""
    ours, theirs = (hashlib.sha256(content).hexdigest() for content in (registered, offered))
    asset = Asset(
        id="drawn",
        kind=kind,
        holder_id="drawers",
        title="Drawn",
        images=(ReferenceImage(path="drawn.png", sha256=ours),),
    )
    image = OfferedImage(url="https://market.example/1.png", sha256=theirs)
    offer = Offer(
        listing=Listing(market="market.example", listing_id="1"),
        url="https://market.example/1",
        images=(image,),
    )
    return Example(offer=offer, asset=asset, low=low, high=high, pictures=(registered, offered))
