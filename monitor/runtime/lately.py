"""Pages that lead on and were visited lately: the next batch of their source need not follow them.

Every page of a shop links to its lists. Kept in memory alone: it saves visits, and decides none.
"""

import threading
from collections import defaultdict
from datetime import datetime
from typing import Final

from monitor.domain.target import Target

MOST: Final = 2_000
"""Pages kept of one source, the latest."""


class Lately:
    """Visited pages by source, each until it is due again. Safe in many threads."""

    def __init__(self) -> None:
        self._pages: dict[str, dict[Target, datetime]] = defaultdict(dict)
        self._alone = threading.Lock()

    def note(self, page: Target, until: datetime) -> None:
        """Remember a page that was visited; offers lead nowhere and are not kept."""
        if not page.kind.leads_on:
            return
        with self._alone:
            pages = self._pages[page.source_id]
            pages.pop(page, None)
            pages[page] = until
            if len(pages) > MOST:
                del pages[next(iter(pages))]

    def of(self, source_id: str, now: datetime) -> tuple[Target, ...]:
        """Those not due again yet, the earliest visited first; the others are forgotten."""
        with self._alone:
            pages = self._pages[source_id]
            self._pages[source_id] = {page: until for page, until in pages.items() if until > now}
            return tuple(self._pages[source_id])
