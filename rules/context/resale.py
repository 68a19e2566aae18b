"""Second-hand goods: resale of what the holder once sold is no infringement (exhaustion)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.binding import alternatives
from rules.context.phrases import resold
from rules.language.views import folded

_CONDITION: Final = re.compile(
    r"used|second|pre-?owned|refurb|renewed|open ?box|vintage|antique|gebraucht|occasion|usado|"
    r"usato|二手|中古|闲置|翻新|成新|б/у|중고"
)
_GRADED: Final = re.compile(
    r"(?:(?:very |like )?(?:good|fair|acceptable|excellent|poor)|(?:sehr )?gut"
    r"|(?:tres )?bon(?: etat)?|buen estado|buono|ottimo)(?: condition)?"
)
"""Grades of wear: nobody grades what is new."""
_NEW: Final = re.compile(r"newcondition|^new$|全新|brand new|unused|never used")
_WORDS: Final = re.compile(
    alternatives(
        """
        \\bsecond[ -]?hand\\b / \\bpre-?owned\\b / \\bpre-?loved\\b / \\bgently used\\b / ^used\\b
        \\blots?\\b.{0,24}\\bused\\b / \\bused\\b.{0,24}\\blots?\\b
        \\bused (?:condition|once|twice)\\b / [(\\[,|\\-–] ?used\\b / \\brefurbished\\b
        \\bvintage (?:19|20)?\\d\\ds?\\b / \\bgebraucht\\b / \\bd['’]occasion\\b
        \\bsegunda mano\\b
        \\busad[oa]\\b / \\busat[oa]\\b / 二手 / 中古 / 闲置 / 自用出 / 自用转
        \\d\\d?成新 / [九8-9]成新
        (?:穿|背|戴|用|骑|玩)过(?:几|一|两|三|\\d+)(?:次|回|天|年|季)
        九五新 / 9\\.?5新 / 99新 / 95新 / 转让 / 出闲 / б/у / 중고 / ユーズド / used品
        """
    )
)

_READ: Final = 2000  # letters of a title


class SecondHandReader:
    """Reads the condition field, then the words of resale in the title."""

    name: ClassVar[str] = "context.second_hand/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True, False, or None when the page says nothing of the condition."""
        del asset, holder, signals, on
        because = resold_because(offer)
        if because:
            return (self._resold(because),)
        condition = folded(offer.condition or "").strip()
        because = f"the condition is {offer.condition!r}" if condition else "nothing says used"
        value = False if condition or offer.title else None
        defence = Defence.SECOND_HAND
        return (ContextFact(name=self.name, value=value, because=because, defence=defence),)

    def _resold(self, because: str) -> ContextFact:
        return ContextFact(
            name=self.name,
            value=True,
            because=because,
            weight=-1.0,
            defence=Defence.SECOND_HAND,
        )


def resold_because(offer: Offer) -> str | None:
    """What shows that the goods are second-hand; None where nothing does."""
    condition = folded(offer.condition or "").strip()
    is_new = _NEW.search(condition)
    worn = _CONDITION.search(condition) or _GRADED.fullmatch(condition)
    if condition and worn and not is_new:
        return f"the condition is {offer.condition!r}"
    title = folded((offer.title or "")[:_READ])
    match = _WORDS.search(title) or resold().search(title)
    return f"the title says {match.group().strip()!r}" if match and not is_new else None
