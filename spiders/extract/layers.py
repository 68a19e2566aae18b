"""What a page claims of itself: structured layers in order of trust, language, own addresses.

Layer: spiders.extract, pure.
Flow: Document -> site adapter, JSON-LD, microdata, meta elements -> one list of claims.
"""

from typing import Any
from urllib.parse import urlsplit

from spiders.extract import identity, jsonld, kinds, metas, titles
from spiders.extract.adapters import adapter_for
from spiders.extract.currency import MoneyPlace, iso_code
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard
from spiders.extract.microdata import Microdata
from spiders.extract.state import read_state
from spiders.extract.zones import address


class Layers:
    """Claims of one page. fields: most trusted first; site: the adapter's, None without one."""

    def __init__(self, document: Document, *, site_adapters: bool = True) -> None:
        self.document = document
        self.metas = metas.read_metas(document)
        self.graph = jsonld.read_graph(document)
        self.microdata = Microdata(document)
        self.canonical = metas.own_url(document)
        self.identity_url = self._identity_url()
        self.known = identity.marketplace_listing(self.identity_url) is not None
        host = urlsplit(self.identity_url).hostname or ""
        self._adapter = adapter_for(host) if site_adapters else None
        self.site = self._adapter.read_offer(document) if self._adapter else None
        self.fields = self._read()
        self.language = self._language()
        self._state: Fields | None = None

    def _identity_url(self) -> str:
        """The page's own URL; the canonical one where only that shows a marketplace's id."""
        own = self.document.url
        if self.canonical and not identity.marketplace_listing(own):
            return self.canonical if identity.marketplace_listing(self.canonical) else own
        return own

    def _read(self) -> list[Fields]:
        fields = [self.site] if self.site is not None else []
        product = self._main_product()
        if product is not None:
            fields.append(jsonld.read_product(product, self.graph))
        micro = self.microdata
        if len(micro.products) <= 3:
            fields.append(micro.fields(micro.products[0] if micro.products else -1))
        return [*fields, metas.read_fields(self.metas)]

    def _main_product(self) -> dict[str, Any] | None:
        """The product the title tag names; of a few the first, of many none."""
        products = self.graph.products
        if len(products) <= 1:
            return products[0] if products else None
        said = titles.tokens(self.document.title)
        agreed = [titles.share(titles.tokens(str(p.get("name") or "")), said) for p in products]
        best = max(range(len(agreed)), key=lambda at: (agreed[at], -at))
        return products[best] if agreed[best] > 0.5 or len(products) < 4 else None

    def _language(self) -> str | None:
        written = ""
        for node in self.document.nodes("html")[:1]:
            attrs = self.document.attrs[node]
            written = (attrs.get("lang") or attrs.get("xml:lang") or "").strip()
        written = written or metas.first(self.metas, "og:locale", "content-language") or ""
        tag = written.split(",")[0].strip().replace("_", "-")[:20]
        return tag or kinds.language_by_script(self.document)

    def own_addresses(self) -> set[str]:
        """Addresses under which the page knows itself."""
        urls = [self.document.url, self.canonical]
        urls.append(self.document.join(metas.first(self.metas, "og:url")))
        return {address(identity.plain_url(url)) for url in urls if url}

    def addresses(self) -> list[str]:
        """The page's URL and the canonical one, as far as there are any."""
        return [url for url in (self.document.url, self.canonical) if url]

    def title_clues(self) -> titles.TitleClues:
        """What is said of the title outside the visible headings."""
        return titles.TitleClues(
            tag=self.document.title,
            social=metas.first(self.metas, "og:title", "twitter:title"),
            names=tuple(
                (fields.title, fields.layer)
                for fields in self.fields
                if fields.title and fields.layer != "opengraph"
            ),
            site_names=self._site_names(),
        )

    def _site_names(self) -> tuple[str, ...]:
        host = (urlsplit(self.document.url).hostname or "").removeprefix("www.")
        names = [metas.first(self.metas, "og:site_name", "application-name"), host]
        names += [label for label in host.split(".")[:-1] if len(label) > 2]
        return tuple(name for name in names if name)

    def place(self) -> MoneyPlace:
        """What settles a sign of money here."""
        written = [fields.currency for fields in self.fields]
        written += self.metas.get("currency", [])
        codes = [code for code in map(iso_code, written) if code]
        host = urlsplit(self.identity_url).hostname or ""
        return MoneyPlace(host, self.language, tuple(dict.fromkeys(codes)))

    def state(self, title: str) -> Fields:
        """What the scripts say; read only when something is missing, as it costs most."""
        if self._state is None:
            self._state = read_state(self.document, title)
        return self._state

    def state_of(self, title: str) -> Fields:
        """The same for another title than the page's own, which then is the page's."""
        self._state = read_state(self.document, title)
        return self._state

    def listed(self) -> list[StateCard]:
        """Cards that the JSON-LD lists, those with an address."""
        told = ((node, jsonld.read_product(node, self.graph)) for node in self.graph.listed)
        return [
            StateCard(
                url=url,
                title=fields.title,
                amount=fields.amount,
                high=fields.high,
                currency=fields.currency,
                image=next(iter(fields.images), None),
            )
            for node, fields in told
            if isinstance(url := node.get("url") or node.get("@id"), str)
        ]

    def state_cards(self) -> list[StateCard]:
        """Cards that only the site's state holds."""
        return self._adapter.read_cards(self.document) if self._adapter else []
