"""What an import is wired of: readers of files, the source an offer is attached to, the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.domain.errors import ImportRefused
from monitor.domain.watch import Source

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.bootstrap.wiring import Wiring
    from spiders.imports import Importer, Terms
    from spiders.imports.bounds import FileFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWishes:
    """What the operator asks of one import; see `spiders.imports.Terms`.

    source: id of the source to attach to; None = found by the market.
    """

    by: str
    source: str | None = None
    market: str | None = None
    url: str | None = None
    folder: Path | None = None
    encoding: str | None = None
    visit: bool = False


def importer(wiring: "Wiring", wishes: ImportWishes) -> "Importer":
    """Reads files as the operator wishes."""
    from spiders.imports import Importer

    return Importer(terms_of(wiring, wishes))


def terms_of(wiring: "Wiring", wishes: ImportWishes) -> "Terms":
    """What is the same for all files of one import."""
    from monitor.pipeline.imports import ImportedFile, came_in
    from spiders.imports import Terms

    def note(name: str, facts: "FileFacts") -> "datetime":
        file = ImportedFile(
            type="import", file=Path(name).name, sha256=facts.sha256, size=facts.size, by=wishes.by
        )
        return came_in(wiring.store, file, wiring.clock.now())

    return Terms(
        by=wishes.by,
        blobs=wiring.blobs,
        source_of=Attachment(wiring.sources_watched, wishes).source_of,
        came_in=note,
        folder=wishes.folder,
        market=wishes.market,
        url=wishes.url,
        encoding=wishes.encoding,
        images_per_offer=wiring.settings.service.images_per_offer,
        visit=wishes.visit,
    )


class Attachment:
    """Which source an offer is attached to, by its market. watched: sources that a watch names."""

    def __init__(self, watched: Mapping[str, Source], wishes: ImportWishes) -> None:
        from spiders.extract.identity import market_of

        self._watched = watched
        self._wishes = wishes
        self._markets = {name: market_of(source.url) or "" for name, source in watched.items()}

    def source_of(self, market: str) -> str:
        """Id of the source.

        Raises:
            ImportRefused: there is none, or it is never visited and a visit is asked for.
        """
        from monitor.pipeline.imports import source_of

        visited = {name: source.is_visited for name, source in self._watched.items()}
        found = self._wishes.source or source_of(market, self._markets, visited)
        if found is None:
            problem = f"is an offer of {market}, and no watched source is"
            remedy = (
                f'Add a source {{url: "https://{market}/", site: import}} with a watch, or name '
                "one with --source."
            )
            raise ImportRefused(problem, remedy)
        if self._wishes.visit and not visited[found]:
            problem = f"belongs to the source {found}, which is never visited (site: import)"
            raise ImportRefused(problem, "Leave --visit out, or give the source another site.")
        return found
