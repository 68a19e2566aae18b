"""A batch on a server that does everything wrong: each fault costs its own page and no other."""

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from monitor.domain.target import LeasedTarget, Target, TargetKind, VisitOutcome
from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import Crawled, CrawlInChild, lease
from tests.fixtures.faults import FaultServer, run_fault_server
from tests.journeys.crawl.shop import CHALLENGE, offer_page, open_shop


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
    server.page("/product/410", status=410)
    server.page("/product/451", status=451)
    server.page("/product/418", status=418)
    server.page("/product/challenge", CHALLENGE, status=403)
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
                time_limit_s=36,  # a third of it is what a drip costs
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
    assert faulty.took_s < 180


@pytest.mark.parametrize(
    ("path", "outcome", "because"),
    [
        ("/product/500", VisitOutcome.FAILED, "answered 500"),
        ("/product/503", VisitOutcome.FAILED, "answered 503"),
        ("/product/418", VisitOutcome.FAILED, "answered 418"),
        ("/product/403", VisitOutcome.CHALLENGE, "refuses us (403)"),
        ("/product/410", VisitOutcome.GONE, "410"),
        ("/product/451", VisitOutcome.GONE, "legal"),
        ("/product/challenge", VisitOutcome.CHALLENGE, "shows a challenge"),
        ("/product/large", VisitOutcome.FAILED, "larger than allowed"),
        ("/product/bomb", VisitOutcome.FAILED, "larger than allowed when decompressed"),
        ("/product/short", VisitOutcome.FAILED, "before its announced length"),
        ("/product/drip", VisitOutcome.FAILED, "time limit"),
        ("/product/drip-head", VisitOutcome.FAILED, "time limit"),
        ("/product/reset", VisitOutcome.FAILED, "connection broke"),
        ("/product/garbage", VisitOutcome.FAILED, ""),
        ("/product/nozip", VisitOutcome.FAILED, "cannot be unpacked"),
        ("/product/empty", VisitOutcome.FAILED, "answered with nothing"),
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


@pytest.mark.parametrize("path", ["/product/bytes", "/product/pdf", "/product/deep"])
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
