"""preserve: keep what the page behind a case shows, seal it, log it, and announce the case.

Reads: captures that are due. Writes: a bundle, then in one transaction its log entry, the signed
checkpoint over it, its event and the news of it; last the seals beside the bundle (`seals`). A
bundle that stands without its entry (a kill in between) is taken up again. When the browser failed
three times, the crawl's answer is sealed alone and told, and the browser is sent once more later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitor.domain.capture import CaptureOrder, EvidenceBundle
from monitor.domain.case import CaseEventKind
from monitor.domain.errors import CaptureFailed, EvidenceBroken, LeaseLost
from monitor.domain.page import Page, PageRef
from monitor.domain.watch import Source
from monitor.pipeline.seals import sign_newest, write_seals
from monitor.ports.blobs import Blobs
from monitor.ports.clock import Clock
from monitor.ports.notary import Notary
from monitor.ports.recorder import Recorder
from monitor.ports.store import DueCapture, Lease, Store, Transaction

log = structlog.get_logger(__name__)

TRIES = 3
RETRY_S = 5.0
AGAIN_AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBundle:
    """What the evidence log says of a bundle: body of its entry. v: version of this shape."""

    type: str
    v: int
    case_number: str
    logged_at: datetime
    bundle: EvidenceBundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What preserving needs: where things lie, who keeps pages, who signs, which sources."""

    store: Store
    blobs: Blobs
    recorder: Recorder
    notary: Notary
    sources: Mapping[str, Source]


def preserve_due(desk: Desk, lease: Lease, clock: Clock) -> int:
    """Make one due capture; gives how many were due (0 or 1)."""
    with desk.store.transaction() as tx:
        claimed = tx.captures.claim(lease, limit=1)
    for due in claimed:
        _preserve(desk, _order(desk, due), due, lease.owner, clock)
    if claimed:
        write_seals(desk.store, desk.recorder)
    return len(claimed)


def _order(desk: Desk, due: DueCapture) -> CaptureOrder:
    blobs, sources = desk.blobs, desk.sources
    with desk.store.transaction() as tx:
        after = tx.stamps.newest()
        file = tx.cases.file(due.case_id, due.sighting_id)
        wanted = [(verdict.asset_id, verdict.asset_version) for verdict in file.verdicts]
        assets = [tx.assets.version(asset_id, version) for asset_id, version in wanted]
    source = sources.get(file.case.source_id)
    return CaptureOrder(
        id=due.id,
        case_number=file.case.number,
        sighting=file.sighting,
        answer=_answer(file.sighting.page, blobs),
        verdicts=file.verdicts,
        assets=tuple(asset for asset in assets if asset),
        last_try=due.attempts >= TRIES and not due.is_again,
        allow_private_addresses=bool(source and source.allow_private_addresses),
        connect_to=source.connect_to if source else None,
        after=after,
    )


def _answer(ref: PageRef | None, blobs: Blobs) -> Page | None:
    body = blobs.get(ref.body_sha256) if ref else None
    if ref is None or body is None:
        return None
    return Page(
        url=ref.url,
        requested_url=ref.requested_url,
        status=ref.status,
        headers=ref.headers,
        body=body,
        fetched_at=ref.fetched_at,
        rendered=ref.rendered,
    )


def _preserve(desk: Desk, order: CaptureOrder, due: DueCapture, owner: str, clock: Clock) -> None:
    store = desk.store
    try:
        bundle = desk.recorder.record(order)
    except (CaptureFailed, EvidenceBroken) as error:
        with store.transaction(durable=True) as tx:
            _put_off(tx, due, str(error), owner, clock.now())
        log.warning("capture.failed", capture=due.id, attempts=due.attempts, because=str(error))
        return
    try:
        _seal(desk, bundle, order.case_number, due, owner, clock.now())
    except LeaseLost:
        log.warning("capture.lease_lost", capture=due.id)


def _put_off(tx: Transaction, due: DueCapture, because: str, owner: str, now: datetime) -> None:
    """Try again later; a second look that failed three times is given up, and says so."""
    if due.is_again and due.attempts >= len(AGAIN_AFTER):
        kept = tx.captures.gave_up(due.id, because, owner)
    else:
        wait = timedelta(seconds=RETRY_S * 2 ** min(due.attempts, 12))
        wait = AGAIN_AFTER[due.attempts] if due.is_again else wait
        kept = tx.captures.failed(due.id, because, now + wait, owner) and not due.is_again
    if kept:
        kind = CaseEventKind.CAPTURE_FAILED
        tx.cases.add_event(due.case_id, kind, now, by="rightswatch", note=because)


def _seal(
    desk: Desk, bundle: EvidenceBundle, number: str, due: DueCapture, owner: str, now: datetime
) -> None:
    body = SealedBundle(type="capture", v=2, case_number=number, logged_at=now, bundle=bundle)
    with desk.store.transaction(durable=True) as tx:
        entry = tx.log.append(body, now)
        if not tx.captures.sealed(bundle, entry.index, owner):
            message = f"capture {due.id} was taken over"
            raise LeaseLost(message)
        note = f"{bundle.path} sha256 {bundle.sha256} entry {entry.index}"
        event = tx.cases.add_event(
            due.case_id, CaseEventKind.SEALED, now, by="rightswatch", note=note
        )
        if not due.is_again:
            tx.outbox.announce(due.case_id, event.id, now)
            if bundle.page_kind is None and due.attempts >= TRIES and not bundle.supplied_by:
                later = now + AGAIN_AFTER[0]
                tx.captures.order(due.again_id, due.case_id, due.sighting_id, later)
        sign_newest(tx, desk.notary, now)
    log.info("capture.sealed", capture=due.id, state=bundle.state.value, entry=entry.index)
