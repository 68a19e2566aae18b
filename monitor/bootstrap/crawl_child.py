"""What a crawl child does with the batch it is handed."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import structlog

from monitor.bootstrap.asking import ask_batch, asker_of
from monitor.bootstrap.hiding import hide_keys
from monitor.bootstrap.parts import spiders
from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.errors import FetchFailed
from monitor.domain.target import Visit

log = structlog.get_logger(__name__)

PRELOAD: Final = (
    "monitor.bootstrap",
    "monitor.runtime.logs",
    "monitor.store.blobs",
    "spiders.apis.ebay.spider",
    "spiders.apis.rakuten.spider",
    "spiders.domains.spider",
    "spiders.domains.survey",
    "spiders.fetch.ask.asking",
    "spiders.fetch.crawl.child",
    "spiders.imports.spider",
    "spiders.sites.generic.named",
    "spiders.sites.generic.spider",
    "spiders.sites.marketplaces",
)
"""What `crawl_batch` loads, for the process that children are forked from: 0.2 CPU s a child."""


def crawl_batch(
    blobs_folder: Path, order_json: bytes, kept: bytes, say: Callable[[bytes], None]
) -> None:
    """Visit one batch in a child process; say each visit as JSON.

    kept: what an earlier child of the source said behind KEEPSAKE; b"" = nothing.
    """
    from monitor.runtime.forks import KEEPSAKE
    from monitor.runtime.logs import configure_logs
    from monitor.store.blobs import FileBlobs
    from spiders.domains.survey import is_survey, survey
    from spiders.fetch.ask.ticket import Keepsake
    from spiders.fetch.crawl.child import crawl
    from spiders.fetch.egress import system_resolve
    from spiders.fetch.order import CrawlOrder

    configure_logs(verbose=False)  # the parent tells each visit
    order = from_plain(CrawlOrder, json.loads(order_json))
    hide_keys(order.source)
    blobs, asker = FileBlobs(blobs_folder), asker_of(order.source)

    def emit(visit: Visit) -> None:
        say(canonical_json(visit))

    try:
        if asker is not None:
            keepsake = Keepsake(kept, lambda left: say(KEEPSAKE + left))
            ask_batch(order, asker, blobs, emit, keepsake)
            return
        survey(order, emit, system_resolve)
        pages = replace(order, targets=tuple(t for t in order.targets if not is_survey(t.target)))
        if pages.targets:
            crawl(pages, blobs, spiders(), emit)
    except FetchFailed as error:  # what was said stands; the parent releases the rest
        log.warning("batch.broken", source=order.source.id, because=str(error))
        sys.exit(1)
