"""The queue: what waits, filtered and counted, decided one by one or together, taken as a file."""

import csv
import io
import re

import pytest

from monitor.domain.case import CaseState
from monitor.domain.person import LookKind
from monitor.domain.verdict import Grade
from monitor.ports.store import CaseQuery
from monitor.store.database import SqlStore
from monitor.web.desk import Desk
from tests.monitor.web.conftest import HOLDER, READER, Browser, HandClock
from tests.monitor.web.made import opened


def shown(browser: Browser, path: str = "/cases") -> list[str]:
    return re.findall(r'data-number="(RW-\d+)"', browser.get(path).text)


def states(store: SqlStore) -> dict[str, str]:
    with store.reading() as tx:
        return {case.number: case.state.value for case in tx.cases.list(CaseQuery())}


def test_what_waits_is_shown_the_gravest_first(officer: Browser, desk: Desk) -> None:
    mild = opened(desk, "1", points=5)
    grave = opened(desk, "2", points=80)
    doubtful = opened(desk, "3", grade=Grade.REVIEW, points=99)
    assert shown(officer) == [grave.number, mild.number, doubtful.number]
    assert shown(officer, "/cases?order=newest") == [doubtful.number, grave.number, mild.number]
    assert shown(officer, "/cases?harm=high") == [grave.number, doubtful.number]
    assert shown(officer, "/cases?grade=review&market=shop.example") == [doubtful.number]
    assert shown(officer, "/cases?asset=acme-word&new=1&state=nonsense&seller=x") == shown(officer)
    assert shown(officer, "/cases?state=confirmed") == []
    text = officer.get("/cases").text
    assert "3 cases" in text
    assert "ACME shoe" in text
    assert "19.90 EUR" in text


def test_each_sees_the_cases_of_its_own_holders(desk: Desk) -> None:
    mine = opened(desk, "1")
    other = opened(desk, "2", "ZORVEX bag", asset="zorvex-word")
    holder = Browser(desk).sign_in(HOLDER)
    assert shown(holder) == [mine.number]
    assert holder.get(f"/cases/{other.number}").status_code == 404
    assert holder.get("/cases/RW-999999").status_code == 404
    assert "ZORVEX" not in holder.get("/cases?state=any").text
    assert [line["number"] for line in holder.get("/cases.json").json()] == [mine.number]
    answer = holder.post("/decide", decision="licensed", case=[mine.number, other.number])
    assert answer.status_code == 404, "and nothing is decided where one case is not theirs"
    assert set(states(desk.store).values()) == {"open"}  # type: ignore[arg-type]


def test_many_are_decided_at_once_and_taken_back(
    officer: Browser, desk: Desk, store: SqlStore
) -> None:
    numbers = [opened(desk, str(n)).number for n in range(3)]
    answer = officer.post(
        "/decide",
        case=numbers[:2],
        decision="dismissed",
        note="old stock",
        back="/cases?harm=middle",
    )
    where = answer.headers["location"]
    assert where.startswith("/cases?harm=middle&done=dismissed")
    assert states(store) == dict(zip(numbers, ["dismissed", "dismissed", "open"], strict=True))
    after = officer.get(where).text
    assert f"Dismissed: {numbers[0]}, {numbers[1]}." in after
    assert ">Undo<" in after
    officer.post("/decide", case=numbers[:2], decision="open")
    assert set(states(store).values()) == {"open"}
    with store.reading() as tx:
        events = tx.cases.file(tx.cases.get(numbers[0]).id).events
    assert [(event.by, event.note) for event in events[1:]] == [
        ("Li Wen <li@bureau.example>", "dismissed: old stock"),
        ("Li Wen <li@bureau.example>", "open"),
    ]


def test_nothing_chosen_is_nothing_done(officer: Browser) -> None:
    where = officer.post("/decide", decision="confirmed").headers["location"]
    assert "No case was chosen" in officer.get(where).text
    assert officer.post("/decide", decision="hanged").status_code == 422


def test_a_case_that_changed_meanwhile_is_not_decided(
    officer: Browser, desk: Desk, store: SqlStore
) -> None:
    number = opened(desk).number
    officer.post("/decide", case=number, decision="licensed", state="open")
    late = officer.post("/decide", case=number, decision="confirmed", state="open")
    assert late.status_code == 409
    assert states(store) == {number: "licensed"}


