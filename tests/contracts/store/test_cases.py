"""Cases: opened once, raised once, never reopened; judged by people."""

import pytest

from monitor.domain.case import CaseEventKind, CaseState, LiveState
from monitor.domain.errors import UnknownCase
from monitor.domain.review import Review
from monitor.domain.verdict import Grade
from monitor.ports.store import CaseQuery, Store
from tests.contracts.store.made import NOON, after, open_case, sighting, verdict


def test_a_case_is_opened_once_per_holder_and_listing(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        opened = tx.cases.judge(row, "acme", [verdict(Grade.REVIEW)], NOON)
        again = tx.cases.judge(row, "acme", [verdict(Grade.REVIEW)], after(1))
        other = tx.cases.judge(row, "rival", [verdict(Grade.ALERT, asset_id="r")], after(2))
        assert opened is not None
        assert again is not None
        assert other is not None
        case, event = opened
        assert (case.number, event) == ("RW-000001", CaseEventKind.OPENED)
        assert (case.grade, case.state, case.live) == (
            Grade.REVIEW,
            CaseState.OPEN,
            LiveState.LIVE,
        )
        assert (case.opened_at, case.sighting_id, case.source_id) == (NOON, row, "shop")
        assert again == (case, None)
        assert (other[0].number, other[1]) == ("RW-000002", CaseEventKind.OPENED)
        assert len(tx.cases.file(case.id).events) == 1


def test_no_case_is_opened_for_nothing(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        assert tx.cases.judge(row, "acme", [verdict(Grade.NONE)], NOON) is None
        assert tx.cases.judge(row, "acme", [], NOON) is None
        assert tx.cases.list(CaseQuery()) == []


def test_a_grade_is_raised_once_and_never_lowered(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx, grade=Grade.REVIEW)
        row, _ = tx.sightings.record(sighting(title="new", at=1))
        loud = [verdict(Grade.REVIEW, asset_id="b"), verdict(Grade.ALERT)]
        raised = tx.cases.judge(row, "acme", loud, after(1))
        again = tx.cases.judge(row, "acme", loud, after(2))
        quiet = tx.cases.judge(row, "acme", [verdict(Grade.NONE, decider="word/2")], after(3))
        assert raised is not None
        assert (raised[0].id, raised[0].grade, raised[1]) == (
            case.id,
            Grade.ALERT,
            CaseEventKind.RAISED,
        )
        assert again == (raised[0], None)
        assert quiet == (raised[0], None)
        kinds = [event.kind for event in tx.cases.file(case.id).events]
        assert kinds == [CaseEventKind.OPENED, CaseEventKind.RAISED]


@pytest.mark.parametrize("decision", [s for s in CaseState if s is not CaseState.OPEN])
def test_a_case_that_a_person_closed_is_neither_reopened_nor_raised(
    store: Store, decision: CaseState
) -> None:
    with store.transaction() as tx:
        case = open_case(tx, grade=Grade.REVIEW)
        tx.cases.review(Review(case_number=case.number, decision=decision, by="Li", at=after(1)))
        row, _ = tx.sightings.record(sighting(title="new", at=2))
        judged = tx.cases.judge(row, "acme", [verdict(Grade.ALERT)], after(2))
        assert judged is not None
        assert judged[1] is None
        assert (judged[0].grade, judged[0].state) == (Grade.REVIEW, decision)
        assert judged[0].sighting_id == row


def test_the_current_sighting_moves_forward_only(store: Store) -> None:
    with store.transaction() as tx:
        old, _ = tx.sightings.record(sighting(title="old", at=0))
        new, _ = tx.sightings.record(sighting(title="new", at=1))
        tx.cases.judge(new, "acme", [verdict()], after(2))
        late = tx.cases.judge(old, "acme", [verdict()], after(3))
        assert late is not None
        assert late[0].sighting_id == new
        newest, _ = tx.sightings.record(sighting(title="newest", at=4))
        moved = tx.cases.judge(newest, "acme", [], after(4))
        assert moved is not None
        assert moved[0].sighting_id == newest


def test_a_file_holds_one_sighting_its_newest_verdicts_and_all_events(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        first = case.sighting_id
        second, _ = tx.sightings.record(sighting(title="new", at=1))
        low = verdict(Grade.REVIEW, asset_id="b", score=0.5)
        tx.cases.judge(second, "acme", [low, verdict(version="v2")], after(1))
        tx.cases.judge(second, "rival", [verdict(asset_id="theirs")], after(1))
        current, past = tx.cases.file(case.id), tx.cases.file(case.id, first)
        assert current.sighting == sighting(title="new", at=1)
        assert current.verdicts == (verdict(version="v2"), low)
        assert past.sighting == sighting()
        assert past.verdicts == (verdict(),)
        assert current.events == past.events


def test_the_verdict_reached_last_speaks_for_its_asset(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for second, version in enumerate(["v2", "v1"], start=1):
            tx.cases.judge(case.sighting_id, "acme", [verdict(version=version)], after(second))
            (shown,) = tx.cases.file(case.id).verdicts
            assert shown.asset_version == version


def test_a_case_is_found_by_its_number_as_people_write_it(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for number in ("RW-000001", "rw-000001", " RW-1 "):
            assert tx.cases.get(number) == case
        for number in ("RW-000002", "RW-", "1", "RW-1'; DROP TABLE cases", "RW-" + "9" * 40, ""):
            with pytest.raises(UnknownCase):
                tx.cases.get(number)


def test_numbers_are_dense_even_where_attempts_fail(store: Store) -> None:
    with store.transaction() as tx:
        assert open_case(tx, "1").number == "RW-000001"
    for _ in range(3):
        with store.transaction() as tx:
            open_case(tx, "1")  # known already
    with store.transaction() as tx:
        assert open_case(tx, "2").number == "RW-000002"


def test_cases_are_listed_newest_first_by_what_is_asked(store: Store) -> None:
    with store.transaction() as tx:
        first = open_case(tx, "1", Grade.REVIEW)
        second = open_case(tx, "2", Grade.ALERT)
        row, _ = tx.sightings.record(sighting("3", source="mall"))
        judged = tx.cases.judge(row, "rival", [verdict()], after(9))
        assert judged is not None
        third = judged[0]
        dismissal = Review(case_number=first.number, decision=CaseState.DISMISSED, by="Li", at=NOON)
        tx.cases.review(dismissal)

        def numbers(query: CaseQuery) -> list[str]:
            return [case.number for case in tx.cases.list(query)]

        assert numbers(CaseQuery()) == [third.number, second.number, first.number]
        assert numbers(CaseQuery(limit=1)) == [third.number]
        assert numbers(CaseQuery(states=[CaseState.DISMISSED])) == [first.number]
        assert numbers(CaseQuery(states=[])) == []
        assert numbers(CaseQuery(grade=Grade.REVIEW)) == [first.number]
        assert numbers(CaseQuery(source_id="mall")) == [third.number]
        assert numbers(CaseQuery(holder_id="acme", grade=Grade.ALERT)) == [second.number]
        assert tx.cases.counts() == {"open": 2, "confirmed": 0, "dismissed": 1, "licensed": 0}


def test_a_review_is_kept_once_sets_the_state_and_tells_the_history(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        review = Review(
            case_number=case.number, decision=CaseState.CONFIRMED, by="李", at=NOON, note="假货"
        )
        assert tx.cases.review(review).state is CaseState.CONFIRMED
        assert tx.cases.review(review).state is CaseState.CONFIRMED
        back = Review(case_number=case.number, decision=CaseState.OPEN, by="李", at=after(1))
        assert tx.cases.review(back).state is CaseState.OPEN
        assert tx.cases.review(review).state is CaseState.OPEN  # said before: counts once
        judgements = tx.cases.file(case.id).events[1:]
        assert [(event.kind, event.by, event.note) for event in judgements] == [
            (CaseEventKind.REVIEWED, "李", "confirmed: 假货"),
            (CaseEventKind.REVIEWED, "李", "open"),
        ]


def test_an_unknown_case_is_said_so(store: Store) -> None:
    review = Review(case_number="RW-000404", decision=CaseState.DISMISSED, by="Li", at=NOON)
    with store.transaction() as tx:
        with pytest.raises(UnknownCase, match="RW-000404"):
            tx.cases.review(review)
        with pytest.raises(UnknownCase, match="RW-000404"):
            tx.cases.file(404)
        with pytest.raises(UnknownCase, match="RW-000404"):
            tx.cases.looked(404, LiveState.LIVE, agreeing_looks=0, recheck_due=None, at=NOON)
        with pytest.raises(LookupError, match="no sighting 404"):
            tx.cases.judge(404, "acme", [verdict()], NOON)


def test_looks_are_due_for_cases_that_are_open_or_confirmed(store: Store) -> None:
    with store.transaction() as tx:
        cases = [open_case(tx, str(n)) for n in range(4)]
        for case, due in zip(cases, (30, 10, 20, None), strict=True):
            tx.cases.looked(
                case.id,
                LiveState.LIVE,
                agreeing_looks=0,
                recheck_due=None if due is None else after(due),
                at=NOON,
            )
        for case, decision in ((cases[0], CaseState.CONFIRMED), (cases[2], CaseState.LICENSED)):
            tx.cases.review(Review(case_number=case.number, decision=decision, by="Li", at=NOON))
        due_then = {s: [c.id for c in tx.cases.due_for_recheck(after(s), 9)] for s in (9, 10, 30)}
        assert due_then == {9: [], 10: [cases[1].id], 30: [cases[1].id, cases[0].id]}
        assert [c.id for c in tx.cases.due_for_recheck(after(30), 1)] == [cases[1].id]


def test_a_look_that_changes_the_state_is_part_of_the_history(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for live in (LiveState.LIVE, LiveState.REMOVED, LiveState.REMOVED):
            tx.cases.looked(case.id, live, agreeing_looks=2, recheck_due=after(9), at=after(5))
        file = tx.cases.file(case.id)
        assert (file.case.live, file.case.agreeing_looks) == (LiveState.REMOVED, 2)
        assert file.case.recheck_due == after(9)
        assert [(event.kind, event.at, event.note) for event in file.events[1:]] == [
            (CaseEventKind.LIVE_STATE, after(5), "live -> removed")
        ]


def test_cases_are_found_by_the_page_their_listing_was_seen_on(store: Store) -> None:
    page, asked = "https://shop.example/1", "https://shop.example/1?from=list"
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting(url=page, asked=asked))
        tx.cases.judge(row, "acme", [verdict()], NOON)
        tx.cases.judge(row, "rival", [verdict(asset_id="r")], NOON)
        tx.cases.review(
            Review(case_number="RW-000002", decision=CaseState.DISMISSED, by="Li", at=NOON)
        )
        for url in (page, asked):
            assert [c.number for c in tx.cases.of_listing_url("shop", url)] == ["RW-000001"]
        assert tx.cases.of_listing_url("mall", page) == []
        assert tx.cases.of_listing_url("shop", "https://shop.example/2") == []


def test_a_page_that_the_listing_moved_away_from_no_longer_speaks_for_it(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting(at=0, url="https://shop.example/a"))
        tx.cases.judge(row, "acme", [verdict()], NOON)
        tx.sightings.record(sighting(at=1, url="https://shop.example/b"))
        assert tx.cases.of_listing_url("shop", "https://shop.example/a") == []
        assert len(tx.cases.of_listing_url("shop", "https://shop.example/b")) == 1


def test_history_keeps_what_it_is_told_in_order(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        sealed = tx.cases.add_event(case.id, CaseEventKind.SEALED, after(1), by="rightswatch")
        told = tx.cases.add_event(
            case.id, CaseEventKind.ALERTED, after(1), by="rightswatch", note="a\x00b"
        )
        assert tx.cases.file(case.id).events[1:] == (sealed, told)
        assert (sealed.case_id, sealed.note, told.note) == (
            case.id,
            "",
            "a\N{REPLACEMENT CHARACTER}b",
        )
