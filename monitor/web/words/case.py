"""Words of the page of one case."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """One language. untold: why a letter was held back, in the order of `history`'s shapes."""

    registered: str
    offered: str
    found_here: str
    decide: str
    alike: str
    may_not: str
    silence: str
    silence_lead: str
    days: str
    because: str
    be_silent: str
    silenced: str
    history: str
    when: str
    what: str
    who: str
    note: str
    decided_with: str
    came_back: str
    reminder: str
    kept_for: str
    withheld: str
    untold: tuple[str, str, str, str]
    more_offer: str
    back: str
    claim: str
    element: str
    offer_says: str


ENGLISH: Final = CaseWords(
    registered="Registered",
    offered="Offered",
    found_here="outlined: what was found",
    decide="Decide",
    alike="also the like offers of the same seller",
    may_not="Your role does not decide this case.",
    silence="Silence",
    silence_lead="No letters about this right, seller and market for some days; they come "
    "together afterwards.",
    days="Days",
    because="Why",
    be_silent="Be silent",
    silenced="Nobody is written to about this right, seller and market until {time}.",
    history="History",
    when="When",
    what="What",
    who="Who",
    note="Note",
    decided_with="with {number}",
    came_back="{before} → {after}: the offer came back as {listing}",
    reminder="reminder of {key}",
    kept_for="{state}: such cases are kept for {days} days after the decision",
    withheld="{name}, {fields} fields withheld",
    untold=(
        "not written: the case is {state}",
        "not written: the case is open already, and was told as {grade}",
        "not written: {who} is no recipient any more",
        "not written: somebody has answered",
    ),
    more_offer="More of the offer",
    back="Back to the cases",
    claim="Claim",
    element="Element",
    offer_says="What the offer says",
)
CHINESE: Final = CaseWords(
    registered="在册权利",
    offered="所售商品",
    found_here="框线：所发现之处",
    decide="判断",
    alike="同一卖家的同类商品一并处理",
    may_not="您的角色不能对本案作出判断。",
    silence="静默",
    silence_lead="数日内不再就此权利、卖家和平台发送邮件；期间的消息于结束后一并告知。",
    days="天数",
    because="原因",
    be_silent="开始静默",
    silenced="在 {time} 之前，不再就此权利、卖家和平台通知任何人。",
    history="经过",
    when="时间",
    what="事项",
    who="人员",
    note="备注",
    decided_with="随 {number} 一并处理",
    came_back="{before} → {after}：商品以 {listing} 再次出现",
    reminder="提醒 {key}",
    kept_for="{state}：此类案件自作出判断起保留 {days} 天",
    withheld="{name}，隐去 {fields} 项",
    untold=(
        "未发送：案件{state}",
        "未发送：案件已在处理中，曾以“{grade}”告知",
        "未发送：{who} 已不是收件人",
        "未发送：已有人回应",
    ),
    more_offer="商品的其他内容",
    back="返回案件列表",
    claim="权利要求",
    element="技术特征",
    offer_says="商品所述",
)
