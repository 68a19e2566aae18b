"""Amounts and limits, whatever the units and the language."""

import pytest

from rules.language.views import folded
from rules.patent.quantities import amounts, limits


@pytest.mark.parametrize(
    ("claimed", "offered", "meets"),
    [
        ("at least 5 m", "8 m", True),
        ("at least 5 m", "300 cm", False),
        ("not more than 2 kg", "1,500 g", True),
        ("not more than 2 kg", "2.5kg", False),
        ("between 0.5 and 2 mm", "1,5 mm", True),
        ("0.5 mm to 2 mm", "3 mm", False),
        ("less than 30 °C", "30°C", False),
        ("不小于100kg", "承重150公斤", True),
        ("5000mAh至10000mAh", "20000毫安", False),
        ("为1.5mm～2.0mm", "厚1.8毫米", True),
        ("大于10W", "10W", False),
        ("500 ml", "0.5 l", True),
        ("at least 5 m", "4-6 m", True),
    ],
)
def test_an_amount_lies_inside_a_limit_or_not(claimed: str, offered: str, meets: bool) -> None:  # noqa: FBT001
    (limit,) = limits(folded(claimed))
    (amount,) = amounts(folded(offered))
    assert amount.dimension == limit.dimension
    assert amount.meets(limit) is meets


@pytest.mark.parametrize("words", ["model 5m2x", "usb 3", "12 ribs", "a5", "iphone 15"])
def test_numbers_without_a_unit_are_no_amounts(words: str) -> None:
    assert [*amounts(words)] == []
