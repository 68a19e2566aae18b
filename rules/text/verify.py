"""Is it really the mark? One careful look at each candidate the index brought.

Scores are hand-set, checked on tests/rules/truth.tsv, and order channels: as registered, then
disguised, then misspelt, then heard alike. They are similarity alone; circumstances come later.
"""

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import JaroWinkler

from rules.language.lexicon import is_chinese_word, is_common
from rules.text.disguise import HALF, JOINED, MASKED, Spelling
from rules.text.faces import ALIAS, KNOWN, PART, Face
from rules.text.glyphs import MASKS, skeleton
from rules.text.halves import spells
from rules.text.sounds import coarse, near, pinyin, romanised, sound, spoken, without_r
from rules.text.spelling import cost, within_reach
from rules.text.strokes import look_alike
from rules.text.tokens import HAN, WORD

FLOOR: Final = 0.6
"""Under this a likeness is not told."""

_LITERAL: Final = 0.95
_JOINED: Final = 0.88  # "louisvuitton" for two words, "foot locker" for one
_RUN_ON: Final = 0.8  # "nikeshoes"
_SHAPE: Final = 0.92
_SPELT: Final = 0.9
_ORDINARY_WORDS: Final = 0.08  # off for a slip that leaves nothing but common words: "ray band"
_SOUND: Final = 0.8
_CROSS: Final = 0.84  # heard alike in another script
_PINYIN: Final = 0.86
_HALF: Final = 0.88
_HOMOPHONE: Final = 0.82
_ALIAS: Final = 0.97
_KNOWN: Final = 0.93
_PART: Final = 0.9
_MASK_SIGNS: Final = re.compile("[" + "".join(map(re.escape, MASKS)) + "]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a stretch of text is like a face: channel, score 0..1, and how in words."""

    channel: str
    score: float
    how: str


def verify(kind: str, spelling: Spelling, face: Face) -> Likeness | None:
    """Judge one candidate found by a kind of key; None when it does not hold."""
    if kind == "L":
        found = _same(spelling, face)
    elif kind == "S":
        found = _same_shape(spelling, face)
    elif kind in "DEFRfrGTgtMN":
        found = _misspelt(spelling, face)
    elif kind == "P":
        found = _same_sound(spelling, face)
    elif kind == "V":
        found = _other_vowels(spelling, face)
    elif kind == "H":
        found = _twin(spelling, face)
    elif kind == "Y":
        found = _homophone(spelling, face)
    else:
        found = _other_script(spelling, face)
    return found if found is None else _by_source(found, face)


def _by_source(found: Likeness, face: Face) -> Likeness | None:
    if face.source == ALIAS:
        channel = "alias" if found.channel == "literal" else found.channel
        return Likeness(channel, found.score * _ALIAS, found.how)
    if face.source == KNOWN:
        if found.channel not in ("literal", "shape"):
            return None
        return Likeness("alias", found.score * _KNOWN, found.how + " (a name known for it)")
    if face.source == PART:
        return Likeness(found.channel, found.score * _PART, found.how + " (its dominant word)")
    return found


def _same(spelling: Spelling, face: Face) -> Likeness | None:
    if spelling.word == face.compact:
        return _same_letters(spelling, face)
    if HAN in (face.kind, spelling.window.kind):
        return _in_pinyin(spelling, face)
    return None


def _same_letters(spelling: Spelling, face: Face) -> Likeness:
    window = spelling.window
    if spelling.how == JOINED:
        return Likeness("literal", _RUN_ON, "run together with an ordinary word")
    if spelling.how:
        return Likeness("shape", _SHAPE, f"with {spelling.how}")
    apart = window.letter_by_letter and window.tokens > 1 and not window.glued
    if apart and len(face.words) == 1:
        score = _SHAPE if len(face.compact) >= 4 else 0.8
        return Likeness("shape", score, "letters set apart")
    if window.tokens == len(face.words):
        return Likeness("literal", _LITERAL, "letter for letter")
    return Likeness("literal", _JOINED, "joined or parted")


def _in_pinyin(spelling: Spelling, face: Face) -> Likeness | None:
    """A Han mark spelt in pinyin, or a Latin mark that is the pinyin of what is written."""
    if face.kind == HAN:
        if spelling.word != "".join(pinyin(face.compact)) or _innocent(spelling):
            return None
        return Likeness("sound", _PINYIN, "in pinyin")
    if not face.latin or "".join(pinyin(spelling.word)) != face.compact:
        return None
    if is_chinese_word(spelling.word):
        return None
    return Likeness("sound", _PINYIN - 0.02, "in Chinese characters of that sound")


def _same_shape(spelling: Spelling, face: Face) -> Likeness | None:
    if spelling.word == face.compact or skeleton(spelling.word) != skeleton(face.compact):
        return None
    single = spelling.window.letter_by_letter and spelling.window.tokens >= 5
    apart = not spelling.window.glued and len(face.words) < 2 and not single
    if len(face.compact) < 3 or _innocent(spelling) or spelling.word.isdigit() or apart:
        return None
    score = _SHAPE - 0.02 if len(face.compact) >= 4 else 0.72
    return Likeness("shape", score, "with signs that look like its letters")


def _innocent(spelling: Spelling) -> bool:
    """An ordinary word, written plainly, is no disguise of a mark."""
    return not spelling.how and spelling.window.tokens == 1 and is_common(spelling.word)


def _misspelt(spelling: Spelling, face: Face) -> Likeness | None:
    mark, word = face.compact, spelling.word
    if spelling.how == MASKED:
        return _masked(word, mark)
    if word == mark or _innocent(spelling):
        return None
    if face.kind == HAN:
        return _misspelt_han(spelling, face)
    if (
        not _as_many_words(spelling, face)
        or len(mark) < 4
        or word.isdigit()
        or not within_reach(mark, word)
    ):
        return None
    score = _SPELT * (1 - cost(mark, word) / len(mark))
    if all(is_common(part) for part in spelling.window.parts):
        score -= _ORDINARY_WORDS
    if spelling.how:
        return Likeness("shape", score, f"misspelt, with {spelling.how}")
    return Likeness("fuzzy", score, f"as {word!r}")


def _as_many_words(spelling: Spelling, face: Face) -> bool:
    """A misspelt mark keeps its words, give or take the "s" of a possessive."""
    window, words = spelling.window, len(face.words)
    if window.glued or window.tokens == words:
        return True
    return words >= 2 and window.tokens >= 2 and abs(window.tokens - words) == 1


def _masked(word: str, mark: str) -> Likeness | None:
    shown = _MASK_SIGNS.sub("", word)
    parts = (re.escape(part) for part in _MASK_SIGNS.split(word))
    pattern = ".{1,2}".join(parts) if len(shown) + 1 >= len(mark) else _pattern(word)
    if len(shown) * 2 < len(mark) or len(shown) < 2 or not re.fullmatch(pattern, mark):
        return None
    return Likeness("shape", 0.84, "with a letter masked")


def _pattern(word: str) -> str:
    """One sign for one letter: what stands open when several are masked."""
    return "".join("." if _MASK_SIGNS.match(sign) else re.escape(sign) for sign in word)


def _misspelt_han(spelling: Spelling, face: Face) -> Likeness | None:
    mark, word = face.compact, spelling.word
    if is_chinese_word(word) or len(mark) < 3 or not word:
        return None
    if len(word) == len(mark):
        wrong = [(a, b) for a, b in zip(mark, word, strict=True) if a != b]
        if len(wrong) == 2 and sorted(mark) == sorted(word):
            return Likeness("fuzzy", 0.74, "with two characters changed over")
        return _one_other(mark, wrong[0]) if len(wrong) == 1 else None
    if len(mark) < 4:
        return None
    return Likeness("fuzzy", 0.72, "with a character more or less")


def _one_other(mark: str, wrong: tuple[str, str]) -> Likeness:
    """One character stands for another: alike by sight, by sound, or not at all."""
    meant, written = wrong
    if look_alike(meant, written):
        return Likeness("shape", 0.84, f"with {written!r}, which looks like {meant!r}")
    if near(pinyin(meant)[0]) == near(pinyin(written)[0]):
        return Likeness("fuzzy", 0.84, f"with {written!r}, which sounds like {meant!r}")
    return Likeness("fuzzy", 0.5 + 0.05 * min(len(mark), 5), "with one other character")


def _twin(spelling: Spelling, face: Face) -> Likeness | None:
    """A mark of two characters, one of them a look-alike."""
    mark, word = face.compact, spelling.word
    if spelling.how == HALF:
        return _half_spelt(spelling, face)
    if word == mark or len(word) != 2 or is_chinese_word(word):
        return None
    (wrong,) = [pair for pair in zip(mark, word, strict=True) if pair[0] != pair[1]] or [("", "")]
    if not wrong[0] or not look_alike(*wrong):
        return None
    return Likeness("shape", 0.76, f"with {wrong[1]!r}, which looks like {wrong[0]!r}")


def _same_sound(spelling: Spelling, face: Face) -> Likeness | None:
    mark, word = face.compact, spelling.word
    if word == mark or _innocent(spelling) or not spelling.window.glued or len(word) < 4:
        return None
    if sound(word) != sound(mark):
        return None
    alike = JaroWinkler.similarity(mark, word)
    if alike < 0.7:
        return None
    return Likeness(
        "sound", _SOUND * (0.7 + 0.3 * alike) + 0.05, f"as {word!r}, which sounds alike"
    )


def _other_vowels(spelling: Spelling, face: Face) -> Likeness | None:
    """The same consonants with other vowels: "odidos" for "adidas"."""
    mark, word = face.compact, spelling.word
    if word == mark or _innocent(spelling) or not spelling.window.glued or len(word) != len(mark):
        return None
    score = 0.05 + _SPELT * (1 - cost(mark, word) / len(mark))
    return Likeness("sound", score, f"as {word!r}, with other vowels")


def _half_spelt(spelling: Spelling, face: Face) -> Likeness | None:
    if not spells(spelling.window.word, face.compact):
        return None
    score = _HALF if len(face.compact) >= 3 else _HALF - 0.04
    return Likeness("shape", score, "half in characters and half in pinyin")


def _homophone(spelling: Spelling, face: Face) -> Likeness | None:
    mark, word = face.compact, spelling.word
    if spelling.how == HALF:
        return _half_spelt(spelling, face)
    if word == mark or len(word) != len(mark) or is_chinese_word(word):
        return None
    heard, meant = pinyin(word), pinyin(mark)
    shared = sum(a == b for a, b in zip(word, mark, strict=True))
    score = _HOMOPHONE if heard == meant else _HOMOPHONE - 0.06
    if len(mark) == 2:
        score -= 0.06 if shared else 0.16
    elif not shared:
        score -= 0.04
    return Likeness("sound", score, f"as {word!r}, which sounds alike")


def _other_script(spelling: Spelling, face: Face) -> Likeness | None:
    kind = spelling.window.kind
    if spelling.how or (kind == face.kind and spelling.word.isascii() == face.latin):
        return None
    if kind == HAN:
        return _transcribed(spelling, face)
    word, mark = romanised(spelling.word), romanised(face.compact)
    same = coarse(word) in (coarse(mark), coarse(without_r(mark)))
    if len(mark) < 4 or len(word) < 3 or not same:
        return None
    if spelling.window.kind == WORD and is_common(spelling.word):
        return None
    alike = _heard(word, mark)
    consonants = len(coarse(mark))
    if alike < (0.62 if consonants >= 3 else 0.72):
        return None
    return Likeness("sound", _CROSS * (0.75 + 0.25 * alike), f"as {word!r} in another script")


def _heard(word: str, mark: str) -> float:
    """Likeness 0..1 of two romanised words whose consonants agree: vowels and length decide."""
    return max(JaroWinkler.similarity(word, mark), JaroWinkler.similarity(sound(word), sound(mark)))


def _transcribed(spelling: Spelling, face: Face) -> Likeness | None:
    """Three or more characters that spell a Latin mark by sound, and are no Chinese words."""
    if len(spelling.word) < 3 or not face.latin:
        return None
    word = spoken(pinyin(spelling.word))
    if coarse(word) != coarse(face.compact) or len(coarse(word)) < 3:
        return None
    if _heard(word, face.compact) < 0.7:
        return None
    return Likeness("sound", 0.74, f"as {word!r} in Chinese")