def test_the_list_decides_only_what_still_stands_as_it_showed(
    officer: Browser, desk: Desk, store: SqlStore
) -> None:
    number = opened(desk).number
    state = 'name="state" value="open"'
    assert state in officer.get("/cases").text
    assert state not in officer.get("/cases?state=any").text
    where = officer.post("/decide", case=number, decision="dismissed", state="open")
    assert ">Undo<" in officer.get(where.headers["location"]).text, "though the list is empty"
    late = officer.post("/decide", case=number, decision="confirmed", state="open")
    assert late.status_code == 409
    assert states(store) == {number: "dismissed"}


def test_a_seller_of_others_cases_alone_stays_a_number(officer: Browser, desk: Desk) -> None:
    opened(desk, "1", "ZORVEX bag", asset="zorvex-word")
    link = re.search(r'<a href="(/cases\?seller=\d+)"><bdi>([^<]+)<', officer.get("/cases").text)
    assert link is not None
    holder = Browser(desk).sign_in(HOLDER)
    assert f"Only of the seller {link[2]}" in officer.get(link[1]).text
    assert link[2] not in holder.get(link[1]).text


def test_a_rights_holder_says_what_is_licensed_and_a_reader_nothing(
    desk: Desk, store: SqlStore
) -> None:
    number = opened(desk).number
    holder, reader = Browser(desk).sign_in(HOLDER), Browser(desk).sign_in(READER)
    assert reader.post("/decide", case=number, decision="licensed").status_code == 403
    for decision in ("confirmed", "dismissed", "acknowledged"):
        assert holder.post("/decide", case=number, decision=decision).status_code == 403
    assert holder.post("/decide", case=number, decision="licensed").status_code == 303
    assert states(store) == {number: "licensed"}
    assert holder.post("/decide", case=number, decision="open").status_code == 303
    assert states(store) == {number: "open"}
    assert 'name="decision"' not in reader.get("/cases").text


def test_new_is_what_came_since_the_visit_before(
    officer: Browser, desk: Desk, clock: HandClock
) -> None:
    old = opened(desk, "1")
    assert "first visit" in officer.get("/cases").text
    clock.turn(hours=2)
    new = opened(desk, "2")
    clock.turn(hours=1)
    for _ in range(2):
        assert shown(officer, "/cases?new=1") == [new.number]
    assert len(re.findall("fresh", officer.get("/cases").text)) == 1
    assert old.number in shown(officer)


def test_pages_join_without_gap(
    officer: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.web.asking.PAGE_LINES", 2)
    monkeypatch.setattr("monitor.web.queue.PAGE_LINES", 2)
    numbers = [opened(desk, str(n)).number for n in range(5)]
    path, read = "/cases", []
    while path:
        text = officer.get(path).text
        read += re.findall(r'data-number="(RW-\d+)"', text)
        onward = re.search(r'rel="next" href="([^"]+)"', text)
        path = onward[1].replace("&amp;", "&") if onward else ""
    assert read == numbers[::-1]


def test_a_view_is_taken_as_a_table_that_no_spreadsheet_runs(
    officer: Browser, desk: Desk, store: SqlStore
) -> None:
    opened(desk, "1", '=HYPERLINK("http://evil.example")')
    opened(desk, "2", "-1+1 手提包")
    opened(desk, "3", "＝1＋1")
    answer = officer.get("/cases.csv?order=newest")
    assert answer.headers["content-disposition"] == 'attachment; filename="cases.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["title"] for row in rows] == [
        "'＝1＋1",
        "'-1+1 手提包",
        '\'=HYPERLINK("http://evil.example")',
    ]
    assert officer.get("/cases.json").json()[0]["title"].startswith(("=", "-", "＝"))
    with store.reading() as tx:
        looks = [look for _, look in tx.desk.looks(2)]
    assert {look.kind for look in looks} == {LookKind.LIST_TAKEN}
    assert looks[1].what == "/cases.csv?order=newest"


def test_both_languages_say_everything(officer: Browser, desk: Desk) -> None:
    opened(desk)
    officer.post("/language", language="zh")
    text = officer.get("/cases").text
    for word in ("预警", "可能的危害", "平台", "确认", "排除", "已获授权", "快捷键"):
        assert word in text
    assert not re.findall(r">\s*(Confirm|Dismiss|Show|Alert|Right)\s*<", text)
    assert CaseState.OPEN.value == "open"
