"""A closed case whose goods come back: opened again, told once, and closed by a person's word."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from monitor.bootstrap.recognising import recognition
from monitor.domain.asset import AuthorisedSeller, Holder
from monitor.domain.case import CaseEventKind, CaseFile, CaseState, LiveState
from monitor.domain.listing import Listing, Offer, OfferedImage, Sighting
from monitor.domain.page import PageKind
from monitor.domain.relisting import Refusal, Relisting, Shared
from monitor.domain.review import Review
from monitor.domain.seller import Seller
from monitor.domain.target import VisitOutcome
from monitor.pipeline.decide import Judge
from monitor.pipeline.pictures import PictureDesk
from monitor.pipeline.recheck import AGREEING_LOOKS, days_to_relist
from monitor.pipeline.relisting import refuse
from monitor.pipeline.review import review
from monitor.ports.pictures import OpenedPicture
from monitor.ports.store import CaseQuery
from monitor.store.blobs import FileBlobs
from monitor.store.database import open_store
from rules.image.likeness import mark_of
from rules.pictures.decode import decode
from rules.pictures.prepared import pack
from tests.monitor.pipeline.small_house import NOON, House, everything
from tests.rules.image.test_likeness import cut, photo

MARKET = "shop.example"
HOLDER = Holder(
    id="h",
    name="ACME Ltd",
    authorised_sellers=(AuthorisedSeller(market=MARKET, seller="the official store"),),
)
PHOTO = b"a photograph"
DAY = timedelta(days=1)


class ThatRemembers(House):
    """A house that knows goods of closed cases again."""

    def judge(self) -> Judge:
        return replace(super().judge(), recognition=recognition({"h": HOLDER}))

    def offered(self, title: str, number: str, seller: str, *pictures: bytes) -> None:
        url = f"http://{MARKET}/{number}"
        offer = Offer(
            listing=Listing(market=MARKET, listing_id=number),
            url=url,
            title=title,
            seller=Seller(id=seller),
            images=tuple(OfferedImage(url="u", sha256=self.blobs.put(one)) for one in pictures),
        )
        sighting = Sighting(source_id="shop", offer=offer, seen_at=self.clock.now())
        self.visit(url, VisitOutcome.READ, PageKind.LISTING, (sighting,))
        self.all_the_way()

    def goes(self, number: str) -> None:
        """The offer is gone, as enough looks agree."""
        for _ in range(AGREEING_LOOKS):
            self.clock.pass_by(timedelta(hours=1))
            self.visit(f"http://{MARKET}/{number}", VisitOutcome.GONE, control_alive=True)

    def confirm(self, number: str = "RW-000001") -> None:
        self.clock.pass_by(timedelta(hours=1))
        word = CaseState.CONFIRMED
        now = self.clock.now()
        review(self.store, Review(case_number=number, decision=word, by="Li", at=now))

    def case(self, number: int = 1) -> CaseFile:
        with self.store.transaction() as tx:
            return tx.cases.file(number)

    def cases(self) -> int:
        with self.store.transaction() as tx:
            return len(tx.cases.list(CaseQuery()))

    def relistings(self, number: int = 1) -> list[Relisting]:
        with self.store.transaction() as tx:
            return list(tx.relistings.of_case(number))

    @property
    def letters(self) -> list[str]:
        """Cases of each letter."""
        return [alert.subject for alert in self.letterbox.taken]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[ThatRemembers]:
    store = open_store(f"sqlite:///{tmp_path}/house.db")
    house = ThatRemembers(store, FileBlobs(tmp_path / "blobs"))
    everything(house)
    house.offered("ACME leather tote bag", "1", "bob", PHOTO)
    yield house
    store.close()


def test_the_photograph_without_the_brand_opens_the_case_again_and_one_letter_says_so(
    house: ThatRemembers,
) -> None:
    house.confirm()
    house.goes("1")
    house.clock.pass_by(2 * DAY)
    house.offered("A roomy thing for shopping", "2", "eve", PHOTO)
    (tied,) = house.relistings()
    assert (tied.listing.listing_id, tied.reopened) == ("2", True)
    assert "which nobody else shows" in tied.sameness.edges[0].because
    file = house.case()
    assert file.case.state is CaseState.OPEN
    kinds = [event.kind for event in file.events]
    assert kinds[-4:] == [
        CaseEventKind.RELISTED,
        CaseEventKind.REOPENED,
        CaseEventKind.SEALED,
        CaseEventKind.ALERTED,
    ]
    assert house.letters == ["RW-000001", "RW-000001"]
    assert house.recorder.orders[-1].sighting.offer.listing.listing_id == "2"
    with house.store.transaction() as tx:
        looks = tx.cases.happened(CaseEventKind.LIVE_STATE, NOON)
        assert days_to_relist(looks, tx.relistings.standing(NOON)) == [2.0]


def test_ten_more_numbers_of_the_same_goods_are_tied_and_told_to_nobody(
    house: ThatRemembers,
) -> None:
    house.confirm()
    house.goes("1")
    house.clock.pass_by(DAY)
    for number in range(2, 12):
        house.offered("A roomy thing for shopping", str(number), "eve", PHOTO)
        house.clock.pass_by(timedelta(minutes=5))
    assert len(house.relistings()) == 10
    assert [one.reopened for one in house.relistings()] == [True] + [False] * 9
    assert house.letters == ["RW-000001", "RW-000001"]


def test_a_relisting_that_is_a_case_of_its_own_is_told_by_that_case_alone(
    house: ThatRemembers,
) -> None:
    house.confirm()
    house.goes("1")
    house.clock.pass_by(DAY)
    house.offered("ACME bag, new", "2", "eve", PHOTO)
    assert house.case(1).case.state is CaseState.OPEN
    assert house.letters == ["RW-000001", "RW-000002"]
    with house.store.transaction() as tx:
        tied = tx.relistings.of_listing(Listing(market=MARKET, listing_id="2"), "h")
    assert tied is not None
    assert tied.case_number == "RW-000001"


def test_who_is_authorised_or_was_there_before_or_sells_beside_is_not_tied(
    house: ThatRemembers,
) -> None:
    house.clock.pass_by(timedelta(minutes=5))
    house.offered("a bag, the same", "2", "eve", PHOTO)
    house.confirm()
    house.clock.pass_by(timedelta(minutes=5))
    house.offered("a bag in brown", "3", "bob", PHOTO)
    house.offered("a bag, as it should be", "4", "the official store", PHOTO)
    house.offered("a garden hose", "5", "mallory", b"a hose")
    assert house.relistings() == []
    assert house.letters == ["RW-000001"]


def test_what_was_put_up_before_anybody_knew_of_the_removal_is_tied_when_it_is_known(
    house: ThatRemembers,
) -> None:
    house.clock.pass_by(timedelta(hours=2))
    house.offered("a roomy thing", "2", "bob", PHOTO)
    assert house.relistings() == []
    house.goes("1")
    assert house.case().case.live is LiveState.REMOVED
    house.all_the_way()
    assert [one.listing.listing_id for one in house.relistings()] == ["2"]
    assert house.letters == ["RW-000001", "RW-000001"]


def test_not_the_same_closes_the_case_as_it_was_and_holds_for_good(house: ThatRemembers) -> None:
    house.confirm()
    house.goes("1")
    house.clock.pass_by(DAY)
    house.offered("a roomy thing", "2", "eve", PHOTO)
    again = Listing(market=MARKET, listing_id="2")
    said = Refusal(by="Li", at=house.clock.now(), note="another lining")
    refused = refuse(house.store, "RW-000001", again, said)
    assert refused is not None
    assert refused.refused == said
    file = house.case()
    assert file.case.state is CaseState.CONFIRMED
    assert file.events[-1].kind is CaseEventKind.RELISTING_REFUSED
    assert file.events[-1].note == "shop.example/2: another lining"
    assert refuse(house.store, "RW-000001", again, said) is None
    house.clock.pass_by(DAY)
    house.offered("a roomy thing, cheaper", "2", "eve", PHOTO)
    assert house.case().case.state is CaseState.CONFIRMED
    assert house.letters == ["RW-000001", "RW-000001"]


def test_after_another_offer_was_refused_the_one_that_is_the_same_opens_the_case_again(
    house: ThatRemembers,
) -> None:
    house.goes("1")
    house.clock.pass_by(DAY)
    house.offered("a roomy thing", "2", "eve", PHOTO)
    other = Listing(market=MARKET, listing_id="2")
    refuse(house.store, "RW-000001", other, Refusal(by="Li", at=house.clock.now()))
    house.clock.pass_by(DAY)
    house.offered("a bag for shopping", "3", "eve", PHOTO)
    assert [one.reopened for one in house.relistings()] == [True, True]
    assert house.letters == ["RW-000001"] * 3


class OpensHere:
    """Opens pictures in this process: they are the test's own."""

    def open(self, content: bytes) -> OpenedPicture:
        (picture,) = decode(content)
        return OpenedPicture(pixels=pack([picture]), fingerprint=mark_of(picture))


