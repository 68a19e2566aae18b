"""Pages that misbehave in a real Chromium, and a Chromium that dies: each costs its own page."""

import asyncio
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import VisitOutcome
from monitor.domain.watch import BrowserUse, Source
from monitor.ports.browser import BrowserSpec
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import Crawled, CrawlInChild, CrawlTogether, lease
from tests.fixtures.faults import Ask, FaultServer, run_fault_server
from tests.journeys.crawl.shop import offer_page

GOOD = ("1", "2", "3")


def _scripted(server: FaultServer, script: str, number: int = 1) -> str:
    """An offer whose page runs a script."""
    page = offer_page(server, number)
    return page.replace("</body>", f"<script>{script}</script></body>")


def _order(server: FaultServer, browser: BrowserSpec, *names: str, limit_s: float) -> CrawlOrder:
    source = Source(
        id="s",
        url=f"{server.url}/",
        min_delay_s=0,
        concurrency=4,
        allow_private_addresses=True,
        browser=BrowserUse.ALWAYS,
    )
    return CrawlOrder(
        source=source,
        targets=tuple(lease("s", *(f"{server.url}/product/{name}" for name in names))),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=limit_s,
        max_pages=100,
        images_per_offer=0,
        browser=browser,
    )


@dataclass(frozen=True, slots=True)
class Starter:
    """A browser that writes down each start. pids: one a line, oldest first."""

    spec: BrowserSpec
    pids: Path

    def started(self) -> list[int]:
        return [int(line) for line in self.pids.read_text().split()] if self.pids.exists() else []


@pytest.fixture
def starter(browser_spec: BrowserSpec, tmp_path: Path) -> Starter:
    program, pids = tmp_path / "browser", tmp_path / "pids"
    program.write_text(f'#!/bin/sh\necho $$ >> {pids}\nexec {browser_spec.executable} "$@"\n')
    program.chmod(0o755)
    return Starter(replace(browser_spec, executable=str(program)), pids)


ODD = {
    "dialogs": "alert('a'); confirm('b'); prompt('c'); onbeforeunload = () => 'stay';",
    "popups": "for (let n = 0; n < 5; n++) window.open('/product/2');",
    "beacons": (
        "navigator.sendBeacon('/beacon', 'x');"
        "new Image().src = '/pixel.gif';"
        "document.fonts.add(new FontFace('f', 'url(/font.woff2)')); document.fonts.load('9px f');"
        "new Audio('/sound.mp3').load();"
    ),
}
ENDLESS = {
    "hang": "while (true) {}",
    "reload": "location.href = '/product/reload?n=' + Math.random();",
}
WILD = {
    "nodes": (
        "const all = document.createElement('div'); all.hidden = true;"
        "for (let n = 0; n < 110000; n++) all.append(document.createElement('i'));"
        "document.body.append(all);"
    ),
    "memory": "const all = []; for (let n = 0.5; ; n++) all.push(new Array(1e7).fill(n));",
}
"""Over their limits soon, without layout and without work for the collector: a page that comes to
its fault late, on a busy machine, meets the limit of time first."""


@pytest.fixture(scope="module")
def wild(
    crawl_in_child: CrawlInChild, browser_spec: BrowserSpec
) -> Iterator[tuple[FaultServer, Crawled]]:
    for server in run_fault_server():
        for name, script in (ODD | WILD).items():
            server.page(f"/product/{name}", _scripted(server, script))
        for name in GOOD:
            server.page(f"/product/{name}", offer_page(server, int(name)))
        attachment = {"Content-Disposition": "attachment", "Content-Type": "application/zip"}
        server.page("/product/download", b"PK", headers=attachment)
        server.redirect("/product/loop", "/product/loop")
        names = [*ODD, *WILD, "download", "loop", *GOOD]
        yield server, crawl_in_child(_order(server, browser_spec, *names, limit_s=240))


def test_no_page_stops_the_others(wild: tuple[FaultServer, Crawled]) -> None:
    server, crawled = wild
    assert crawled.exit_code == 0, crawled.errors
    assert len(crawled.visits) == len(WILD) + len(ODD) + 2 + len(GOOD)
    for name in GOOD:
        visit = crawled.of(f"{server.url}/product/{name}")
        assert visit.page_kind is PageKind.LISTING, visit


@pytest.mark.parametrize("name", list(ODD))
def test_a_page_that_only_annoys_is_read(wild: tuple[FaultServer, Crawled], name: str) -> None:
    server, crawled = wild
    visit = crawled.of(f"{server.url}/product/{name}")
    assert (visit.outcome, visit.page_kind) == (VisitOutcome.READ, PageKind.LISTING), visit


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("nodes", "larger than allowed (1100"),
        ("memory", "crashed the browser's tab"),
        ("download", "download"),
        ("loop", "redirects in a circle"),
    ],
)
def test_a_page_gone_wild_is_one_failed_visit_with_its_reason(
    wild: tuple[FaultServer, Crawled], name: str, because: str
) -> None:
    server, crawled = wild
    visit = crawled.of(f"{server.url}/product/{name}")
    assert visit.outcome is VisitOutcome.FAILED, visit
    assert because in (visit.because or "")


@dataclass(frozen=True, slots=True)
class Stuck:
    """Two batches that wait at the same time. endless: of pages; frozen: of a stopped browser."""

    url: str
    endless: Crawled
    frozen: Crawled
    starter: Starter


