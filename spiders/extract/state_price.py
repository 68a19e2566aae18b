"""The price that an object of a page's state asks, among all the amounts it names.

Layer: spiders.extract, pure. Used by `state` alone.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from spiders.extract import keys
from spiders.extract.fields import Fields, tidy
from spiders.extract.jsonld import amount_of
from spiders.extract.money import find_money

_BASE64: Final = re.compile(r"^[A-Za-z0-9+/]{6,24}={0,2}$")

Node = dict[str, Any]
Pairs = list[tuple[str, Any]]
"""Keys and values of an object and of those inside it, the outer first."""


def take_money(node: Node, pairs: Pairs, fields: Fields) -> None:
    """The price, else the currency of one that stood further in, as a list names it once."""
    if fields.amount is None:
        take_price(node, pairs, fields)
    elif fields.currency is None:
        fields.currency = _currency_among([(str(key), value) for key, value in node.items()])


def take_price(node: Node, pairs: Pairs, fields: Fields) -> None:
    """Fill the price and its currency from the keys of an object and of those inside it."""
    amount, written = _asked(pairs)
    if amount is None:
        return
    fields.amount = _scaled(amount, node, written)
    highs = [_money(value, key) for key, value in pairs if keys.is_upper_price(key)]
    high = next((_scaled(high, node, written) for high in highs if high), None)
    fields.high = high if high and high > fields.amount else None
    fields.currency = _currency_among(pairs) or _sign_in(written) or _sign_of(pairs)


def _asked(pairs: Pairs) -> tuple[Decimal | None, object]:
    """The amount under the surest key, and how it is written; of keys as sure the outer."""
    best, amount, written = 0.0, None, None
    for at, (key, value) in enumerate(pairs):
        rank = keys.price_rank(key)
        if not rank or (amount is not None and rank - at / 2000 <= best):
            continue
        found = _money(value, key)
        if found is not None and found > 0:
            best, amount, written = rank - at / 2000, found, value
    return amount, written


def _scaled(amount: Decimal, node: Mapping[str, Any], written: object) -> Decimal:
    """Numbers without a point that engines write in their smallest unit."""
    if amount != int(amount) or amount < 100:
        return amount
    if {"variants", "vendor"} <= node.keys() and isinstance(written, int):
        return amount / 100
    if {"shopid", "shop_id"} & node.keys() and amount % 1000 == 0:
        twice = {"price_before_discount", "price_min", "price_max"} & node.keys()
        if amount >= (100_000 if twice else 10_000_000):
            return amount / 100_000
    return amount


def _currency_among(pairs: Pairs) -> str | None:
    """The currency that a key names; None without one."""
    for key, value in pairs:
        if keys.is_currency(key):
            named = value if isinstance(value, str) else _code_in(value)
            if named and len(named) <= 6:
                return tidy(named, 6)
    return None


def _code_in(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    found = (value.get(key) for key in ("code", "currencyCode", "iso", "isoCode", "symbol"))
    return next((code for code in found if isinstance(code, str)), None)


def _sign_of(pairs: Pairs) -> str | None:
    """The sign of money in a price that is written out beside its number."""
    signs = (_sign_in(value) for key, value in pairs if keys.price_rank(key))
    return next(filter(None, signs), None)


def _sign_in(value: object) -> str | None:
    for written in value.values() if isinstance(value, dict) else (value,):
        money = next(find_money(written[:40]), None) if isinstance(written, str) else None
        if money is not None:
            return money.sign
    return None


def _money(value: object, key: str, depth: int = 0) -> Decimal | None:
    if isinstance(value, dict):
        return _inner_money(value, depth) if depth < 3 else None
    if isinstance(value, list) or (isinstance(value, str) and len(value) > 40):
        return None
    if isinstance(value, str) and _BASE64.match(value) and not value.isdigit():
        return _hidden(value)
    amount = amount_of(value)
    return amount / 100 if amount is not None and keys.in_minor_units(key) else amount


def _inner_money(node: Node, depth: int) -> Decimal | None:
    """The amount inside an object that is a price already."""
    ranked = [(keys.amount_rank(str(key)), str(key), value) for key, value in node.items()]
    telling = sorted((one for one in ranked if one[0]), key=lambda one: -one[0])
    amounts = (_money(value, key, depth + 1) for _, key, value in telling)
    found = next((amount for amount in amounts if amount is not None and amount > 0), None)
    return _as_written(found, node) if found is not None else None


def _as_written(amount: Decimal, node: Node) -> Decimal:
    """A number of cents as the text beside it writes it: 4200 is "€42.00"."""
    for value in node.values():
        money = next(find_money(value[:40]), None) if isinstance(value, str) else None
        if money is not None and money.sign and money.amount * 100 == amount:
            return money.amount
    return amount


def _hidden(written: str) -> Decimal | None:
    """A price that a shop writes in base64."""
    try:
        text = base64.b64decode(written, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return amount_of(written)
    return Decimal(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,5})?", text) else amount_of(written)
