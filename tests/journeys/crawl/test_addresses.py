"""Names that move, inner addresses, certificates: what a batch never connects to."""

from dataclasses import replace

from monitor.domain.target import VisitOutcome
from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import CrawlInChild, lease
from tests.fixtures.faults import FaultServer
from tests.journeys.crawl.shop import open_shop, order_of


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
        time_limit_s=60,
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
        time_limit_s=60,
        max_pages=10,
    )
    inside = [["127.0.0.1"]]
    crawled = crawl_in_child(order, {"inner.example": inside, "plain.example": inside})
    assert len(crawled.visits) == 2
    for visit in crawled.visits:
        assert visit.outcome is VisitOutcome.POLICY, visit
        assert "loopback" in (visit.because or "")
    assert fault_server.asked == []


def test_a_certificate_nobody_signed_is_not_trusted(
    crawl_in_child: CrawlInChild, self_signed_server: FaultServer
) -> None:
    open_shop(self_signed_server)
    home = f"https://127.0.0.1:{self_signed_server.port}"
    order = order_of(self_signed_server, "/product/1")
    source = replace(order.source, url=f"{home}/")
    crawled = crawl_in_child(
        replace(order, source=source, targets=tuple(lease("s", f"{home}/product/1")))
    )
    (visit,) = crawled.visits
    assert visit.outcome is VisitOutcome.FAILED
    assert "certificate" in (visit.because or "")
    assert self_signed_server.asked == []
