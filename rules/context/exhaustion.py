"""Has the holder's say over these goods ended with their first sale? That depends on the law.

An offer that tells its goods were meant for another market is read by the law of where it is
directed. European Union: the say ends with a first sale within the European Economic Area alone, so
goods from elsewhere are still under it (C-355/96 Silhouette), and goods from within are not
(Regulation (EU) 2017/1001 article 15(1); Directive (EU) 2015/2436 article 15(1) for national
marks), unless they are altered or the holder has another legitimate reason (paragraph 2 of both).
United States: where the holder and the maker abroad are one house, genuine goods may be resold
wherever they were first sold (NEC Electronics v. CAL Circuit Abco, 810 F.2d 1506, 9th Cir. 1987),
unless they differ materially from those sold there (15 U.S.C. 1124; Lever Bros. v. United States,
981 F.2d 1330, D.C. Cir. 1993). China: the Trademark Law is silent; courts are divided, mostly let
unaltered genuine goods pass, and not those whose codes or labels are taken off. Whether they are
genuine the words of a seller never prove: a defence that rests on them spares an alert, and not the
look of a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.intent import PARALLEL
from rules.context.laws import CHINA, STATES, UNION, Law, sole_law
from rules.context.uses import all_text

_WITHIN: Final = re.compile(
    r"\b(?:eu|ewr|eea|ue|eer)[ -]?(?:import(?:e|ado|ato)?|re-?import|ware|stock|goods|version)\b"
    r"|\b(?:re-?)?import(?:e|ed|ado|ato|iert)?(?: parallele)? (?:from|aus|de|da|aus der|del|dall)"
    r"['’ ]*(?:the )?(?:eu|ue|ewr|eea|eu-ausland|union europeenne|union europea|unione europea|"
    r"germany|france|italy|spain|frankreich|italien|spanien|polen|allemagne|italie|espagne)\b"
)
_DIFFERENT: Final = re.compile(
    r"\b(?:no|without|non) (?:us |u\.s\. |american |domestic |manufacturer['’]?s? )?warranty\b"
    r"|\b(?:international|asian|european|chinese|japanese|foreign|korean) "
    r"(?:version|packaging|label(?:s|ling|ing)?|formula|manual|edition)\b"
    r"|\bnot (?:meant|intended|for sale) (?:for|in) the (?:us|u\.s\.|american)\b"
    r"|\b(?:batch|lot|serial) (?:code|number)s? (?:removed|cut)\b"
)
_ALTERED: Final = re.compile(
    r"(?:刮|磨|去|撕|剪|无|没)(?:防伪)?(?:码|标(?!题|准|配|价)|批号|条形码)|剪标|换(?:包装|标)|分装"
)
_STRONG: Final = 0.8
_MILD: Final = 0.3


@dataclass(frozen=True, slots=True)
class _Under:
    """What one law says. exception: words that turn it; both told with the weight they have."""

    exception: re.Pattern[str]
    plain: tuple[str, float, Defence | None, str]
    turned: tuple[str, float, Defence | None, str]


_RULES: Final[dict[str, _Under]] = {
    UNION.name: _Under(
        exception=_WITHIN,
        plain=("outside", _MILD, None, "first sold outside the European Economic Area"),
        turned=(
            "inside",
            -_STRONG,
            Defence.EXHAUSTION,
            "said to be first sold within the European Economic Area",
        ),
    ),
    STATES.name: _Under(
        exception=_DIFFERENT,
        plain=("genuine", -_STRONG, Defence.EXHAUSTION, "said to be genuine goods from abroad"),
        turned=("different", _MILD, None, "goods from abroad that differ from those sold here"),
    ),
    CHINA.name: _Under(
        exception=_ALTERED,
        plain=(
            "imported",
            -_STRONG,
            Defence.PARALLEL_IMPORT,
            "said to be genuine goods from abroad",
        ),
        turned=("altered", _MILD, None, "goods from abroad whose codes or labels are taken off"),
    ),
}


class ExhaustionReader:
    """Reads where goods were first sold, by the one law that applies."""

    name: ClassVar[str] = "context.exhaustion/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact of a mark: where they were sold or how they differ; False without such words.

        None where several laws apply, or one that has no profile.
        """
        del holder, signals, on
        if asset.kind in NAMELESS:
            return ()
        text = all_text(offer)
        within = _WITHIN.search(text)
        told = PARALLEL.search(text) or within
        if told is None:
            because = "nothing tells of another market"
            return (ContextFact(name=self.name, value=False, because=because),)
        law = sole_law(offer, asset)
        if law is None:
            because = "by which law the goods may be resold is not known"
            return (ContextFact(name=self.name, value=None, because=because),)
        return (self._by(law, text, told.group()),)

    def _by(self, law: Law, text: str, words: str) -> ContextFact:
        rule = _RULES[law.name]
        turning = rule.exception.search(text)
        value, weight, defence, says = rule.turned if turning else rule.plain
        because = f"{says}: {(turning.group() if turning else words).strip()!r}"
        return ContextFact(
            name=self.name, value=value, because=because, weight=weight, defence=defence
        )
