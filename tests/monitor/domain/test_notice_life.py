"""The order in which things happen to a notice, and to a thing that was bought."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from monitor.domain import purchase as bought
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import (
    NOTE_LETTERS,
    Answer,
    Notice,
    NoticeEvent,
    NoticeEventKind,
    Outcome,
    line_of,
    why_not,
)

K = NoticeEventKind
DAY = date(2026, 5, 4)
AT = datetime(2026, 5, 4, 8, tzinfo=UTC)


def event(kind: K, day: date = DAY, **more: object) -> NoticeEvent:
    return NoticeEvent(kind=kind, day=day, at=AT, by="Li Wei", **more)  # type: ignore[arg-type]


def notice(*kinds: K) -> Notice:
    events = tuple(event(kind) for kind in (K.PREPARED, *kinds))
    return Notice(
        number="NT-000001", case_id=1, form=NoticeForm.DSA, asset_id="north", events=events
    )


@pytest.mark.parametrize(
    ("so_far", "then", "because"),
    [
        ((), K.SENT, "only what a named person released is sent"),
        ((), K.ANSWERED, "only what was sent is answered"),
        ((), K.COUNTERED, "only what was sent is countered"),
        ((K.RELEASED,), K.RELEASED, "it is released already"),
        ((K.RELEASED,), K.ANSWERED, "only what was sent is answered"),
        ((K.RELEASED, K.SENT), K.SENT, "released is sent, and once"),
        ((K.RELEASED, K.SENT), K.PREPARED, "it is released already"),
    ],
)
def test_what_is_out_of_turn_is_refused_with_the_reason(
    so_far: tuple[K, ...], then: K, because: str
) -> None:
    assert because in (why_not(notice(*so_far), event(then)) or "")


@pytest.mark.parametrize(
    "kinds",
    [
        (K.PREPARED, K.RELEASED, K.SENT, K.ANSWERED, K.COUNTERED, K.ANSWERED, K.OUTCOME),
        (K.RELEASED, K.SENT, K.COUNTERED, K.COUNTERED, K.OUTCOME, K.OUTCOME),
    ],
)
def test_what_comes_in_turn_goes_on(kinds: tuple[K, ...]) -> None:
    for place, kind in enumerate(kinds):
        outcome = Outcome.RESTORED if kind is K.OUTCOME else None
        assert why_not(notice(*kinds[:place]), event(kind, outcome=outcome)) is None


def test_a_withdrawn_notice_goes_no_further_and_any_other_can_be_withdrawn() -> None:
    back = event(K.OUTCOME, outcome=Outcome.WITHDRAWN)
    assert why_not(notice(), back) is None
    assert "can only be withdrawn" in (
        why_not(notice(K.RELEASED), event(K.OUTCOME, outcome=Outcome.LAWSUIT)) or ""
    )
    gone = replace(notice(), events=(*notice().events, back))
    assert "prepare a new one" in (why_not(gone, event(K.RELEASED)) or "")
    assert gone.is_withdrawn


def test_nothing_is_dated_before_the_sending_and_what_came_back_in_any_order() -> None:
    sent = notice(K.RELEASED, K.SENT)
    early = event(K.ANSWERED, date(2026, 5, 3))
    assert why_not(sent, early) == "2026-05-03 is before it was sent, on 2026-05-04"
    answered = replace(sent, events=(*sent.events, event(K.ANSWERED, date(2026, 5, 9))))
    assert why_not(answered, event(K.COUNTERED, date(2026, 5, 6))) is None


def test_the_last_answer_counts_and_a_restored_offer_is_remembered() -> None:
    told = [
        event(K.ANSWERED, answer=Answer.NONE),
        event(K.ANSWERED, answer=Answer.ACCEPTED),
        event(K.OUTCOME, outcome=Outcome.RESTORED),
        event(K.OUTCOME, outcome=Outcome.LAWSUIT),
    ]
    one = replace(notice(K.RELEASED, K.SENT), events=tuple(told))
    assert one.answer is Answer.ACCEPTED
    assert one.was_restored


def test_the_history_of_the_case_has_the_beginning_of_a_long_counter_notice() -> None:
    came = event(K.COUNTERED, origin="the shop", note="x" * 5_000)
    line = line_of(notice(), came)
    assert line == f"NT-000001; dsa, north; the shop; {'x' * NOTE_LETTERS}"
    refused = event(K.ANSWERED, answer=Answer.REFUSED, note="no proof")
    assert line_of(notice(), refused) == "NT-000001; dsa, north; refused; no proof"


C = bought.CustodyKind


def step(kind: C, by: str = "Li Wei", hour: int = 8, to: str = "") -> bought.CustodyEvent:
    at = datetime(2026, 5, 4, hour, tzinfo=UTC)
    return bought.CustodyEvent(kind=kind, at=at, recorded_at=at, by=by, to=to)


def chain(*events: bought.CustodyEvent) -> bought.Purchase:
    order = bought.Order(
        number="PO-1",
        day=DAY,
        price=Decimal(58),
        shipping=Decimal(0),
        currency="CNY",
        buyer="Li Wei",
    )
    return bought.Purchase(
        number="TP-000001", case_id=1, order=order, events=(step(C.ORDERED), *events)
    )


@pytest.mark.parametrize(
    ("so_far", "then", "because"),
    [
        ((), step(C.EXAMINED), "nobody has received it yet"),
        ((), step(C.RECEIVED, hour=7), "2026-05-04 07:00 UTC is before it was ordered"),
        ((step(C.RECEIVED),), step(C.RECEIVED, by="Zhao"), "Li Wei has received it already"),
        ((step(C.RECEIVED),), step(C.SEALED, by="Zhao"), "Li Wei has it, not Zhao"),
        (
            (step(C.RECEIVED), step(C.HANDED_OVER, to="Zhao")),
            step(C.SEALED),
            "Zhao has it, not Li Wei",
        ),
    ],
)
def test_a_break_in_the_chain_of_custody_is_refused(
    so_far: tuple[bought.CustodyEvent, ...], then: bought.CustodyEvent, because: str
) -> None:
    assert because in (bought.why_not(chain(*so_far), then) or "")


def test_an_unbroken_chain_of_custody_goes_on() -> None:
    events = (
        step(C.RECEIVED),
        step(C.EXAMINED),
        step(C.SEALED),
        step(C.HANDED_OVER, to="Zhao"),
        step(C.EXAMINED, by="Zhao"),
    )
    for place, one in enumerate(events):
        assert bought.why_not(chain(*events[:place]), one) is None
