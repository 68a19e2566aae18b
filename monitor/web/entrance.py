"""Entrance: links that sign in once, and the sessions that come of them.

Secrets are 256 random bits; the database keeps their SHA-256.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from monitor.domain.person import Look, LookKind, Person
from monitor.ports.store import Transaction
from monitor.web.desk import Desk

LINK_LIVES: Final = timedelta(minutes=15)
LINKS_AT_ONCE: Final = 3
"""That still work, of one address; whoever asks for more has them in the mail box already."""
SESSION_LIVES: Final = timedelta(days=7)
SESSION_IDLE: Final = timedelta(hours=12)
_NOTED_EVERY: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who has signed in."""

    id: str
    person: Person


def new_secret() -> str:
    """256 random bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(32)


def sealed(secret: str) -> bytes:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).digest()


def offer_link(tx: Transaction, desk: Desk, person: Person, now: datetime, then: str = "/") -> str:
    """Make a link that signs a person in once. then: address within the desk it leads on to."""
    secret = new_secret()
    tx.desk.offer_link(sealed(secret), person.email.lower(), now, now + LINK_LIVES)
    tx.desk.note(Look(by=person.email, at=now, kind=LookKind.LINK_ASKED))
    onward = "" if then == "/" else f"?then={quote(then, safe='/')}"
    return f"{desk.public_url}/sign-in/{secret}{onward}"


def mail_link(desk: Desk, email: str, now: datetime, then: str) -> None:
    """Mail a link to whoever may sign in by that address; nobody can tell whether one went."""
    person = desk.person(email)
    with desk.store.transaction(durable=True) as tx:
        if person is None or desk.write_link is None:
            tx.desk.note(Look(by=email[:200], at=now, kind=LookKind.LINK_ASKED, what="refused"))
            return
        if tx.desk.links_since(person.email.lower(), now - LINK_LIVES) >= LINKS_AT_ONCE:
            tx.desk.note(Look(by=person.email, at=now, kind=LookKind.LINK_ASKED, what="too many"))
            return
        link = offer_link(tx, desk, person, now, then)
        tx.outbox.queue(desk.write_link(person, link, now), now)


def sign_in(desk: Desk, secret: str, now: datetime) -> Session | None:
    """Use a link up; None when it is spent, too old, or of nobody who may sign in."""
    with desk.store.transaction(durable=True) as tx:
        email = tx.desk.use_link(sealed(secret), now)
        person = desk.person(email) if email else None
        if person is None:
            return None
        return _begin(tx, person, now)


def sign_in_by(desk: Desk, provider: str, email: str, now: datetime) -> Session | None:
    """Let in whom a provider names; None when nobody of that address may sign in."""
    person = desk.person(email)
    with desk.store.transaction(durable=True) as tx:
        if person is None:
            refused = LookKind.SIGN_IN_REFUSED
            tx.desk.note(Look(by=email[:200], at=now, kind=refused, what=provider))
            return None
        return _begin(tx, person, now, provider)


def _begin(tx: Transaction, person: Person, now: datetime, what: str = "") -> Session:
    session = Session(id=new_secret(), person=person)
    tx.desk.begin_session(sealed(session.id), person.email.lower(), now, now + SESSION_LIVES)
    tx.desk.note(Look(by=person.email, at=now, kind=LookKind.SIGNED_IN, what=what))
    return session


def whose(desk: Desk, session_id: str, now: datetime) -> Person | None:
    """Who is behind a session; None when it is none, or the person may not sign in any more."""
    if not session_id:
        return None
    with desk.store.reading() as tx:
        found = tx.desk.session(sealed(session_id), now, now - SESSION_IDLE)
    if found is None:
        return None
    email, noted_at = found
    if noted_at < now - _NOTED_EVERY:
        with desk.store.transaction() as tx:
            tx.desk.used_session(sealed(session_id), now)
    return desk.person(email)


def sign_out(desk: Desk, session_id: str, person: Person, now: datetime) -> None:
    """End a session."""
    with desk.store.transaction(durable=True) as tx:
        tx.desk.end_session(sealed(session_id), now)
        tx.desk.note(Look(by=person.email, at=now, kind=LookKind.SIGNED_OUT))
