"""Pages in the shape of the engines and markets the web runs on, in words of our own."""

from tests.spiders.extract.storefronts.engines import ENGINES
from tests.spiders.extract.storefronts.frame import Storefront
from tests.spiders.extract.storefronts.markets import MARKETS
from tests.spiders.extract.storefronts.shops import SHOPS
from tests.spiders.extract.storefronts.tongues import TONGUES

STOREFRONTS: tuple[Storefront, ...] = (*ENGINES, *SHOPS, *MARKETS, *TONGUES)

__all__ = ["STOREFRONTS", "Storefront"]
