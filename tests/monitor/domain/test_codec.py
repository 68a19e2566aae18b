from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.codec import canonical_json, fingerprint, from_plain, to_plain
from monitor.domain.listing import Listing, Offer, OfferedImage, Price, Sighting
from monitor.domain.page import PageKind, PageRef
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Recipient

text = st.text(max_size=20)
moments = st.datetimes(timezones=st.just(UTC))
offers = st.builds(
    Offer,
    listing=st.builds(Listing, market=text, listing_id=text),
    url=text,
    title=st.none() | text,
    price=st.none()
    | st.builds(Price, amount=st.decimals(allow_nan=False, allow_infinity=False, places=2)),
    images=st.lists(st.builds(OfferedImage, url=text), max_size=3).map(tuple),
    seller=st.none() | st.builds(Seller, id=st.none() | text, name=st.none() | text),
    provenance=st.none() | st.dictionaries(text, text, max_size=3),
)


@given(st.builds(Sighting, source_id=text, offer=offers, seen_at=moments))
def test_a_sighting_comes_back_from_plain_json_as_it_went(sighting: Sighting) -> None:
    assert from_plain(Sighting, to_plain(sighting)) == sighting


def test_a_visit_with_all_its_parts_survives_the_pipe_between_processes() -> None:
    moment = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    target = Target(source_id="shop", url="http://shop.example/1", kind=TargetKind.LISTING)
    page = PageRef(
        url=target.url,
        requested_url=target.url,
        status=200,
        headers=(("content-type", "text/html"),),
        body_sha256="ab" * 32,
        fetched_at=moment,
    )
    offer = Offer(
        listing=Listing(market="shop.example", listing_id="1"),
        url=target.url,
        price=Price(amount=Decimal("1.10"), currency="CNY"),
    )
    visit = Visit(
        target_id=7,
        target=target,
        outcome=VisitOutcome.READ,
        started_at=moment,
        ended_at=moment,
        page_kind=PageKind.LISTING,
        sightings=(Sighting(source_id="shop", offer=offer, seen_at=moment, page=page),),
        found=(target,),
    )
    assert from_plain(Visit, to_plain(visit)) == visit


def test_dates_times_paths_and_enums_keep_their_type() -> None:
    asset = Asset(
        id="a",
        kind=AssetKind.DESIGN,
        holder_id="h",
        registration_date=date(2020, 2, 29),
        images=(ReferenceImage(path="/x/a.png", sha256="00"),),
    )
    assert from_plain(Asset, to_plain(asset)) == asset
    recipient = Recipient(email="a@b.example", digest_at=time(7, 30))
    assert from_plain(Recipient, to_plain(recipient)) == recipient
    assert from_plain(Path, to_plain(Path("/x/y"))) == Path("/x/y")


def test_a_field_that_an_older_writer_did_not_know_takes_its_default() -> None:
    plain = {"id": "a", "kind": "patent", "holder_id": "h", "from_the_future": 1}
    assert from_plain(Asset, plain) == Asset(id="a", kind=AssetKind.PATENT, holder_id="h")


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical_json({"b": 1, "a": "é"}) == canonical_json({"a": "é", "b": 1})
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_a_lone_surrogate_from_a_hostile_page_still_has_a_fingerprint() -> None:
    assert len(fingerprint("\ud800")) == 64


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no plain form"):
        to_plain(object())


def test_an_asset_with_another_word_is_another_version() -> None:
    first = Asset(id="a", kind=AssetKind.WORD_MARK, holder_id="h", text="ACME")
    second = Asset(id="a", kind=AssetKind.WORD_MARK, holder_id="h", text="ACMÉ")
    assert first.version != second.version
