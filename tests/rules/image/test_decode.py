"""Decoding: every kind of picture becomes RGB, everything else one plain error."""

import io
import random
import struct
import time
import zlib
from contextlib import suppress

import numpy as np
import pytest
from PIL import Image

from monitor.domain.errors import PictureUnreadable
from rules.image.decode import MAX_BYTES, SIDE_PX, decode


def encoded(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **more)
    return kept.getvalue()


def gradient(mode: str = "RGB") -> Image.Image:
    values = np.linspace(0, 255, 120 * 90 * 3).reshape(90, 120, 3).astype(np.uint8)
    return Image.fromarray(values).convert(mode)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    plain = gradient("L")
    picture = (
        Image.fromarray(np.asarray(plain, dtype=np.uint16) * 257)
        if mode == "I;16"
        else gradient().convert(mode)
    )
    for decoded in decode(encoded(picture)):
        assert decoded.mode == "RGB"
        assert decoded.size == (120, 90)


def test_cmyk_jpegs_become_rgb() -> None:
    (decoded,) = decode(encoded(gradient("CMYK"), "JPEG"))
    assert decoded.mode == "RGB"


def test_a_transparent_picture_is_seen_on_white_and_on_dark() -> None:
    drawn = Image.new("RGBA", (80, 80), (255, 255, 255, 0))
    drawn.paste((255, 255, 255, 255), (20, 20, 60, 60))
    on_white, on_dark = decode(encoded(drawn))
    assert np.asarray(on_white).std() == 0
    assert np.asarray(on_dark).std() > 20


def test_the_camera_s_turn_is_undone() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    (decoded,) = decode(encoded(gradient(), "JPEG", exif=turned))
    assert decoded.size == (90, 120)


def test_large_pictures_are_made_small() -> None:
    (decoded,) = decode(encoded(Image.new("RGB", (3000, 1500), "red"), "JPEG"))
    assert max(decoded.size) <= SIDE_PX


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it has width x height pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a", b"no picture", bomb(50_000, 50_000), bomb(9_000, 9_000), bomb(60_000, 2),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%!PS-Adobe-3.0 EPSF-3.0\n" * 9,
        b"\x00" * (MAX_BYTES + 1),
    ],
    ids=["empty", "head", "text", "bomb", "caps", "shape", "svg", "eps", "bytes"],
)  # fmt: skip
def test_what_is_no_picture_is_one_plain_error(content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        decode(content)


def test_damaged_pictures_raise_nothing_else_and_end_soon() -> None:
    draw = random.Random(5)  # noqa: S311 - damage, no secrets
    kinds = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
    whole = [encoded(gradient(), kind) for kind in kinds]
    start = time.process_time()
    for _ in range(300):
        content = bytearray(draw.choice(whole))
        for _ in range(draw.randint(1, 30)):
            content[draw.randrange(len(content))] = draw.randrange(256)
        del content[draw.randrange(len(content) // 2, len(content)) :]
        with suppress(PictureUnreadable):
            decode(bytes(content))
    assert time.process_time() - start < 30
