"""notify: write letters about news, and hand them to their channel until it takes them.

Reads: news, recipients, messages that are due. Writes: messages (one row a receiver, in one
transaction with the news being told), then what became of each. The Message-ID comes from the
key, so that a second delivery after a doubtful first one is the same message to any mail box.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from monitor.domain.alert import Alert, Letter
from monitor.domain.case import CaseEventKind
from monitor.domain.errors import AddressRefused, DeliveryFailed, LeaseLost
from monitor.domain.watch import Delivery, Recipient
from monitor.pipeline.story import Album, tell
from monitor.ports.channel import Channel, Writer
from monitor.ports.clock import Clock
from monitor.ports.store import Lease, QueuedAlert, Store, Transaction

log = structlog.get_logger(__name__)

GIVE_UP = timedelta(hours=72)
FIRST_RETRY_S = 30.0
LONGEST_RETRY_S = 6 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What writing needs: who hears of what, how a letter is written, where pictures lie."""

    recipients: Sequence[Recipient]
    writer: Writer
    album: Album


def write_due(store: Store, post: Post, lease: Lease, clock: Clock) -> int:
    """Write the letters about due news; gives how many news."""
    with store.transaction() as tx:
        news = tx.outbox.claim_news(lease, limit=20)
    for case_id, event_id in news:
        try:
            _write(store, post, case_id, event_id, lease.owner, clock)
        except LeaseLost:
            log.warning("news.lease_lost", event=event_id)
        except Exception:  # one letter must not hold the others up
            log.exception("news.failed", event=event_id)
    return len(news)


def _write(store: Store, post: Post, case_id: int, event_id: int, owner: str, clock: Clock) -> None:
    now = clock.now()
    with store.transaction() as tx:
        story = tell(tx, post.album, case_id)
        checkpoint = tx.log.checkpoint()
    asset_ids = tuple(verdict.asset_id for verdict in story.file.verdicts)
    hearers = [r for r in post.recipients if r.hears_of(asset_ids, story.file.case.grade)]
    at_once = [r for r in hearers if r.delivery is Delivery.AT_ONCE]
    number = story.file.case.number
    alerts = [
        post.writer.write(
            Letter(
                key=f"{number}:{event_id}:{recipient.email}",
                recipient=recipient,
                stories=(story,),
                written_at=now,
                checkpoint=checkpoint.note if checkpoint else None,
            )
        )
        for recipient in at_once
    ]
    with store.transaction(durable=True) as tx:
        if not tx.outbox.told(event_id, owner):
            message = f"news {event_id} was taken over"
            raise LeaseLost(message)
        for recipient in hearers:
            if recipient.delivery is Delivery.DAILY:
                tx.outbox.keep_for_digest(recipient.email, case_id, event_id)
        for alert in alerts:
            _queue(tx, alert, (case_id,), now)


def _queue(tx: Transaction, alert: Alert, case_ids: Sequence[int], now: datetime) -> bool:
    """Put a letter in the outbox, once, and into the history of every case it tells."""
    if not tx.outbox.queue(alert, now):
        return False
    note = f"letter to {alert.to} queued, {alert.message_id}"
    for case_id in case_ids:
        tx.cases.add_event(case_id, CaseEventKind.ALERTED, now, by="rightswatch", note=note)
    return True


def write_digests(store: Store, post: Post, clock: Clock) -> int:
    """Write the daily letters whose hour has come; gives how many."""
    daily = [r for r in post.recipients if r.delivery is Delivery.DAILY]
    return sum(_write_digest(store, post, recipient, clock.now()) for recipient in daily)


def _write_digest(store: Store, post: Post, recipient: Recipient, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(recipient.timezone))
    if local.time() < recipient.digest_at:
        return False
    key = f"digest:{local.date().isoformat()}:{recipient.email}"
    with store.transaction(durable=True) as tx:
        news = tx.outbox.digest_due(recipient.email)
        if not news:
            return False
        case_ids = list(dict.fromkeys(case_id for case_id, _ in news))
        stories = tuple(tell(tx, post.album, case_id) for case_id in case_ids)
        checkpoint = tx.log.checkpoint()
        letter = Letter(
            key=key,
            recipient=recipient,
            stories=stories,
            written_at=now,
            checkpoint=checkpoint.note if checkpoint else None,
        )
        alert = post.writer.write(letter)
        if not _queue(tx, alert, case_ids, now):
            return False  # today's digest is out; what came later waits for tomorrow's
        tx.outbox.digested(recipient.email, [event_id for _, event_id in news], alert.key)
    return True


def send_due(store: Store, channels: Mapping[str, Channel], lease: Lease, clock: Clock) -> int:
    """Hand due messages to their channels; gives how many were tried."""
    with store.transaction() as tx:
        queued = tx.outbox.claim(lease, limit=10)
    for message in queued:
        try:
            _send(store, channels[message.alert.channel], message, lease.owner, clock)
        except Exception:  # one message must not hold the others up
            log.exception("alert.failed", key=message.alert.key)
    return len(queued)


def _send(store: Store, channel: Channel, queued: QueuedAlert, owner: str, clock: Clock) -> None:
    alert = queued.alert
    try:
        channel.send(alert)
    except AddressRefused as error:
        _give_up(store, queued, str(error), owner)
        return
    except DeliveryFailed as error:
        if clock.now() - queued.queued_at > GIVE_UP:
            _give_up(store, queued, str(error), owner)
            return
        next_try = clock.now() + retry_wait(queued.attempts)
        with store.transaction(durable=True) as tx:
            tx.outbox.retry(queued.id, str(error), next_try, owner)
        log.warning("alert.delayed", key=alert.key, attempts=queued.attempts, because=str(error))
        return
    with store.transaction(durable=True) as tx:
        tx.outbox.sent(queued.id, owner, clock.now())
    log.info("alert.sent", key=alert.key, channel=alert.channel)


def _give_up(store: Store, queued: QueuedAlert, because: str, owner: str) -> None:
    with store.transaction(durable=True) as tx:
        tx.outbox.dead(queued.id, because, owner)
    log.error("alert.given_up", key=queued.alert.key, because=because)


def retry_wait(attempts: int) -> timedelta:
    """30 s, doubling to 6 h, each shortened by up to a fifth so that retries do not march."""
    wait_s = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2.0 ** min(attempts - 1, 16))
    return timedelta(seconds=wait_s * random.uniform(0.8, 1.0))  # noqa: S311 - no secret
