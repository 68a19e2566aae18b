"""A packet that is complete for every form it fits, and ways to take something out of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from monitor.domain.asset import Asset, AssetKind, Contact, Holder, NoticeSender
from monitor.domain.attachment import Attachment
from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import Case, CaseEvent, CaseEventKind, CaseFile, CaseState, LiveState
from monitor.domain.listing import Listing, Offer, Price, Sighting
from monitor.domain.notice import NoticeForm, NoticePacket
from monitor.domain.page import PageKind
from monitor.domain.purchase import CustodyEvent, CustodyKind, Order, Purchase
from monitor.domain.seller import Seller
from monitor.domain.signal import Ground, Signal
from monitor.domain.verdict import Against, Gate, Grade, Verdict

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SENDER = NoticeSender(
    legal_name="Northwind Trading Ltd",
    address="1 Harbour Road, Suzhou",
    phone="+86 512 0000 0000",
    identity_document="/papers/licence.pdf",
    certificates={"north": "/papers/certificate.pdf"},
)
HOLDER = Holder(
    id="h",
    name="Northwind Ltd",
    contacts=(Contact(email="ip@northwind.example"),),
    notices=SENDER,
)
MARK = Asset(
    id="north",
    kind=AssetKind.WORD_MARK,
    holder_id="h",
    text="NORTHWIND",
    office="CN",
    registration_number="1234567",
    registration_date=date(2015, 3, 1),
    expiry_date=date(2035, 3, 1),
    territories=("CN",),
    nice_classes=(18,),
)
PHOTO = replace(MARK, kind=AssetKind.COPYRIGHT_WORK, text=None, title="Bag, front view")
OFFER = Offer(
    listing=Listing(market="shop.example", listing_id="4711"),
    url="https://shop.example/offer/4711",
    title="NORTHWIND 手提包",
    price=Price(amount=Decimal("58.00"), currency="CNY"),
    seller=Seller(id="s9", name="包包 <b>王</b>"),
)


def packet(form: NoticeForm, **changes: Any) -> NoticePacket:  # noqa: ANN401
    """What is complete for a form, with changes."""
    is_copy = form is NoticeForm.DMCA
    ground = Ground.COPYRIGHT_IMAGE if is_copy else Ground.TRADEMARK_USE
    signal = Signal(
        matcher="text.word_mark/1",
        ground=ground,
        channel="literal",
        score=0.95,
        field="title",
        because="the title says 'NORTHWIND'; the mark is 'NORTHWIND': letter for letter",
        span=(0, 9),
    )
    verdict = Verdict(
        asset_id="north",
        asset_version="v",
        decider="decision.first/1",
        score=0.93,
        grade=Grade.ALERT,
        grounds=(ground,),
        signals=(signal,),
        against=(Against(defence=None, because="not known: territory"),),
        gate=Gate(enforceable=True, because="the right 1234567 is in force on 2026-06-01"),
    )
    case = Case(
        id=1,
        number="RW-000001",
        holder_id="h",
        source_id="shop",
        listing=OFFER.listing,
        grade=Grade.ALERT,
        state=CaseState.CONFIRMED,
        live=LiveState.LIVE,
        opened_at=NOON,
        sighting_id=1,
    )
    event = CaseEvent(id=1, case_id=1, kind=CaseEventKind.OPENED, at=NOON, by="rightswatch")
    whole = NoticePacket(
        file=CaseFile(
            case=case,
            sighting=Sighting(source_id="shop", offer=OFFER, seen_at=NOON),
            verdicts=(verdict,),
            events=(event,),
        ),
        verdict=verdict,
        asset=PHOTO if is_copy else MARK,
        holder=HOLDER,
        bundles=(bundle(),),
        signer="Li Wei",
        on=date(2026, 6, 2),
    )
    return replace(whole, **changes)


def purchase(order: str) -> Purchase:
    """A test purchase that was received, photographed and handed over."""
    photo = Attachment(name="parcel.jpg", sha256="cd" * 32, size=9)
    steps = (
        (CustodyKind.ORDERED, 20, {}),
        (CustodyKind.RECEIVED, 24, {"shipment": "SF 123", "files": (photo,)}),
        (CustodyKind.HANDED_OVER, 25, {"to": "Wang Fang, bureau"}),
    )
    events = []
    for kind, day, more in steps:
        at = datetime(2026, 5, day, 8, tzinfo=UTC)
        told: dict[str, Any] = {"at": at, "recorded_at": at, "by": "Li Wei", **more}
        events.append(CustodyEvent(kind=kind, **told))
    bought = Order(
        number=order,
        day=date(2026, 5, 20),
        price=Decimal("58.00"),
        shipping=Decimal("6.50"),
        currency="CNY",
        buyer="Li Wei",
    )
    return Purchase(number="TP-000001", case_id=1, order=bought, events=tuple(events))


def bundle(*missing: str) -> EvidenceBundle:
    """Sealed evidence; what is missing of it."""
    return EvidenceBundle(
        capture_id="RW-000001-1",
        path="2026/06/RW-000001-1/RW-000001-1.wacz",
        sha256="ab" * 32,
        size=1000,
        page_kind=None if missing else PageKind.LISTING,
        started_at=NOON,
        ended_at=NOON,
        missing=missing,
    )


def with_case(whole: NoticePacket, state: CaseState) -> NoticePacket:
    """The packet, its case in another state."""
    return replace(whole, file=replace(whole.file, case=replace(whole.file.case, state=state)))


def with_offer(whole: NoticePacket, **changes: Any) -> NoticePacket:  # noqa: ANN401
    """The packet with another offer."""
    sighting = whole.file.sighting
    offer = replace(sighting.offer, **changes)
    return replace(whole, file=replace(whole.file, sighting=replace(sighting, offer=offer)))


def with_sender(whole: NoticePacket, **changes: Any) -> NoticePacket:  # noqa: ANN401
    """The packet, signed otherwise."""
    return replace(whole, holder=replace(whole.holder, notices=replace(SENDER, **changes)))
