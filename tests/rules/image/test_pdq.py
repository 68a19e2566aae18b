"""PDQ: the published bits, exact in every orientation, and what it says of flat pictures."""

import numpy as np
import pytest
from PIL import Image, ImageOps

from rules.image.pdq import luminance, pdq

REFERENCE = {  # size, pattern: quality and hash as the reference implementation (0.2.8) gives them
    (256, 256, 3): (100, "5349a64b468a889a13aa6955cab51dad3b6de4c909b33673f8c7078e783c63f8"),
    (256, 256, 11): (100, "d24926ca449a99ba133a6b55cab50d2d7a49e4998b333e73f8c6070ef83cc3f8"),
    (400, 300, 5): (100, "2d2d5b6d924924c9cd999b9b2733c673186371c6c3860f0e7c0ee07607f8ffc0"),
    (131, 517, 2): (100, "d26426d244da88ba153a6b54c6b50d25724de4d983393e72f9e6070ef83ec7f8"),
    (64, 64, 9): (74, "3183463c99c1533face0db9fb77068cf5138b247b4982d736a6c5a5b529656a4"),
    (50, 80, 4): (52, "3e97432894cb2f56c2ad1c4ba7144b691cabe35258d53caae7b4194d36a2e37a"),
    (900, 700, 6): (100, "a0bec1fc81fc41fc87fc0ffc07fc33f8b9f8fef8ff20ff80ff40fe0080000000"),
}
TURNS = {
    1: ImageOps.mirror,
    2: ImageOps.flip,
    3: lambda picture: picture.transpose(Image.Transpose.ROTATE_180),
    4: lambda picture: picture.transpose(Image.Transpose.TRANSPOSE),
    5: lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
    6: lambda picture: picture.transpose(Image.Transpose.ROTATE_270),
    7: lambda picture: picture.transpose(Image.Transpose.TRANSVERSE),
}
FEW_BITS = 4  # another processor may round a wave that lies on the median the other way


def drawn(width: int, height: int, pattern: int) -> Image.Image:
    """Curved bands of colour, by whole numbers alone: the same everywhere."""
    x, y = np.arange(width)[None, :], np.arange(height)[:, None]
    red = (x * x * pattern + 7 * y * y) // 97 % 256
    green = (3 * x * y + pattern * x) // 131 % 256
    blue = ((x - y) ** 2 + pattern * y) // 61 % 256
    bands = np.broadcast_arrays(red, green, blue)
    return Image.fromarray(np.stack(bands, axis=2).astype(np.uint8))


def apart(one: np.ndarray, other: np.ndarray) -> int:
    return int(np.bitwise_count(one ^ other).sum())


@pytest.mark.parametrize("shape", REFERENCE)
def test_bits_and_quality_are_those_of_the_reference(shape: tuple[int, int, int]) -> None:
    quality, published = REFERENCE[shape]
    bits, ours = pdq(luminance(drawn(*shape)))
    assert apart(bits[0], np.frombuffer(bytes.fromhex(published), dtype=np.uint8)) <= FEW_BITS
    assert abs(ours - quality) <= 1


@pytest.mark.parametrize("shape", [(256, 256, 3), (400, 300, 5), (131, 517, 2)])
@pytest.mark.parametrize("turn", TURNS)
def test_each_orientation_is_the_hash_of_the_picture_turned(
    turn: int, shape: tuple[int, int, int]
) -> None:
    picture = drawn(*shape)
    turned, _ = pdq(luminance(TURNS[turn](picture)))
    assert apart(pdq(luminance(picture))[0][turn], turned[0]) <= FEW_BITS


def test_half_of_the_bits_are_set_in_every_orientation() -> None:
    bits, _ = pdq(luminance(drawn(300, 200, 7)))
    assert np.bitwise_count(bits).sum(axis=1).tolist() == [128] * 8


@pytest.mark.parametrize("size", [(1, 1), (1, 90), (63, 2), (129, 128)])
def test_any_size_has_a_hash(size: tuple[int, int]) -> None:
    bits, quality = pdq(luminance(Image.new("RGB", size, "white")))
    assert bits.shape == (8, 32)
    assert quality == 0


def test_brightness_weighs_green_most() -> None:
    picture = Image.new("RGB", (3, 1))
    for place, colour in enumerate([(255, 0, 0), (0, 255, 0), (0, 0, 255)]):
        picture.putpixel((place, 0), colour)
    assert luminance(picture)[0].tolist() == pytest.approx([76.245, 149.685, 29.07], abs=1e-3)
