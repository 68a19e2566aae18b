"""The page of one case: both sides, the reasons, the pictures, the decision and its history."""

import re
from io import BytesIO

from PIL import Image

from monitor.domain.case import CaseEventKind, CaseState
from monitor.store.database import SqlStore
from monitor.web.desk import Desk
from tests.monitor.web.conftest import HOLDER, READER, Browser
from tests.monitor.web.made import opened, pictured


def test_the_case_shows_both_sides_and_every_reason(officer: Browser, desk: Desk) -> None:
    case = opened(desk, title="ACME shoe, new")
    text = officer.get(f"/cases/{case.number}").text
    assert "<mark>ACME</mark> shoe, new" in text
    assert "strength 0.93" in text.lower() or "0.93" in text
    assert "Looked for and not found" in text
    assert "40 of 100" in text
    assert "registered in the territory" in text
    assert 'href="https://shop.example/1" rel="noopener noreferrer"' in text
    assert officer.get(f"/cases/{case.number.lower()}").status_code == 200


def test_pictures_are_encoded_anew_outlined_and_shown_to_nobody_else(
    officer: Browser, stranger: Browser, desk: Desk
) -> None:
    case, ours, theirs = pictured(desk)
    path = f"/cases/{case.number}"
    text = officer.get(path).text
    assert 'points="10.00,10.00 60.00,10.00 60.00,50.00 10.00,50.00"' in text
    assert text.count('class="dot"') == 4
    for digest in (ours, theirs):
        answer = officer.get(f"{path}/pictures/{digest}")
        assert answer.headers["content-type"] == "image/jpeg"
        assert Image.open(BytesIO(answer.content)).size == (60, 40)
    assert stranger.get(f"{path}/pictures/{ours}").status_code == 303
    elsewhere = opened(desk, "2", "ZORVEX bag", asset="zorvex-word")
    assert officer.get(f"/cases/{elsewhere.number}/pictures/{ours}").status_code == 404
    holder = Browser(desk).sign_in(HOLDER)
    assert holder.get(f"/cases/{elsewhere.number}/pictures/{theirs}").status_code == 404
    hostile = desk.blobs.put(b"<svg onload=alert(1)>")
    assert officer.get(f"{path}/pictures/{hostile}").status_code == 404


def test_a_decision_with_its_reason_stands_in_the_history(officer: Browser, desk: Desk) -> None:
    case = opened(desk)
    path = f"/cases/{case.number}"
    answer = officer.post(
        "/decide", on=path, case=case.number, decision="dismissed", state="open",
        reason="fits_only", note="fits <ACME> only", back=path,
    )  # fmt: skip
    where = answer.headers["location"]
    text = officer.get(where).text
    assert f"Dismissed: {case.number}." in text
    assert "says only what it fits: fits &lt;ACME&gt; only" in text
    assert 'data-key="u"' in text
    officer.post("/language", language="zh")
    assert "仅说明适配" in officer.get(path).text


def test_the_programs_own_notes_are_told_in_the_readers_language(
    officer: Browser, desk: Desk
) -> None:
    case, now = opened(desk), desk.clock.now()
    with desk.store.transaction() as tx:
        for kind, note in (
            (CaseEventKind.SEALED, "2026/05/a/a.wacz sha256 abcd entry 7"),
            (CaseEventKind.ALERTED, "letter to li@bureau.example queued, <1@bureau.example>"),
        ):
            tx.cases.add_event(case.id, kind, now, by="rightswatch", note=note)
    officer.post("/language", language="zh")
    history = officer.get(f"/cases/{case.number}").text.partition('id="history"')[2]
    assert "<bdi>预警</bdi>" in history
    assert "#7 · sha256:abcd · 2026/05/a/a.wacz" in history
    assert "li@bureau.example · &lt;1@bureau.example&gt;" in history
    assert not re.search("letter to|queued|>alert<", history)


def test_a_reason_of_another_decision_is_left_out(
    officer: Browser, desk: Desk, store: SqlStore
) -> None:
    case = opened(desk)
    officer.post("/decide", case=case.number, decision="confirmed", reason="own_shop", note="x")
    with store.reading() as tx:
        assert tx.cases.file(case.id).events[-1].note == "confirmed: x"
        assert tx.cases.get(case.number).state is CaseState.CONFIRMED


def test_a_case_is_acknowledged_and_silenced(officer: Browser, desk: Desk, store: SqlStore) -> None:
    case = opened(desk)
    path = f"/cases/{case.number}"
    officer.post("/decide", case=case.number, decision="acknowledged", back=path)
    answer = officer.post(f"{path}/silence", days="7", because="a raid is under way")
    assert "until 2026-05-11 09:30" in officer.get(answer.headers["location"]).text
    with store.reading() as tx:
        (silent,) = tx.silences.standing(desk.clock.now())
        assert (silent.asset, silent.seller, silent.market) == ("acme-word", "s-7", "shop.example")
        assert silent.by == "Li Wen <li@bureau.example>"
        assert tx.cases.file(case.id).events[-1].kind.value == "acknowledged"
    for days, because in (("0", "x"), ("91", "x"), ("0090999", "x"), ("9", " "), ("a", "x")):
        assert officer.post(f"{path}/silence", days=days, because=because).status_code == 422
    holder = Browser(desk).sign_in(HOLDER)
    assert holder.post(f"{path}/silence", days="7", because="x").status_code == 403


def test_who_may_not_decide_is_told_so(desk: Desk) -> None:
    case = opened(desk)
    text = Browser(desk).sign_in(READER).get(f"/cases/{case.number}").text
    assert "Your role does not decide this case." in text
    assert not re.search(r'name="decision"|name="days"', text)
