"""A reliability plot as one SVG document: what was foretold across, what came of it up.

A line on the diagonal is right; above it more was confirmed than foretold, below it less.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

Point = tuple[float, float]
"""(foretold, confirmed), shares 0.0..1.0."""

_SIDE: Final = 640
_EDGE: Final = 70
_SPAN: Final = _SIDE - 2 * _EDGE
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_STROKES: Final = (
    ("#0b57a4", ""),
    ("#a3341f", "8 4"),
    ("#1e7a3c", "2 4"),
    ("#6b3fa0", "12 4 2 4"),
    ("#7a5c00", "4 8"),
)
"""Colour and dashes of each line in turn: lines differ for those who see no colours, too."""


def reliability_svg(told: Mapping[str, Sequence[Point]]) -> str:
    """The plot of each name's points, in the order given; one without points is left out."""
    lines = [(name, points) for name, points in told.items() if points]
    body = [*_frame(), *(part for at, line in enumerate(lines) for part in _line(at, *line))]
    names = ", ".join(name for name, _ in lines) or "nothing decided yet"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}" role="img" '
        'font-family="sans-serif" font-size="14">'
    )
    return "\n".join((
        head,
        f"<title>Foretold and confirmed shares: {escape(names)}</title>",
        f'<rect width="{_SIDE}" height="{_SIDE}" fill="#ffffff"/>',
        *body,
        "</svg>",
        "",
    ))


def _frame() -> Iterator[str]:
    yield (
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SPAN}" height="{_SPAN}" fill="none" '
        'stroke="#1c2430"/>'
    )
    start, end = _place((0.0, 0.0)), _place((1.0, 1.0))
    yield (f'<line x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}" stroke="#8a94a0"/>')
    for tick in _TICKS:
        x, y = _place((tick, tick))
        label = f"{tick:.0%}"
        yield f'<text x="{x}" y="{_SIDE - _EDGE + 22}" text-anchor="middle">{label}</text>'
        yield f'<text x="{_EDGE - 8}" y="{y + 5}" text-anchor="end">{label}</text>'
    middle = _SIDE / 2
    yield f'<text x="{middle}" y="{_SIDE - 20}" text-anchor="middle">foretold</text>'
    yield (
        f'<text x="20" y="{middle}" text-anchor="middle" '
        f'transform="rotate(-90 20 {middle})">confirmed by people</text>'
    )


def _line(at: int, name: str, points: Sequence[Point]) -> Iterator[str]:
    colour, dashes = _STROKES[at % len(_STROKES)]
    places = [_place(point) for point in points]
    shown = " ".join(f"{x},{y}" for x, y in places)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f'<polyline points="{shown}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
    for x, y in places:
        yield f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
    below = _EDGE + 22 + 20 * at
    yield (
        f'<line x1="{_EDGE + 12}" y1="{below - 5}" x2="{_EDGE + 44}" y2="{below - 5}" '
        f'stroke="{colour}" stroke-width="2"{dashed}/>'
    )
    yield f'<text x="{_EDGE + 52}" y="{below}">{escape(name)}</text>'


def _place(point: Point) -> tuple[float, float]:
    """Where shares lie on the picture, y from the top; what is beyond lies on the edge."""
    across, up = (min(1.0, max(0.0, share)) for share in point)
    return round(_EDGE + _SPAN * across, 1), round(_SIDE - _EDGE - _SPAN * up, 1)
