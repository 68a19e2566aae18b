"""What is told of notices, their periods and test purchases, in each language.

Layer: alerts. What people wrote stands in the lines as they wrote it; whoever shows them cleans it.
Flow: Notice, Clock, Purchase -> lines -> command line, reports, referrals.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Final

from alerts.notices.clocks import Clock, ClockKind, clocks
from monitor.domain.attachment import Attachment
from monitor.domain.notice_life import Answer, Notice, NoticeEvent, NoticeEventKind, Outcome
from monitor.domain.purchase import CustodyEvent, CustodyKind, Purchase

_Word = NoticeEventKind | Answer | Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWords:
    """One language. tag: BCP 47. Groups in braces are filled in; `then` stands between parts."""

    tag: str
    then: str
    years: str
    line: str
    words: Mapping[_Word, str]
    role: str
    origin: str
    way: str
    reference: str
    platform_day: str
    file: str
    clocks: Mapping[ClockKind, str]
    no_day: str
    until: str
    left: str
    last_day: str
    passed: str
    ended: str
    moved: str
    unknown: str
    assumed: str
    order: str
    custody: Mapping[CustodyKind, str]
    to: str
    seal: str
    shipment: str


ENGLISH: Final = RecordWords(
    tag="en",
    then="; ",
    years=", ",
    line="{at} {what}, by {by}",
    words={
        NoticeEventKind.PREPARED: "prepared",
        NoticeEventKind.RELEASED: "released",
        NoticeEventKind.SENT: "sent",
        NoticeEventKind.ANSWERED: "answered",
        NoticeEventKind.COUNTERED: "counter-notice received",
        NoticeEventKind.OUTCOME: "ended",
        Answer.ACCEPTED: "the platform accepted it",
        Answer.PARTLY: "the platform accepted it in part",
        Answer.REFUSED: "the platform refused it",
        Answer.NONE: "the platform did not answer",
        Outcome.RESTORED: "the offer stands again",
        Outcome.COMPLAINT: "complaint filed",
        Outcome.LAWSUIT: "lawsuit filed",
        Outcome.WITHDRAWN: "withdrawn",
    },
    role="as {role}",
    origin="from {origin}",
    way="by {way}",
    reference="number {reference}",
    platform_day="it reached the platform on {day}",
    file="file {name}, SHA-256 {sha256}",
    clocks={
        ClockKind.CN_ACT: "the platform acts in time (E-Commerce Law art. 42, Civil Code art. "
        "1195)",
        ClockKind.CN_15_DAYS: "complain or sue, and tell the platform (E-Commerce Law art. 43: 15 "
        "days)",
        ClockKind.CN_20_WORKING_DAYS: "complain or sue, and tell the platform, where the notary or "
        "the like takes longer (Civil Code art. 1196, Fa Shi (2020) no. 9 art. 3: 20 working days "
        "at the longest)",
        ClockKind.US_ACT: "the provider acts expeditiously (17 U.S.C. 512(c)(1)(C))",
        ClockKind.US_10_BUSINESS_DAYS: "sue, and tell the provider: from the 10th business day on "
        "it may restore, so that the 9th is the last safe one (17 U.S.C. 512(g)(2)(C))",
        ClockKind.US_14_BUSINESS_DAYS: "the provider has to restore by then (17 U.S.C. "
        "512(g)(2)(C): 14 business days)",
        ClockKind.EU_ACT: "the platform decides in a timely manner (DSA art. 16(6))",
        ClockKind.EU_COMPLAINT: "complain to the platform (DSA art. 20: six months at least)",
    },
    no_day="no day is fixed",
    until="until {due}",
    left="days left: {days}",
    last_day="today is the last day",
    passed="passed, days ago: {days}",
    ended="ended: {word}",
    moved="moved on from {day}, a day off",
    unknown="weekends only, the calendar of {years} is not known",
    assumed="counted from the day it reached the holder; the platform's own is not known",
    order="order {number} of {day}: {price} and {shipping} shipping, {cost} {currency}, bought by "
    "{buyer}",
    custody={
        CustodyKind.ORDERED: "ordered",
        CustodyKind.RECEIVED: "received",
        CustodyKind.EXAMINED: "examined",
        CustodyKind.SEALED: "sealed",
        CustodyKind.HANDED_OVER: "handed over",
    },
    to="to {to}",
    seal="seal {seal}",
    shipment="shipment {shipment}",
)

CHINESE: Final = RecordWords(
    tag="zh",
    then="；",
    years="、",
    line="{at} {what}，经手人 {by}",
    words={
        NoticeEventKind.PREPARED: "拟写通知",
        NoticeEventKind.RELEASED: "签发通知",
        NoticeEventKind.SENT: "送出通知",
        NoticeEventKind.ANSWERED: "平台答复",
        NoticeEventKind.COUNTERED: "收到不存在侵权行为的声明",
        NoticeEventKind.OUTCOME: "结果",
        Answer.ACCEPTED: "平台采纳",
        Answer.PARTLY: "平台部分采纳",
        Answer.REFUSED: "平台不予采纳",
        Answer.NONE: "平台未答复",
        Outcome.RESTORED: "商品已恢复",
        Outcome.COMPLAINT: "已投诉",
        Outcome.LAWSUIT: "已起诉",
        Outcome.WITHDRAWN: "已撤回",
    },
    role="职务 {role}",
    origin="来自 {origin}",
    way="方式 {way}",
    reference="编号 {reference}",
    platform_day="平台于 {day} 收到",
    file="附件 {name}，SHA-256 {sha256}",
    clocks={
        ClockKind.CN_ACT: "平台及时采取措施（《电子商务法》第四十二条、"
        "《民法典》第一千一百九十五条）",
        ClockKind.CN_15_DAYS: "向有关部门投诉或者起诉并告知平台"
        "（《电子商务法》第四十三条，十五日）",
        ClockKind.CN_20_WORKING_DAYS: "因公证、认证等延迟时，投诉或者起诉并告知平台"
        "（《民法典》第一千一百九十六条、法释〔2020〕9 号第三条，最长二十个工作日）",
        ClockKind.US_ACT: "服务商迅速处理（17 U.S.C. 512(c)(1)(C)）",
        ClockKind.US_10_BUSINESS_DAYS: "起诉并告知服务商：其自第十个工作日起即可恢复，"
        "故第九个工作日为最后的稳妥之日（17 U.S.C. 512(g)(2)(C)）",
        ClockKind.US_14_BUSINESS_DAYS: "服务商最迟恢复之日（17 U.S.C. 512(g)(2)(C)，十四个工作日）",
        ClockKind.EU_ACT: "平台及时作出决定（《数字服务法》第十六条第六款）",
        ClockKind.EU_COMPLAINT: "向平台提出内部申诉（《数字服务法》第二十条，至少六个月）",
    },
    no_day="法律未规定具体日期",
    until="至 {due}",
    left="还有 {days} 天",
    last_day="今天是最后一天",
    passed="已过 {days} 天",
    ended="已终止：{word}",
    moved="原为 {day}，因系休息日顺延",
    unknown="仅计周末，未知 {years} 年的放假安排",
    assumed="自权利人收到之日起算；平台收到之日不详",
    order="订单 {number}（{day}）：货款 {price}，运费 {shipping}，"
    "合计 {cost} {currency}，购买人 {buyer}",
    custody={
        CustodyKind.ORDERED: "下单",
        CustodyKind.RECEIVED: "收货",
        CustodyKind.EXAMINED: "查验",
        CustodyKind.SEALED: "封存",
        CustodyKind.HANDED_OVER: "移交",
    },
    to="接收人 {to}",
    seal="封条号 {seal}",
    shipment="物流 {shipment}",
)


def notice_told(notice: Notice, words: RecordWords) -> Iterator[str]:
    """A line for each step of a notice's life."""
    for event in notice.events:
        yield words.then.join(_event(event, words))


