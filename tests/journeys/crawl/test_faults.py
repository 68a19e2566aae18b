"""A batch on a server that does everything wrong: each fault costs its own page and no other."""

import asyncio
import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from monitor.domain.target import LeasedTarget, Target, TargetKind, VisitOutcome
from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import Crawled, CrawlInChild, lease, start_child
from tests.fixtures.faults import Ask, FaultServer, run_fault_server
from tests.journeys.crawl.shop import offer_page, open_shop

CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before"
    " accessing the site</h1><div id='cf-challenge-running' class='cf-browser-verification'></div>"
    "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script></body></html>"
)
LOGIN = (
    "<html><head><title>Sign in</title></head><body><h1>Sign in</h1><form method=post action=/in>"
    "<input name=user><input type=password name=password><button>Sign in</button></form>"
    "</body></html>"
)


@dataclass(frozen=True, slots=True)
class Faulty:
    """What the child made of it, and how long it took."""

    crawled: Crawled
    server: FaultServer
    inner: FaultServer
    took_s: float

    def outcome(self, path: str) -> tuple[VisitOutcome, str]:
        visit = self.crawled.of(f"{self.server.url}{path}")
        return visit.outcome, visit.because or ""


def _prepare(server: FaultServer, inner: FaultServer) -> None:
    open_shop(server)
    server.page("/product/500", status=500)
    server.page("/product/503", status=503)
    server.page("/product/403", "<p>no</p>", status=403)
    server.page("/product/401", status=401)
    server.page("/product/410", status=410)
    server.page("/product/451", status=451)
    server.page("/product/418", status=418)
    server.page("/product/challenge", CHALLENGE, status=403)
    server.page("/product/login", LOGIN)
    server.large("/product/large", 50)
    server.gzip_bomb("/product/bomb", 60)
    server.short("/product/short")
    server.drip("/product/drip")
    server.drip_head("/product/drip-head")
    server.reset("/product/reset")
    server.garbage("/product/garbage")
    server.page("/product/nozip", b"plain", headers={"Content-Encoding": "gzip"})
    server.page("/product/bytes", bytes(range(256)) * 40)
    server.page("/product/empty", "")
    server.page("/product/trip", "<p>TRIP")
    server.page("/product/pdf", b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    server.page("/product/deep", "<div>" * 50_000)
    server.redirect("/product/loop", "/product/loop2")
    server.redirect("/product/loop2", "/product/loop")
    for hop in range(8):
        server.redirect(f"/product/hop{hop}", f"/product/hop{hop + 1}")
    server.redirect("/product/moved", "/product/1", 301)
    server.redirect("/product/inner", f"{inner.url}/")
    server.redirect("/product/metadata", "http://169.254.169.254/latest/meta-data/")
    server.redirect("/product/file", "file:///etc/passwd")
    server.redirect("/product/away", "http://elsewhere.example/")
    server.page("/product/nowhere", status=302)
    packed = f"<urlset><url><loc>{server.url}/product/3</loc></url></urlset>".encode()
    server.page(
        "/map.xml.gz", gzip.compress(packed), headers={"Content-Type": "application/x-gzip"}
    )
    elsewhere = "<sitemap><loc>http://example.com/sitemap-1.xml</loc></sitemap>"
    foreign = f"<sitemapindex>{elsewhere}</sitemapindex>"
    server.page("/foreign.xml", foreign, headers={"Content-Type": "application/xml"})
    server.page("/mapbomb.xml.gz", gzip.compress(b"<urlset>" + b" " * (200 << 20)))
    inner_image = offer_page(server, 77, image=f"{inner.url}/secret.png")
    server.page("/product/innerimage", inner_image)


@pytest.fixture(scope="module")
def faulty(crawl_in_child: CrawlInChild) -> Iterator[Faulty]:
    for server in run_fault_server():
        for inner in run_fault_server():
            _prepare(server, inner)
            source = Source(
                id="s",
                url=f"{server.url}/",
                min_delay_s=0,
                concurrency=4,
                allow_private_addresses=True,
            )
            paths = [path for path in server.answers if path.startswith("/product/")]
            urls = [f"{server.url}{path}" for path in paths] + [
                "http://169.254.169.254/",
                "http://127.0.0.1:22/",
                "gopher://127.0.0.1/",
                "http://[::1",
                "http://refused.example/",
            ]
            leases = lease("s", *urls)
            for number, path in enumerate(("/map.xml.gz", "/foreign.xml", "/mapbomb.xml.gz")):
                target = Target(source_id="s", url=f"{server.url}{path}", kind=TargetKind.SITEMAP)
                leases.append(LeasedTarget(id=900 + number, target=target))
            order = CrawlOrder(
                source=source,
                targets=tuple(leases),
                user_agent="Rightswatch/0.1",
                contact="",
                time_limit_s=12,
                max_pages=100,
                images_per_offer=2,
            )
            begun = time.monotonic()
            crawled = crawl_in_child(order)
            yield Faulty(crawled, server, inner, time.monotonic() - begun)


def test_no_fault_ends_the_batch_or_loses_a_visit(faulty: Faulty) -> None:
    assert faulty.crawled.exit_code == 0, faulty.crawled.errors
    ids = [visit.target_id for visit in faulty.crawled.visits]
    assert len(ids) == len(set(ids))
    asked = [path for path in faulty.server.answers if path.startswith("/product/")]
    assert len(ids) == len(asked) + 8
    assert faulty.took_s < 25


@pytest.mark.parametrize(
    ("path", "outcome", "because"),
    [
        ("/product/500", VisitOutcome.FAILED, "answered 500"),
        ("/product/503", VisitOutcome.FAILED, "answered 503"),
        ("/product/418", VisitOutcome.FAILED, "answered 418"),
        ("/product/403", VisitOutcome.CHALLENGE, "refuses us (403)"),
        ("/product/401", VisitOutcome.LOGIN, "asks for a login"),
        ("/product/410", VisitOutcome.GONE, "410"),
        ("/product/451", VisitOutcome.GONE, "legal"),
        ("/product/challenge", VisitOutcome.CHALLENGE, "shows a challenge"),
        ("/product/login", VisitOutcome.LOGIN, "asks for a login"),
        ("/product/large", VisitOutcome.FAILED, "larger than allowed"),
        ("/product/bomb", VisitOutcome.FAILED, "larger than allowed when decompressed"),
        ("/product/short", VisitOutcome.FAILED, "before its announced length"),
        ("/product/drip", VisitOutcome.FAILED, "time limit"),
        ("/product/drip-head", VisitOutcome.FAILED, "time limit"),
        ("/product/reset", VisitOutcome.FAILED, "connection broke"),
        ("/product/garbage", VisitOutcome.FAILED, ""),
        ("/product/nozip", VisitOutcome.FAILED, ""),
        ("/product/loop", VisitOutcome.FAILED, "in a circle"),
        ("/product/hop0", VisitOutcome.FAILED, "more than 5 times"),
        ("/product/inner", VisitOutcome.POLICY, "port"),
        ("/product/metadata", VisitOutcome.POLICY, "169.254.169.254"),
        ("/product/file", VisitOutcome.POLICY, "scheme file"),
        ("/product/away", VisitOutcome.FAILED, "another site, http://elsewhere.example/"),
        ("/product/nowhere", VisitOutcome.FAILED, "302"),
        ("/product/trip", VisitOutcome.FAILED, "RuntimeError: a page of the worst kind"),
    ],
)
def test_a_fault_is_one_visit_with_its_reason(
    faulty: Faulty, path: str, outcome: VisitOutcome, because: str
) -> None:
    seen, sentence = faulty.outcome(path)
    assert (seen, because in sentence) == (outcome, True), sentence
    assert sentence


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "http://127.0.0.1:22/", "gopher://127.0.0.1/", "http://[::1"]
)
def test_a_forbidden_target_is_a_visit_refused_by_policy(faulty: Faulty, url: str) -> None:
    assert faulty.crawled.of(url).outcome is VisitOutcome.POLICY


