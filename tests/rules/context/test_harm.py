"""How much harm an offer may do, read off what it says."""

from decimal import Decimal
from typing import Any

import pytest

from alerts.email.sayings import say
from alerts.email.words import CHINESE
from monitor.domain.listing import Price
from monitor.domain.severity import Severity
from rules.context.harm import harm_of
from tests.rules.decision.labelled import PARTS, rows
from tests.rules.making import literal, offer


def harm(title: str, **more: Any) -> Severity:  # noqa: ANN401
    return harm_of(offer(title, **more), ())


def priced(amount: str, currency: str = "USD") -> dict[str, object]:
    return {"price": Price(amount=Decimal(amount), currency=currency)}


def test_goods_that_can_hurt_weigh_more_than_a_shirt() -> None:
    medicine = harm("painkiller tablets", category="Pharmacy > medicines")
    brakes, shirt = harm("ceramic brake pads"), harm("cotton shirt")
    assert medicine.points > brakes.points > shirt.points
    assert "can hurt people" in medicine.because


def test_more_units_a_higher_price_and_more_countries_weigh_more() -> None:
    alone = harm("cotton shirt")
    many = harm("cotton shirt", sold=900)
    dear = harm("cotton shirt", sold=900, **priced("49.00"))
    far = harm("cotton shirt", sold=900, ships_to=("US", "CA", "GB"), **priced("49.00"))
    assert alone.points < many.points < dear.points < far.points <= 100


def test_the_same_sum_weighs_the_same_in_another_currency() -> None:
    dollars, yuan = harm("shirt", **priced("100")), harm("shirt", **priced("714", "CNY"))
    assert dollars.points == yuan.points


def test_what_is_not_said_adds_nothing_and_is_said_to_be_missing() -> None:
    unknown = harm("cotton shirt")
    assert (unknown.points, unknown.because) == (
        0,
        "nothing is said of numbers, price or shipping",
    )
    assert harm("shirt", **priced("9", "XTS")).points == 0  # ISO 4217: for tests, no rate


def test_a_mark_that_is_the_name_of_goods_is_no_goods() -> None:
    seen = offer("Pill cotton shirt")
    assert harm_of(seen, (literal("Pill cotton shirt", "Pill"),)).points == 0


def test_no_offer_weighs_more_than_a_hundred() -> None:
    most = harm("painkiller", sold=10**9, ships_to=("WW",), **priced("99999"))
    assert most.points == 100


@pytest.mark.parametrize("part", PARTS)
def test_every_offer_of_the_truth_set_is_weighed_in_sentences_with_a_chinese_form(
    part: str,
) -> None:
    weighed = [harm_of(row.offer, ()) for row in rows(part)]
    assert all(0 <= one.points <= 100 for one in weighed)
    assert len({one.points for one in weighed}) >= 30
    clauses = {clause for one in weighed for clause in one.because.split("; ")}
    assert [clause for clause in clauses if say(clause, CHINESE) is None] == []
