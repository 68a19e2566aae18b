"""Latin names in other scripts, as brand names are written there in practice.

One small table a script: longest letters first, then how vowels and ends are written. Written from
the practice of shop signs and importers' labels, not from a standard; no library.
"""

import random
from collections.abc import Callable, Iterator

Draw = random.Random  # noqa: S311 - cases, not secrets

_SOFT = "eiy"
_KANA = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タ ティ トゥ テ ト",
    "n": "ナニヌネノ", "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ",
    "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダ ディ ドゥ デ ド", "b": "バビブベボ",
    "p": "パピプペポ", "j": "ジャ ジ ジュ ジェ ジョ", "sh": "シャ シ シュ シェ ショ",
    "ch": "チャ チ チュ チェ チョ", "f": "ファ フィ フ フェ フォ",
    "v": "ヴァ ヴィ ヴ ヴェ ヴォ", "w": "ワ ウィ ウ ウェ ウォ", "y": "ヤ イ ユ イェ ヨ",
}  # fmt: skip
_BARE = {
    "t": "ト", "d": "ド", "n": "ン", "m": "ム", "j": "ジ", "ch": "チ", "sh": "シュ", "v": "ヴ",
    "f": "フ", "y": "イ", "h": "", "w": "ウ",
}  # fmt: skip
_JAMO = "g kk n d tt r m b pp s ss _ j jj ch k t p h"
_LEADS = {letter: place for place, letter in enumerate(_JAMO.split())}
_MEDIALS = {"a": 0, "e": 5, "o": 8, "u": 13, "_": 18, "i": 20, "ya": 2, "wa": 9, "wi": 16}
_FINALS = {"": 0, "k": 1, "n": 4, "l": 8, "m": 16, "p": 17, "s": 19, "ng": 21}
_HANGUL = {
    "f": "p",
    "v": "b",
    "z": "j",
    "sh": "s",
    "l": "r",
    "j": "j",
    "ch": "ch",
    "w": "_",
    "y": "_",
}


def sounds(word: str) -> list[str]:
    """Letters of a Latin name as rough sounds: k s sh ch f v x split, doubles gone."""
    plain = word.lower()
    for old, new in (
        ("sch", "sh"), ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("th", "t"),
        ("zz", "ts"), ("q", "k"),
    ):  # fmt: skip
        plain = plain.replace(old, new)
    return list(_cut(plain))


def _cut(plain: str) -> Iterator[str]:
    place = 0
    while place < len(plain):
        pair, letter = plain[place : place + 2], plain[place]
        if pair in ("sh", "ch"):
            yield pair
            place += 2
            continue
        if letter == "c":
            letter = "s" if pair[1:] and pair[1] in _SOFT else "k"
        if letter.isalpha() and not (pair[1:] == plain[place] and letter not in "aeiou"):
            if not (letter == "e" and place == len(plain) - 1 and place > 3):
                yield letter
        elif letter == " ":
            yield " "
        place += 1


def japanese(mark: str, draw: Draw) -> str:
    """Katakana; clusters get u, after t and d o; a final er is drawn out."""
    del draw
    heard = sounds(mark)
    out, place = "", 0
    while place < len(heard):
        sound = {"l": "r"}.get(heard[place], heard[place])
        after = heard[place + 1] if place + 1 < len(heard) else ""
        if sound == " ":
            out += "・"
        elif sound in "aiueo":
            out += _KANA[""]["aiueo".index(sound)]
        elif after and after in "aiueo":
            row = _KANA[sound]
            out += (row.split() if " " in row else list(row))["aiueo".index(after)]
            place += 1
            if sound != "r" and after in "ea" and heard[place + 1 :] == ["r"]:
                return out + "ー"
        else:
            out += _BARE.get(sound) or ("" if sound in _BARE else _KANA[sound][2])
        place += 1
    return out


def korean(mark: str, draw: Draw) -> str:
    """Hangul; n, m and l close a syllable, what else stands alone gets eu."""
    del draw
    return "".join(_syllables(mark))


def _syllables(mark: str) -> Iterator[str]:
    heard = sounds(mark)
    place = 0
    while place < len(heard):
        if heard[place] == " ":
            place += 1
            yield " "
            continue
        lead, medial, final = "_", "_", ""
        if heard[place] not in "aiueo":
            sound = heard[place]
            lead = _HANGUL.get(sound, sound)
            place += 1
            if sound in "wy" and place < len(heard) and heard[place] == "a":
                medial = sound + "a"
        if place < len(heard) and heard[place] in "aiueo":
            medial = medial if medial != "_" else heard[place]
            place += 1
            rest = heard[place : place + 2]
            closes = len(rest) == 1 or (len(rest) == 2 and rest[1] not in "aiueo")
            if (
                closes
                and rest[0] in ("n", "m", "l", "k", "p")
                and (rest[0] in "nml" or len(rest) == 1)
            ):
                final = rest[0]
                place += 1
            elif closes and rest[0] == "r" and lead != "_":
                place += 1
        yield chr(0xAC00 + _LEADS[lead] * 588 + _MEDIALS[medial] * 28 + _FINALS[final])


_ARABIC = {
    "a": "ا", "b": "ب", "ch": "تش", "d": "د", "e": "ي", "f": "ف", "h": "ه", "i": "ي", "j": "ج",
    "k": "ك", "l": "ل", "m": "م", "n": "ن", "o": "و", "p": "ب", "r": "ر", "s": "س", "sh": "ش",
    "t": "ت", "u": "و", "v": "ف", "w": "و", "y": "ي", "z": "ز", " ": " ",
}  # fmt: skip


