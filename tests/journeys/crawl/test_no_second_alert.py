"""What happens to a page after its alert, on a real site: nobody is written to a second time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.domain.case import LiveState
from monitor.domain.target import Visit, VisitOutcome
from monitor.pipeline.crawl import record_visit
from monitor.pipeline.recheck import AGREEING_LOOKS
from monitor.store.blobs import FileBlobs
from monitor.store.database import open_store
from tests.fixtures.crawl_child import CrawlInChild, lease
from tests.fixtures.faults import FaultServer
from tests.journeys.crawl.shop import PICTURE, offer_page, order_of
from tests.monitor.pipeline.small_house import PLAN, SHOP, House, everything, live

PATH, CONTROL = "/product/1", "/product/2"
BANNER = (
    "<div id='cookie-banner' class='consent' role='dialog'><h2>We value your privacy</h2><p>We and"
    " our partners store cookies on your device.</p><button>Accept all</button>"
    "<button>Reject</button></div>"
)


@dataclass
class Site:
    """A shop on loopback, the crawl child that visits it, and the house that hears of it."""

    server: FaultServer
    crawl: CrawlInChild
    house: House

    def shows(self, page: str | None = None, *, path: str = PATH, status: int = 200) -> None:
        """What the page is from now on; None = the offer as it always was."""
        self.server.page(path, page or offer_page(self.server, 1), status=status)

    def look(self) -> Visit:
        """One visit of the offer as a recheck makes it, and all that follows from it."""
        self.house.clock.moment = datetime.now(UTC)
        source = replace(SHOP, url=f"{self.server.url}/", min_delay_s=0)
        source = replace(source, allow_private_addresses=True)
        (leased,) = lease(SHOP.id, f"{self.server.url}{PATH}")
        target = replace(leased.target, recheck=True)
        asked = replace(leased, target=target, control_url=f"{self.server.url}{CONTROL}")
        order = replace(order_of(self.server, PATH), source=source, targets=(asked,))
        visit = self.crawl(order).of(target.url)
        plan = replace(PLAN, source=source)
        record_visit(self.house.store, plan, visit, asked, self.house.clock.now())
        self.house.clock.moment = datetime.now(UTC)
        self.house.all_the_way()
        return visit

    def letters_in_the_end(self) -> int:
        """How many were sent, two days later: what only waits for its hour has gone by then."""
        for _ in range(4):
            self.house.clock.pass_by(timedelta(hours=12))
            self.house.all_the_way()
        return len(self.house.letterbox.taken)


@pytest.fixture
def site(tmp_path: Path, fault_server: FaultServer, crawl_in_child: CrawlInChild) -> Iterator[Site]:
    """One offer that was alerted, and one beside it that stays."""
    store = open_store(f"sqlite:///{tmp_path}/house.db")
    house = House(store, FileBlobs(tmp_path / "blobs"))
    everything(house)
    site = Site(fault_server, crawl_in_child, house)
    site.shows()
    site.shows(offer_page(fault_server, 2, title="garden hose"), path=CONTROL)
    for number in (1, 2):
        png = {"Content-Type": "image/png"}
        fault_server.page(f"/img/{number}.png", PICTURE, headers=png)
    assert site.look().outcome is VisitOutcome.READ
    assert len(house.letterbox.taken) == 1
    yield site
    store.close()


def test_a_page_that_comes_and_goes_is_neither_removed_nor_told_again(site: Site) -> None:
    for _ in range(2):
        site.shows("<h1>no such page</h1>", status=404)
        gone = site.look()
        assert (gone.outcome, gone.control_alive) == (VisitOutcome.GONE, True)
        assert live(site.house) is LiveState.LIVE  # one look takes nothing down
        site.shows()
        site.look()
    assert live(site.house) is LiveState.LIVE
    assert site.letters_in_the_end() == 1


def test_a_site_that_is_dead_for_longer_than_a_removal_takes_removes_nothing(site: Site) -> None:
    for path in (PATH, CONTROL):
        site.server.reset(path)
    for _ in range(AGREEING_LOOKS):
        assert site.look().outcome is VisitOutcome.FAILED
    assert live(site.house) is LiveState.ERROR
    site.shows()
    site.look()
    assert live(site.house) is LiveState.LIVE
    assert site.letters_in_the_end() == 1


def test_a_cookie_banner_is_no_change_of_the_offer(site: Site) -> None:
    plain = offer_page(site.server, 1)
    site.shows(plain.replace("<body>", f"<body>{BANNER}"))
    assert site.look().outcome is VisitOutcome.READ
    assert live(site.house) is LiveState.LIVE
    assert site.letters_in_the_end() == 1


def test_another_price_is_a_change_that_is_kept_and_told_to_nobody(site: Site) -> None:
    site.shows(offer_page(site.server, 1).replace("19.90", "14.90"))
    site.look()
    assert live(site.house) is LiveState.CHANGED
    with site.house.store.transaction() as tx:
        price = tx.cases.file(1).sighting.offer.price
    assert price is not None
    assert str(price.amount) == "14.90"
    assert site.letters_in_the_end() == 1
