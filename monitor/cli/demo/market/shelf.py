"""What is on sale now: the catalogue, and what tests and visitors change about it.

Flow: catalogue fills it -> pages ask it -> tests change it while the server runs.
"""

import threading
import unicodedata
from dataclasses import replace
from decimal import Decimal
from itertools import count

from monitor.cli.demo.market import catalogue
from monitor.cli.demo.market.offers import Category, MarketOffer, MarketSeller

_FIRST_NEW_ID = 200001


class Shelf:
    """The offers on sale. Safe to change from other threads than the server's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offers = {offer.id: offer for offer in catalogue.offers()}
        self._gone: dict[str, MarketOffer] = {}
        self._new_ids = count(_FIRST_NEW_ID)

    def __len__(self) -> int:
        """Everything on sale, also what lies where robots.txt forbids to go."""
        with self._lock:
            return len(self._offers)

    def get(self, offer_id: str) -> MarketOffer | None:
        """One offer that is on sale, hidden ones too."""
        with self._lock:
            return self._offers.get(offer_id)

    def on_sale(self) -> list[MarketOffer]:
        """Every offer in the open part of the market, newest last."""
        with self._lock:
            return [offer for offer in self._offers.values() if not offer.hidden]

    def hidden(self, category: Category) -> list[MarketOffer]:
        """Offers of a category that lie where robots.txt forbids to go."""
        with self._lock:
            return [o for o in self._offers.values() if o.hidden and o.category == category]

    def in_category(self, category: Category) -> list[MarketOffer]:
        """Open offers of one category."""
        return [offer for offer in self.on_sale() if offer.category == category]

    def of_seller(self, seller: MarketSeller) -> list[MarketOffer]:
        """Open offers of one seller."""
        return [offer for offer in self.on_sale() if offer.seller == seller]

    def search(self, query: str) -> list[MarketOffer]:
        """Open offers whose title holds every word of the query, without regard to case."""
        words = _folded(query).split()
        if not words:
            return []
        return [o for o in self.on_sale() if all(word in _folded(o.title) for word in words)]

    def remove(self, offer_id: str) -> MarketOffer:
        """Take an offer down; its page answers 404 from now on.

        Raises:
            KeyError: there is no such offer on sale.
        """
        with self._lock:
            offer = self._offers.pop(offer_id)
            self._gone[offer_id] = offer
            return offer

    def change_price(self, offer_id: str, price: Decimal | None = None) -> MarketOffer:
        """Ask another price; a tenth more when none is given.

        Raises:
            KeyError: there is no such offer on sale.
        """
        with self._lock:
            offer = self._offers[offer_id]
            new_price = price or (offer.price * Decimal("1.1")).quantize(Decimal("0.01"))
            changed = replace(offer, price=new_price)
            self._offers[offer_id] = changed
            return changed

    def add(self, offer: MarketOffer) -> MarketOffer:
        """Put an offer on sale under a new number; gives it as it stands there."""
        with self._lock:
            fresh = replace(offer, id=str(next(self._new_ids)))
            self._offers[fresh.id] = fresh
            return fresh

    def relist(self, offer_id: str) -> MarketOffer:
        """Put an offer that was taken down back on sale, under a new number.

        Raises:
            KeyError: no such offer was taken down.
        """
        with self._lock:
            offer = self._gone[offer_id]
        return self.add(offer)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
