"""Doors: every address of the desk, who may open it, and who answers.

What has no door is not there, and each door says itself who may come in: nothing is open by
accident.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from fastapi import Response

from monitor.domain.person import Deed, Person

if TYPE_CHECKING:
    from monitor.web.visit import Visit

_PART = re.compile(r"\\{([a-z0-9_]+)\\}")


class Opens(Enum):
    """To whom a door opens that asks for no deed: anybody at all, or whoever has signed in."""

    TO_ALL = "to all"
    TO_PEOPLE = "to people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where something answers. path: with parts in braces, each of them without a slash."""

    path: str
    method: str = "GET"

    def parts(self, path: str) -> Mapping[str, str] | None:
        """The parts of an address that is behind this door; None for any other."""
        pattern = _PART.sub(r"(?P<\1>[^/]+)", re.escape(self.path))
        found = re.fullmatch(pattern, path)
        return found.groupdict() if found else None


A = TypeVar("A", bound=Address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door(Address):
    """An address of the desk.

    signed: the address itself proves who asks, so that a form needs no token of the browser.
    """

    opens: Opens | Deed
    answer: "Callable[[Visit], Response]"
    signed: bool = False

    def lets_in(self, person: Person | None) -> bool:
        """Whether somebody may open it; None = a stranger."""
        if self.opens is Opens.TO_ALL:
            return True
        if person is None:
            return False
        return self.opens is Opens.TO_PEOPLE or person.may(Deed(self.opens))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[A]):
    """What is behind an address. door None: nothing is, or nothing that takes that method."""

    door: A | None
    parts: Mapping[str, str]


def find(doors: Sequence[A], method: str, path: str) -> Found[A]:
    """The first door that an address leads to; HEAD is answered as GET is."""
    wanted = "GET" if method == "HEAD" else method
    for door in doors:
        parts = door.parts(path) if door.method == wanted else None
        if parts is not None:
            return Found(door=door, parts=parts)
    return Found(door=None, parts={})
