"""Cases, decisions and confirmations as programs have them."""

from collections.abc import Callable
from dataclasses import replace

from monitor.domain.case import CaseEventKind, CaseState
from monitor.domain.person import LookKind
from monitor.domain.reason import REASONS
from monitor.domain.token import Scope
from monitor.web.api.asked import Confirming, Dismissing, Licensing
from monitor.web.desk import Desk
from tests.contracts.store.made import sighting, verdict
from tests.monitor.web.api.conftest import Program
from tests.monitor.web.conftest import HOLDER, OFFICER, READER, HandClock
from tests.monitor.web.made import opened

Make = Callable[..., Program]
BY = "Li Wen <li@bureau.example>, by token 1 (city system)"


def decision(program: Program, number: str, **more: object) -> int:
    asked = {"decision": "confirmed", "expected_state": "open", **more}
    return int(program.post(f"/cases/{number}/decisions", json=asked).status_code)


def walked(program: Program, path: str, key: str, **asked: object) -> list[str]:
    """Numbers of all pages, one after the other."""
    numbers, cursor = [], None
    while True:
        page = program.get(path, params={**asked, **({"cursor": cursor} if cursor else {})}).json()
        numbers += [str(one["number"]) for one in page[key]]
        cursor = page["next"]
        if cursor is None:
            return numbers


def test_pages_join_without_gap_while_cases_are_opened_and_decided(
    desk: Desk, program: Make
) -> None:
    mine = program()
    numbers = [opened(desk, str(n), points=n * 9).number for n in range(7)]
    first = mine.get("/cases", params={"limit": 3}).json()
    opened(desk, "new", points=99)
    assert decision(mine, numbers[5]) == 200
    second = mine.get("/cases", params={"limit": 9, "cursor": first["next"]}).json()
    read = [case["number"] for case in first["cases"] + second["cases"]]
    assert read == numbers[::-1]
    assert second["next"] is None
    assert len(walked(mine, "/cases", "cases", limit=1)) == 8


def test_filters_of_the_queue_narrow_the_list(desk: Desk, program: Make) -> None:
    mine = program()
    low, high = opened(desk, "1", points=5), opened(desk, "2", points=80, asset="zorvex-word")
    decision(mine, low.number)
    for asked, found in (
        ({"state": "confirmed"}, [low.number]),
        ({"harm": "high"}, [high.number]),
        ({"asset": "zorvex-word"}, [high.number]),
        ({"market": "elsewhere.example"}, []),
        ({"opened_after": "2026-05-04T09:29:00Z"}, [high.number, low.number]),
        ({"opened_after": "2026-05-04T09:30:00Z"}, []),
        ({"grade": "review"}, []),
    ):
        assert walked(mine, "/cases", "cases", **asked) == found, asked


def test_other_holders_cases_are_not_there(desk: Desk, program: Make) -> None:
    theirs = opened(desk, "1", asset="zorvex-word")
    ours = opened(desk, "2")
    mine = program(HOLDER)
    assert walked(mine, "/cases", "cases") == [ours.number]
    assert mine.get(f"/cases/{theirs.number}").status_code == 404
    assert mine.get(f"/cases/{theirs.number}").json() == {
        **mine.get("/cases/RW-000999").json(),
    }
    assert decision(mine, theirs.number, decision="licensed") == 404


def test_a_case_is_told_whole(desk: Desk, program: Make) -> None:
    case = opened(desk)
    told = program().get(f"/cases/{case.number.lower()}").json()
    (verdict_told,) = told["verdicts"]
    assert verdict_told["signals"][0]["span"] == [0, 4]
    assert verdict_told["against"][0]["because"] == "looked for and not found: second_hand"
    assert verdict_told["gate"]["enforceable"] is True
    assert [event["kind"] for event in told["events"]] == ["opened"]
    assert told["offer"]["title"] == "ACME shoe"
    assert told["severity"]["points"] == 40
    assert told["evidence"] is None


