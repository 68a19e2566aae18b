"""The exact pass: marks letter for letter, over a whole field of any length.

All stretches of one to four tokens, and of one to twelve characters where writing sets no spaces,
are hashed at once from one running sum; what the table knows is then compared letter by letter.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from rules.text.hashing import BASE, LONGEST, Hashes, letter_values
from rules.text.index import Numbers, tagged
from rules.text.keys import WORDS
from rules.text.reading import Field
from rules.text.register import Register
from rules.text.tokens import WORD, Token

_MOST: Final = 4096
_TOLD: Final = 64  # uses of one face: far more than a signal tells of
_STRETCH: Final = 1 << 15  # letters hashed at once, to keep the peak of memory low
_OVERLAP: Final = 256  # letters shared by two stretches: more than a mark has


def literal(field: Field, register: Register) -> Iterator[tuple[int, int, int]]:
    """Yield (face, start, end in the view) of every mark that stands in the field as registered.

    Of a mark that stands there more than 64 times, the first 64.
    """
    seen: set[tuple[int, int, int]] = set()
    for tokens in _stretches(field.tokens):
        seen.update(_Stretch(field, tokens, register).uses())
    told: Counter[int] = Counter()
    for use in sorted(seen, key=lambda use: (use[1], use[2], use[0])):
        told[use[0]] += 1
        if told[use[0]] <= _TOLD:
            yield use


def _stretches(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Tokens in stretches that overlap, so that every mark lies whole in one."""
    held: list[Token] = []
    letters = 0
    for token in tokens:
        rest = token
        while rest.kind != WORD and rest.end - rest.start > _STRETCH:
            cut = rest.start + _STRETCH
            yield [*held, Token(rest.start, cut, rest.kind)]
            rest = Token(cut - _OVERLAP, rest.end, rest.kind)
            held, letters = [], 0
        held.append(rest)
        letters += rest.end - rest.start
        if letters > _STRETCH:
            yield held
            held, letters = _last(held), 0
    if held:
        yield held


def _last(tokens: Sequence[Token]) -> list[Token]:
    """The last letters, in whole words; writing without spaces may be cut anywhere."""
    kept: list[Token] = []
    room = _OVERLAP
    for token in reversed(tokens):
        length = token.end - token.start
        if length > room:
            if token.kind != WORD and room:
                kept.append(Token(token.end - room, token.end, token.kind))
            break
        kept.append(token)
        room -= length
    return kept[::-1]


class _Stretch:
    """Some tokens of a field, their letters run together."""

    def __init__(self, field: Field, tokens: Sequence[Token], register: Register) -> None:
        self._field, self._tokens, self._register = field, tokens, register
        text = field.view.text
        self._words = [text[token.start : token.end] for token in tokens]
        self._letters = "".join(self._words)
        lengths = np.array([len(word) for word in self._words])
        self._ends = lengths.cumsum()
        self._starts = self._ends - lengths
        codes = np.frombuffer(self._letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        powers, self._inverses = _powers(1 << len(codes).bit_length())
        self._sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(letter_values(codes) * powers[: len(codes)], out=self._sums[1:])

    def uses(self) -> Iterator[tuple[int, int, int]]:
        """(face, start, end in the view) of each mark."""
        starts, ends = self._windows()
        hashes = (self._sums[ends] - self._sums[starts]) * self._inverses[starts]
        kinds = "LB" if "B" in self._register.held else "L"
        keys = np.concatenate([tagged(hashes, kind) for kind in kinds])
        met = self._register.table.lookup(keys, _MOST)
        for position, face, mark in zip(
            met.positions.tolist(),
            met.faces.tolist(),
            self._register.columns.words.many(met.faces),
            strict=True,
        ):
            start, end = int(starts[position % len(starts)]), int(ends[position % len(starts)])
            compact = mark.replace(" ", "")
            if position < len(starts) and end - start != len(compact):
                continue
            if self._letters.startswith(compact, start) and self._same_words(mark, start):
                yield (face, self._place(start)[0], self._place(start + len(compact) - 1)[1])

    def _windows(self) -> tuple[Numbers, Numbers]:
        starts, ends = [], []
        count = len(self._words)
        for words in range(1, min(WORDS, count) + 1):
            starts.append(self._starts[: count - words + 1])
            ends.append(self._ends[words - 1 :])
        running = np.array([token.kind != WORD for token in self._tokens], dtype=bool)
        if running.any():
            lengths = self._ends - self._starts
            places = np.flatnonzero(np.repeat(running, lengths))
            stop = np.repeat(self._ends, lengths)[places]
            for letters in self._register.runs:
                fits = places + letters <= stop
                starts.append(places[fits])
                ends.append(places[fits] + letters)
        first, last = np.concatenate(starts), np.concatenate(ends)
        short = last - first <= LONGEST
        return first[short], last[short]

    def _place(self, letter: int) -> tuple[int, int]:
        """Where a letter lies in the view."""
        token = int(np.searchsorted(self._ends, letter, side="right"))
        place = self._tokens[token].start + letter - int(self._starts[token])
        return place, place + 1

    def _same_words(self, mark: str, start: int) -> bool:
        """True when the mark's words are the text's: parted at the same places.

        Words of an alphabet are bounded on both sides; Han, kana and Hangul run on.
        """
        token = int(np.searchsorted(self._ends, start, side="right"))
        if self._tokens[token].kind == WORD and int(self._starts[token]) != start:
            return False
        words = mark.split(" ")
        for place, word in enumerate(words, 1):
            if token >= len(self._words):
                return False
            stop, end = start + len(word), int(self._ends[token])
            if stop != end:
                return stop < end and place == len(words) and self._tokens[token].kind != WORD
            start, token = stop, token + 1
        return True


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse, modulo 2**64."""
    return _running(BASE, count), _running(pow(BASE, -1, 1 << 64), count)


def _running(factor: int, count: int) -> Hashes:
    factors = np.full(count, factor, dtype=np.uint64)
    factors[:1] = 1
    return np.multiply.accumulate(factors)
