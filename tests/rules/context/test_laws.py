"""One offer under two laws: judged otherwise where the laws differ, and for the reason they do."""

from dataclasses import replace
from functools import cache

import pytest

from alerts.email.sayings import say
from alerts.email.words import CHINESE
from monitor.bootstrap.parts import readers
from monitor.domain.asset import Asset
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Ground
from monitor.domain.verdict import Grade, Verdict
from monitor.pipeline.decide import Judge
from monitor.pipeline.match import PreparedMatchers
from rules.context.laws import CHINA, LAWS, STATES, UNION, sole_law
from rules.decision.models import DECIDERS
from rules.text.matcher import WordMarkMatcher
from tests.rules.making import DAY, HOLDER, offer, word_mark

MARK = word_mark(
    "Calvenor", "卡文诺", territories=("CN", "EM", "US"), nice_classes=(18,), goods=("handbags",),
    similar_groups=("1802",),
)  # fmt: skip


@cache
def judge(asset: Asset) -> Judge:
    return Judge(
        prepared=PreparedMatchers([WordMarkMatcher()], [asset], {}),
        readers=readers(),
        decider=DECIDERS[-1](),
        holders={"h": HOLDER},
    )


def verdict(seen: Offer, country: str, asset: Asset = MARK) -> Verdict:
    (one,) = judge(asset).verdicts(replace(seen, ships_to=(country,)), {}, DAY)
    return one


def fact(of: Verdict, name: str) -> ContextFact:
    (found,) = (fact for fact in of.facts or () if fact.name == f"context.{name}/1")
    return found


def grades(seen: Offer) -> dict[str, Grade]:
    return {country: verdict(seen, country).grade for country in ("CN", "DE", "US")}


def test_goods_of_another_group_are_presumed_dissimilar_in_china_alone() -> None:
    umbrella = offer("Calvenor umbrella folding", brand="Calvenor", category="Umbrellas")
    assert grades(umbrella) == {"CN": Grade.REVIEW, "DE": Grade.ALERT, "US": Grade.ALERT}
    here = verdict(umbrella, "CN")
    assert "not presumed similar to the registered 1802" in fact(here, "goods").because
    assert fact(here, "goods").because in {one.because for one in here.against}
    assert "a class the mark is registered for" in fact(verdict(umbrella, "DE"), "goods").because


def test_where_two_laws_apply_the_doubt_of_one_is_no_doubt() -> None:
    umbrella = offer("Calvenor umbrella folding", category="Umbrellas", ships_to=("CN", "DE"))
    (both,) = judge(MARK).verdicts(umbrella, {}, DAY)
    assert both.grade is Grade.ALERT
    assert sole_law(umbrella, MARK) is None


def test_goods_from_abroad_are_exhausted_by_a_first_sale_there_in_two_laws_of_three() -> None:
    imported = offer("Calvenor handbag new", description="Parallel import, genuine.")
    assert grades(imported) == {"CN": Grade.REVIEW, "DE": Grade.ALERT, "US": Grade.REVIEW}
    found = {
        country: fact(verdict(imported, country), "exhaustion") for country in grades(imported)
    }
    assert found["DE"].value == "outside"
    assert (found["US"].value, found["US"].defence) == ("genuine", Defence.EXHAUSTION)
    assert (found["CN"].value, found["CN"].defence) == ("imported", Defence.PARALLEL_IMPORT)
    assert Ground.GRAY_MARKET in verdict(imported, "DE").grounds


@pytest.mark.parametrize(
    ("country", "says", "value", "grade"),
    [
        ("DE", "EU-Import, neu", "inside", Grade.REVIEW),
        ("US", "Parallel import, no US warranty", "different", Grade.ALERT),
        ("CN", "平行进口 刮码发货", "altered", Grade.ALERT),
    ],
)
def test_each_law_knows_what_turns_its_rule_on_goods_from_elsewhere(
    country: str, says: str, value: str, grade: Grade
) -> None:
    judged = verdict(offer("Calvenor handbag", description=says), country)
    assert (fact(judged, "exhaustion").value, judged.grade) == (value, grade)


