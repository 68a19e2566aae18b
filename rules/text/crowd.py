"""Crowds: what several marks say of one place of a text.

The nearest mark is told as it is. Behind it stands a crowd where a register is large: a word that
is as near to seven marks says little of any of them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rules.text.verify import FLOOR, Likeness

_USES: Final = 6  # uses of one mark told per field: the first ones
_WEAK: Final = frozenset({"fuzzy", "sound"})
_STEP: Final = 0.08  # off for one other mark as near, and again for each doubling of their number


@dataclass(frozen=True, slots=True)
class Use:
    """One place where one face was found."""

    asset: str
    text: str
    mark: str
    likeness: Likeness
    start: int
    end: int


def crowded(uses: Sequence[Use]) -> Iterator[Use]:
    """Lower what is misspelt or heard alike by the other marks that are as near or nearer.

    What is written as registered, disguised, or named by an alias stands by itself: its score is
    the same in every register.
    """
    places: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for use in uses:
        best = places[use.start, use.end]
        best[use.mark] = max(best.get(use.mark, 0.0), use.likeness.score)
    scores = {place: sorted(best.values()) for place, best in places.items()}
    for use in uses:
        if use.likeness.channel not in _WEAK:
            yield use
            continue
        every = scores[use.start, use.end]
        others = len(every) - bisect_left(every, use.likeness.score) - 1  # its own mark is one
        lowered = _lowered(use.likeness, others)
        if lowered.score >= FLOOR:
            yield Use(use.asset, use.text, use.mark, lowered, use.start, use.end)


def _lowered(likeness: Likeness, others: int) -> Likeness:
    if not others:
        return likeness
    doublings = (others + 1).bit_length() - 1  # 1, 3, 7 ... others
    marks = "one other mark is" if others == 1 else f"{others} other marks are"
    return Likeness(
        likeness.channel,
        likeness.score - _STEP * doublings,
        f"{likeness.how}; {marks} as near or nearer",
    )


def strongest(uses: Iterator[Use]) -> Iterator[Use]:
    """Per asset, the strongest reading of each place, and no weaker one that overlaps it."""
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    order = sorted(
        uses, key=lambda use: (-use.likeness.score, use.start, use.end, use.likeness.channel)
    )
    for use in order:
        places = taken[use.asset]
        if len(places) >= _USES or any(
            use.start < end and start < use.end for start, end in places
        ):
            continue
        places.append((use.start, use.end))
        yield use
