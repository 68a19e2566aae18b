"""Circumstances of designs: the class of the goods, and designs known before."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.domain.asset import Asset, AssetKind, Holder, ReferenceImage
from monitor.domain.listing import Listing, Offer
from monitor.domain.signal import ContextFact, Defence, Ground, Signal
from monitor.ports.matcher import ContextReader
from rules.context.designs import DesignClassReader, PriorDesignReader
from rules.decision.decider import SecondDecider

JUG = Asset(id="jug", kind=AssetKind.DESIGN, holder_id="h", locarno_classes=("07-01",))
NAMED = replace(JUG, prior_designs=(ReferenceImage(path="", sha256="0" * 64),))
HOLDER = Holder(id="h", name="Potters Ltd")
SHOWN = Signal(
    matcher="design.views/1",
    ground=Ground.DESIGN,
    channel="view",
    score=0.7,
    field="images",
    because="a view",
)


def facts(reader: ContextReader, asset: Asset, title: str, *signals: Signal) -> list[ContextFact]:
    listing = Listing(market="shop.example", listing_id="1")
    offer = Offer(listing=listing, url="https://shop.example/1", title=title)
    return list(reader.facts(offer, asset, HOLDER, signals, date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("title", "fit"),
    [("ceramic coffee mug", "fit"), ("陶瓷杯子", "fit"), ("leather boots", "far"), ("", None)],
)
def test_goods_are_compared_with_the_class_of_the_design(title: str, fit: str | None) -> None:
    (fact,) = facts(DesignClassReader(), JUG, title, SHOWN)
    assert fact.value == fit


def test_a_pattern_is_of_any_goods() -> None:
    pattern = replace(JUG, locarno_classes=("32-00",))
    (fact,) = facts(DesignClassReader(), pattern, "leather boots", SHOWN)
    assert fact.value is None


def test_other_kinds_of_right_have_no_such_circumstances() -> None:
    mark = Asset(id="w", kind=AssetKind.WORD_MARK, holder_id="h", text="JUG")
    assert facts(DesignClassReader(), mark, "mug", SHOWN) == []
    assert facts(PriorDesignReader(), mark, "mug", SHOWN) == []


def test_a_prior_design_counts_when_every_view_is_as_near_to_it() -> None:
    before = replace(SHOWN, channel="known_before")
    (known,) = facts(PriorDesignReader(), NAMED, "mug", before, before)
    assert known.value is True
    assert known.defence is Defence.PRIOR_DESIGN
    (open_,) = facts(PriorDesignReader(), NAMED, "mug", before, SHOWN)
    assert open_.value is False
    (unknown,) = facts(PriorDesignReader(), JUG, "mug", before)
    assert unknown.value is None


def test_goods_of_another_class_and_a_prior_design_lower_the_score() -> None:
    decider = SecondDecider()
    plain = decider.decide(JUG, [SHOWN], []).score
    far = decider.decide(JUG, [SHOWN], facts(DesignClassReader(), JUG, "leather boots", SHOWN))
    before = replace(SHOWN, channel="known_before")
    known = decider.decide(NAMED, [before], facts(PriorDesignReader(), NAMED, "mug", before))
    assert far.score < plain - 0.2
    assert known.score < plain - 0.2
    assert known.against[0].defence is Defence.PRIOR_DESIGN
