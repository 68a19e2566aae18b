"""The mark says what the goods fit, not who made them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.binding import alternatives, reaches, when_all
from rules.context.phrases import fits_after, fits_before, meant_for
from rules.context.uses import Use, uses

_CLEAR_LATIN: Final = alternatives(
    """
    compatible(?: for| with)? / fits?(?: for)? / to fit / fitting / works? (?:with|for)
    suitable (?:for|with) / suits / replac(?:e|es|ing|ements?)(?: part| parts)?(?: for| of)?
    (?:designed|made|custom|tailored|perfect|ideal|specially) for / for use (?:with|on|in)
    (?:accessor(?:y|ies)|parts?|spares?|chargers?|cases?|covers?|cables?|straps?|bands?) for
    (?:adapters?|filters?|skins?|holders?|protectors?|mounts?|docks?|stands?|toners?|ink) for
    (?:cartridges?|batter(?:y|ies)|refills?|pods?|kits?|lace|laces|shoelaces|brush(?:es)?) for
    passend fur / geeignet fur / kompatibel (?:mit|zu) / ersatz\\w* fur
    compatibles? (?:avec|con|com) / compativel com / compatibile con / adaptable a
    """
)
_CLEAR_OTHER: Final = alternatives(
    """
    适用于 / 适用 / 适配于 / 适配 / 兼容 / 专为 / 通用于 / 通用 / 匹配 / 替换 / 替代
    代用 / 配用 / 可用于 / 搭配 / 适合于 / 适合 / совместим\\w* с / подходит (?:для|к)
    """
)
_CLEAR: Final = re.compile(rf"\b{_CLEAR_LATIN}\b|{_CLEAR_OTHER}")
_MODELS: Final = (
    r"[\s\-]*(?:[\w.+]{0,6}\d[\w.+]{0,8}|pro|max|plus|mini|ultra|air|series|se|"
    r"/|,|、|\s|手机|电脑|系列){0,8}"
)
_AFTER: Final = re.compile(
    rf"^{_MODELS}[\s\-]*"
    r"(?:compatible\b|replacement\b|适用|专用|通用|兼容|适配|可用|替换|対応|互換|전용|호환|"
    r"用(?=[ケカバフィ保充壳膜])|用[\s　]*(?=互換|互换|交換|交换|替え|パーツ))"
)
# "海尔冰箱适用": the goods it fits may stand between; "男女通用" speaks of people.
_GOODS_BETWEEN: Final = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:适用|适配|兼容|替换|(?<![男女季龄号])通用)(?!于?[男女春夏秋冬])"
    r"|^[\u4e00-\u9fff ]{1,16}?(?:配件通用|通用配件|替换配件|原装替代)"
)


class CompatibleWithReader:
    """Needed to show the purpose of the goods, such use is allowed.

    Source: Regulation (EU) 2017/1001 article 14(1)(c); nominative use (指示性使用) in China.
    """

    name: ClassVar[str] = "context.compatible_with/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True only when every use that decides is bound to such a phrase."""
        del asset, holder, on
        found = uses(offer, signals)
        says = "says what the goods fit"
        return when_all(self.name, found, _fitting, Defence.COMPATIBLE_WITH, says)


def _fitting(use: Use) -> float:
    if reaches(_CLEAR, use.before, words=9) or reaches(fits_before(), use.before, words=6):
        return 1.0
    if any(after.search(use.after) for after in (_AFTER, fits_after(), _GOODS_BETWEEN)):
        return 1.0
    return 0.85 if reaches(meant_for(), use.before, words=4) else 0.0