class ThatSees(ThatRemembers):
    """One that knows photographs again, however they were encoded."""

    desk = PictureDesk(OpensHere(), None)

    def judge(self) -> Judge:
        return replace(super().judge(), desk=self.desk)


@pytest.fixture
def seeing(tmp_path: Path) -> Iterator[ThatSees]:
    store = open_store(f"sqlite:///{tmp_path}/house.db")
    house = ThatSees(store, FileBlobs(tmp_path / "blobs"))
    everything(house)
    house.offered("ACME leather tote bag", "1", "bob", encoded(photo(1)))
    yield house
    store.close()


@pytest.mark.parametrize("closing", ["confirmed", "removed"])
def test_a_copy_with_its_edges_cut_off_is_known_once_the_case_is_closed(
    seeing: ThatSees, closing: str
) -> None:
    if closing == "confirmed":
        seeing.confirm()
    else:
        seeing.goes("1")
    seeing.clock.pass_by(DAY)
    trimmed = cut(photo(1), 0.03, 0.03, 0.03, 0.03)
    seeing.offered("A roomy thing for shopping", "2", "eve", encoded(trimmed))
    (tied,) = seeing.relistings()
    assert tied.sameness.edges[0].shared is Shared.PICTURE
    seeing.offered("Another thing", "3", "eve", encoded(photo(2)))
    assert len(seeing.relistings()) == 1


def test_a_photograph_of_a_closed_case_that_is_gone_holds_nothing_up(
    seeing: ThatSees, tmp_path: Path
) -> None:
    seeing.confirm()
    seeing.clock.pass_by(DAY)
    for file in (tmp_path / "blobs").rglob("*"):
        if file.is_file():
            file.unlink()
    seeing.offered("A roomy thing for shopping", "2", "eve", encoded(photo(1)))
    with seeing.store.transaction() as tx:
        assert tx.pictures.trims_due(9) == []
    assert len(seeing.relistings()) == 1


def encoded(picture: Image.Image) -> bytes:
    sink = io.BytesIO()
    picture.save(sink, "PNG")
    return sink.getvalue()
