"""Words of every page, and the words of each page by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from monitor.domain.person import LookKind, Role
from monitor.web.words import case, coverage, evidence, queue, rights, sellers, sign_in, statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWords:
    """One language. refusals: HTTP status -> what happened and what to do."""

    skip: str
    navigation: str
    looks: str
    you: str
    sign_out: str
    language: str
    other_language: str
    other_tag: str
    to_start: str
    refused: str
    refusals: Mapping[int, str]
    roles: Mapping[Role, str]
    role_means: Mapping[Role, str]
    judgement: str
    your_address: str
    your_role: str
    your_holders: str
    all_holders: str
    your_timezone: str
    kinds: Mapping[LookKind, str]
    looks_lead: str
    looks_none: str
    looks_older: str
    when: str
    who: str
    what: str
    sign_in: sign_in.SignInWords
    queue: queue.QueueWords
    case: case.CaseWords
    evidence: evidence.EvidenceWords
    coverage: coverage.CoverageWords
    sellers: sellers.SellerWords
    rights: rights.RightWords
    statistics: statistics.StatisticWords


ENGLISH: Final = DeskWords(
    skip="Skip to the content",
    navigation="Pages",
    looks="Looks",
    you="You",
    sign_out="Sign out",
    language="Language",
    other_language="中文",
    other_tag="zh",
    to_start="To the first page",
    refused="Not done",
    refusals={
        400: "The form was filled in on another page or too long ago. Nothing was done: go back, "
        "load the page anew and try again.",
        403: "Your role does not do this. Whoever runs Rightswatch sets roles.",
        404: "There is nothing at this address, or nothing that is shown to you.",
        409: "This has changed since you loaded the page. Nothing was done: look again.",
        410: "This link was used already, or is older than 15 minutes. Ask for another one.",
        422: "Something in the form cannot be used. Nothing was done.",
        429: "Too many tries from your address. Wait ten minutes.",
        503: "The desk is busy. Nothing was done; try again in a moment.",
    },
    roles={
        Role.OFFICER: "Officer",
        Role.RIGHTS_HOLDER: "Rights holder",
        Role.OPERATOR: "Operator",
        Role.READ_ONLY: "Reader",
    },
    role_means={
        Role.OFFICER: "sees cases and evidence, decides, and reads who looked at what",
        Role.RIGHTS_HOLDER: "sees cases and evidence of its own, and says what is licensed",
        Role.OPERATOR: "sees no case, but who looked at what",
        Role.READ_ONLY: "sees cases and evidence, and changes nothing",
    },
    judgement="What is shown here helps people to judge. It is no finding of infringement.",
    your_address="Address",
    your_role="Role",
    your_holders="Cases of",
    all_holders="all holders",
    your_timezone="Times in",
    kinds={
        LookKind.LINK_ASKED: "asked for a link",
        LookKind.SIGNED_IN: "signed in",
        LookKind.SIGN_IN_REFUSED: "was not let in",
        LookKind.SIGNED_OUT: "signed out",
        LookKind.EVIDENCE_SEEN: "looked at evidence",
        LookKind.EVIDENCE_VERIFIED: "verified evidence",
        LookKind.EVIDENCE_TAKEN: "took evidence",
        LookKind.LIST_TAKEN: "took a list",
        LookKind.LISTINGS_SUPPLIED: "handed in listings",
        LookKind.ACCESS_GRANTED: "had a token made",
        LookKind.ACCESS_REVOKED: "had a token revoked",
    },
    looks_lead="Who signed in, and who looked at evidence. Nothing of it is ever deleted.",
    looks_none="Nobody has been here yet.",
    looks_older="Older ones",
    when="When",
    who="Who",
    what="What",
    sign_in=sign_in.ENGLISH,
    queue=queue.ENGLISH,
    case=case.ENGLISH,
    evidence=evidence.ENGLISH,
    coverage=coverage.ENGLISH,
    sellers=sellers.ENGLISH,
    rights=rights.ENGLISH,
    statistics=statistics.ENGLISH,
)

CHINESE: Final = DeskWords(
    skip="跳到正文",
    navigation="页面",
    looks="查看记录",
    you="本人",
    sign_out="退出",
    language="语言",
    other_language="English",
    other_tag="en",
    to_start="回到首页",
    refused="未执行",
    refusals={
        400: "表单来自其他页面，或打开时间过久。未作任何更改：请返回，重新打开页面后再试。",
        403: "您的角色无权执行此操作。角色由运行 Rightswatch 的人员设定。",
        404: "此地址没有内容，或内容不对您开放。",
        409: "您打开页面之后，内容已有变动。未作任何更改：请重新查看。",
        410: "此链接已被使用，或已超过 15 分钟。请重新索取。",
        422: "表单中有无法使用的内容。未作任何更改。",
        429: "您的地址尝试次数过多。请等待十分钟。",
        503: "系统正忙。未作任何更改，请稍后再试。",
    },
    roles={
        Role.OFFICER: "执法人员",
        Role.RIGHTS_HOLDER: "权利人",
        Role.OPERATOR: "运维人员",
        Role.READ_ONLY: "只读人员",
    },
    role_means={
        Role.OFFICER: "可查看案件与证据、作出判断，并查阅查看记录",
        Role.RIGHTS_HOLDER: "可查看自己的案件与证据，并注明哪些卖家已获授权",
        Role.OPERATOR: "不能查看案件，但可查阅查看记录",
        Role.READ_ONLY: "可查看案件与证据，不能作任何更改",
    },
    judgement="此处所示仅供人判断，不是侵权认定。",
    your_address="邮箱",
    your_role="角色",
    your_holders="案件范围",
    all_holders="全部权利人",
    your_timezone="时间所用时区",
    kinds={
        LookKind.LINK_ASKED: "索取登录链接",
        LookKind.SIGNED_IN: "登录",
        LookKind.SIGN_IN_REFUSED: "登录被拒绝",
        LookKind.SIGNED_OUT: "退出",
        LookKind.EVIDENCE_SEEN: "查看证据",
        LookKind.EVIDENCE_VERIFIED: "核验证据",
        LookKind.EVIDENCE_TAKEN: "下载证据",
        LookKind.LIST_TAKEN: "下载清单",
        LookKind.LISTINGS_SUPPLIED: "提交商品信息",
        LookKind.ACCESS_GRANTED: "获发访问令牌",
        LookKind.ACCESS_REVOKED: "访问令牌被撤销",
    },
    looks_lead="谁登录过，谁查看过证据。记录永不删除。",
    looks_none="尚无记录。",
    looks_older="更早的记录",
    when="时间",
    who="人员",
    what="内容",
    sign_in=sign_in.CHINESE,
    queue=queue.CHINESE,
    case=case.CHINESE,
    evidence=evidence.CHINESE,
    coverage=coverage.CHINESE,
    sellers=sellers.CHINESE,
    rights=rights.CHINESE,
    statistics=statistics.CHINESE,
)
