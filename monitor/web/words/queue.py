"""Words of the queue, and of decisions wherever they are taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from alerts.email.words.reasons import CHINESE_REASONS, ENGLISH_REASONS
from monitor.domain.case import CaseState
from monitor.domain.reason import Reason
from monitor.ports.store import Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueWords:
    """One language. decide: what a button says; decided: what was done, with {count}."""

    title: str
    counted: str
    none: str
    any: str
    state: str
    grade: str
    harm: str
    market: str
    right: str
    only_new: str
    new: str
    since: str
    first_visit: str
    order: str
    gravest: str
    newest: str
    apply: str
    seller_only: str
    views: str
    name_view: str
    keep_view: str
    drop_view: str
    view_notices: Mapping[str, str]
    more: str
    first: str
    take: str
    choose: str
    choose_all: str
    chosen_do: str
    note: str
    reason: str
    no_reason: str
    decide: Mapping[CaseState, str]
    acknowledge: str
    decided: Mapping[CaseState, str]
    acknowledged: str
    nothing_chosen: str
    undo: str
    harms: Mapping[Harm, str]
    reasons: Mapping[Reason, str]
    keys_title: str
    keys: tuple[tuple[str, str], ...]


ENGLISH: Final = QueueWords(
    title="Cases",
    counted="{count} cases",
    none="No case is like that.",
    any="any",
    state="Decided",
    grade="Grade",
    harm="Possible harm",
    market="Marketplace",
    right="Right",
    only_new="only new ones",
    new="new",
    since="new since {time}",
    first_visit="This is your first visit: everything is new to you.",
    order="Order",
    gravest="gravest first",
    newest="newest first",
    apply="Show",
    seller_only="Only of the seller {name}",
    views="My views",
    name_view="Name for these filters",
    keep_view="Save as my view",
    drop_view="Delete the view {name}",
    view_notices={
        "kept": "The view is saved. It is yours alone.",
        "replaced": "The view of that name shows these filters now.",
        "dropped": "The view is deleted. Its cases stay.",
        "unnamed": "A view needs a name of 1 to {letters} letters, so nothing was saved.",
        "too_many": "You have {most} views, and no more are kept. Delete one first.",
    },
    more="Next page",
    first="First page",
    take="This list as",
    choose="Choose {number}",
    choose_all="Choose all on this page",
    chosen_do="With the chosen ones",
    note="Note for the record",
    reason="Reason",
    no_reason="no reason named",
    decide={
        CaseState.CONFIRMED: "Confirm",
        CaseState.DISMISSED: "Dismiss",
        CaseState.LICENSED: "Licensed",
        CaseState.OPEN: "Reopen",
    },
    acknowledge="I am on it",
    decided={
        CaseState.CONFIRMED: "Confirmed: {numbers}.",
        CaseState.DISMISSED: "Dismissed: {numbers}.",
        CaseState.LICENSED: "Marked licensed: {numbers}.",
        CaseState.OPEN: "Open again: {numbers}.",
    },
    acknowledged="Acknowledged: {numbers}.",
    nothing_chosen="No case was chosen, so nothing was done.",
    undo="Undo",
    harms={
        Harm.HIGH: "high, 60 and more",
        Harm.MIDDLE: "middle, 30 to 59",
        Harm.LOW: "low, under 30",
    },
    reasons=ENGLISH_REASONS,
    keys_title="Keys",
    keys=(
        ("j / k", "next case, case before"),
        ("Enter", "open the case"),
        ("x", "choose it, or not"),
        ("c", "confirm"),
        ("f", "dismiss: nothing in it"),
        ("l", "licensed"),
        ("s", "silence its letters (on its page)"),
        ("u", "undo the last decision"),
        ("e", "take the list as CSV; of a case, its evidence"),
        ("?", "these keys"),
    ),
)

CHINESE: Final = QueueWords(
    title="案件",
    counted="{count} 个案件",
    none="没有符合条件的案件。",
    any="不限",
    state="判断",
    grade="等级",
    harm="可能的危害",
    market="平台",
    right="权利",
    only_new="仅看新案件",
    new="新",
    since="{time} 之后为新",
    first_visit="这是您第一次访问：所有案件对您都是新的。",
    order="排序",
    gravest="危害最大者在前",
    newest="最新者在前",
    apply="显示",
    seller_only="仅看卖家 {name}",
    views="我的视图",
    name_view="为当前筛选命名",
    keep_view="存为我的视图",
    drop_view="删除视图 {name}",
    view_notices={
        "kept": "视图已保存，仅您本人可见。",
        "replaced": "同名视图已改为当前筛选。",
        "dropped": "视图已删除，其中案件不受影响。",
        "unnamed": "视图名称须为 1 至 {letters} 个字符，未保存。",
        "too_many": "您已有 {most} 个视图，不能再增加。请先删除一个。",
    },
    more="下一页",
    first="第一页",
    take="将此清单存为",
    choose="选择 {number}",
    choose_all="选择本页全部",
    chosen_do="对所选案件",
    note="备注（存入记录）",
    reason="理由",
    no_reason="不注明理由",
    decide={
        CaseState.CONFIRMED: "确认",
        CaseState.DISMISSED: "排除",
        CaseState.LICENSED: "已获授权",
        CaseState.OPEN: "重新打开",
    },
    acknowledge="我在处理",
    decided={
        CaseState.CONFIRMED: "已确认：{numbers}。",
        CaseState.DISMISSED: "已排除：{numbers}。",
        CaseState.LICENSED: "已标为获授权：{numbers}。",
        CaseState.OPEN: "已重新打开：{numbers}。",
    },
    acknowledged="已注明在处理：{numbers}。",
    nothing_chosen="未选择任何案件，未作更改。",
    undo="撤销",
    harms={
        Harm.HIGH: "高（60 及以上）",
        Harm.MIDDLE: "中（30 至 59）",
        Harm.LOW: "低（30 以下）",
    },
    reasons=CHINESE_REASONS,
    keys_title="快捷键",
    keys=(
        ("j / k", "下一案件、上一案件"),
        ("Enter", "打开案件"),
        ("x", "选择或取消选择"),
        ("c", "确认"),
        ("f", "排除：没有问题"),
        ("l", "已获授权"),
        ("s", "静默其邮件（在案件页）"),
        ("u", "撤销上一次判断"),
        ("e", "下载列表（CSV）；在案件页打开证据"),
        ("?", "显示快捷键"),
    ),
)