def step_told(event: NoticeEvent, words: RecordWords) -> str:
    """The words for one step: an answer or an outcome by what it was."""
    return words.words[event.answer or event.outcome or event.kind]


def clock_told(clock: Clock, words: RecordWords, today: date) -> str:
    """A period: what it is for, its last day, what is left, and what is not certain about it."""
    parts = [words.clocks[clock.kind], *_rest(clock, words, today)]
    if clock.moved_from:
        parts.append(words.moved.format(day=clock.moved_from))
    if clock.unknown:
        parts.append(words.unknown.format(years=words.years.join(map(str, clock.unknown))))
    if clock.assumed:
        parts.append(words.assumed)
    return words.then.join(parts)


def clocks_told(notice: Notice, words: RecordWords, today: date) -> Iterator[str]:
    """A line for each period that a notice has set off. today: in the time zone of its law."""
    return (clock_told(clock, words, today) for clock in clocks(notice))


def purchase_told(purchase: Purchase, words: RecordWords) -> Iterator[str]:
    """What was ordered, then a line for each step of the chain of custody."""
    order = purchase.order
    yield words.then.join([
        purchase.number,
        words.order.format(
            number=order.number,
            day=order.day,
            price=order.price,
            shipping=order.shipping,
            cost=order.cost,
            currency=order.currency,
            buyer=order.buyer,
        ),
    ])
    for event in purchase.events:
        yield words.then.join(_custody(event, words))


def _event(event: NoticeEvent, words: RecordWords) -> Iterator[str]:
    yield words.line.format(at=event.day, what=step_told(event, words), by=event.by)
    for pattern, key, value in (
        (words.role, "role", event.role),
        (words.origin, "origin", event.origin),
        (words.way, "way", event.way),
        (words.reference, "reference", event.reference),
        (words.platform_day, "day", event.platform_day),
    ):
        if value:
            yield pattern.format(**{key: value})
    yield from _rest_of(event.note, event.files, words)


def _custody(event: CustodyEvent, words: RecordWords) -> Iterator[str]:
    at = f"{event.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield words.line.format(at=at, what=words.custody[event.kind], by=event.by)
    for pattern, key, value in (
        (words.to, "to", event.to),
        (words.seal, "seal", event.seal),
        (words.shipment, "shipment", event.shipment),
    ):
        if value:
            yield pattern.format(**{key: value})
    yield from _rest_of(event.note, event.files, words)


def _rest_of(note: str, attached: tuple[Attachment, ...], words: RecordWords) -> Iterator[str]:
    if note:
        yield note
    for one in attached:
        yield words.file.format(name=one.name, sha256=one.sha256)


def _rest(clock: Clock, words: RecordWords, today: date) -> Iterator[str]:
    """The last day of a period, and how far off it is."""
    yield words.until.format(due=clock.due) if clock.due else words.no_day
    left = clock.left(today)
    if clock.ended_by:
        word = next(word for word in words.words if word == clock.ended_by)
        yield words.ended.format(word=words.words[word])
    elif left is not None and left > 0:
        yield words.left.format(days=left)
    elif left is not None:
        yield words.last_day if left == 0 else words.passed.format(days=-left)
