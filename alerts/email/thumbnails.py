"""Thumbnails: smaller JPEGs of pictures nobody vouches for.

Layer: alerts; Pillow.
Flow: bytes of an offered or registered picture -> so many pixels and bytes for a mail or report.
"""

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from monitor.domain.errors import PictureUnreadable

EDGE_PX = 300
SIZE_BYTES = 40_000
SOURCE_BYTES = 25_000_000
SOURCE_PIXELS = 50_000_000
SMOOTH_PIXELS = 16_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF")
QUALITIES = (85, 75, 62, 48, 35, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """A JPEG without metadata; width and height of its pixels."""

    content: bytes
    width_px: int
    height_px: int


def thumbnail(content: bytes, edge_px: int = EDGE_PX, size_bytes: int = SIZE_BYTES) -> Thumbnail:
    """Make the thumbnail of one picture: first frame, upright, transparency over white.

    edge_px: its longer side at most. size_bytes: aimed at, by quality alone.

    Raises:
        PictureUnreadable: no picture of a known format, over 25 MB or 50 million pixels, damaged.
    """
    if len(content) > SOURCE_BYTES:
        message = f"the picture has {len(content)} bytes, more than {SOURCE_BYTES}"
        raise PictureUnreadable(message)
    try:
        return _smaller(content, edge_px, size_bytes)
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError) as error:
        message = f"the picture cannot be decoded: {type(error).__name__}"
        raise PictureUnreadable(message) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        message = "the picture unpacks to too many pixels"
        raise PictureUnreadable(message) from error
    except (MemoryError, struct.error, RuntimeError) as error:
        message = f"the picture breaks its decoder: {type(error).__name__}"
        raise PictureUnreadable(message) from error


def _smaller(content: bytes, edge_px: int, size_bytes: int) -> Thumbnail:
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        source: Image.Image = opened
        width, height = source.size
        if not 0 < width * height <= SOURCE_PIXELS:
            message = f"{width} x {height} pixels"
            raise Image.DecompressionBombError(message)
        source.draft("RGB", (edge_px * 2, edge_px * 2))  # JPEG only: decodes at 1/2..1/8 size
        if source.mode in {"1", "P"} and width * height <= SMOOTH_PIXELS:
            source = source.convert("RGBA")  # palettes scale without smoothing
        upright = ImageOps.exif_transpose(source)
        upright.thumbnail((edge_px, edge_px))
        small = _over_white(upright)
    return Thumbnail(content=_jpeg(small, size_bytes), width_px=small.width, height_px=small.height)


def _over_white(picture: Image.Image) -> Image.Image:
    with_alpha = picture.convert("RGBA")
    paper = Image.new("RGBA", with_alpha.size, "white")
    return Image.alpha_composite(paper, with_alpha).convert("RGB")


def _jpeg(picture: Image.Image, size_bytes: int) -> bytes:
    written = b""
    for quality in QUALITIES:
        sink = BytesIO()
        picture.save(sink, "JPEG", quality=quality, optimize=True)
        written = sink.getvalue()
        if len(written) <= size_bytes:
            break
    return written
