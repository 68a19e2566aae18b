"""The price a visitor sees: every amount on the page is weighed by where it stands.

Layer: spiders.extract, pure.
Flow: Document and title -> Quotes with a weight and a role -> the cascade checks them against
structured data. An amount of a neighbouring offer is never the price; none is an answer.
"""

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from spiders.extract import vocabulary as words
from spiders.extract.document import BLOCK_EDGE, Document
from spiders.extract.money import Money, find_money
from spiders.extract.zones import Zones

MAX_QUOTES: Final = 800
"""Amounts of one page that are weighed."""
BELIEVED: Final = 4.0
"""Weight from which an amount is taken for the price with nothing else to support it."""

_PRICE_NAME: Final = re.compile(
    r"pri[cxsj]|prei[st]|preç|preco|precio|prezzo|cena\b|amount|cost\b|money|jiage|kakaku|цен"
)
_CURRENT: Final = re.compile(
    r"sale|our|now|current|final|offer|special|deal|promo|buy|actual|new|sell|pay|discounted|reduced"
)
_OLD_NAME: Final = re.compile(
    r"(?:^|[\s_-])old|old-?price|was-?price|price-?was|(?:^|[\s_-])was(?:$|[\s_-])|list-?price|msrp|rrp|strike|crossed|cross-?price|uvp|compare"
    r"|market_?-?price|(?:^|[\s_-])del(?:$|[\s_-])|line-?through|former|previous|a-text-price|original-?price|price-?original|before|reference-?price"
)
_MAYBE_OLD: Final = re.compile(
    r"regular|retail|standard|original|basis|base|high|full|normal|undiscount"
)
_UNIT_NAME: Final = re.compile(
    r"unit-?price|price-?per-|per-?unit|grundpreis|installment|instalment|monthly|saving|(?:^|[\s_-])(?:you-?)?save|discount-?(?:amount|percent|value)|shipping|deliver|coupon|(?:^|[\s_-])tax|deposit|financ|affirm|klarna|afterpay|points|reward|rebate"
)
_STRUCK: Final = frozenset(("del", "s", "strike"))


@dataclass(slots=True)
class Quote:
    """One amount on the page. weight: how much speaks for it being the price; old: struck or was."""

    amount: Decimal
    sign: str | None
    node: int
    at: int
    weight: float
    old: bool = False
    foreign: bool = False
    hidden: bool = False
    maybe_old: bool = False
    high: Decimal | None = None


