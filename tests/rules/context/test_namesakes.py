"""Namesakes, parts, ingredients and comparisons: what an honest title says beside a mark."""

import pytest

from monitor.domain.asset import Asset
from monitor.domain.signal import Defence
from monitor.domain.verdict import Grade, Verdict
from rules.decision.decider import SecondDecider
from rules.text.matcher import WordMarkMatcher
from tests.rules.making import DAY, HOLDER, offer, word_mark
from tests.rules.truth import READERS

NORDMANN = word_mark("Nordmann", id="n", nice_classes=(25,), goods=("jackets",))
HAWK = word_mark("Hawk", "鹰", id="h", nice_classes=(9,), goods=("radios",), dictionary_word=True)
KELVO = word_mark("Kelvo", id="k", nice_classes=(7,), goods=("vacuum cleaners",))


def judged(mark: Asset, title: str, **more: str) -> Verdict:
    seen = offer(title, **more)
    found = WordMarkMatcher().prepare([mark], {}).signals(seen, {}).get(mark.id, ())
    facts = [fact for reader in READERS for fact in reader.facts(seen, mark, HOLDER, found, DAY)]
    return SecondDecider().decide(mark, found, facts)


@pytest.mark.parametrize(
    "title",
    [
        "Walter Nordmann",
        "Otto Nordmann, collected letters",
        "O. Nordmann, a life in rows of numbers",
        "Nordmann-Petersen theorem, mug",
        "Nordmann family tree, print",
        "Port Nordmann, harbour view on canvas",
        "Nordmann University mug",
        "Nordmann & Sons hinges, brass",
        "Antique map of Nordmann",
    ],
)
def test_a_person_a_place_or_a_house_of_that_name_is_not_the_mark(title: str) -> None:
    given = judged(NORDMANN, title)
    assert given.grade is Grade.NONE
    assert any(reason.defence is not None for reason in given.against)


@pytest.mark.parametrize(
    "title", ["Nordmann jacket men", "Nordmann-Jacke Herren", "NORDMANN down jacket red"]
)
def test_the_same_word_on_its_goods_is(title: str) -> None:
    assert judged(NORDMANN, title).grade is Grade.ALERT


@pytest.mark.parametrize(
    "title", ["hawk print radio cover", "Hawk pattern headphones", "鹰图案 收音机"]
)
def test_what_is_drawn_on_the_goods_is_no_mark(title: str) -> None:
    assert judged(HAWK, title).grade is Grade.NONE


@pytest.mark.parametrize("title", ["鹰牌收音机 全波段", "hawkradio portable fm"])
def test_the_word_brand_or_goods_run_together_with_it_make_it_one(title: str) -> None:
    assert judged(HAWK, title).grade.at_least(Grade.REVIEW)


@pytest.mark.parametrize(
    "title",
    [
        "Kelvo dust bags 10 pcs, third-party",
        "Staubsaugerbeutel Kelvo, kein Original, 10 Stück",
        "Kelvo V8 滤网 非原装",
        "Wall stand for sticks, Kelvo not included",
        "Kelvo X7 filter 2 pcs",
        "Reparatur Ihres Kelvo",
    ],
)
def test_parts_that_are_nobodys_original_say_what_they_fit(title: str) -> None:
    assert judged(KELVO, title).grade is Grade.NONE


@pytest.mark.parametrize("title", ["Kelvo X7 filter genuine", "Kelvo X7 vacuum cleaner 600 W"])
def test_what_claims_to_be_the_makers_own_is_shown(title: str) -> None:
    assert judged(KELVO, title).grade.at_least(Grade.REVIEW)


def test_a_text_that_compares_speaks_of_others_goods() -> None:
    compared = judged(KELVO, "Stick cleaner 22 V", description="Quieter. Cheaper than Kelvo.")
    assert compared.grade is Grade.NONE
    assert Defence.NOMINATIVE_USE in {reason.defence for reason in compared.against}
    other = judged(
        KELVO, "Zarnoflex stick 22 V vacuum cleaner", description="Like a Kelvo, lighter"
    )
    assert other.grade is Grade.NONE


def test_a_near_spelling_needs_goods_that_are_alike() -> None:
    assert judged(NORDMANN, "Nordman jacket").grade.at_least(Grade.REVIEW)
    assert judged(NORDMANN, "Nordman fruit press, apples").grade is Grade.NONE


def test_what_goods_are_packed_in_is_not_the_goods() -> None:
    bag = word_mark("Sallow", id="s", nice_classes=(18,), goods=("bags",), dictionary_word=True)
    assert judged(bag, "Dried sallow bark, 1 kg bag").grade is Grade.NONE
