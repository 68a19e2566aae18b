"""Why people decide as they do, as mails and the desk say it.

Layer: alerts, pure.
"""

from collections.abc import Mapping
from typing import Final

from monitor.domain.reason import Reason

ENGLISH_REASONS: Final[Mapping[Reason, str]] = {
    Reason.COUNTERFEIT: "counterfeit",
    Reason.MARK_USED: "uses the mark",
    Reason.LOOKS_ALIKE: "looks alike",
    Reason.PICTURE_COPIED: "copied pictures",
    Reason.INVENTION_USED: "uses the invention",
    Reason.NOT_ALIKE: "not alike",
    Reason.OTHER_GOODS: "other goods",
    Reason.PLAIN_WORD: "a plain word, not the mark",
    Reason.FITS_ONLY: "says only what it fits",
    Reason.RESOLD: "genuine, sold on",
    Reason.NO_RIGHT_HERE: "no right in force here",
    Reason.MISREAD: "the page was misread",
    Reason.CONTRACT: "by contract",
    Reason.OWN_SHOP: "the holder's own shop",
}

CHINESE_REASONS: Final[Mapping[Reason, str]] = {
    Reason.COUNTERFEIT: "假冒商品",
    Reason.MARK_USED: "使用该商标",
    Reason.LOOKS_ALIKE: "外观近似",
    Reason.PICTURE_COPIED: "盗用图片",
    Reason.INVENTION_USED: "使用该发明",
    Reason.NOT_ALIKE: "并不近似",
    Reason.OTHER_GOODS: "商品类别不同",
    Reason.PLAIN_WORD: "普通词语，并非商标",
    Reason.FITS_ONLY: "仅说明适配",
    Reason.RESOLD: "正品转售",
    Reason.NO_RIGHT_HERE: "本地无有效权利",
    Reason.MISREAD: "页面读取有误",
    Reason.CONTRACT: "有合同",
    Reason.OWN_SHOP: "权利人自营店铺",
}
