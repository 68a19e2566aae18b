"""Orders, shots and logs to make bundles of, without a browser."""

import hashlib
import io
import itertools
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PIL import Image

from alerts.evidence.bundle import Record, bundle_of, seal
from alerts.evidence.cleanliness import Surroundings, record_of
from alerts.evidence.container import unpack
from alerts.evidence.installed import Installed
from alerts.evidence.known_log import KnownLog
from alerts.evidence.machine import KernelClock, Machine
from alerts.evidence.notes import SigningKey, signed
from alerts.evidence.seals import seal_files
from alerts.evidence.shot import Exchange, Shot
from alerts.evidence.trust import Trust
from monitor.domain.asset import Asset, AssetKind
from monitor.domain.capture import CaptureOrder, EvidenceBundle, LogEntry, Seal
from monitor.domain.checkpoint import Checkpoint, SignedCheckpoint, TimeMark
from monitor.domain.listing import Listing, Offer, Price, Sighting
from monitor.domain.merkle import GrownTree, inclusion_proof
from monitor.domain.page import Page, PageKind
from monitor.domain.signal import ContextFact, Defence, Ground, Signal
from monitor.domain.verdict import Verdict
from rules.decision.decider import FirstDecider
from rules.decision.models import deciders

NOON = datetime(2026, 3, 5, 12, 0, 0, 250_000, tzinfo=UTC)
KEY = b"k" * 32
DECIDERS = deciders()
URL = "https://shop.example/offer/7?token=0123456789abcdefTOKEN"
DOM = "<!doctype html><title>ACME pump</title><h1>ACME pump</h1>"


class StoppedClock:
    """Always noon."""

    def now(self) -> datetime:
        return NOON


