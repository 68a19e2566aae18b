"""Numbers and signs as shops write them."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from spiders.extract.money import find_money, read_amount


def first(text: str) -> Decimal | None:
    found = next(find_money(text), None) or next(find_money(text, bare=True), None)
    return found.amount if found else None


def test_price_strings_are_read_exactly(corpus: Path) -> None:
    with (corpus / "prices.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = sum(
        first(row["price_text"]) == (Decimal(row["amount"]) if row["amount"] else None)
        for row in rows
    )
    assert right >= 1161, f"{right} of {len(rows)}"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1'049.95", "1049.95"),
        ("12.345", "12345"),
        ("0.345", "0.345"),
        ("1.144.000", "1144000"),
        ("1,23,456", "123456"),
        ("5 599.00", "5599.00"),
        ("29.1583", "29.1583"),
    ],
)
def test_grouping_and_decimal_signs_of_all_locales(written: str, amount: str) -> None:
    assert read_amount(written) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "amount", "sign"),
    [
        ("R$1.234,00", "1234.00", "R$"),
        ("US $349.99", "349.99", "US$"),
        ("69.\x0199 €", "69.99", "€"),
        ("47 405 Р", "47405", "Р"),
        ("12,000원", "12000", "원"),
        ("Preis: 5,- EUR", "5", "EUR"),
        ("423.923 KD", "423.923", "KD"),
        ("￥500 ", "500", "￥"),
        ("Rs.1,250.30", "1250.30", "Rs"),
        ("35€ 99 TTC", "35.99", "€"),
        ("35€ 24 avis", "35", "€"),
    ],
)
def test_the_sign_beside_a_number_is_found(text: str, amount: str, sign: str) -> None:
    money = next(find_money(text))
    assert (money.amount, money.sign) == (Decimal(amount), sign)


@pytest.mark.parametrize("text", ["60W R30 LED Bulb", "See all 21 reviews", "TOP 10", "iPhone 3GS"])
def test_words_beside_numbers_are_no_money(text: str) -> None:
    assert list(find_money(text)) == []


def test_a_range_keeps_both_ends() -> None:
    money = next(find_money("$55.00 - $57.00"))
    assert (money.amount, money.high) == (Decimal("55.00"), Decimal("57.00"))


def test_an_endless_number_is_no_price() -> None:
    assert list(find_money("$" + "9" * 100_000)) == []


@pytest.mark.parametrize("text", ["40 % off", "15.08.2017", "25-09", "7/12"])
def test_shares_and_dates_without_a_sign_are_no_money(text: str) -> None:
    assert next(find_money(text, bare=True), None) is None
