"""Pictures of a report: re-encoded, inside the page itself, with what was found drawn over them.

Layer: alerts.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image

from alerts.email.drawing import shown_points
from alerts.email.thumbnails import SOURCE_PIXELS, thumbnail
from alerts.export.dossier import Dossier
from monitor.domain.errors import PictureUnreadable
from monitor.domain.signal import Signal

EDGE_PX: Final = 900
SIZE_BYTES: Final = 220_000
PAGE_WIDTH_PX: Final = 1_000
PAGE_HEIGHT_PX: Final = 1_500
"""Of the page's own picture the upper part; the bundle holds all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPicture:
    """A JPEG as a data URI.

    outline: corners of what was found in it, points of an SVG whose sides are 100 long. points:
    like points, in the same measure.
    """

    uri: str
    width_px: int
    height_px: int
    outline: str = ""
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A registered picture beside the offered one that a signal was measured on."""

    registered: ReportPicture | None
    offered: ReportPicture | None


def comparison(signal: Signal, dossier: Dossier) -> Comparison | None:
    """The two pictures of a signal; None when it has none, or none can be shown."""
    registered = _picture(dossier.picture(signal.registered))
    offered = _picture(dossier.picture(signal.offered), signal)
    if registered is None and offered is None:
        return None
    return Comparison(registered=registered, offered=offered)


def shown_pictures(dossier: Dossier, digests: Iterator[str]) -> list[ReportPicture]:
    """Pictures by their digests, as far as they are in the evidence and can be read."""
    found = (_picture(dossier.picture(digest)) for digest in dict.fromkeys(digests))
    return [picture for picture in found if picture]


def page_picture(screenshot: bytes | None) -> tuple[ReportPicture | None, bool]:
    """The upper part of the page's picture, and whether there is more of it below."""
    if screenshot is None:
        return None, False
    try:
        with Image.open(BytesIO(screenshot), formats=("PNG",)) as page:
            if page.width * page.height > SOURCE_PIXELS:
                return None, False
            wide = page.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None, False
    height = round(PAGE_HEIGHT_PX * wide.width / PAGE_WIDTH_PX)
    upper = wide.crop((0, 0, wide.width, min(height, wide.height)))
    upper.thumbnail((PAGE_WIDTH_PX, PAGE_HEIGHT_PX))
    sink = BytesIO()
    upper.save(sink, "JPEG", quality=82, optimize=True)
    shown = ReportPicture(uri=_uri(sink.getvalue()), width_px=upper.width, height_px=upper.height)
    return shown, wide.height > height


def _picture(content: bytes | None, signal: Signal | None = None) -> ReportPicture | None:
    if content is None:
        return None
    try:
        small = thumbnail(content, EDGE_PX, SIZE_BYTES)
    except PictureUnreadable:
        return None
    outline = signal.outline if signal else ()
    points = shown_points(signal) if signal else ()
    return ReportPicture(
        uri=_uri(small.content),
        width_px=small.width_px,
        height_px=small.height_px,
        outline=" ".join(f"{100 * x:.2f},{100 * y:.2f}" for x, y in outline),
        points=tuple((100 * x, 100 * y) for _, (x, y) in points),
    )


def _uri(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
