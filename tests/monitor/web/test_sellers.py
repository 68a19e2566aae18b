"""Sellers: who is linked with whom, what remains without a link, and who may cut one."""

from dataclasses import replace

import pytest

from monitor.domain.network import SellerRef, Trait, TraitKind
from monitor.domain.person import Person
from monitor.domain.seller import Seller
from monitor.store.database import SqlStore
from monitor.web.desk import Desk
from tests.contracts.store.made import sighting, verdict
from tests.monitor.web.conftest import HOLDER, OFFICER, OPERATOR, READER, Browser

PHONE = Trait(kind=TraitKind.PHONE, value="+8613800000000", shown="138****0000")
SHOT = Trait(kind=TraitKind.PICTURE, value="ab" * 32, shown="picture abab")
LICENCE = Trait(kind=TraitKind.LICENCE, value="91440300", shown="9144****")


@pytest.fixture
def sold(store: SqlStore, desk: Desk) -> dict[str, int]:
    """Bob and Cy share two traits, Cy and Dora a licence; Dora's case is another holder's."""
    has = {"Bob": (PHONE, SHOT), "Cy": (PHONE, SHOT, LICENCE), "Dora": (LICENCE,)}
    rows: dict[str, int] = {}
    for name, traits in has.items():
        asset = "zorvex-word" if name == "Dora" else "acme-word"
        seen = sighting(name, f"{asset[:4].upper()} shoe of {name}")
        offer = replace(seen.offer, seller=Seller(id=name, name=name))
        with store.transaction() as tx:
            row, _ = tx.sightings.record(replace(seen, offer=offer))
            tx.networks.note(row, traits)
            found = [verdict(asset_id=asset)]
            tx.cases.judge(row, asset.partition("-")[0], found, desk.clock.now())
    with store.reading() as tx:
        for one in tx.networks.standings(None, 9):
            rows[str(one.name)] = one.row
    return rows


def test_sellers_are_listed_and_found(officer: Browser, sold: dict[str, int]) -> None:
    text = officer.get("/sellers").text
    assert all(f'href="/sellers/{row}"' in text for row in sold.values())
    found = officer.get("/sellers?named=DOR").text
    assert f"/sellers/{sold['Dora']}" in found
    assert f"/sellers/{sold['Bob']}" not in found
    assert "No seller is like that." in officer.get("/sellers?named=%25").text


def test_a_seller_shows_its_cases_and_who_is_within_reach(
    officer: Browser, sold: dict[str, int]
) -> None:
    text = officer.get(f"/sellers/{sold['Bob']}").text
    assert "ACME shoe of Bob" in text
    assert "telephone → business licence" in text
    assert f"/sellers/{sold['Bob']}/way/{sold['Dora']}" in text


def test_a_way_tells_each_step_and_what_remains_without_it(
    officer: Browser, sold: dict[str, int]
) -> None:
    way = f"/sellers/{sold['Bob']}/way/{sold['Dora']}"
    text = officer.get(way).text
    for told in (
        "Why Bob and Dora are linked", "138****0000", "2 sellers have it", "rarity 1.00",
        "Bob: “ACME shoe of Bob”", "Dora: “ZORV shoe of Dora”", "2026-05-01 12:00",
    ):  # fmt: skip
        assert told in text, told
    assert "Nothing else links them." in officer.get(f"{way}?without=2").text
    assert "Without step" not in officer.get(f"{way}?without=7").text


def test_a_cut_holds_and_is_taken_back(
    officer: Browser, store: SqlStore, sold: dict[str, int]
) -> None:
    way = f"/sellers/{sold['Bob']}/way/{sold['Cy']}"
    assert officer.post(way, linked="0", note=" ").status_code == 422
    done = officer.post(way, linked="0", note="father and <son>")
    text = officer.get(done.headers["location"]).text
    assert "shares nothing rare enough" in text
    assert "Li Wen &lt;li@bureau.example&gt;, 2026-05-04 09:30: father and &lt;son&gt;" in text
    assert "Nothing seen links the two." in officer.get(way).text
    with store.reading() as tx:
        (cut,) = tx.networks.cuts()
    assert {cut.one.key, cut.other.key} == {"Bob", "Cy"}
    officer.post(way, linked="1", note="a mistake")
    assert "138****0000" in officer.get(way).text


def test_a_rights_holder_sees_no_seller_of_others_and_no_way_over_one(
    desk: Desk, sold: dict[str, int]
) -> None:
    holder = Browser(desk).sign_in(HOLDER)
    assert "Dora" not in holder.get("/sellers").text
    text = holder.get(f"/sellers/{sold['Bob']}").text
    assert "telephone" in text
    assert "licence" not in text
    assert holder.get(f"/sellers/{sold['Dora']}").status_code == 404
    assert holder.get(f"/sellers/{sold['Bob']}/way/{sold['Dora']}").status_code == 404
    assert holder.get("/sellers/99").status_code == holder.get("/sellers/x").status_code == 404


@pytest.mark.parametrize(
    ("person", "status"), [(OFFICER, 303), (HOLDER, 403), (READER, 403), (OPERATOR, 403)]
)
def test_only_an_officer_cuts(
    desk: Desk, store: SqlStore, sold: dict[str, int], person: Person, status: int
) -> None:
    way = f"/sellers/{sold['Bob']}/way/{sold['Cy']}"
    assert Browser(desk).sign_in(person).post(way, linked="0", note="x").status_code == status
    with store.reading() as tx:
        assert bool(tx.networks.cuts()) is (status == 303)
        assert tx.networks.is_known(SellerRef(market="shop.example", key="Bob"))