def test_a_maker_may_say_truthfully_what_its_goods_are_like_in_the_united_states() -> None:
    compared = offer("KORVA handbag, inspired by Calvenor", brand="KORVA")
    assert grades(compared) == {"CN": Grade.ALERT, "DE": Grade.ALERT, "US": Grade.REVIEW}
    told = fact(verdict(compared, "US"), "intent")
    assert (told.value, told.defence) == ("comparison", Defence.NOMINATIVE_USE)
    assert "allowed by New Kids" in told.because
    styled = offer("KORVA Calvenor-style handbag", brand="KORVA")
    assert fact(verdict(styled, "US"), "intent").defence is None


def test_characters_that_the_public_of_the_union_cannot_read_are_a_drawing_to_it() -> None:
    lettered = offer("Ladies leather handbag with gold chain, spring edition 卡文诺")
    there, elsewhere = verdict(lettered, "DE"), (verdict(lettered, "CN"), verdict(lettered, "US"))
    assert fact(there, "public").value is True
    assert all(there.score < one.score for one in elsewhere)
    assert not [f for one in elsewhere for f in one.facts or () if f.name == "context.public/1"]
    chinese = offer("卡文诺 女士 手提包 全新 handbag")
    assert not [f for f in verdict(chinese, "DE").facts or () if f.name == "context.public/1"]


@pytest.mark.parametrize(
    ("country", "law", "weighed"),
    [
        ("CN", CHINA, "attention of the related public"),
        ("DE", UNION, "interdependence of marks and goods"),
        ("US", STATES, "bridging the gap"),
    ],
)
def test_where_confusion_is_asked_its_factors_are_named_by_the_law(
    country: str, law: object, weighed: str
) -> None:
    misspelt = verdict(offer("Calvenorr handbag"), country)
    assert weighed in misspelt.gate.because
    assert any(law is one and one.confusion in misspelt.gate.because for one in LAWS)
    identical = verdict(offer("Calvenor handbags"), country)
    assert (weighed in identical.gate.because) is (country == "US")


@pytest.mark.parametrize(
    ("country", "article"),
    [("CN", "indicative use"), ("DE", "14(1)(c)"), ("US", "New Kids")],
)
def test_a_defence_cites_the_article_that_allows_it_there(country: str, article: str) -> None:
    part = verdict(offer("Replacement strap compatible with Calvenor"), country)
    (reason,) = (one for one in part.against if one.defence is Defence.COMPATIBLE_WITH)
    assert article in reason.because


def test_every_law_is_cited_in_chinese_in_the_words_of_its_readers() -> None:
    cited = {cite for law in LAWS for cite in (law.identity, law.confusion, *law.allows.values())}
    for cite in filter(None, cited):
        said = say(f"allowed by {cite}", CHINESE)
        assert said is not None
        assert cite not in said


def test_a_citation_of_an_earlier_version_is_shown_as_it_was_written() -> None:
    assert say("allowed by China Trademark Law 59(1)", CHINESE) == "依据：China Trademark Law 59(1)"


@pytest.mark.parametrize("country", ["CN", "DE", "US"])
@pytest.mark.parametrize(
    "seen",
    [
        offer("Calvenor umbrella", category="Umbrellas"),
        offer("Calvenor tote bag", category="Handbags"),
        offer("Calvenor handbag", description="EU-Import"),
        offer("Calvenor handbag", description="parallel import, no US warranty"),
        offer("Calvenor handbag", description="平行进口 刮码"),
        offer("KORVA bag, inspired by Calvenor", brand="KORVA"),
        offer("Ladies leather handbag with gold chain, 卡文诺"),
        offer("Strap compatible with Calvenor, used", condition="Good"),
    ],
    ids=range(8),
)
def test_what_a_law_makes_of_an_offer_is_said_in_chinese(seen: Offer, country: str) -> None:
    judged = verdict(seen, country)
    told = [judged.gate.because, *judged.support]
    told += [one.because for one in judged.against if ": " not in one.because[:28]]
    assert [because for because in told if say(because, CHINESE) is None] == []
