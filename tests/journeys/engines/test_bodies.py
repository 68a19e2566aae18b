"""Every shop software among answers that never end, or are not what they announce."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from monitor.domain.target import TargetKind, Visit, VisitOutcome
from tests.fixtures.crawl_child import Crawled, CrawlTogether
from tests.fixtures.faults import FaultServer, run_fault_server
from tests.journeys.engines.replica import Budget, card_list, order_for
from tests.spiders.engines import shops

Trouble = Callable[[FaultServer, str], None]
BODIES: Mapping[str, tuple[Trouble, str]] = {
    "50 MB": (lambda server, path: server.large(path, 50), "larger than allowed"),
    "a gzip bomb": (
        lambda server, path: server.gzip_bomb(path, 60),
        "larger than allowed when decompressed",
    ),
    "a wrong length": (lambda server, path: server.short(path), "before its announced length"),
    "a drip": (lambda server, path: server.drip(path), "time limit"),
}
BUDGET = Budget(images=0, time_limit_s=45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """One shop software. home: names `lists`; feed: request path of its feed, None without one."""

    name: str
    home: Callable[[list[str]], str]
    lists: tuple[str, ...]
    feed: str | None = None
    index: str | None = None


FEEDS = (
    Shop(
        name="shopify",
        home=lambda urls: shops.shopify_home(urls=urls),
        lists=("/collections/bags",),
        feed="/products.json",
    ),
    Shop(
        name="woocommerce",
        home=lambda urls: shops.woocommerce_home(urls=urls),
        lists=("/product-category/lamps/",),
        feed="/wp-json/wc/store/v1/products",
    ),
    Shop(
        name="magento",
        home=shops.magento_home,
        lists=("/montres.html",),
        feed="/graphql",
    ),
)
AT = "/index.php?route=product/category&path="
LISTS = (
    Shop(
        name="opencart",
        home=lambda _: shops.opencart_home(["index.php?route=information/contact"]),
        lists=tuple(f"{AT}{number}" for number in (20, 21, 22, 23, 24)),
        index="/index.php?route=information/sitemap",
    ),
    Shop(
        name="prestashop",
        home=lambda _: shops.prestashop_home(["/content/4-about-us"]),
        lists=tuple(f"/{number}-tazze" for number in (3, 4, 5, 6, 7)),
        index="/index.php?controller=sitemap",
    ),
)


WAYS = [(f"/products/gannet-{number}", f"Gannet no. {number}") for number in range(10, 22)]
Cases = dict[tuple[str, str], tuple[Crawled, FaultServer]]


def offers_below(server: FaultServer) -> set[str]:
    return {f"{server.url}{url}" for url, _ in WAYS}


def prepared(shop: Shop, server: FaultServer, bad: dict[str, Trouble]) -> None:
    """The good list gives twelve offers; what is bad answers badly."""
    server.page("/", shop.home(list(shop.lists)))
    if shop.index:
        server.page(shop.index, f"<html>{shops.links(list(shop.lists))}</html>")
    for path in shop.lists:
        server.page(path, card_list(WAYS))
    for path, trouble in bad.items():
        trouble(server, path)


@pytest.fixture(scope="module")
def crawled(crawl_together: CrawlTogether) -> Iterator[Cases]:
    """Each feed with each fault, and each map with all faults below it, all at once."""
    with ExitStack() as servers:
        cases: dict[tuple[str, str], FaultServer] = {}
        for shop in FEEDS:
            for fault, (trouble, _) in BODIES.items():
                server = servers.enter_context(contextmanager(run_fault_server)())
                prepared(shop, server, {shop.feed or "": trouble})
                cases[shop.name, fault] = server
        for shop in LISTS:
            server = servers.enter_context(contextmanager(run_fault_server)())
            troubles = [trouble for trouble, _ in BODIES.values()]
            prepared(shop, server, dict(zip(shop.lists, troubles, strict=False)))
            cases[shop.name, "all"] = server
        heard = crawl_together([order_for(server, BUDGET) for server in cases.values()])
        yield dict(zip(cases, zip(heard, cases.values(), strict=True), strict=True))


def listed(crawled: Crawled) -> set[str]:
    found = (target for visit in crawled.visits for target in visit.found)
    return {target.url for target in found if target.kind is TargetKind.LISTING}


def visit_of(crawled: Crawled, server: FaultServer, path: str) -> Visit:
    (visit,) = [v for v in crawled.visits if v.target.url.startswith(f"{server.url}{path}")]
    return visit


@pytest.mark.parametrize("fault", BODIES)
@pytest.mark.parametrize("shop", FEEDS, ids=lambda shop: shop.name)
def test_a_feed_that_cannot_be_kept_sends_the_visit_to_the_shops_lists(
    crawled: Cases, shop: Shop, fault: str
) -> None:
    visits, server = crawled[shop.name, fault]
    assert visits.exit_code == 0, visits.errors
    visit = visit_of(visits, server, shop.feed or "")
    assert (visit.outcome, visit.sightings) == (VisitOutcome.FAILED, ())
    assert BODIES[fault][1] in (visit.because or "")
    assert listed(visits) == offers_below(server)


@pytest.mark.parametrize("shop", LISTS, ids=lambda shop: shop.name)
def test_lists_that_cannot_be_kept_cost_themselves_alone(crawled: Cases, shop: Shop) -> None:
    visits, server = crawled[shop.name, "all"]
    assert visits.exit_code == 0, visits.errors
    for path, (_, because) in zip(shop.lists, BODIES.values(), strict=False):
        visit = visit_of(visits, server, path)
        assert visit.outcome is VisitOutcome.FAILED
        assert because in (visit.because or "")
    assert listed(visits) == offers_below(server)
