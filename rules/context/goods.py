"""Are the offered goods those the right is registered for?"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, AssetKind, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Signal
from rules.context.laws import CHINA, sole_law
from rules.context.uses import Use, uses, without_marks
from rules.language.goods import far_apart, vocabulary, words
from rules.language.groups import group_words, is_similar
from rules.language.lexicon import frequency, is_chinese_word
from rules.language.views import folded

_READ: Final = 2000  # letters of a field
_BEGINNING: Final = 400  # letters of the text, where title and category name no goods
_PACKED: Final = re.compile(
    r"(?:\b\d[\d.,]*\s?(?:k?g|ml|l|lbs?|oz|pcs|ct|count)\b[\s,]*|\bper\s+|\bin\s+(?:a\s+)?)"
    r"(?:zip\s+|resealable\s+|gift\s+)?(?:bags?|box(?:es)?|bottles?|cups?|packs?|jars?|sacks?|cans?|tins?)\b"
    r"|\d\s?(?:厘|分|毫|平)?米"
    r"|\b\w+ shipping\b"
    r"|\b(?:no box|box of|bag of|bottle of|pack of|with box|gift box|sample pack)\b"
)
"""What the goods come in is not the goods ("1kg bag"), nor is what they measure (1.8米)."""
_DOSED: Final = re.compile(r"\b\d[\d.,]*\s?(?:mg|mcg|iu)\b(?:.{0,24}?\btablets?\b)?")
"""A dose tells a medicine, and no computer by its tablets."""
_STRENGTH: Final = {"fit": 0.25, "near": -0.2, "apart": -1.1, "far": -0.75, None: 0.0}
_WEAK_STRENGTH: Final = {"fit": 0.25, "near": -0.5, "apart": -1.4, "far": -1.4, None: -0.3}
"""A sign that is only like the mark, or that is short, needs goods that are like its goods.

Source: the interdependence of similar signs and similar goods, CJEU C-39/97 Canon; China Trademark
Law (2019) article 57 item 2. Goods of another group of similar goods are not presumed similar in
China, and without similar goods even an identical mark infringes no right but a well-known one's:
that is for a person to see. Source: Fa Shi [2002] 32 as amended in 2020, article 12 (the table is a
reference).
"""
_FAR_WORD: Final = -1.4
"""Far goods speak louder against a word, name or place that others may use too."""
UNRELATED: Final = "context.unrelated_goods/1"
_MARKS: Final = frozenset({
    AssetKind.WORD_MARK,
    AssetKind.FIGURATIVE_MARK,
    AssetKind.COMBINED_MARK,
})
_CARRIERS: Final = re.compile(
    r"\b(?:labels?|hang ?tags?|stickers?|logos?|package|packaging|empty (?:box|bottle)(?:es|s)?)\b"
    r"|吊牌|水洗标|商标|标签|防伪|包装|空盒|空瓶|贴牌|合格证"
)
"""What carries a mark onto goods: offering it is an act of its own, whatever class it is in.

