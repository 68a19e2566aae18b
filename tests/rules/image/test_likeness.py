"""Fingerprints by which a photograph is known again when somebody has cut its edges off."""

import random

import pytest
from PIL import Image, ImageDraw, ImageFilter

from rules.image.likeness import MARK_BYTES, SAME_BITS, TRIMS, distances, mark_of, trimmed_marks
from rules.pictures.prepared import pack

Box = tuple[float, float, float, float]


def photo(seed: int) -> Image.Image:
    """Like no other: soft colours under shapes."""
    rng = random.Random(seed)  # noqa: S311 - repeatable
    image = Image.new("RGB", (320, 320), "grey")
    pen = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, side = rng.randrange(320), rng.randrange(320), rng.randrange(10, 140)
        colour = tuple(rng.randrange(256) for _ in range(3))
        rng.choice((pen.ellipse, pen.rectangle))((x, y, x + side, y + side), fill=colour)
    return image.filter(ImageFilter.GaussianBlur(2))


def cut(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    wide, high = image.size
    box = (int(left * wide), int(top * high), int(wide - right * wide), int(high - bottom * high))
    return image.crop(box)


def apart(one: Image.Image, marks: list[bytes]) -> int:
    mark = mark_of(one)
    assert mark is not None
    return int(distances(mark, marks).min())


@pytest.mark.parametrize(
    "share", [(0.02,) * 4, (0.035,) * 4, (0.05,) * 4, (0, 0, 0, 0.045), (0.03, 0, 0.03, 0)]
)
def test_a_photograph_is_known_by_a_copy_whose_edges_are_cut_off(share: Box) -> None:
    for seed in range(3):
        whole = photo(seed)
        marks = trimmed_marks(pack([whole]))
        assert {len(mark) for mark in marks} == {MARK_BYTES}
        assert len(marks) == len(TRIMS)
        assert apart(cut(whole, *share), list(marks)) <= SAME_BITS
        assert apart(photo(seed + 100), list(marks)) > 2 * SAME_BITS


def test_neither_a_plain_picture_nor_a_thin_one_has_trimmed_fingerprints() -> None:
    assert trimmed_marks(pack([Image.new("RGB", (300, 300), "white")])) == ()
    for size in ((1, 1), (1, 400), (400, 2)):
        assert len(trimmed_marks(pack([photo(1).resize(size)]))) <= len(TRIMS)
