"""The market's tables, read: sellers, categories and offers with their planted truth.

Flow: `sellers.tsv` and `offers.tsv` beside this file -> MarketSeller, MarketOffer -> shelf.
"""

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from monitor.cli.demo.market.offers import (
    Category,
    Expected,
    MarketOffer,
    MarketSeller,
    Markup,
    Truth,
)

_HERE = Path(__file__).parent

CATEGORIES: Mapping[str, Category] = MappingProxyType({
    id_: Category(id=id_, name=name, language=language)
    for id_, name, language in (
        ("bags", "Bags & wallets", "en"),
        ("shoes", "Shoes", "en"),
        ("audio", "Audio & cables", "en"),
        ("watches", "Watches", "en"),
        ("outdoor", "Outdoor", "en"),
        ("home", "Home & paper", "en"),
        ("garden", "Garden", "en"),
        ("xiangbao", "箱包", "zh"),
        ("xiezi", "鞋靴", "zh"),
        ("shuma", "数码配件", "zh"),
        ("shenghuo", "生活", "zh"),
    )
})


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        return [dict(row) for row in rows]


@cache
def sellers() -> Mapping[str, MarketSeller]:
    """Every seller by id, in the order of the table."""
    return MappingProxyType({
        row["id"]: MarketSeller(
            id=row["id"],
            name=row["name"],
            language=row["language"],
            town=row["town"],
            authorised_by=tuple(row["authorised_by"].split()),
        )
        for row in _rows("sellers.tsv")
    })


@cache
def offers() -> tuple[MarketOffer, ...]:
    """Every offer, in the order of the table."""
    return tuple(_offer(row) for row in _rows("offers.tsv"))


def _offer(row: Mapping[str, str]) -> MarketOffer:
    markup = row["markup"].removeprefix("hidden:")
    return MarketOffer(
        id=row["id"],
        category=CATEGORIES[row["category"]],
        seller=sellers()[row["seller"]],
        title=row["title"],
        description=row["description"],
        price=Decimal(row["price"]),
        currency=row["currency"],
        old_price=Decimal(row["old_price"]) if row["old_price"] else None,
        brand=row["brand"] or None,
        condition=row["condition"] or None,
        picture=row["picture"],
        markup=Markup(markup),
        hidden=row["markup"] != markup,
        truth=Truth(
            expected=Expected(row["expected"]),
            kind=row["kind"],
            because=row["because"],
            holder_id=row["holder"] or None,
        ),
    )
