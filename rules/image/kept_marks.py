"""Registered pictures prepared once: what is kept of a mark and of fingerprints, and read again.

Preparing a mark costs 250 ms of CPU, reading it back 1.4 (`bench/prepare.py`). Names end in the
number of the method, so that a changed one prepares anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np
import structlog

from rules.image.areas import Areas
from rules.image.contours import Contour
from rules.image.fingerprints import Fingerprint
from rules.image.keypoints import Points
from rules.image.logo_marks import LogoMark
from rules.image.packed import Array, Kept, pack, unpack

log = structlog.get_logger()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How one kind of preparation is kept. method: names it, with its number."""

    method: str
    write: Callable[[T], Sequence[Array]]
    read: Callable[[Sequence[Array]], T]


def kept_or_made(kept: Kept | None, form: Form[T], sha256: str, make: Callable[[], T]) -> T:
    """What is kept of a picture; else what is made now, which is kept from then on.

    What `make` raises is passed on, and nothing is kept then.
    """
    name = f"{sha256} {form.method}"
    content = None if kept is None else kept.get(name)
    if content is not None:
        try:
            return form.read(unpack(content))
        except (ValueError, TypeError, IndexError) as error:  # of an older form, or damaged
            log.warning("prepared.refused", name=name, because=str(error))
    made = make()
    if kept is not None:
        kept.put(name, pack(form.write(made)))
    return made


def _of_mark(mark: LogoMark | None) -> Sequence[Array]:
    """Arrays of a mark; () of one that is too plain."""
    if mark is None:
        return ()
    return (
        np.array([*mark.size, mark.plainness], dtype=np.int64),
        np.array(mark.figure, dtype=np.float64),
        np.array(mark.common, dtype=np.float64),
        mark.points.places, mark.points.scales, mark.points.angles, mark.points.rows,
        mark.areas.boxes, mark.areas.rows, mark.turns,
        np.array([(*each.size, each.common) for each in mark.contours], np.float64).reshape(-1, 3),
        *(each.rows for each in mark.contours),
        *mark.slopes,
    )  # fmt: skip


def _mark(arrays: Sequence[Array]) -> LogoMark | None:
    """The mark again. The number of arrays is checked by taking them apart."""
    if not arrays:
        return None
    (numbers, figure, common, places, scales, angles, rows, boxes, shapes, turns, told,
     *parts) = arrays  # fmt: skip
    contours, slopes = parts[: len(told)], parts[len(told) :]
    width, height, plainness = (int(number) for number in numbers)
    left, top, right, bottom = (float(side) for side in figure)
    return LogoMark(
        size=(width, height),
        figure=(left, top, right, bottom),
        points=Points(places, scales, angles, rows),
        plainness=plainness,
        slopes=tuple(slopes),
        common=tuple(float(most) for most in common),
        areas=Areas(boxes, shapes),
        turns=turns,
        contours=tuple(
            Contour((int(wide), int(high)), contour, float(most))
            for contour, (wide, high, most) in zip(contours, told, strict=True)
        ),
    )


def _of_prints(prints: Sequence[Fingerprint]) -> Sequence[Array]:
    """Three arrays a fingerprint, without rows where it is not comparable that way."""
    none = np.zeros((0, 32), dtype=np.uint8)
    every = (part for each in prints for part in (each.pdq, each.figure, each.phash))
    return [none if part is None else part for part in every]


def _prints(arrays: Sequence[Array]) -> tuple[Fingerprint, ...]:
    """The fingerprints again."""
    parts = [part if len(part) else None for part in arrays]
    return tuple(Fingerprint(*parts[start : start + 3]) for start in range(0, len(parts), 3))


MARK: Final = Form("mark/4", _of_mark, _mark)
"""Of a mark looked for in photos; nothing when it is too plain."""
PRINTS: Final = Form("prints/1", _of_prints, _prints)
"""Of the fingerprints of a registered picture's renderings."""
