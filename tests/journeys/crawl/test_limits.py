"""Time, concurrency and signals: a batch ends when it should and does no more than it may."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

from monitor.domain.target import VisitOutcome
from tests.fixtures.crawl_child import CrawlInChild, start_child
from tests.fixtures.faults import Ask, FaultServer
from tests.journeys.crawl.shop import open_shop, order_of


def test_a_child_told_to_end_ends_soon_and_keeps_what_it_has(
    fault_server: FaultServer, tmp_path: Path
) -> None:
    open_shop(fault_server, 400)
    order = order_of(fault_server, *(f"/product/{n}" for n in range(400)))
    slow = replace(order, source=replace(order.source, min_delay_s=0.3))
    child = start_child(slow, tmp_path)
    with child:
        assert child.stdout is not None
        first = child.stdout.readline()
        child.terminate()
        begun = time.monotonic()
        rest = child.stdout.read().splitlines()
        assert child.wait(120) == 0
    assert time.monotonic() - begun < 60  # all of them take two minutes
    assert b'"outcome":"read"' in first
    assert len(rest) < 30


def test_concurrency_and_no_pause_mean_what_they_say(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    under_way: list[int] = [0]
    most: list[int] = [0]

    async def slow(_ask: Ask, writer: asyncio.StreamWriter) -> None:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        await asyncio.sleep(0.2)
        under_way[0] -= 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<p>hi")

    for number in range(12):
        fault_server.answers[f"/product/{number}"] = slow
    order = order_of(fault_server, *(f"/product/{n}" for n in range(12)))
    crawled = crawl_in_child(replace(order, source=replace(order.source, concurrency=2)))
    assert len(crawled.visits) == 12
    assert most == [2]


def test_what_the_time_does_not_reach_gets_no_visit_and_the_child_ends_in_time(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    fault_server.page("/robots.txt", status=404)
    for number in range(30):
        fault_server.drip(f"/product/{number}")
    order = order_of(fault_server, *(f"/product/{n}" for n in range(30)), limit_s=6)
    begun = time.monotonic()
    crawled = crawl_in_child(order)
    assert time.monotonic() - begun < 60  # all of them take as long
    assert crawled.exit_code == 0, crawled.errors
    assert 0 < len(crawled.visits) < 30
    assert {visit.outcome for visit in crawled.visits} == {VisitOutcome.FAILED}
