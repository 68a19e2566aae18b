"""eBay's token is kept for its lifetime, across batches, and handed on by nothing but memory."""

from pathlib import Path

import pytest

from monitor.domain.codec import canonical_json
from monitor.domain.target import LeasedTarget, Visit, VisitOutcome
from monitor.domain.watch import Source
from spiders.apis.ebay import client
from spiders.apis.ebay.spider import EbayAsker
from spiders.fetch.ask.asking import ask
from spiders.fetch.ask.ticket import Keepsake
from spiders.fetch.client import GuardedClient
from spiders.fetch.order import CrawlOrder
from tests.contracts.asker.replicas import CLIENT_ID, CLIENT_SECRET, EBAY, TOKEN
from tests.fixtures.crawl_child import Folder
from tests.fixtures.interface import Interface, Told


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAB_CLIENT_ID", CLIENT_ID)
    monkeypatch.setenv("LAB_CLIENT_SECRET", CLIENT_SECRET)


def batch(folder: Path, source: Source, kept: bytes = b"") -> tuple[list[Visit], list[bytes]]:
    """One batch of one question: its visits, and what it leaves for the next."""
    (question,) = EbayAsker().seeds(source, ["vellorine"])
    order = CrawlOrder(
        source=source,
        targets=(LeasedTarget(id=1, target=question),),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=30.0,
        max_pages=5,
        images_per_offer=0,
    )
    visits: list[Visit] = []
    left: list[bytes] = []
    http = GuardedClient("Rightswatch/0.1")
    ask(order, EbayAsker(), http, Folder(folder), visits.append, Keepsake(kept, left.append))
    return visits, left


def test_a_second_batch_is_let_in_without_a_login_and_without_the_keys(
    interface: Interface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    EBAY.open(interface, 1)
    source = EBAY.source(interface)
    first, (kept,) = batch(tmp_path, source)
    monkeypatch.delenv("LAB_CLIENT_ID")
    monkeypatch.delenv("LAB_CLIENT_SECRET")
    second, left = batch(tmp_path, source, kept)
    assert [visit.outcome for visit in (*first, *second)] == [VisitOutcome.READ] * 2
    assert len(interface.of(client.LOGIN)) == 1
    assert left == []
    assert interface.of(client.SEARCH)[1].headers["authorization"] == f"Bearer {TOKEN}"


def test_a_kept_token_that_was_withdrawn_is_replaced_and_the_new_one_kept(
    interface: Interface, tmp_path: Path
) -> None:
    EBAY.open(interface, 0)
    source = EBAY.source(interface)
    _, (kept,) = batch(tmp_path, source)
    answers = iter([EBAY.refused[401], Told(EBAY.feed([], 0, 1))])
    interface.on("GET", client.SEARCH, lambda _: next(answers))
    (visit,), (newer,) = batch(tmp_path, source, kept)
    assert visit.outcome is VisitOutcome.READ
    assert len(interface.of(client.LOGIN)) == 2
    assert newer != kept


def test_a_kept_token_stands_in_no_visit_and_in_no_file(
    interface: Interface, tmp_path: Path
) -> None:
    EBAY.open(interface, 1)
    source = EBAY.source(interface)
    visits, (kept,) = batch(tmp_path, source)
    visits += batch(tmp_path, source, kept)[0]
    assert not any(TOKEN.encode() in canonical_json(visit) for visit in visits)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(TOKEN.encode() in path.read_bytes() for path in files)
