"""Words of the pages behind the links of mails."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from alerts.email.links import Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedWords:
    """One kind of link: what it asks, its button, what was done."""

    title: str
    lead: str
    button: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLinkWords:
    """One language."""

    deeds: Mapping[Deed, DeedWords]
    gone_title: str
    gone: str


ENGLISH: Final = MailLinkWords(
    deeds={
        Deed.ACKNOWLEDGE: DeedWords(
            title="Acknowledge {number}",
            lead="You, {email}, are on this case. Nobody is reminded of it until it changes.",
            button="I am on it",
            done="Noted: you are on {number}.",
        ),
        Deed.UNSUBSCRIBE: DeedWords(
            title="No more mail",
            lead="No alert goes to {email} any more. The operator is told.",
            button="Send me no more mail",
            done="{email} gets no more mail. Whoever runs Rightswatch can change that.",
        ),
        Deed.CONFIRM: DeedWords(
            title="Confirm your address",
            lead="{email} is yours, and you expect alerts about registered rights there.",
            button="Confirm",
            done="{email} is confirmed.",
        ),
    },
    gone_title="This link has ended",
    gone="It is older than 30 days, or not whole. Nothing was done. The command in the mail does "
    "the same.",
)
CHINESE: Final = MailLinkWords(
    deeds={
        Deed.ACKNOWLEDGE: DeedWords(
            title="确认接手 {number}",
            lead="您（{email}）正在处理此案。在案件变动之前，不再提醒任何人。",
            button="我在处理",
            done="已记录：您正在处理 {number}。",
        ),
        Deed.UNSUBSCRIBE: DeedWords(
            title="不再接收邮件",
            lead="不再向 {email} 发送提醒，并告知运维人员。",
            button="不再给我发邮件",
            done="{email} 不再接收邮件。如需恢复，请联系运行 Rightswatch 的人员。",
        ),
        Deed.CONFIRM: DeedWords(
            title="确认邮箱地址",
            lead="{email} 是您的地址，您愿意在此接收注册权利的提醒。",
            button="确认",
            done="{email} 已确认。",
        ),
    },
    gone_title="链接已失效",
    gone="链接已超过 30 天或不完整。未作任何更改。邮件中的命令效果相同。",
)
