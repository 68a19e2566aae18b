"""A batch on a shop that behaves: what is visited, what is reported, how politely."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import LeasedTarget, Target, TargetKind, VisitOutcome
from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from spiders.sites.generic.spider import GenericSpider
from tests.fixtures.crawl_child import Crawled, CrawlInChild, lease
from tests.fixtures.faults import FaultServer, run_fault_server
from tests.journeys.crawl.shop import open_shop

ROBOTS = "User-agent: *\nDisallow: /product/9\nDisallow: /img/8\nSitemap: /maps/shop.xml\n"


@pytest.fixture(scope="module")
def shop() -> Iterator[FaultServer]:
    for server in run_fault_server():
        open_shop(server)
        server.page("/robots.txt", ROBOTS)
        locations = f"<url><loc>{server.url}/product/7</loc></url>"
        server.page("/maps/shop.xml", f"<urlset>{locations}</urlset>")
        yield server


@pytest.fixture(scope="module")
def crawled(shop: FaultServer, crawl_in_child: CrawlInChild) -> Crawled:
    source = Source(
        id="s", url=f"{shop.url}/", min_delay_s=0, allow_private_addresses=True, max_depth=4
    )
    seeds = [*GenericSpider().seeds(source, ["ACME bag", "艾克米"])]
    offers = [
        Target(source_id="s", url=f"{shop.url}/product/{n}", kind=TargetKind.LISTING)
        for n in (1, 8, 9, 404)
    ]
    recheck = Target(
        source_id="s", url=f"{shop.url}/product/405", kind=TargetKind.LISTING, recheck=True
    )
    leases = [LeasedTarget(id=i, target=t) for i, t in enumerate([*seeds, *offers])]
    leases += [
        LeasedTarget(id=90, target=recheck, control_url=f"{shop.url}/product/2"),
    ]
    return crawl_in_child(
        CrawlOrder(
            source=source,
            targets=tuple(leases),
            user_agent="Rightswatch/0.1 (+https://bureau.example)",
            contact="ops@bureau.example",
            time_limit_s=60,
            max_pages=100,
            images_per_offer=2,
        )
    )


def test_the_child_ends_by_itself_and_well(crawled: Crawled) -> None:
    assert crawled.exit_code == 0, crawled.errors


def test_every_leased_target_has_exactly_one_visit(crawled: Crawled) -> None:
    ids = [visit.target_id for visit in crawled.visits if visit.target_id is not None]
    assert sorted(ids) == [0, 1, 2, 3, 4, 5, 6, 7, 90]
    urls = [visit.target.url for visit in crawled.visits]
    assert len(urls) == len(set(urls))


def test_every_visit_that_read_nothing_says_why(crawled: Crawled) -> None:
    for visit in crawled.visits:
        assert (visit.because is None) == (visit.outcome is VisitOutcome.READ), visit


def test_an_offer_comes_with_its_page_and_pictures_kept(
    crawled: Crawled, shop: FaultServer
) -> None:
    visit = crawled.of(f"{shop.url}/product/1")
    (sighting,) = visit.sightings
    assert visit.page_kind is PageKind.LISTING
    assert sighting.offer.title == "ACME bag 1"
    assert sighting.page is not None
    body = crawled.blobs.get(sighting.page.body_sha256)
    assert body is not None
    assert b"ACME bag 1" in body
    assert sighting.offer.images[0].sha256 is not None
    picture = crawled.blobs.get(sighting.offer.images[0].sha256)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert sighting.seen_at == sighting.page.fetched_at


def test_robots_refuse_pages_and_pictures_and_the_offer_is_still_seen(
    crawled: Crawled, shop: FaultServer
) -> None:
    assert crawled.of(f"{shop.url}/product/9").outcome is VisitOutcome.ROBOTS
    assert "/product/9" not in shop.paths()
    (sighting,) = crawled.of(f"{shop.url}/product/8").sightings
    assert sighting.offer.images[0].sha256 is None
    assert "/img/8.png" not in shop.paths()


def test_robots_txt_is_asked_once(crawled: Crawled, shop: FaultServer) -> None:
    assert crawled.exit_code == 0
    assert shop.paths().count("/robots.txt") == 1


def test_categories_are_followed_and_offers_reported_not_visited(
    crawled: Crawled, shop: FaultServer
) -> None:
    category = crawled.of(f"{shop.url}/category/bags")
    assert category.target_id is None
    offers = {t.url for t in category.found if t.kind is TargetKind.LISTING}
    assert {f"{shop.url}/product/{n}" for n in range(5)} <= offers
    assert "/product/3" not in shop.paths()


def test_next_pages_are_followed_while_they_bring_new_offers(
    crawled: Crawled, shop: FaultServer
) -> None:
    assert crawled.exit_code == 0
    assert "/category/bags?page=2" in shop.paths()
    assert "/category/bags?page=3" in shop.paths()
    assert "/category/bags?page=4" not in shop.paths()


def test_nothing_that_acts_or_only_sorts_is_asked_for(crawled: Crawled, shop: FaultServer) -> None:
    assert crawled.exit_code == 0
    for trap in ("/cart", "/logout", "/account/login"):
        assert trap not in shop.paths()
    assert not any("sort=" in path or "add-to-cart" in path for path in shop.paths())


def test_the_shops_own_search_is_found_and_used_for_each_query(
    crawled: Crawled, shop: FaultServer
) -> None:
    assert crawled.exit_code == 0
    searches = [path for path in shop.paths() if path.startswith("/search")]
    assert sorted(searches) == [
        "/search?lang=en&q=%E8%89%BE%E5%85%8B%E7%B1%B3",
        "/search?lang=en&q=ACME+bag",
    ]
    assert shop.paths().count("/") == 1


def test_a_sitemap_that_robots_name_is_read(crawled: Crawled, shop: FaultServer) -> None:
    sitemap = crawled.of(f"{shop.url}/maps/shop.xml")
    assert [target.url for target in sitemap.found] == [f"{shop.url}/product/7"]


def test_a_missing_offer_is_gone_and_its_control_is_alive(
    crawled: Crawled, shop: FaultServer
) -> None:
    visit = crawled.of(f"{shop.url}/product/405")
    assert visit.outcome is VisitOutcome.GONE
    assert visit.control_alive is True
    assert crawled.of(f"{shop.url}/product/404").control_alive is None


def test_every_request_says_who_asks(crawled: Crawled, shop: FaultServer) -> None:
    assert crawled.exit_code == 0
    for ask in shop.asked:
        assert ask.headers["user-agent"] == "Rightswatch/0.1 (+https://bureau.example)"
        assert ask.headers["from"] == "ops@bureau.example"
        assert "cookie" not in ask.headers


def test_the_pause_between_requests_is_kept_and_the_budget_too(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    open_shop(fault_server)
    fault_server.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.5\n")
    source = Source(
        id="s", url=f"{fault_server.url}/", min_delay_s=0.1, allow_private_addresses=True
    )
    urls = [f"{fault_server.url}/product/{n}" for n in range(8)]
    crawled = crawl_in_child(
        CrawlOrder(
            source=source,
            targets=tuple(lease("s", *urls)),
            user_agent="Rightswatch/0.1",
            contact="",
            time_limit_s=60,
            max_pages=4,
            images_per_offer=0,
        )
    )
    assert len(crawled.visits) == 4
    moments = [ask.at_s for ask in fault_server.asked]
    gaps = [after - before for before, after in pairwise(moments)]
    assert len(moments) == 5
    # On a busy machine one arrival is late and the next gap short; the configured 0.1 s is far off.
    assert median(gaps[1:]) >= 0.4
    assert sum(gaps[1:]) >= 3 * 0.3
