"""Vocabulary of the counterfeit trade: what sellers write for buyers who know."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.binding import alternatives
from rules.context.laws import STATES, Law, sole_law
from rules.context.uses import all_text, uses
from rules.language.views import folded

_CHINESE: Final = alternatives(
    """
    高仿 / 精仿 / 超仿 / 仿版 / a货 / (?<![a-z])a貨 / 超a / 顶级复刻 / 复刻 / 原单 / 纯原
    一比一 / 1比1 / 莆田 / 真标 / 过验 / 过机 / 公司级 / 外贸尾单 / 尾单 / 厂货 / 高版本 / 顶级版本
    专柜品质 / 可过专柜
    """
)
_LATIN: Final = alternatives(
    """
    (?:1|one) to (?:1|one) / replicas? / super ?clones? / mirror (?:quality|copy|grade) / og batch
    (?:first|1st|master|7a|high|top|super|aaa+) cop(?:y|ies) / ljr / pk batch / knock ?-?offs?
    (?:a{3,}\\+*|5a|7a|aa\\+|top) (?:quality|grade|rep|replica|copy) / counterfeits? / bootlegs?
    (?:best|top|batch|quality|w2c|og) reps? / reps? (?:shoes|sneakers|bags?|quality)
    repliques? / replika\\w* / falschung\\w* / imitaciones?
    """
)
_ELSEWHERE: Final = alternatives(
    """
    реплик\\w* / копия / люкс ?копи\\w* / 레플리카 / 레플 / 미러급 / 정품급
    レプリカ / コピー品 / スーパーコピー / スーパーコヒー / n級 / 偽物
    """
)
_COUNTERFEIT: Final = re.compile(
    rf"{_CHINESE}|\b{_LATIN}\b|\baaa\+|(?<![\d:])1\s?[:：]\s?1(?![\d:])|{_ELSEWHERE}"
)
_REFILLED: Final = re.compile(
    r"(?:空瓶|空盒|酒瓶|包装盒|瓶盖|水洗标|吊牌|标签|合格证).{0,24}?(?:防伪|灌装|贴牌|可贴|代贴)"
    r"|(?:空瓶|空盒|空罐|瓶子).{0,24}?(?:带标|带贴标|自行装|可装片|可灌|代灌)"
    r"|防伪.{0,16}?(?:空瓶|空盒|灌装)|回收.{0,4}灌装|可(?:印|打)(?:logo|标|商标)"
    r"|\b(?:fake|copied|custom|counterfeit) (?:\w+ ){0,2}(?:labels?|hang ?tags?|print|logo)\b"
    r"|\b(?:labels?|hang ?tags?)\b.{0,40}\b(?:fake|custom) print"
    r"|假标|假吊牌|带(?:logo|标)代工"
)
"""Parts that make a copy pass: labels and packaging with another's mark for whoever fills them.

Source: China Trademark Law (2019) article 57 item 4; Regulation (EU) 2017/1001 on acts that prepare
an infringement by packaging and labels.
"""
PARALLEL: Final = re.compile(
    r"\b(?:parallel(?:ly)? import(?:s|ed)?|gr[ae]y[ -]market|grauimport|importacao paralela|"
    r"importacion paralela|import parallele|us[ -]import|eu[ -]import|"
    r"not (?:meant|intended|for sale) (?:for|in) the \w+ market|nicht fur den [\w-]+ ?markt)\b"
    r"|水货|平行进口|非国行|无中文标|海外版本? ?非国行|並行輸入|병행수입|параллельн\w* импорт"
)
"""The offer says itself that its goods were meant for another market: a ground for a person to
weigh. What follows from it by the law of the place is read in `exhaustion.py`.
"""
_BOUND_BEFORE: Final = re.compile(
    r"(?:\b(?:fake|faux|imitation|copy of|clone of|replica|not (?:original|authentic|genuine))|"
    r"仿|假|非正品|非原装)[\s\-:]*$"
)
_BOUND_AFTER: Final = re.compile(
    r"^[\s\-]*(?:fakes?\b|cop(?:y|ies)\b|clones?\b|reps?\b|imitation\b|仿品|仿|假货|コピー|짝퉁)"
)
_LEANS: Final = alternatives(
    """
    inspired by / in the style of / style of / dupes? (?:of|for) / similar to / looks? like / like
    same as / alternative (?:to|of) / inspiriert von / inspire de / inspirado en / estilo / style
    """
)
_COMPARE_BEFORE: Final = re.compile(
    rf"(?:\b{_LEANS}|平替|大牌|仿制|致敬|类似|模仿)[\s\-:]*(?:the|an?)?\s*$"
)
_COMPARE_AFTER: Final = re.compile(
    r"^['’]?s?[\s\-]*(?:(?:dupes?|inspired|styled?|look(?:-?alike)?s?|type|alternative|st)\b|"
    r"同款|风格|风(?=[\s的]|$)|款式|平替|类似|系列同款|風|スタイル|스타일|в стиле)"
)
_ANYWHERE: Final = re.compile(
    r"\b(?:dupes?|clones?|homages?|duftzwillinge?)\b"
    r"|平替|大牌同款|专柜同款|ins同款"
)
_SAID_TO_BE_LIKE: Final = re.compile(
    r"\b(?:inspired by|dupes?|similar to|alternative|same as|compares?|duftzwillinge?|homages?)\b"
)
"""Words by which goods are said to be another's, and like; "-style" and "look" say less."""
_READ: Final = 2000  # letters of a title
_DENIES: Final = re.compile(
    r"(?:\b(?:not?|non|never|anti|without)|n['’]t|"
    r"拒绝|杜绝|非|不是|不卖|绝非|打击|无|谢绝|没有|不做)"
    r"[\s\-]*(?:a|any|an|sell|selling|任何|卖)?[\s\-]*$"
)


