"""Words of sellers and their network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from monitor.domain.network import TraitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerWords:
    """One language."""

    title: str
    lead: str
    search: str
    find: str
    none: str
    most: str
    seller: str
    market: str
    open: str
    confirmed: str
    cleared: str
    newest: str
    cases: str
    all_cases: str
    linked: str
    linked_lead: str
    linked_none: str
    linked_more: str
    by: str
    strength: str
    back: str
    way_title: str
    way_lead: str
    way_none: str
    step: str
    shared: str
    owners: str
    rarity: str
    evidence: str
    seen_with: str
    without: str
    remains: str
    remains_none: str
    remains_way: str
    cut: str
    cut_lead: str
    note: str
    cuts: str
    cut_by: str
    join: str
    kinds: Mapping[TraitKind, str]


ENGLISH: Final = SellerWords(
    title="Sellers",
    lead="Sellers of cases, those with the most open and confirmed ones first.",
    search="Name, market or number on it",
    find="Find",
    none="No seller is like that.",
    most="These are the first {count}.",
    seller="Seller",
    market="Market and number",
    open="Open",
    confirmed="Confirmed",
    cleared="Dismissed or licensed",
    newest="Last case",
    cases="Cases",
    all_cases="All its cases in the list",
    linked="Linked sellers",
    linked_lead="Who shares something rare. That two are linked is a hint and no proof that they "
    "are one.",
    linked_none="It shares nothing rare enough with anybody seen.",
    linked_more="{count} more, weaker ones, are not shown.",
    by="By",
    strength="Strength",
    back="Back to the seller",
    way_title="Why {one} and {other} are linked",
    way_lead="The strongest way over what they share, step by step.",
    way_none="Nothing seen links the two.",
    step="Step {number}: {one} and {other}",
    shared="Shared",
    owners="{count} sellers have it",
    rarity="rarity {share}",
    evidence="Seen with",
    seen_with="{seller}: “{title}” on {market}, {time}",
    without="What remains without this link?",
    remains="Without step {number}",
    remains_none="Nothing else links them.",
    remains_way="Another way stays, of strength {strength}:",
    cut="Cut this link",
    cut_lead="A cut holds for everybody and for whatever the two share. Who made it and why is "
    "kept, and it can be taken back.",
    note="Why, for the record",
    cuts="Cut links",
    cut_by="by {by}, {time}: {note}",
    join="Link them again",
    kinds={
        TraitKind.LICENCE: "business licence",
        TraitKind.EMAIL: "mail address",
        TraitKind.PHONE: "telephone",
        TraitKind.MESSENGER: "messenger account",
        TraitKind.DOMAIN: "web site",
        TraitKind.COMPANY: "company name",
        TraitKind.TEMPLATE: "wording of the offers",
        TraitKind.PICTURE: "picture",
    },
)
CHINESE: Final = SellerWords(
    title="卖家",
    lead="涉案卖家，未决与已确认案件最多者在前。",
    search="名称、平台或平台编号",
    find="查找",
    none="没有符合条件的卖家。",
    most="以上为前 {count} 个。",
    seller="卖家",
    market="平台与编号",
    open="未决",
    confirmed="已确认",
    cleared="已排除或已授权",
    newest="最近案件",
    cases="案件",
    all_cases="在列表中查看其全部案件",
    linked="关联卖家",
    linked_lead="与其共有罕见特征的卖家。关联仅为线索，不能证明二者为同一人。",
    linked_none="与已见卖家没有足够罕见的共同特征。",
    linked_more="另有 {count} 个较弱的关联未显示。",
    by="依据",
    strength="强度",
    back="返回卖家",
    way_title="{one} 与 {other} 为何关联",
    way_lead="经由共同特征的最强路径，逐步列出。",
    way_none="所见内容均不能将二者关联。",
    step="第 {number} 步：{one} 与 {other}",
    shared="共有",
    owners="共 {count} 个卖家具有",
    rarity="罕见度 {share}",
    evidence="见于",
    seen_with="{seller}：{market} 上的“{title}”，{time}",
    without="去掉此关联后还剩什么？",
    remains="去掉第 {number} 步之后",
    remains_none="没有其他关联。",
    remains_way="仍有另一条路径，强度 {strength}：",
    cut="切断此关联",
    cut_lead="切断对所有人有效，不论二者共有什么。操作人和原因将永久记录，并可撤回。",
    note="原因（记录在案）",
    cuts="已切断的关联",
    cut_by="由 {by} 于 {time} 切断：{note}",
    join="恢复关联",
    kinds={
        TraitKind.LICENCE: "营业执照",
        TraitKind.EMAIL: "邮箱",
        TraitKind.PHONE: "电话",
        TraitKind.MESSENGER: "即时通讯账号",
        TraitKind.DOMAIN: "网站",
        TraitKind.COMPANY: "公司名称",
        TraitKind.TEMPLATE: "商品文案",
        TraitKind.PICTURE: "图片",
    },
)
