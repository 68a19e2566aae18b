"""Disguises: ways to write a mark so that people read it and simple searches do not."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rules.language.goods import words as goods
from rules.language.lexicon import frequency, is_common
from rules.language.views import View
from rules.text.glyphs import HAN_LETTERS, MASKS, SYMBOL_LETTERS, unleet
from rules.text.tokens import WORD, Token, Window

JOINED: Final = "joined"
"""Spelling.how: the mark was cut out of a longer word made of it and ordinary ones."""
MASKED: Final = "masked"
"""Spelling.how: signs stand where letters were taken out."""
HALF: Final = "half"
"""Spelling.how: characters and pinyin side by side; the word is the syllables, parted by spaces."""

_RUN_ON: Final = (4, 24)  # letters of the mark inside, and of the whole
_TAIL: Final = 4  # letters of the ordinary words joined to it
_GOODS_TAIL: Final = 3  # the same of a word of goods: "guccibag"
_TAIL_COUNT: Final = 3000  # occurrences of such a word: "shoes" 58,001
_SIGNS: Final = "".join(map(re.escape, SYMBOL_LETTERS))
_MASKS: Final = "".join(map(re.escape, MASKS))
_LEET: Final = re.compile(rf"[^\W_{_MASKS}]{{0,20}}[{_SIGNS}][\w{_SIGNS}\-]{{0,30}}")
_MASK: Final = re.compile(rf"[^\W_]{{1,20}}[{_MASKS}]{{1,4}}[^\W_]{{0,20}}")
_DRAWN: Final = re.compile(rf"[a-z0-9{''.join(HAN_LETTERS)}]{{3,24}}")


class Spelling(NamedTuple):
    """A window and one way to read it. how: "" as it stands, else what was undone."""

    window: Window
    word: str
    how: str


def disguised(view: View, found: Sequence[Token]) -> Iterator[Spelling]:
    """Readings that undo a disguise, for the part of the view that the tokens cover."""
    end = found[-1].end + 1 if found else 0
    yield from _leet(view, end)
    for match in _MASK.finditer(view.text, 0, end):
        word = match.group()
        yield Spelling(_window(match.start(), match.end(), word), word, MASKED)
    yield from _run_on(view, found)
    yield from _drawn(view, end)


def _leet(view: View, end: int) -> Iterator[Spelling]:
    """Read "N!ke", "$upreme", "Gu€€i", "R@y-B@n": signs for letters; the last may be a stop."""
    how = "signs used for letters"
    for match in _LEET.finditer(view.text, 0, end):
        written = match.group().rstrip("-")
        for plain in dict.fromkeys((unleet(written), unleet(written.replace("€", "c")))):
            word = plain.replace("-", "")
            if not (word.isalnum() and 2 <= len(word) <= 40):
                continue
            stop = match.start() + len(written)
            yield Spelling(_window(match.start(), stop, word), word, how)
            if not written[-1].isalnum():
                yield Spelling(_window(match.start(), stop - 1, word[:-1]), word[:-1], how)
            first = plain.partition("-")[0]
            if first != plain and len(first) >= 3:
                window = _window(match.start(), match.start() + len(first), first)
                yield Spelling(window, first, how)


def _run_on(view: View, found: Sequence[Token]) -> Iterator[Spelling]:
    """Parts of words such as "nikeshoes" or "fakegucci", never of ordinary ones."""
    for token in found:
        word = view.text[token.start : token.end]
        if token.kind == WORD and _may_be_joined(word):
            yield from _parted(word, token)
        elif "\u0e00" <= word[0] <= "\u0e7f":
            yield from _beside_thai(word, token)


def _may_be_joined(word: str) -> bool:
    long_enough = _RUN_ON[0] + _GOODS_TAIL <= len(word) <= _RUN_ON[1]
    return long_enough and word.isascii() and word.isalpha() and not is_common(word)


def _parted(word: str, token: Token) -> Iterator[Spelling]:
    """What stands beside ordinary words or words of goods, wherever the word can be cut so.

    Beside goods the rest may be an ordinary word itself, as many marks are: "guesshandbag".
    """
    for cut in range(_GOODS_TAIL, len(word) - _GOODS_TAIL + 1):
        head, tail = word[:cut], word[cut:]
        if cut >= _RUN_ON[0] and _beside(head, tail):
            yield Spelling(_window(token.start, token.start + cut, head), head, JOINED)
        if len(tail) >= _RUN_ON[0] and _beside(tail, head):
            yield Spelling(_window(token.start + cut, token.end, tail), tail, JOINED)


def _beside_thai(word: str, token: Token) -> Iterator[Spelling]:
    """What is left of a Thai run without the word of goods at its start or end.

    Thai sets no spaces: this is plain writing, no disguise.
    """
    for cut in range(_GOODS_TAIL, min(len(word), _RUN_ON[1]) - _GOODS_TAIL + 1):
        head, tail = word[:cut], word[cut:]
        if head in goods() and len(tail) <= _RUN_ON[1]:
            yield Spelling(_window(token.start + cut, token.end, tail), tail, "")
        if tail in goods():
            yield Spelling(_window(token.start, token.start + cut, head), head, "")


def _beside(mark: str, other: str) -> bool:
    """True when `other` is a word that may be joined to a mark of these letters."""
    if _names_goods(other):
        return not _names_goods(mark)
    return len(other) >= _TAIL and _ordinary(other) and not is_common(mark)


def _names_goods(word: str) -> bool:
    return word in goods() or (word.endswith("s") and word[:-1] in goods())


def _ordinary(word: str) -> bool:
    """One common word, or two short ones: "shoes", "airmax"."""
    if frequency(word) >= _TAIL_COUNT:
        return True
    cuts = range(3, len(word) - 2)
    return any(
        frequency(word[:cut]) >= _TAIL_COUNT and frequency(word[cut:]) >= _TAIL_COUNT
        for cut in cuts
    )


def _drawn(view: View, end: int) -> Iterator[Spelling]:
    """Han characters drawn for Latin letters: a run of them, or a few beside real letters."""
    for match in _DRAWN.finditer(view.text, 0, end + 1):
        word = match.group()
        drawn = sum(sign in HAN_LETTERS for sign in word)
        if drawn >= 3 or (drawn and len(word) - drawn >= 2):
            latin = "".join(HAN_LETTERS.get(sign, sign) for sign in word)
            window = _window(match.start(), match.end(), latin)
            yield Spelling(window, latin, "characters drawn for letters")


def _window(start: int, end: int, word: str) -> Window:
    return Window(start, end, word, WORD, 1, glued=True, letter_by_letter=False)
