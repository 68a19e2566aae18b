"""Thumbnails of pictures that nobody vouches for."""

import random
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from alerts.email.thumbnails import EDGE_PX, SIZE_BYTES, thumbnail
from monitor.domain.errors import PictureUnreadable


def encoded(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    sink = BytesIO()
    picture.save(sink, kind, **more)
    return sink.getvalue()


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))  # noqa: S311


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
@pytest.mark.parametrize("size", [(600, 400), (150, 700), (40, 30)])
def test_a_thumbnail_is_small_in_pixels_and_bytes(kind: str, size: tuple[int, int]) -> None:
    small = thumbnail(encoded(noise(*size), kind))
    assert max(small.width_px, small.height_px) <= EDGE_PX
    assert len(small.content) <= SIZE_BYTES
    with Image.open(BytesIO(small.content)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (small.width_px, small.height_px))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel_becomes_a_jpeg(mode: str) -> None:
    kind = {"CMYK": "JPEG", "F": "TIFF"}.get(mode, "PNG")
    picture = encoded(Image.new(mode, (400, 400)), kind)
    if kind == "TIFF":
        with pytest.raises(PictureUnreadable):
            thumbnail(picture)
    else:
        assert thumbnail(picture).width_px == EDGE_PX


def test_what_shines_through_becomes_white() -> None:
    small = thumbnail(encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 0))))
    with Image.open(BytesIO(small.content)) as shown:
        assert shown.getpixel((25, 25)) == (255, 255, 255)


def test_a_picture_taken_sideways_stands_upright_and_keeps_no_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "somebody's kitchen"
    small = thumbnail(encoded(noise(200, 100), "JPEG", exif=exif))
    assert (small.width_px, small.height_px) == (100, 200)
    assert b"kitchen" not in small.content


def test_a_picture_that_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(PictureUnreadable, match="too many pixels"):
        thumbnail(empty_png(13_000, 13_000))
    with pytest.raises(PictureUnreadable, match="too many pixels"):
        thumbnail(empty_png(60_000, 60_000))


def test_damaged_pictures_are_refused_by_name() -> None:
    good = encoded(noise(60, 60))
    damage = random.Random(3)  # noqa: S311 - no secret
    unreadable = 0
    for _ in range(150):
        broken = bytearray(good[: damage.randint(0, len(good))])
        for _ in range(damage.randint(0, 6)):
            if broken:
                broken[damage.randrange(len(broken))] = damage.randrange(256)
        try:
            thumbnail(bytes(broken))
        except PictureUnreadable:
            unreadable += 1
    assert unreadable > 100


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.4",
        b"\xff\xd8\xff",
        bytes(99),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        thumbnail(content)


def empty_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and brings next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(99)))
        + chunk(b"IEND", b"")
    )
