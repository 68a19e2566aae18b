"""Is the mark used as the ordinary word that it also is?"""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.goods import goods_fit, is_known
from rules.context.meanings import as_a_given_name, other_meaning, within_longer_word
from rules.context.names import as_part_of_a_name
from rules.context.phrases import motif
from rules.context.uses import Use, raw_of, uses
from rules.language.lexicon import frequency, is_chinese_word
from rules.language.views import folded

_ORDINARY: Final = 1000  # occurrences from which a word counts as ordinary without being declared
_PLAIN: Final = frozenset({"literal", "alias"})
_SIGNED: Final = re.compile(r"^\s?[®™℠]|^牌(?![子匾坊照])|^\s?(?:ブランド|브랜드)")
_GLUED: Final = re.compile(r"[a-z]$", re.IGNORECASE), re.compile(r"^[a-z]", re.IGNORECASE)
_STRENGTH: Final = {
    # (declared, goods) -> strength when written as a name, when case tells nothing, as a word
    (True, "fit"): (0.05, 0.3, 0.6),
    (True, "near"): (0.7, 0.8, 0.95),
    (True, None): (0.7, 0.9, 1.0),
    (True, "apart"): (0.7, 0.8, 0.95),
    (True, "far"): (0.85, 0.95, 1.0),
    (False, "fit"): (0.0, 0.05, 0.2),
    (False, "near"): (0.25, 0.45, 0.65),
    (False, None): (0.25, 0.45, 0.75),
    (False, "apart"): (0.25, 0.45, 0.65),
    (False, "far"): (0.4, 0.6, 0.85),
}
_PARTED: Final = 0.5
"""One word of the register as two of the language, in lower case: a person should look."""
_ANOTHER: Final = {"fit": 0.4, "near": 0.85, "apart": 0.85, None: 0.9, "far": 0.95}
_TURNED: Final = {"fit": 0.85, "near": 0.95, "apart": 0.95, None: 0.95, "far": 1.0}
"""The same where the phrase holds the mark itself: "world champion", "Port Stanley"."""
_LOAN: Final = re.compile(r"[\u30a0-\u30ff\uac00-\ud7a3・\s]+")
_CLAIM: Final = re.compile(
    r"official|outlet|factory|\bstore\b|\bshop\b|\bsale\b|wholesale|authentic|original|deals|"
    r"旗舰|专卖|专营|直营|正品|工厂|折扣|官方|奥莱|公式|アウトレット|직영|공식|оригинал|официальн"
)
_HAN_MARK: Final = re.compile(r"[\u3400-\u9fff]+")
_SERIES: Final = re.compile(r"\s?[A-Za-z]{2,}")
_WRITTEN: Final = ("as a name may be", "without a sign of a name", "in lower case")


class OrdinaryWordReader:
    """An ordinary word used as such is free; disguise or use as a name cancels that."""

    name: ClassVar[str] = "context.dictionary_word/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True with a strength by goods and by how the word is written; False when cancelled."""
        del holder, on
        found = uses(offer, signals)
        another = _another_thing(offer, asset, found, signals)
        if another:
            return (another,)
        words = bool(found) and all(_could_be_a_word(asset, use.words) for use in found)
        if not found or not (words or asset.dictionary_word):
            return ()
        cancelled = _as_a_name(offer, found, signals)
        if cancelled:
            return (_fact(value=False, because=cancelled, weight=0.0),)
        if not words:
            return ()
        fit, goods = goods_fit(offer, asset, signals)
        if (
            fit is None
            and not asset.dictionary_word
            and all(_LOAN.fullmatch(use.words) for use in found)
        ):
            return ()  # what the goods are is not read in that language
        case = min(_case(offer, use) for use in found)
        strength = _STRENGTH[asset.dictionary_word, fit][case]
        if case and all(_is_parted(asset, use.words) for use in found):
            strength = max(strength, _PARTED)
        because = f"{found[0].words!r} is an ordinary word, written {_WRITTEN[case]}; {goods}"
        return (_fact(value=strength > 0, because=because, weight=-strength),)


def _fact(*, value: bool, because: str, weight: float) -> ContextFact:
    return ContextFact(
        name=OrdinaryWordReader.name,
        value=value,
        because=because,
        weight=weight,
        defence=Defence.DESCRIPTIVE_USE,
    )


