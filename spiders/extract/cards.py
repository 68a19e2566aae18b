"""Search and category pages: the repeated entries that lead to offers, and the next page.

Layer: spiders.extract, pure.

Links that stand in the same place of a repeated pattern form a group; the block around a link that
holds no other link of its group is one card.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from monitor.domain.listing import ListingCard, Price
from spiders.extract import identity
from spiders.extract.currency import MoneyPlace, settle
from spiders.extract.document import Document
from spiders.extract.fields import StateCard
from spiders.extract.images import canonical, sources
from spiders.extract.prices import PriceBoard, Quote
from spiders.extract.zones import address

MAX_CARDS: Final = 300
"""Entries of one page that are kept."""
_SAMPLE: Final = 16
"""Cards of a group that are read to judge it; the others are read when they are given out."""
_MAX_LINKS: Final = 4000
_ACTION_TEXT: Final = """
login signin sign-in register account wishlist add-to add_to addto /cart basket checkout compare
share facebook. twitter. pinterest. review /help /faq privacy /terms contact logout feedback
/cms/ customer offer-listing add_collection /seller/ /sellers/ /merchant/
"""
_ACTIONS: Final = tuple(_ACTION_TEXT.split())
"""Parts of addresses that do something or explain something, and offer nothing."""


@dataclass(slots=True)
class Card:
    """One entry while it is read. holder: node of the whole block."""

    url: str
    holder: int
    links: list[int]
    quote: Quote | None = None
    title: str | None = None
    image: str | None = None
    filled: bool = False


@dataclass(slots=True)
class Group:
    """Cards of one pattern. score: how much they look like offers, per card 0..6."""

    cards: list[Card] = field(default_factory=list)
    score: float = 0.0


class CardReader:
    """Finds the cards of one page."""

    def __init__(self, document: Document, board: PriceBoard, own: set[str]) -> None:
        self._document = document
        self._quotes = sorted(board.quotes, key=lambda quote: quote.at)
        self._quote_places = [quote.at for quote in self._quotes]
        self._images = document.nodes("img")
        self._own = own
        self._on_market = identity.is_marketplace(document.url)
        self._marks: dict[int, str] = {}
        self._headings = sorted(node for tag in ("h2", "h3", "h4") for node in document.nodes(tag))

    def groups(self) -> list[Group]:
        """All patterns of at least three cards, the best first."""
        patterns: dict[str, list[int]] = {}
        for node in self._document.nodes("a")[:_MAX_LINKS]:
            patterns.setdefault(self._pattern(node), []).append(node)
        found = []
        for nodes in patterns.values():
            if len(nodes) < 3 or not self._promises(nodes):
                continue
            links = [(node, url) for node in nodes if (url := self._target(node)) is not None]
            if len({address(url) for _, url in links}) >= 3:
                group = self._group(links)
                if group.score > 0:
                    found.append(group)
        return sorted(found, key=lambda group: -group.score * min(len(group.cards), 60))

    def _promises(self, nodes: Sequence[int]) -> bool:
        """Tell whether pictures, amounts or long names stand among the links: menus have none."""
        document = self._document
        first, last = nodes[0], nodes[-1]
        low = bisect.bisect_left(self._quote_places, document.text_from[first] - 200)
        high = bisect.bisect_left(self._quote_places, document.text_to[last] + 200)
        if high - low >= 3:
            return True
        low = bisect.bisect_left(self._images, first - 4)
        high = bisect.bisect_left(self._images, document.ends[last] + 6)
        if (high - low) * 2 >= len(nodes):
            return True
        return sum(document.text_to[n] - document.text_from[n] for n in nodes) >= 20 * len(nodes)

    def _target(self, node: int) -> str | None:
        href = self._document.attr(node, "href")
        if not 1 < len(href) <= 2000 or href[0] == "#":
            return None
        url = self._document.join(href)
        if url is None or address(url) in self._own:
            return None
        low = href[:300].lower()
        return None if any(part in low for part in _ACTIONS) else url

    def _pattern(self, node: int) -> str:
        if self._on_market:
            url = self._document.join(self._document.attr(node, "href"))
            if url and identity.marketplace_listing(url):
                return "known"
        parents, tags = self._document.parents, self._document.tags
        first = parents[node]
        second = parents[first] if first > 0 else 0
        third = parents[second] if second > 0 else 0
        fourth = parents[third] if third > 0 else 0
        marks = f"{self._mark(node)}>{self._mark(first)}>{self._mark(second)}"
        return f"{marks}>{tags[third]}>{tags[fourth]}"

    def _mark(self, node: int) -> str:
        """Tag and first class without digits, as the entries of one list share it."""
        known = self._marks.get(node)
        if known is None:
            name = self._document.attrs[node].get("class") or ""
            first = name.split(None, 1)[0] if name and not name.isspace() else ""
            known = f"{self._document.tags[node]}.{first.rstrip('0123456789-_')}"
            self._marks[node] = known
        return known

    def _group(self, links: Sequence[tuple[int, str]]) -> Group:
        cards: dict[str, Card] = {}
        addresses = [address(url) for _, url in links]
        for place, (node, url) in enumerate(links):
            card = cards.get(addresses[place])
            if card is not None:
                card.links.append(node)
                continue
            before = next(
                (links[i][0] for i in range(place - 1, -1, -1) if addresses[i] != addresses[place]),
                -1,
            )
            after = next(
                (
                    links[i][0]
                    for i in range(place + 1, len(links))
                    if addresses[i] != addresses[place]
                ),
                len(self._document.tags),
            )
            cards[addresses[place]] = Card(url, self._holder(node, before, after), [node])
        group = Group(list(cards.values())[:MAX_CARDS])
        for card in group.cards[:_SAMPLE]:
            self.fill(card)
        group.score = self._score(group)
        return group

    def _holder(self, node: int, before: int, after: int) -> int:
        """The widest block around a link that reaches neither neighbour of its group."""
        document, holder = self._document, node
        while True:
            above = document.parents[holder]
            if above <= 0 or above <= before or document.ends[above] > after:
                return holder
            if document.text_to[above] - document.text_from[above] > 3000 or document.tags[
                above
            ] in {"body", "html"}:
                return holder
            holder = above

    def fill(self, card: Card) -> None:
        """Read title, amount and picture of a card, once."""
        if card.filled:
            return
        card.filled = True
        document = self._document
        start, end = document.text_from[card.holder], document.text_to[card.holder]
        first = bisect.bisect_left(self._quote_places, start)
        last = bisect.bisect_left(self._quote_places, end)
        own = [quote for quote in self._quotes[first:last] if not quote.old]
        card.quote = max(own, key=lambda quote: (quote.weight, -quote.at), default=None)
        at = bisect.bisect_left(self._images, card.holder)
        for node in self._images[at : at + 6]:
            if node >= document.ends[card.holder]:
                break
            urls = sources(document, node)
            if urls:
                card.image = urls[0]
                break
        card.title = self._title(card)

    def _title(self, card: Card) -> str | None:
        document = self._document
        spoken: list[tuple[float, str]] = []
        for link in card.links:
            text = document.text(link, 600)
            spoken.append((len(text) if len(text) <= 300 else 0, text))
            titled = document.attr(link, "title").strip()
            spoken.append((len(titled) * 0.9, titled))
        low = bisect.bisect_left(self._headings, card.holder)
        high = bisect.bisect_left(self._headings, document.ends[card.holder])
        for node in self._headings[low : min(high, low + 4)]:
            text = document.text(node, 600)
            spoken.append((len(text) * 1.5, text))
        at = bisect.bisect_left(self._images, card.holder)
        for node in self._images[at : at + 3]:
            if node < document.ends[card.holder]:
                alt = document.attr(node, "alt").strip()
                spoken.append((len(alt) * 0.6, alt))
        best = max((_unless_cut(*said) for said in spoken), default=(0, ""))
        return best[1] or None if best[0] >= 2 else None

    def _score(self, group: Group) -> float:
        cards = group.cards[:_SAMPLE]
        if not cards:
            return 0.0
        count = len(cards)
        priced = sum(card.quote is not None for card in cards) / count
        pictured = sum(card.image is not None for card in cards) / count
        shown = priced >= 0.5 and len({card.image for card in cards}) * 2 > count
        titled = sum(len(card.title or "") >= (2 if shown else 8) for card in cards) / count
        known = 0.0
        if self._on_market:
            known = (
                sum(identity.marketplace_listing(card.url) is not None for card in cards) / count
            )
        distinct = len({card.title for card in cards}) / count
        if titled < 0.4 or (distinct < 0.5 and not shown):  # many sellers may write one title
            return 0.0
        return 2.0 * priced + 1.0 * pictured + 0.5 * titled + 2.5 * known


def _unless_cut(length: float, text: str) -> tuple[float, str]:
    """A title that a list cuts short counts little: its link often holds the whole one."""
    return (length * 0.3 if text.endswith(("…", "...")) else length), text


def to_listing_card(document: Document, card: Card, place: MoneyPlace) -> ListingCard:
    """A card as the rest of the house knows it."""
    known = identity.listing_identity(card.url)
    market, listing_id = known or (None, None)
    price = None
    if card.quote is not None:
        currency = settle(card.quote.sign, place)
        price = Price(amount=card.quote.amount, high=card.quote.high, currency=currency)
    picture = document.join(card.image) if card.image else None
    return ListingCard(
        url=card.url,
        market=market,
        listing_id=listing_id,
        title=card.title,
        price=price,
        image=canonical(picture) if picture else None,
    )


def from_state(document: Document, card: StateCard, place: MoneyPlace) -> ListingCard | None:
    """A card that a page's state tells; None when its URL is none."""
    url = document.join(card.url)
    if url is None:
        return None
    market, listing_id = identity.listing_identity(url) or (None, None)
    price = None
    if card.amount is not None and card.amount > 0:
        price = Price(amount=card.amount, high=card.high, currency=settle(card.currency, place))
    picture = document.join(card.image)
    return ListingCard(
        url=url,
        market=market,
        listing_id=listing_id,
        title=card.title,
        price=price,
        image=canonical(picture) if picture else None,
    )