def test_a_name_that_does_not_resolve_is_a_failed_visit(faulty: Faulty) -> None:
    visit = faulty.crawled.of("http://refused.example/")
    assert visit.because is not None
    assert "does not resolve" in visit.because


@pytest.mark.parametrize(
    "path", ["/product/bytes", "/product/empty", "/product/pdf", "/product/deep"]
)
def test_an_unreadable_page_is_still_a_visit(faulty: Faulty, path: str) -> None:
    visit = faulty.crawled.of(f"{faulty.server.url}{path}")
    assert visit.http_status == 200
    assert visit.sightings == ()


def test_an_offer_that_moved_within_the_shop_is_read_at_its_new_place(faulty: Faulty) -> None:
    visit = faulty.crawled.of(f"{faulty.server.url}/product/moved")
    (sighting,) = visit.sightings
    assert sighting.page is not None
    assert sighting.page.url == f"{faulty.server.url}/product/1"
    assert sighting.page.requested_url == f"{faulty.server.url}/product/moved"


def test_a_packed_sitemap_is_read_and_one_on_a_foreign_host_is_not_followed(faulty: Faulty) -> None:
    packed = faulty.crawled.of(f"{faulty.server.url}/map.xml.gz")
    assert [target.url for target in packed.found] == [f"{faulty.server.url}/product/3"]
    assert faulty.crawled.of(f"{faulty.server.url}/foreign.xml").found == ()
    assert faulty.crawled.of(f"{faulty.server.url}/mapbomb.xml.gz").found == ()


