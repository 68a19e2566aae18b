"""Other things that bear the name of a mark: people, places, animals, units, turns of phrase.

other_meanings.tsv is ours, written by hand. A phrase shows by itself that the other thing is meant;
it speaks against, and the owner's goods speak for: what is sold decides between the two.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from monitor.domain.asset import Asset
from rules.context.phrases import plain
from rules.context.uses import Use
from rules.language.lexicon import is_chinese_word, words_of
from rules.language.views import folded

_NAME: Final = re.compile(
    r"^['’]?s?\s*(?:(?:girl|boy|baby|kid)['’]?s?\s*)?name\b"
    r"|^\s*personali[sz]ed\b|^\s*prénom\b|^\s*姓名"
)
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]{2,}")
_HAN_RUN: Final = re.compile(r"[\u3400-\u9fff]+")
_KANA: Final = re.compile(r"[\u30a1-\u30f4ー]+")
_PARTICLES: Final = frozenset("은는이가을를에의로와과도만용형")


@cache
def _meanings() -> Mapping[str, re.Pattern[str]]:
    """Folded mark -> pattern over folded text."""
    text = files(__package__).joinpath("other_meanings.tsv").read_text(encoding="utf-8")
    phrases: dict[str, list[str]] = {}
    for line in text.splitlines()[1:]:
        mark, _, meanings = line.partition("\t")
        phrases.setdefault(folded(mark), []).append(meanings)
    return {mark: re.compile(plain("\n".join(every))) for mark, every in phrases.items()}


def other_meaning(asset: Asset, title: str) -> str | None:
    """Words of a folded title that show another thing of that name; None when there are none."""
    for name in (asset.text or "", *asset.aliases):
        pattern = _meanings().get(folded(name).strip())
        found = pattern.search(title) if pattern else None
        if found:
            return found.group()
    return None


def as_a_given_name(use: Use) -> str | None:
    """What follows the word when it is somebody's name: "Zara name necklace"."""
    found = _NAME.search(use.after)
    return found.group().strip() if found and use.words.isalpha() else None


def within_longer_word(use: Use) -> bool:
    """True where a mark in kana or Hangul is cut out of one word: レゴ in グレゴリー.

    Neither script parts words that are bound to it, so a mark with a word of goods at its side
    stays a mark; what gives a longer word away is a single letter at one side, or letters at both.
    """
    if _KANA.fullmatch(folded(use.words)):
        before, after = _run(_KANA, use.before, -1), _run(_KANA, use.after, 0)
        return bool(before and after) or len(before + after) == 1
    if _HANGUL.fullmatch(use.words):
        before, after = _run(_HANGUL, use.before, -1), _run(_HANGUL, use.after, 0)
        bound = len(after) == 1 and after not in _PARTICLES
        return len(before) == 1 or bound
    if _HAN.fullmatch(use.words):
        return _parts_a_word(use.words, use.before, use.after)
    return False


def _parts_a_word(mark: str, before: str, after: str) -> bool:
    """Whether a mark in characters ends amid a word: 山野集 in 山野集市.

    Only where what is left of that word at its side is one character, which joined with the mark's
    last or first one is a word of the dictionary.
    """
    behind = [*words_of(_run(_HAN_RUN, after, 0))][:1]
    ahead = [*words_of(_run(_HAN_RUN, before, -1))][-1:]
    return any(len(word) == 1 and is_chinese_word(mark[-1] + word) for word in behind) or any(
        len(word) == 1 and is_chinese_word(word + mark[0]) for word in ahead
    )


def _run(letters: re.Pattern[str], text: str, end: int) -> str:
    """Letters of that script at the start (0) or the end (-1) of a text."""
    parts = list(letters.finditer(text[-12:] if end else text[:12]))
    limit = min(len(text), 12)
    if end:
        return parts[-1].group() if parts and parts[-1].end() == limit else ""
    return parts[0].group() if parts and parts[0].start() == 0 else ""