def test_a_strangers_text_comes_as_it_was_written(desk: Desk, program: Make) -> None:
    title = "<script>alert(1)</script>\u202e \ud800"
    number = opened(desk, "1", title).number
    mine = program()
    answer = mine.get(f"/cases/{number}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["offer"]["title"] == title
    assert mine.get("/cases").json()["cases"][0]["title"] == title


def test_what_has_not_changed_is_not_told_again(desk: Desk, program: Make) -> None:
    case, mine = opened(desk), program()
    path = f"/cases/{case.number}"
    tag = mine.get(path).headers["etag"]
    again = mine.get(path, headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    decision(mine, case.number)
    assert mine.get(path, headers={"if-none-match": tag}).status_code == 200


def test_a_decision_is_the_persons_and_says_by_which_token(desk: Desk, program: Make) -> None:
    case, mine = opened(desk), program()
    asked = {"reason": "mark_used", "note": " seen\nby us "}
    assert decision(mine, case.number, **asked) == 200
    with desk.store.reading() as tx:
        file = tx.cases.file(case.id)
    assert file.case.state is CaseState.CONFIRMED
    assert (file.events[-1].by, file.events[-1].note) == (
        BY,
        "confirmed: [mark_used] seen by us",
    )


def test_a_case_that_was_decided_meanwhile_is_left_alone(desk: Desk, program: Make) -> None:
    case, mine = opened(desk), program()
    assert decision(mine, case.number, decision="dismissed") == 200
    assert decision(mine, case.number) == 409
    assert mine.get(f"/cases/{case.number}").json()["state"] == "dismissed"


def test_what_is_wrong_with_a_decision_is_told_by_its_place(desk: Desk, program: Make) -> None:
    case, mine = opened(desk), program()
    mistakes: dict[str, object] = {
        "expected_state": None,
        "reason": "contract",
        "note": "x" * 2001,
        "alike": "yes",
        "sure": True,
    }
    for name, value in mistakes.items():
        sent = {"decision": "confirmed", "expected_state": "open", name: value}
        answer = mine.post(f"/cases/{case.number}/decisions", json=sent)
        told = answer.json()
        assert answer.status_code == 422, name
        assert answer.headers["content-type"] == "application/problem+json"
        assert [fault["where"] for fault in told["faults"]] == [f"body.{name}"]
        assert told["remedy"]
    sent = {"decision": "guilty", "expected_state": "open"}
    told = mine.post(f"/cases/{case.number}/decisions", json=sent).json()
    assert "guilty" in told["faults"][0]["what"]
    assert mine.get(f"/cases/{case.number}").json()["state"] == "open"


def test_programs_know_every_reason_of_every_decision() -> None:
    known = {
        CaseState.CONFIRMED: Confirming,
        CaseState.DISMISSED: Dismissing,
        CaseState.LICENSED: Licensing,
    }
    for state, kind in known.items():
        options = kind.model_json_schema()["properties"]["reason"]["anyOf"]
        assert options[0]["enum"] == [reason.value for reason in REASONS[state]]
    assert REASONS[CaseState.OPEN] == ()


def test_whoever_holds_a_right_says_whom_it_has_licensed_and_no_more(
    desk: Desk, program: Make
) -> None:
    case, mine = opened(desk), program(HOLDER)
    assert decision(mine, case.number) == 403
    assert decision(mine, case.number, decision="acknowledged") == 403
    assert decision(mine, case.number, decision="licensed", reason="contract") == 200
    assert decision(program(READER, Scope.CASES), case.number) == 403


def test_an_acknowledgement_changes_no_state(desk: Desk, program: Make) -> None:
    case, mine = opened(desk), program()
    assert decision(mine, case.number, decision="acknowledged") == 200
    with desk.store.reading() as tx:
        file = tx.cases.file(case.id)
    assert (file.case.state, file.events[-1].kind) == (
        CaseState.OPEN,
        CaseEventKind.ACKNOWLEDGED,
    )


def test_a_query_that_cannot_be_meant_is_refused(program: Make) -> None:
    mine = program()
    for name, value in (
        ("limit", 0),
        ("limit", 201),
        ("limit", "x"),
        ("cursor", "x"),
        ("cursor", "RW-1x"),
        ("state", "guilty"),
        ("market", "a\x00b"),
        ("opened_after", "2026-05-04"),
        ("opened_after", "1777887000"),
        ("opened_after", "0001-01-01T00:00:00+14:00"),
        ("seller", 2**64),
        ("colour", "red"),
    ):
        answer = mine.get("/cases", params={name: value})
        assert answer.status_code == 422, (name, value)
        assert [fault["where"] for fault in answer.json()["faults"]] == [f"query.{name}"]


def test_an_authority_follows_confirmations_from_where_it_was(
    desk: Desk, program: Make, clock: HandClock
) -> None:
    mine = program()
    one, two = opened(desk, "1"), opened(desk, "2")
    empty = mine.get("/confirmations").json()
    assert (empty["confirmations"], empty["more"]) == ([], False)
    decision(mine, two.number, reason="counterfeit")
    clock.turn(minutes=1)
    decision(mine, one.number)
    first = mine.get("/confirmations", params={"cursor": empty["next"], "limit": 1}).json()
    assert first["more"] is True
    (told,) = first["confirmations"]
    assert (told["stands"], told["reason"], told["by"]) == (True, "counterfeit", BY)
    assert told["case"]["number"] == two.number
    clock.turn(minutes=1)
    decision(mine, two.number, decision="open", expected_state="confirmed")
    rest = mine.get("/confirmations", params={"cursor": first["next"]}).json()
    assert [(c["stands"], c["case"]["number"]) for c in rest["confirmations"]] == [
        (True, one.number),
        (False, two.number),
    ]
    assert rest["confirmations"][1]["case"]["state"] == "open"
    again = mine.get("/confirmations", params={"cursor": rest["next"]})
    assert again.json() == {"confirmations": [], "more": False, "next": rest["next"]}


def test_confirmations_of_other_holders_are_not_told(desk: Desk, program: Make) -> None:
    theirs = opened(desk, "1", asset="zorvex-word")
    assert decision(program(), theirs.number) == 200
    assert program(HOLDER).get("/confirmations").json()["confirmations"] == []


def test_who_took_a_list_is_written_down(desk: Desk, program: Make) -> None:
    mine = program()
    mine.get("/cases")
    case = opened(desk)
    mine.get("/cases")
    with desk.store.reading() as tx:
        (look,) = [look for _, look in tx.desk.looks(9) if look.kind is LookKind.LIST_TAKEN]
    assert look.by == OFFICER.email
    assert look.what == f"cases {case.number} to {case.number} [token 1 (city system)]"


def test_the_same_offer_under_other_numbers_is_decided_with_it(desk: Desk, program: Make) -> None:
    numbers = []
    for listing in ("1", "2"):
        seen = sighting(listing, "ACME running shoe for men, black, size 42")
        offer = replace(seen.offer, description="A shoe with the mark, new in its box.")
        with desk.store.transaction() as tx:
            row, _ = tx.sightings.record(replace(seen, offer=offer))
            filed = tx.cases.judge(row, "acme", [verdict()], desk.clock.now())
        assert filed is not None
        numbers.append(filed[0].number)
    asked = {"decision": "dismissed", "expected_state": "open", "alike": True}
    told = program().post(f"/cases/{numbers[0]}/decisions", json=asked).json()
    assert told == {"number": numbers[0], "state": "dismissed", "alike": [numbers[1]]}
