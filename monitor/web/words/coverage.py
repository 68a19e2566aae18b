"""Words of coverage and health."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from monitor.domain.target import VisitOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageWords:
    """One language. outcomes: what came of visits in the place of a page."""

    title: str
    lead: str
    span: str
    service: str
    fine: str
    look: str
    daemon: str
    never_ran: str
    alive_ago: str
    letters: str
    waiting: str
    dead: str
    folders: Mapping[str, str]
    free: str
    configuration: str
    reloaded: str
    not_reloaded: str
    authority: str
    owed: str
    stamped: str
    unmatched: str
    captures: str
    entries: str
    seconds: str
    minutes: str
    hours: str
    days: str
    sources: str
    source: str
    due: str
    fetched: str
    refused: str
    blocked: str
    failed: str
    listings: str
    new: str
    signals: str
    cases: str
    last_read: str
    never_read: str
    no_sources: str
    not_seen: str
    all_seen: str
    outcomes: Mapping[VisitOutcome, str]
    rests: str
    rest_until: str
    rest_asked: str
    remarks: str
    canaries: str
    canaries_lead: str
    recall: str
    no_canaries: str
    offer: str
    became: str
    never_seen: str
    last_seen: str
    matched_less: str
    dead_lead: str
    no_dead: str
    receiver: str
    tries: str
    because: str


ENGLISH: Final = CoverageWords(
    title="Coverage and health",
    lead="What was not fetched was not looked at: that nothing was found there says nothing.",
    span="Of the last",
    service="The service now",
    fine="fine",
    look="look at it",
    daemon="Daemon",
    never_ran="it never ran here",
    alive_ago="last sign of life {age} ago",
    letters="Letters waiting",
    waiting="{count}; the oldest alert waits {age}",
    dead="Letters given up",
    folders={"evidence": "Room for evidence", "blobs": "Room for pages and pictures"},
    free="{size} GB free",
    configuration="Configuration",
    reloaded="the last reload was taken",
    not_reloaded="the last reload was refused; the one before stands",
    authority="Time stamps of {name}",
    owed="owed for {age}",
    stamped="all there",
    unmatched="Offers to be matched",
    captures="Captures to be made",
    entries="Entries of the evidence log",
    seconds="{count} s",
    minutes="{count} min",
    hours="{count} h",
    days="{count} d",
    sources="Sources",
    source="Source",
    due="Due",
    fetched="Fetched",
    refused="Refused",
    blocked="Blocked",
    failed="Failed",
    listings="Offers known",
    new="Seen",
    signals="Signals",
    cases="Cases",
    last_read="Last read",
    never_read="never",
    no_sources="No source is watched, so nothing is looked at.",
    not_seen="Not seen",
    all_seen="Everything that was asked for was read.",
    outcomes={
        VisitOutcome.READ: "read",
        VisitOutcome.ROBOTS: "refused by robots.txt",
        VisitOutcome.POLICY: "refused by our own policy",
        VisitOutcome.CHALLENGE: "wall: a challenge",
        VisitOutcome.LOGIN: "wall: a sign-in",
        VisitOutcome.BUSY: "busy: asked for a pause",
        VisitOutcome.GONE: "gone",
        VisitOutcome.FAILED: "failed",
    },
    rests="Left alone now",
    rest_until="until {time}",
    rest_asked="an earlier visit asked for it",
    remarks="Remarks",
    canaries="Canaries",
    canaries_lead="Offers that must be found measure how much is.",
    recall="{found} of {declared} found, {seen} seen",
    no_canaries="None are declared: nobody measures how much is found.",
    offer="Offer",
    became="What became of it",
    never_seen="never seen",
    last_seen="last seen {age} ago",
    matched_less="seen, but matched as “{reached}” in place of “{wanted}” for {right}",
    dead_lead="Given up after days of tries, or refused by the receiver's server. "
    "`rightswatch alerts retry` sends them again.",
    no_dead="None.",
    receiver="Receiver",
    tries="Tries",
    because="Why",
)
CHINESE: Final = CoverageWords(
    title="覆盖与健康",
    lead="未取得的页面即未查看：那里没有发现，不说明任何问题。",
    span="时段",
    service="服务现状",
    fine="正常",
    look="需处理",
    daemon="守护进程",
    never_ran="从未在此运行",
    alive_ago="{age}前仍有活动",
    letters="待发邮件",
    waiting="{count} 封；最早的一封已等待 {age}",
    dead="已放弃的邮件",
    folders={"evidence": "证据存储空间", "blobs": "网页与图片存储空间"},
    free="剩余 {size} GB",
    configuration="配置",
    reloaded="最近一次重新加载已生效",
    not_reloaded="最近一次重新加载被拒绝，仍用先前的配置",
    authority="{name} 的时间戳",
    owed="已拖欠 {age}",
    stamped="齐全",
    unmatched="待比对的商品",
    captures="待固定的证据",
    entries="证据日志条目",
    seconds="{count} 秒",
    minutes="{count} 分钟",
    hours="{count} 小时",
    days="{count} 天",
    sources="来源",
    source="来源",
    due="到期",
    fetched="已取得",
    refused="被拒绝",
    blocked="被拦截",
    failed="失败",
    listings="已知商品",
    new="已查看",
    signals="线索",
    cases="案件",
    last_read="最近读取",
    never_read="从未",
    no_sources="没有监测任何来源，因此什么都没有查看。",
    not_seen="未能查看",
    all_seen="所请求的页面均已读取。",
    outcomes={
        VisitOutcome.READ: "已读取",
        VisitOutcome.ROBOTS: "robots.txt 拒绝",
        VisitOutcome.POLICY: "本方规则不允许",
        VisitOutcome.CHALLENGE: "拦截：人机验证",
        VisitOutcome.LOGIN: "拦截：要求登录",
        VisitOutcome.BUSY: "繁忙：要求暂停",
        VisitOutcome.GONE: "页面已不存在",
        VisitOutcome.FAILED: "失败",
    },
    rests="目前暂停访问",
    rest_until="至 {time}",
    rest_asked="先前一次访问时被要求",
    remarks="说明",
    canaries="检验商品",
    canaries_lead="必须被发现的商品，用以衡量能发现多少。",
    recall="{declared} 个中发现 {found} 个，见到 {seen} 个",
    no_canaries="尚未设定：无人衡量能发现多少。",
    offer="商品",
    became="情况",
    never_seen="从未见到",
    last_seen="{age}前最后见到",
    matched_less="见到，但针对 {right} 的等级为“{reached}”，应为“{wanted}”",
    dead_lead="多日重试后放弃，或被收件方服务器拒绝。运行 `rightswatch alerts retry` 可重新发送。",
    no_dead="无。",
    receiver="收件人",
    tries="次数",
    because="原因",
)
