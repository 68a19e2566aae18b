"""Pages that need a browser, rendered by a real Chromium behind the egress proxy."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import LeasedTarget, Target, TargetKind, VisitOutcome
from monitor.domain.watch import BrowserUse, Source
from monitor.ports.browser import BrowserSpec
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import Crawled, CrawlInChild
from tests.fixtures.faults import FaultServer, run_fault_server
from tests.journeys.crawl.shop import PICTURE, offer_page

SHELL = (
    "<!doctype html><html><head><title>Shop</title></head><body><div id=root></div>"
    "<noscript>You need to enable JavaScript to run this app.</noscript>"
    "<script src=/app.js></script></body></html>"
)
APP = """
const make = (name, parts) =>
  document.body.append(Object.assign(document.createElement(name), parts));
navigator.serviceWorker?.register('/worker.js').catch(() => {});
for (const way of [
  () => fetch('INNER/fetch', {mode: 'no-cors'}).catch(() => {}),
  () => { new Image().src = 'INNER/image'; },
  () => new WebSocket('WSINNER/socket'),
  () => navigator.sendBeacon('INNER/beacon', 'x'),
  () => make('iframe', {src: 'INNER/frame'}),
  () => make('script', {src: 'INNER/script'}),
  () => window.open('INNER/popup'),
  () => fetch('/to-inner').catch(() => {}),
  () => make('link', {rel: 'icon', href: 'INNER/icon'}),
]) { try { way() } catch (e) {} }
fetch('/api/offer').then(r => r.text()).then(t => {
  const parsed = new DOMParser().parseFromString(t, 'text/html');
  for (const n of [...parsed.head.children]) document.head.append(n);
  document.getElementById('root').replaceChildren(...parsed.body.childNodes);
});
"""


def _prepare(server: FaultServer, inner: FaultServer) -> None:
    for number in (1, 2):
        server.page(f"/product/{number}", SHELL)
    script = APP.replace("WSINNER", inner.url.replace("http", "ws")).replace("INNER", inner.url)
    server.page("/app.js", script, headers={"Content-Type": "text/javascript"})
    server.page("/api/offer", offer_page(server, 1))
    server.page("/img/1.png", PICTURE, headers={"Content-Type": "image/png"})
    server.redirect("/to-inner", f"{inner.url}/redirected")
    server.page("/product/empty", SHELL.replace("/app.js", "/none.js"))


def _order(server: FaultServer, browser: BrowserSpec | None, use: BrowserUse) -> CrawlOrder:
    source = Source(
        id="s", url=f"{server.url}/", min_delay_s=0, allow_private_addresses=True, browser=use
    )
    urls = [f"{server.url}/product/{name}" for name in ("1", "2", "empty")]
    targets = [Target(source_id="s", url=url, kind=TargetKind.LISTING) for url in urls]
    return CrawlOrder(
        source=source,
        targets=tuple(LeasedTarget(id=n, target=t) for n, t in enumerate(targets)),
        user_agent="Rightswatch/0.1 (+https://bureau.example)",
        contact="ops@bureau.example",
        time_limit_s=90,
        max_pages=10,
        images_per_offer=1,
        browser=browser,
    )


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[FaultServer, FaultServer]]:
    for server in run_fault_server():
        for inner in run_fault_server():
            _prepare(server, inner)
            yield server, inner


@pytest.fixture(scope="module")
def rendered(
    servers: tuple[FaultServer, FaultServer],
    crawl_in_child: CrawlInChild,
    browser_spec: BrowserSpec,
) -> Crawled:
    return crawl_in_child(_order(servers[0], browser_spec, BrowserUse.SHELLS))


def test_an_empty_shell_is_rendered_and_read_again(
    rendered: Crawled, servers: tuple[FaultServer, FaultServer]
) -> None:
    assert rendered.exit_code == 0, rendered.errors
    for number in (1, 2):
        visit = rendered.of(f"{servers[0].url}/product/{number}")
        assert visit.outcome is VisitOutcome.READ, visit
        assert visit.page_kind is PageKind.LISTING
        (sighting,) = visit.sightings
        assert sighting.offer.title == "ACME bag 1"
        assert sighting.page is not None
        assert sighting.page.rendered
        assert b"ACME bag 1" in (rendered.blobs.get(sighting.page.body_sha256) or b"")


def test_the_browser_says_who_it_works_for_and_loads_no_pictures(
    rendered: Crawled, servers: tuple[FaultServer, FaultServer]
) -> None:
    assert rendered.exit_code == 0, rendered.errors
    script = [ask for ask in servers[0].asked if ask.path == "/app.js"]
    assert script
    assert {ask.headers["user-agent"] for ask in servers[0].asked} == {
        "Rightswatch/0.1 (+https://bureau.example)"
    }
    assert servers[0].paths().count("/img/1.png") == 1  # by the crawl, once


def test_no_way_out_of_the_page_leads_inside(
    rendered: Crawled, servers: tuple[FaultServer, FaultServer]
) -> None:
    assert rendered.exit_code == 0, rendered.errors
    assert "/to-inner" in servers[0].paths()
    assert servers[1].asked == []


def test_a_shell_that_stays_empty_is_told_apart(
    rendered: Crawled, servers: tuple[FaultServer, FaultServer]
) -> None:
    visit = rendered.of(f"{servers[0].url}/product/empty")
    assert visit.page_kind is PageKind.SHELL
    assert visit.because == "stays empty in a browser too"


def test_without_a_browser_a_shell_is_a_shell(
    servers: tuple[FaultServer, FaultServer], crawl_in_child: CrawlInChild
) -> None:
    crawled = crawl_in_child(_order(servers[0], None, BrowserUse.SHELLS))
    visit = crawled.of(f"{servers[0].url}/product/1")
    assert (visit.outcome, visit.page_kind) == (VisitOutcome.READ, PageKind.SHELL)
    assert visit.because == "needs a browser, none found"
    assert "browser" not in crawled.errors  # said once, by whoever looked for one


def test_a_source_may_ask_for_the_browser_always(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, browser_spec: BrowserSpec
) -> None:
    for name in ("1", "2", "empty"):
        fault_server.page(f"/product/{name}", offer_page(fault_server, 1))
    crawled = crawl_in_child(_order(fault_server, browser_spec, BrowserUse.ALWAYS))
    assert len(crawled.visits) == 3
    for visit in crawled.visits:
        (sighting,) = visit.sightings
        assert sighting.page is not None
        assert sighting.page.rendered


def test_an_offer_told_in_the_pages_state_needs_no_browser(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, browser_spec: BrowserSpec
) -> None:
    told = {"id": 1, "title": "Tern canvas bag", "price": "48.50", "currency": "EUR"}
    state = f"<script>window.__STATE__={json.dumps({'product': told})};</script>"
    page = SHELL.replace("<title>Shop</title>", f"<title>Tern canvas bag | Shop</title>{state}")
    for name in ("1", "2", "empty"):
        fault_server.page(f"/product/{name}", page)
    none_starts = replace(browser_spec, executable="/bin/false")
    crawled = crawl_in_child(_order(fault_server, none_starts, BrowserUse.SHELLS))
    assert "browser.off" not in crawled.errors
    for visit in crawled.visits:
        (sighting,) = visit.sightings
        assert sighting.offer.title == "Tern canvas bag"
        assert sighting.page is not None
        assert not sighting.page.rendered
