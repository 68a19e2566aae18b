"""The mark says what the goods fit, not who made them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.binding import alternatives, listed, named_with_others, reaches, when_all
from rules.context.phrases import fits_after, fits_before, meant_for, not_inside, shelf, third_party
from rules.context.uses import Use, uses
from rules.language.views import folded

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
    r"|^[\w\u4e00-\u9fff ]{0,10}?(?<![男女童孕])专用 ?"
    r"(?:脚垫|座套|坐垫|车衣|车罩|配件|壳|膜|保护|表带|滤|支架|套|刀头|刷头|墨)"
)


# "无印良品 收纳盒 対応 キャスター": what fits is named behind, so 対応 is no property of the goods.
_FITS_BEHIND: Final = re.compile(
    r"^[^.;|!?。；！？\n\[\]【】()（）]{0,20}?(?:互換|호환"
    r"|対応[\s\u3000]*(?:ケース|カバー|フィルム|キャスター|バンド|ベルト|マウント|フィルター|インク|バッテリ|"
    r"ホルダー|スタンド|替|ブラシ|パーツ|アダプタ|ケーブル))"
)
_PARTS: Final = re.compile(
    alternatives(
        """
        \\bfilters?\\b
        \\b(?:carry|storage|travel|display|protective|eva)[ -]?(?:case|box|bag)s?\\b
        \\bcases?\\b / \\bcovers?\\b / \\bsleeves?\\b / \\binserts?\\b / \\bstraps?\\b
        \\bstands?\\b / \\bmounts?\\b / \\bholders?\\b / \\bbrackets?\\b / \\bcartridges?\\b
        \\bbatter(?:y|ies)\\b / \\bblades?\\b / \\bheads?\\b / \\bkits?\\b / \\bpads?\\b
        \\bparts?\\b / \\badapters?\\b / \\bchargers?\\b / \\borgani[sz]ers?\\b
        \\btoners?\\b / \\blights?\\b / \\w*beutel / \\w*filter / \\w*hulle / scherkopf
        ersatz\\w* / \\w*akku / sac a / filtres? / filtros? / coque / funda / cuchilla
        recambio / ricambi / мешк\\w+ / фильтр\\w* / аккумулятор\\w* / чехол / насадк\\w+
        ケース / カバー / フィルター / インク / 替え / 케이스 / 커버 / 필터 / 뚜껑 / 滤网
        滤芯 / 配件 / 支架 / 展示架 / 展示盒 / 防尘罩 / 防塵罩 / 收纳 / 壳 / 套 / 灯饰 / 刀头
        刷头 / 墨盒 / 硒鼓 / 電池 / 电池 / 充电 / 膜 / 带 / 内胆 / 內膽 / 內鍋 / فلتر / غطاء
        حامل
        """
    )
)


_FITS_HAN: Final = re.compile("适用|适配|兼容")
_READ: Final = 2000  # letters of a title


class CompatibleWithReader:
    """Needed to show the purpose of the goods, such use is allowed.

    Source: Regulation (EU) 2017/1001 and Directive (EU) 2015/2436, of both article 14(1)(c),
    by honest practices (2); nominative use (指示性使用) as courts in China know it.
    """

    name: ClassVar[str] = "context.compatible_with/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True only when every use that decides is bound to such a phrase."""
        del asset, holder, on
        found = uses(offer, signals)
        says = "says what the goods fit"
        alone = max(_on_its_own(offer), _a_part_for(offer, found))
        return when_all(
            self.name,
            found,
            lambda use: max(_fitting(use), alone),
            Defence.COMPATIBLE_WITH,
            says,
        )


def _on_its_own(offer: Offer) -> float:
    """How surely the title offers a part that is not the maker's, or a case without its goods."""
    title = folded((offer.title or "")[:_READ])
    if not _PARTS.search(title):
        return 0.0
    return 0.95 if third_party().search(title) or not_inside().search(title) else 0.0


def _a_part_for(offer: Offer, found: Sequence[Use]) -> float:
    """How surely a Chinese title names twice what a part fits: "博世 配件 适用于博世"."""
    title = folded((offer.title or "")[:_READ])
    said = _FITS_HAN.search(title) and _PARTS.search(title)
    return 0.95 if said and any(_fitting(use) >= 1.0 for use in found) else 0.0


def _fitting(use: Use) -> float:
    if reaches(_CLEAR, use.before, words=9) or reaches(fits_before(), use.before, words=6):
        return 1.0
    if any(after.search(use.after) for after in (_AFTER, fits_after(), _GOODS_BETWEEN)):
        return 1.0
    if use.signal.field in ("title", "description") and _FITS_BEHIND.search(use.after):
        return 0.9
    if listed(use) or (use.signal.field == "category" and shelf().search(use.before + use.after)):
        return 0.9
    if named_with_others(use):
        return 0.9
    return 0.85 if reaches(meant_for(), use.before, words=4) else 0.0
