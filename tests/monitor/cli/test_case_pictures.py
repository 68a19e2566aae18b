"""`cases pictures`: who else shows the photographs of a case, from the pictures themselves."""

import io
from collections.abc import Sequence
from datetime import datetime

import pytest
from PIL import Image

from monitor.bootstrap import Wiring
from monitor.bootstrap.hands import Hands
from monitor.domain.listing import Listing, Offer, OfferedImage, Sighting
from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.pipeline.crawl import record_visit
from monitor.runtime.lease import Owner
from rules.image.copied_examples import photograph
from tests.monitor.cli.conftest import House

SOURCE = "a-shop-with-a-long-name"
MARKET = "127.0.0.1:9"


def encoded(picture: Image.Image, quality: int) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=quality)
    return kept.getvalue()


SHOWN = {
    "first": ("ZORVEX bag", [encoded(photograph(1), 90), b"no picture at all"]),
    "second": ("a bag", [encoded(photograph(1).resize((300, 225)), 50)]),
    "third": ("another bag", [encoded(photograph(2), 90)]),
}


def _visit(name: str, title: str, digests: Sequence[str], now: datetime) -> Visit:
    url = f"http://{MARKET}/{name}"
    offer = Offer(
        listing=Listing(market=MARKET, listing_id=name),
        url=url,
        title=title,
        images=tuple(OfferedImage(url=f"{url}/{n}.jpg", sha256=d) for n, d in enumerate(digests)),
        seller=Seller(id=f"seller-of-{name}", name=name),
    )
    return Visit(
        target_id=None,
        target=Target(source_id=SOURCE, url=url, kind=TargetKind.LISTING),
        outcome=VisitOutcome.READ,
        started_at=now,
        ended_at=now,
        page_kind=PageKind.LISTING,
        sightings=(Sighting(source_id=SOURCE, offer=offer, seen_at=now),),
    )


@pytest.fixture
def seen(empty_house: House) -> House:
    """Three offers with pictures; the first has a case."""
    with Wiring.open(empty_house.config) as wiring, Owner(wiring.store, wiring.clock) as owner:
        wiring.register()
        (plan,) = wiring.plans.values()
        for name, (title, contents) in SHOWN.items():
            digests = [wiring.blobs.put(content) for content in contents]
            visit = _visit(name, title, digests, wiring.clock.now())
            record_visit(wiring.store, plan, visit, None, wiring.clock.now())
        assert Hands(wiring, owner).steps["match"]() == len(SHOWN)
    return empty_house


def test_who_shows_the_same_photograph_encoded_anew_is_told(seen: House) -> None:
    printed = seen.call("cases", "pictures", seen.number)
    (line,) = printed.stdout.splitlines()
    assert line.startswith(f"{MARKET}/second of seller-of-second: photograph ")
    assert line.endswith("(2 sellers in all)")
    assert "was not compared: picture cannot be decoded" in printed.stderr
    told = seen.asked("cases", "pictures", seen.number)
    assert [one["listing"]["listing_id"] for one in told["shared"]] == ["second"]
    assert len(told["not_comparable"]) == 1


def test_sellers_are_linked_by_a_photograph_encoded_anew(seen: House) -> None:
    told = seen.asked("sellers", "links", f"{MARKET}/seller-of-first")
    assert [one["seller"]["key"] for one in told] == ["seller-of-second"]


def test_an_unknown_case_is_said_to_be_unknown(seen: House) -> None:
    done = seen.call("cases", "pictures", "RW-999999")
    assert done.exit_code != 0
