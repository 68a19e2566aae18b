"""The same measurements, held against an offer by the law of where it is directed."""

import pytest

from alerts.email.sayings import say
from alerts.email.words import CHINESE
from monitor.domain.asset import AssetKind
from monitor.domain.signal import ContextFact, Signal
from rules.context.law import LegalTestReader
from rules.decision.decider import SecondDecider
from tests.rules.making import DAY, HOLDER, literal, offer, word_mark

SAME = "the title says 'ZORVEX'; the mark is 'ZORVEX': letter for letter"


def signal(channel: str = "literal", because: str = SAME) -> Signal:
    found = literal("ZORVEX coat", "ZORVEX", channel)
    return Signal(
        matcher=found.matcher,
        ground=found.ground,
        channel=channel,
        score=found.score,
        field="title",
        because=because,
        span=found.span,
    )


def asked_in(
    territories: tuple[str, ...], *signals: Signal, ships_to: tuple[str, ...] = ()
) -> ContextFact:
    mark = word_mark("ZORVEX", territories=territories, goods=("coats",))
    seen = offer("ZORVEX coat", ships_to=ships_to)
    (fact,) = LegalTestReader().facts(seen, mark, HOLDER, signals or (signal(),), DAY)
    return fact


@pytest.mark.parametrize(
    ("territories", "value", "law"),
    [
        (("CN",), "identity", "2019 version, in force to the end of 2026) article 57 item 1"),
        (("EM",), "identity", "2017/1001 9(2)(a)"),
        (("DE",), "identity", "2015/2436 10(2)(a)"),
        (("US",), "confusion", "15 U.S.C. 1114(1)"),
    ],
)
def test_an_identical_mark_on_identical_goods_needs_no_confusion_where_the_law_says_so(
    territories: tuple[str, ...], value: str, law: str
) -> None:
    fact = asked_in(territories)
    assert (fact.value, law in fact.because) == (value, True)


def test_a_right_in_several_places_is_tried_where_the_offer_ships() -> None:
    assert "1114" in asked_in(("CN", "US"), ships_to=("US",)).because
    assert "57 item 1" in asked_in(("CN", "US"), ships_to=("CN", "US")).because


def test_likeness_is_told_by_appearance_sound_and_meaning_whole_and_dominant() -> None:
    heard = signal("sound", "the title says 'ZORWEX'; the mark is 'ZORVEX': as 'zorwex'")
    part = signal("fuzzy", "the title says 'x'; the mark is 'y': misspelt (its dominant word)")
    assert "alike in sound, compared by the whole" in asked_in(("CN",), heard).because
    assert "alike in appearance, compared by the dominant part" in asked_in(("EM",), part).because


def test_a_law_without_a_profile_is_not_guessed() -> None:
    assert asked_in(("BR",)).value is None


def test_the_test_of_the_law_stands_beside_the_right_and_moves_no_score() -> None:
    mark = word_mark("ZORVEX", territories=("CN",), goods=("coats",))
    fact = asked_in(("CN",))
    with_it = SecondDecider().decide(mark, [signal()], [fact])
    assert with_it.gate.because == fact.because
    assert with_it.score == SecondDecider().decide(mark, [signal()], []).score


@pytest.mark.parametrize("channel", ["literal", "sound", "alias", "shape"])
@pytest.mark.parametrize("territory", ["CN", "EM", "US"])
def test_what_the_law_asks_is_said_in_chinese(channel: str, territory: str) -> None:
    for signals in ((signal(channel),), (signal(channel), signal("sound"), signal("alias"))):
        assert say(asked_in((territory,), *signals).because, CHINESE) is not None


def test_of_inventions_no_such_test_is_made() -> None:
    patent = word_mark("ZORVEX", territories=("CN",))
    other = type(patent)(id="p", kind=AssetKind.PATENT, holder_id="h")
    assert LegalTestReader().facts(offer("coat"), other, HOLDER, (signal(),), DAY) == ()
