"""Deleting evidence: the tombstone first, then the bytes; a kill in between loses neither."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.evidence.known_log import KnownLog
from alerts.evidence.verify_log import presence_checks
from monitor.domain.case import CaseEventKind, CaseState
from monitor.domain.errors import CaptureFailed, CaseHeld, UnknownCase
from monitor.domain.review import Review
from monitor.pipeline.retention import Archive, delete_case, delete_expired, hold, release
from monitor.pipeline.review import review
from tests.monitor.pipeline.small_house import House, everything, number

KEEP = {CaseState.DISMISSED: timedelta(days=30)}


@dataclass
class Folders:
    """A store of evidence that holds names alone, and fails when told to."""

    there: set[str] = field(default_factory=set)
    fails: bool = False

    def remove(self, where: str) -> bool:
        if self.fails:
            message = "the disk is away"
            raise CaptureFailed(message)
        self.there.discard(where)
        return True

    def place(self, where: str, files: Mapping[str, bytes]) -> bool:
        del files
        self.there.add(where)
        return True

    def replace(self, where: str, files: Mapping[str, bytes]) -> None:
        del where, files

    def read(self, where: str) -> Mapping[str, bytes]:
        return {"x": b""} if where in self.there else {}

    def folders(self) -> Iterator[str]:
        yield from sorted(self.there)

    def clean(self) -> int:
        return 0


@pytest.fixture
def kept(house: House) -> Archive:
    """A house whose one case is sealed and dismissed, and its evidence."""
    everything(house)
    house.see("ACME bag")
    house.all_the_way()
    judgement = Review(
        case_number=number(house), decision=CaseState.DISMISSED, by="officer", at=house.clock.now()
    )
    review(house.store, judgement)
    (order,) = house.recorder.orders
    return Archive(
        store=house.store,
        evidence=Folders({f"2026/11/{order.id}", "2026/11"}),
        notary=house.notary,
        clock=house.clock,
    )


def tombstones(archive: Archive) -> list[str]:
    with archive.store.transaction() as tx:
        return [entry.body for entry in tx.log.entries() if '"tombstone"' in entry.body]


def kinds(house: House) -> list[CaseEventKind]:
    name = number(house)
    with house.store.transaction() as tx:
        case = tx.cases.get(name)
        return [event.kind for event in tx.cases.file(case.id).events]


def test_what_was_kept_long_enough_goes_and_leaves_a_tombstone(house: House, kept: Archive) -> None:
    house.clock.pass_by(timedelta(days=30))
    assert delete_expired(kept, KEEP) == 0
    house.clock.pass_by(timedelta(seconds=1))
    assert delete_expired(kept, KEEP) == 2
    assert delete_expired(kept, KEEP) == 0
    (body,) = tombstones(kept)
    assert '"because":"dismissed cases are kept for 30 days after the decision"' in body
    assert kinds(house)[-1] is CaseEventKind.DELETED
    with house.store.transaction() as tx:
        checkpoint, size = tx.log.checkpoint(), tx.log.root()[0]
    assert checkpoint is not None
    assert checkpoint.size == size, "the tombstone stands under a signed checkpoint"


def test_states_without_a_time_are_kept_for_ever(house: House, kept: Archive) -> None:
    house.clock.pass_by(timedelta(days=36_000))
    assert delete_expired(kept, {CaseState.LICENSED: timedelta(days=1)}) == 0
    assert tombstones(kept) == []


def test_a_hold_stops_every_deletion_until_it_is_released(house: House, kept: Archive) -> None:
    name = number(house)
    assert hold(kept, name, because="a suit", by="counsel")
    assert not hold(kept, name, because="again", by="counsel")
    house.clock.pass_by(timedelta(days=99))
    assert delete_expired(kept, KEEP) == 0
    with pytest.raises(CaseHeld, match="on legal hold"):
        delete_case(kept, name, because="please", by="officer")
    assert release(kept, name, because="settled", by="counsel")
    assert not release(kept, name, because="again", by="counsel")
    assert len(delete_case(kept, name, because="asked by the person shown", by="officer")) == 1
    assert '"by":"officer"' in tombstones(kept)[0]


def test_bytes_that_a_disk_would_not_let_go_go_at_the_next_round(
    house: House, kept: Archive
) -> None:
    house.clock.pass_by(timedelta(days=31))
    failing = replace(kept, evidence=Folders(fails=True))
    assert delete_expired(failing, KEEP) == 1
    assert len(tombstones(kept)) == 1
    assert delete_expired(kept, KEEP) == 1
    assert len(tombstones(kept)) == 1


def test_a_loss_is_told_from_a_lawful_deletion(house: House, kept: Archive, tmp_path: Path) -> None:
    def told() -> list[str]:
        with house.store.transaction() as tx:
            log = KnownLog(tx.log.entries(), live=True)
        present = {other, *([] if (tmp_path / "gone").exists() else [path])}
        return [f"{c.outcome} {c.because}" for c in presence_checks(log, present.__contains__)]

    house.see("ACME shoe", listing_id="2")
    house.all_the_way()
    path, other = (f"2026/11/{order.id}.wacz" for order in house.recorder.orders)
    assert told() == ["passed all 2 logged bundles are there that were not deleted"]
    (tmp_path / "gone").touch()
    assert told()[0].startswith(f"failed {path} is logged and is not in the folder")
    (tmp_path / "gone").unlink()
    delete_case(kept, "RW-000001", because="an order of the court", by="officer")
    assert told()[0].startswith(f"noted {path} is still there and was to be deleted")
    (tmp_path / "gone").touch()
    assert told()[0].endswith("is its tombstone, by officer: an order of the court")
    assert told()[1] == "passed all 1 logged bundles are there that were not deleted"


def test_there_is_nothing_to_hold_without_a_case(kept: Archive) -> None:
    with pytest.raises(UnknownCase):
        hold(kept, "RW-999999", because="", by="counsel")
