"""Bundles to measure with: orders of pages of several kinds, sealed without a browser."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from alerts.evidence.recorder import BundleRecorder
from monitor.domain.asset import Asset, AssetKind
from monitor.domain.capture import CaptureOrder
from monitor.domain.listing import Listing, Offer, Price, Sighting
from monitor.domain.page import Page, PageKind
from monitor.domain.signal import Ground, Signal
from rules.decision.decider import FirstDecider

KEY = b"a key that is for benches only.."
SECRET = "5ecretCookie0Value1234567890abcdef"  # noqa: S105 - planted, to be looked for


class SystemTime:
    """The machine's clock."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)


def recorder_in(folder: Path) -> BundleRecorder:
    """A recorder without a browser."""
    return BundleRecorder(
        folder=folder,
        clock=SystemTime(),
        software="rightswatch bench",
        classify=lambda _body, _url, _status: PageKind.LISTING,
        key=KEY,
    )


def order_of(capture_id: str, *, body_bytes: int = 2_000, seed: int = 7) -> CaptureOrder:
    """An order for an offer whose page has about so many bytes; a secret is planted in it."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    title = rng.choice(["ACME pump", "艾克米 水泵", "ACME <b>Pumpe</b> & Zubehör", "ポンプ ACME"])
    url = f"https://shop.example/offer/{seed}?token={SECRET}"
    kinds = ["text/html; charset=utf-8", "application/json", "image/png"]
    noise = rng.randbytes(body_bytes)
    head = f"<h1>{title}</h1><!-- {SECRET} -->".encode()
    at = datetime.now(UTC) - timedelta(minutes=2)
    answer = Page(
        url=url,
        requested_url=url,
        status=200,
        headers=(("content-type", kinds[seed % 2]), ("set-cookie", f"sid={SECRET}; Path=/")),
        body=head + noise if seed % 3 else head + b" " * body_bytes,
        fetched_at=at,
    )
    asset = Asset(id="acme-word", kind=AssetKind.WORD_MARK, holder_id="acme", text="ACME")
    offer = Offer(
        listing=Listing(market="shop.example", listing_id=str(seed)),
        url=url,
        title=title,
        price=Price(amount=Decimal("19.90"), currency="EUR"),
        language=rng.choice(["en", "zh", None]),
    )
    signal = Signal(
        matcher="text.word_mark/1",
        ground=Ground.TRADEMARK_USE,
        channel="literal",
        score=0.93,
        field="title",
        because=f"the title {title!r} spells the mark 'ACME'",
    )
    verdict = FirstDecider().decide(asset, (signal,), ())
    return CaptureOrder(
        id=capture_id,
        case_number=capture_id.rpartition("-")[0],
        sighting=Sighting(source_id="shop", offer=offer, seen_at=at),
        answer=answer,
        verdicts=(verdict,),
        assets=(asset,),
    )
