"""Candidates: which faces a text's readings may be, before one is looked at closely."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from rules.text.disguise import MASKED, Spelling
from rules.text.faces import Face
from rules.text.index import Numbers
from rules.text.register import Register
from rules.text.sounds import romanised
from rules.text.spelling import MOST_EDITS, allowed
from rules.text.tokens import WORD
from rules.text.wanted import wanted

_SLIP, _SOUND, _VOWELS, _SCRIPT = 1, 2, 3, 4
_KINDS: Final = {_SLIP: "D", _SOUND: "P", _VOWELS: "V", _SCRIPT: "X"}
_CHECKS: Final = np.zeros(128, dtype=np.uint8)
_CHECKS[[ord(kind) for kind in "DEFRfrGTgt"]] = _SLIP
_CHECKS[ord("P")] = _SOUND
_CHECKS[ord("V")] = _VOWELS
_CHECKS[ord("X")] = _SCRIPT
_HEARD: Final = 0.6  # under it no two renderings of one name were seen
_SPACES: Final = 4  # between the words of a mark that is still looked at for slips


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
    if not len(met.faces):
        return
    reading, kinds = asked.readings[met.positions], asked.kinds[met.positions]
    made: dict[int, Face] = {}
    for number, kind, face in sorted(_likely(reading, kinds, met.faces, readings, register)):
        if face not in made:
            made[face] = register.columns.face(face)
        yield kind, readings[number], made[face]


def _likely(
    numbers: Numbers,
    kinds: npt.NDArray[np.uint8],
    faces: Numbers,
    readings: Sequence[Spelling],
    register: Register,
) -> Iterator[tuple[int, str, int]]:
    """Leave out what letters alone show to be too far, all at once."""
    plain = np.array([one.window.kind == WORD and one.how != MASKED for one in readings])
    checked = plain[numbers] | (kinds == ord("X"))
    checks = np.where(checked, _CHECKS[kinds], 0)
    for check in (_SLIP, _SOUND, _VOWELS, _SCRIPT):
        ones = (checks == check).nonzero()[0]
        if len(ones):
            pairs = np.unique(numbers[ones] << 24 | faces[ones])
            for pair in _near(check, pairs, readings, register):
                yield pair >> 24, _KINDS[check], pair & 0xFFFFFF
    for one in (checks == 0).nonzero()[0].tolist():
        yield int(numbers[one]), chr(kinds[one]), int(faces[one])


def _near(
    check: int, pairs: Numbers, readings: Sequence[Spelling], register: Register
) -> Iterator[int]:
    """Pairs of reading and face that pass a check."""
    lengths = np.array([len(one.word) for one in readings])[pairs >> 24]
    ends, faces = register.columns.words.ends, pairs & 0xFFFFFF
    written = ends[faces + 1].astype(np.int64) - ends[faces]  # with the spaces between words
    more = written - lengths
    most = {_SLIP: MOST_EDITS, _VOWELS: 0}.get(check)
    if most is not None:
        pairs = pairs[(more >= -most) & (more <= most + _SPACES)]
    marks = [mark.replace(" ", "") for mark in register.columns.words.many(pairs & 0xFFFFFF)]
    words = [readings[number].word for number in (pairs >> 24).tolist()]
    listed = pairs.tolist()
    if check == _SLIP:
        edits = cpdist(marks, words, scorer=OSA.distance, score_cutoff=MOST_EDITS, dtype=np.uint8)
        steps = zip(listed, marks, edits.tolist(), strict=True)
        yield from (pair for pair, mark, edit in steps if edit <= allowed(len(mark)))
    elif check == _SCRIPT:
        heard = [romanised(word) for word in words]
        spelt = cpdist(marks, heard, scorer=JaroWinkler.similarity, dtype=np.float64)
        pairs_like = zip(listed, spelt.tolist(), strict=True)
        yield from (pair for pair, like in pairs_like if like >= _HEARD)
    elif check == _SOUND:
        alike = cpdist(marks, words, scorer=JaroWinkler.similarity, dtype=np.float64)
        yield from (pair for pair, like in zip(listed, alike.tolist(), strict=True) if like >= 0.7)
    else:
        both = zip(listed, marks, words, strict=True)
        yield from (pair for pair, mark, word in both if len(mark) == len(word))
