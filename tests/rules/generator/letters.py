"""How sellers bend Latin letters: look-alikes, signs, keys, sounds. Typed for the generator alone.

Nothing here is read from the rules; where a pair is in both, both have seen the same trick.
"""

import random
from collections.abc import Callable, Iterable

DIGITS = {
    "a": "4@", "b": "86", "e": "3€", "g": "96", "i": "1!", "l": "1|", "o": "0", "s": "5$",
    "t": "7+", "z": "2",
}  # fmt: skip
GROUPS = {"m": ("rn", "nn"), "w": ("vv",), "d": ("cl",), "k": ("lc", "|<"), "n": ("ri",)}
CYRILLIC = dict(zip("aceopxyiskbmht", "асеорхуіѕкЬмһт", strict=True))
GREEK = dict(zip("aoivtknpuex", "αοιντκηρυεχ", strict=True))
ARMENIAN = dict(zip("ounhs", "օսոհՏ", strict=True))
EXTENDED = dict(zip("abdefghiklnoprstuvz", "ąɓɖɛƒɠɦıƙłŋøƥɾşŧųʋƶ", strict=True))
ACCENTS = dict(zip("aeioucnsz", "âéíöüçñšž", strict=True))
CAPITALS = dict(zip("abcdeghijklmnoprtuvwz", "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡᴢ", strict=True))
KEYS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij",
    "i": "uok", "o": "ipl", "p": "ol", "a": "qsz", "s": "adw", "d": "sfe", "f": "dgr",
    "g": "fht", "h": "gjy", "j": "hku", "k": "jli", "l": "kop", "z": "xas", "x": "zcs",
    "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj",
}  # fmt: skip
SOUNDS = (
    ("ch", "sh"), ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("ie", "y"), ("ss", "s"), ("ll", "l"),
    ("nn", "n"), ("zz", "ts"), ("c", "k"), ("k", "c"), ("v", "w"), ("s", "z"), ("i", "y"),
    ("z", "s"), ("y", "i"), ("x", "ks"), ("f", "ph"), ("ou", "u"), ("er", "ar"),
)  # fmt: skip
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
BETWEEN = ".-_·•/|"

Draw = random.Random  # noqa: S311 - cases, not secrets


def digits(mark: str, draw: Draw) -> str | None:
    """One or two letters as digits or signs."""
    places = [place for place, letter in enumerate(mark) if letter.lower() in DIGITS]
    chosen = draw.sample(places, min(len(places), draw.choice((1, 2))))
    return (
        _put(mark, chosen, lambda letter: draw.choice(DIGITS[letter.lower()])) if chosen else None
    )


def groups(mark: str, draw: Draw) -> str | None:
    """Two letters that draw one: rn for m."""
    low = mark.lower()
    places = [place for place, letter in enumerate(low) if letter in GROUPS]
    if not places:
        return None
    place = draw.choice(places)
    return low[:place] + draw.choice(GROUPS[low[place]]) + low[place + 1 :]


def _foreign(table: dict[str, str], share: float) -> Callable[[str, Draw], str | None]:
    def bend(mark: str, draw: Draw) -> str | None:
        low = mark.lower()
        places = [place for place, letter in enumerate(low) if letter in table]
        count = max(1, round(len(places) * share))
        if not places or (share == 1.0 and len(places) < len(low) - 1):
            return None
        return _put(low, draw.sample(places, count), lambda letter: table[letter])

    return bend


cyrillic = _foreign(CYRILLIC, 0.5)
greek = _foreign(GREEK, 0.4)
armenian = _foreign(ARMENIAN, 0.6)
extended = _foreign(EXTENDED, 0.3)
accents = _foreign(ACCENTS, 0.6)


def drawn(mark: str, draw: Draw) -> str | None:
    """Letters of another alphabet of forms: mathematical, circled, small capitals."""
    kind = draw.choice(("bold", "script", "circled", "small", "squared"))
    if kind == "small":
        return "".join(CAPITALS.get(letter, letter) for letter in mark.lower())
    base = {"bold": 0x1D5EE, "script": 0x1D4EA, "circled": 0x24D0, "squared": 0x1F130}[kind]
    return _put(mark.lower(), range(len(mark)), lambda letter: _at(base, letter))


