"""A capture that fails half-way is sealed as far as it came, told once, and tried again later."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from monitor.domain.capture import CaptureOrder, CaptureState, EvidenceBundle, Seal
from monitor.domain.case import CaseEventKind
from monitor.domain.errors import CaptureFailed
from monitor.domain.page import PageKind
from tests.monitor.pipeline.small_house import NOON, House, everything

HOUR = timedelta(hours=1)


@dataclass
class BrokenBrowser:
    """A recorder whose browser dies at every page until it is mended."""

    mended: bool = False
    orders: list[CaptureOrder] = field(default_factory=list)

    def record(self, order: CaptureOrder) -> EvidenceBundle:
        self.orders.append(order)
        if not self.mended and not order.last_try:
            message = "the browser died"
            raise CaptureFailed(message)
        whole = EvidenceBundle(
            capture_id=order.id,
            path=f"2026/11/{order.id}/{order.id}.wacz",
            sha256="ab" * 32,
            size=1,
            page_kind=PageKind.LISTING,
            started_at=NOON,
            ended_at=NOON,
        )
        missing = ("the browser could not keep the page: the browser died",)
        return whole if self.mended else replace(whole, page_kind=None, missing=missing)

    def attach(self, seal: Seal) -> None:
        del seal

    def close(self) -> None:
        pass


@dataclass
class FullDisk(BrokenBrowser):
    """A recorder that can write nothing, last try or not."""

    mended: bool = True
    full: bool = True

    def record(self, order: CaptureOrder) -> EvidenceBundle:
        if self.full:
            message = "no space left on device"
            raise CaptureFailed(message)
        return super().record(order)


def broken(house: House) -> BrokenBrowser:
    """A house whose one capture was sealed without the browser's part."""
    everything(house)
    house.see("ACME bag")
    house.match()
    recorder = BrokenBrowser()
    house.recorder = recorder  # type: ignore[assignment]
    for _ in range(3):
        assert house.preserve() == 1
        house.clock.pass_by(timedelta(minutes=1))
    return recorder


def states(house: House) -> list[CaptureState]:
    with house.store.transaction() as tx:
        return [bundle.state for bundle, _ in tx.captures.of_case(1)]


def told(house: House, kind: CaseEventKind) -> int:
    with house.store.transaction() as tx:
        return [event.kind for event in tx.cases.file(1).events].count(kind)


def test_what_the_browser_could_not_keep_is_kept_an_hour_later(house: House) -> None:
    recorder = broken(house)
    assert states(house) == [CaptureState.PARTIAL]
    assert house.preserve() == 0, "the second look waits"
    recorder.mended = True
    house.clock.pass_by(HOUR)
    assert house.preserve() == 1
    assert states(house) == [CaptureState.SEALED, CaptureState.PARTIAL]
    house.write()
    house.send()
    assert len(house.letterbox.taken) == 1, "the case is told once"
    house.clock.pass_by(99 * HOUR)
    assert house.preserve() == 0


def test_a_second_look_is_given_up_after_a_day_and_the_case_says_so(house: House) -> None:
    recorder = broken(house)
    before = told(house, CaseEventKind.CAPTURE_FAILED)
    tries = 0
    for _ in range(100):
        house.clock.pass_by(HOUR)
        tries += house.preserve()
    assert tries == 3
    assert [order.last_try for order in recorder.orders[-3:]] == [False] * 3
    assert states(house) == [CaptureState.PARTIAL], "what was sealed stays"
    assert told(house, CaseEventKind.CAPTURE_FAILED) == before + 1


def test_a_disk_that_is_full_makes_the_case_wait_for_as_long_as_it_takes(house: House) -> None:
    everything(house)
    house.see("ACME bag")
    house.match()
    recorder = FullDisk()
    house.recorder = recorder  # type: ignore[assignment]
    for _ in range(40):
        house.preserve()
        house.clock.pass_by(6 * HOUR)
    assert states(house) == []
    assert house.write() == 0, "nobody is told before the evidence stands"
    recorder.full = False
    assert house.preserve() == 1
    assert states(house) == [CaptureState.SEALED]
    assert house.write() == 1


def test_a_clock_that_was_set_back_loses_no_capture(house: House) -> None:
    everything(house)
    house.see("ACME bag")
    house.match()
    house.clock.pass_by(-HOUR)
    assert house.preserve() == 0, "it is due when the clock comes to it"
    house.clock.pass_by(HOUR)
    assert house.preserve() == 1
    assert states(house) == [CaptureState.SEALED]
