"""Call: one request of a program as the endpoints see it, and how they answer it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from monitor.domain.codec import canonical_json
from monitor.domain.person import Look, LookKind, Person
from monitor.web.api.tokens import Caller
from monitor.web.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request. known: entity tags of what the program has already."""

    desk: Desk
    caller: Caller
    now: datetime
    known: frozenset[str]

    @property
    def person(self) -> Person:
        """Whom the program acts for."""
        return self.caller.person

    @property
    def holders(self) -> tuple[str, ...] | None:
        """Whose cases it is shown; None = all holders'."""
        return None if self.person.sees_all else self.person.holders

    def note(self, kind: LookKind, what: str = "", number: str | None = None) -> None:
        """Write down who looked at what, before it is told."""
        told = f"{what} [{self.caller.token_called}]".strip()
        by = self.person.email
        look = Look(by=by, at=self.now, kind=kind, case_number=number, what=told)
        with self.desk.store.transaction(durable=True) as tx:
            tx.desk.note(look)

    def told(self, document: Any) -> Response:  # noqa: ANN401 - any domain value
        """The document as JSON; nothing of it where the program has it already."""
        content = canonical_json(document)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {"etag": tag, "cache-control": "private, no-cache"}
        if tag in self.known or "*" in self.known:
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type="application/json")


def call_of(request: Request) -> Call:
    """The call behind a request that the gate let in."""
    desk: Desk = request.state.desk
    tags = request.headers.get("if-none-match", "").split(",")
    return Call(
        desk=desk,
        caller=request.state.caller,
        now=desk.clock.now(),
        known=frozenset(tag.strip().removeprefix("W/") for tag in tags),
    )


Calling = Annotated[Call, Depends(call_of)]
