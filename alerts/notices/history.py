"""What happened to a case, and what a chart says of an element, in each language.

Layer: alerts.
Flow: CaseEvent, ChartRow -> words -> reports, notices, the desk.
"""

from collections.abc import Mapping
from typing import Final

from monitor.domain.case import CaseEventKind
from monitor.domain.chart import ElementStatus

SILENT: Final = frozenset({
    CaseEventKind.ALERTED,
    CaseEventKind.HELD_BACK,
    CaseEventKind.EXPORTED,
})
"""Events whose note is nobody's affair outside: who got letters, where files went."""

EVENTS_EN: Final[Mapping[CaseEventKind, str]] = {
    CaseEventKind.OPENED: "opened",
    CaseEventKind.RAISED: "raised",
    CaseEventKind.SEALED: "evidence sealed",
    CaseEventKind.CAPTURE_FAILED: "capture failed, tried again",
    CaseEventKind.ALERTED: "letter written",
    CaseEventKind.HELD_BACK: "letter held back",
    CaseEventKind.ACKNOWLEDGED: "taken note of",
    CaseEventKind.REVIEWED: "decided",
    CaseEventKind.LIVE_STATE: "looked at again",
    CaseEventKind.RELISTED: "offered again",
    CaseEventKind.REOPENED: "opened again",
    CaseEventKind.RELISTING_REFUSED: "not the same goods",
    CaseEventKind.SHOP_PLANNED: "shop put on the list",
    CaseEventKind.NOTICE_PREPARED: "notice prepared",
    CaseEventKind.NOTICE_RELEASED: "notice released",
    CaseEventKind.NOTICE_SENT: "notice sent",
    CaseEventKind.NOTICE_ANSWERED: "notice answered",
    CaseEventKind.NOTICE_COUNTERED: "counter-notice received",
    CaseEventKind.NOTICE_OUTCOME: "what came of the notice",
    CaseEventKind.TEST_PURCHASE: "test purchase",
    CaseEventKind.EXPORTED: "handed out as files",
    CaseEventKind.HELD: "put on legal hold",
    CaseEventKind.RELEASED: "hold released",
    CaseEventKind.DELETED: "evidence deleted",
}
EVENTS_ZH: Final[Mapping[CaseEventKind, str]] = {
    CaseEventKind.OPENED: "立案",
    CaseEventKind.RAISED: "升级",
    CaseEventKind.SEALED: "证据封存",
    CaseEventKind.CAPTURE_FAILED: "固定失败，将重试",
    CaseEventKind.ALERTED: "发出通知邮件",
    CaseEventKind.HELD_BACK: "通知邮件暂缓",
    CaseEventKind.ACKNOWLEDGED: "已知悉",
    CaseEventKind.REVIEWED: "作出判断",
    CaseEventKind.LIVE_STATE: "再次查看",
    CaseEventKind.RELISTED: "重新上架",
    CaseEventKind.REOPENED: "重新立案",
    CaseEventKind.RELISTING_REFUSED: "并非同一商品",
    CaseEventKind.SHOP_PLANNED: "店铺列入查看清单",
    CaseEventKind.NOTICE_PREPARED: "拟写投诉通知",
    CaseEventKind.NOTICE_RELEASED: "签发投诉通知",
    CaseEventKind.NOTICE_SENT: "送出投诉通知",
    CaseEventKind.NOTICE_ANSWERED: "平台答复",
    CaseEventKind.NOTICE_COUNTERED: "收到不侵权声明",
    CaseEventKind.NOTICE_OUTCOME: "投诉结果",
    CaseEventKind.TEST_PURCHASE: "测试购买",
    CaseEventKind.EXPORTED: "导出",
    CaseEventKind.HELD: "保全（暂停删除）",
    CaseEventKind.RELEASED: "解除保全",
    CaseEventKind.DELETED: "证据到期删除",
}
STATUSES_EN: Final[Mapping[ElementStatus, str]] = {
    ElementStatus.MET: "met",
    ElementStatus.NOT_MET: "not met",
    ElementStatus.UNKNOWN: "not said",
}
STATUSES_ZH: Final[Mapping[ElementStatus, str]] = {
    ElementStatus.MET: "述及",
    ElementStatus.NOT_MET: "不符",
    ElementStatus.UNKNOWN: "未述及",
}
