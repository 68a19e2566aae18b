"""What is taken for what: keys beside keys, letters that look alike, bits that flip.

Layer: spiders.domains, pure.
Sources: the layouts are the national standards' letter rows; the look-alikes were chosen by eye in
common screen faces, and agree with Unicode's confusables (UTS 39) where that has them.
"""

from collections.abc import Iterator
from typing import Final

VOWELS: Final = "aeiou"
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"

_ROWS: Final = (
    ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"),
    ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"),
)
"""QWERTY, QWERTZ, AZERTY."""


def _beside(rows: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Keys that touch: left and right, above and below, half a key aside."""
    for number, row in enumerate(rows):
        for place, key in enumerate(row):
            near = [(number, place - 1), (number, place + 1)]
            near += [(number + 1, place - 1), (number + 1, place)]
            near += [(number - 1, place), (number - 1, place + 1)]
            for other_row, other_place in near:
                if 0 <= other_row < len(rows) and 0 <= other_place < len(rows[other_row]):
                    yield key, rows[other_row][other_place]


def _neighbours() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for rows in _ROWS:
        for key, other in _beside(rows):
            found.setdefault(key, {})[other] = None
    return {key: tuple(others) for key, others in found.items()}


NEIGHBOURS: Final = _neighbours()
"""Key -> keys that touch it on any of the layouts, QWERTY's first."""

PLAIN_ALIKE: Final[dict[str, tuple[str, ...]]] = {
    "m": ("rn", "nn"),
    "rn": ("m",),
    "w": ("vv",),
    "vv": ("w",),
    "d": ("cl",),
    "cl": ("d",),
    "l": ("1", "i"),
    "i": ("l", "1"),
    "1": ("l", "i"),
    "o": ("0",),
    "0": ("o",),
    "s": ("5", "z"),
    "z": ("2", "s"),
    "e": ("3",),
    "a": ("4",),
    "b": ("6", "8"),
    "g": ("q", "9"),
    "q": ("g",),
    "t": ("7",),
    "u": ("v",),
    "v": ("u",),
    "n": ("m",),
    "c": ("k",),
    "k": ("c",),
    "ph": ("f",),
    "f": ("ph",),
    "y": ("i",),
    "x": ("ks",),
}
"""Letters, digits and pairs that look or sound alike, all of them plain ASCII."""

LATIN_ALIKE: Final[dict[str, str]] = {
    "a": "áàâäãåāą",
    "c": "çćč",
    "d": "ďđ",
    "e": "éèêëēęė",
    "g": "ğģġ",
    "h": "ħ",
    "i": "íìîïīıį",
    "k": "ķ",
    "l": "łĺļľ",
    "n": "ñńņň",
    "o": "óòôöõōøő",
    "r": "ŕř",
    "s": "śšşș",
    "t": "țťţ",
    "u": "úùûüūůűų",
    "w": "ŵ",
    "y": "ýÿŷ",
    "z": "źžż",
}
"""Latin letters with marks: one script, so that browsers show them as written."""

WHOLE_SCRIPTS: Final[dict[str, dict[str, str]]] = {
    "Cyrillic": dict(zip("abcdehijklmopqrsuvwxy", "аьсԁеһіјкӏморԛгѕцѵԝху", strict=True)),
    "Greek": dict(zip("abeikmnoptuvxy", "αβεικμηορτυνχγ", strict=True)),
}
"""Letters of another script, taken only for all letters of a name at once."""


def flipped(letter: str) -> Iterator[str]:
    """Letters and digits that one flipped bit makes of one, as faulty memory does."""
    for bit in range(7):
        other = chr(ord(letter) ^ (1 << bit)).lower()
        if other != letter and (other in LETTERS or other == "-"):
            yield other