Source: China Trademark Law (2019) article 57 item 4.
"""
_SHORT: Final = 3  # letters of a mark
_WEAK: Final = frozenset({"fuzzy", "sound"})


class GoodsReader:
    """Compares words of goods in title and category with the asset's goods and classes."""

    name: ClassVar[str] = "context.goods/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """How the goods fit: "fit", "near", "apart", "far", or None when either side is not known.

        "apart": of a registered class and of another group of similar goods, where China's law is
        the one that applies.
        Goods that are far by the page's own shelf, or by two words, are told a second time: they
        close the gate of a mark. Nothing of rights that hold for any goods, or for their own kind.
        """
        del holder, on
        if asset.kind in NAMELESS:
            return ()
        fit, because = goods_fit(offer, asset, signals)
        found = uses(offer, signals)
        weak = bool(found) and all(_is_weak(use) for use in found)
        weight = (_WEAK_STRENGTH if weak else _STRENGTH)[fit]
        if fit == "far" and _may_be_anothers(asset, found):
            weight = _FAR_WORD
        fact = ContextFact(name=self.name, value=fit, because=because, weight=weight)
        if fit != "far" or asset.kind not in _MARKS or not _is_plainly_far(offer, signals):
            return (fact,)
        return (fact, ContextFact(name=UNRELATED, value=True, because=because, gate=True))


def _is_plainly_far(offer: Offer, signals: Sequence[Signal]) -> bool:
    """Whether more than one stray word tells what the goods are, and they carry no mark."""
    title = without_marks(offer, signals, "title", _READ)
    shelf = without_marks(offer, signals, "category", _READ)
    if _CARRIERS.search(title):
        return False
    told = _classes(vocabulary(_of_goods(title)))
    return bool(_classes(vocabulary(shelf))) or len(told) > 1


def goods_fit(offer: Offer, asset: Asset, signals: Sequence[Signal]) -> tuple[str | None, str]:
    """How the offered goods stand to the registered ones, and why; the mark itself is left out."""
    registered, named = _registered(asset.goods, asset.nice_classes)
    offered_words = _offered(offer, signals)
    same = sorted(named & offered_words)
    if same:
        return "fit", f"the goods are registered ones: {same[0]!r}"
    if asset.similar_groups and sole_law(offer, asset) is CHINA:
        told = _by_groups(offered_words, asset.similar_groups)
        if told:
            return told
    return _by_classes(offered_words, registered)


def _by_classes(
    offered_words: frozenset[str], registered: frozenset[int]
) -> tuple[str | None, str]:
    """How they stand by classes of the Nice Classification."""
    offered = _classes(offered_words)
    if not registered or not offered:
        return None, "the goods are not known well enough to compare"
    shown = ", ".join(f"{word!r} (class {number})" for word, number in sorted(offered.items())[:3])
    here = frozenset(offered.values())
    if here & registered:
        return "fit", f"{shown}: a class the mark is registered for"
    known = ", ".join(str(number) for number in sorted(registered))
    later = registered & _later_classes(offered_words)
    if later:
        number = ", ".join(str(one) for one in sorted(later))
        return "near", f"{shown}: of the registered class {number} in the edition of 2026 only"
    if far_apart(here, registered):
        return "far", f"{shown}: far from the registered classes {known}"
    return "near", f"{shown}: next to the registered classes {known}"


def _of_goods(text: str) -> str:
    """The text without what only packs or measures the goods."""
    return _PACKED.sub(" ", _DOSED.sub(" ", text))


def _by_groups(offered: frozenset[str], registered: Sequence[str]) -> tuple[str | None, str] | None:
    """How they stand by groups of similar goods; None where they are of no registered class."""
    known = group_words()
    here = {word: known[word] for word in _whole(offered & known.keys())}
    classes = {int(code[:2]) for code in registered}
    for word, group in sorted(here.items()):
        if is_similar(group.code, registered):
            return "fit", f"{word!r} ({group}): a group the mark is registered for"
    for word, group in sorted(here.items()):
        if group.nice_class in classes:
            codes = ", ".join(sorted(registered))
            return "apart", f"{word!r} ({group}): not presumed similar to the registered {codes}"
    if here or not classes & set(_classes(offered).values()):
        return None
    return None, "the goods are of a registered class, and of a group that is not known"


def _later_classes(offered: frozenset[str]) -> set[int]:
    """Classes that offered goods went to: older rights of such a class are not for these goods."""
    known = group_words()
    later = (known[word].later_class for word in offered & known.keys())
    return {number for number in later if number}


def _whole(offered: Collection[str]) -> set[str]:
    """Words without those that are parts of a two-word name among them."""
    parts = {part for word in offered if " " in word for part in word.split()}
    return {word for word in offered if word not in parts}


def offered_goods(offer: Offer, signals: Sequence[Signal]) -> dict[str, int]:
    """Words that name the offered goods, with the Nice class of each; the mark is left out."""
    return _classes(_offered(offer, signals))


@lru_cache(maxsize=4096)
def _registered(
    goods: tuple[str, ...], nice_classes: tuple[int, ...]
) -> tuple[frozenset[int], frozenset[str]]:
    named = vocabulary(folded(" ; ".join(goods)))
    classes = frozenset(nice_classes) or frozenset(_classes(named).values())
    return classes, named - _EMPTY


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


def _offered(offer: Offer, signals: Sequence[Signal]) -> frozenset[str]:
    """Words of title and category; where they name no goods, of the beginning of the text."""
    read = (without_marks(offer, signals, field, _READ) for field in ("title", "category"))
    found = vocabulary(_of_goods(" ; ".join(read)))
    if not _classes(found):
        text = without_marks(offer, signals, "description", _BEGINNING)
        found |= vocabulary(_of_goods(text))
    return found


def _classes(offered: frozenset[str]) -> dict[str, int]:
    """Words of goods among those offered; a two-word name hides the words it is made of."""
    known = words()
    return {word: known[word] for word in _whole(offered & known.keys())}


def _is_weak(use: Use) -> bool:
    """Like the mark only, or so short that it is met by chance; a brand field is meant."""
    if use.signal.field == "brand":
        return False
    short = use.words.isascii() and len(use.words) <= _SHORT
    return short or use.signal.channel in _WEAK


def _may_be_anothers(asset: Asset, found: Sequence[Use]) -> bool:
    """True when the mark is no coined word: a word list knows it, as word, name or place."""
    if asset.dictionary_word:
        return True
    return bool(found) and all(
        use.signal.channel in ("literal", "alias", "fuzzy", "sound") and is_known(use.words)
        for use in found
    )


def is_known(written: str) -> bool:
    """True for what a list of words or names holds: no word coined for a brand alone."""
    text = folded(written)
    if is_chinese_word(text):
        return True
    parts = text.split()
    return bool(parts) and all(frequency(part) for part in parts)
