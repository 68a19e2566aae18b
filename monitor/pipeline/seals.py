"""Seals: checkpoints signed, stamped by authorities, and written beside the bundles they cover.

Part of preserve. Reads: the log, stamps that are due, bundles whose files are behind the log.
Writes: checkpoints, tokens, and last the files; whatever a kill left undone is found again.
"""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from monitor.domain.capture import EvidenceBundle, LogEntry, Seal
from monitor.domain.checkpoint import Checkpoint, SignedCheckpoint
from monitor.domain.errors import CaptureFailed, LogKeyRefused, StampFailed
from monitor.domain.merkle import consistent
from monitor.ports.clock import Clock
from monitor.ports.notary import Authority, Notary
from monitor.ports.recorder import Recorder
from monitor.ports.store import DueStamp, Lease, Store, Transaction

log = structlog.get_logger(__name__)

STAMP_EVERY = timedelta(seconds=30)
"""An authority is asked for one token in so long; each covers everything logged before it."""
FIRST_RETRY_S = 30.0
LONGEST_RETRY_S = 3600.0
AT_ONCE = 20


def sign_newest(tx: Transaction, notary: Notary, now: datetime) -> bool:
    """Sign the log as it stands in this transaction; False when its size is signed already.

    A key that cannot be used leaves the entries as they are: they are signed once it can. A log
    that did not grow out of what was signed last is never signed: somebody changed the database.
    """
    size, root = tx.log.root()
    newest = tx.log.checkpoint()
    if not size or (newest and newest.size >= size):
        return False
    if newest and not _grew(tx, Checkpoint.read(newest.note), size, root):
        log.error("checkpoint.refused", size=size, signed=newest.size)
        return False
    try:
        note = notary.sign(size, root)
    except LogKeyRefused as error:
        log.error("checkpoint.unsigned", size=size, because=str(error))  # noqa: TRY400 - no traceback needed
        return False
    return tx.log.keep_checkpoint(SignedCheckpoint(size=size, note=note, at=now))


def sign_due(store: Store, notary: Notary, clock: Clock) -> bool:
    """Sign what a key that could not be used left unsigned; False when there is nothing."""
    with store.transaction() as tx:
        size, newest = tx.log.root()[0], tx.log.checkpoint()
        if size == (newest.size if newest else 0):
            return False
    with store.transaction(durable=True) as tx:
        return sign_newest(tx, notary, clock.now())


def write_seals(store: Store, recorder: Recorder) -> int:
    """Bring the files beside bundles up to the log; gives how many bundles got theirs."""
    with store.transaction() as tx:
        due = [
            (seal_of(tx, bundle, entry), since)
            for bundle, entry, since in tx.captures.seals_due(AT_ONCE)
        ]
    written = 0
    for seal, since in due:
        if seal is not None:
            written += _write(store, recorder, seal, since)
    return written


def stamp_due(
    store: Store,
    authorities: Mapping[str, Authority],
    lease: Lease,
    clock: Clock,
    *,
    at_once: bool = False,
) -> int:
    """Have the newest checkpoint stamped by every authority; gives how many were asked.

    at_once: do not wait for `STAMP_EVERY`.
    """
    now = lease.now  # what is asked for now must be due for this very lease
    with store.transaction(durable=True) as tx:
        tx.stamps.ask(list(authorities), now, None if at_once else now - STAMP_EVERY)
        due = tx.stamps.claim(lease, list(authorities), limit=len(authorities))
    for stamp in due:
        _stamp(store, authorities[stamp.authority], stamp, lease.owner, clock)
    return len(due)


def retry_wait(attempts: int) -> timedelta:
    """30 s, doubling to an hour, each shortened by up to a fifth so that retries do not march."""
    wait_s = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2.0 ** min(attempts - 1, 12))
    return timedelta(seconds=wait_s * random.uniform(0.8, 1.0))  # noqa: S311 - no secret


def seal_of(tx: Transaction, bundle: EvidenceBundle, entry: LogEntry) -> Seal | None:
    """The seal by the first stamped checkpoint over an entry, else by the first signed one."""
    size = tx.stamps.covering(entry.index)
    checkpoint = tx.log.checkpoint(size) if size else tx.log.first_checkpoint(entry.index)
    if checkpoint is None:
        return None  # not signed yet
    return Seal(
        bundle=bundle,
        entry=entry,
        checkpoint=checkpoint,
        proof=tuple(tx.log.inclusion(entry.index, checkpoint.size)),
        marks=tuple(tx.stamps.over(checkpoint.size)),
    )


def _grew(tx: Transaction, old: Checkpoint, size: int, root: bytes) -> bool:
    proof = tx.log.consistency(old.size, size)
    return consistent(old.size, old.root, size, root, proof)


def _write(store: Store, recorder: Recorder, seal: Seal, since: datetime) -> bool:
    capture_id = seal.bundle.capture_id
    try:
        recorder.attach(seal)
    except (CaptureFailed, LogKeyRefused) as error:
        log.warning("seal.failed", capture=capture_id, because=str(error))
        return False
    size = seal.checkpoint.size if seal.marks else None
    with store.transaction() as tx:
        return tx.captures.sealed_until(capture_id, since, size)


def _stamp(store: Store, authority: Authority, due: DueStamp, owner: str, clock: Clock) -> None:
    try:
        stamp = authority.stamp(due.checkpoint.note.encode())
    except StampFailed as error:
        retry_at = clock.now() + retry_wait(due.attempts)
        with store.transaction(durable=True) as tx:
            tx.stamps.failed(due.id, str(error), retry_at, owner)
        log.warning("stamp.delayed", attempts=due.attempts, because=str(error))
        return
    with store.transaction(durable=True) as tx:
        if tx.stamps.stamped(due.id, stamp, owner, clock.now()):
            log.info("checkpoint.stamped", size=due.checkpoint.size, by=due.authority)
