"""Tokens and windows: which stretches of a text are compared with marks."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rules.language.views import View, is_han

WORD: Final = "word"
HAN: Final = "han"
KANA: Final = "kana"
HANGUL: Final = "hangul"

_RUNS: Final = re.compile(r"[A-Za-z]+|[0-9]+")
_HUMPS: Final = re.compile(r"[a-z](?=[A-Z])")
_JOINERS: Final = 4  # whole tokens in one window
_GLUED: Final = 8  # the same, when nothing stands between them
_GAP: Final = 3  # signs between two tokens of one window
_LETTERS: Final = 14  # single letters in one window
_LONGEST: Final = 40  # letters in one window


class Token(NamedTuple):
    """text[start:end] of the view; kind WORD holds letters of any alphabet or digits."""

    start: int
    end: int
    kind: str


class Window(NamedTuple):
    """One or more tokens read as one word.

    word: the letters without what stands between them. glued: nothing stands between them.
    letter_by_letter: every token is one letter ("N I K E"). cuts: where in the word its tokens
    end, the last one left out.
    """

    start: int
    end: int
    word: str
    kind: str
    tokens: int
    glued: bool
    letter_by_letter: bool
    cuts: tuple[int, ...] = ()

    @property
    def parts(self) -> list[str]:
        """The word cut into its tokens."""
        ends = (*self.cuts, len(self.word))
        return [self.word[start:end] for start, end in zip((0, *self.cuts), ends, strict=True)]


def kind_of(letter: str) -> str | None:
    """Kind of token a folded letter belongs to; None = it separates tokens."""
    if letter.isascii():
        return WORD if letter.isalnum() else None
    if is_han(letter):
        return HAN
    if "\u30a1" <= letter <= "\u30ff" and letter != "・":
        return KANA
    if "\uac00" <= letter <= "\ud7a3":
        return HANGUL
    return WORD if letter.isalnum() or "\u0e31" <= letter <= "\u0e4e" else None


def tokens(view: View) -> list[Token]:
    """Finest tokens: runs of one kind, parted at camel case and between letters and digits."""
    if view.raw.isascii():
        return list(_ascii_tokens(view.raw))
    found: list[Token] = []
    text = view.text
    start, kind = 0, None
    for place in range(len(text) + 1):
        here = kind_of(text[place]) if place < len(text) else None
        if here == kind and (kind != WORD or not _parts(view, start, place)):
            continue
        if kind is not None:
            found.append(Token(start, place, kind))
        start, kind = place, here
    return found


def _ascii_tokens(raw: str) -> Iterator[Token]:
    """The same for ASCII, by runs instead of letters."""
    for match in _RUNS.finditer(raw):
        start, end = match.span()
        for hump in _HUMPS.finditer(raw, start, end):
            if hump.start() + 1 - start >= 3:
                yield Token(start, hump.start() + 1, WORD)
                start = hump.start() + 1
        yield Token(start, end, WORD)


def _parts(view: View, start: int, place: int) -> bool:
    """True when a word ends before `place`: "Nike|Air", "nike|270"."""
    before, here = view.text[place - 1], view.text[place]
    if before.isdigit() != here.isdigit():
        return True
    old, new = view.raw[view.starts[place - 1]], view.raw[view.starts[place]]
    return place - start >= 3 and old.islower() and new.isupper()


def windows(view: View, found: Sequence[Token]) -> Iterator[Window]:
    """Every stretch of neighbouring tokens of one kind (Han apart) that may spell a mark."""
    for first, token in enumerate(found):
        if token.kind != HAN:
            yield from _windows_from(view, found[first : first + _LETTERS])


def _windows_from(view: View, stretch: Sequence[Token]) -> Iterator[Window]:
    """Every window that begins with the first token of a stretch, short to long."""
    start, kind = stretch[0].start, stretch[0].kind
    end, letters, glued, single = start, "", True, True
    cuts: tuple[int, ...] = ()
    for count, token in enumerate(stretch, 1):
        gap = token.start - end
        if token.kind != kind or gap > _GAP or len(letters) > _LONGEST:
            break
        glued = glued and gap == 0
        single = single and token.end - token.start == 1
        if not (count <= _JOINERS or single or (glued and count <= _GLUED)):
            break
        if letters:
            cuts = (*cuts, len(letters))
        letters += view.text[token.start : token.end]
        end = token.end
        yield Window(start, end, letters, kind, count, glued, single, cuts)


def han_windows(view: View, found: Sequence[Token], lengths: Sequence[int]) -> Iterator[Window]:
    """Every stretch of Han characters of the given lengths, also across signs put between."""
    for run in _han_runs(view, found):
        for length in lengths:
            for first in range(len(run) - length + 1):
                places = run[first : first + length]
                word = "".join(view.text[place] for place in places)
                glued = places[-1] - places[0] == length - 1
                yield Window(places[0], places[-1] + 1, word, HAN, 1, glued, not glued)


def _han_runs(view: View, found: Sequence[Token]) -> Iterator[list[int]]:
    run: list[int] = []
    last_end = -9
    for token in found:
        if token.kind != HAN:
            continue
        between = view.text[last_end : token.start] if last_end >= 0 else ""
        if run and (token.start - last_end > 2 or any(sign.isalnum() for sign in between)):
            yield run
            run = []
        run.extend(range(token.start, token.end))
        last_end = token.end
    if run:
        yield run
