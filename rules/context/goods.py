"""Are the offered goods those the right is registered for?"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Signal
from rules.context.nice import far_apart, words
from rules.context.uses import text_of
from rules.language.lexicon import words_of
from rules.language.views import folded

_ELSEWHERE: Final = re.compile(
    "[\u30a1-\u30fa\u30fc]{2,}|[\uac00-\ud7a3]{1,}|[\u0370-\u052f]{3,}|[\u0590-\u06ff]{3,}"
    "|[\u0900-\u097f]{3,}|[\u0e00-\u0e7f]{3,}"
)
_LATIN: Final = re.compile(r"[a-z][a-z'\-]+")


class GoodsReader:
    """Compares words of goods in title and category with the asset's goods and classes."""

    name: ClassVar[str] = "context.goods/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact: "fit", "near", "far", or None when either side is not known."""
        del holder, on
        fit, because = goods_fit(offer, asset, signals)
        weight = {"fit": 0.25, "far": -0.75}.get(fit or "", 0.0)
        return (ContextFact(name=self.name, value=fit, because=because, weight=weight),)


def goods_fit(offer: Offer, asset: Asset, signals: Sequence[Signal]) -> tuple[str | None, str]:
    """How the offered goods stand to the registered ones, and why; the mark itself is left out."""
    registered, named = _registered(asset.goods, asset.nice_classes)
    text = _without_mark(offer, signals)
    offered_words = _vocabulary(text)
    same = sorted(named & offered_words)
    if same:
        return "fit", f"the goods are registered ones: {same[0]!r}"
    offered = _classes(offered_words)
    if not registered or not offered:
        return None, "the goods are not known well enough to compare"
    shown = ", ".join(f"{word!r} (class {number})" for word, number in sorted(offered.items())[:3])
    here = frozenset(offered.values())
    if here & registered:
        return "fit", f"{shown}: a class the mark is registered for"
    known = ", ".join(str(number) for number in sorted(registered))
    if far_apart(here, registered):
        return "far", f"{shown}: far from the registered classes {known}"
    return "near", f"{shown}: next to the registered classes {known}"


@lru_cache(maxsize=4096)
def _registered(
    goods: tuple[str, ...], nice_classes: tuple[int, ...]
) -> tuple[frozenset[int], frozenset[str]]:
    named = _vocabulary(folded(" ; ".join(goods)))
    classes = frozenset(nice_classes) or frozenset(_classes(named).values())
    return classes, named - _EMPTY


_HEADS: Final = frozenset("鞋靴裤裙帽笔酒糖茶酱锅琴")
"""Characters that name the goods where a longer word ends with them."""

_EMPTY: Final = frozenset([
    "for",
    "and",
    "the",
    "of",
    "with",
    "other",
    "than",
    "goods",
    "not",
    "all",
    "kinds",
    "product",
    "products",
    "用",
    "的",
    "及",
    "等",
    "和",
    "产品",
])


def _without_mark(offer: Offer, signals: Sequence[Signal]) -> str:
    """Title and category with the mark cut out: "Apple" must not make the goods fruit."""
    parts = []
    for field in ("title", "category"):
        raw = list(text_of(offer, field))
        for signal in signals:
            if signal.field == field and signal.span:
                start, end = signal.span
                raw[start:end] = " " * (end - start)
        parts.append("".join(raw)[:2000])
    return folded(" ; ".join(parts))


def _vocabulary(text: str) -> frozenset[str]:
    """Words, pairs of words, and Chinese words; plurals also in the singular."""
    latin = [_singular(word) for word in _LATIN.findall(text)]
    pairs = (f"{one} {other}" for one, other in pairwise(latin))
    chinese = words_of(text)
    chinese += [part for word in chinese if len(word) > 2 for part in (word[:2], word[-2:])]
    chinese += [word[-3:] for word in chinese if len(word) > 3]
    chinese += [word[-1] for word in chinese if len(word) > 1 and word[-1] in _HEADS]
    joined = (one + other for one, other in pairwise(chinese))
    elsewhere = _ELSEWHERE.findall(text)
    return frozenset([
        *_LATIN.findall(text),
        *latin,
        *pairs,
        *chinese,
        *joined,
        *elsewhere,
    ])


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _classes(vocabulary: frozenset[str]) -> dict[str, int]:
    """Words of goods among `vocabulary`; a two-word name hides the words it is made of."""
    known = words()
    found = {word: known[word] for word in vocabulary if word in known}
    parts = {part for word in found if " " in word for part in word.split()}
    return {word: number for word, number in found.items() if word not in parts}
