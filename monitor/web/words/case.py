"""Words of the page of one case."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """One language."""

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
    more_offer="商品的其他内容",
    back="返回案件列表",
    claim="权利要求",
    element="技术特征",
    offer_says="商品所述",
)
