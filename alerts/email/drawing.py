"""What was found, drawn over two thumbnails: its outline, and like points in like colours.

Layer: alerts; Pillow.
Flow: a signal that knows where the registered picture lies in the offered one -> both thumbnails,
so that a reader sees at a glance which part is meant and why it is held to be the same.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from alerts.email.thumbnails import Thumbnail, thumbnail
from monitor.domain.signal import Signal

Place = tuple[float, float]

POINTS: Final = 8
"""Pairs shown: more cover what they are to show."""
COLOURS: Final = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#000000",
)  # fmt: skip
"""Told apart by colour-blind readers too. Source: Okabe and Ito 2008."""

_OUTLINE: Final = "#d00000"
_PAPER: Final = "#ffffff"
_LINE_PX: Final = 3
_DOT_PX: Final = 4


def has_drawing(signal: Signal) -> bool:
    """Whether a signal says where in the offered picture it was measured."""
    return signal.placement is not None or signal.box is not None


def drawn(registered: Thumbnail, offered: Thumbnail, signal: Signal) -> tuple[Thumbnail, Thumbnail]:
    """Both thumbnails again, the offered one with the outline, both with up to eight points."""
    pairs = shown_points(signal)
    ours = _marked(registered, (), [place for place, _ in pairs])
    return ours, _marked(offered, signal.outline, [place for _, place in pairs])


def shown_points(signal: Signal) -> Sequence[tuple[Place, Place]]:
    """Like points of a signal, at most POINTS of them: registered place and offered place."""
    pairs = signal.placement.points() if signal.placement else ()
    return pairs[:: max(1, -(-len(pairs) // POINTS))]


def _marked(small: Thumbnail, outline: Sequence[Place], points: Sequence[Place]) -> Thumbnail:
    """Drawn with white rims, so that every line stands out on any ground."""
    with Image.open(BytesIO(small.content), formats=("JPEG",)) as opened:
        picture = opened.convert("RGB")
    pen = ImageDraw.Draw(picture)
    size = small.width_px - 1, small.height_px - 1
    line = [(x * size[0], y * size[1]) for x, y in (*outline, *outline[:2])]
    if line:
        pen.line(line, fill=_PAPER, width=_LINE_PX + 2, joint="curve")
        pen.line(line, fill=_OUTLINE, width=_LINE_PX, joint="curve")
    for (x, y), colour in zip(points, COLOURS, strict=False):
        pen.circle((x * size[0], y * size[1]), _DOT_PX + 1, fill=_PAPER)
        pen.circle((x * size[0], y * size[1]), _DOT_PX, fill=colour)
    sink = BytesIO()
    picture.save(sink, "BMP")
    return thumbnail(sink.getvalue())  # as small in bytes as any other