def _another_thing(
    offer: Offer, asset: Asset, found: Sequence[Use], signals: Sequence[Signal]
) -> ContextFact | None:
    """The name of a person, an animal, a turn of phrase; or letters within a longer word."""
    if not found or any(use.signal.channel == "shape" for use in found):
        return None
    if _named_by_the_page(offer, found, signals):
        return None
    if all(within_longer_word(use) for use in found):
        because = f"{found[0].words!r} is part of a longer word"
        return _fact(value=True, because=because, weight=-0.9)
    if all(use.signal.field == "seller" for use in found):
        return _trader(asset, found)
    title = folded((offer.title or "")[:2000])
    fit, goods = goods_fit(offer, asset, signals)
    beside = as_part_of_a_name(offer, asset, found)
    beside = beside or next((name for use in found if (name := as_a_given_name(use))), None)
    beside = beside or _drawn(asset, found)
    shown = beside or other_meaning(asset, title)
    if shown is None:
        return None
    holds_it = beside or all(folded(use.words) in shown for use in found)
    strength = _TURNED[fit] if holds_it else _ANOTHER[fit]
    because = f"{shown!r} shows that another thing of this name is meant; {goods}"
    return _fact(value=True, because=because, weight=-strength)


def _drawn(asset: Asset, found: Sequence[Use]) -> str | None:
    """What follows a word that is drawn on the goods: "tiger print", トンボ柄."""
    if not (asset.dictionary_word or all(is_known(use.words) for use in found)):
        return None
    shown = [motif().search(use.after) for use in found]
    return shown[0].group().strip() if all(shown) and shown[0] else None


def _trader(asset: Asset, found: Sequence[Use]) -> ContextFact | None:
    """A trader's own name, where others bear the same and nothing claims to be the mark's shop."""
    names = asset.dictionary_word or all(is_known(use.words) for use in found)
    if not names or any(_CLAIM.search(use.before + " " + use.after) for use in found):
        return None
    because = f"{found[0].words!r} in the seller's name may be the trader's own name"
    return _fact(value=True, because=because, weight=-0.8)


def _could_be_a_word(asset: Asset, written: str) -> bool:
    """The owner's word counts for the mark itself; a translation is looked up for itself."""
    own = folded(written) == folded(asset.text or "") or bool(_LOAN.fullmatch(written))
    return (asset.dictionary_word and own) or _is_ordinary(written)


def _is_parted(asset: Asset, written: str) -> bool:
    """Whether one coined word stands there as two ordinary ones: "copper field"."""
    return " " in written.strip() and " " not in (asset.text or "").strip()


def _is_ordinary(written: str) -> bool:
    """True for words that are common ones alone, in Latin or Chinese."""
    text = folded(written)
    if is_chinese_word(text):
        return True
    words = text.split()
    return bool(words) and all(frequency(word) >= _ORDINARY for word in words)


def _as_a_name(offer: Offer, found: Sequence[Use], signals: Sequence[Signal]) -> str | None:
    """Why the word cannot be meant as a word; None when it can."""
    if any(use.signal.channel not in _PLAIN and not _in_other_script(use) for use in found):
        return "the word is disguised, so it is not meant as a word"
    return _named_by_the_page(offer, found, signals)


def _named_by_the_page(offer: Offer, found: Sequence[Use], signals: Sequence[Signal]) -> str | None:
    if any(signal.field == "brand" for signal in signals):
        return "the brand field names it"
    for use in found:
        start, end = use.signal.span or (0, 0)
        text = raw_of(offer, use.signal)
        if (
            _HAN_MARK.fullmatch(use.words)
            and not text[:start].strip()
            and _SERIES.match(text[end:])
        ):
            return "it opens the title, and the name of a series follows"
        if _SIGNED.match(text[end : end + 5]):
            return "the sign of a registered mark or the word brand follows it"
        if use.words.isascii() and (_GLUED[0].search(text[:start]) or _GLUED[1].match(text[end:])):
            return "it is run together with the goods, as no word is"
    return None


def _in_other_script(use: Use) -> bool:
    """A word spelt as it sounds in kana or Hangul is a loan word, no disguise."""
    return use.signal.channel == "sound" and bool(_LOAN.fullmatch(use.words))


def _case(offer: Offer, use: Use) -> int:
    """0 = written as a name; 1 = case tells nothing; 2 = as a word beside capitals."""
    around = raw_of(offer, use.signal).replace(use.words, " ")
    if not any(word.islower() for word in use.words.split()):
        shouted = around.isupper() and len(around) > 8
        return 1 if shouted or use.words.upper() == use.words.lower() else 0
    return 2 if any(letter.isupper() for letter in around) else 1
