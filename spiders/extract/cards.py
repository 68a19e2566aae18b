"""Search and category pages: the repeated entries that lead to offers, and the next page.

Layer: spiders.extract, pure.

Links that stand in the same place of a repeated pattern form a group; the block around a link that
holds no other link of its group is one card.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from monitor.domain.listing import ListingCard, Price
from spiders.extract import identity
from spiders.extract.clicked import clicked, shown_name
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
_ACTIONS: Final = AhoCorasick(_ACTION_TEXT.split())
"""Parts of addresses that do something or explain something, and offer nothing."""
_SURE: Final = 3.4
"""Score of cards that show picture, amount and name, nearly all of them."""
TELLING: Final = 1.5
"""Score from which a group of cards says anything of its page."""


class Link(NamedTuple):
    """A link that may be a card's. address: its URL, folded for comparing."""

    node: int
    url: str
    address: str


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
        self._surroundings: dict[int, str] = {}
        self._acting = document.links_naming(_ACTIONS, 300)
        self._clicked: dict[int, str] = {}
        self._headings = sorted(node for tag in ("h2", "h3", "h4") for node in document.nodes(tag))

    def groups(self) -> list[Group]:
        """Patterns of at least three cards, the best first.

        Those that cannot reach `TELLING` are left out, unless they may be the first by their
        number: reading their cards would be half of the work.
        """
        return self._judged() or self._judged_clicked()

    def few(self) -> list[Group]:
        """The same of a list known to be one, where it has but one or two entries.

        They must show picture, amount and name: less is a menu.
        """
        found = [self._group(links) for links in self._patterns(least=1)]
        for group in found:
            self._judge(group)
        return sorted((group for group in found if group.score >= _SURE), key=_rank, reverse=True)

    def _judged_clicked(self) -> list[Group]:
        """Groups of blocks that a script makes into links."""
        self._clicked = clicked(self._document)
        return self._judged() if len(self._clicked) >= 3 else []

    def _judged(self) -> list[Group]:
        found = [self._group(links) for links in self._patterns()]
        ceilings = [self._ceiling(group) for group in found]
        for group, ceiling in zip(found, ceilings, strict=True):
            if ceiling >= TELLING:
                self._judge(group)
        most = max((_rank(group) for group in found if group.score >= TELLING), default=None)
        for group, ceiling in zip(found, ceilings, strict=True):
            if ceiling < TELLING and most is not None and ceiling * _weight(group) >= most:
                self._judge(group)
        return sorted((group for group in found if group.score > 0), key=_rank, reverse=True)

    def _patterns(self, least: int = 3) -> list[list[Link]]:
        """Links by the kind of place they stand in, where these may be cards."""
        patterns: dict[str, list[int]] = {}
        for node in list(self._clicked) or self._document.nodes("a")[:_MAX_LINKS]:
            patterns.setdefault(self._pattern(node), []).append(node)
        found = []
        for nodes in patterns.values():
            if len(nodes) < least or not self._promises(nodes):
                continue
            links = [link for node in nodes if (link := self._target(node)) is not None]
            if len({link.address for link in links}) >= least:
                found.append(links)
        return found

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
        letters = sum(map(document.text_to.__getitem__, nodes))
        letters -= sum(map(document.text_from.__getitem__, nodes))
        return letters >= 20 * len(nodes)

    def _target(self, node: int) -> Link | None:
        href = self._clicked.get(node) or self._document.attr(node, "href")
        if not 1 < len(href) <= 2000 or href[0] == "#":
            return None
        if node in self._acting:
            return None
        url = self._document.join(href)
        if url is None:
            return None
        folded = address(url)
        return None if folded in self._own else Link(node, url, folded)

    def _pattern(self, node: int) -> str:
        if self._on_market:
            url = self._document.join(self._document.attr(node, "href"))
            if url and identity.marketplace_listing(url):
                return "known"
        first = self._document.parents[node]
        around = self._surroundings.get(first)
        if around is None:
            around = self._surroundings[first] = self._look_around(first)
        return self._mark(node) + around

    def _look_around(self, first: int) -> str:
        """Marks of what holds a link, from its parent on; the same for all links of one parent."""
        parents, tags = self._document.parents, self._document.tags
        second = parents[first] if first > 0 else 0
        third = parents[second] if second > 0 else 0
        fourth = parents[third] if third > 0 else 0
        return f">{self._mark(first)}>{self._mark(second)}>{tags[third]}>{tags[fourth]}"

    def _mark(self, node: int) -> str:
        """Tag and first class without digits, as the entries of one list share it."""
        known = self._marks.get(node)
        if known is None:
            name = self._document.attrs[node].get("class") or ""
            first = name.split(None, 1)[0] if name and not name.isspace() else ""
            known = f"{self._document.tags[node]}.{first.rstrip('0123456789-_')}"
            self._marks[node] = known
        return known

    def _group(self, links: Sequence[Link]) -> Group:
        """Cards of the links of one pattern; several links to one address share a card."""
        before = _neighbours(links, -1)
        after = _neighbours(links[::-1], len(self._document.tags))[::-1]
        cards: dict[str, Card] = {}
        for link, left, right in zip(links, before, after, strict=True):
            card = cards.get(link.address)
            if card is not None:
                card.links.append(link.node)
            else:
                holder = self._holder(link.node, left, right)
                cards[link.address] = Card(link.url, holder, [link.node])
        return Group(list(cards.values())[:MAX_CARDS])

    def _ceiling(self, group: Group) -> float:
        """The most that a group can score, told from places without reading its cards."""
        document, sample = self._document, group.cards[:_SAMPLE]
        priced = pictured = 0
        for card in sample:
            holder = card.holder
            priced += _any_in(
                self._quote_places, document.text_from[holder], document.text_to[holder]
            )
            pictured += _any_in(self._images, holder, document.ends[holder])
        return (2.0 * priced + pictured) / len(sample) + 0.5 + 2.5 * self._known(sample)

    def _known(self, cards: Sequence[Card]) -> float:
        """Share of cards that lead to offers of a known marketplace, as seen on one."""
        if not self._on_market:
            return 0.0
        return sum(identity.marketplace_listing(card.url) is not None for card in cards) / len(
            cards
        )

    def _judge(self, group: Group) -> None:
        for card in group.cards[:_SAMPLE]:
            self.fill(card)
        group.score = self._score(group)

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
        if self._clicked:
            return shown_name(document, card.holder)
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
        distinct = len({card.title for card in cards}) / count
        if titled < 0.4 or (distinct < 0.5 and not shown):  # many sellers may write one title
            return 0.0
        return 2.0 * priced + 1.0 * pictured + 0.5 * titled + 2.5 * self._known(cards)


def _weight(group: Group) -> int:
    """How much the number of cards counts when groups are compared."""
    return min(len(group.cards), 60)


def _rank(group: Group) -> float:
    return group.score * _weight(group)


def _any_in(places: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of the sorted places lies between two."""
    at = bisect.bisect_left(places, start)
    return at < len(places) and places[at] < end


def _neighbours(links: Sequence[Link], edge: int) -> list[int]:
    """For each link the node of the nearest one before it that leads elsewhere; else the edge."""
    found: list[int] = []
    for at, link in enumerate(links):
        if at and links[at - 1].address == link.address:
            found.append(found[-1])
        else:
            found.append(links[at - 1].node if at else edge)
    return found


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
