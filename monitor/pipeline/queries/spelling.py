"""How sellers write a name so that a filter does not read it and a buyer does. Pure.

Each function gives (spelling, what was done), the likeliest first; the name itself is left out.
A spelling is worth a query because search engines of shops mostly compare letters, so that the
exact name does not find it. Case is not varied: they fold it.

Sources: the kinds of change are those that domain look-alike tools generate (dnstwist's omission,
repetition, transposition, homoglyph, vowel swap, hyphenation) and that marketplaces tell sellers
they look for ("altered brand name"); Cyrillic twins are confusables of Unicode Technical Standard
39; which letters are swapped for digits is the habit called leet.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Final

from monitor.pipeline.queries.tongues import is_han
from monitor.pipeline.queries.turns import in_turns

Spelling = tuple[str, str]

SHORTEST: Final = 4
"""Letters below which a changed name is another word, not a disguise."""
MOST_SPACED: Final = 10
MOST_DISGUISES: Final = 10
MOST_MISSPELLINGS: Final = 14

_BETWEEN: Final = re.compile(r"[\s\-_.·・&+/']+")
_DIGITS: Final = {"o": "0", "i": "1", "e": "3", "s": "5", "l": "1", "a": "4", "b": "8", "z": "2"}
_SIGNS: Final = {"a": "@", "s": "$"}
_TWINS: Final = dict(zip("aeocpxyi", "аеосрхуі", strict=True))
_SOUND_ALIKE: Final = (
    ("ph", "f"), ("ck", "k"), ("v", "w"), ("w", "v"), ("z", "s"), ("c", "k"), ("k", "c"),
    ("y", "i"), ("i", "y"), ("x", "ks"), ("ei", "ie"), ("ie", "ei"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("qu", "kw"), ("f", "ph"), ("u", "oo"),
)  # fmt: skip
_LOOK_ALIKE: Final = (("m", "rn"), ("rn", "m"), ("w", "vv"), ("d", "cl"), ("l", "i"), ("g", "q"))
_VOWELS: Final = frozenset("aeiouy")


def spacings(name: str) -> Iterator[Spelling]:
    """The same letters joined, hyphenated or set apart."""
    words = [word for word in _BETWEEN.split(name) if word]
    if len(words) > 1:
        yield from _others(
            name,
            [
                ("".join(words), "written as one word"),
                (" ".join(words), "written apart"),
                ("-".join(words), "written with a hyphen"),
            ],
        )
        return
    inner = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    letters = list(words[0]) if words else []
    if inner != name:
        yield inner, "written apart at its capital letters"
    if is_han("".join(letters)) and 2 <= len(letters) <= MOST_SPACED:
        yield "·".join(letters), "with dots between the characters"
        yield " ".join(letters), "with spaces between the characters"
    elif SHORTEST <= len(letters) <= MOST_SPACED:
        yield " ".join(letters), "with spaces between the letters"
        yield "-".join(letters), "with hyphens between the letters"


def scripts(name: str) -> Iterator[Spelling]:
    """The same name in the other kind of characters, in full width, or by its sounds."""
    if is_han(name):
        traditional, simplified = _converters()
        yield from _others(
            name,
            [
                (traditional(name), "in traditional characters"),
                (simplified(name), "in simplified characters"),
                (_pinyin(name), "by its sounds in pinyin"),
            ],
        )
    elif name.isascii() and SHORTEST <= len(name) <= MOST_SPACED:
        wide = "".join("\u3000" if c == " " else chr(ord(c) + 0xFEE0) for c in name)
        yield wide, "in full-width letters"


def disguises(name: str) -> Iterator[Spelling]:
    """Letters swapped for digits, signs or Cyrillic twins: one at a time, then all of them."""
    return islice(_others(name, _disguises(name.lower())), MOST_DISGUISES)


def _disguises(name: str) -> Iterator[Spelling]:
    if not _is_latin_word(name):
        return
    singles = [(old, new) for old, new in _DIGITS.items() if old in name]
    for old, new in singles:
        yield name.replace(old, new, 1), f"with {new} for {old}"
    vowels = {old: new for old, new in singles if old in _VOWELS}
    yield "".join(vowels.get(letter, letter) for letter in name), "with digits for vowels"
    for old, new in _SIGNS.items():
        yield name.replace(old, new, 1), f"with {new} for {old}"
    twins = [(old, new) for old, new in _TWINS.items() if old in name]
    for old, new in twins[:2]:
        yield name.replace(old, new, 1), f"with a Cyrillic twin of {old}"
    yield "".join(_TWINS.get(letter, letter) for letter in name), "with Cyrillic twins"


def misspellings(name: str) -> Iterator[Spelling]:
    """One slip each: a doubled letter single, a letter doubled, dropped, swapped or alike."""
    lower = name.lower()
    if not _is_latin_word(lower):
        return iter(())
    ways = [_undoubled(lower), _alike(lower), _dropped(lower), _doubled(lower), _swapped(lower)]
    return islice(_others(name, in_turns(ways)), MOST_MISSPELLINGS)


def _undoubled(name: str) -> Iterator[Spelling]:
    for found in re.finditer(r"([a-z])\1", name):
        yield name[: found.start()] + name[found.start() + 1 :], f"with one {found[1]}"


def _alike(name: str) -> Iterator[Spelling]:
    sounds = (_replaced(name, old, new, "sounds like") for old, new in _SOUND_ALIKE)
    looks = (_replaced(name, old, new, "looks like") for old, new in _LOOK_ALIKE)
    return in_turns([(s for s in sounds if s), (s for s in looks if s)])


def _replaced(name: str, old: str, new: str, how: str) -> Spelling | None:
    if old not in name:
        return None
    return name.replace(old, new, 1), f"with {new}, which {how} {old}"


def _dropped(name: str) -> Iterator[Spelling]:
    """Inner vowels, the last letter, then inner consonants: the first letter is never dropped."""
    inner = range(1, len(name) - 1)
    places = [i for i in inner if name[i] in _VOWELS]
    places += [len(name) - 1, *(i for i in inner if name[i] not in _VOWELS)]
    for place in places:
        if name[place].isalpha():
            yield name[:place] + name[place + 1 :], f"without the {name[place]}"


def _doubled(name: str) -> Iterator[Spelling]:
    last_first = sorted(range(1, len(name)), key=lambda i: name[i] in _VOWELS)
    for place in last_first:
        if name[place].isalpha():
            yield name[:place] + name[place] + name[place:], f"with a second {name[place]}"


def _swapped(name: str) -> Iterator[Spelling]:
    for place in range(1, len(name) - 1):
        first, second = name[place], name[place + 1]
        if first != second and first.isalpha() and second.isalpha():
            turned = name[:place] + second + first + name[place + 2 :]
            yield turned, f"with {first} and {second} swapped"


def _others(name: str, spellings: Iterable[Spelling]) -> Iterator[Spelling]:
    """Those that a search would not take for the name itself, each once."""
    seen = {name.casefold()}
    for spelling, done in spellings:
        if spelling.strip() and spelling.casefold() not in seen:
            seen.add(spelling.casefold())
            yield spelling, done


def _is_latin_word(name: str) -> bool:
    return name.isascii() and sum(letter.isalpha() for letter in name) >= SHORTEST


@cache
def _converters() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """To traditional and to simplified characters."""
    import opencc  # noqa: PLC0415 - 20 MB that only Chinese names need

    return opencc.OpenCC("s2t").convert, opencc.OpenCC("t2s").convert


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - the same

    return "".join(lazy_pinyin(name))
