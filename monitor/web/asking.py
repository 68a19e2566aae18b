"""Asking: what an address of the queue asks for, and the addresses that ask for something else."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeVar
from urllib.parse import urlencode

from monitor.domain.case import CaseState
from monitor.domain.person import Person
from monitor.domain.verdict import Grade
from monitor.ports.store import Harm, QueueQuery, Tally
from monitor.web.visit import Fields

PAGE_LINES: Final = 50
ANY: Final = "any"

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters of a queue as they stand in its address; "" = not said.

    state "" = open: what waits for somebody. new: "1" = only what came since the last visit.
    """

    state: str = ""
    grade: str = ""
    harm: str = ""
    market: str = ""
    asset: str = ""
    seller: str = ""
    new: str = ""
    order: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Fields) -> "Asked":
        """Read an address; what is no word of ours counts as not said."""
        told = {one.name: asked.one(one.name) for one in fields(cls)}
        known = {
            "state": {*CaseState, ANY},
            "grade": set(Grade) - {Grade.NONE},
            "harm": set(Harm),
            "new": {"1"},
            "order": {"newest"},
        }
        for name, words in known.items():
            told[name] = told[name] if told[name] in words else ""
        seller = told["seller"]
        told["seller"] = seller if seller.isdecimal() and len(seller) < 19 else ""
        return cls(**told)

    def address(self, path: str = "/cases", **other: str) -> str:
        """The address of the same queue with other filters; it begins at its first page."""
        there = replace(self, **{"after": "", **other})
        said = {
            one.name: value for one in fields(self) if (value := getattr(there, one.name)) != ""
        }
        return f"{path}?{urlencode(said)}" if said else path

    def query(self, person: Person, since: datetime | None) -> QueueQuery:
        """What to read for a person. since: end of the person's visit before."""
        return QueueQuery(
            holders=None if person.sees_all else person.holders,
            state=_member(CaseState, self.state or CaseState.OPEN),
            grade=_member(Grade, self.grade),
            harm=_member(Harm, self.harm),
            market=self.market or None,
            asset=self.asset or None,
            seller=int(self.seller) if self.seller else None,
            since=since if self.new else None,
            gravest=self.order != "newest",
            after=self.after or None,
            limit=PAGE_LINES,
        )


def fitting(asked: Asked, kinds: Sequence[Tally]) -> int:
    """How many of these cases the filters let through."""
    return sum(tally.count for tally in kinds if fits(asked, tally))


def fits(asked: Asked, tally: Tally) -> bool:
    """Whether they let through cases of a kind; right, seller and time are not looked at."""
    state = asked.state or CaseState.OPEN.value
    return (
        state in {ANY, tally.state.value}
        and asked.grade in {"", tally.grade.value}
        and asked.harm in {"", tally.harm.value}
        and asked.market in {"", tally.market}
    )


def _member(kind: type[E], word: str) -> E | None:
    return kind(word) if word in set(kind) else None
