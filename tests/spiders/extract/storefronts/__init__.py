"""Pages in the shape of the engines and markets the web runs on, in words of our own."""

from tests.spiders.extract.storefronts.arcades import ARCADES
from tests.spiders.extract.storefronts.bazaars import BAZAARS
from tests.spiders.extract.storefronts.booths import BOOTHS
from tests.spiders.extract.storefronts.caches import CACHES
from tests.spiders.extract.storefronts.calls import CALLS
from tests.spiders.extract.storefronts.counters import COUNTERS
from tests.spiders.extract.storefronts.engines import ENGINES
from tests.spiders.extract.storefronts.frame import Storefront
from tests.spiders.extract.storefronts.islands import ISLANDS
from tests.spiders.extract.storefronts.kiosks import KIOSKS
from tests.spiders.extract.storefronts.malls import MALLS
from tests.spiders.extract.storefronts.markets import MARKETS
from tests.spiders.extract.storefronts.older import OLDER
from tests.spiders.extract.storefronts.shells import SHELLS
from tests.spiders.extract.storefronts.shops import SHOPS
from tests.spiders.extract.storefronts.stalls import STALLS
from tests.spiders.extract.storefronts.streams import STREAMS
from tests.spiders.extract.storefronts.tongues import TONGUES
from tests.spiders.extract.storefronts.traps import TRAPS

STOREFRONTS: tuple[Storefront, ...] = (
    *(*ENGINES, *OLDER, *SHOPS, *COUNTERS, *KIOSKS, *BOOTHS),
    *(*MARKETS, *BAZAARS, *MALLS, *ARCADES, *STALLS, *TONGUES),
    *(*CALLS, *CACHES, *STREAMS, *SHELLS, *ISLANDS, *TRAPS),
)

__all__ = ["STOREFRONTS", "Storefront"]
