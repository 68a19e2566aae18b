"""A real server with one interface's answers, and the real loop that asks it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.domain.target import LeasedTarget, Target, Visit
from monitor.domain.watch import Source
from spiders.fetch.ask.asking import ask
from spiders.fetch.client import GuardedClient
from spiders.fetch.order import CrawlOrder
from tests.contracts.asker.replicas import (
    CLIENT_ID,
    CLIENT_SECRET,
    EBAY,
    RAKUTEN,
    Replica,
)
from tests.fixtures.crawl_child import Folder

Asking = Callable[..., list[Visit]]


@pytest.fixture(params=[EBAY, RAKUTEN], ids=["ebay", "rakuten"])
def replica(request: pytest.FixtureRequest) -> Replica:
    found: Replica = request.param
    return found


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAB_CLIENT_ID", CLIENT_ID)
    monkeypatch.setenv("LAB_CLIENT_SECRET", CLIENT_SECRET)


@pytest.fixture
def blobs(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def asking(replica: Replica, blobs: Folder) -> Asking:
    """Put questions to a source, as the crawl child does."""

    def put(
        source: Source, *targets: Target, pages: int = 100, limit_s: float = 60.0, images: int = 0
    ) -> list[Visit]:
        leases = [LeasedTarget(id=n, target=target) for n, target in enumerate(targets, 1)]
        order = CrawlOrder(
            source=source,
            targets=tuple(leases),
            user_agent="Rightswatch/0.1",
            contact="",
            time_limit_s=limit_s,
            max_pages=pages,
            images_per_offer=images,
        )
        visits: list[Visit] = []
        ask(order, replica.asker, GuardedClient("Rightswatch/0.1"), blobs, visits.append)
        return visits

    return put