def test_a_picture_on_an_inner_address_is_not_fetched_and_the_offer_stays(faulty: Faulty) -> None:
    visit = faulty.crawled.of(f"{faulty.server.url}/product/innerimage")
    (sighting,) = visit.sightings
    assert all(image.sha256 is None for image in sighting.offer.images if "secret" in image.url)
    assert faulty.inner.asked == []


def _order(server: FaultServer, *paths: str, limit_s: float = 20.0) -> CrawlOrder:
    source = Source(
        id="s", url=f"{server.url}/", min_delay_s=0, concurrency=1, allow_private_addresses=True
    )
    return CrawlOrder(
        source=source,
        targets=tuple(lease("s", *(f"{server.url}{path}" for path in paths))),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=limit_s,
        max_pages=100,
        images_per_offer=0,
    )


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_request_for_a_pause_ends_the_batch_at_once(
    crawl_in_child: CrawlInChild, fault_server: FaultServer, form: str
) -> None:
    open_shop(fault_server)
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=120), usegmt=True)
    asked = "120" if form == "seconds" else later
    fault_server.page("/product/0", status=429, headers={"Retry-After": asked})
    crawled = crawl_in_child(_order(fault_server, *(f"/product/{n}" for n in range(9))))
    assert crawled.exit_code == 0, crawled.errors
    busy = crawled.of(f"{fault_server.url}/product/0")
    assert busy.outcome is VisitOutcome.BUSY
    assert busy.retry_after_s is not None
    assert 100 < busy.retry_after_s <= 120
    assert fault_server.paths().count("/product/0") == 1
    after = fault_server.paths()[fault_server.paths().index("/product/0") + 1 :]
    assert len(after) <= 1
    assert len(crawled.visits) < 9


@pytest.mark.parametrize(
    ("fault", "because"),
    [("500", "answered 500"), ("reset", "cannot be reached"), ("loop", None), ("inner", "port")],
)
def test_robots_that_cannot_be_had_forbid_and_a_loop_allows(
    crawl_in_child: CrawlInChild,
    fault_server: FaultServer,
    other_server: FaultServer,
    fault: str,
    because: str | None,
) -> None:
    open_shop(fault_server)
    faults = {
        "500": lambda: fault_server.page("/robots.txt", status=500),
        "reset": lambda: fault_server.reset("/robots.txt"),
        "loop": lambda: fault_server.redirect("/robots.txt", "/robots.txt"),
        "inner": lambda: fault_server.redirect("/robots.txt", f"{other_server.url}/robots.txt"),
    }
    faults[fault]()
    crawled = crawl_in_child(_order(fault_server, "/product/1"))
    (visit,) = crawled.visits
    if because is None:
        assert visit.outcome is VisitOutcome.READ
        assert fault_server.paths().count("/robots.txt") == 6
    else:
        led_elsewhere = fault == "inner"  # the site's own doing, unlike a fault
        expected = VisitOutcome.ROBOTS if led_elsewhere else VisitOutcome.FAILED
        assert visit.outcome is expected
        assert because in (visit.because or "")
        assert "/product/1" not in fault_server.paths()
    assert other_server.asked == []


