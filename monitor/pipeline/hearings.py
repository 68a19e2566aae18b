"""Hearings: who is to hear of news, and who is told again or instead. Part of notify.

Reads: news, recipients, what each was told. Writes: one row a recipient and event, in one
transaction with the news being spread; what nobody is to be told stays there with the reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from monitor.domain.alert import Occasion
from monitor.domain.case import CaseEventKind, CaseFile, CaseState
from monitor.domain.errors import LeaseLost
from monitor.domain.rhythm import Group, Silence
from monitor.domain.verdict import Grade, Verdict
from monitor.domain.watch import Recipient
from monitor.pipeline.bundling import first_look
from monitor.ports.clock import Clock
from monitor.ports.store import Hearing, Lease, NewHearing, Store, Transaction

log = structlog.get_logger(__name__)

CLOSED = (CaseState.DISMISSED, CaseState.LICENSED)
"""States in which nobody needs to hear of a case any more."""

AT_ONCE = 200
"""Hearings that are followed up in one transaction."""


def spread_news(store: Store, recipients: Sequence[Recipient], lease: Lease, clock: Clock) -> int:
    """Note who is to hear of due news; gives how many news."""
    with store.transaction() as tx:
        news = tx.outbox.claim_news(lease, limit=20)
    for case_id, event_id in news:
        try:
            _spread(store, recipients, (case_id, event_id), lease.owner, clock.now())
        except LeaseLost:
            log.warning("news.lease_lost", news=event_id)
        except Exception:  # one event must not hold the others up
            log.exception("news.failed", news=event_id)
    return len(news)


def _spread(
    store: Store, recipients: Sequence[Recipient], news: tuple[int, int], owner: str, now: datetime
) -> None:
    case_id, event_id = news
    with store.transaction(durable=True) as tx:
        if not tx.outbox.told(event_id, owner):
            message = f"news {event_id} was taken over"
            raise LeaseLost(message)
        file, silences = tx.cases.file(case_id), tx.silences.standing(now)
        heard = tx.hearings.heard(case_id, _last_turn(file))
        each = [
            (
                replace(new, held_back=_inhibited(file, heard.get(recipient.email))),
                first_look(recipient, new, silences),
            )
            for recipient, new in _concerned(file, recipients, event_id, now)
        ]
        added = tx.hearings.add_all(each)
        for new, _ in each:
            if new.held_back and new.recipient in added:
                say_held_back(tx, new, new.held_back, now)


def _concerned(
    file: CaseFile, recipients: Sequence[Recipient], event_id: int, now: datetime
) -> Iterator[tuple[Recipient, NewHearing]]:
    """Who is to hear of a case, and what of it: the best verdict over a right that is theirs."""
    case = file.case
    for recipient in recipients:
        own = [v for v in file.verdicts if recipient.hears_of(v.asset_id, case.source_id)]
        best = max(own, key=lambda verdict: verdict.score, default=None)
        if best is None or not case.grade.at_least(recipient.from_grade):
            continue
        yield (
            recipient,
            NewHearing(
                recipient=recipient.email,
                event_id=event_id,
                case_id=case.id,
                group=group_of(file, best),
                grade=case.grade,
                since=now,
                critical=_is_critical(best, recipient.critical_score),
            ),
        )


def _is_critical(verdict: Verdict, from_score: float) -> bool:
    """Whether a verdict passes quiet hours; a score of 1 lets none, not even certain ones."""
    return verdict.grade is Grade.ALERT and from_score < 1 and verdict.score >= from_score


def group_of(file: CaseFile, verdict: Verdict) -> Group:
    """What a case is told with: others of the same right, seller and market."""
    seller = file.sighting.offer.seller
    return Group(
        asset_id=verdict.asset_id,
        seller=(seller.key if seller else None) or "",
        market=file.case.listing.market,
    )


def _last_turn(file: CaseFile) -> int:
    """The event that last judged the case or opened it again, 0 before any.

    What was told before it counts no more.
    """
    turns = {CaseEventKind.REVIEWED, CaseEventKind.REOPENED}
    return max((event.id for event in file.events if event.kind in turns), default=0)


def _inhibited(file: CaseFile, heard: Grade | None) -> str | None:
    """Why a case is not told to somebody who heard of it at a grade before; None = it is told."""
    if file.case.state in CLOSED:
        return closed_because(file.case.state)
    if heard is not None and heard.at_least(file.case.grade):
        return f"the case is open already, and was told as {heard.value}"
    return None


def closed_because(state: CaseState) -> str:
    """Why a case that a person has closed is not told."""
    return f"the case is {state.value}"


def say_held_back(tx: Transaction, new: NewHearing, because: str, now: datetime) -> None:
    """Write into the history of a case who is not told of it, and why."""
    kind, note = CaseEventKind.HELD_BACK, f"letter to {new.recipient}: {because}"
    tx.cases.add_event(new.case_id, kind, now, by="rightswatch", note=note)


def follow_up(store: Store, recipients: Mapping[str, Recipient], clock: Clock) -> int:
    """Tell again what nobody answered, and tell the next contact; gives how many hearings."""
    now = clock.now()
    with store.transaction(durable=True) as tx:
        silences = tx.silences.standing(now)
        repeats = tx.hearings.to_repeat(now, AT_ONCE)
        for one in repeats:
            tx.hearings.repeated(one.id)
            if not _heard_later(tx, one.new):
                _again(tx, recipients.get(one.new.recipient), _reminder(one, now), silences)
        escalations = tx.hearings.to_escalate(now, AT_ONCE)
        for one in escalations:
            tx.hearings.escalated(one.id)
            teller = recipients.get(one.new.recipient)
            contact = recipients.get(teller.escalate_to or "") if teller else None
            if contact is not None:
                _again(tx, contact, _escalation(one, contact, now), silences)
    return len(repeats) + len(escalations)


def _heard_later(tx: Transaction, new: NewHearing) -> bool:
    """Whether later news of the case, told or waiting, reminds its recipient in place of these."""
    return new.recipient in tx.hearings.heard(new.case_id, new.event_id)


def _again(
    tx: Transaction, recipient: Recipient | None, new: NewHearing, silences: Sequence[Silence]
) -> None:
    """Note a hearing of a case that still waits for an answer."""
    if recipient and tx.cases.awaits_answer(new.case_id, new.event_id):
        tx.hearings.add(new, first_look(recipient, new, silences))


def _reminder(one: Hearing, now: datetime) -> NewHearing:
    turn = one.new.turn + 1
    return replace(
        one.new, occasion=Occasion.REMINDER, turn=turn, since=now, critical=False, silent=None
    )


def _escalation(one: Hearing, contact: Recipient, now: datetime) -> NewHearing:
    return replace(
        one.new,
        recipient=contact.email,
        occasion=Occasion.ESCALATION,
        since=now,
        silent=one.new.recipient,
    )
