"""What a report says that a mail does not, in each language; a missing word does not start.

Layer: alerts. Everything that mails say too is taken from `alerts.email.words`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from alerts.evidence.check import Exit, Outcome
from alerts.notices import history, telling
from alerts.notices.telling import RecordWords
from monitor.domain.case import CaseEventKind
from monitor.domain.chart import ElementStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """One language. proves, disproves: one sentence each, told under conditions the view knows."""

    title: str
    lead: str
    written: str
    registered: str
    offered: str
    matches: str
    found_here: str
    more_words: str
    claim: str
    element: str
    offer_says: str
    page: str
    page_upper: str
    page_none: str
    captures: str
    taken: str
    kind_seen: str
    size: str
    stamped: str
    not_stamped: str
    stamp: str
    checkpoint: str
    checked: str
    verdicts: Mapping[Exit, str]
    outcomes: Mapping[Outcome, str]
    proves: str
    proven_nothing: str
    proven_whole: str
    proven_shown: str
    proven_logged: str
    proven_stamped: str
    proven_seen: str
    disproves: str
    unproven_origin: str
    unproven_machine: str
    unproven_time: str
    unproven_law: str
    unproven_supplied: str
    unproven_unstamped: str
    unproven_no_offer: str
    withheld: str
    withheld_why: str
    steps: str
    step_folder: str
    step_sums: str
    step_manual: str
    step_program: str
    key: str
    key_why: str
    notices: str
    purchases: str
    period: str
    logged: str
    history: str
    when: str
    what: str
    who: str
    note: str
    events: Mapping[CaseEventKind, str]
    records: RecordWords
    statuses: Mapping[ElementStatus, str]
    judgement: str
    standard: str


ENGLISH: Final = ReportWords(
    title="Evidence report",
    lead="What was found, what speaks for and against it, and how anybody can check it.",
    written="Written {at} by {by} with {software}.",
    registered="Registered",
    offered="Offered",
    matches="What was compared",
    found_here="Outlined: where it was found in the offered picture.",
    more_words="Words of the offer",
    claim="Claim",
    element="Element",
    offer_says="What the offer says",
    page="The page as it was seen",
    page_upper="Upper part; the whole picture, without loss, is in the bundle.",
    page_none="There is no picture of the page in this copy.",
    captures="The sealed evidence",
    taken="Taken",
    kind_seen="Page seen",
    size="{size} bytes",
    stamped="Time stamps",
    not_stamped="none yet: asked for until it is there",
    stamp="{authority}: {at}",
    checkpoint="Signed log of {size} entries, {at}",
    checked="Checked for this report",
    verdicts={
        Exit.PROVEN: "Proven: whole, in the signed log, time-stamped, and a page of an offer.",
        Exit.TAMPERED: "DAMAGED OR CHANGED. Do not rely on it.",
        Exit.UNREADABLE: "It cannot be read.",
        Exit.INCOMPLETE: "Intact, and not complete; what is open is named below.",
        Exit.POLICY: "Intact, and no evidence of an offer; why is named below.",
    },
    outcomes={
        Outcome.PASSED: "passed",
        Outcome.FAILED: "FAILED",
        Outcome.UNREADABLE: "unreadable",
        Outcome.INCOMPLETE: "open",
        Outcome.REFUSED: "refused",
        Outcome.NOTED: "noted",
    },
    proves="What this proves",
    proven_nothing="Nothing: the evidence did not hold when it was checked for this report.",
    proven_whole="Every byte of the bundle is as it was sealed.",
    proven_shown="Every field that is shown is as it was sealed.",
    proven_logged="The bundle stands in the installation's signed log; nothing logged before or "
    "after it can be dropped or changed without showing.",
    proven_stamped="It existed at the time that an independent authority stamped.",
    proven_seen="The recording installation says that its browser was shown this page, and kept "
    "what the server sent, what the page became, and a picture of it.",
    disproves="What it does not prove",
    unproven_origin="That the web server sent these bytes to anybody else, or to us: a web page "
    "is not signed by who serves it.",
    unproven_machine="That the recording machine was not under somebody's control.",
    unproven_time="When the page was seen, closer than the time stamps say; between them there is "
    "only the recording machine's clock.",
    unproven_law="That anybody infringed a right. Scores order cases; they are no probabilities, "
    "and this report is no legal opinion.",
    unproven_supplied="That this program saw the page: it was supplied by {by}, and rests on their "
    "word.",
    unproven_unstamped="That it existed at a certain time: no authority has stamped it yet.",
    unproven_no_offer="That there was an offer: the browser was shown {kind} when it looked.",
    withheld="Withheld from this copy",
    withheld_why="{count} fields were left out. What remains still leads to the same entry of the "
    "log: each field was sealed with a salted digest of its own.",
    steps="Check it yourself",
    step_folder="Take the folder evidence/ to any machine. Nothing in it needs this program.",
    step_sums="sha256sum -c SHA256SUMS in each folder tells whether a file was changed.",
    step_manual="VERIFY.txt there holds the further commands: log, signature, time stamp, with "
    "sha256sum and openssl alone.",
    step_program="With this program, offline:",
    key="Key of the log",
    key_why="Compare it with the key that the installation made known by another way.",
    notices="Notices",
    purchases="Test purchases",
    period="Period: {clock}",
    logged="{line} (log #{entry})",
    records=telling.ENGLISH,
    history="History of the case",
    when="When",
    what="What",
    who="By",
    note="Note",
    events=history.EVENTS_EN,
    statuses=history.STATUSES_EN,
    judgement="A report for people to judge by; no finding that a right was infringed.",
    standard="Designed with ISO/IEC 27037, the Berkeley Protocol and China's rules on electronic "
    "evidence in mind. Whether it is admitted is for courts to say.",
)

CHINESE: Final = ReportWords(
    title="证据报告",
    lead="发现了什么、支持与反对的理由，以及任何人如何自行核验。",
    written="{by} 于 {at} 使用 {software} 生成。",
    registered="登记的权利",
    offered="所售商品",
    matches="比对内容",
    found_here="线框：在商品图片中发现的位置。",
    more_words="商品文字",
    claim="权利要求",
    element="技术特征",
    offer_says="商品所述",
    page="所见页面",
    page_upper="此处为页面上部；完整的无损截图在证据包内。",
    page_none="本副本不含页面截图。",
    captures="封存的证据",
    taken="固定时间",
    kind_seen="所见页面类型",
    size="{size} 字节",
    stamped="时间戳",
    not_stamped="尚无，将持续申请直至取得",
    stamp="{authority}：{at}",
    checkpoint="已签名的日志，共 {size} 条，{at}",
    checked="生成本报告时的核验",
    verdicts={
        Exit.PROVEN: "已证明：内容完整，在已签名的日志中，有时间戳，且为商品页面。",
        Exit.TAMPERED: "已损坏或被改动，不可采信。",
        Exit.UNREADABLE: "无法读取。",
        Exit.INCOMPLETE: "内容未被改动，但尚不齐备；欠缺之处列于下方。",
        Exit.POLICY: "内容未被改动，但不足以证明存在商品；原因列于下方。",
    },
    outcomes={
        Outcome.PASSED: "通过",
        Outcome.FAILED: "未通过",
        Outcome.UNREADABLE: "无法读取",
        Outcome.INCOMPLETE: "待补",
        Outcome.REFUSED: "不予认可",
        Outcome.NOTED: "说明",
    },
    proves="本报告能证明什么",
    proven_nothing="不能证明任何事项：生成本报告时，证据未通过核验。",
    proven_whole="证据包的每一个字节都与封存时一致。",
    proven_shown="所示的每一个字段都与封存时一致。",
    proven_logged="证据包载于本系统已签名的日志；其前后任何一条记录被删除或改动都会显露。",
    proven_stamped="它在独立时间戳机构所示的时间已经存在。",
    proven_seen="固定证据的系统记载：其浏览器看到了本页面，并保存了服务器发来的内容、"
    "页面最终的样子和截图。",
    disproves="本报告不能证明什么",
    unproven_origin="不能证明网站服务器确曾向他人或向本系统发送这些内容：网页并无服务者的签名。",
    unproven_machine="不能证明固定证据的计算机未受他人控制。",
    unproven_time="不能把看到页面的时间限定得比时间戳更精确；两个时间戳之间只有本机时钟可依。",
    unproven_law="不能证明任何人侵权。排序分只用于排列先后，不是概率；本报告不是法律意见。",
    unproven_supplied="不能证明本程序看到过该页面：它由{by}提供，以提供者所述为据。",
    unproven_unstamped="不能证明它在某一时间已经存在：尚无机构为其加盖时间戳。",
    unproven_no_offer="不能证明当时存在商品：浏览器看到的是{kind}。",
    withheld="本副本隐去的内容",
    withheld_why="隐去了 {count} 个字段。其余内容仍指向日志中的同一条记录："
    "每个字段在封存时都带有各自的加盐摘要。",
    steps="自行核验",
    step_folder="把 evidence/ 文件夹拷到任何一台计算机上；核验不需要本程序。",
    step_sums="在各文件夹内运行 sha256sum -c SHA256SUMS，即知文件是否被改动。",
    step_manual="该处的 VERIFY.txt 列有其余命令：日志、签名、时间戳，只用 sha256sum 和 openssl。",
    step_program="使用本程序离线核验：",
    key="日志的公钥",
    key_why="请与本系统通过其他途径公布的公钥比对。",
    notices="投诉通知",
    purchases="测试购买",
    period="期限：{clock}",
    logged="{line}（日志 #{entry}）",
    records=telling.CHINESE,
    history="案件经过",
    when="时间",
    what="事项",
    who="经手",
    note="备注",
    events=history.EVENTS_ZH,
    statuses=history.STATUSES_ZH,
    judgement="本报告供人判断之用，不是侵权认定。",
    standard="设计时参照了 ISO/IEC 27037、《伯克利议定书》及中国有关电子证据的规定；"
    "是否采信由法院决定。",
)


def report_words_for(language: str) -> ReportWords:
    """Chinese for "zh" and its variants, English for everything else (BCP 47)."""
    return CHINESE if language.lower().startswith("zh") else ENGLISH
