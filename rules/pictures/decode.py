"""Bytes of unknown origin -> small RGB pictures, or one plain error.

Layer: rules. Nothing here trusts the sender: size, format, pixels and frames are capped before
decoding. What a cap cannot stop (a decoder that hangs or eats the memory) costs one child process:
`monitor.runtime.pictures` runs this there, and hands on what `rules.pictures.prepared` packs.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from monitor.domain.errors import PictureUnreadable
from rules.pictures.colours import as_srgb
from rules.pictures.prepared import is_prepared, unpack
from rules.pictures.svg import is_svg, rendered

MAX_BYTES: Final = 25_000_000
MAX_PIXELS: Final = 60_000_000
MAX_FRAME_PIXELS: Final = 120_000_000
"""Pixels of all frames up to the last one looked at: a GIF's frames are drawn one after another."""
SIDE_PX: Final = 768
"""Longest side of a decoded picture, unless less is asked for."""

_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_MOVING: Final = frozenset({"GIF", "PNG", "WEBP", "AVIF"})  # further pages of others are no frames
_MOST_SHAPED: Final = 60.0  # longest side : shortest side
_LEAST_SPREAD: Final = 6.0  # of brightness, 0..255
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, AttributeError,
    OverflowError, MemoryError, RuntimeError, struct.error, zlib.error, ArithmeticError, Warning,
    AssertionError, Image.DecompressionBombError, UnidentifiedImageError,
)  # fmt: skip
WHITE: Final = (255, 255, 255)
DARK: Final = (24, 24, 24)


def decode(
    content: bytes, *, side_px: int = SIDE_PX, enough_px: int | None = None
) -> tuple[Image.Image, ...]:
    """Decode to sRGB, upright, at most `side_px` long.

    Args:
        content: the file as it came, or what `prepared.pack` made of one.
        side_px: a longer picture is made smaller.
        enough_px: a JPEG is opened at a half, a quarter or an eighth of its size while both sides
            keep this many pixels; None = `side_px`. An 800 px photo costs a quarter of the time.

    Returns:
        one picture; two when parts are transparent: on white and on dark ground. A picture that
        moves gives its first frame so, and one in the middle and the last, where they differ.

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
            return tuple(_decoded(content, side_px, side_px if enough_px is None else enough_px))
    except _BROKEN as error:  # Pillow's decoders raise all of these on damaged files
        message = f"picture cannot be decoded: {type(error).__name__}: {_plain(error)}"
        raise PictureUnreadable(message) from error


def is_blank(picture: Image.Image) -> bool:
    """Whether an RGB picture shows nothing: it is neither like nor unlike any other."""
    small = picture.resize((64, 64), Image.Resampling.BOX).convert("L")
    return float(np.asarray(small, dtype=np.float32).std()) < _LEAST_SPREAD


def _plain(error: Exception) -> str:
    """Pillow's words, without the memory address it puts there: equal bytes, equal message."""
    return str(error).split("<", 1)[0].strip()[:120]


def _decoded(content: bytes, side_px: int, enough_px: int) -> Iterator[Image.Image]:
    if is_prepared(content):
        for picture in unpack(content):
            yield _small(picture, side_px)
        return
    if is_svg(content):
        yield from _grounds(_small(rendered(content, min(side_px, SIDE_PX)), side_px))
        return
    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        _check_size(*opened.size)
        opened.draft("RGB", (enough_px, enough_px))
        seen: set[bytes] = set()
        for number in _frames(opened):
            frame = _frame(opened, number, side_px)
            if frame is None or (pixels := frame.tobytes()) in seen:
                continue
            seen.add(pixels)
            yield from _grounds(frame)


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        message = f"{width} x {height} pixels are over {MAX_PIXELS}"
        raise ValueError(message)
    if min(width, height) < 1 or max(width, height) / min(width, height) > _MOST_SHAPED:
        message = f"{width} x {height} pixels are no picture of goods"
        raise ValueError(message)


def _frames(opened: Image.Image) -> tuple[int, ...]:
    """Numbers of the frames to look at: the first, the middle, the last that is worth its cost."""
    if opened.format not in _MOVING:
        return (0,)
    try:
        count = int(getattr(opened, "n_frames", 1))
    except _BROKEN:
        return (0,)  # the first is there, whatever became of the others
    last = min(count - 1, MAX_FRAME_PIXELS // (opened.width * opened.height))
    return tuple(dict.fromkeys((0, last // 2, last)))


def _frame(opened: Image.Image, number: int, side_px: int) -> Image.Image | None:
    """One frame, small, RGB or RGBA; None when a later one is damaged: the first one stands."""
    try:
        if number:
            opened.seek(number)
        opened.load()
        _check_size(*opened.size)
        shown = opened.copy() if opened.format in _MOVING else opened
        ImageOps.exif_transpose(shown, in_place=True)
        small = as_srgb(_eight_bit(shown), opened.info.get("icc_profile"), side_px)
    except _BROKEN:
        if number == 0:
            raise
        return None
    return _small(small, side_px)


def _small(picture: Image.Image, side_px: int) -> Image.Image:
    if max(picture.size) > side_px:
        picture.thumbnail((side_px, side_px), Image.Resampling.BOX, reducing_gap=2.0)
    return picture


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Any mode -> L, RGB, RGBA or CMYK of eight bits."""
    if picture.mode.startswith(("I", "F")):
        return Image.fromarray(_scaled(np.asarray(picture, dtype=np.float64))).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture if picture.mode in ("RGB", "CMYK") else picture.convert("RGB")


def _scaled(values: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """16 bits by their range; anything else by the range that is used."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if low >= 0 and 255 < high <= 65_535:
        low, high = 0.0, 65_535.0
    scaled = np.nan_to_num((values - low) * (255.0 / max(high - low, 1e-9)))
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def _grounds(picture: Image.Image) -> tuple[Image.Image, ...]:
    if picture.mode != "RGBA":
        return (picture.convert("RGB"),)
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
