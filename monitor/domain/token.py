"""Token: what lets a program do some of what one person may do at the desk.

Layer: domain, standard library only.
Flow: an operator makes one for a person of the configuration -> a program shows it with each
request -> the desk asks what token and person may both do.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from monitor.domain.person import Deed


class Scope(StrEnum):
    """What a token is for. A person's role must do the deed behind it as well."""

    CASES = "cases:read"
    DECISIONS = "cases:decide"
    CONFIRMATIONS = "confirmations:read"
    EVIDENCE = "evidence:read"
    SELLERS = "sellers:read"
    ASSETS = "assets:read"
    COVERAGE = "coverage:read"
    LISTINGS = "listings:write"

    @property
    def deed(self) -> Deed:
        """What a person does who uses it."""
        return _DEEDS[self]


_DEEDS: Final = {
    Scope.CASES: Deed.SEE,
    Scope.DECISIONS: Deed.DECIDE,
    Scope.CONFIRMATIONS: Deed.SEE,
    Scope.EVIDENCE: Deed.EXAMINE,
    Scope.SELLERS: Deed.SEE,
    Scope.ASSETS: Deed.SEE,
    Scope.COVERAGE: Deed.OVERSEE,
    Scope.LISTINGS: Deed.SUPPLY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token, without its secret, which nobody keeps.

    id: 0 until it is kept. name: the program that has it. email: of the person it acts for.
    used_at: noted every few minutes; None = never. revoked_at: None = nobody took it back.
    """

    id: int
    name: str
    email: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    made_by: str
    until: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by: str | None = None

    def serves(self, now: datetime) -> bool:
        """Whether it is taken now: neither too old nor taken back."""
        return self.revoked_at is None and now < self.until
