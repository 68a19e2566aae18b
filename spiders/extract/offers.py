"""The offer of a page: layers check each other, and each field says which layer it came from.

Layer: spiders.extract, pure.
Flow: Layers, labels and weighed amounts -> Offer with provenance. What nobody shows stays None.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from monitor.domain.listing import Listing, Offer, OfferedImage, Price
from monitor.domain.seller import Seller
from spiders.extract import counts, identity, images, labels
from spiders.extract.bare_price import bare_price
from spiders.extract.currency import iso_code, settle
from spiders.extract.document import Document
from spiders.extract.fields import MAX_IMAGES, Fields
from spiders.extract.layers import Layers
from spiders.extract.particulars import category_shown, condition_shown, ships_to_shown
from spiders.extract.prices import BELIEVED, PriceBoard, Quote
from spiders.extract.state import names_brand, names_seller, told_apart
from spiders.extract.titles import Heading
from spiders.extract.variants import Choice, choice_shown, widened
from spiders.extract.words import PageWords
from spiders.extract.zones import Zones


@dataclass(slots=True)
class OfferReader:
    """Reads one offer. provenance fills as fields are read.

    utf8: the page as it was parsed; empty = what a buyer chooses from is not looked for in forms.
    apart: boxes of state that stand alone, once read. asked: the state has been read.
    """

    layers: Layers
    title: Heading | None
    board: PriceBoard
    words: PageWords
    zones: Zones
    utf8: bytes = b""
    provenance: dict[str, str] = field(default_factory=dict)
    apart: Fields | None = None
    asked: bool = False

    def read(self) -> Offer:
        """Everything the page says of its own offer."""
        layers = self.layers
        market, listing_id = identity.listing_identity(layers.identity_url) or ("", "")
        if self.title:
            self.provenance["title"] = self.title.layer
        price = self._price()
        brand = self._brand()
        variants, price = self._variants(price)
        return Offer(
            listing=Listing(market=market, listing_id=listing_id),
            url=layers.document.url,
            title=self.title.text if self.title else None,
            price=price,
            images=self._images(),
            brand=brand,
            seller=self._seller(brand),
            description=self._claimed("description"),
            category=self._category(),
            condition=self._condition(),
            language=layers.language,
            ships_to=self._ships_to(),
            variants=variants,
            quantity=self._count("quantity", counts.quantity_shown),
            sold=self._count("sold", counts.sold_shown),
            provenance=self.provenance,
        )

    def _category(self) -> str | None:
        claimed = self._claimed("category")
        if claimed or self.title is None:
            return claimed
        document, title = self.layers.document, self.title
        return self._seen("category", category_shown(document, title.text, title.node))

    def _condition(self) -> str | None:
        claimed = self._claimed("condition") or (self._state().condition if self.asked else None)
        if claimed:
            return claimed
        return self._seen(
            "condition", condition_shown(self.layers.document, self.words, self._reach()[0])
        )

    def _ships_to(self) -> tuple[str, ...]:
        told = next((one.ships_to for one in self.layers.fields if one.ships_to), ())
        return told or ships_to_shown(self.layers.document, self.words, self._reach()[0])

    def _variants(self, price: Price | None) -> tuple[tuple[str, ...], Price | None]:
        """What there is to choose from, and the price with the dearest variant as its upper end."""
        told = next((fields for fields in self._asked_layers() if fields.variants), None)
        if told is not None:
            self.provenance["variants"] = told.layer
        shown = self._choice() if told is None or told.layer == "state" else Choice()
        high = widened(price, shown.amounts)
        price = replace(price, high=high) if price and high else price
        if told is not None:
            return told.variants, price
        self.provenance.update({"variants": "visible"} if shown.names else {})
        return shown.names, price

    def _choice(self) -> Choice:
        title = self.title
        text, node = (title.text, title.node) if title else (None, -1)
        return choice_shown(self.layers.document, self.utf8, self.zones, text, node)

    def _count(self, name: str, shown: Callable[[Document, Zones, int], int | None]) -> int | None:
        """A count that a layer tells, else the visible page; zero is an answer."""
        for fields in self._asked_layers():
            count: int | None = getattr(fields, name)
            if count is not None:
                self.provenance[name] = fields.layer
                return count
        title_node = self.title.node if self.title else -1
        count = shown(self.layers.document, self.zones, title_node)
        self.provenance.update({name: "visible"} if count is not None else {})
        return count

    def _asked_layers(self) -> list[Fields]:
        """All layers; the state where it was read anyway."""
        return [*self.layers.fields, *([self._state()] if self.asked else [])]

    def _seen(self, name: str, value: str | None) -> str | None:
        if value is not None:
            self.provenance[name] = "visible"
        return value

    def _claimed(self, name: str) -> str | None:
        for fields in self.layers.fields:
            value = getattr(fields, name)
            if isinstance(value, str):
                self.provenance[name] = fields.layer
                return value
        return None

    # -- price -----------------------------------------------------------------------------

    def _price(self) -> Price | None:
        site = self.layers.site
        if site is not None and site.amount is not None:
            shown = None if iso_code(site.currency) else self.board.of_amount(site.amount)
            return self._structured(site, site.amount, shown)
        if site is not None and site.complete:
            return None
        sure = self._sure_price()
        if sure is not None:
            return sure
        seen = self.board.best()
        if seen is not None and (seen.weight < BELIEVED or seen.foreign):
            seen = None
        told = self._told_price(seen)
        if told is not None:
            return told
        if seen is None:
            return self._state_price() or self._bare_price()
        self.provenance["price"] = "visible"
        currency = settle(seen.sign, self.layers.place())
        return Price(amount=seen.amount, high=seen.high, currency=currency)

    def _state_price(self) -> Price | None:
        """What only the scripts say; on a marketplace's offer also boxes that stand alone."""
        state = self._state()
        if state.amount is None and self.layers.known:
            state = self._apart()
        if state.amount is None:
            return None
        return self._structured(state, state.amount, self.board.of_amount(state.amount))

    def _bare_price(self) -> Price | None:
        """An amount without a sign, where a block called price shows no other."""
        if self.layers.known or self.title is None:
            return None
        found = bare_price(self.layers.document, self.zones, self.title.node)
        if found is None:
            return None
        self.provenance["price"] = "visible"
        return Price(amount=found[0], currency=settle(None, self.layers.place()))

    def _state(self) -> Fields:
        self.asked = True
        return self.layers.state(self.title.text if self.title else "")

    def _apart(self) -> Fields:
        if self.apart is None:
            self.apart = told_apart(self.layers.document)
        return self.apart

    def _sure_price(self) -> Price | None:
        """The first structured price, where the page shows it beyond doubt: nothing is weighed."""
        told = next((fields for fields in self._by_sale() if fields.amount is not None), None)
        if told is None or told.amount is None:
            return None
        quote = self.board.surely(told.amount)
        return self._structured(told, told.amount, quote) if quote else None

    def _told_price(self, seen: Quote | None) -> Price | None:
        """The first structured price that the visible page does not contradict."""
        for fields in self._by_sale():
            if fields.amount is None:
                continue
            quote = self.board.of_amount(fields.amount)
            if seen is None or (quote is not None and not quote.old):
                return self._structured(fields, fields.amount, quote or seen)
        return None

    def _by_sale(self) -> list[Fields]:
        """A sale price in the meta elements is younger than what the catalogue's block says."""
        fields = self.layers.fields
        if "product:sale_price:amount" in self.layers.metas and fields[-1].amount:
            return [fields[-1], *fields[:-1]]
        return fields

    def _structured(self, fields: Fields, amount: Decimal, quote: Quote | None) -> Price:
        """A claimed price; sign and upper end come from the same amount on the visible page."""
        self.provenance["price"] = fields.layer
        place = self.layers.place()
        currency = iso_code(fields.currency)
        if currency is None and quote is not None:
            currency = settle(quote.sign, place)
        if currency is None:
            currency = settle(fields.currency, place)
        high = fields.high or (quote.high if quote and quote.amount == amount else None)
        return Price(amount=amount, high=high, currency=currency)

    # -- pictures, brand, seller -----------------------------------------------------------

    def _images(self) -> tuple[OfferedImage, ...]:
        document, title = self.layers.document, self.title
        text, node = (title.text, title.node) if title else (None, -1)
        claimed = [(url, one.layer) for one in self.layers.fields for url in one.images]
        shown = images.visible_images(document, self.zones, text, node)
        if not claimed and (not shown or (self.layers.known and node <= 0)):
            claimed = [(url, "state") for url in self._state_images()]
        told = [*claimed, *((url, "visible") for url in shown)]
        if told:
            self.provenance["images"] = told[0][1]
        joined = (document.join(url) for url, _ in told)
        largest = dict.fromkeys(images.canonical(url) for url in joined if url)
        return tuple(OfferedImage(url=url) for url in list(largest)[:MAX_IMAGES])

    def _state_images(self) -> list[str]:
        """The state's pictures, where it is read anyway or a marketplace's page shows none."""
        told = self._state().images if self.layers.known or self.asked else []
        return told or (self._apart().images if self.layers.known else [])

    def _brand(self) -> str | None:
        for fields in self.layers.fields:
            if fields.brand and self._is_brand(fields.brand):
                self.provenance["brand"] = fields.layer
                return fields.brand
        title = self.title.text if self.title else ""
        brand, layer = self._visible_brand(title), "visible"
        if brand is None and (self.layers.known or names_brand(self.layers.document)):
            brand, layer = self._state().brand, "state"
        if brand is None and self.layers.known:
            brand = self._apart().brand
        if brand is None or not self._is_brand(brand):
            return None
        self.provenance["brand"] = layer
        return labels.plain_brand(brand, title)

    def _is_brand(self, name: str) -> bool:
        """Tell whether a name may be a brand: no word for none, not the market's or the shop's."""
        site = self.layers.site
        shop = site.seller if site is not None and site.shop_as_brand else None
        shops = (labels.plain_name(shop.name), labels.plain_name(shop.id)) if shop else ()
        return not (
            self._is_market(name) or labels.is_no_brand(name) or labels.plain_name(name) in shops
        )

    def _visible_brand(self, title: str) -> str | None:
        document, node = self.layers.document, self.title.node if self.title else -1
        return (
            labels.brand_near(document, self.words, *self._reach())
            or labels.brand_by_link(document, title)
            or labels.brand_by_class(document, node)
            or labels.brand_by_store_link(document, title, node)
            or labels.brand_by_first_word(document, title, node)
        )

    def _is_market(self, name: str) -> bool:
        """A marketplace's own name is nobody's brand on it."""
        market = identity.market_of(self.layers.identity_url) or ""
        own = labels.plain_name(market.partition(".")[0])
        said = labels.plain_name(name.partition(".")[0])
        return self.layers.known and said == own

    def _seller(self, brand: str | None) -> Seller | None:
        """Structured data, then on a marketplace its state, then labels, then any other state."""
        for fields in self.layers.fields:
            if fields.seller:
                self.provenance["seller"] = fields.layer
                return fields.seller
        known = self.layers.known
        seller = self._state().seller if known else None
        if seller is None:
            name = self._labelled_seller(brand)
            if name:
                self.provenance["seller"] = "visible"
                return Seller(name=name)
        if seller is None and (self.asked or names_seller(self.layers.document)):
            seller = self._state().seller or (self._apart().seller if known else None)
        self.provenance.update({"seller": "state"} if seller else {})
        return seller

    def _labelled_seller(self, brand: str | None) -> str | None:
        document = self.layers.document
        start, end = self._reach()
        if self.layers.known:  # a market's offer may be long, and name who sells at its very top
            start, end = max(0, start - 2_000), end + 30_000
        name = labels.seller_near(document, self.words, start, end)
        if name is None and self.layers.known:
            name = labels.seller_by_link(document, self.title.node if self.title else -1)
        if name is None:
            name = labels.vendor_near(document, self.words, *self._reach())
            name = name if name != brand else None
        if name is None:
            node = self.title.node if self.title else -1
            name = labels.seller_by_class(document, self.zones, node)
        return name

    def _reach(self) -> tuple[int, int]:
        """Where labels are about this offer: from a little before the title on."""
        node = self.title.node if self.title else -1
        start = max(0, self.layers.document.text_from[node] - 600) if node > 0 else 0
        return start, start + 15_000
