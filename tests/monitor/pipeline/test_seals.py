"""Seals: signed with each bundle, stamped until it is done, written beside bundles in the end."""

import contextlib
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from monitor.domain.errors import LogKeyRefused, StampFailed
from monitor.pipeline.seals import retry_wait, sign_newest, stamp_due, write_seals
from monitor.ports.notary import Authority, Stamp
from tests.monitor.pipeline.small_house import House


@dataclass
class FailsFirst:
    """An authority that fails as often as it is told to, then stamps."""

    name: str
    clock: object
    failures: int = 0
    notes: list[bytes] = field(default_factory=list)

    def stamp(self, note: bytes) -> Stamp:
        self.notes.append(note)
        if len(self.notes) <= self.failures:
            raise StampFailed(self.name, "HTTP 503")
        at: datetime = self.clock.now()  # type: ignore[attr-defined]
        return Stamp(at=at, token=f"{self.name} {len(self.notes)}".encode())


class Keyless:
    def sign(self, size: int, root: bytes) -> str:
        message = f"no key for {size} {len(root)}"
        raise LogKeyRefused(message)


def stamp(house: House, *authorities: Authority, at_once: bool = False) -> int:
    by_name = {one.name: one for one in authorities}
    return stamp_due(house.store, by_name, house.lease(), house.clock, at_once=at_once)


def preserved(house: House, *titles: str) -> None:
    for number, title in enumerate(titles):
        house.see(title, listing_id=f"{title}-{number}")
        house.match()
        house.preserve()


def test_a_bundle_is_sealed_at_once_and_again_with_its_stamp(house: House) -> None:
    first = FailsFirst("first", house.clock)
    preserved(house, "ACME bag")
    assert [seal.marks for seal in house.recorder.seals] == [()]
    assert stamp(house, first) == 1
    assert write_seals(house.store, house.recorder) == 1
    (mark,) = house.recorder.seals[-1].marks
    assert (mark.authority, mark.token) == ("first", b"first 1")
    assert write_seals(house.store, house.recorder) == 0


def test_what_is_captured_later_holds_the_newest_token(house: House) -> None:
    first = FailsFirst("first", house.clock)
    preserved(house, "ACME bag")
    assert house.recorder.orders[-1].after is None
    stamp(house, first)
    preserved(house, "ACME shoe")
    after = house.recorder.orders[-1].after
    assert after is not None
    assert (after.token, after.note.encode()) == (b"first 1", first.notes[0])


def test_an_authority_that_is_down_for_days_is_asked_until_it_stamps(house: House) -> None:
    down = FailsFirst("down", house.clock, failures=40)
    preserved(house, "ACME bag")
    tries = 0
    while tries < 200 and len(down.notes) <= down.failures:
        tries += 1
        stamp(house, down)
        house.clock.pass_by(timedelta(minutes=61))
    assert len(down.notes) == 41
    assert write_seals(house.store, house.recorder) == 1
    assert house.recorder.seals[-1].marks[0].authority == "down"


def test_a_failure_is_not_asked_again_before_its_time(house: House) -> None:
    down = FailsFirst("down", house.clock, failures=9)
    preserved(house, "ACME bag")
    assert [stamp(house, down) for _ in range(3)] == [1, 0, 0]
    house.clock.pass_by(timedelta(seconds=31))
    assert stamp(house, down) == 1
    waits = [retry_wait(n).total_seconds() for n in (1, 2, 3, 30)]
    for wait_s, most_s in zip(waits, (30, 60, 120, 3600), strict=True):
        assert 0.8 * most_s <= wait_s <= most_s


def test_one_authority_s_failure_does_not_hold_the_other_up(house: House) -> None:
    down, up = FailsFirst("down", house.clock, failures=99), FailsFirst("up", house.clock)
    preserved(house, "ACME bag")
    assert stamp(house, down, up) == 2
    write_seals(house.store, house.recorder)
    assert [mark.authority for mark in house.recorder.seals[-1].marks] == ["up"]


def test_stamps_keep_their_rhythm_unless_a_pass_ends(house: House) -> None:
    first = FailsFirst("first", house.clock)
    preserved(house, "ACME bag")
    stamp(house, first)
    preserved(house, "ACME shoe")
    assert stamp(house, first) == 0
    assert stamp(house, first, at_once=True) == 1
    assert stamp(house, first, at_once=True) == 0  # the log is no larger


def test_a_log_that_was_changed_after_it_was_signed_is_never_signed_again(
    house: House, tmp_path: Path
) -> None:
    preserved(house, "ACME bag", "ACME shoe")
    with contextlib.closing(sqlite3.connect(tmp_path / "house.db")) as opened, opened:
        opened.execute("DROP TRIGGER evidence_tree_no_update")
        opened.execute("UPDATE evidence_tree SET sha256 = zeroblob(32) WHERE number = 2")
    preserved(house, "ACME hat")
    with house.store.transaction() as tx:
        assert tx.log.root()[0] == 3
        signed = tx.log.checkpoint()
        assert signed is not None
        assert signed.size == 2


def test_a_key_that_cannot_be_used_costs_the_signature_and_not_the_entry(house: House) -> None:
    good, house.notary = house.notary, Keyless()  # type: ignore[assignment]
    preserved(house, "ACME bag")
    with house.store.transaction() as tx:
        assert tx.log.root()[0] == 1
        assert tx.log.checkpoint() is None
    assert house.recorder.seals == []
    with house.store.transaction() as tx:
        assert sign_newest(tx, good, house.clock.now())
        assert not sign_newest(tx, good, house.clock.now())
    assert write_seals(house.store, house.recorder) == 1