class IntentReader:
    """Finds words for copies; a denial before them ("no replica", 拒绝高仿) takes them back."""

    name: ClassVar[str] = "context.intent/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """Value "counterfeit", "comparison" or "parallel"; False when none was found.

        Of marks alone: an invention is practised under any words.
        """
        del holder, on
        if asset.kind in NAMELESS:
            return ()
        text = all_text(offer)
        words = next(_counterfeit(offer, signals, text), None)
        if words:
            because = f"the offer speaks of copies: {words!r}"
            return (ContextFact(name=self.name, value="counterfeit", because=because, weight=1.0),)
        words = next(_comparison(offer, signals, text), None)
        if words:
            return (self._compared(words, sole_law(offer, asset)),)
        meant = PARALLEL.search(text)
        if meant:
            because = f"the offer speaks of goods meant for another market: {meant.group()!r}"
            return (ContextFact(name=self.name, value="parallel", because=because),)
        return (ContextFact(name=self.name, value=False, because="no word of the copy trade"),)

    def _compared(self, words: str, law: Law | None) -> ContextFact:
        """Leaning on another's mark: taking advantage in most laws, and a plain word in one.

        In the European Union such use rides on the mark (CJEU C-487/07 L'Oreal v. Bellure), in
        China too where it misleads about the source (Anti-Unfair Competition Law article 7, in
        force in this version from 15 October 2025). In the United States a competitor may say
        truthfully what its goods are like (Smith v. Chanel, 402 F.2d 562, 9th Cir. 1968): under
        its own name that is for a person to see, and no alert.
        """
        if law is STATES and _SAID_TO_BE_LIKE.search(words):
            return ContextFact(
                name=self.name,
                value="comparison",
                because=f"the offer compares its goods with those of the mark: {words!r}",
                weight=-0.55,
                defence=Defence.NOMINATIVE_USE,
            )
        because = f"the offer leans on the mark: {words!r}"
        return ContextFact(name=self.name, value="comparison", because=because, weight=0.6)


def _counterfeit(offer: Offer, signals: Sequence[Signal], text: str) -> Iterator[str]:
    for match in _COUNTERFEIT.finditer(text):
        if not _DENIES.search(text[max(0, match.start() - 24) : match.start()]):
            yield match.group()
    parts = _REFILLED.search(folded((offer.title or "")[:_READ]))
    if parts:
        yield parts.group()
    for use in uses(offer, signals):
        before, after = _BOUND_BEFORE.search(use.before), _BOUND_AFTER.search(use.after)
        if before and not _DENIES.search(use.before[: before.start()]):
            yield before.group() + use.words
        elif after:
            yield use.words + after.group()


def _comparison(offer: Offer, signals: Sequence[Signal], text: str) -> Iterator[str]:
    for use in uses(offer, signals):
        if use.signal.field == "description":
            continue  # a text may compare; a title that does leans on the mark
        before, after = _COMPARE_BEFORE.search(use.before), _COMPARE_AFTER.search(use.after)
        if before:
            yield before.group() + use.words
        elif after:
            yield use.words + after.group()
    for match in _ANYWHERE.finditer(text):
        yield match.group()
