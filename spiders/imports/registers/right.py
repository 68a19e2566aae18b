"""One mark as a register exports it, and the words in which registers say things.

Layer: spiders.imports, pure.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from monitor.domain.asset import RightStatus
from monitor.domain.errors import ImportRefused

MOST_GOODS: Final = 200
"""Terms of goods that are kept of one mark; lists of thousands say no more about an offer."""
LONGEST_TERM: Final = 300
CORRECT: Final = "Correct the row at its source, or in the file, and import it again."


class Days(StrEnum):
    """In which order a date with slashes is written."""

    YEAR_FIRST = "year first"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredMark:
    """One mark, or one class of it where the register writes a row a class.

    place: file and line, for people. office: code of WIPO ST.3. applicant: as written. image: a
    file, relative to the export. status None: not stated.
    """

    place: str
    office: str | None = None
    registration_number: str | None = None
    application_number: str | None = None
    text: str | None = None
    applicant: str | None = None
    status: RightStatus | None = None
    application_date: date | None = None
    registration_date: date | None = None
    expiry_date: date | None = None
    classes: tuple[int, ...] = ()
    goods: tuple[str, ...] = ()
    vienna_codes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    image: str | None = None


_ZONE: Final = re.compile(r"(?:z|[+-]\d\d:\d\d)$")
_DEAD: Final = "无效|失效|注销|撤销|撤回|驳回|dead|abandon|cancel|invalid|revoked|refus|withdraw"
_DEAD_MORE: Final = "surrender|removed|terminat|ended|lapsed"
_STATUS: Final = (
    (re.compile("期满|未续展|expired|not renewed"), RightStatus.EXPIRED),
    (re.compile(f"{_DEAD}|{_DEAD_MORE}"), RightStatus.INVALIDATED),
    (re.compile("异议|oppos"), RightStatus.OPPOSED),
    (
        re.compile(
            "申请中|待审|等待|审查中|受理|初审|pending|filed|examination|publish|application|new"
        ),
        RightStatus.PENDING,
    ),
    (
        re.compile("注册|有效|核准|registered|registration|renewed|live|in force"),
        RightStatus.REGISTERED,
    ),
)
"""First match counts: "registration cancelled" is no registration."""
_USPTO_CODES: Final = (
    (range(600, 630), RightStatus.INVALIDATED),
    (range(630, 700), RightStatus.PENDING),
    (range(700, 709), RightStatus.REGISTERED),
    (range(709, 720), RightStatus.INVALIDATED),
    (range(730, 774), RightStatus.OPPOSED),
    (range(774, 800), RightStatus.OPPOSED),
    (range(800, 810), RightStatus.REGISTERED),
    (range(900, 901), RightStatus.EXPIRED),
)
"""Status codes of the USPTO's trademark files, by their hundreds; others are told."""


def status_of(written: str) -> RightStatus | None:
    """What a register's word for a status means; None where it says nothing.

    Raises:
        ImportRefused: the word is not known.
    """
    text = folded(written)
    if not text:
        return None
    if text.isdecimal():
        number = int(text)
        for codes, status in _USPTO_CODES:
            if number in codes:
                return status
    for pattern, status in _STATUS:
        if pattern.search(text):
            return status
    problem = f"{written[:60]!r} is no status that is known"
    raise ImportRefused(problem, "Write registered, pending, opposed, expired or invalidated.")


def day_of(written: str | date | datetime, order: Days = Days.YEAR_FIRST) -> date | None:
    """A day as registers write it; None for an empty cell.

    Raises:
        ImportRefused: it is no day, or could be two.
    """
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    text = _ZONE.sub("", folded(written).partition("t")[0].partition(" ")[0]).rstrip("日号")
    if not text or text in {"00000000", "-", "--", "无"}:
        return None
    parts = re.fullmatch(r"(\d{4})(\d{2})(\d{2})|(\d+)[-/.年](\d+)[-/.月](\d+)", text, re.ASCII)
    if parts is None:
        raise ImportRefused(_no_day(written), "Write year-month-day, such as 2015-03-31.")
    first, second, third = (int(part) for part in parts.groups() if part is not None)
    if first > 31 or parts[1]:
        year, month, day = first, second, third
    elif order is Days.MONTH_FIRST:
        month, day, year = first, second, third
    elif order is Days.DAY_FIRST or first > 12:
        day, month, year = first, second, third
    else:
        raise ImportRefused(_no_day(written), "It could be two: write year-month-day.")
    try:
        return date(year, month, day)
    except ValueError as error:
        problem = f"{_no_day(written)} ({error})"
        raise ImportRefused(problem, CORRECT) from error


def term_of(written: str, order: Days = Days.YEAR_FIRST) -> tuple[date | None, date | None]:
    """First and last day of a term: "2015年03月07日至2025年03月06日", "2015-03-07 - 2025-03-06".

    Raises:
        ImportRefused: it is no term.
    """
    halves = re.split(r"\s*(?:至|到|~|～|—|–|\bto\b|\s-\s)\s*", written.strip(), maxsplit=1)
    days = [day_of(half, order) for half in halves]
    return (days[0], days[1]) if len(days) == 2 else (None, days[0])


def classes_of(written: str) -> tuple[int, ...]:
    """Classes of Nice: "25", "18;25", "第18类", "018, 025"; in the order written.

    Raises:
        ImportRefused: one is none.
    """
    found = [int(one) for one in re.findall(r"\d+", folded(written))]
    if wrong := [one for one in found if not 1 <= one <= 45]:
        problem = f"{wrong[0]} is no class of goods"
        raise ImportRefused(problem, "Classes of the Nice Classification are 1 to 45.")
    return tuple(dict.fromkeys(found))


def goods_of(written: str) -> tuple[str, ...]:
    """Terms of goods, parted by semicolons, else by commas of either script."""
    text = re.sub(r"\s+", " ", written)
    parts = re.split("[;；]", text)
    if len(parts) == 1:
        parts = re.split("[，、]" if re.search("[，、]", text) else ",", text)
    terms = (part.strip(" .。,，")[:LONGEST_TERM] for part in parts)
    return tuple(dict.fromkeys(term for term in terms if term))[:MOST_GOODS]


def number_of(written: str) -> str | None:
    """A number of a register, letter for letter; None for none.

    Raises:
        ImportRefused: a spreadsheet has spoilt it.
    """
    text = unicodedata.normalize("NFKC", written).strip().strip("'\t")
    if re.fullmatch(r"\d(\.\d+)?[eE]\+\d+", text):
        problem = f"{text!r} is a number as a spreadsheet shortens it; its digits are lost"
        raise ImportRefused(problem, "Format the column as text, and export again.")
    if re.fullmatch(r"\d+\.0", text):
        text = text[:-2]
    return None if not text.strip("0-") else text


def numbered(mark: RegisteredMark) -> RegisteredMark:
    """The mark, which must have a number: it is known by nothing else.

    Raises:
        ImportRefused: it has none.
    """
    if mark.registration_number or mark.application_number:
        return mark
    problem = "has no number of the register"
    raise ImportRefused(problem, CORRECT)


def folded(text: str) -> str:
    """For comparing: compatible letters made one, lower case, no spaces at the ends."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _no_day(written: str | date) -> str:
    return f"{str(written)[:40]!r} is no date"
