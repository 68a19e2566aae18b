"""Reference pictures: found again in other dress, silent on others, both sides named."""

import hashlib
import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageOps

from bench.drawing import photo
from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.listing import OfferedImage
from monitor.domain.signal import Ground, Signal
from rules.image.examples import _mark, _other
from rules.image.logo_examples import drawn_mark
from rules.image.matcher import SURE, ReferenceImageIndex, ReferenceImageMatcher
from rules.image.memory import FingerprintMemory
from tests.rules.making import offer

Change = Callable[[Image.Image], Image.Image]


def kept(picture: Image.Image, kind: str = "PNG") -> tuple[str, bytes]:
    stream = io.BytesIO()
    picture.save(stream, kind)
    return hashlib.sha256(stream.getvalue()).hexdigest(), stream.getvalue()


def compare(
    offered: Image.Image,
    kind: AssetKind = AssetKind.FIGURATIVE_MARK,
    registered: Image.Image | None = None,
) -> list[Signal]:
    ours, theirs = kept(registered or _mark()), kept(offered)
    pictures = dict((ours, theirs))
    asset = Asset(
        id="kite", kind=kind, holder_id="h", title="Kite",
        images=(ReferenceImage(path="kite.png", sha256=ours[0]),),
    )  # fmt: skip
    index = ReferenceImageMatcher().prepare([asset], pictures)
    seen = offer("kite", images=(OfferedImage(url="u", sha256=theirs[0]),))
    return list(index.signals(seen, pictures).get("kite", ()))


CHANGES: dict[str, Change] = {
    "same": lambda picture: picture,
    "small": lambda picture: picture.resize((120, 90)),
    "mirrored": ImageOps.mirror,
    "upside down": ImageOps.flip,
    "turned": lambda picture: picture.rotate(90, expand=True),
    "inverted": ImageOps.invert,
    "margin": lambda picture: ImageOps.expand(picture, border=90, fill="white"),
    "framed": lambda picture: ImageOps.expand(picture, border=24, fill=(20, 70, 160)),
    "stretched": lambda picture: picture.resize((450, 240)),
    "grey": lambda picture: ImageOps.grayscale(picture).convert("RGB"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_is_found_again(change: str) -> None:
    (signal,) = compare(CHANGES[change](_mark()))
    assert signal.score >= 0.75
    assert signal.offered
    assert signal.registered
    assert signal.registered[:12] in signal.because
    assert signal.offered[:12] in signal.because


@pytest.mark.parametrize("turn", list(Image.Transpose))
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_copy_mirrored_or_turned_is_as_near_as_one_as_it_was(
    turn: Image.Transpose, kind: str
) -> None:
    copied = photo(7).transpose(turn)
    again = Image.open(io.BytesIO(kept(copied, kind)[1])).convert("RGB")
    (signal,) = compare(again, AssetKind.COPYRIGHT_WORK, photo(7))
    assert signal.channel == "picture"
    assert signal.score >= 0.93


def test_another_picture_is_not_found() -> None:
    assert compare(_other()) == []


def test_a_mark_that_is_only_near_is_left_to_its_outlines_and_a_work_is_told() -> None:
    turned = drawn_mark(3).rotate(9, fillcolor="white")
    (work,) = compare(turned, AssetKind.COPYRIGHT_WORK, drawn_mark(3))
    assert work.score < SURE
    assert compare(turned, AssetKind.FIGURATIVE_MARK, drawn_mark(3)) == []


@pytest.mark.parametrize("colour", ["white", "black", (120, 120, 120)])
def test_a_blank_picture_is_never_a_match_not_even_of_a_blank(
    colour: str | tuple[int, int, int],
) -> None:
    blank = Image.new("RGB", (200, 200), colour)
    assert compare(blank, registered=blank) == []


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        (AssetKind.FIGURATIVE_MARK, Ground.TRADEMARK_USE),
        (AssetKind.COMBINED_MARK, Ground.TRADEMARK_USE),
        (AssetKind.DESIGN, Ground.DESIGN),
        (AssetKind.COPYRIGHT_WORK, Ground.COPYRIGHT_IMAGE),
    ],
)
def test_the_ground_follows_the_kind_of_right(kind: AssetKind, ground: Ground) -> None:
    assert compare(_mark(), kind)[0].ground is ground


def test_each_picture_has_an_answer_of_its_own_asked_in_any_order() -> None:
    ours, copy, other = kept(_mark()), kept(ImageOps.mirror(_mark())), kept(_other())
    asset = Asset(
        id="kite", kind=AssetKind.FIGURATIVE_MARK, holder_id="h", title="Kite",
        images=(ReferenceImage(path="kite.png", sha256=ours[0]),),
    )  # fmt: skip
    index = ReferenceImageIndex("m", [asset], dict((ours,)), FingerprintMemory())
    assert index.likeness(*copy) >= SURE > index.likeness(*other)
    assert index.nearest(*copy) == [ours[0]]
    assert index.nearest(*other) == []