class PriceBoard:
    """All amounts of a page, weighed."""

    def __init__(self, document: Document, zones: Zones, title_node: int) -> None:
        self._document = document
        self._zones = zones
        self._title = title_node
        self._title_at = document.text_from[title_node] if title_node > 0 else -1
        self._buys = self._find_buys()
        self.quotes = self._weigh_all()

    @property
    def buy_count(self) -> int:
        """How many controls on the page buy something."""
        return len(self._buys)

    def _find_buys(self) -> list[int]:
        document = self._document
        places = [match.start() for match in words.BUY.finditer(document.stream)]
        for node in document.nodes("input"):
            attrs = document.attrs[node]
            kind = attrs.get("type", "").lower()
            said = f"{attrs.get('value', '')} {attrs.get('alt', '')} {attrs.get('title', '')}"
            if kind in {"submit", "button", "image"} and words.BUY.search(said[:200]):
                places.append(document.text_from[node])
        return sorted(places)

    def _weigh_all(self) -> list[Quote]:
        document = self._document
        quotes: list[Quote] = []
        for money in itertools.islice(find_money(document.stream), MAX_QUOTES):
            if money.amount > 0:
                quotes.append(self._weigh(money))
        return quotes

    def _weigh(self, money: Money) -> Quote:
        document = self._document
        node = document.owner(money.start)
        quote = Quote(money.amount, money.sign, node, money.start, 0.0, high=money.high)
        self._by_names(quote)
        self._by_labels(quote, money)
        self._by_place(quote)
        if document.is_hidden(node):
            quote.hidden = True
            quote.weight -= 2.0
        return quote

    def set_apart(self, holders: Sequence[int]) -> None:
        """Mark what belongs to others: `holders` are the blocks of the page's cards."""
        for quote in self.quotes:
            carded = any(self._document.within(quote.node, holder) for holder in holders)
            lone = self.repeats(quote) == 0
            if carded or self._zones.neighbour_link(quote.node, pictures_only=lone):
                quote.foreign = True
                quote.weight -= 7.0
            elif self._zones.is_foreign(quote.node):
                quote.foreign = True
                quote.weight -= 5.0
        self._settle_doubts()

    def _settle_doubts(self) -> None:
        """A "regular" price is an old one only where a lower price stands beside it."""
        for quote, other in itertools.permutations(self.quotes[:60], 2):
            near = abs(quote.at - other.at) < 160
            if (
                quote.maybe_old
                and near
                and other.amount < quote.amount
                and other.weight > quote.weight - 2
            ):
                quote.old = True

    def _by_names(self, quote: Quote) -> None:
        document = self._document
        node, level = quote.node, 0
        named = current = False
        while node > 0 and level < 5:
            if document.tags[node] in _STRUCK:
                quote.old = True
            near = document.text_to[node] - document.text_from[node] < 120
            name = document.name(node)
            if near and len(name) > 1:
                if _OLD_NAME.search(name) and not current:
                    quote.old = quote.old or not named or level < 2
                quote.maybe_old = quote.maybe_old or bool(_MAYBE_OLD.search(name))
                if _UNIT_NAME.search(name):
                    quote.weight -= 4.0
                if _PRICE_NAME.search(name):
                    named = True
                    current = current or bool(_CURRENT.search(name))
            node = document.parents[node]
            level += 1
        quote.weight += 3.0 * named + 0.7 * current
        if quote.old:
            quote.weight -= 4.0

    def _by_labels(self, quote: Quote, money: Money) -> None:
        stream = self._document.stream
        before = stream[max(0, money.start - 48) : money.start]
        # A label may stand in the block before, but not two blocks away.
        edges = before.split(BLOCK_EDGE)
        near = (
            edges[-1] if len(edges[-1].strip()) > 1 else BLOCK_EDGE.join(edges[-2:]).strip("\x02")
        )
        near = near.replace(BLOCK_EDGE, " ").replace("\x01", "")
        if words.LABEL_OLD.search(near):
            quote.old = True
            quote.weight -= 4.0
        elif (
            words.LABEL_SAVING.search(near)
            or words.LABEL_SHIPPING.search(near)
            or words.LABEL_INSTALMENT.search(near)
        ):
            quote.weight -= 5.0
        elif words.LABEL_PRICE.search(near):
            quote.weight += 2.0
        if words.OFFER_WORDS.search(stream, money.end, money.end + 80):
            quote.weight += 1.0
        if words.AFTER_NOT_PRICE.match(stream, money.end, money.end + 40):
            quote.weight -= 4.0

    def _by_place(self, quote: Quote) -> None:
        if self._title_at >= 0:
            distance = quote.at - self._title_at
            if 0 <= distance <= 3000:
                quote.weight += 3.0 * (1 - distance / 3000)
            elif -500 <= distance < 0:
                quote.weight += 1.0
            elif distance > 8000 or distance < -2000:
                quote.weight -= 1.5
        at = bisect.bisect_left(self._buys, quote.at)
        nearest = min(
            (abs(self._buys[i] - quote.at) for i in (at - 1, at) if 0 <= i < len(self._buys)),
            default=10_000,
        )
        if nearest <= 600:
            quote.weight += 2.0 * (1 - nearest / 800)

    def best(self) -> Quote | None:
        """The amount most likely to be the price, whatever its weight; None without any."""
        own = [quote for quote in self.quotes if not quote.old]
        return max(own, key=lambda quote: (quote.weight, -quote.at), default=None)

    def repeats(self, quote: Quote) -> int:
        """How many other amounts stand in the same kind of place, as the entries of a list do."""
        own = self._pattern(quote.node)
        same = {q.amount for q in self.quotes if not q.old and self._pattern(q.node) == own}
        return len(same - {quote.amount})

    def _pattern(self, node: int) -> tuple[str, str, str]:
        document = self._document
        above = document.parents[node]
        names = (document.name(node), document.name(above) if above >= 0 else "")
        return document.tags[node], *(re.sub(r"\d+", "", name) for name in names)

    def of_amount(self, amount: Decimal) -> Quote | None:
        """The heaviest quote of one amount."""
        same = [quote for quote in self.quotes if amount in {quote.amount, quote.high}]
        return max(same, key=lambda quote: quote.weight, default=None)
