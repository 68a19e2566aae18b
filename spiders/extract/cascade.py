"""read_page: bytes of a page -> its kind, its offer with provenance, its cards and next page.

Layer: spiders.extract, pure.
Flow: decode -> parse once -> layers claim -> amounts are weighed -> kind -> offer or cards.
"""

import functools
import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from monitor.domain.listing import ListingCard, PageReading
from monitor.domain.page import PageKind
from spiders.extract import cards, identity, images, kinds, metas, shell_state, titles
from spiders.extract.bare_price import bare_price
from spiders.extract.decide import (
    KindClues,
    asks_for_list,
    decide,
    is_root,
    is_surely_listing,
    says_talk,
)
from spiders.extract.decode import Decoded, decode
from spiders.extract.document import Document, parse
from spiders.extract.fields import StateCard
from spiders.extract.layers import Layers
from spiders.extract.offers import OfferReader
from spiders.extract.paging import next_page
from spiders.extract.prices import PriceBoard
from spiders.extract.words import PageWords
from spiders.extract.zones import Zones, address

Headers = Mapping[str, str] | Iterable[tuple[str, str]]

_LISTS = (PageKind.SEARCH, PageKind.SELLER)
_HOME_CARDS = 12
"""Offers from which a home page that only its state fills is a list."""


def read_page(
    body: bytes,
    url: str,
    headers: Headers = (),
    *,
    status: int | None = None,
    site_adapters: bool = True,
) -> PageReading:
    """Read everything one page says. Pure, total: any bytes give a reading.

    url: after redirects; "" when unknown, then the page's own word for it is taken. headers: of the
    answer, names in any case; only Content-Type is looked at. status: HTTP status where known; None
    for a saved page. site_adapters: False leaves out what is written for single sites, to measure
    how far the rest carries.

    Returns:
        kind by several signals; `offer` only for a LISTING; `cards` and `next_url` for lists;
        `signals`: what was odd or decided the kind, in plain words.

    Cost: `make bench-extract`.
    """
    with _collector_paused():
        return _read(body, url, _content_type(headers), status, site_adapters=site_adapters)


def _read(
    body: bytes, url: str, content_type: str | None, status: int | None, *, site_adapters: bool
) -> PageReading:
    """A frame of its own, so that the page's rows are gone before the collector runs again."""
    decoded = decode(body, content_type)
    document = parse(decoded.utf8, identity.plain_url(url))
    if not document.url:
        document.url = document.base = metas.own_url(document) or ""
    reader = _Reader(document, decoded, status, site_adapters=site_adapters)
    reading = reader.read()
    reader.release()
    return reading


def classify_page(body: bytes, url: str, status: int | None = None) -> PageKind:
    """What a page is; the same answer that `read_page` gives."""
    return read_page(body, url, status=status).kind


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes 10,000 small containers and no cycle: collecting meanwhile costs a fifth."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _content_type(headers: Headers) -> str | None:
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return next((value for name, value in pairs if name.lower() == "content-type"), None)


