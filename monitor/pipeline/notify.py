"""notify: write letters about news, and hand them to their channels until those take them.

Reads: news, recipients, messages that are due. Writes: who is to hear of what (`hearings`), then
messages, one row a recipient and channel, in one transaction with the hearings that they tell; then
what became of each. The Message-ID comes from the key, so that a second delivery after a doubtful
first one is the same message to any mail box.
"""

import random
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from monitor.domain.alert import CASES_TOLD, CaseStory, Letter, Occasion
from monitor.domain.case import CaseEventKind
from monitor.domain.errors import AddressRefused, DeliveryFailed, LeaseLost
from monitor.domain.watch import MAIL, Recipient
from monitor.pipeline.bundling import Bundle, Plan, groups_told, look_back, plan_letters
from monitor.pipeline.complaints import PATIENCE, tell_at
from monitor.pipeline.confirming import LOOK_AGAIN
from monitor.pipeline.hearings import (
    CLOSED,
    closed_because,
    follow_up,
    say_held_back,
    spread_news,
)
from monitor.pipeline.story import Album, pictured, tell
from monitor.ports.channel import Channel, Writer
from monitor.ports.clock import Clock
from monitor.ports.store import Hearing, Lease, QueuedAlert, Store, Transaction

log = structlog.get_logger(__name__)

GIVE_UP = timedelta(hours=72)
FEWEST_TRIES = 8
"""An hour of tries: after a stop of days, a letter is not given up at the first "come later"."""
FIRST_RETRY_S = 30.0
LONGEST_RETRY_S = 6 * 3600.0
MOST_READ = 10_000
"""Stories kept while letters are written; some 10 kB each."""
WRITE_AGAIN = timedelta(minutes=1)
"""A letter that could not be written is tried again after this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What writing needs: who hears of what, who writes for which channel, where pictures lie.

    unconfirmed: addresses that nothing is told to yet.
    """

    recipients: Sequence[Recipient]
    writers: Mapping[str, Writer]
    album: Album
    unconfirmed: AbstractSet[str] = frozenset()


