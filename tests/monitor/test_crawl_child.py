"""What the crawl child does with a batch: ask an interface, ask for names, or visit pages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.target import LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source
from spiders.domains.spider import LookalikeSpider
from spiders.fetch.order import CrawlOrder
from tests.contracts.asker.replicas import CLIENT_ID, CLIENT_SECRET, EBAY, RAKUTEN, Replica
from tests.fixtures.faults import FaultServer
from tests.fixtures.interface import Interface
from tests.journeys.crawl.shop import open_shop

ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import sys
from pathlib import Path
from monitor.bootstrap import crawl_batch
crawl_batch(Path(sys.argv[1]), sys.stdin.buffer.read(), b"", lambda said: print(said.decode()))
"""


def crawled(folder: Path, source: Source, *targets: Target) -> list[Visit]:
    order = CrawlOrder(
        source=source,
        targets=tuple(LeasedTarget(id=n, target=target) for n, target in enumerate(targets, 1)),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=30.0,
        max_pages=5,
        images_per_offer=0,
    )
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)],
        input=canonical_json(order),
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "LAB_CLIENT_ID": CLIENT_ID, "LAB_CLIENT_SECRET": CLIENT_SECRET},
        timeout=60,
        check=True,
    )
    assert CLIENT_SECRET.encode() not in child.stdout + child.stderr
    lines = [line for line in child.stdout.splitlines() if line.startswith(b"{")]
    return [from_plain(Visit, json.loads(line)) for line in lines]


@pytest.mark.parametrize("replica", [EBAY, RAKUTEN], ids=["ebay", "rakuten"])
def test_a_source_that_is_an_interface_is_asked(
    replica: Replica, interface: Interface, tmp_path: Path
) -> None:
    replica.open(interface, 2)
    source = replica.source(interface)
    (visit,) = crawled(tmp_path, source, replica.question(source))
    assert (visit.outcome, len(visit.sightings)) == (VisitOutcome.READ, 2)


def test_the_look_alikes_of_an_address_are_asked_for_by_nobody(tmp_path: Path) -> None:
    source = Source(id="alike", url="http://127.0.0.1/", site=LookalikeSpider.name)
    (seed,) = LookalikeSpider().seeds(source, [])
    (visit,) = crawled(tmp_path, source, seed)
    assert visit.outcome is VisitOutcome.FAILED
    assert "holds no name to look alike" in (visit.because or "")


def test_a_look_alike_that_answers_is_visited_like_any_shop(
    fault_server: FaultServer, tmp_path: Path
) -> None:
    open_shop(fault_server, 4)
    source = Source(
        id="alike",
        url="http://vellorine.com/",
        site=LookalikeSpider.name,
        min_delay_s=0.0,
        allow_private_addresses=True,
        connect_to=f"127.0.0.1:{fault_server.port}",
    )
    home = Target(source_id="alike", url="http://velorine.com/", kind=TargetKind.HOME, depth=1)
    visits = crawled(tmp_path, source, home)
    assert visits[0].outcome is VisitOutcome.READ
    assert {visit.target.host for visit in visits} == {"velorine.com"}
    found = {target.host for visit in visits for target in visit.found}
    assert found == {"velorine.com"}
