"""Words of the registered rights."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class RightWords:
    """One language. made_up, ordinary, short, shown_by: how strong a right is by itself."""

    title: str
    lead: str
    search: str
    find: str
    all: str
    ending: str
    counted: str
    most: str
    none: str
    right: str
    holder: str
    status: str
    today: str
    in_force: str
    not_in_force: str
    expires: str
    days_left: str
    ran_out: str
    territories: str
    strength: str
    made_up: str
    ordinary: str
    short: str
    shown_by: str
    watched: str
    unwatched: str
    found: str
    confirmed: str
    precision: str
    goods: str
    register: str
    claims: str
    cases: str


ENGLISH: Final = RightWords(
    title="Rights",
    lead="Registered rights, as the configuration has them.",
    search="Name, number or holder",
    find="Find",
    all="all",
    ending="run out within 180 days, or have: {count}",
    counted="{count} rights",
    most="These are the first {count}.",
    none="No right is like that.",
    right="Right",
    holder="Holder",
    status="Status",
    today="Today",
    in_force="in force",
    not_in_force="not in force",
    expires="Runs out",
    days_left="in {count} days",
    ran_out="has run out",
    territories="Territories",
    strength="By itself",
    made_up="distinctive: no ordinary word",
    ordinary="an ordinary word: it proves little alone",
    short="under three letters: met by chance",
    shown_by="pictures: {pictures}, claims: {claims}",
    watched="Watched at",
    unwatched="nowhere: nothing is looked for",
    found="Found",
    confirmed="Confirmed",
    precision="Confirmed of decided",
    goods="Goods",
    register="In the register",
    claims="Claims",
    cases="Its cases in the list",
)
CHINESE: Final = RightWords(
    title="权利",
    lead="配置文件中登记的权利。",
    search="名称、编号或权利人",
    find="查找",
    all="全部",
    ending="180 天内到期或已到期：{count}",
    counted="{count} 项权利",
    most="以上为前 {count} 项。",
    none="没有符合条件的权利。",
    right="权利",
    holder="权利人",
    status="状态",
    today="今日",
    in_force="有效",
    not_in_force="无效",
    expires="到期日",
    days_left="{count} 天后",
    ran_out="已到期",
    territories="地域",
    strength="自身强度",
    made_up="显著：非普通词汇",
    ordinary="普通词汇：单独使用证明力弱",
    short="不足三个字符：易偶然相同",
    shown_by="图片 {pictures} 张，权利要求 {claims} 项",
    watched="监测来源",
    unwatched="无：未在任何来源查找",
    found="发现",
    confirmed="确认",
    precision="已判断中的确认率",
    goods="商品或服务",
    register="登记事项",
    claims="权利要求",
    cases="在列表中查看其案件",
)
