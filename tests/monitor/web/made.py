"""Cases for the desk, each as plain as it can be."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import Case
from monitor.domain.listing import OfferedImage
from monitor.domain.severity import Severity
from monitor.domain.signal import Ground, Placement, Signal
from monitor.domain.verdict import Against, Grade
from monitor.ports.store import Lease
from monitor.web.desk import Desk
from tests.contracts.store.made import sighting, verdict

WACZ = b"PK no archive at all"


def opened(
    desk: Desk,
    listing: str = "1",
    title: str = "ACME shoe",
    *,
    asset: str = "acme-word",
    grade: Grade = Grade.ALERT,
    points: int = 40,
) -> Case:
    """A case of the holder that the right is named after."""
    spoken = Signal(
        matcher="text.word_mark/1",
        ground=Ground.TRADEMARK_USE,
        channel="literal",
        score=0.93,
        field="title",
        because=f"{title[:4]!r} is the mark: letter for letter",
        span=(0, 4),
    )
    found = replace(
        verdict(grade, asset_id=asset),
        signals=(spoken,),
        against=(Against(defence=None, because="looked for and not found: second_hand"),),
    )
    harm = Severity(points=points, because="many are there")
    with desk.store.transaction() as tx:
        row, _ = tx.sightings.record(sighting(listing, title))
        filed = tx.cases.judge(row, asset.partition("-")[0], [found], desk.clock.now(), harm)
    assert filed is not None
    return filed[0]


def seal(desk: Desk, case: Case) -> None:
    """One capture of a case, whose bundle is damaged."""
    now = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    name = f"{case.number}-1"
    bundle = EvidenceBundle(
        capture_id=name,
        path=f"2026/05/{name}/{name}.wacz",
        sha256=hashlib.sha256(WACZ).hexdigest(),
        size=len(WACZ),
        page_kind=None,
        started_at=now,
        ended_at=now,
        missing=("no browser looked at the page",),
    )
    desk.evidence.place(
        f"2026/05/{name}", {f"{name}.wacz": WACZ, "page<b>.html": b"<script>alert(1)"}
    )
    with desk.store.transaction() as tx:
        tx.captures.order(name, case.id, case.sighting_id, now)
        lease = Lease(owner="me", now=now, until=now.replace(hour=23))
        assert tx.captures.claim(lease, 1)
        entry = tx.log.append({"v": 2}, now)
        assert tx.captures.sealed(bundle, entry.index, "me")


def pictured(desk: Desk) -> tuple[Case, str, str]:
    """A case about a logo, and the digests of the registered and of the offered picture."""
    ours, theirs = (desk.blobs.put(drawn(colour)) for colour in ("navy", "white"))
    asset = Asset(
        id="acme-logo",
        kind=AssetKind.FIGURATIVE_MARK,
        holder_id="acme",
        images=(ReferenceImage(path="logo.png", sha256=ours),),
    )
    seen = Signal(
        matcher="image.logo/1",
        ground=Ground.TRADEMARK_USE,
        channel="picture",
        score=0.8,
        field="images",
        because="the logo is in picture 1",
        offered=theirs,
        registered=ours,
        placement=Placement(
            corners=((0.1, 0.1), (0.6, 0.1), (0.6, 0.5), (0.1, 0.5)),
            pairs=((0.2, 0.2, 0.3, 0.3), (0.8, 0.8, 0.5, 0.4)),
        ),
    )
    found = replace(verdict(asset_id=asset.id, version=asset.version), signals=(seen,))
    shown = sighting("9", "bag with a figure")
    offer = replace(shown.offer, images=(OfferedImage(url="https://a.example/1", sha256=theirs),))
    with desk.store.transaction() as tx:
        tx.assets.save([asset], desk.clock.now())
        row, _ = tx.sightings.record(replace(shown, offer=offer))
        filed = tx.cases.judge(row, "acme", [found], desk.clock.now())
    assert filed is not None
    return filed[0], ours, theirs


def drawn(colour: str) -> bytes:
    """A small PNG of one colour."""
    sink = BytesIO()
    Image.new("RGB", (60, 40), colour).save(sink, "PNG")
    return sink.getvalue()
