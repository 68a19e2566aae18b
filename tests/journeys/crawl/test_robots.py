"""robots.txt that cannot be had, and where it leads."""

import pytest

from monitor.domain.target import VisitOutcome
from tests.fixtures.crawl_child import CrawlInChild
from tests.fixtures.faults import FaultServer
from tests.journeys.crawl.shop import open_shop, order_of


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
    crawled = crawl_in_child(order_of(fault_server, "/product/1"))
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
    crawled = crawl_in_child(order_of(fault_server, "/product/1", "/product/2"))
    assert crawled.of(f"{fault_server.url}/product/1").outcome is VisitOutcome.ROBOTS
    assert crawled.of(f"{fault_server.url}/product/2").outcome is VisitOutcome.READ
