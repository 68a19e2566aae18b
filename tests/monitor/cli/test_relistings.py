"""What came back, on the command line, and a person's word against it."""

from datetime import UTC, datetime

from monitor.bootstrap import Wiring
from monitor.domain.listing import Listing
from monitor.domain.relisting import GoodsEdge, Relisting, Sameness, Shared
from tests.monitor.cli.conftest import House

EDGE = GoodsEdge(
    shared=Shared.PICTURE, points=6.5, because="both show the same photograph", sellers=2
)
SAME = Sameness(
    score=0.62,
    is_same=True,
    method="relisting.points/2",
    edges=(EDGE,),
    against=("it costs more",),
)


def tie(house: House) -> None:
    """The second case's offer is the goods of the first."""
    with Wiring.open(house.config) as wiring, wiring.store.transaction() as tx:
        tx.relistings.tie(
            Relisting(
                case_id=1,
                case_number="RW-000001",
                listing=Listing(market="127.0.0.1:9", listing_id="2"),
                url="http://127.0.0.1:9/offer/2",
                sighting_id=2,
                at=datetime.now(UTC),
                sameness=SAME,
            )
        )


def test_a_relisting_is_shown_with_its_edges_until_somebody_says_not_the_same(
    house: House,
) -> None:
    tie(house)
    said = (
        "  picture +6.5: both show the same photograph (of 2 sellers)\n  against: it costs more\n"
    )
    assert said in house.call("cases", "relistings").stdout
    assert said in house.call("cases", "show", "RW-000001").stdout
    assert house.asked("cases", "show", "RW-000002")["forerunner"]["case_number"] == "RW-000001"
    (listed,) = house.asked("cases", "relistings")
    assert listed["sameness"]["edges"][0]["sellers"] == 2
    words = ("cases", "not-the-same", "RW-000001", "127.0.0.1:9/2", "--by", "Li", "-m", "smaller")
    assert (
        "127.0.0.1:9/2 is not the goods of RW-000001, which is now open"
        in house.call(*words).stderr
    )
    assert house.asked("cases", "relistings") == []
    told = house.call("cases", "relistings", "--json").stderr
    assert "a-shop-with-a-long-name, in 7 days: due" in told
    assert "not the same, says Li: smaller" in house.call("cases", "show", "RW-000001").stdout
    again = house.call(*words)
    assert again.exit_code == 2
    assert "is not tied to RW-000001" in again.stderr