def png(width: int = 40, height: int = 30) -> bytes:
    """A small picture."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(buffer, "PNG")
    return buffer.getvalue()


def asset() -> Asset:
    return Asset(id="acme-word", kind=AssetKind.WORD_MARK, holder_id="acme", text="ACME")


FACTS = (
    ContextFact(name="context.right_status/1", value="in_force", because="registered, in force"),
    ContextFact(name="context.goods/1", value=0.4, because="pumps: close goods", weight=0.4),
    ContextFact(
        name="context.second_hand/1",
        value=False,
        because="nothing says used",
        defence=Defence.SECOND_HAND,
    ),
    ContextFact(name="context.territory/1", value=None, because="no currency, no shipping"),
)


def verdict() -> Verdict:
    signal = Signal(
        matcher="text.word_mark/1",
        ground=Ground.TRADEMARK_USE,
        channel="literal",
        score=0.93,
        field="title",
        because="the title 'ACME pump' spells the mark 'ACME'",
        span=(0, 4),
    )
    return FirstDecider().decide(asset(), (signal,), FACTS)


def order(capture_id: str = "RW-000007-3", url: str = URL) -> CaptureOrder:
    offer = Offer(
        listing=Listing(market="shop.example", listing_id="7"),
        url=url,
        title="ACME pump",
        price=Price(amount=Decimal("19.90"), currency="EUR"),
        language="en",
    )
    answer = Page(
        url=url,
        requested_url=url,
        status=200,
        headers=(("content-type", "text/html"), ("content-encoding", "gzip")),
        body=b"<h1>ACME pump</h1>",
        fetched_at=NOON - timedelta(minutes=5),
    )
    return CaptureOrder(
        id=capture_id,
        case_number="RW-000007",
        sighting=Sighting(source_id="shop", offer=offer, seen_at=NOON - timedelta(minutes=5)),
        answer=answer,
        verdicts=(verdict(),),
        assets=(asset(),),
    )


def exchange(url: str = URL, body: bytes = DOM.encode()) -> Exchange:
    return Exchange(
        url=url,
        method="GET",
        request_headers=(("User-Agent", "Chromium"), ("Cookie", "session=cookie0value1secret")),
        started_at=NOON,
        status=200,
        response_headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Content-Length", "31"),
            ("Set-Cookie", "session=cookie0value1secret; Path=/; HttpOnly"),
        ),
        body=body,
    )


def shot() -> Shot:
    picture = exchange("https://shop.example/p.png", png())
    redirect = replace(
        exchange("https://shop.example/go", b""),
        status=302,
        response_headers=(("Location", URL),),
    )
    cut = replace(exchange("https://shop.example/live", b"and on"), truncated="time")
    failed = replace(
        exchange("https://intern.example/"), status=None, body=b"", failure="net::ERR_FAILED"
    )
    picture = replace(picture, response_headers=(("Content-Type", "image/png"),))
    return Shot(
        requested_url="https://shop.example/go",
        final_url=URL,
        status=200,
        title="ACME pump",
        exchanges=(redirect, exchange(), picture, cut, failed),
        screenshot=png(200, 300),
        dom=b"\xef\xbb\xbf" + DOM.encode(),
        text="ACME pump",
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=2),
        measures={
            "truncated": False,
            "viewport": [1280, 800],
            "cookies_before": 0,
            "browser": {"version": "156.0", "switches": [], "extensions": []},
        },
    )


MACHINE = Machine(
    hosts_sha256="ab" * 32,
    hosts={"localhost": "127.0.0.1", "printer": "10.0.0.9"},
    resolvers=("10.0.0.1",),
    proxies=(),
    trusted_sha256="cd" * 32,
    added_roots=(),
    policies=(),
    kernel_clock=KernelClock(synchronised=True, most_off_ms=3.5),
)
PROGRAMS = Installed(
    ours_sha256="12" * 32, packages_sha256="34" * 32, versions={"warcio": "1.8.1"}, changed=()
)


def record(capture_id: str = "RW-000007-3", kind: PageKind | None = PageKind.LISTING) -> Record:
    picture, shown = png(), shot()
    around = Surroundings(machine=MACHINE, programs=PROGRAMS, shot=shown)
    return Record(
        order=order(capture_id),
        shot=shown,
        surroundings=record_of(around),
        page_kind=kind,
        missing=() if kind is PageKind.LISTING else (f"shown was a page of the kind {kind}",),
        software="rightswatch 0.1.0",
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=2),
        pictures={hashlib.sha256(picture).hexdigest(): picture},
    )


def sealed_file(folder: Path, one: Record | None = None) -> Path:
    """Write a bundle as a plain file; gives its path."""
    one = one or record()
    path = folder / f"{one.order.id}.wacz"
    path.write_bytes(seal(one, KEY))
    return path


def log_of(*bundles: EvidenceBundle) -> list[LogEntry]:
    """A log that seals the bundles as the pipeline does, between other entries."""
    bodies: list[object] = [{"type": "start"}]
    told = {"type": "capture", "v": 2, "case_number": "RW-000007", "logged_at": NOON}
    bodies += [{**told, "bundle": bundle} for bundle in bundles]
    return [LogEntry.of(index, body, NOON) for index, body in enumerate(bodies)]


LOG_KEY = SigningKey(name="rightswatch/test", seed=b"s" * 32)
FORGER = SigningKey(name="rightswatch/test", seed=b"f" * 32)


def note_of(entries: Sequence[LogEntry], key: SigningKey = LOG_KEY) -> str:
    """The signed checkpoint of a log."""
    root = GrownTree([entry.body.encode() for entry in entries]).root()
    checkpoint = Checkpoint(origin=key.name, size=len(entries), root=root)
    return signed(checkpoint.text, [key])


def trusting(*bundles: EvidenceBundle) -> Trust:
    """Trust in a signed log that seals the bundles, and in its key."""
    entries = log_of(*bundles)
    log = KnownLog(entries, note_of(entries))
    return Trust(log=log, keys=(LOG_KEY.public,), deciders=DECIDERS)


def bundle_at(path: Path, where: str | None = None) -> EvidenceBundle:
    """What the database keeps of a bundle."""
    content = path.read_bytes()
    return bundle_of(unpack(content), where or path.name, content)


def seal_of(
    bundle: EvidenceBundle,
    entries: Sequence[LogEntry],
    marks: tuple[TimeMark, ...] = (),
    key: SigningKey = LOG_KEY,
) -> Seal:
    """The seal of a bundle in a log, by its last entry that speaks of it."""
    tree = GrownTree([entry.body.encode() for entry in entries])
    index = max(n for n, entry in enumerate(entries) if f'"{bundle.capture_id}"' in entry.body)
    return Seal(
        bundle=bundle,
        entry=entries[index],
        checkpoint=SignedCheckpoint(size=len(entries), note=note_of(entries, key), at=NOON),
        proof=tuple(inclusion_proof(index, len(entries), tree.fetch)),
        marks=marks,
    )


def lay_seal(folder: Path, seal: Seal, key: SigningKey = LOG_KEY) -> None:
    """Write the files of a seal beside its bundle."""
    for name, content in seal_files(seal, key.public).items():
        (folder / name).write_bytes(content)


def known(*bundles: EvidenceBundle) -> Trust:
    """Trust in a bare copy of a log that seals the bundles."""
    return Trust(log=KnownLog(log_of(*bundles)), deciders=DECIDERS)


def varied(number: int) -> Record:
    """A record like no other: odd texts, bodies, statuses, kinds of page."""
    rng = random.Random(number)  # noqa: S311 - repeatable, not secret
    kind = rng.choice([*PageKind, None])
    one = record(f"c{number}", kind)
    if kind is None:
        return replace(one, shot=None, surroundings=None)
    assert one.shot is not None
    alphabet = "aé中\u202e<&\"'\\\n\0 \U0001f600"
    text = "".join(rng.choice(alphabet) for _ in range(rng.randrange(60)))
    body = rng.randbytes(rng.randrange(200))
    exchanges = [
        replace(
            exchange,
            body=body if exchange.status == 200 else b"",
            url=rng.choice([exchange.url, f"https://例え.example/{number}?q={text.strip()!r}"]),
            status=rng.choice([exchange.status, 200, 404, 599]),
            response_headers=(*exchange.response_headers, ("X-Odd", text)),
        )
        for exchange in itertools.islice(one.shot.exchanges, rng.randrange(6))
    ]
    shown = replace(one.shot, title=text, text=text, exchanges=tuple(exchanges), dom=text.encode())
    return replace(one, shot=shown, software=text)
