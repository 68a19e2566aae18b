"""Which column of an export says what: by the headers that offices use, or as the operator says.

Layer: spiders.imports, pure. The headers are those people see in the offices' own search tools; an
export by another tool is mapped by hand (`--column`).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from monitor.domain.errors import ImportRefused
from spiders.imports.registers.right import Days

FIELDS: Final = (
    "registration_number",
    "application_number",
    "text",
    "applicant",
    "status",
    "application_date",
    "registration_date",
    "expiry_date",
    "term",
    "classes",
    "goods",
    "vienna_codes",
    "office",
    "territories",
    "image",
)
"""What a column may say; `term`: first and last day in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """How one office's exports are written. headers: field -> names of its column."""

    office: str | None
    days: Days
    headers: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the operator says of an export. columns: header -> field. preset: None = found out."""

    preset: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    office: str | None = None
    encoding: str | None = None


PRESETS: Final[Mapping[str, Preset]] = {
    "cnipa": Preset(
        office="CN",
        days=Days.YEAR_FIRST,
        headers={
            "registration_number": ("注册号", "商标注册号", "申请/注册号", "注册号/申请号"),
            "application_number": ("申请号", "商标申请号"),
            "text": ("商标名称", "商标", "商标文字", "商标名"),
            "applicant": (
                "申请人",
                "申请人名称",
                "申请人名称(中文)",
                "注册人",
                "权利人",
                "商标权人",
            ),
            "status": ("商标状态", "状态", "法律状态", "当前状态"),
            "application_date": ("申请日期", "申请日"),
            "registration_date": ("注册日期", "注册日", "注册公告日期", "注册公告日"),
            "expiry_date": ("专用权截止日期", "到期日", "有效期至", "专用期截止日期"),
            "term": ("专用权期限", "专用期限", "有效期", "商标专用权期限"),
            "classes": ("国际分类", "国际分类号", "类别", "类号", "商标类别", "尼斯分类"),
            "goods": ("商品/服务", "商品服务", "商品/服务项目", "核定使用商品/服务", "核定商品"),
            "vienna_codes": ("图形要素", "图形要素编码", "商标图形要素"),
            "image": ("商标图样", "图样", "图片", "商标图像"),
        },
    ),
    "uspto": Preset(
        office="US",
        days=Days.MONTH_FIRST,
        headers={
            "registration_number": ("registration number", "reg number", "registration no"),
            "application_number": ("serial number", "serial no"),
            "text": ("wordmark", "word mark", "mark literal elements", "mark"),
            "applicant": ("owner name", "owners", "owner", "registrant", "owner name and address"),
            "status": ("status", "live/dead", "live dead indicator"),
            "application_date": ("filing date",),
            "registration_date": ("registration date",),
            "classes": ("class", "classes", "international class", "ic", "class(es)"),
            "goods": ("goods and services", "goods & services", "goods/services"),
            "image": ("image", "mark image"),
        },
    ),
    "euipo": Preset(
        office="EM",
        days=Days.DAY_FIRST,
        headers={
            "registration_number": ("trade mark number", "trade mark no", "registration number"),
            "application_number": ("application number", "application no"),
            "text": ("trade mark name", "trade mark", "name", "verbal element"),
            "applicant": ("owner name", "applicant name", "owner", "applicant"),
            "status": ("trade mark status", "status"),
            "application_date": ("filing date", "application date"),
            "registration_date": ("registration date",),
            "expiry_date": ("expiry date", "expiration date"),
            "classes": ("nice class", "nice classes", "nice classification", "class numbers"),
            "goods": ("goods and services", "list of goods and services"),
            "vienna_codes": ("vienna classification", "vienna classes", "vienna codes"),
            "office": ("trade mark office", "office"),
            "territories": ("territories", "designated territory"),
            "image": ("image", "graphic representation"),
        },
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which cell is which. places: field -> index. unread: headers that say nothing to us."""

    preset: str
    office: str | None
    days: Days
    places: Mapping[str, int]
    unread: tuple[str, ...]


def columns_of(header: Sequence[str], wishes: Wishes) -> Columns | None:
    """Read a first line; None when it is of no register's export.

    Raises:
        ImportRefused: what the operator says of it does not fit it.
    """
    keys = [_key(name) for name in header]
    own = {_key(name): field_ for name, field_ in wishes.columns.items()}
    if missing := [name for name in wishes.columns if _key(name) not in keys]:
        problem = f"has no column {missing[0]!r}"
        raise ImportRefused(problem, f"Its columns are: {', '.join(header)[:400]}.")
    names = [wishes.preset] if wishes.preset else list(PRESETS)
    found = {name: _places(keys, PRESETS[name], own) for name in names}
    best = max(names, key=lambda name: len(found[name]))
    places = found[best]
    if not _is_enough(places):
        return None
    used = set(places.values())
    return Columns(
        preset=best,
        office=wishes.office or PRESETS[best].office,
        days=PRESETS[best].days,
        places=places,
        unread=tuple(name for at, name in enumerate(header) if at not in used and name.strip()),
    )


def _is_enough(places: Mapping[str, int]) -> bool:
    """A number, and words or a picture: with less it is a table of something else."""
    return bool(
        {"registration_number", "application_number"} & places.keys()
        and {"text", "image"} & places.keys()
        and {"classes", "applicant", "status", "term", "application_date"} & places.keys()
    )


def _places(keys: Sequence[str], preset: Preset, own: Mapping[str, str]) -> dict[str, int]:
    places = {own[key]: at for at, key in enumerate(keys) if key in own}
    for field_, names in preset.headers.items():
        for name in names:
            key = _key(name)
            if field_ not in places and key in keys and key not in own:
                places[field_] = keys.index(key)
    return places


def _key(header: str) -> str:
    """A header without what differs from tool to tool: width, case, spaces, signs."""
    text = unicodedata.normalize("NFKC", header).casefold().strip("\ufeff")
    return re.sub(r"[\s_\-.:/()*#&]+", "", text)
