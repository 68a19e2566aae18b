"""Retention: how long evidence is kept, who may stop that, and what is said of what went.

Part of preserve. Reads: decided cases, holds. Writes: a tombstone in the evidence log and the
case's history, in one transaction; only then the bytes go. A kill in between leaves bytes whose
tombstone stands: they go at the next round. What nobody has decided is never deleted, nor what is
on legal hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitor.domain.capture import TOMBSTONE, EvidenceBundle
from monitor.domain.case import CaseEventKind, CaseState
from monitor.domain.errors import CaptureFailed, CaseHeld
from monitor.pipeline.seals import sign_newest
from monitor.ports.clock import Clock
from monitor.ports.evidence import EvidenceStore
from monitor.ports.notary import Notary
from monitor.ports.store import KeptBundle, Store

log = structlog.get_logger(__name__)

AT_ONCE = 20
SERVICE = "rightswatch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Where evidence and its log lie, and who signs the log."""

    store: Store
    evidence: EvidenceStore
    notary: Notary
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What the log says of a bundle that was deleted: body of its entry."""

    type: str
    v: int
    case_number: str
    logged_at: datetime
    gone: EvidenceBundle
    entry_index: int
    because: str
    by: str


def delete_expired(archive: Archive, keep: Mapping[CaseState, timedelta]) -> int:
    """Delete what was kept long enough; gives how many bundles were worked on.

    keep: how long after the last decision; a state that is absent is kept for ever.
    """
    done = 0
    for state, time in keep.items():
        with archive.store.transaction() as tx:
            due = tx.retention.expired(state, archive.clock.now() - time, AT_ONCE)
        because = f"{state.value} cases are kept for {time.days} days after the decision"
        done += sum(_bury(archive, kept, because, SERVICE) for kept in due)
    return done + _remove(archive)


def delete_case(
    archive: Archive, number: str, *, because: str, by: str
) -> Sequence[EvidenceBundle]:
    """Delete the evidence of one case now, because a person says so; gives what went.

    Raises:
        UnknownCase: there is no case of that number.
        CaseHeld: it is on legal hold.
    """
    with archive.store.transaction() as tx:
        case = tx.cases.get(number)
        if tx.retention.is_held(case.id):
            raise CaseHeld(case.number)
        standing = tx.retention.of_case(case.id)
    gone = [kept.bundle for kept in standing if _bury(archive, kept, because, by)]
    _remove(archive)
    return gone


def hold(archive: Archive, number: str, *, because: str, by: str) -> bool:
    """Put a case on legal hold; False when it is on hold already.

    Raises:
        UnknownCase: there is no case of that number.
    """
    return _turn(archive, number, CaseEventKind.HELD, because, by)


def release(archive: Archive, number: str, *, because: str, by: str) -> bool:
    """End a legal hold; False when there is none.

    Raises:
        UnknownCase: there is no case of that number.
    """
    return _turn(archive, number, CaseEventKind.RELEASED, because, by)


def _turn(archive: Archive, number: str, kind: CaseEventKind, because: str, by: str) -> bool:
    with archive.store.transaction(durable=True) as tx:
        case = tx.cases.get(number)
        if tx.retention.is_held(case.id) is (kind is CaseEventKind.HELD):
            return False
        tx.cases.add_event(case.id, kind, archive.clock.now(), by=by, note=because)
    log.info("case.hold_turned", case=case.number, kind=kind.value, by=by)
    return True


def _bury(archive: Archive, kept: KeptBundle, because: str, by: str) -> bool:
    """Tombstone, history and state together; False when somebody was first, or holds the case."""
    now, bundle = archive.clock.now(), kept.bundle
    body = Tombstone(
        type=TOMBSTONE,
        v=1,
        case_number=kept.case_number,
        logged_at=now,
        gone=bundle,
        entry_index=kept.entry_index,
        because=because,
        by=by,
    )
    with archive.store.transaction(durable=True) as tx:
        if tx.retention.is_held(kept.case_id) or not tx.retention.bury(bundle.capture_id):
            return False
        entry = tx.log.append(body, now)
        note = f"{bundle.path} sha256 {bundle.sha256} tombstone {entry.index}: {because}"
        tx.cases.add_event(kept.case_id, CaseEventKind.DELETED, now, by=by, note=note)
        sign_newest(tx, archive.notary, now)
    log.info("evidence.buried", capture=bundle.capture_id, entry=entry.index, by=by)
    return True


def _remove(archive: Archive) -> int:
    """Let the bytes go of what has its tombstone."""
    with archive.store.transaction() as tx:
        waiting = tx.retention.buried()
    removed = 0
    for bundle in waiting:
        try:
            archive.evidence.remove(bundle.path.rpartition("/")[0])
        except CaptureFailed as error:
            log.warning("evidence.not_removed", capture=bundle.capture_id, because=str(error))
            continue
        with archive.store.transaction(durable=True) as tx:
            tx.retention.removed(bundle.capture_id)
        log.info("evidence.removed", capture=bundle.capture_id)
        removed += 1
    return removed
