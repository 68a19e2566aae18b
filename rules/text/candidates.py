"""Candidates: which faces a text's readings may be, before one is looked at closely."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from rules.text.disguise import MASKED, Spelling
from rules.text.faces import Face
from rules.text.register import Register
from rules.text.spelling import MOST_EDITS, allowed
from rules.text.tokens import WORD
from rules.text.wanted import wanted

_SLIPS: Final = frozenset("DEFRfr")


def candidates(
    readings: Sequence[Spelling], edges: frozenset[int], register: Register
) -> Iterator[tuple[str, Spelling, Face]]:
    """Yield (kind of key, reading, face), each only once, in the order of the text.

    edges: places where Chinese words begin or end. Misspellings out of reach are left out here,
    all at once.
    """
    asked = wanted(readings, edges, register.held)
    if asked is None:
        return
    met = register.table.lookup(asked.keys, asked.most)
    found = sorted({
        (int(asked.readings[place]), chr(asked.kinds[place]), face)
        for place, face in zip(met.positions.tolist(), met.faces.tolist(), strict=True)
    })
    made: dict[int, Face] = {}
    for reading, kind, face in _reachable(found, readings, register):
        if face not in made:
            made[face] = register.columns.face(face)
        yield kind, readings[reading], made[face]


def _reachable(
    found: Sequence[tuple[int, str, int]], readings: Sequence[Spelling], register: Register
) -> list[tuple[int, str, int]]:
    slips = [one for one in found if one[1] in _SLIPS and _plain(readings[one[0]])]
    if not slips:
        return list(found)
    slips = sorted({(reading, "D", face) for reading, _, face in slips})
    marks = register.columns.words.many(np.array([face for _, _, face in slips]))
    marks = [mark.replace(" ", "") for mark in marks]
    words = [readings[reading].word for reading, _, _ in slips]
    edits = cpdist(marks, words, scorer=OSA.distance, score_cutoff=MOST_EDITS, dtype=np.uint8)
    near = [
        one
        for one, mark, edit in zip(slips, marks, edits.tolist(), strict=True)
        if edit <= allowed(len(mark))
    ]
    rest = [one for one in found if one[1] not in _SLIPS or not _plain(readings[one[0]])]
    return sorted(near + rest)


def _plain(reading: Spelling) -> bool:
    return reading.window.kind == WORD and reading.how != MASKED