def write_due(
    store: Store, post: Post, lease: Lease, clock: Clock, *, closing: bool = False
) -> int:
    """Spread due news, follow up what nobody answered, write what is due; gives how many letters.

    closing: nothing more comes, so nothing waits for the rest of its group.
    """
    people = {recipient.email: recipient for recipient in post.recipients}
    spread_news(store, post.recipients, lease, clock)
    follow_up(store, people, clock)
    with store.transaction() as tx:
        if closing:
            tx.hearings.look_again(clock.now())
        due = tx.hearings.recipients(clock.now())
    written = 0
    desk = _Desk(store=store, post=post, clock=clock, closing=closing)
    for email in due:
        if email in post.unconfirmed:
            desk.wait_for(email)
        elif email in people:
            written += desk.write_to(people[email])
        else:
            desk.forget(email)
    return written


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Writes what is due to one recipient after the other. read: stories of cases told before."""

    store: Store
    post: Post
    clock: Clock
    closing: bool
    read: dict[int, CaseStory] = field(default_factory=dict)

    def wait_for(self, email: str) -> None:
        """Tell nothing to somebody before the address is confirmed."""
        now = self.clock.now()
        with self.store.transaction() as tx:
            tx.hearings.put_off([one.id for one in tx.hearings.due(email, now)], now + LOOK_AGAIN)

    def forget(self, email: str) -> None:
        """Tell nothing to somebody who is no recipient any more."""
        now = self.clock.now()
        with self.store.transaction(durable=True) as tx:
            due = tx.hearings.due(email, now)
            for one in due:
                _hold_back(tx, one, f"{email} is no recipient any more", now)
        log.warning("recipient.gone", recipient=email, hearings=len(due))

    def write_to(self, recipient: Recipient) -> int:
        """Write the letters that are due to a recipient; gives how many.

        A letter that cannot be written goes in halves, so that only the case that brings it down
        waits. The halves may be more letters than `most_an_hour`: told too often beats untold.
        """
        return sum(self._in_parts(recipient, bundle) for bundle in self._plan(recipient).letters)

    def _in_parts(self, recipient: Recipient, bundle: Bundle) -> int:
        """Write a bundle, in one letter where that can be done; gives how many letters."""
        try:
            self._write(recipient, bundle)
        except LeaseLost:
            log.warning("letter.written_by_another", recipient=recipient.email)
            return 0
        except Exception:  # one letter must not hold the others up
            log.exception("letter.failed", recipient=recipient.email, hearings=len(bundle))
        else:
            return 1
        middle = len(bundle) // 2
        if middle:
            halves = (bundle[:middle], bundle[middle:])
            return sum(self._in_parts(recipient, half) for half in halves)
        with self.store.transaction() as tx:
            tx.hearings.put_off(_ids(bundle), self.clock.now() + WRITE_AGAIN)
        return 0

    def _plan(self, recipient: Recipient) -> Plan:
        """What is told now; what is not gets its moment, what was closed meanwhile a reason."""
        now = self.clock.now()
        with self.store.transaction(durable=True) as tx:
            due = _still_of_concern(tx, tx.hearings.due(recipient.email, now), now)
            past = tx.hearings.tellings(recipient.email, look_back(recipient, now))
            silences = tx.silences.standing(now)
            if groups := groups_told(recipient, due, past, silences, now):
                along = tx.hearings.along(recipient.email, groups, now)
                due = sorted([*due, *_still_of_concern(tx, along, now)], key=_age)
            plan = plan_letters(recipient, due, past, silences, now, closing=self.closing)
            waits: dict[datetime, list[int]] = {}
            for one, at in plan.later:
                waits.setdefault(at, []).append(one.id)
            for at, hearing_ids in waits.items():
                tx.hearings.put_off(hearing_ids, at)
        return plan

    def _write(self, recipient: Recipient, bundle: Bundle) -> None:
        letter = self._letter(recipient, bundle)
        alerts = [
            self.post.writers[channel].write(_for_channel(letter, channel))
            for channel in recipient.channels
        ]
        now, case_ids = letter.written_at, [story.file.case.id for story in letter.stories]
        with self.store.transaction(durable=True) as tx:
            told = tx.hearings.told(
                _ids(bundle),
                letter.key,
                now,
                repeat_at=_later(now, recipient.repeat_s),
                escalate_at=_later(now, _patience_s(recipient, letter.occasion)),
            )
            if not told:
                message = f"a case of letter {letter.key} was told by another process"
                raise LeaseLost(message)
            for alert in alerts:
                tx.outbox.queue(alert, now)
                note = f"letter to {alert.to} queued, {alert.message_id}"
                kind = CaseEventKind.ALERTED
                tx.cases.add_events(case_ids, kind, now, by="rightswatch", note=note)

    def _letter(self, recipient: Recipient, bundle: Bundle) -> Letter:
        case_ids = list(dict.fromkeys(one.new.case_id for one in bundle))
        with self.store.transaction() as tx:
            stories = sorted(self._stories(tx, case_ids), key=lambda story: story.file.urgency)
            checkpoint = tx.log.checkpoint()
        told = [pictured(story, self.post.album) for story in stories[:CASES_TOLD]]
        silent = (one.new.silent for one in bundle if one.new.silent)
        return Letter(
            key=_key(recipient, bundle, stories),
            recipient=recipient,
            stories=(*told, *stories[CASES_TOLD:]),
            written_at=self.clock.now(),
            checkpoint=checkpoint.note if checkpoint else None,
            occasion=bundle[0].new.occasion,
            silent=tuple(dict.fromkeys(silent)),
        )

    def _stories(self, tx: Transaction, case_ids: Sequence[int]) -> list[CaseStory]:
        """What is known of cases, read once for all who are told of them in one go."""
        unread = [case_id for case_id in case_ids if case_id not in self.read]
        if len(self.read) + len(unread) > MOST_READ:
            self.read.clear()
            unread = list(case_ids)
        self.read.update({case_id: tell(tx, tx.cases.file(case_id)) for case_id in unread})
        return [self.read[case_id] for case_id in case_ids]


def _ids(bundle: Sequence[Hearing]) -> list[int]:
    return [one.id for one in bundle]


def _age(one: Hearing) -> tuple[datetime, int]:
    """Oldest first."""
    return one.new.since, one.id


def _key(recipient: Recipient, bundle: Bundle, stories: Sequence[CaseStory]) -> str:
    """Names what is told, and to whom; a hearing is told once, so no other letter has this key."""
    first = bundle[0]
    if len(bundle) == 1 and first.new.occasion is Occasion.NEWS:
        return f"{stories[0].file.case.number}:{first.new.event_id}:{recipient.email}"
    ids = _ids(bundle)
    return f"{first.new.occasion.value}:{min(ids)}-{max(ids)}:{recipient.email}"


def _for_channel(letter: Letter, channel: str) -> Letter:
    """The same letter by another way has another key; a mail keeps the one it always had."""
    return letter if channel == MAIL else replace(letter, key=f"{letter.key}:{channel}")


def _later(now: datetime, seconds: float | None) -> datetime | None:
    return None if seconds is None else now + timedelta(seconds=seconds)


def _patience_s(recipient: Recipient, occasion: Occasion) -> float | None:
    """How long nobody may answer until the next contact is told; a reminder starts no clock."""
    waits = recipient.escalate_to is not None and occasion is not Occasion.REMINDER
    return recipient.escalate_s if waits else None


def _still_of_concern(tx: Transaction, due: Sequence[Hearing], now: datetime) -> list[Hearing]:
    """Without those whose case a person has closed, or answered before it was told again."""
    states = tx.cases.states([one.new.case_id for one in due])
    kept = []
    for one in due:
        state, new = states[one.new.case_id], one.new
        if state in CLOSED:
            _hold_back(tx, one, closed_because(state), now)
        elif new.occasion is Occasion.NEWS or tx.cases.awaits_answer(new.case_id, new.event_id):
            kept.append(one)
        else:
            _hold_back(tx, one, "somebody has answered", now)
    return kept


def _hold_back(tx: Transaction, one: Hearing, because: str, now: datetime) -> None:
    """Tell somebody nothing of a case after all, and say so in its history."""
    tx.hearings.hold_back([one.id], because)
    say_held_back(tx, one.new, because, now)


def send_due(store: Store, channel: Channel, lease: Lease, clock: Clock) -> int:
    """Hand due messages to their channel, one a receiver; gives how many were tried."""
    with store.transaction() as tx:
        queued = tx.outbox.claim(lease, channel.name, limit=10)
        stops = {stop.address: stop.because for stop in tx.addresses.stops()}
    window = _Window(store=store, channel=channel, owner=lease.owner, clock=clock)
    for message in queued:
        try:
            window.send(message, stops.get(message.alert.to))
        except Exception:  # one message must not hold the others up
            log.exception("alert.failed", key=message.alert.key)
    return len(queued)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """Hands one message after the other over, and notes what became of each."""

    store: Store
    channel: Channel
    owner: str
    clock: Clock

    def send(self, queued: QueuedAlert, stopped: str | None) -> None:
        """Try once. stopped: why the address gets no mail any more; its operator knows."""
        alert = queued.alert
        if stopped is not None:
            self._give_up(queued, f"the address gets no mail: {stopped}", None)
            return
        try:
            self.channel.send(alert)
        except AddressRefused as error:
            self._give_up(queued, str(error), tell_at(alert, self.clock.now()))
        except DeliveryFailed as error:
            self._put_off(queued, str(error))
        else:
            with self.store.transaction(durable=True) as tx:
                tx.outbox.sent(queued.id, self.owner, self.clock.now())
            log.info("alert.sent", key=alert.key, channel=alert.channel)

    def _put_off(self, queued: QueuedAlert, because: str) -> None:
        now, tries = self.clock.now(), queued.attempts
        if tries >= FEWEST_TRIES and now - queued.queued_at > GIVE_UP:
            self._give_up(queued, because, tell_at(queued.alert, now))
            return
        tell = tell_at(queued.alert, now) if tries == PATIENCE else None
        with self.store.transaction(durable=True) as tx:
            next_try = now + retry_wait(tries)
            tx.outbox.retry(queued.id, because, next_try, self.owner, tell_at=tell)
        log.warning("alert.delayed", key=queued.alert.key, attempts=tries, because=because)

    def _give_up(self, queued: QueuedAlert, because: str, tell: datetime | None) -> None:
        with self.store.transaction(durable=True) as tx:
            tx.outbox.dead(queued.id, because, self.owner, tell_at=tell)
        log.error("alert.given_up", key=queued.alert.key, because=because)


def retry_wait(attempts: int) -> timedelta:
    """30 s, doubling to 6 h, each shortened by up to a fifth so that retries do not march."""
    wait_s = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2.0 ** min(attempts - 1, 16))
    return timedelta(seconds=wait_s * random.uniform(0.8, 1.0))  # noqa: S311 - no secret
