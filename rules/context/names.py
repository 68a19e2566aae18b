"""People, places and institutions that bear the name of a mark, told by what stands beside it.

"Harrison Ford", "Port Stanley", "Columbia University": no list of marks is needed to see that.
The phrases are ours (phrases.tsv: given, place_before, place_after).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from monitor.domain.asset import Asset
from monitor.domain.listing import Offer
from rules.context.phrases import colour_after, made_at, phrases_of, plain
from rules.context.uses import Use, raw_of
from rules.language.goods import vocabulary, words
from rules.language.lexicon import is_common
from rules.language.views import folded

_INITIAL: Final = re.compile(r"(?:^|[\s(,])[A-Z]\.\s?$")
_DOUBLE_NAME: Final = re.compile(r"^[-–][A-ZÀ-Þ][a-zà-ÿ]{3,}")
_AND_NAME: Final = re.compile(
    r"^\s*&\s*(?:sons?|co|bros|brothers|daughters|partners)\b", re.IGNORECASE
)
_BEFORE: Final = re.compile(r"[A-Z][a-z]+ & $")

_QUOTES: Final = "\"'“”‘’«»「」„"

_KIN: Final = frozenset({"family", "genealogy", "university", "college", "high school", "hospital"})


@cache
def _manners() -> frozenset[str]:
    return frozenset(phrases_of("manner").split(" / "))


@cache
def _given() -> re.Pattern[str]:
    return re.compile(plain(phrases_of("given")) + r"(?:\s+[a-z]\.?)?[\s\-]+$")


@cache
def _place_before() -> re.Pattern[str]:
    return re.compile(plain(phrases_of("place_before")) + r"[\s\-]+$")


@cache
def _place_after() -> re.Pattern[str]:
    return re.compile(r"^[\s\-]*" + plain(phrases_of("place_after")) + r"(?![\u4e00-\u9fff]?店)")


def as_part_of_a_name(offer: Offer, asset: Asset, found: Sequence[Use]) -> str | None:
    """Words beside the mark that make it somebody's or some place's name; None without such."""
    if not found or any(use.signal.channel == "shape" for use in found):
        return None
    named = [_beside(offer, asset, use) for use in found]
    return named[0] if all(named) else None


def _beside(offer: Offer, asset: Asset, use: Use) -> str | None:
    start, end = use.signal.span or (0, 0)
    raw = raw_of(offer, use.signal)
    before, after = raw[max(0, start - 24) : start], raw[end : end + 24]
    shown = _in_raw(before, after, use)
    if shown:
        return shown
    made = made_at().search(use.before)
    if made:
        return made.group().strip()
    colour = colour_after().search(use.after)
    if colour and use.before.rstrip()[-1:] in _QUOTES:
        return f"{use.words} {colour.group().strip(_QUOTES + ' ')}"
    own = {word for name in (asset.text or "", *asset.aliases) for word in folded(name).split()}
    patterns = ((_given(), use.before), (_place_before(), use.before), (_place_after(), use.after))
    for pattern, text in patterns:
        match = pattern.search(text)
        words = match.group().strip(" -") if match else ""
        if match and words.split()[0] not in own and _written_as_names(words, before + after):
            return words
    return None


def _in_raw(before: str, after: str, use: Use) -> str | None:
    if not use.words.isascii():
        return None
    initial, double = _INITIAL.search(before), _DOUBLE_NAME.match(after)
    if initial:
        return initial.group().strip()
    if double and not _names_goods(folded(double.group()[1:])):
        return double.group()
    beside = _AND_NAME.match(after) or _BEFORE.search(before)
    return beside.group().strip() if beside else None


def _written_as_names(words: str, around: str) -> bool:
    """Latin words beside a name are names themselves only where they are written as such."""
    if not words.isascii() or words in _KIN:
        return True
    return re.search(re.escape(words.split(maxsplit=1)[0].title()), around) is not None


def _names_goods(word: str) -> bool:
    """True for "Tasche" and "Look": what German joins to a mark so is no second surname."""
    return is_common(word) or word in _manners() or bool(vocabulary(word) & words().keys())
