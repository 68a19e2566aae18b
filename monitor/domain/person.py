"""Person: who may sign in to the desk, and what they may do there.

Layer: domain, standard library only.
Flow: the configuration names people -> the desk asks them before it opens a door.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from monitor.domain.case import CaseState


class Role(StrEnum):
    """What a person is to the bureau."""

    OFFICER = "officer"
    RIGHTS_HOLDER = "rights_holder"
    OPERATOR = "operator"
    READ_ONLY = "read_only"


class Deed(StrEnum):
    """What somebody does at the desk.

    SEE: cases. EXAMINE: the evidence of a case. DECIDE: say what a case is. AUDIT: read who looked
    at what. OVERSEE: read what is and is not seen, and how the service does. SUPPLY: hand in
    listings.
    """

    SEE = "see"
    EXAMINE = "examine"
    DECIDE = "decide"
    AUDIT = "audit"
    OVERSEE = "oversee"
    SUPPLY = "supply"


_MAY: Final = {
    Role.OFFICER: frozenset(Deed),
    Role.RIGHTS_HOLDER: frozenset({Deed.SEE, Deed.EXAMINE, Deed.DECIDE}),
    Role.OPERATOR: frozenset({Deed.AUDIT, Deed.OVERSEE, Deed.SUPPLY}),
    Role.READ_ONLY: frozenset({Deed.SEE, Deed.EXAMINE, Deed.OVERSEE}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may sign in.

    holders: ids of those whose cases the person sees; empty = all of them, but for a rights holder,
    who sees none without one. timezone: IANA name.
    """

    email: str
    role: Role
    name: str | None = None
    holders: tuple[str, ...] = ()
    language: str = "en"
    timezone: str = "UTC"

    @property
    def called(self) -> str:
        """As the history of a case names the person."""
        return f"{self.name} <{self.email}>" if self.name else self.email

    def may(self, deed: Deed) -> bool:
        """Whether the role does this at all."""
        return deed in _MAY[self.role]

    def may_decide(self, state: CaseState, decision: CaseState) -> bool:
        """Whether the person may turn a case of one state into another.

        A rights holder knows whom it has licensed, and no more.
        """
        if self.role is Role.RIGHTS_HOLDER:
            return CaseState.LICENSED in {decision, state} and decision in {
                CaseState.LICENSED,
                CaseState.OPEN,
            }
        return self.may(Deed.DECIDE)

    @property
    def sees_all(self) -> bool:
        """Whether no holder's cases are kept from the person."""
        return not self.holders and self.role is not Role.RIGHTS_HOLDER

    def sees(self, holder_id: str) -> bool:
        """Whether cases of a holder are shown to the person."""
        return self.may(Deed.SEE) and (self.sees_all or holder_id in self.holders)


class LookKind(StrEnum):
    """What is written down of people at the desk; append-only."""

    LINK_ASKED = "link_asked"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    EVIDENCE_SEEN = "evidence_seen"
    EVIDENCE_VERIFIED = "evidence_verified"
    EVIDENCE_TAKEN = "evidence_taken"
    LIST_TAKEN = "list_taken"
    LISTINGS_SUPPLIED = "listings_supplied"
    ACCESS_GRANTED = "access_granted"
    ACCESS_REVOKED = "access_revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One line of who looked at what. by: a mail address. what: a file, a view, an address."""

    by: str
    at: datetime
    kind: LookKind
    case_number: str | None = None
    what: str = ""
