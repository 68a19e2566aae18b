"""Pictures of a case: registered ones and offered ones, encoded anew before anybody sees them.

What strangers sent is never served as they sent it: it is decoded within bounds, and what a browser
gets is our own JPEG of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from fastapi import Response

from alerts.email.drawing import COLOURS, shown_points
from alerts.email.thumbnails import thumbnail
from monitor.domain.alert import CaseStory
from monitor.domain.case import CaseFile
from monitor.domain.errors import PictureUnreadable
from monitor.domain.signal import Signal
from monitor.pipeline.story import tell
from monitor.web.deciding import seen_case
from monitor.web.showing import refusal
from monitor.web.visit import Visit

EDGE_PX: Final = 900
SIZE_BYTES: Final = 220_000
SHOWN: Final = 6
_AN_HOUR: Final = "private, max-age=3600, immutable"

Dot = tuple[str, str]
"""A place in percent of both sides, as SVG has it, and its colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A registered picture beside the offered one that a signal was measured on, by digest.

    outline, dots: in percent of the sides of each picture.
    """

    registered: str | None
    offered: str
    outline: str = ""
    registered_dots: tuple[Dot, ...] = ()
    offered_dots: tuple[Dot, ...] = ()


def comparisons(file: CaseFile) -> tuple[Comparison, ...]:
    """Pairs of pictures that were found alike, the strongest first."""
    signals = [s for verdict in file.verdicts for s in verdict.signals if s.offered]
    found: dict[tuple[str | None, str], Comparison] = {}
    for signal in sorted(signals, key=lambda s: -s.score):
        found.setdefault((signal.registered, signal.offered or ""), _compared(signal))
    return tuple(found.values())[:SHOWN]


def offered_pictures(file: CaseFile) -> tuple[str, ...]:
    """Digests of the offer's pictures as far as they were fetched."""
    shown = (image.sha256 for image in file.sighting.offer.images if image.sha256)
    return tuple(dict.fromkeys(shown))[:SHOWN]


def show_picture(visit: Visit) -> Response:
    """One picture of a case, to whoever sees the case; pictures of others are not there."""
    with visit.desk.store.reading() as tx:
        case = seen_case(tx, visit.member, visit.parts["number"])
        story = tell(tx, tx.cases.file(case.id))
    digest = visit.parts["sha256"]
    return encoded(visit, visit.desk.blobs.get(digest) if digest in set(_digests(story)) else None)


def encoded(visit: Visit, content: bytes | None) -> Response:
    """A picture as our own JPEG; None, or what cannot be decoded, is not there."""
    if content is None:
        return refusal(visit, 404)
    try:
        small = thumbnail(content, EDGE_PX, SIZE_BYTES)
    except PictureUnreadable:
        return refusal(visit, 404)
    return Response(small.content, media_type="image/jpeg", headers={"cache-control": _AN_HOUR})


def _digests(story: CaseStory) -> Iterator[str]:
    signals = chain.from_iterable(verdict.signals for verdict in story.file.verdicts)
    for signal in signals:
        yield from filter(None, (signal.offered, signal.registered))
    yield from (one.sha256 for one in story.file.sighting.offer.images if one.sha256)
    yield from (image.sha256 for asset in story.assets for image in asset.images)


def _compared(signal: Signal) -> Comparison:
    pairs = shown_points(signal)
    return Comparison(
        registered=signal.registered,
        offered=signal.offered or "",
        outline=" ".join(f"{100 * x:.2f},{100 * y:.2f}" for x, y in signal.outline),
        registered_dots=tuple(_dots([place for place, _ in pairs])),
        offered_dots=tuple(_dots([place for _, place in pairs])),
    )


def _dots(places: list[tuple[float, float]]) -> Iterator[Dot]:
    for (x, y), colour in zip(places, COLOURS, strict=False):
        yield f"M{100 * x:.2f} {100 * y:.2f}h0", colour
