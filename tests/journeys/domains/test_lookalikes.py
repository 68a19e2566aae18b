"""From a holder's own domain to the offers of shops under names like it, each host for itself."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.domain.target import LeasedTarget, Visit, VisitOutcome
from monitor.domain.watch import Source
from monitor.pipeline.crawl import record_visit
from monitor.pipeline.plan import SourcePlan
from monitor.ports.store import Lease
from monitor.store.database import SqlStore, open_store
from spiders.domains.spider import LookalikeSpider
from spiders.domains.survey import survey
from spiders.fetch.order import CrawlOrder
from tests.contracts.store.made import HOUR_S, NOON, after
from tests.fixtures.crawl_child import CrawlInChild
from tests.fixtures.faults import Ask, FaultServer
from tests.fixtures.interface import Told
from tests.journeys.crawl.shop import PICTURE, list_page, offer_page

SHOP = "velorine.com"
SHUT = "vellorine-outlet.com"
PARKED = "vellorine.shop"
AWAY = "vellorines.com"
NAMES = dict.fromkeys((SHOP, SHUT, PARKED, AWAY), "127.0.0.1")
NAVIGATION = "<nav><a href='/category/bags'>Bags</a></nav>"


def answers(server: FaultServer, ask: Ask) -> Told:
    """What each of the four hosts says."""
    host, path = ask.headers["host"], ask.path
    if path == "/robots.txt":
        return Told(b"User-agent: *\nDisallow: /\n" if host == SHUT else b"")
    if host == PARKED:
        return Told(b"<p>This domain is for sale</p>" + NAVIGATION.encode())
    if host == AWAY:
        return Told(b"", 302, {"Location": "http://vellorine.com/"})
    return in_the_shop(server, host, path)


def in_the_shop(server: FaultServer, host: str, path: str) -> Told:
    pages = {
        "/": f"<title>Velorine outlet</title>{NAVIGATION}",
        "/category/bags": list_page(range(2)),
    }
    for number in range(2):
        image = f"http://{host}/img/{number}.png"
        pages[f"/product/{number}"] = offer_page(server, number, "Velorine bag", image)
    if path.startswith("/img/"):
        return Told(PICTURE, headers={"Content-Type": "image/png"})
    return Told(pages[path].encode()) if path in pages else Told(b"", 404)


@pytest.fixture
def hosts(fault_server: FaultServer) -> FaultServer:
    """One server for all hosts; it answers by the Host header."""

    async def answer(ask: Ask, writer: asyncio.StreamWriter) -> None:
        told = answers(fault_server, ask)
        lines = {"Content-Type": "text/html", **told.headers, "Connection": "close"}
        lines["Content-Length"] = str(len(told.content))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        writer.write(f"HTTP/1.1 {told.status} Said\r\n{head}\r\n".encode() + told.content)

    class Every(dict[str, object]):
        def get(self, key: str, default: object = None) -> object:
            del key, default
            return answer

    fault_server.answers = Every()  # type: ignore[assignment]
    return fault_server


def resolve(host: str) -> list[str]:
    if host not in NAMES:
        raise OSError(host)
    return [NAMES[host]]


def order_of(source: Source, targets: tuple[LeasedTarget, ...]) -> CrawlOrder:
    return CrawlOrder(
        source=source,
        targets=targets,
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=30.0,
        max_pages=20,
        images_per_offer=1,
    )


@dataclass
class Passed:
    """What a pass over all due hosts brought."""

    outcomes: dict[str, list[VisitOutcome]] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    markets: set[str] = field(default_factory=set)

    def take(self, visit: Visit) -> None:
        self.outcomes.setdefault(visit.target.host, []).append(visit.outcome)
        self.titles |= {sighting.offer.title or "" for sighting in visit.sightings}
        self.markets |= {sighting.offer.listing.market for sighting in visit.sightings}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    opened.migrate()
    yield opened
    opened.close()


def make_pass(store: SqlStore, source: Source, crawl_in_child: CrawlInChild) -> Passed:
    """Claim, ask or visit, and write down, until nothing is due: as the daemon does."""
    plan = SourcePlan(source=source, every_s=HOUR_S, asset_ids=())
    passed = Passed()
    for step in range(1, 12):
        now = after(step)
        lease = Lease(owner=f"crawl-{step}", now=now, until=after(step + 60))
        with store.transaction() as tx:
            batch = tx.targets.claim_batch(lease, [source.id], 50)
        if batch is None:
            break
        assert {one.target.host for one in batch.targets} == {batch.host}
        visits: list[Visit] = []
        order = order_of(source, batch.targets)
        survey(order, visits.append, resolve)
        if not visits:  # the child of the tests knows the generic spider alone
            order = replace(order, source=replace(source, site="generic"))
            visits = crawl_in_child(order).visits
        for visit in visits:
            leased = next((one for one in batch.targets if one.id == visit.target_id), None)
            record_visit(store, plan, visit, leased, now)
            passed.take(visit)
        with store.transaction() as tx:
            tx.targets.release(batch, now)
    return passed


def test_offers_of_look_alike_shops_are_read_and_nothing_else_is_claimed(
    store: SqlStore, hosts: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    source = Source(
        id="alike",
        url="http://vellorine.com/",
        site=LookalikeSpider.name,
        min_delay_s=0.0,
        allow_private_addresses=True,
        connect_to=f"127.0.0.1:{hosts.port}",
        own_domains=("vellorine.com",),
    )
    with store.transaction() as tx:
        tx.targets.plan(list(LookalikeSpider().seeds(source, [])), HOUR_S, NOON)
    passed = make_pass(store, source, crawl_in_child)
    assert passed.titles == {"Velorine bag 0", "Velorine bag 1"}
    assert passed.markets == {SHOP}
    assert set(passed.outcomes[SHOP]) == {VisitOutcome.READ}
    assert set(passed.outcomes[SHUT]) == {VisitOutcome.ROBOTS}
    assert set(passed.outcomes[AWAY]) == {VisitOutcome.FAILED}
    asked = {(ask.headers["host"], ask.path) for ask in hosts.asked}
    assert (SHUT, "/") not in asked
    assert "vellorine.com" not in {host for host, _ in asked}
    assert {host for host, path in asked if path == "/robots.txt"} == set(NAMES)
    with store.transaction() as tx:
        (row,) = tx.visits.coverage(["alike"], NOON, datetime.now(UTC) + timedelta(days=1))
    assert row.remarks == ("2,000 look-alike names asked: 4 answer",)
    assert row.homes_read == 2
    assert row.listings == 2
