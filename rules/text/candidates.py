"""Candidates: which faces a text's readings may be, before one is looked at closely."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from rules.text.columns import DOMINANT
from rules.text.disguise import HALF, MASKED, Spelling
from rules.text.faces import Face
from rules.text.glyphs import MASKS
from rules.text.index import Numbers
from rules.text.register import Register
from rules.text.renderings import nearest
from rules.text.spelling import MOST_EDITS, allowed, cost
from rules.text.strokes import look_alike
from rules.text.tokens import WORD
from rules.text.wanted import wanted

_SLIP, _SOUND, _VOWELS, _SCRIPT, _MASK, _TWIN, _HOMOPHONE = 1, 2, 3, 4, 5, 6, 7
_KINDS: Final = {
    _SLIP: "D",
    _SOUND: "P",
    _VOWELS: "V",
    _SCRIPT: "X",
    _MASK: "M",
    _TWIN: "H",
    _HOMOPHONE: "Y",
}
_CHECKS: Final = np.zeros(128, dtype=np.uint8)
_CHECKS[[ord(kind) for kind in "DEFRfrGTgt"]] = _SLIP
_CHECKS[ord("P")] = _SOUND
_CHECKS[ord("V")] = _VOWELS
_CHECKS[[ord(kind) for kind in "XZ"]] = _SCRIPT
_CHECKS[[ord(kind) for kind in "MN"]] = _MASK
_CHECKS[ord("H")] = _TWIN
_CHECKS[ord("Y")] = _HOMOPHONE
_PART_WEIGHT: Final = 0.5  # a rendering of one word of a mark gives way to one of all
_SPACES: Final = 4  # between the words of a mark that is still looked at for slips
_SHORT: Final = 4  # letters of a mark that any slip may hit by chance
_LIKELY: Final = 0.7  # cost of a slip people make, or that sounds alike: vowels, doubled, swapped
_SIGNS: Final = re.compile("[" + "".join(map(re.escape, MASKS)) + "]+")


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
    likely = sorted(_likely(reading, kinds, met.faces, readings, register))
    faces = register.columns.faces({face for _, _, face in likely})
    for number, kind, face in likely:
        yield kind, readings[number], faces[face]


def _likely(
    numbers: Numbers,
    kinds: npt.NDArray[np.uint8],
    faces: Numbers,
    readings: Sequence[Spelling],
    register: Register,
) -> Iterator[tuple[int, str, int]]:
    """Leave out what letters alone show to be too far, all at once."""
    checks = _CHECKS[kinds]
    odd = np.array([one.window.kind != WORD or one.how == MASKED for one in readings])
    if odd.any():
        checks[odd[numbers] & (checks < _SCRIPT)] = 0
    for check in _KINDS:
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
    spaced = register.columns.words.many(pairs & 0xFFFFFF)
    meant = [readings[number] for number in (pairs >> 24).tolist()]
    yield from _TESTS[check](pairs.tolist(), spaced, meant, register)


def _slips(
    pairs: Sequence[int], spaced: Sequence[str], meant: Sequence[Spelling], register: Register
) -> Iterator[int]:
    """Within reach; of short marks, where many stand in a register, only slips that are likely."""
    marks, words = _compact(spaced), [one.word for one in meant]
    edits = cpdist(marks, words, scorer=OSA.distance, score_cutoff=MOST_EDITS, dtype=np.uint8)
    crowded = register.crowded_at(_SHORT)
    for place, edit in enumerate(edits.tolist()):
        mark = marks[place]
        if edit > allowed(len(mark)) or not _letters_stay(meant[place], spaced[place]):
            continue
        if len(mark) > _SHORT or not crowded or cost(mark, words[place]) <= _LIKELY:
            yield pairs[place]


def _letters_stay(reading: Spelling, spaced: str) -> bool:
    """A letter alone in the text is alone in the mark: "Silver T" is no "Silver's"."""
    window = reading.window
    if window.tokens < 2 or window.glued:
        return True
    alone = [part for part in window.parts if len(part) == 1]
    return not alone or set(alone) <= set(spaced.split(" "))


def _heard_alike(
    pairs: Sequence[int], spaced: Sequence[str], meant: Sequence[Spelling], register: Register
) -> Iterator[int]:
    del register
    words = [one.word for one in meant]
    alike = cpdist(_compact(spaced), words, scorer=JaroWinkler.similarity, dtype=np.float64)
    return (pair for pair, like in zip(pairs, alike.tolist(), strict=True) if like >= 0.7)


def _of_one_length(
    pairs: Sequence[int], spaced: Sequence[str], meant: Sequence[Spelling], register: Register
) -> Iterator[int]:
    del register
    both = zip(pairs, _compact(spaced), meant, strict=True)
    return (pair for pair, mark, one in both if len(mark) == len(one.word))


def _rendered(
    pairs: Sequence[int], spaced: Sequence[str], meant: Sequence[Spelling], register: Register
) -> Iterator[int]:
    """Renderings in another script."""
    both = np.array(pairs, dtype=np.int64)
    sources = register.columns.source[both & 0xFFFFFF]
    weights = np.where(sources == DOMINANT, _PART_WEIGHT, 1.0)
    near = nearest(both >> 24, _compact(spaced), [one.word for one in meant], weights)
    return (pairs[place] for place in near.tolist())


def _masked(
    pairs: Sequence[int], spaced: Sequence[str], meant: Sequence[Spelling], register: Register
) -> Iterator[int]:
    """Marks that begin and end as what is shown does."""
    del register
    for pair, mark, one in zip(pairs, _compact(spaced), meant, strict=True):
        shown = _SIGNS.split(one.word)
        if mark.startswith(shown[0]) and mark.endswith(shown[-1]):
            yield pair


def _twins(
    pairs: Sequence[int], spaced: Sequence[str], meant: Sequence[Spelling], register: Register
) -> Iterator[int]:
    """Marks of two characters, one of them a look-alike; among many such it says nothing."""
    if register.crowded_in_han:
        return
    for pair, mark, one in zip(pairs, spaced, meant, strict=True):
        wrong = [(a, b) for a, b in zip(mark, one.word, strict=False) if a != b]
        if one.how == HALF or (len(wrong) == 1 and look_alike(*wrong[0])):
            yield pair


def _homophones(
    pairs: Sequence[int], spaced: Sequence[str], meant: Sequence[Spelling], register: Register
) -> Iterator[int]:
    """Marks of two characters among many such share one of them with what sounds like them."""
    for pair, mark, one in zip(pairs, spaced, meant, strict=True):
        same = any(a == b for a, b in zip(mark, one.word, strict=False))
        if same or one.how == HALF or len(mark) != 2 or not register.crowded_in_han:
            yield pair


def _compact(spaced: Sequence[str]) -> list[str]:
    return [words.replace(" ", "") for words in spaced]


_TESTS: Final = {
    _SLIP: _slips,
    _SOUND: _heard_alike,
    _VOWELS: _of_one_length,
    _SCRIPT: _rendered,
    _MASK: _masked,
    _TWIN: _twins,
    _HOMOPHONE: _homophones,
}
