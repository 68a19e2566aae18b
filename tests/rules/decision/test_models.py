"""What was judged under a name is judged so for ever: lists and verdicts, held by digests."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.codec import fingerprint
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.decision.decider import FirstDecider
from rules.decision.models import DECIDERS, deciders
from rules.decision.weights import Model, Weight
from tests.rules.making import literal

# A digest that no longer fits means a new list: give that one a new name, and keep the old one.
LISTS = {
    "decision.first/1": "f16302efd9456e0892fbd87ceee2f9a57169fc9e40062c920bb071adf6afbb82",
    "decision.first/2": "e2fc7691a39b29f70e0b52f624a52cea91e7ce4d6703cb59ec13aa0d39f979ce",
}
JUDGED = {
    "decision.first/1": "2b23026de7e17245b8d32ffe17a2f9cbca698ee5f5552cdb32bcde0866b42f5d",
    "decision.first/2": "da7788414ad9d79e177040ecb1d525db296b237ec781264ebc3bfa439a0c8a03",
}
YES, NO = True, False
FACTS = (
    ContextFact(name="context.right_status/1", value="in_force", because="in force"),
    ContextFact(name="context.right_status/1", value="pending", because="filed", gate=YES),
    ContextFact(name="context.right_status/1", value="expired", because="lapsed", gate=YES),
    ContextFact(name="context.intent/1", value="counterfeit", because="says copy", weight=0.9),
    ContextFact(name="context.intent/1", value="comparison", because="says like", weight=0.3),
    ContextFact(name="context.goods/1", value=0.3, because="far goods", weight=-0.7),
    ContextFact(name="context.goods/1", value=None, because="goods not known"),
    ContextFact(
        name="context.second_hand/1",
        value=YES,
        because="used",
        weight=-0.55,
        defence=Defence.SECOND_HAND,
    ),
    ContextFact(
        name="context.compatible_with/1",
        value=NO,
        because="no word of it",
        defence=Defence.COMPATIBLE_WITH,
    ),
    ContextFact(name="context.prior_design/1", value=0.9, because="known before", weight=-0.1),
    ContextFact(name="context.unheard/1", value=YES, because="of another list", weight=0.2),
)
MATCHERS = ("text.word_mark/1", "image.reference/1", "patent.claim_elements/1", "unheard/1")


TRADE = (
    ContextFact(name="context.price/1", value="far_below", because="cheap", weight=1.0),
    ContextFact(name="context.market_price/1", value="below", because="cheaper", weight=0.5),
    ContextFact(name="context.quantity/1", value=700.0, because="700 are there", weight=0.6),
    ContextFact(name="context.seller_history/1", value="cleared", because="known", weight=-0.6),
    ContextFact(
        name="context.other_brand/1",
        value=YES,
        because="another maker",
        weight=-0.7,
        defence=Defence.NOMINATIVE_USE,
    ),
)
"""What /1 did not know, or weighs otherwise."""


def questions(
    known: tuple[ContextFact, ...] = FACTS,
) -> Iterator[tuple[Asset, list[Signal], tuple[ContextFact, ...]]]:
    """Every kind of right, signals of several matchers and strengths, circumstances in pairs."""
    found = literal("NIKE air max", "NIKE")
    told = [(), *itertools.combinations(known, 2), known]
    for kind, matcher, score in itertools.product(AssetKind, MATCHERS, (0.55, 0.71, 0.93)):
        asset = Asset(id=kind.value, kind=kind, holder_id="h", text="NIKE")
        strong = replace(found, matcher=matcher, score=score)
        both = [replace(strong, field="seller", score=score - 0.03), strong]
        for number, facts in enumerate(told):
            yield asset, both[: number % 3], facts


def numbers(model: Model) -> dict[str, object]:
    """All of a list that a score depends on: the sentences beside it may be told better."""
    return {
        "likenesses": [(one.matcher, one.slope, one.middle) for one in model.likenesses],
        "weights": [(one.name, one.points) for one in (*model.weights, model.agreement)],
        "steps": (model.alert, model.review, model.gated, model.agreements),
        "marks_only": model.marks_only,
        **({"undefended": model.undefended} if model.undefended else {}),  # since /2
    }


@pytest.mark.parametrize("kind", DECIDERS)
def test_weights_never_move_under_a_name_that_was_used(kind: type[FirstDecider]) -> None:
    assert fingerprint(numbers(kind.model)) == LISTS[kind.name]


@pytest.mark.parametrize("kind", DECIDERS)
def test_verdicts_never_move_under_a_name_that_was_used(kind: type[FirstDecider]) -> None:
    decider = kind()
    known = FACTS if kind is FirstDecider else (*FACTS, *TRADE)
    said = [decider.decide(*question).concluded for question in questions(known)]
    assert fingerprint(said) == JUDGED[kind.name]


def test_a_list_whose_weights_move_has_another_digest() -> None:
    model = FirstDecider.model
    first, *others = model.weights
    moved = replace(model, weights=(Weight(first.name, first.points + 0.01, first.why), *others))
    assert fingerprint(numbers(moved)) != fingerprint(numbers(model))


def test_every_decider_is_found_by_its_own_name_and_none_is_named_twice() -> None:
    assert {name: one.name for name, one in deciders().items()} == {n: n for n in LISTS}
    assert len(DECIDERS) == len(deciders())


def test_a_verdict_is_reached_again_from_what_it_keeps() -> None:
    decider = FirstDecider()
    for asset, signals, facts in itertools.islice(questions(), 0, None, 7):
        verdict = decider.decide(asset, signals, facts)
        assert verdict.facts is not None
        assert sorted(verdict.facts, key=repr) == sorted(facts, key=repr)
        assert decider.decide(asset, verdict.signals, verdict.facts) == verdict
