"""Bytes of unknown origin -> a small RGB picture, or one plain error.

Layer: rules. Nothing here trusts the sender: size, format and pixels are capped before decoding.
"""

import io
import struct
import warnings
import zlib
from typing import Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from monitor.domain.errors import PictureUnreadable

MAX_BYTES: Final = 25_000_000
MAX_PIXELS: Final = 60_000_000
SIDE_PX: Final = 768
"""Longest side of a decoded picture, unless less is asked for."""


_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_MOST_SHAPED: Final = 60.0  # longest side : shortest side
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, AttributeError,
    OverflowError, MemoryError, RuntimeError, struct.error, zlib.error, ArithmeticError, Warning,
    Image.DecompressionBombError, UnidentifiedImageError,
)  # fmt: skip
WHITE: Final = (255, 255, 255)
DARK: Final = (24, 24, 24)


def decode(
    content: bytes, *, side_px: int = SIDE_PX, enough_px: int | None = None
) -> tuple[Image.Image, ...]:
    """Decode to RGB, upright, at most `side_px` long.

    Args:
        content: the file as it came.
        side_px: a longer picture is made smaller.
        enough_px: a JPEG is opened at a half, a quarter or an eighth of its size while both sides
            keep this many pixels; None = `side_px`. An 800 px photo costs a quarter of the time.

    Returns:
        one picture; two when parts are transparent: on white and on dark ground.

    Raises:
        PictureUnreadable: not a picture of a known format, too large, or damaged.
    """
    if len(content) > MAX_BYTES:
        message = f"picture of {len(content)} bytes: over {MAX_BYTES} it is not opened"
        raise PictureUnreadable(message)
    if len(content) < 8:
        message = f"picture of {len(content)} bytes: too short to be one"
        raise PictureUnreadable(message)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decode(content, side_px, side_px if enough_px is None else enough_px)
    except _BROKEN as error:  # Pillow's decoders raise all of these on damaged files
        message = f"picture cannot be decoded: {type(error).__name__}: {_plain(error)}"
        raise PictureUnreadable(message) from error


def _plain(error: Exception) -> str:
    """Pillow's words, without the memory address it puts there: equal bytes, equal message."""
    return str(error).split("<", 1)[0].strip()[:120]


def _decode(content: bytes, side_px: int, enough_px: int) -> tuple[Image.Image, ...]:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        width, height = opened.size
        if width * height > MAX_PIXELS:
            message = f"{width} x {height} pixels are over {MAX_PIXELS}"
            raise ValueError(message)
        if min(width, height) < 1 or max(width, height) / min(width, height) > _MOST_SHAPED:
            message = f"{width} x {height} pixels are no picture of goods"
            raise ValueError(message)
        opened.draft("RGB", (enough_px, enough_px))
        opened.load()
        ImageOps.exif_transpose(opened, in_place=True)
        small = _eight_bit(opened)
    small.thumbnail((side_px, side_px), Image.Resampling.BOX, reducing_gap=2.0)
    return _grounds(small)


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Any mode -> RGB or RGBA of eight bits."""
    if picture.mode.startswith(("I", "F")):
        values = np.asarray(picture, dtype=np.float64)
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        scaled = np.nan_to_num((values - low) * (255.0 / max(high - low, 1e-9)))
        return Image.fromarray(scaled.astype(np.uint8)).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _grounds(picture: Image.Image) -> tuple[Image.Image, ...]:
    if picture.mode != "RGBA":
        return (picture,)
    alpha = picture.getchannel("A")
    least = alpha.getextrema()[0]
    if isinstance(least, tuple) or least > 250:
        return (picture.convert("RGB"),)
    flat = []
    for colour in (WHITE, DARK):
        ground = Image.new("RGB", picture.size, colour)
        ground.paste(picture, mask=alpha)
        flat.append(ground)
    return tuple(flat)
