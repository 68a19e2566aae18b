"""The decider: an ordering score, gates, reasons on both sides."""

from dataclasses import replace
from typing import Final

from monitor.domain.asset import AssetKind
from monitor.domain.signal import ContextFact, Defence, Ground
from monitor.domain.verdict import Grade
from rules.decision.decider import SecondDecider
from rules.decision.weights import LIKENESSES, WEIGHTS
from tests.rules.making import literal, word_mark

MARK = word_mark("NIKE")
TITLE = "NIKE air max"
SIGNAL = literal(TITLE, "NIKE")
DECIDER = SecondDecider()
YES: Final = True
NO: Final = False
Value = bool | str | None


def fact(
    name: str,
    value: Value,
    weight: float,
    *,
    gate: bool = False,
    defence: Defence | None = None,
) -> ContextFact:
    return ContextFact(
        name=f"context.{name}/1",
        value=value,
        because=f"because of {name}",
        weight=weight,
        gate=gate,
        defence=defence,
    )


def test_without_signals_there_is_no_case() -> None:
    verdict = DECIDER.decide(MARK, (), ())
    assert (verdict.score, verdict.grade, verdict.grounds) == (0.0, Grade.NONE, ())


def test_the_mark_letter_for_letter_is_an_alert() -> None:
    verdict = DECIDER.decide(MARK, (SIGNAL,), ())
    assert verdict.grade is Grade.ALERT
    assert verdict.grounds == (Ground.TRADEMARK_USE,)
    assert verdict.gate.enforceable


def test_everything_for_at_once_still_orders_below_one() -> None:
    strong = [replace(SIGNAL, field=field, score=0.9999) for field in ("title", "brand", "seller")]
    facts = [fact("intent", "counterfeit", 1.0), fact("goods", "fit", 1.0)]
    less = DECIDER.decide(MARK, strong, facts[:1]).score
    most = DECIDER.decide(MARK, strong, facts).score
    assert less < most < 1.0


def test_a_defence_speaks_against_and_is_named() -> None:
    defence = fact("compatible_with", YES, -1.0, defence=Defence.COMPATIBLE_WITH)
    verdict = DECIDER.decide(MARK, (SIGNAL,), (defence,))
    assert verdict.grade is Grade.NONE
    assert (verdict.against[0].defence, verdict.against[0].because) == (
        Defence.COMPATIBLE_WITH,
        "because of compatible_with",
    )


def test_an_authorised_seller_closes_the_gate_and_keeps_the_reasons() -> None:
    gate = fact("authorised_seller", YES, -1.0, gate=True, defence=Defence.AUTHORISED_SELLER)
    verdict = DECIDER.decide(MARK, (SIGNAL,), (gate,))
    assert verdict.grade is Grade.NONE
    assert not verdict.gate.enforceable
    assert verdict.gate.because == "because of authorised_seller"
    assert verdict.signals == (SIGNAL,)


def test_a_right_still_to_come_is_for_review_at_most() -> None:
    gate = fact("right_status", "pending", -1.0, gate=True)
    verdict = DECIDER.decide(MARK, (SIGNAL,), (gate,))
    assert verdict.grade is Grade.REVIEW
    assert not verdict.gate.enforceable


def test_two_gates_are_as_closed_as_the_stricter() -> None:
    gates = (
        fact("right_status", "pending", -1.0, gate=True),
        fact("authorised_seller", YES, -1.0, gate=True),
    )
    assert DECIDER.decide(MARK, (SIGNAL,), gates).grade is Grade.NONE


def test_a_design_is_never_accused_by_machine() -> None:
    design = replace(MARK, kind=AssetKind.DESIGN)
    same = replace(SIGNAL, matcher="image.reference/1", ground=Ground.DESIGN, score=0.98)
    verdict = DECIDER.decide(design, (same,), ())
    assert verdict.grade is Grade.REVIEW
    assert any("for a person" in against.because for against in verdict.against)


def test_unknown_counts_as_nothing_and_is_told() -> None:
    unknown = fact("goods", None, -1.0)
    with_unknown = DECIDER.decide(MARK, (SIGNAL,), (unknown,))
    assert with_unknown.score == DECIDER.decide(MARK, (SIGNAL,), ()).score
    assert with_unknown.against[-1].because == "not known: goods"


def test_what_was_looked_for_in_vain_is_told() -> None:
    verdict = DECIDER.decide(MARK, (SIGNAL,), (fact("second_hand", NO, 0.0),))
    assert verdict.against[-1].because == "looked for and not found: second hand"


def test_intent_and_seller_name_sharpen_the_grounds() -> None:
    signals = (SIGNAL, replace(SIGNAL, field="seller"))
    verdict = DECIDER.decide(MARK, signals, (fact("intent", "counterfeit", 1.0),))
    assert set(verdict.grounds) == {Ground.TRADEMARK_USE, Ground.COUNTERFEIT, Ground.PASSING_OFF}


def test_equal_inputs_give_equal_verdicts_in_any_order() -> None:
    signals = [replace(SIGNAL, field=field) for field in ("title", "brand", "category")]
    facts = [fact("goods", "far", -0.7), fact("second_hand", YES, -0.4)]
    one = DECIDER.decide(MARK, signals, facts)
    other = DECIDER.decide(MARK, signals[::-1], facts[::-1])
    assert one == other


def test_every_weight_explains_itself() -> None:
    names = [weight.name for weight in WEIGHTS]
    assert len(names) == len(set(names))
    assert all(weight.why for weight in (*WEIGHTS, *LIKENESSES))
