"""A source whose pages are always rendered: its feed is not, for it is no page."""

from dataclasses import replace

from monitor.domain.watch import BrowserUse
from monitor.ports.browser import BrowserSpec
from tests.fixtures.crawl_child import CrawlInChild
from tests.fixtures.faults import FaultServer
from tests.journeys.engines.replica import Budget, open_shopify, order_for


def test_a_feed_is_read_as_sent_where_pages_are_rendered(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, browser_spec: BrowserSpec
) -> None:
    open_shopify(fault_server, 12)
    order = order_for(fault_server, Budget(images=0))
    source = replace(order.source, browser=BrowserUse.ALWAYS)
    crawled = crawl_in_child(replace(order, source=source, browser=browser_spec))
    (visit,) = [visit for visit in crawled.visits if "products.json" in visit.target.url]
    assert len(visit.sightings) == 12
    (answer,) = {sighting.page for sighting in visit.sightings}
    assert answer is not None
    assert not answer.rendered
