"""Twins: offers of one seller that differ in nothing a decision rests on.

Layer: domain, standard library only.
Flow: an officer decides a case -> review decides the cases of its twins alike, where asked to.
"""

import re
import unicodedata
from collections import Counter
from typing import Final

from monitor.domain.case import CaseFile
from monitor.domain.signal import Defence
from monitor.domain.verdict import Grade

ALIKE: Final = 0.75
"""Share of letter pairs that two titles have in common, 0.0..1.0: other colours and sizes pass."""

_LETTERS: Final = re.compile(r"[^\W\d_]")
_READ: Final = 500


def are_twins(one: CaseFile, other: CaseFile) -> bool:
    """Whether one decision may serve both: like titles, the same rights, grounds and defences."""
    if _judged(one) != _judged(other):
        return False
    titles = one.sighting.offer.title or "", other.sighting.offer.title or ""
    return _likeness(*titles) >= ALIKE


def _judged(file: CaseFile) -> frozenset[tuple[str, frozenset[str], frozenset[Defence]]]:
    """What a decision rests on: per right of concern its grounds, and what speaks against."""
    return frozenset(
        (
            verdict.asset_id,
            frozenset(verdict.grounds),
            frozenset(one.defence for one in verdict.against if one.defence is not None),
        )
        for verdict in file.verdicts
        if verdict.grade is not Grade.NONE
    )


def _likeness(one: str, other: str) -> float:
    """Dice's share over pairs of neighbouring letters; figures and signs are left out."""
    left, right = _pairs(one), _pairs(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def _pairs(title: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", title[:_READ]).casefold()
    letters = "".join(_LETTERS.findall(plain))
    return Counter(letters[at : at + 2] for at in range(len(letters) - 1))