def arabic(mark: str, draw: Draw) -> str:
    """Long vowels written; e between consonants may be left out; g as geem, ghain or kaf."""
    heard = sounds(mark)
    hard = draw.choice("جغ")
    out = ""
    for place, sound in enumerate(heard):
        if place == 0 and sound in "eiou":
            out += "إي" if sound in "ei" else "أو"
        elif sound == "e" and 0 < place < len(heard) - 1 and draw.random() < 0.4:
            continue
        else:
            out += hard if sound == "g" else _ARABIC.get(sound, "")
    return out


_CYRILLIC = dict(zip("abvgdezijklmnoprstufhwyx", "абвгдезиджклмнопрстуфхвий", strict=False))
_CYRILLIC.update({
    "j": "дж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с",
    "t": "т", "u": "у", "f": "ф", "h": "х", "w": "в", "y": "и", "sh": "ш", "ch": "ч", " ": " ",
})  # fmt: skip


def russian(mark: str, draw: Draw) -> str:
    """Letter by letter; names in -a are declined."""
    word = "".join(_CYRILLIC.get(sound, "") for sound in sounds(mark))
    if word.endswith("а") and draw.random() < 0.3:
        word = word[:-1] + draw.choice("уы")
    return word.capitalize()


_GREEK = {
    "a": "α", "b": "μπ", "ch": "τσ", "d": "ντ", "e": "ε", "f": "φ", "g": "γκ", "h": "χ",
    "i": "ι", "j": "τζ", "k": "κ", "l": "λ", "m": "μ", "n": "ν", "o": "ο", "p": "π", "r": "ρ",
    "s": "σ", "sh": "σ", "t": "τ", "u": "ου", "v": "β", "w": "ου", "y": "ι", "z": "ζ", " ": " ",
}  # fmt: skip


def greek(mark: str, draw: Draw) -> str:
    """b, d and g are written in pairs; a final s has its own form."""
    del draw
    word = "".join(_GREEK.get(sound, "") for sound in sounds(mark))
    return (word[:-1] + "ς" if word.endswith("σ") else word).capitalize()


_THAI = {
    "b": "บ", "ch": "ช", "d": "ด", "f": "ฟ", "g": "ก", "h": "ฮ", "j": "จ", "k": "ค", "l": "ล",
    "m": "ม", "n": "น", "p": "พ", "r": "ร", "s": "ส", "sh": "ช", "t": "ท", "v": "ว", "w": "ว",
    "y": "ย", "z": "ซ",
}  # fmt: skip
_THAI_AFTER = {"a": "า", "i": "ิ", "u": "ู"}
_THAI_BEFORE = {"e": "เ", "o": "โ"}


def thai(mark: str, draw: Draw) -> str:
    """Vowels before, above or after the consonant they are spoken after."""
    del draw
    heard = sounds(mark)
    out, place = "", 0
    while place < len(heard):
        sound = heard[place]
        after = heard[place + 1] if place + 1 < len(heard) else ""
        letter = _THAI.get(sound, "")
        if sound in "aeiou":
            letter, after, place = "อ", sound, place - 1
        if after and after in "aeiou":
            out += _THAI_BEFORE.get(after, "") + letter + _THAI_AFTER.get(after, "")
            place += 1
        else:
            out += letter
        place += 1
    return out


_HEBREW = {
    "a": "א", "b": "ב", "ch": "צ'", "d": "ד", "e": "", "f": "פ", "g": "ג", "h": "ה", "i": "י",
    "j": "ג'", "k": "ק", "l": "ל", "m": "מ", "n": "נ", "o": "ו", "p": "פ", "r": "ר", "s": "ס",
    "sh": "ש", "t": "ט", "u": "ו", "v": "ו", "w": "וו", "y": "י", "z": "ז", " ": " ",
}  # fmt: skip
_HEBREW_FINAL = dict(zip("מנצפכ", "םןץףך", strict=True))


def hebrew(mark: str, draw: Draw) -> str:
    """Vowels i, o, u written, a often, e not; five letters have final forms."""
    heard = sounds(mark)
    letters = [
        "" if sound == "a" and 0 < place < len(heard) - 1 and draw.random() < 0.5
        else "ה" if sound == "a" and place == len(heard) - 1 else _HEBREW.get(sound, "")
        for place, sound in enumerate(heard)
    ]  # fmt: skip
    word = "".join(letters)
    return word[:-1] + _HEBREW_FINAL.get(word[-1], word[-1])


_HINDI = {
    "b": "ब", "ch": "च", "d": "ड", "f": "फ", "g": "ग", "h": "ह", "j": "ज", "k": "क", "l": "ल",
    "m": "म", "n": "न", "p": "प", "r": "र", "s": "स", "sh": "श", "t": "ट", "v": "व", "w": "व",
    "y": "य", "z": "ज़",
}  # fmt: skip
_HINDI_FIRST = {"a": "आ", "e": "ए", "i": "इ", "o": "ओ", "u": "उ"}
_HINDI_SIGN = {"a": "ा", "e": "े", "i": "ि", "o": "ो", "u": "ु"}


def hindi(mark: str, draw: Draw) -> str:
    """Vowel signs on consonants; a virama joins what has no vowel between."""
    del draw
    out, bare = "", False
    for sound in sounds(mark):
        if sound in "aeiou":
            out += _HINDI_SIGN[sound] if bare else _HINDI_FIRST[sound]
            bare = False
        elif sound == " ":
            out, bare = out + " ", False
        else:
            out += ("्" if bare else "") + _HINDI.get(sound, "")
            bare = True
    return out


WRITTEN: dict[str, Callable[[str, Draw], str]] = {
    "ja": japanese, "ko": korean, "ar": arabic, "ru": russian, "el": greek, "th": thai,
    "he": hebrew, "hi": hindi,
}  # fmt: skip
"""Language -> how it writes a Latin name."""
