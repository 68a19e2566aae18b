"""Renderings in another script: which of many marks with the same consonants is heard.

Two or three consonants are shared by thousands of marks of a large register, and a word of an
Arabic or Hindi title by as many. They are compared all at once, and the nearest go on: of more, the
crowd at one place leaves none above the floor.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from rules.text import folds
from rules.text.sounds import romanised, sound

_LETTERS: Final = 0.6  # under it no two renderings of one name were seen
_HEARD: Final = 0.62  # under it `verify` takes none
_NEAREST: Final = 32  # marks a word may stand for: 15 at one place already lower each other away


def nearest(
    readings: npt.NDArray[np.int64],
    marks: Sequence[str],
    words: Sequence[str],
    weights: npt.NDArray[np.float64],
) -> npt.NDArray[np.int64]:
    """Which pairs of mark and word sound alike, at most 32 for each reading.

    readings: of each pair, the number of its word's reading. weights: what a likeness to the mark
    counts. Cost: about 2 us a pair.
    """
    spelt = [mark if mark.isascii() else romanised(mark) for mark in marks]
    heard = [romanised(word) for word in words]
    alike = _similar(spelt, heard)
    near = (alike >= _LETTERS).nonzero()[0]
    kept = near.tolist()
    sounds = folds.sounds("".join([spelt[place] + "\n" for place in kept]).encode())
    spoken = _similar(sounds.decode().split("\n")[:-1], [sound(heard[place]) for place in kept])
    alike = np.maximum(alike[near], spoken)
    far = alike < _HEARD
    order = np.lexsort((-alike * weights[near], readings[near], far))[: int((~far).sum())]
    reading = readings[near][order]
    begins = np.flatnonzero(np.diff(reading, prepend=-1))
    rank = np.arange(len(order)) - begins.repeat(np.diff(begins, append=len(order)))
    return near[order[rank < _NEAREST]]


def _similar(marks: Sequence[str], words: Sequence[str]) -> npt.NDArray[np.float64]:
    return cpdist(marks, words, scorer=JaroWinkler.similarity, dtype=np.float64)