def test_robots_are_read_at_the_end_of_a_redirect(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    open_shop(fault_server)
    fault_server.redirect("/robots.txt", "/robots2.txt", 301)
    fault_server.page("/robots2.txt", "User-agent: rightswatch\nDisallow: /product/1\n")
    crawled = crawl_in_child(_order(fault_server, "/product/1", "/product/2"))
    assert crawled.of(f"{fault_server.url}/product/1").outcome is VisitOutcome.ROBOTS
    assert crawled.of(f"{fault_server.url}/product/2").outcome is VisitOutcome.READ


def test_a_name_that_moves_between_look_ups_is_refused_at_the_connection(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    """DNS rebinding: allowed for robots.txt and the first page, the metadata address after."""
    open_shop(fault_server)
    home = f"http://rebind.example:{fault_server.port}"
    source = Source(
        id="s", url=f"{home}/", min_delay_s=0, concurrency=1, allow_private_addresses=True
    )
    order = CrawlOrder(
        source=source,
        targets=tuple(lease("s", *(f"{home}/product/{n}" for n in range(1, 4)))),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=9,
        max_pages=10,
        images_per_offer=0,
    )
    ours = ["127.0.0.1"]
    crawled = crawl_in_child(order, {"rebind.example": [ours, ours, ["169.254.169.254"]]})
    outcomes = [visit.outcome for visit in crawled.visits]
    assert sorted(outcomes) == [VisitOutcome.READ, VisitOutcome.POLICY, VisitOutcome.POLICY]
    assert len(fault_server.asked) == 2


def test_a_public_name_with_an_inner_address_is_never_connected_to(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    home = f"http://inner.example:{fault_server.port}"
    source = Source(id="s", url=f"{home}/", min_delay_s=0)
    order = CrawlOrder(
        source=source,
        targets=tuple(lease("s", f"{home}/", "http://plain.example/")),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=9,
        max_pages=10,
    )
    inside = [["127.0.0.1"]]
    crawled = crawl_in_child(order, {"inner.example": inside, "plain.example": inside})
    assert len(crawled.visits) == 2
    for visit in crawled.visits:
        assert visit.outcome is VisitOutcome.POLICY, visit
        assert "loopback" in (visit.because or "")
    assert fault_server.asked == []


def test_a_child_told_to_end_ends_soon_and_keeps_what_it_has(
    fault_server: FaultServer, tmp_path: Path
) -> None:
    open_shop(fault_server, 60)
    order = _order(fault_server, *(f"/product/{n}" for n in range(60)), limit_s=60)
    slow = replace(order, source=replace(order.source, min_delay_s=0.3))
    child = start_child(slow, tmp_path)
    with child:
        assert child.stdout is not None
        first = child.stdout.readline()
        child.terminate()
        begun = time.monotonic()
        rest = child.stdout.read().splitlines()
        assert child.wait(20) == 0
    assert time.monotonic() - begun < 6
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
        await asyncio.sleep(0.1)
        under_way[0] -= 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<p>hi")

    for number in range(12):
        fault_server.answers[f"/product/{number}"] = slow
    order = _order(fault_server, *(f"/product/{n}" for n in range(12)))
    crawled = crawl_in_child(replace(order, source=replace(order.source, concurrency=2)))
    assert len(crawled.visits) == 12
    assert most == [2]


def test_a_certificate_nobody_signed_is_not_trusted(
    crawl_in_child: CrawlInChild, self_signed_server: FaultServer
) -> None:
    open_shop(self_signed_server)
    home = f"https://127.0.0.1:{self_signed_server.port}"
    order = _order(self_signed_server, "/product/1")
    source = replace(order.source, url=f"{home}/")
    crawled = crawl_in_child(
        replace(order, source=source, targets=tuple(lease("s", f"{home}/product/1")))
    )
    (visit,) = crawled.visits
    assert visit.outcome is VisitOutcome.FAILED
    assert "certificate" in (visit.because or "")
    assert self_signed_server.asked == []


def test_what_the_time_does_not_reach_gets_no_visit_and_the_child_ends_in_time(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    fault_server.page("/robots.txt", status=404)
    for number in range(30):
        fault_server.drip(f"/product/{number}")
    begun = time.monotonic()
    order = _order(fault_server, *(f"/product/{n}" for n in range(30)), limit_s=6)
    crawled = crawl_in_child(order)
    assert time.monotonic() - begun < 14
    assert crawled.exit_code == 0, crawled.errors
    assert 0 < len(crawled.visits) < 30
    assert {visit.outcome for visit in crawled.visits} == {VisitOutcome.FAILED}
