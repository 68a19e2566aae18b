"""`rightswatch sellers`: from offers as they were seen to who is linked with whom, and why."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.bootstrap import Wiring
from monitor.bootstrap.hands import Hands
from monitor.domain.listing import Listing, Offer, Sighting
from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.pipeline.crawl import record_visit
from monitor.runtime.lease import Owner
from tests.monitor.cli.conftest import House

SOURCE = "a-shop-with-a-long-name"
MARKET = "127.0.0.1:9"
SOLD = {
    "bag-king": ("ZORVEX handbag", "Ask 13812345678, or write to bags@dealer.example"),
    "bag-queen": ("garden hose", "We ship from stock. WeChat: bagqueen88 Tel 138-1234-5678"),
    "third[bold]": ("socks", "WeChat: bagqueen88"),
    "stranger": ("umbrella", "Ask 13987654321"),
}


def _visit(number: int, key: str, title: str, description: str) -> Visit:
    now = datetime.now(UTC)
    url = f"http://{MARKET}/offer/{number}"
    offer = Offer(
        listing=Listing(market=MARKET, listing_id=str(number)),
        url=url,
        title=title,
        description=description,
        seller=Seller(id=key, name=key.upper()),
    )
    seen = Sighting(source_id=SOURCE, offer=offer, seen_at=now)
    return Visit(
        target_id=None,
        target=Target(source_id=SOURCE, url=url, kind=TargetKind.LISTING),
        outcome=VisitOutcome.READ,
        started_at=now,
        ended_at=now,
        page_kind=PageKind.LISTING,
        sightings=(seen, replace(seen)),
    )


@pytest.fixture
def dealers(empty_house: House) -> House:
    """Four sellers, three of them linked; one has a case."""
    with Wiring.open(empty_house.config) as wiring, Owner(wiring.store, wiring.clock) as owner:
        wiring.register()
        (plan,) = wiring.plans.values()
        for number, (key, said) in enumerate(SOLD.items()):
            record_visit(wiring.store, plan, _visit(number, key, *said), None, wiring.clock.now())
        assert Hands(wiring, owner).steps["match"]() == len(SOLD)
    return empty_house


def ref(key: str) -> str:
    return f"{MARKET}/{key}"


def test_sellers_of_cases_are_listed_with_whom_they_share_what(dealers: House) -> None:
    printed = dealers.call("sellers").stdout.splitlines()
    assert printed[0] == ref("bag-king")
    assert printed[1].startswith(f"  {ref('bag-queen')}: 0.90 by phone 138*****678 (of 2 sellers")
    assert printed[2].startswith(f"  {ref('third[bold]')}: 0.81 by phone")
    assert ", then messenger bag****n88" in printed[2]
    assert len(printed) == 3
    (told,) = dealers.asked("sellers")
    assert [one["seller"]["key"] for one in told["linked"]] == ["bag-queen", "third[bold]"]


def test_why_tells_the_way_edge_by_edge(dealers: House) -> None:
    printed = dealers.call("sellers", "why", ref("third[bold]"), ref("bag-king")).stdout
    first, second, strength = printed.splitlines()
    assert first.startswith(f"{ref('third[bold]')} and {ref('bag-queen')}: messenger")
    assert second.startswith(f"{ref('bag-queen')} and {ref('bag-king')}: phone")
    assert strength == "strength 0.81 of 1"
    nothing = dealers.call("sellers", "why", ref("stranger"), ref("bag-king"))
    assert nothing.stderr == f"nothing seen links {ref('stranger')} with {ref('bag-king')}\n"


def test_a_cut_shows_what_remains_and_can_be_taken_back(dealers: House) -> None:
    pair = (ref("bag-king"), ref("bag-queen"))
    said = dealers.call("sellers", "cut", *pair, "--by", "Li Wei", "-m", "a courier's number")
    assert said.stderr == f"{pair[0]} and {pair[1]} are no longer linked\n"
    assert dealers.asked("sellers", "links", pair[0]) == []
    assert [one["seller"]["key"] for one in dealers.asked("sellers", "links", pair[1])] == [
        "third[bold]"
    ]
    with Wiring.open(dealers.config) as wiring, wiring.store.transaction() as tx:
        (cut,) = tx.networks.cuts()
    assert (cut.by, cut.note) == ("Li Wei", "a courier's number")
    dealers.call("sellers", "join", *pair)
    assert len(dealers.asked("sellers", "links", pair[0])) == 2


def test_a_number_of_a_person_is_nowhere_in_the_table(dealers: House) -> None:
    printed = dealers.call("sellers", "links", ref("bag-king"), "--json").stdout
    assert "13812345678" not in printed
    assert "138*****678" in printed


def test_an_unknown_seller_is_a_clear_mistake(dealers: House) -> None:
    told = dealers.call("sellers", "links", "nowhere.example/x")
    assert told.exit_code == 2
    assert "no offer of 'nowhere.example/x' was seen" in " ".join(told.stderr.split())


def test_without_cases_there_is_a_word_about_it(empty_house: House) -> None:
    assert "no seller of an open or confirmed case" in empty_house.call("sellers").stderr
