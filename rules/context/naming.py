"""The mark is denied, or names somebody else's goods: comparison, repair, a book about them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.binding import alternatives, when_all
from rules.context.phrases import (
    about_after,
    about_before,
    about_somebody,
    denies_after,
    denies_before,
    emptied,
    joke,
    likened,
    made_of,
    part_after,
    printed,
    recorded,
    served,
)
from rules.context.uses import Use, uses, without_marks
from rules.language.views import folded

_FILLERS: Final = alternatives(
    """
    an? / the / any / of / by / from / for / with / to / real / actual / affiliated / related
    associated / connected / endorsed / sponsored / made / products? / officially / official
    licensed / manufactured / or / and / brand
    """
)
_NOT: Final = re.compile(
    r"(?:\b(?:not|non|no|without|never|isn['’]?t|nicht|kein\w*|pas|sans|sin|nao|sem|не|без)\b|"
    r"非|不是|并非|没有|不含|不带)[\s\-]*"
    rf"(?:\b{_FILLERS}\b[\s\-]*|任何|官方|品牌|的){{0,6}}$"
)
_NOT_AFTER: Final = re.compile(
    r"^[\s\-]*(?:公司|品牌|官方)?(?:无关|没有关系|没有任何关系|not included|sold separately|"
    r"is not included|-free\b)"
)
_NAMED: Final = re.compile(
    r"\b"
    + alternatives(
        """
        vs\\.? / versus / compared? (?:to|with) / than / about / guide to / history of / story of
        biography of / reviews? of / fans? of / unofficial / repair(?:s|ing)? (?:of|for)
        tribute to / book on / magazine on / poster of / art of
        """
    )
    + r"\s*(?:the|an?|my|your)?\s*$"
    r"|(?:对比|比较|评测|测评|关于|传记|回收|维修|收购|求购|非官方|秒杀|胜过|媲美|不输)\s*$"
)
_NAMED_AFTER: Final = re.compile(
    r"^['’]?s?\s*(?:\w+\s+){0,2}?"
    + alternatives(
        """
        repairs? / biography / handbook / guidebook / manual / unofficial / history / fan ?art
        trivia / case study / stock / review
        """
    )
    + r"\b|^[\w\s]{0,6}(?:维修|回收|说明书|教程|传(?!统)|评测|培训|攻略|故事|置换)"
)
_READ: Final = 2000  # letters of a title
_ACCESSORY: Final = re.compile(
    r"^['’]?s?(?P<between>[\w\s.+/\-]{0,40}?)(?P<noun>\b"
    + alternatives(
        """
        cases? / covers? / chargers? / cables? / screen protectors? / straps? / (?:watch ?)?bands?
        filters? / toners? / ink / cartridges? / batter(?:y|ies) / adapters? / holders? / mounts?
        skins? / spare parts? / brush heads? / dust bags? / docks? / lens protectors? / floor mats?
        seat covers? / wiper blades? / brake pads?
        """
    )
    + r"\b|壳|钢化膜|贴膜|保护膜|保护套|手机套|充电器|充电线|数据线|表带|滤芯|"
    r"滤网|墨盒|硒鼓|配件|支架|刷头|脚垫|座套|刹车片)"
)


_WITH: Final = re.compile(
    r"(?:\b(?:with|w/|featuring|in|mit|aus|avec|en|con|in|of)|采用|使用|选用|配备|内衬)"
    r"[\s\-]*(?:(?:genuine|original|real|the|a)\s*)?$"
)
"""Without such a word "Calvenor leather shoes" are the mark's, whatever the brand field says."""
_MODEL: Final = re.compile(r"\d|\b(?:pro|max|plus|mini|ultra)\b")
_GENUINE: Final = re.compile(
    r"\bgenuine|\boriginal\b|\bauthentic|\boem\b|\bofficial|"
    r"正品|原装|原厂|官方|纯正|純正|정품|оригинал|أصلي"
)


_JOKE: Final = 0.4
"""A denial that is the joke itself ("this is not a Calvenor bag") excuses no use on the goods.

Source: Jack Daniel's v. VIP Products, 599 U.S. 140 (2023): a parody that serves as a mark is
weighed by likelihood of confusion like any other use. Neither the Trademark Law of China nor
Regulation (EU) 2017/1001 has an article that excepts parody.
"""


class NegationReader:
    """The text says that the goods are not of the mark."""

    name: ClassVar[str] = "context.negation/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True only when every use that decides is denied."""
        del asset, holder, on
        found = uses(offer, signals)
        says = "denies being of the mark"
        worth = _JOKE if joke().search(folded((offer.title or "")[:_READ])) else 1.0
        return when_all(
            self.name, found, lambda use: worth * _denied(use), Defence.NOMINATIVE_USE, says
        )


class NominativeReader:
    """The mark names the holder's own goods, which somebody compares, repairs or writes about."""

    name: ClassVar[str] = "context.nominative/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True only when every use that decides names; an accessory's name counts for less."""
        del holder, on
        goods = " ".join(asset.goods).casefold()
        read = (without_marks(offer, signals, field, _READ) for field in ("title", "category"))
        subject = _subject(" ; ".join(read), asset)
        says = "names the goods of another"
        return when_all(
            self.name,
            uses(offer, signals),
            lambda use: max(_naming(use, goods), _material(use, offer), subject),
            Defence.NOMINATIVE_USE,
            says,
        )


def _denied(use: Use) -> float:
    before = _NOT.search(use.before) or denies_before().search(use.before)
    after = _NOT_AFTER.search(use.after) or denies_after().search(use.after)
    return 1.0 if before or after else 0.0


def _subject(title: str, asset: Asset) -> float:
    """How surely the offer is a book, film or record about the mark, and not of it.

    title: folded, without the mark, and the shelf with it.
    """
    if about_somebody().search(title):
        return 1.0
    if emptied().search(title) or served().search(title):
        return 0.9
    classes = asset.nice_classes
    book = classes and 16 not in classes and printed().search(title)
    record = classes and not {9, 15, 16} & set(classes) and recorded().search(title)
    return 0.9 if book or record else 0.0


def _naming(use: Use, goods: str) -> float:
    if _NAMED.search(use.before) or _NAMED_AFTER.search(use.after):
        return 1.0
    if about_before().search(use.before) or about_after().search(use.after):
        return 1.0
    if use.signal.field == "description" and likened().search(use.before):
        return 0.9
    if made_of().search(use.before):
        return 0.5
    return _for_accessory(use, goods) if use.signal.channel in ("literal", "alias") else 0.0


def _material(use: Use, offer: Offer) -> float:
    """A named part of goods that bear their own maker's name: boots "with Gorvex lining"."""
    if use.signal.field != "title" or not part_after().search(use.after):
        return 0.0
    return 0.9 if offer.brand and _WITH.search(use.before) else 0.0


def _for_accessory(use: Use, goods: str) -> float:
    """A case or filter behind the mark: with a model between, it says what the part fits."""
    accessory = _ACCESSORY.search(use.after)
    if accessory is None:
        return 0.0
    noun = accessory.group("noun").removesuffix("s")
    if noun in goods:
        return 0.0
    model = _MODEL.search(accessory.group("between"))
    return 0.9 if model and not _GENUINE.search(use.before + " " + use.after) else 0.35
