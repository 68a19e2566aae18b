"""What goods cost, as the holder writes it: `399-1299 CNY`."""

from decimal import Decimal

import pytest
from pydantic_core import PydanticCustomError

from monitor.config.fields import read_range
from monitor.domain.prices import PriceRange


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("399-1299 CNY", PriceRange(currency="CNY", low=Decimal(399), high=Decimal(1299))),
        ("9.50 - 20 EUR", PriceRange(currency="EUR", low=Decimal("9.50"), high=Decimal(20))),
        ("59 EUR", PriceRange(currency="EUR", low=Decimal(59))),
    ],
)
def test_a_range_of_prices_is_one_or_two_figures_and_a_currency(
    written: str, read: PriceRange
) -> None:
    assert read_range(written) == read


@pytest.mark.parametrize("written", ["399", "CNY 399", "0 CNY", "99-9 CNY", "9,50 EUR", "x", ""])
def test_what_is_no_range_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_range(written)
    assert "Write" in str((refused.value.context or {})["remedy"])
