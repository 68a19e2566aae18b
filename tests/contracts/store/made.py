"""Values that the store's contract is tested with, each as plain as it can be."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from monitor.domain.alert import Alert
from monitor.domain.asset import Asset, AssetKind
from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import Case, CaseEvent, CaseEventKind
from monitor.domain.listing import Listing, Offer, Price, Sighting
from monitor.domain.page import PageKind, PageRef
from monitor.domain.rhythm import Group, Silence
from monitor.domain.seller import Seller
from monitor.domain.signal import Ground
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.verdict import Gate, Grade, Verdict
from monitor.ports.store import Lease, NewHearing, Transaction

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
HOUR_S = 3600.0


def after(seconds: float) -> datetime:
    """That long after noon."""
    return NOON + timedelta(seconds=seconds)


def lease(owner: str = "one", at: float = 0.0, lasts: float = 20.0) -> Lease:
    """A claim made `at` seconds after noon."""
    return Lease(owner=owner, now=after(at), until=after(at + lasts))


def asset(asset_id: str = "acme-word", text: str = "ACME") -> Asset:
    return Asset(id=asset_id, kind=AssetKind.WORD_MARK, holder_id="acme", text=text)


def target(path: str = "1", source: str = "shop", kind: TargetKind = TargetKind.LISTING) -> Target:
    return Target(source_id=source, url=f"https://{source}.example/{path}", kind=kind)


def visit(
    of: Target,
    outcome: VisitOutcome = VisitOutcome.READ,
    *,
    row: int | None = None,
    at: float = 1.0,
    kind: PageKind | None = PageKind.LISTING,
) -> Visit:
    return Visit(
        target_id=row,
        target=of,
        outcome=outcome,
        started_at=after(at - 1),
        ended_at=after(at),
        page_kind=kind if outcome is VisitOutcome.READ else None,
    )


def sighting(
    listing_id: str = "1",
    title: str = "ACME shoe",
    *,
    at: float = 0.0,
    source: str = "shop",
    url: str | None = None,
    asked: str | None = None,
) -> Sighting:
    where = url or f"https://{source}.example/{listing_id}"
    offer = Offer(
        listing=Listing(market="shop.example", listing_id=listing_id),
        url=where,
        title=title,
        price=Price(amount=Decimal("19.90"), currency="EUR"),
        seller=Seller(id="s-7", name="Bob"),
    )
    page = PageRef(
        url=where,
        requested_url=asked or where,
        status=200,
        headers=(("content-type", "text/html"),),
        body_sha256="ab" * 32,
        fetched_at=after(at),
    )
    return Sighting(source_id=source, offer=offer, seen_at=after(at), page=page)


def verdict(
    grade: Grade = Grade.ALERT,
    *,
    asset_id: str = "acme-word",
    version: str = "v1",
    score: float = 0.9,
    decider: str = "word/1",
) -> Verdict:
    return Verdict(
        asset_id=asset_id,
        asset_version=version,
        decider=decider,
        score=score,
        grade=grade,
        grounds=(Ground.TRADEMARK_USE,),
        signals=(),
        against=(),
        gate=Gate(enforceable=True, because="registered in the territory"),
    )


def alert(key: str = "k1") -> Alert:
    return Alert(
        key=key,
        channel="email",
        to="officer@bureau.example",
        message_id=f"<{key}@rightswatch>",
        subject="ACME shoe",
        content=b"\x00binary\xff",
    )


def bundle(capture_id: str, *missing: str) -> EvidenceBundle:
    return EvidenceBundle(
        capture_id=capture_id,
        path=f"{capture_id}.wacz",
        sha256="cd" * 32,
        size=5_000_000_000,
        page_kind=PageKind.LISTING,
        started_at=after(1),
        ended_at=after(2),
        missing=missing,
    )


def open_case(tx: Transaction, listing_id: str = "1", grade: Grade = Grade.ALERT) -> Case:
    """A case with its sighting and one verdict."""
    row, _ = tx.sightings.record(sighting(listing_id))
    filed = tx.cases.judge(row, "acme", [verdict(grade)], NOON)
    assert filed is not None
    return filed[0]


def news(tx: Transaction, case: Case) -> CaseEvent:
    """An event of a case, announced."""
    event = tx.cases.add_event(case.id, CaseEventKind.SEALED, NOON, by="rightswatch")
    tx.outbox.announce(case.id, event.id, NOON)
    return event


def hearing(event: CaseEvent, recipient: str = "li@bureau.example", **more: object) -> NewHearing:
    """That somebody is to hear of an event."""
    base = NewHearing(
        recipient=recipient,
        event_id=event.id,
        case_id=event.case_id,
        group=Group(asset_id="acme-word", seller="s-7", market="shop.example"),
        grade=Grade.ALERT,
        since=NOON,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def silence(**more: object) -> Silence:
    """An hour in which nobody hears of ACME."""
    base = Silence(
        id=0,
        asset="acme-*",
        seller=None,
        market=None,
        because="a raid is under way",
        by="Li",
        made_at=NOON,
        until=after(HOUR_S),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def at_once(ask: Callable[[str], None], many: int = 4) -> None:
    """So many threads, each by its own name, ask at the same moment."""
    ready = threading.Barrier(many)

    def ask_when_all_are_ready(who: str) -> None:
        ready.wait()
        ask(who)

    asking = [threading.Thread(target=ask_when_all_are_ready, args=(f"{n}",)) for n in range(many)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