def full_width(mark: str, draw: Draw) -> str | None:
    """Letters as wide as Han characters."""
    word = draw.choice((mark, mark.upper()))
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in word)


def apart(mark: str, draw: Draw) -> str | None:
    """Every letter by itself."""
    sign: str = draw.choice((" ", " ", "-", "."))
    return sign.join(mark.replace(" ", "").upper())


def split(mark: str, draw: Draw) -> str | None:
    """One blank or sign within the word."""
    place = draw.randrange(2, len(mark) - 1)
    sign: str = draw.choice((" ", *BETWEEN))
    return mark[:place] + sign + mark[place:]


def masked(mark: str, draw: Draw) -> str | None:
    """A star for a letter."""
    place = draw.randrange(1, len(mark) - 1)
    return mark[:place] + draw.choice("*＊#○■") + mark[place + 1 :]


def invisible(mark: str, draw: Draw) -> str | None:
    """A sign nobody sees."""
    place = draw.randrange(1, len(mark))
    return mark[:place] + draw.choice(INVISIBLE) + mark[place:]


def omitted(mark: str, draw: Draw) -> str | None:
    """One inner letter gone."""
    place = draw.randrange(1, len(mark) - 1)
    return mark[:place] + mark[place + 1 :]


def doubled(mark: str, draw: Draw) -> str | None:
    """One letter twice."""
    place = draw.randrange(1, len(mark))
    return mark[: place + 1] + mark[place] + mark[place + 1 :]


def inserted(mark: str, draw: Draw) -> str | None:
    """One letter more."""
    place = draw.randrange(1, len(mark))
    return mark[:place] + draw.choice("aehilnorst") + mark[place:]


def neighbour(mark: str, draw: Draw) -> str | None:
    """The key beside the right one."""
    place = draw.randrange(1, len(mark))
    near = KEYS.get(mark[place].lower())
    return None if near is None else mark[:place] + draw.choice(near) + mark[place + 1 :]


def swapped(mark: str, draw: Draw) -> str | None:
    """Two inner letters changed over."""
    places = [place for place in range(1, len(mark) - 1) if mark[place] != mark[place + 1]]
    if not places:
        return None
    place = draw.choice(places)
    return mark[:place] + mark[place + 1] + mark[place] + mark[place + 2 :]


def heard(mark: str, draw: Draw) -> str | None:
    """Other letters, the same sound."""
    low = mark.lower()
    fitting = [(old, new) for old, new in SOUNDS if old in low[1:] or (old != "y" and old in low)]
    if not fitting:
        return None
    old, new = draw.choice(fitting)
    return low.replace(old, new, 1).capitalize()


def vowels(mark: str, draw: Draw) -> str | None:
    """Another vowel in an inner syllable."""
    places = [place for place in range(1, len(mark) - 1) if mark[place] in "aeiou"]
    if not places:
        return None
    place = draw.choice(places)
    other = draw.choice([vowel for vowel in "aeiou" if vowel != mark[place]])
    return mark[:place] + other + mark[place + 1 :]


def inflected(mark: str, draw: Draw) -> str | None:
    """Case, plural, possessive, a sign of registration."""
    return draw.choice((
        mark.upper(), mark.lower(), mark.swapcase(), mark + "s", mark + "'s", mark + "®",
        mark + "™", f"#{mark.replace(' ', '')}", f"《{mark}》", f"【{mark}】",
    ))  # fmt: skip


def _put(mark: str, places: Iterable[int], turn: Callable[[str], str]) -> str:
    chosen = set(places)
    return "".join(turn(sign) if place in chosen else sign for place, sign in enumerate(mark))


def _at(base: int, letter: str) -> str:
    return chr(base + ord(letter) - 97) if "a" <= letter <= "z" else letter
