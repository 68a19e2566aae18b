"""A register of marks, prepared: its faces in columns and the table that finds them."""

import gc
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from monitor.domain.asset import Asset
from rules.text.columns import HAN_CODE, Array, Columns, ColumnsMaker
from rules.text.index import KeyTable, TableMaker
from rules.text.keys import RUN, add_keys
from rules.text.namings import Namings, namings
from rules.text.prints import Prints, prints
from rules.text.tokens import HAN, WORD

_CHUNK: Final = 1 << 13  # assets whose keys are made at once
_PINYIN_HAN: Final = (2, 3, 4)  # characters that may spell a Latin mark
_PINYIN_LETTERS: Final = 5
_TWO_HAN: Final = 10_000  # marks of two characters: 0.3 look-alikes a title (`bench/text.py --han`)
_SLIPS_A_LETTER: Final = 52  # another letter in its place, or before it


@dataclass(frozen=True, slots=True)
class Register:
    """Prepared marks.

    held: kinds of key in the table. runs: lengths of marks, or of their first words, in writing
    without spaces. han_lengths: lengths of Han windows worth reading for more than the exact mark:
    of the marks, and one character around. prints: of each asset where they were asked for, else
    none.
    """

    columns: Columns
    table: KeyTable
    held: AbstractSet[str]
    runs: Sequence[int]
    han_lengths: Sequence[int]
    prints: Prints
    _shares: dict[int, float] = field(default_factory=dict, repr=False, compare=False)

    def crowded_at(self, letters: int) -> bool:
        """True when so many marks have so many letters that any word is a slip from one of them."""
        if letters not in self._shares:
            count = int((np.diff(self.columns.words.ends) == letters).sum())
            self._shares[letters] = count * letters * _SLIPS_A_LETTER / 26**letters
        return self._shares[letters] >= 1

    @property
    def crowded_in_han(self) -> bool:
        """True when so many marks of two characters stand here that a title meets one by chance."""
        if 0 not in self._shares:
            six = np.diff(self.columns.words.ends) == 6  # bytes of two characters
            count = int((six & (self.columns.kind == HAN_CODE)).sum())
            self._shares[0] = count / _TWO_HAN
        return self._shares[0] >= 1

    def arrays(self) -> Mapping[str, Array]:
        """Name -> array of everything that is long."""
        return {
            **self.columns.arrays(),
            "entries": self.table.entries,
            "known": self.table.known,
            "prints": self.prints,
        }


@dataclass(frozen=True, slots=True)
class Part:
    """A register, and the assets of it that do not count: a later part has them, or they ended."""

    register: Register
    hidden: frozenset[str]


class _Lengths:
    """Lengths of windows that can hold a mark of this register."""

    def __init__(self) -> None:
        self._runs: set[int] = set()
        self._han: set[int] = set()
        self._spelt = False

    def note(self, named: Namings) -> None:
        if not self._spelt:
            spelt = max(map(len, named.latin.replace(b" ", b"").split(b"\n")))
            self._spelt = spelt >= _PINYIN_LETTERS
        for one in named.others:
            words, kind = one.naming.words, one.naming.kind
            letters = sum(map(len, words))
            if kind == WORD:
                self._spelt = self._spelt or letters >= _PINYIN_LETTERS
                continue
            self._runs.add(min(len(words[0]), RUN))
            if kind == HAN:
                self._han.add(letters)

    def runs(self) -> tuple[int, ...]:
        return tuple(sorted(self._runs))

    def han(self) -> tuple[int, ...]:
        exact = self._han | (set(_PINYIN_HAN) if self._spelt else set())
        around = {length + step for length in exact if length >= 3 for step in (-1, 1)}
        return tuple(sorted(length for length in exact | around if 2 <= length <= RUN))


@contextmanager
def _no_pauses() -> Iterator[None]:
    """Stop the search for circles of objects: here are none, and it took two fifths of the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def built(assets: Iterable[Asset], *, printed: bool = False) -> Register:
    """Index word and combined marks. The assets are read once and not kept.

    printed: note each asset's print, so that later changes can be told.

    Cost: about 10 us and 200 bytes a mark (`bench/text.py`).
    """
    columns, table, lengths = ColumnsMaker(), TableMaker(), _Lengths()
    noted = [np.empty(0, dtype=np.uint64)]
    coming = iter(assets)
    with _no_pauses():
        while chunk := list(itertools.islice(coming, _CHUNK)):
            if printed:
                noted.append(prints(chunk))
            named = namings(chunk)
            lengths.note(named)
            add_keys(table, columns.count, named)
            columns.extend([(asset.id, asset.text or "") for asset in chunk], named)
    return Register(
        columns.columns(),
        table.table(),
        table.held,
        lengths.runs(),
        lengths.han(),
        np.concatenate(noted),
    )
