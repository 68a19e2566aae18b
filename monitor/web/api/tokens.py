"""Making, taking back and knowing tokens: shown once, kept as their SHA-256, always written down.

A token acts for one person of the configuration: it never does more than that person may, and
nothing once the person is gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from monitor.domain.person import Look, LookKind, Person
from monitor.domain.token import Scope, Token
from monitor.ports.store import Store
from monitor.web.desk import Desk
from monitor.web.entrance import new_secret, sealed

PREFIX: Final = "rwt_"
"""Begins every token, so that whoever looks for leaked secrets knows one."""
MOST_DAYS: Final = 400
_NOTED_EVERY: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The token that somebody wants. name: of the program; by: who makes it."""

    name: str
    scopes: tuple[Scope, ...]
    days: int
    by: str


def make_token(store: Store, person: Person, wish: Wish, now: datetime) -> tuple[Token, str]:
    """A new token and its secret, which nobody can tell again."""
    secret = PREFIX + new_secret()
    made = Token(
        id=0,
        name=wish.name,
        email=person.email,
        scopes=wish.scopes,
        made_at=now,
        made_by=wish.by,
        until=now + timedelta(days=wish.days),
    )
    with store.transaction(durable=True) as tx:
        kept = tx.tokens.keep(made, sealed(secret))
        scopes = ", ".join(kept.scopes)
        told = f"{_called(kept)} for {scopes} until {kept.until:%Y-%m-%d}, by {wish.by}"
        look = Look(by=person.email, at=now, kind=LookKind.ACCESS_GRANTED, what=told)
        tx.desk.note(look)
    return kept, secret


def revoke_token(store: Store, token_id: int, by: str, now: datetime) -> Token | None:
    """Take one back at once; None when there is none of that number, or it was before."""
    with store.transaction(durable=True) as tx:
        revoked = tx.tokens.revoke(token_id, by, now)
        if revoked is not None:
            told = f"{_called(revoked)}, by {by}"
            tx.desk.note(Look(by=revoked.email, at=now, kind=LookKind.ACCESS_REVOKED, what=told))
    return revoked


def beyond(person: Person, scopes: Sequence[Scope]) -> list[Scope]:
    """Those of the scopes that a person's role does not do anyway."""
    return [scope for scope in scopes if not person.may(scope.deed)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A program that has shown a token, and the person it acts for."""

    token: Token
    person: Person

    def may(self, scope: Scope) -> bool:
        """Whether both the token and the person's role do it."""
        return scope in self.token.scopes and self.person.may(scope.deed)

    @property
    def called(self) -> str:
        """As the history of a case names it."""
        return f"{self.person.called}, by {self.token_called}"

    @property
    def token_called(self) -> str:
        """As the record of looks names the token."""
        return _called(self.token)


def caller_of(desk: Desk, secret: str, now: datetime) -> Caller | None:
    """Who shows a secret; None when it is no token that serves, or its person is gone."""
    if not secret.startswith(PREFIX):
        return None
    with desk.store.reading() as tx:
        token = tx.tokens.of(sealed(secret))
    if token is None or not token.serves(now):
        return None
    person = desk.person(token.email)
    if person is None:
        return None
    if token.used_at is None or token.used_at < now - _NOTED_EVERY:
        with desk.store.transaction() as tx:
            tx.tokens.used(token.id, now)
    return Caller(token=token, person=person)


def _called(token: Token) -> str:
    return f"token {token.id} ({token.name})"
