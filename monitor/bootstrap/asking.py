"""Sources that are asked rather than visited: official interfaces."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from monitor.domain.asset import Asset
from monitor.domain.target import Target, Visit
from monitor.domain.watch import Source, Watch
from monitor.ports.asker import Asker, SearchesPictures
from monitor.ports.blobs import Blobs
from monitor.ports.spider import Seeding

if TYPE_CHECKING:
    from spiders.fetch.ask.ticket import Keepsake
    from spiders.fetch.order import CrawlOrder

ANSWER_WITHIN_S = 30.0


def askers() -> Sequence[Asker]:
    """Our askers; each claims the address of its interface and no other."""
    from spiders.apis.ebay.spider import EbayAsker
    from spiders.apis.rakuten.spider import RakutenAsker

    return (EbayAsker(), RakutenAsker())


def asker_of(source: Source) -> Asker | None:
    """Who asks a source; None for a source whose pages are visited."""
    return asker_for(source.site, source.url)


def asker_for(site: str, url: str) -> Asker | None:
    """Who asks, by the name a source gives, or by its address where it leaves the choice to us."""
    fits = (one for one in askers() if (one.claims(url) if site == "auto" else one.name == site))
    return next(fits, None)


def ask_batch(
    order: "CrawlOrder",
    asker: Asker,
    blobs: Blobs,
    emit: Callable[[Visit], None],
    keepsake: "Keepsake",
) -> None:
    """Put one batch of questions, through the guarded client."""
    from spiders.fetch.ask.asking import ask
    from spiders.fetch.client import GuardedClient

    within_s = min(ANSWER_WITHIN_S, order.time_limit_s / 3.0)
    http = GuardedClient(order.user_agent, order.contact, within_s=within_s)
    ask(order, asker, http, blobs, emit, keepsake)


class WithPictures:
    """An asker's seeds, and a question for each registered picture where it searches by one."""

    name: ClassVar[str] = "with-pictures"

    def __init__(self, seeding: Seeding, sha256s: Sequence[str]) -> None:
        self._seeding = seeding
        self._sha256s = sha256s

    def claims(self, url: str) -> bool:
        """See Seeding."""
        return self._seeding.claims(url)

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        """See Seeding."""
        yield from self._seeding.seeds(source, queries)
        if isinstance(self._seeding, SearchesPictures):
            yield from self._seeding.picture_seeds(source, self._sha256s)


def pictures_of(source: Source, watches: Iterable[Watch], assets: Mapping[str, Asset]) -> list[str]:
    """Digests of the registered pictures that a source is searched for, each once."""
    watched = (watch for watch in watches if watch.source_id == source.id)
    asset_ids = [asset_id for one in watched if one.queries != () for asset_id in one.asset_ids]
    told = (image.sha256 for asset_id in asset_ids for image in assets[asset_id].images)
    return list(dict.fromkeys(told))
