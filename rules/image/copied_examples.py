"""The examples of the matcher of photographs, drawn here so that nothing third-party is shipped."""

import hashlib
import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.listing import Listing, Offer, OfferedImage
from monitor.ports.matcher import Example


def examples() -> Sequence[Example]:
    """Found: cropped, mirrored and cropped, in a banner. Not found: another one, blank, none."""
    ours = photograph(1)
    width, height = ours.size
    part = ours.crop((width // 5, height // 6, width, height * 5 // 6))
    banner = Image.new("RGB", (width * 2, height), (200, 30, 40))
    banner.paste(ours.resize((width * 4 // 5, height * 4 // 5)), (width, height // 10))
    registered = _bytes(ours)
    found = (_bytes(part), _bytes(ImageOps.mirror(part)), _bytes(banner))
    passed = (_bytes(photograph(2)), _bytes(Image.new("RGB", (300, 300), "white")), b"no picture")
    return (
        *(_example(registered, offered, 0.75, 1.0) for offered in found),
        *(_example(registered, offered, 0.0, 0.0) for offered in passed),
    )


def photograph(seed: int) -> Image.Image:
    """A drawn still life: pebbles of many colours and sizes, with grain."""
    draw = np.random.default_rng(seed)
    picture = Image.new("RGB", (480, 360), tuple(draw.integers(90, 200, 3).tolist()))
    pen = ImageDraw.Draw(picture)
    for _ in range(160):
        x, y = draw.integers(0, 480), draw.integers(0, 360)
        across, down = draw.integers(6, 40, 2)
        colour = tuple(draw.integers(20, 240, 3).tolist())
        pen.ellipse([(x - across, y - down), (x + across, y + down)], fill=colour)
    grain = draw.normal(0, 4, (360, 480, 3))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def _bytes(picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def _example(registered: bytes, offered: bytes, low: float, high: float) -> Example:
    ours, theirs = (hashlib.sha256(content).hexdigest() for content in (registered, offered))
    asset = Asset(
        id="still-life",
        kind=AssetKind.COPYRIGHT_WORK,
        holder_id="studio",
        title="Still life",
        images=(ReferenceImage(path="still-life.jpg", sha256=ours),),
    )
    image = OfferedImage(url="https://market.example/1.jpg", sha256=theirs)
    offer = Offer(
        listing=Listing(market="market.example", listing_id="1"),
        url="https://market.example/1",
        images=(image,),
    )
    return Example(offer=offer, asset=asset, low=low, high=high, pictures=(registered, offered))
