"""The words of mails that tell of no case."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWords:
    """One language. tag: BCP 47."""

    tag: str
    troubles: str
    lead: str
    failing: str
    given_up: str
    stopped: str
    more: str
    remedy: str
    ends: str
    passed: str
    and_others: str
    ends_lead: str
    passed_lead: str
    deadline: str
    reminder_remedy: str
    lost: str
    lost_lead: str
    lost_unseen: str
    lost_since: str
    lost_unmatched: str
    lost_remedy: str
    confirm: str
    question: str
    by_link: str


ENGLISH: Final = NoteWords(
    tag="en",
    troubles="Rightswatch: letters do not arrive",
    lead="Letters of this installation do not reach the people or programs they are for:",
    failing="- to {to} by {channel}, {attempts} tries, tried further: {because}\n"
    "  letter: {subject}",
    given_up="- to {to} by {channel}, GIVEN UP after {attempts} tries: {because}\n"
    "  letter: {subject}",
    stopped="- {address} gets no mail any more: {because}",
    more="- and {count} more",
    remedy="""All of them: rightswatch alerts outbox --state dead
Once the cause is repaired, send what was given up again: rightswatch alerts retry ADDRESS
What nobody needs any more, let go: rightswatch alerts drop ADDRESS""",
    ends="Deadline {due}: {number}",
    passed="Deadline passed on {due}: {number}",
    and_others=" and {count} more",
    ends_lead="Periods that the law gives for these notices end soon:",
    passed_lead="These have ended, and nothing is on record of what came of it:",
    deadline="- {number} ({form}, {asset}), case {case} on {market}:\n  {told}",
    reminder_remedy="""Once it is done: rightswatch notices outcome NUMBER --outcome complaint
(or lawsuit, restored, withdrawn). All periods: rightswatch notices list

Each period is told twice at most: some days before it ends, and when it has
ended. Days are counted where the law applies. This is no legal advice: check
each period before you rely on it.""",
    lost="Rightswatch: canaries are not found",
    lost_lead="Offers that must be found are found no longer. While that is so, other offers of "
    "these sources may be missed too, and nobody would know:",
    lost_unseen="- {source}: {canary} (for {asset}) was never seen",
    lost_since="- {source}: {canary} (for {asset}) was last seen {at}",
    lost_unmatched="- {source}: {canary} was seen at {at}, but matched with {asset} as {grade} in "
    "place of {wanted}",
    lost_remedy="""Is the offer itself gone, or does the source shut us out? rightswatch coverage
All canaries: rightswatch doctor
A canary that is no longer offered: take it out of the configuration.
You are told of each loss once.""",
    confirm="Rightswatch: please confirm your address",
    question="""Hello,

{email} is named as the receiver of alerts about possible infringements of registered rights.
Before the first one is sent, please confirm that this is your address and that you expect them:
tell the operator of the system that wrote this mail the code

    {code}

who enters it with: rightswatch alerts confirm {email} {code}

If you do not know what this is about, do nothing. You will get no further mail.""",
    by_link="Or confirm it here; the page asks once more:",
)
CHINESE: Final = NoteWords(
    tag="zh",
    troubles="Rightswatch：提醒未能送达",
    lead="本系统的下列提醒未能送达收件人或程序：",
    failing="- 收件人 {to}（{channel}），已尝试 {attempts} 次，仍在重试：{because}\n"
    "  提醒：{subject}",
    given_up="- 收件人 {to}（{channel}），尝试 {attempts} 次后已放弃：{because}\n  提醒：{subject}",
    stopped="- {address} 不再接收邮件：{because}",
    more="- 另有 {count} 项",
    remedy="""查看全部：rightswatch alerts outbox --state dead
排除原因后，重新发送已放弃的提醒：rightswatch alerts retry 地址
不再需要的，予以清除：rightswatch alerts drop 地址""",
    ends="期限 {due}：{number}",
    passed="期限已于 {due} 届满：{number}",
    and_others=" 等，另有 {count} 件",
    ends_lead="下列通知的法定期限即将届满：",
    passed_lead="下列期限已经届满，尚未记录处理结果：",
    deadline="- {number}（{form}，{asset}），案件 {case}，{market}：\n  {told}",
    reminder_remedy="""处理后请记录：rightswatch notices outcome 编号 --outcome complaint
（或 lawsuit、restored、withdrawn）。查看全部期限：rightswatch notices list

每一期限至多提醒两次：届满前数日一次，届满后一次。日期按法律适用地计算。
本提醒不构成法律意见，请自行核对各项期限。""",
    lost="Rightswatch：未能找到预设商品",
    lost_lead="下列必须能够找到的商品（金丝雀）已无法找到。在此期间，"
    "这些来源的其他商品也可能被遗漏而无人知晓：",
    lost_unseen="- {source}：{canary}（对应 {asset}）从未出现",
    lost_since="- {source}：{canary}（对应 {asset}）最后一次出现于 {at}",
    lost_unmatched="- {source}：{canary} 于 {at} 出现，"
    "但与 {asset} 的比对结果为{grade}，应为{wanted}",
    lost_remedy="""查看是商品已下架，还是来源拒绝访问：rightswatch coverage
查看全部：rightswatch doctor
已不再销售的，请从配置中删除。
每次丢失仅提醒一次。""",
    confirm="Rightswatch：请确认您的邮箱地址",
    question="""您好：

{email} 被指定为涉嫌侵犯注册权利线索提醒的收件地址。
在发送第一封提醒之前，请确认这是您的地址，并且您愿意接收：请将以下确认码告知发送本邮件的系统的运维人员

    {code}

由其输入：rightswatch alerts confirm {email} {code}

如果您不清楚此事，无需处理，您不会再收到邮件。""",
    by_link="也可在此确认（页面会再次询问）：",
)
NOTES: Final = {"en": ENGLISH, "zh": CHINESE}
