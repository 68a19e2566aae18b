"""read_page: bytes of a page -> its kind, its offer with provenance, its cards and next page.

Layer: spiders.extract, pure.
Flow: decode -> parse once -> kind -> layers claim -> layers check each other -> PageReading.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import unquote, urlsplit

from monitor.domain.listing import Listing, ListingCard, Offer, OfferedImage, PageReading, Price
from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from spiders.extract import cards, identity, images, jsonld, kinds, labels, metas, titles
from spiders.extract.adapters import adapter_for
from spiders.extract.currency import MoneyPlace, iso_code, settle
from spiders.extract.decide import KindClues, decide
from spiders.extract.decode import Decoded, decode
from spiders.extract.document import Document, parse
from spiders.extract.fields import MAX_IMAGES, Fields
from spiders.extract.microdata import Microdata
from spiders.extract.paging import next_page
from spiders.extract.prices import BELIEVED, PriceBoard, Quote
from spiders.extract.state import read_state
from spiders.extract.words import PageWords
from spiders.extract.zones import Zones, address

Headers = Mapping[str, str] | Iterable[tuple[str, str]]


def read_page(
    body: bytes,
    url: str,
    headers: Headers = (),
    *,
    status: int | None = None,
    site_adapters: bool = True,
) -> PageReading:
    """Read everything one page says. Pure, total: any bytes give a reading.

    url: after redirects. headers: of the answer, names in any case; only Content-Type is looked at.
    status: HTTP status where known; None for a saved page. site_adapters: False leaves out what is
    written for single sites, to measure how far the rest carries.

    Returns:
        kind by several signals; `offer` only for a LISTING; `cards` and `next_url` for lists;
        `signals`: what was odd or decided the kind, in plain words.
    """
    with _collector_paused():
        decoded = decode(body, _content_type(headers))
        document = parse(decoded.utf8, identity.plain_url(url))
        if not document.url:
            document.url = document.base = metas.own_url(document) or ""
        return _Reader(document, decoded, status, site_adapters=site_adapters).read()


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


def classify_page(body: bytes, url: str, status: int | None = None) -> PageKind:
    """What a page is; the same answer that `read_page` gives."""
    return read_page(body, url, status=status).kind


def _content_type(headers: Headers) -> str | None:
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return next((value for name, value in pairs if name.lower() == "content-type"), None)


@dataclass(slots=True)
class _Layers:
    """Claims of the structured layers, most trusted first."""

    graph: jsonld.Graph
    microdata: Microdata
    metas: dict[str, list[str]]
    fields: list[Fields] = field(default_factory=list)


class _Reader:
    """Reads one page; every step keeps what the next one needs."""

    def __init__(
        self,
        document: Document,
        decoded: Decoded,
        status: int | None,
        *,
        site_adapters: bool = True,
    ) -> None:
        self._document = document
        self._decoded = decoded
        self._status = status
        self._signals = list(decoded.signals)
        if document.truncated:
            self._signals.append("too-many-elements")
        page_metas = metas.read_metas(document)
        self._layers = _Layers(jsonld.read_graph(document), Microdata(document), page_metas)
        self._language = self._read_language()
        self._own = self._own_urls()
        self._identity_url = self._find_identity_url()
        host = urlsplit(self._identity_url).hostname or ""
        self._adapter = adapter_for(host) if site_adapters else None
        self._site = self._adapter.read_offer(document) if self._adapter else None
        self._state_fields: Fields | None = None
        self._read_layers()

    def read(self) -> PageReading:
        """Kind, then fields."""
        weather = kinds.look(self._document, self._decoded.utf8, self._status)
        self._title = self._choose_title()
        title_node = self._title.node if self._title else -1
        self._words = PageWords(self._document.stream)
        self._zones = Zones(self._document, self._own, title_node)
        self._board = PriceBoard(self._document, self._words, self._zones, title_node)
        self._groups = [] if self._is_plain() else self._find_groups()
        self._board.set_apart(self._foreign_holders(title_node))
        listed = any(group.score >= 1.0 for group in self._groups) or len(self._layers.graph.listed)
        self._next = next_page(self._document) if listed else None
        kind = self._decide(weather)
        place = self._place()
        found = self._cards(place) if kind in {PageKind.SEARCH, PageKind.SELLER} else ()
        return PageReading(
            kind=kind,
            offer=self._offer(place) if kind is PageKind.LISTING else None,
            cards=found,
            next_url=self._next if kind in {PageKind.SEARCH, PageKind.SELLER} else None,
            signals=tuple(self._signals),
        )

    def _is_plain(self) -> bool:
        """A marketplace's offer whose price its adapter has read: nothing is left to weigh."""
        known = identity.marketplace_listing(self._identity_url) is not None
        return known and self._site is not None and self._site.amount is not None

    def _find_groups(self) -> list[cards.Group]:
        return cards.CardReader(self._document, self._board, self._own).groups()

    def _foreign_holders(self, title_node: int) -> list[tuple[int, int]]:
        """Blocks of cards: groups of three or more that show pictures and prices or known ids."""
        holders: list[tuple[int, int]] = []
        for group in self._groups:
            if group.score >= 2.0:
                holders += [
                    (card.holder, self._document.ends[card.holder])
                    for card in group.cards
                    if not self._document.within(title_node, card.holder)
                ]
        return holders

    # -- what the page says of itself ------------------------------------------------------

    def _read_language(self) -> str | None:
        for node in self._document.nodes("html"):
            attrs = self._document.attrs[node]
            written = attrs.get("lang") or attrs.get("xml:lang") or ""
            if written.strip():
                return written.strip().replace("_", "-")[:20]
        written = metas.first(self._layers.metas, "og:locale", "content-language", "language") or ""
        return written.strip().replace("_", "-")[:20] or kinds.language_by_script(self._document)

    def _own_urls(self) -> set[str]:
        own = {address(self._document.url)}
        found = [metas.first(self._layers.metas, "og:url")]
        for node in self._document.nodes("link"):
            if self._document.attr(node, "rel").lower() == "canonical":
                found.append(self._document.attr(node, "href"))
        for href in found:
            url = self._document.join(href)
            if url:
                own.add(address(identity.plain_url(url)))
        return own

    def _read_layers(self) -> None:
        layers = self._layers
        if self._site is not None:
            layers.fields.append(self._site)
        product = self._main_product(layers.graph)
        if product is not None:
            layers.fields.append(jsonld.read_product(product, layers.graph))
        micro = layers.microdata
        if len(micro.products) <= 3:
            layers.fields.append(micro.fields(micro.products[0] if micro.products else -1))
        layers.fields.append(metas.read_fields(layers.metas))

    def _main_product(self, graph: jsonld.Graph) -> dict[str, object] | None:
        if len(graph.products) <= 1:
            return graph.products[0] if graph.products else None
        said = titles.tokens(self._document.title)
        named = [
            (titles.share(titles.tokens(str(p.get("name") or "")), said), -n)
            for n, p in enumerate(graph.products)
        ]
        best = max(range(len(named)), key=lambda n: named[n])
        return graph.products[best] if named[best][0] > 0.5 or len(graph.products) < 4 else None

    def _choose_title(self) -> titles.Heading | None:
        if self._decoded.destroyed:
            return None
        social = metas.first(self._layers.metas, "og:title", "twitter:title")
        names = tuple(f.title for f in self._layers.fields if f.title and f.layer != "opengraph")
        clues = titles.TitleClues(self._document.title, social, names, self._site_names())
        candidates = titles.headings(self._document)
        if self._site is not None and self._site.title:
            return titles.certain(self._site.title, self._site.layer, candidates)
        return titles.choose(clues, candidates)

    def _site_names(self) -> tuple[str, ...]:
        host = (urlsplit(self._document.url).hostname or "").removeprefix("www.")
        names = [metas.first(self._layers.metas, "og:site_name", "application-name"), host]
        labels_ = host.split(".")
        names += [label for label in labels_[:-1] if len(label) > 2]
        return tuple(name for name in names if name)

    def _place(self) -> MoneyPlace:
        written = [fields.currency for fields in self._layers.fields]
        written += self._layers.metas.get("currency", [])
        codes = [code for code in map(iso_code, written) if code]
        host = urlsplit(self._document.url).hostname or ""
        return MoneyPlace(host, self._language, tuple(dict.fromkeys(codes)))

    # -- kind ------------------------------------------------------------------------------

    def _decide(self, weather: kinds.Weather) -> PageKind:
        layers, title = self._layers, self._title
        group = self._groups[0] if self._groups else cards.Group()
        types = layers.graph.types
        best = self._board.best()
        clues = KindClues(
            document=self._document,
            words=self._words,
            known=identity.marketplace_listing(self._identity_url) is not None,
            products=max(len(layers.graph.products), len(layers.microdata.products)),
            listed=len(layers.graph.listed),
            social_type=(metas.first(layers.metas, "og:type") or "").lower(),
            list_types=any(kind in types for kind in ("collectionpage", "searchresultspage")),
            cards=len(group.cards),
            card_score=group.score,
            best=best,
            repeats=self._board.repeats(best) if best else 0,
            buys=self._board.buy_count,
            title_at=self._document.text_from[title.node] if title and title.node > 0 else -1,
            slug_words=self._slug_words(),
            price_by_title=self._board.has_close_quote(),
            heading_agreed=title is not None and title.layer in {"visible", "structured"},
            has_next=self._next is not None,
            status=self._status,
        )
        self._clues = clues
        self._state_cards = self._adapter.read_cards(self._document) if self._adapter else []
        if not clues.known and len(self._state_cards) >= 2:
            return PageKind.SEARCH
        kind, signals = decide(clues, weather)
        self._signals += signals
        return kind

    def _slug_words(self) -> int:
        if self._title is None:
            return 0
        path = titles.tokens(unquote(urlsplit(self._document.url).path).replace("_", " "))
        return len(path & titles.tokens(self._title.text))

    def _find_identity_url(self) -> str:
        """The page's own URL; the canonical one where only that shows a marketplace's id."""
        if identity.marketplace_listing(self._document.url):
            return self._document.url
        canonical = metas.own_url(self._document)
        if canonical and identity.marketplace_listing(canonical):
            return canonical
        return self._document.url

    # -- cards -----------------------------------------------------------------------------

    def _cards(self, place: MoneyPlace) -> tuple[ListingCard, ...]:
        if self._state_cards:
            told = (cards.from_state(self._document, card, place) for card in self._state_cards)
            return tuple(card for card in told if card is not None)[: cards.MAX_CARDS]
        if not self._groups:
            return ()
        floor = self._groups[0].score - 0.5
        seen: set[str] = set()
        found: list[ListingCard] = []
        for group in self._groups:
            if group.score < max(floor, 1.5):
                continue
            for card in group.cards:
                if address(card.url) not in seen and len(found) < cards.MAX_CARDS:
                    seen.add(address(card.url))
                    found.append(cards.to_listing_card(self._document, card, place))
        return tuple(found)

    # -- offer -----------------------------------------------------------------------------

    def _offer(self, place: MoneyPlace) -> Offer:
        known = identity.listing_identity(self._identity_url) or ("", "")
        provenance: dict[str, str] = {}
        price = self._price(place, provenance)
        offer_images = self._images(provenance)
        title = self._title.text if self._title else None
        if self._title:
            provenance["title"] = self._title.layer
        return Offer(
            listing=Listing(market=known[0], listing_id=known[1]),
            url=self._document.url,
            title=title,
            price=price,
            images=offer_images,
            brand=self._brand(provenance),
            seller=self._seller(provenance),
            description=self._first("description", provenance),
            category=self._first("category", provenance),
            condition=self._first("condition", provenance),
            language=self._language,
            ships_to=next((f.ships_to for f in self._layers.fields if f.ships_to), ()),
            provenance=provenance,
        )

    def _first(self, name: str, provenance: dict[str, str]) -> str | None:
        for fields in self._layers.fields:
            value = getattr(fields, name)
            if isinstance(value, str):
                provenance[name] = fields.layer
                return value
        return None

    def _price(self, place: MoneyPlace, provenance: dict[str, str]) -> Price | None:
        site = self._site
        if site is not None and (site.amount is not None or site.complete):
            if site.amount is None:
                return None
            provenance["price"] = site.layer
            quote = self._board.of_amount(site.amount)
            return self._claimed(site, site.amount, quote, place)
        seen = self._board.best()
        if seen is not None and (seen.weight < BELIEVED or seen.foreign):
            seen = None
        for fields in self._layers.fields:
            if fields.amount is None:
                continue
            quote = self._board.of_amount(fields.amount)
            if seen is None or (quote is not None and not quote.old):
                provenance["price"] = fields.layer
                return self._claimed(fields, fields.amount, quote or seen, place)
        if seen is None:
            state = self._state()
            if state.amount is None:
                return None
            provenance["price"] = state.layer
            return self._claimed(state, state.amount, None, place)
        provenance["price"] = "visible"
        return Price(amount=seen.amount, high=seen.high, currency=settle(seen.sign, place))

    def _state(self) -> Fields:
        """What the scripts say; read only when something is missing, as it costs most."""
        if self._state_fields is None:
            title = self._title.text if self._title else ""
            self._state_fields = read_state(self._document, title)
        return self._state_fields

    def _claimed(
        self, fields: Fields, amount: Decimal, quote: Quote | None, place: MoneyPlace
    ) -> Price:
        """A structured price; sign and upper end come from the same amount on the visible page."""
        currency = iso_code(fields.currency) or settle(fields.currency, place)
        if currency is None or fields.currency is None:
            currency = (settle(quote.sign, place) if quote else None) or currency
        high = fields.high or (quote.high if quote and quote.amount == amount else None)
        return Price(amount=amount, high=high, currency=currency)

    def _images(self, provenance: dict[str, str]) -> tuple[OfferedImage, ...]:
        urls: list[str] = []
        for fields in self._layers.fields:
            if fields.images and "image" not in provenance:
                provenance["images"] = provenance.get("images", fields.layer)
            urls += fields.images
        title = self._title
        if not urls and self._clues.known:
            urls += self._state().images
            provenance.update({"images": "state"} if urls else {})
        urls += images.visible_images(
            self._document, self._zones, title.text if title else None, title.node if title else -1
        )
        if urls:
            provenance.setdefault("images", "visible")
        joined = (self._document.join(url) for url in urls if not url.startswith("data:"))
        largest = dict.fromkeys(images.canonical(url) for url in joined if url)
        return tuple(OfferedImage(url=url) for url in list(largest)[:MAX_IMAGES])

    def _brand(self, provenance: dict[str, str]) -> str | None:
        claimed = self._first("brand", provenance)
        if claimed:
            return claimed
        brand = labels.brand_near(self._document, self._words, *self._reach())
        if brand:
            provenance["brand"] = "visible"
        else:
            title = self._title.text if self._title else ""
            brand = labels.brand_by_link(self._document, title)
            provenance.update({"brand": "visible"} if brand else {})
        if brand is None and self._clues.known and self._state().brand:
            brand, provenance["brand"] = self._state().brand, "state"
        return brand

    def _seller(self, provenance: dict[str, str]) -> Seller | None:
        for fields in self._layers.fields:
            if fields.seller:
                provenance["seller"] = fields.layer
                return fields.seller
        if self._clues.known and self._state().seller:
            provenance["seller"] = "state"
            return self._state().seller
        name = labels.seller_near(self._document, self._words, *self._reach())
        if name:
            provenance["seller"] = "visible"
        return Seller(name=name) if name else None

    def _reach(self) -> tuple[int, int]:
        """Where labels are about this offer: from a little before the title on."""
        node = self._title.node if self._title else -1
        start = max(0, self._document.text_from[node] - 600) if node > 0 else 0
        return start, start + 15_000
