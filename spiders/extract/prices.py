"""The price a visitor sees: every amount on the page is weighed by where it stands.

Layer: spiders.extract, pure.
Flow: Document, labels and title -> Quotes with a weight -> the cascade checks them against
structured data. An amount of a neighbouring offer is never the price; none is an answer.
"""

import bisect
import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from spiders.extract.builder import BLOCK_EDGE
from spiders.extract.document import Document
from spiders.extract.money import Money, find_money
from spiders.extract.vocabulary import AFTER_NOT_PRICE, BEFORE_NOT_PRICE, BUY
from spiders.extract.words import PageWords, in_reach
from spiders.extract.zones import Zones

MAX_QUOTES: Final = 600
"""Amounts of one page that are weighed."""
BELIEVED: Final = 4.0
"""Weight from which an amount is taken for the price with nothing else to support it."""
DOUBTED_REACH: Final = 160
"""Letters within which a lower amount makes a "regular" price the old one."""
PAIR_REACH: Final = 40
"""Letters within which the lower of two amounts in boxes side by side is the one asked."""

_PRICE_NAME: Final = re.compile(
    r"pri[cxsj]|prei[st]|preç|preco|precio|prezzo|cena\b|amount|cost\b|money|jiage|kakaku|цен"
)
_CURRENT: Final = re.compile(
    r"sale|our|now|current|final|offer|special|deal|promo|buy|actual|new|sell|pay|discounted|"
    r"reduced"
)
_OLD_NAME: Final = re.compile(
    r"(?<!with-)(?<!has-)(?:(?:^|[\s_-])old|old-?price|was-?price|price-?was|(?:^|[\s_-])was(?:$|[\s_-])|list-?price|before-?price|msrp"
    r"|rrp|strike|crossed|cross-?price|uvp|compare|market_?-?price|(?:^|[\s_-])del(?:$|[\s_-])"
    r"|line-?through|former|previous|a-text-price|original-?price|price-?original|before"
    r"|reference-?price)"
)
_MAYBE_OLD: Final = re.compile(
    r"regular|retail|standard|original|basis|base|high|full|normal|undiscount"
)
_UNIT_NAME: Final = re.compile(
    r"unit-?price|price-?per-|per-?unit|grundpreis|installment|instalment|monthly|saving"
    r"|(?:^|[\s_-])(?:you-?)?save|discount-?(?:amount|percent|value)|shipping|deliver|coupon"
    r"|(?:^|[\s_-])tax|net-?price|price-?net|deposit|financ|affirm|klarna|afterpay|points|reward|rebate"
)
_CENTS: Final = re.compile(r"[\s\x01]{0,3}\x01[\s\x01]{0,3}(\d{2})(?!\d)(?=[\s\x01\x02]|\Z)")
_CENTS_NAME: Final = re.compile(r"cent|decimal|fraction|penn|minor|superscript|kuru|grosz")
_FROM: Final = frozenset(("à partir de", "desde", "a partire da", "a partir de", "vanaf", "från"))
_SAID: Final = ("value", "alt", "title", "aria-label")
_STRUCK: Final = frozenset(("del", "s", "strike"))
_BUY_LINES: Final = tuple(phrase for line in BUY.strip().splitlines() for phrase in line.split("|"))


class NameRoles(NamedTuple):
    """What an author's class and id names say of an amount inside."""

    price: bool
    current: bool
    old: bool
    maybe_old: bool
    unit: bool


@functools.lru_cache(maxsize=20_000)
def name_roles(name: str) -> NameRoles:
    """Roles that lower-case names claim."""
    return NameRoles(
        price=bool(_PRICE_NAME.search(name)),
        current=bool(_CURRENT.search(name)),
        old=bool(_OLD_NAME.search(name)),
        maybe_old=bool(_MAYBE_OLD.search(name)),
        unit=bool(_UNIT_NAME.search(name)),
    )


Roles = tuple[str, ...]
Label = tuple[int, int, Roles]


@dataclass(slots=True)
class Quote:
    """One amount on the page. weight: how much speaks for it being the price; old: struck or was.

    foreign: it belongs to another offer or to the frame. pattern: the kind of place it stands in.
    """

    amount: Decimal
    sign: str | None
    node: int
    at: int
    weight: float = 0.0
    old: bool = False
    foreign: bool = False
    maybe_old: bool = False
    high: Decimal | None = None
    pattern: str = ""

    @property
    def told(self) -> tuple[Decimal, Decimal | None, str | None]:
        """What a visitor reads."""
        return self.amount, self.high, self.sign

    def undercuts(self, other: "Quote") -> bool:
        """Tell whether this is a lower amount close by, as a sale price is beside the old one."""
        reach = DOUBTED_REACH if other.maybe_old else PAIR_REACH
        return self.amount < other.amount and abs(self.at - other.at) < reach


def _continues(stream: str, start: int, end: int) -> bool:
    """Tell whether a label is a word like "from", which says of what only with the one before."""
    return end - start <= 4 or stream[start:end].lower() in _FROM


