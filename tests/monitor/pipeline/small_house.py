"""A small house for the verbs: a real database, plain parts, and a clock that tests move."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from monitor.domain.alert import Alert, Letter
from monitor.domain.asset import Asset, AssetKind, Holder
from monitor.domain.capture import CaptureOrder, EvidenceBundle, Seal
from monitor.domain.case import LiveState
from monitor.domain.checkpoint import Checkpoint
from monitor.domain.errors import CaptureFailed
from monitor.domain.listing import Listing, Offer, Sighting
from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from monitor.domain.signal import ContextFact, Ground, Signal
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.verdict import Gate, Grade, Verdict
from monitor.domain.watch import Recipient, Source, Watch
from monitor.pipeline.crawl import record_visit
from monitor.pipeline.decide import Judge, decide_due
from monitor.pipeline.match import PreparedMatchers
from monitor.pipeline.notify import Post, send_due, write_due
from monitor.pipeline.plan import SourcePlan
from monitor.pipeline.preserve import Desk, preserve_due
from monitor.pipeline.queries import given
from monitor.pipeline.register import register
from monitor.pipeline.story import Album
from monitor.ports.matcher import Example, Pictures
from monitor.ports.store import CaseQuery, Lease
from monitor.store.blobs import FileBlobs
from monitor.store.database import SqlStore

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SHOP = Source(id="shop", url="http://shop.example/")
MARK = Asset(id="acme", kind=AssetKind.WORD_MARK, holder_id="h", text="ACME")
PLAN = SourcePlan(source=SHOP, every_s=3600.0, asset_ids=("acme",), ask=lambda: given(["ACME"]))


@dataclass
class MovedClock:
    """A clock that stands until a test moves it."""

    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, wait: timedelta) -> None:
        self.moment += wait


class SaysAcme:
    """A matcher whose one rule is plain to see."""

    name: ClassVar[str] = "test.says_acme/1"

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> "SaysAcme":  # noqa: ARG002
        return self

    def signals(self, offer: Offer, pictures: Pictures) -> dict[str, list[Signal]]:  # noqa: ARG002
        if "ACME" not in (offer.title or ""):
            return {}
        signal = Signal(
            matcher=self.name,
            ground=Ground.TRADEMARK_USE,
            channel="literal",
            score=0.9,
            field="title",
            because=f"the title {offer.title!r} says ACME",
        )
        return {"acme": [signal]}

    def examples(self) -> list[Example]:
        return []


class AlertsOnSignal:
    name: ClassVar[str] = "test.alerts/1"

    def decide(
        self, asset: Asset, signals: Sequence[Signal], facts: Sequence[ContextFact]
    ) -> Verdict:
        del facts
        return Verdict(
            asset_id=asset.id,
            asset_version=asset.version,
            decider=self.name,
            score=0.9,
            grade=Grade.ALERT,
            grounds=(Ground.TRADEMARK_USE,),
            signals=tuple(signals),
            against=(),
            gate=Gate(enforceable=True, because="in force"),
        )


@dataclass
class KeepsNothing:
    """A recorder that fails as often as it is told to, then seals."""

    failures: int = 0
    orders: list[CaptureOrder] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)

    def record(self, order: CaptureOrder) -> EvidenceBundle:
        self.orders.append(order)
        if len(self.orders) <= self.failures and not order.last_try:
            message = "the browser fell over"
            raise CaptureFailed(message)
        return EvidenceBundle(
            capture_id=order.id,
            path=f"2026/11/{order.id}.wacz",
            sha256="ab" * 32,
            size=1,
            page_kind=PageKind.LISTING,
            started_at=NOON,
            ended_at=NOON,
        )

    def attach(self, seal: Seal) -> None:
        self.seals.append(seal)

    def close(self) -> None:
        """Nothing is held."""


class PlainNotary:
    def sign(self, size: int, root: bytes) -> str:
        checkpoint = Checkpoint(origin="house", size=size, root=root)
        return f"{checkpoint.text}\n\N{EM DASH} house AAAAAAA=\n"


class PlainWriter:
    channel: ClassVar[str] = "post"

    def write(self, letter: Letter) -> Alert:
        numbers = ",".join(story.file.case.number for story in letter.stories)
        return Alert(
            key=letter.key,
            channel=self.channel,
            to=letter.recipient.email,
            message_id=f"<{letter.key}>",
            subject=numbers,
            content=numbers.encode(),
        )


@dataclass
class Letterbox:
    name: ClassVar[str] = "post"
    taken: list[Alert] = field(default_factory=list)
    fault: Exception | None = None

    def send(self, alert: Alert) -> None:
        if self.fault is not None:
            raise self.fault
        self.taken.append(alert)


@dataclass
class House:
    """The rooms that the verbs work in."""

    store: SqlStore
    blobs: FileBlobs
    clock: MovedClock = field(default_factory=MovedClock)
    recorder: KeepsNothing = field(default_factory=KeepsNothing)
    notary: PlainNotary = field(default_factory=PlainNotary)
    letterbox: Letterbox = field(default_factory=Letterbox)
    recipients: tuple[Recipient, ...] = (Recipient(email="officer@bureau.example"),)
    claims: int = 0

    def lease(self) -> Lease:
        self.claims += 1
        now = self.clock.now()
        return Lease(owner=f"owner-{self.claims}", now=now, until=now + timedelta(seconds=20))

    def see(self, title: str, listing_id: str = "1", seller: Seller | None = None) -> None:
        """One visit that reads an offer, as a crawl child would tell it."""
        url = f"http://shop.example/{listing_id}"
        listing = Listing(market="shop.example", listing_id=listing_id)
        offer = Offer(listing=listing, url=url, title=title, seller=seller)
        sighting = Sighting(source_id="shop", offer=offer, seen_at=self.clock.now())
        self.visit(url, VisitOutcome.READ, PageKind.LISTING, sightings=(sighting,))

    def visit(
        self,
        url: str,
        outcome: VisitOutcome,
        kind: PageKind | None = None,
        sightings: tuple[Sighting, ...] = (),
        *,
        control_alive: bool | None = None,
    ) -> None:
        now = self.clock.now()
        visit = Visit(
            target_id=None,
            target=Target(source_id="shop", url=url, kind=TargetKind.LISTING),
            outcome=outcome,
            started_at=now,
            ended_at=now,
            page_kind=kind,
            sightings=sightings,
            control_alive=control_alive,
        )
        record_visit(self.store, PLAN, visit, None, now)

    def judge(self) -> Judge:
        return Judge(
            prepared=PreparedMatchers([SaysAcme()], [MARK], {}),
            readers=(),
            decider=AlertsOnSignal(),
            holders={"h": Holder(id="h", name="ACME Ltd")},
        )

    def match(self) -> int:
        return decide_due(self.store, self.blobs, {"shop": self.judge()}, self.lease(), self.clock)

    def preserve(self) -> int:
        desk = Desk(
            store=self.store,
            blobs=self.blobs,
            recorder=self.recorder,
            notary=self.notary,
            sources={"shop": SHOP},
        )
        return preserve_due(desk, self.lease(), self.clock)

    def post(self) -> Post:
        album = Album(blobs=self.blobs)
        return Post(recipients=self.recipients, writers={"email": PlainWriter()}, album=album)

    def write(self) -> int:
        return write_due(self.store, self.post(), self.lease(), self.clock)

    def send(self) -> int:
        return send_due(self.store, self.letterbox, self.lease(), self.clock)

    def all_the_way(self) -> None:
        self.match()
        self.preserve()
        self.write()
        self.send()


def everything(house: House, asset: Asset = MARK) -> None:
    watch = Watch(id="w", source_id="shop", asset_ids=(asset.id,), every_s=3600.0)
    register(
        house.store,
        assets=[asset],
        sources=[SHOP],
        watches=[watch],
        methods=["test/1"],
        now=house.clock.now(),
    )


def number(house: House) -> str:
    with house.store.transaction() as tx:
        (case,) = tx.cases.list(CaseQuery())
    return case.number


def live(house: House) -> LiveState:
    with house.store.transaction() as tx:
        (case,) = tx.cases.list(CaseQuery())
    return case.live
