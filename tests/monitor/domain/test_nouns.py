from dataclasses import replace
from datetime import UTC, datetime

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.capture import LogEntry
from monitor.domain.listing import Listing, Offer
from monitor.domain.seller import Seller
from monitor.domain.signal import ContextFact
from monitor.domain.verdict import Gate, Grade, Verdict
from monitor.domain.watch import Recipient, Source

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_changed_body_is_another_leaf() -> None:
    first = LogEntry.of(0, {"n": 1}, MOMENT)
    assert first.body == '{"n":1}'
    assert first.leaf_sha256 == replace(first, index=7).leaf_sha256
    assert first.leaf_sha256 != replace(first, body='{"n":2}').leaf_sha256


def test_an_alert_is_above_a_review_and_a_review_above_nothing() -> None:
    assert Grade.ALERT.at_least(Grade.REVIEW)
    assert Grade.REVIEW.at_least(Grade.REVIEW)
    assert not Grade.NONE.at_least(Grade.REVIEW)


def test_a_recipient_hears_of_its_assets_at_its_sources() -> None:
    officer = Recipient(email="o@b.example", assets=("acme-*",), sources=("shop", "market-?"))
    assert officer.hears_of("acme-word", "shop")
    assert officer.hears_of("acme-word", "market-7")
    assert not officer.hears_of("acme-word", "other")
    assert not officer.hears_of("other", "shop")
    assert not Recipient(email="head@b.example", assets=()).hears_of("acme-word", "shop")


def test_a_right_is_the_same_wherever_its_pictures_lie_and_another_with_other_pictures() -> None:
    here = ReferenceImage(path="/srv/a.png", sha256="ab" * 32)
    logo = Asset(id="logo", holder_id="acme", kind=AssetKind.FIGURATIVE_MARK, images=(here,))
    moved = replace(logo, images=(replace(here, path="/mnt/b.png"),))
    redrawn = replace(logo, images=(replace(here, sha256="cd" * 32),))
    assert moved.version == logo.version
    assert redrawn.version != logo.version
    assert replace(logo, images=(), prior_designs=(here,)).version != logo.version


def test_an_offer_seen_at_another_address_is_unchanged() -> None:
    listing = Listing(market="m", listing_id="1")
    one = Offer(listing=listing, url="http://m/1?from=search", title="bag")
    two = Offer(listing=listing, url="http://m/1", title="bag")
    assert one.content_sha256 == two.content_sha256
    assert one.content_sha256 != replace(two, title="bags").content_sha256


def test_a_seller_is_keyed_by_the_markets_id_then_by_its_folded_name() -> None:
    assert Seller(id="A1", name="Shop").key == "A1"
    assert Seller(name=" Shop ").key == "shop"
    assert Seller().key is None


def test_budgets_are_kept_per_host_and_port_without_credentials() -> None:
    assert Source(id="s", url="http://user:word@Shop.Example:8100/x").host == "shop.example:8100"


def test_a_verdict_tells_what_speaks_for_it_strongest_first_and_no_gate() -> None:
    facts = (
        ContextFact(name="goods", value="fit", because="the goods fit", weight=0.25),
        ContextFact(name="intent", value="counterfeit", because="says copy", weight=1.0),
        ContextFact(name="price", value=None, because="no price", weight=0.5),
        ContextFact(name="status", value="expired", because="lapsed", weight=1.0, gate=True),
        ContextFact(name="used", value=True, because="worn", weight=-1.0),
    )
    verdict = Verdict(
        asset_id="a",
        asset_version="v",
        decider="d",
        score=0.9,
        grade=Grade.ALERT,
        grounds=(),
        signals=(),
        against=(),
        gate=Gate(enforceable=True, because=""),
        facts=facts,
    )
    assert verdict.support == ("says copy", "the goods fit")
    assert replace(verdict, facts=None).support == ()