def _said_with(stream: str, label: Label, start: int) -> Roles | None:
    """What a short word like "from" continues: "shipping from" is no price."""
    _, end, roles = label
    joined = end <= start and not stream[end:start].strip(" :：\u00a0\x01")
    return roles if joined and not {"old", "price"} & set(roles) else None


class PriceBoard:
    """All amounts of a page, weighed."""

    def __init__(self, document: Document, words: PageWords, zones: Zones, title_node: int) -> None:
        self._document = document
        self._words = words
        self._zones = zones
        self._title_at = document.text_from[title_node] if title_node > 0 else -1
        self._expected: Callable[[], Sequence[tuple[int, int]]] | None = None

    @functools.cached_property
    def quotes(self) -> list[Quote]:
        """Every amount with a sign, in order of the page; weighed on first use."""
        found = itertools.islice(find_money(self._document.stream), MAX_QUOTES)
        return [self._weigh(money) for money in found if money.amount > 0]

    @functools.cached_property
    def _repeats(self) -> Counter[str]:
        amounts = {(quote.pattern, quote.amount) for quote in self.quotes if not quote.old}
        return Counter(pattern for pattern, _ in amounts)

    @functools.cached_property
    def _buys(self) -> list[int]:
        return self._find_buys()

    @property
    def buy_count(self) -> int:
        """How many controls on the page buy something."""
        return len(self._buys)

    def _find_buys(self) -> list[int]:
        document = self._document
        places = [start for start, _ in self._words.places["buy"]]
        for tag in ("input", "button"):
            for node in document.nodes(tag):
                attrs = document.attrs[node]
                if tag == "input" and attrs.get("type", "").lower() not in {
                    "submit",
                    "button",
                    "image",
                }:
                    continue
                said = " ".join(attrs.get(name, "") for name in _SAID).lower()
                if len(said) > 4 and any(phrase in said for phrase in _BUY_LINES):
                    places.append(document.text_from[node])
        return sorted(places)

    def _weigh(self, money: Money) -> Quote:
        document = self._document
        node = document.owner(money.start)
        quote = Quote(self._with_cents(money), money.sign, node, money.start, high=money.high)
        above = document.parents[node]
        names = document.name(node), document.name(above) if above >= 0 else ""
        quote.pattern = "|".join((document.tags[node], *names))
        self._by_names(quote)
        self._by_labels(quote, money)
        self._by_place(quote)
        if document.is_hidden(node):
            quote.weight -= 2.0
        return quote

    def _by_names(self, quote: Quote) -> None:
        document = self._document
        named = current = False
        for level, node in enumerate(self._holders(quote.node)):
            quote.old = quote.old or self._is_struck(node)
            if document.text_to[node] - document.text_from[node] >= 120:
                continue  # the name of a whole section says nothing of one amount
            roles = name_roles(document.name(node))
            if roles.old and not current:
                quote.old = quote.old or not named or level < 2 or self._holds_one(node)
            quote.maybe_old = quote.maybe_old or roles.maybe_old
            quote.weight -= 4.0 * roles.unit
            named = named or roles.price
            current = current or (roles.price and roles.current)
        quote.weight += 3.0 * named + 0.7 * current - 4.0 * quote.old

    def _holders(self, node: int) -> Iterator[int]:
        """A node and the four above it, without the root."""
        for _ in range(5):
            if node <= 0:
                return
            yield node
            node = self._document.parents[node]

    def _is_struck(self, node: int) -> bool:
        document = self._document
        return document.tags[node] in _STRUCK or "line-through" in document.attr(node, "style")

    def _holds_one(self, node: int) -> bool:
        """Tell whether a block holds a single amount, so that its name is that amount's."""
        return len(list(itertools.islice(find_money(self._document.raw(node)), 2))) == 1

    def _with_cents(self, money: Money) -> Decimal:
        """The amount, with a fraction that stands apart in small print: $69<sup>99</sup>."""
        document = self._document
        follows = _CENTS.match(document.stream, money.end)
        if follows is None or money.amount != int(money.amount):
            return money.amount
        holder = document.owner(follows.start(1))
        named = document.tags[holder] == "sup" or _CENTS_NAME.search(document.name(holder))
        return money.amount + Decimal(follows.group(1)) / 100 if named else money.amount

    def _by_labels(self, quote: Quote, money: Money) -> None:
        """The nearest label before the amount says what it is."""
        stream = self._document.stream
        labels = self._words.before(money.start, 48)
        for at, (start, end, own) in enumerate(labels):
            if not in_reach(stream, end, money.start):
                break
            short = "price" in own and at + 1 < len(labels) and _continues(stream, start, end)
            roles = (short and _said_with(stream, labels[at + 1], start)) or own
            if "old" in roles:
                quote.old = True
                quote.weight -= 4.0
            elif "saving" in roles or "shipping" in roles or "instalment" in roles:
                quote.weight -= 5.0
            elif "price" in roles:
                quote.weight += 2.0
            else:
                continue
            break
        if self._words.count_near("offer", money.end, money.end + 80):
            quote.weight += 1.0
        if AFTER_NOT_PRICE.match(stream, money.end, money.end + 40):
            quote.weight -= 4.0
        if BEFORE_NOT_PRICE.search(stream, max(0, money.start - 30), money.start):
            quote.weight -= 4.0

    def _by_place(self, quote: Quote) -> None:
        if not quote.weight and self._is_in_prose(quote.at):
            quote.weight -= 2.0
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

    def expect_cards(self, holders: Callable[[], Sequence[tuple[int, int]]] | None) -> None:
        """Name who tells the cards of the page; asked when amounts are compared, not before.

        holders: gives the first and the end node of each card; None when nothing more is compared.
        """
        self._expected = holders

    def _set_apart(self) -> None:
        """Mark what belongs to others, once."""
        if self._expected is None:
            return
        firsts, self._expected = sorted(self._expected()), None
        for quote in self.quotes:
            at = bisect.bisect_right(firsts, (quote.node, 1 << 40)) - 1
            carded = any(quote.node < end for _, end in firsts[max(0, at - 3) : at + 1])
            lone = self._repeats[quote.pattern] <= 1
            if carded or self._zones.neighbour_link(quote.node, pictures_only=lone):
                quote.foreign = True
                quote.weight -= 7.0
            elif self._zones.is_foreign(quote.node):
                quote.foreign = True
                quote.weight -= 5.0
        self._settle_doubts()

    def _settle_doubts(self) -> None:
        """A "regular" price is an old one only where a lower price stands beside it."""
        for at, quote in enumerate(self.quotes):
            if not quote.maybe_old or quote.old:
                continue
            for other in self.quotes[max(0, at - 4) : at + 5]:
                near = abs(quote.at - other.at) < DOUBTED_REACH
                if near and other.amount < quote.amount and other.weight > quote.weight - 2:
                    quote.old = True
        self._settle_pair()

    def _settle_pair(self) -> None:
        """Of two amounts in boxes side by side, with nothing said of either, the lower is asked."""
        best = self.best()
        if best is None or best.foreign or self._is_labelled(best):
            return
        for other in self.quotes:
            if other is best or other.old or other.foreign or other.sign != best.sign:
                continue
            beside = self._are_beside(best.node, other.node)
            close = abs(other.at - best.at) < PAIR_REACH and abs(other.weight - best.weight) < 1.2
            if beside and close and best.amount < other.amount * 4 < best.amount * 4:
                best.old = True
                return

    def _is_labelled(self, quote: Quote) -> bool:
        stream = self._document.stream
        return any(
            "price" in roles and in_reach(stream, end, quote.at)
            for _, end, roles in self._words.before(quote.at, 30)
        )

    def _are_beside(self, node: int, other: int) -> bool:
        """Tell whether two nodes have one holder, at most one box between."""
        parents = self._document.parents
        own = {parents[node], parents[max(0, parents[node])]}
        own |= {node} & {parents[max(0, parents[other])]}
        return bool({parents[other], parents[max(0, parents[other])]} & own - {-1, 0})

    def has_close_quote(self) -> bool:
        """Tell whether an amount that is nobody else's stands within 1,200 letters of the title."""
        self._set_apart()
        return self._title_at >= 0 and any(
            not quote.foreign
            and 0 <= quote.at - self._title_at < 1200
            and not self._is_in_prose(quote.at)
            for quote in self.quotes
        )

    def _is_in_prose(self, at: int) -> bool:
        """Tell whether an amount stands in the middle of a long paragraph."""
        stream = self._document.stream
        start = stream.rfind(BLOCK_EDGE, max(0, at - 400), at)
        end = stream.find(BLOCK_EDGE, at, at + 400)
        length = (end if end >= 0 else at + 400) - (start if start >= 0 else at - 400)
        return length > 240 and "." in stream[max(0, start) : at + 400]

    def best(self) -> Quote | None:
        """The amount most likely to be the price, whatever its weight; None without any."""
        self._set_apart()
        own = [quote for quote in self.quotes if not quote.old]
        return max(own, key=lambda quote: (quote.weight, -quote.at), default=None)

    def repeats(self, quote: Quote) -> int:
        """How many other amounts stand in the same kind of place, as the entries of a list do."""
        self._set_apart()
        return max(0, self._repeats[quote.pattern] - 1)

    def of_amount(self, amount: Decimal) -> Quote | None:
        """The heaviest quote of one amount."""
        self._set_apart()
        return max(self._same(amount), key=lambda quote: quote.weight, default=None)

    def _same(self, amount: Decimal) -> list[Quote]:
        return [quote for quote in self.quotes if amount in {quote.amount, quote.high}]

    def surely(self, amount: Decimal) -> Quote | None:
        """A quote of an amount that the page shows as a price in force, whatever else it shows.

        All quotes of the amount say the same, none looks old, and no lower amount stands close:
        then it makes no difference which of them are foreign, and cards need not be read.
        """
        same = self._same(amount)
        for quote in same:
            if quote.old or quote.told != same[0].told:
                return None
            if any(other.undercuts(quote) for other in self.quotes):
                return None
        return same[0] if same else None

    def has_current(self) -> bool:
        """Tell whether any amount is shown that does not look old; asks for no cards."""
        return any(not quote.old and not quote.maybe_old for quote in self.quotes)