class _Reader:
    """Reads one page; every step keeps what the next one needs."""

    def __init__(
        self, document: Document, decoded: Decoded, status: int | None, *, site_adapters: bool
    ) -> None:
        self._document = document
        self._decoded = decoded
        self._status = status
        self._layers = layers = Layers(document, site_adapters=site_adapters)
        self._own = layers.own_addresses()
        self._title = None if decoded.destroyed else self._choose_title()
        title_node = self._title.node if self._title else -1
        self._words = PageWords(document.stream)
        self._zones = Zones(document, self._own, title_node)
        self._board = PriceBoard(document, self._words, self._zones, title_node)
        site = layers.site
        self._is_plain = layers.known and site is not None and site.amount is not None
        if not self._is_plain:  # else nothing is left to weigh: the marketplace's adapter has it
            self._board.expect_cards(self._foreign_holders)
        self._state_cards = [] if layers.known else layers.state_cards()

    @functools.cached_property
    def _card_reader(self) -> cards.CardReader:
        return cards.CardReader(self._document, self._board, self._own)

    @functools.cached_property
    def _groups(self) -> list[cards.Group]:
        """Read when they can make a difference: half of all offers are sure without."""
        return [] if self._is_plain else self._card_reader.groups()

    @functools.cached_property
    def _next(self) -> str | None:
        return next_page(self._document) if self._may_be_list() else None

    def read(self) -> PageReading:
        """Kind first, then what that kind holds."""
        kind, why = self._decide()
        signals = [*self._decoded.signals, *why]
        if self._document.truncated:
            signals.append("too-many-elements")
        offer = None
        if kind is PageKind.LISTING:
            offer = OfferReader(
                self._layers,
                self._title,
                self._board,
                self._words,
                self._zones,
                self._decoded.utf8,
            ).read()
        return PageReading(
            kind=kind,
            offer=offer,
            cards=self._cards() if kind in _LISTS else (),
            next_url=self._next if kind in _LISTS else None,
            signals=tuple(signals),
        )

    def release(self) -> None:
        """Untie the amounts from the cards: each holds the other, and so the page's rows."""
        self._board.expect_cards(None)

    def _choose_title(self) -> titles.Heading | None:
        candidates = titles.headings(self._document)
        site = self._layers.site
        if site is not None and site.title:
            return titles.certain(site.title, site.layer, candidates)
        clues = self._layers.title_clues()
        found = titles.choose(clues, candidates)
        if found is None or (found.node < 0 and found.rank < 1.0):
            found = titles.choose(clues, [*candidates, *titles.named_blocks(self._document)])
        if found is None or (found.node < 0 and not found.agreed):
            return self._told_title(found, candidates) or found
        return found

    def _told_title(
        self, found: titles.Heading | None, candidates: list[titles.Heading]
    ) -> titles.Heading | None:
        """The title in the state's object that the address names, where the page's says another."""
        told = shell_state.own_title(self._document, self._layers.addresses())
        if told is None or (found and titles.agree(told, found.text)):
            return None
        return titles.certain(told, "state", candidates)

    # -- lists -----------------------------------------------------------------------------

    def _foreign_holders(self) -> list[tuple[int, int]]:
        """Blocks of cards: groups of three or more that show pictures and prices or known ids."""
        title_node = self._title.node if self._title else -1
        holders: list[tuple[int, int]] = []
        for group in self._groups:
            if group.score >= 2.0:
                holders += [
                    (card.holder, self._document.ends[card.holder])
                    for card in group.cards
                    if not self._document.within(title_node, card.holder)
                ]
        return holders

    def _may_be_list(self) -> bool:
        told = bool(self._layers.graph.listed or self._state_cards)
        return told or any(group.score >= 1.5 and len(group.cards) >= 4 for group in self._groups)

    def _cards(self) -> tuple[ListingCard, ...]:
        told = self._told_cards(self._state_cards) or (
            () if self._groups else self._told_cards(self._layers.listed())
        )
        return told or self._shown_cards(self._groups or self._card_reader.few())

    def _told_cards(self, told: list[StateCard]) -> tuple[ListingCard, ...]:
        place = self._layers.place()
        named = (cards.from_state(self._document, card, place) for card in told)
        return tuple(card for card in named if card is not None)[: cards.MAX_CARDS]

    def _shown_cards(self, groups: list[cards.Group]) -> tuple[ListingCard, ...]:
        """Cards of the groups that look about as much like offers as the best one."""
        place = self._layers.place()
        floor = max(groups[0].score - 0.5, 1.5) if groups else 0.0
        found: dict[str, ListingCard] = {}
        for group in groups:
            for card in group.cards if group.score >= floor else ():
                self._card_reader.fill(card)
                if address(card.url) not in found and len(found) < cards.MAX_CARDS:
                    listing_card = cards.to_listing_card(self._document, card, place)
                    found[address(card.url)] = listing_card
        return tuple(found.values())

    # -- kind ------------------------------------------------------------------------------

    def _decide(self) -> tuple[PageKind, tuple[str, ...]]:
        if self._is_plain and (self._status or 200) < 400:
            return PageKind.LISTING, ()
        if not self._layers.known and self._state_cards:
            seller = identity.is_seller_page(self._document.url)
            return (PageKind.SELLER if seller else PageKind.SEARCH), ()
        bare = self._bare_clues()
        if self._board.has_current() and is_surely_listing(bare):
            return PageKind.LISTING, ()
        kind, why = decide(
            self._with_cards(bare),
            lambda: kinds.look(self._document, self._decoded.utf8, self._status),
        )
        told = self._told_kind(kind) if kind in {PageKind.SHELL, PageKind.OTHER} else None
        return (told, ()) if told is not None else (kind, why)

    def _told_kind(self, kind: PageKind) -> PageKind | None:
        """What a page is by its state alone, where what it shows is neither offer nor list."""
        document, layers = self._document, self._layers
        if self._takes(shell_state.own_title(document, layers.addresses())):
            return PageKind.LISTING
        if kind is PageKind.OTHER and not asks_for_list(document):
            return None
        told = shell_state.listed(document)
        if len(told) >= (_HOME_CARDS if is_root(document.url) else 1):
            self._state_cards = told
            return PageKind.SELLER if identity.is_seller_page(document.url) else PageKind.SEARCH
        if told or kind is PageKind.OTHER or is_root(document.url):
            return None
        return PageKind.LISTING if self._takes(shell_state.lone_title(document)) else None

    def _takes(self, title: str | None) -> bool:
        """Tell whether the state asks a price for what is called so; then it is the offer."""
        if title is None:
            return False
        fields = self._layers.state_of(title)
        if fields.amount is None:
            return False
        self._title = titles.certain(title, "state", titles.headings(self._document))
        self._layers.fields.insert(0, fields)
        return True

    def _with_cards(self, clues: KindClues) -> KindClues:
        """Clues with what the cards and the weighed amounts add."""
        group = self._groups[0] if self._groups else cards.Group()
        best = self._board.best()
        return replace(
            clues,
            cards=len(group.cards),
            card_score=group.score,
            best=best,
            repeats=self._board.repeats(best) if best else 0,
            price_by_title=self._board.has_close_quote(),
            has_next=self._next is not None,
        )

    def _bare_clues(self) -> KindClues:
        """What is known before cards and amounts are weighed."""
        layers, title = self._layers, self._title
        types = layers.graph.types
        return KindClues(
            document=self._document,
            words=self._words,
            known=layers.known,
            products=max(len(layers.graph.products), len(layers.microdata.products)),
            listed=len(layers.graph.listed),
            social_type=(metas.first(layers.metas, "og:type") or "").lower(),
            list_types=any(kind in types for kind in ("collectionpage", "searchresultspage")),
            cards=0,
            card_score=0.0,
            best=None,
            repeats=0,
            buys=self._board.buy_count,
            title_at=self._document.text_from[title.node] if title and title.node > 0 else -1,
            slug_words=self._slug_words(),
            price_by_title=False,
            heading_agreed=title is not None and title.agreed,
            has_next=False,
            status=self._status,
            talks=says_talk(types, (metas.first(layers.metas, "og:type") or "").lower()),
            told=self._state_tells,
            pictured=self._is_pictured,
            priced=self._is_priced,
            nameless=title is None or (title.layer == "title-tag" and not title.agreed),
            named_by_address=title is not None and title.layer == "state",
        )

    def _is_pictured(self) -> bool:
        title = self._title
        return title is not None and images.shows(self._document, self._zones, title.text)

    def _is_priced(self) -> bool:
        node = self._title.node if self._title else -1
        return bare_price(self._document, self._zones, node) is not None

    def _state_tells(self) -> bool:
        """Tell whether the state holds a price under the page's title."""
        title = self._title
        return title is not None and self._layers.state(title.text).amount is not None

    def _slug_words(self) -> int:
        """How many words of the title the URL's path repeats; a short one whole counts as 3."""
        if self._title is None:
            return 0
        address_path = unquote(urlsplit(self._document.url).path).casefold()
        said = titles.tokens(self._title.text)
        shared = len(titles.tokens(address_path.replace("_", " ")) & said)
        squeezed = "".join(filter(str.isalnum, self._title.text.casefold()))
        whole = len(squeezed) >= 8 and squeezed in "".join(filter(str.isalnum, address_path))
        return max(shared, 3) if whole or (shared >= 2 and shared * 10 >= len(said) * 6) else shared