@pytest.fixture
def stuck(
    fault_server: FaultServer,
    crawl_together: CrawlTogether,
    browser_spec: BrowserSpec,
    starter: Starter,
) -> Stuck:
    """Some pages never end; another has its browser stopped while it is rendered."""

    async def stop_once(_ask: Ask, writer: asyncio.StreamWriter) -> None:
        if len(starter.started()) == 1:
            os.kill(starter.started()[0], signal.SIGSTOP)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")

    fault_server.answers["/state"] = stop_once
    scripts = {**ENDLESS, "stop": "fetch('/state')", "1": "", "2": "", "3": ""}
    for name, script in scripts.items():
        fault_server.page(f"/product/{name}", _scripted(fault_server, script))
    endless, frozen = crawl_together([
        _order(fault_server, browser_spec, *ENDLESS, "1", limit_s=60),
        _order(fault_server, starter.spec, "stop", "2", "3", limit_s=60),
    ])
    return Stuck(fault_server.url, endless, frozen, starter)


def test_what_never_ends_is_given_up_in_time_and_the_others_are_read(stuck: Stuck) -> None:
    """Playwright would wait for the close of a stopped browser, and the batch with it, for ever."""
    for crawled, good, endless in (
        (stuck.endless, "1", ENDLESS),
        (stuck.frozen, "3", ["stop"]),
    ):
        assert crawled.exit_code == 0, crawled.errors
        assert crawled.of(f"{stuck.url}/product/{good}").outcome is VisitOutcome.READ
        for name in endless:
            visit = crawled.of(f"{stuck.url}/product/{name}")
            assert visit.outcome is VisitOutcome.FAILED
            assert "within the time limit" in (visit.because or "")
    assert "browser.killed" in stuck.frozen.errors
    assert len(stuck.starter.started()) == 2


def test_what_holds_no_offer_is_not_loaded(wild: tuple[FaultServer, Crawled]) -> None:
    server, crawled = wild
    assert crawled.exit_code == 0
    assert not {"/beacon", "/pixel.gif", "/font.woff2", "/sound.mp3"} & set(server.paths())


def test_one_child_starts_one_browser_for_many_pages(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, starter: Starter
) -> None:
    for name in GOOD:
        fault_server.page(f"/product/{name}", offer_page(fault_server, int(name)))
    crawled = crawl_in_child(_order(fault_server, starter.spec, *GOOD, limit_s=240))
    assert [visit.page_kind for visit in crawled.visits] == [PageKind.LISTING] * len(GOOD)
    assert len(starter.started()) == 1


def test_a_browser_killed_in_the_middle_is_started_again_and_no_page_is_lost(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, starter: Starter
) -> None:
    killed: list[int] = []

    async def kill_once(_ask: Ask, writer: asyncio.StreamWriter) -> None:
        if not killed:
            killed.append(starter.started()[-1])
            os.kill(killed[0], signal.SIGKILL)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")

    fault_server.answers["/state"] = kill_once
    for name in GOOD:
        script = "fetch('/state')" if name == "2" else ""
        fault_server.page(f"/product/{name}", _scripted(fault_server, script, int(name)))
    crawled = crawl_in_child(_order(fault_server, starter.spec, *GOOD, limit_s=240))
    assert crawled.exit_code == 0, crawled.errors
    assert len(starter.started()) == 2
    assert {visit.outcome for visit in crawled.visits} == {VisitOutcome.READ}
    assert len(crawled.visits) == len(GOOD)


def test_a_browser_that_dies_every_time_is_given_up_and_each_page_says_so(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, starter: Starter
) -> None:
    async def kill(_ask: Ask, writer: asyncio.StreamWriter) -> None:
        os.kill(starter.started()[-1], signal.SIGKILL)
        await asyncio.sleep(1)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")

    names = [str(number) for number in range(10)]
    for name in names:
        fault_server.page(f"/product/{name}", _scripted(fault_server, "fetch('/state')"))
    fault_server.answers["/state"] = kill
    crawled = crawl_in_child(_order(fault_server, starter.spec, *names, limit_s=240))
    assert crawled.exit_code == 0, crawled.errors
    assert len(starter.started()) <= 3
    assert {visit.outcome for visit in crawled.visits} == {VisitOutcome.FAILED}
    assert len(crawled.visits) == len(names)
    assert crawled.errors.count("browser.off") == 1


def test_a_browser_that_does_not_start_is_said_once_and_plain_pages_go_on(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, browser_spec: BrowserSpec
) -> None:
    shell = "<html><body><div id=root></div><script src=/app.js></script></body></html>"
    for name in GOOD:
        page = offer_page(fault_server, int(name)) if name == "1" else shell
        fault_server.page(f"/product/{name}", page)
    broken = replace(browser_spec, executable="/bin/false")
    order = _order(fault_server, broken, *GOOD, limit_s=240)
    shells_only = replace(order, source=replace(order.source, browser=BrowserUse.SHELLS))
    crawled = crawl_in_child(shells_only)
    assert crawled.exit_code == 0, crawled.errors
    assert crawled.of(f"{fault_server.url}/product/1").page_kind is PageKind.LISTING
    for name in GOOD[1:]:
        visit = crawled.of(f"{fault_server.url}/product/{name}")
        assert "needs a browser: it does not start" in (visit.because or ""), visit
    assert crawled.errors.count("browser.off") == 1
