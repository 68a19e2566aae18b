"""Signing in: a link by mail, once, for a quarter of an hour, and nobody learns who is known."""

import email
import re
from email.message import EmailMessage
from email.policy import default

import pytest

from monitor.domain.person import LookKind
from monitor.store.database import SqlStore
from monitor.store.engines import engine_for
from monitor.web.desk import Desk
from tests.monitor.web.conftest import OFFICER, READER, Browser, HandClock


def mails(store: SqlStore, browser: Browser) -> list[EmailMessage]:
    with store.transaction() as tx:
        from monitor.ports.store import Lease  # noqa: PLC0415

        now = browser.desk.clock.now()
        from datetime import timedelta  # noqa: PLC0415

        lease = Lease(owner="me", now=now, until=now + timedelta(seconds=9))
        queued = tx.outbox.claim(lease, "email", 9)
    return [email.message_from_bytes(one.alert.content, policy=default) for one in queued]


def link_in(mail: EmailMessage, desk: Desk) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(rf"{desk.public_url}(/sign-in/\S+)", body.get_content())
    assert found is not None
    return found[1]


def test_a_person_asks_gets_a_mail_and_is_in(stranger: Browser, store: SqlStore) -> None:
    assert stranger.get("/you").headers["location"] == "/sign-in?then=/you"
    sent = stranger.post(
        "/sign-in", on="/sign-in?then=/you", email=" LI@bureau.example ", then="/you"
    )
    assert "a link is on its way" in sent.text
    (mail,) = mails(store, stranger)
    assert mail["To"] == "Li Wen <li@bureau.example>"
    path = link_in(mail, stranger.desk)
    assert "You sign in as li@bureau.example" in stranger.get(path).text
    answer = stranger.post(path, on=path, then="/you")
    assert (answer.status_code, answer.headers["location"]) == (303, "/you")
    assert "Li Wen" in stranger.get("/you").text


def test_an_address_that_may_not_sign_in_gets_the_same_answer_and_no_mail(
    stranger: Browser, store: SqlStore
) -> None:
    known = stranger.post("/sign-in", on="/sign-in", email=READER.email)
    other = stranger.post("/sign-in", on="/sign-in", email="who@else.example")
    assert known.status_code == other.status_code == 200
    assert known.text.replace(READER.email, "X") == other.text.replace("who@else.example", "X")
    assert [mail["To"] for mail in mails(store, stranger)] == [READER.email]


def test_a_link_signs_in_once(stranger: Browser, desk: Desk) -> None:
    path = offered(desk)
    assert stranger.post(path, on=path).status_code == 303
    again = Browser(desk)
    assert again.get(path).status_code == 410
    assert again.post(path, on="/sign-in").status_code == 410


def test_a_link_grows_old(stranger: Browser, desk: Desk, clock: HandClock) -> None:
    path = offered(desk)
    clock.turn(minutes=15)
    assert stranger.post(path, on="/sign-in").status_code == 410


def test_opening_a_link_signs_nobody_in(stranger: Browser, desk: Desk) -> None:
    path = offered(desk)
    for _ in range(3):
        assert stranger.get(path).status_code == 200
    assert stranger.get("/you").status_code == 303


def test_a_mail_box_is_not_flooded(stranger: Browser, store: SqlStore) -> None:
    for _ in range(6):
        stranger.post("/sign-in", on="/sign-in", email=OFFICER.email)
    with store.transaction() as tx:
        assert len(tx.outbox.lines()) == 3


def test_who_asks_too_often_is_told_to_wait(stranger: Browser, clock: HandClock) -> None:
    tries = [stranger.post("/sign-in", on="/sign-in", email="a@b.example") for _ in range(11)]
    assert [one.status_code for one in tries[9:]] == [200, 429]
    clock.turn(minutes=10)
    assert stranger.post("/sign-in", on="/sign-in", email="a@b.example").status_code == 200


def test_a_session_ends_by_signing_out_by_rest_and_with_the_right_to_sign_in(
    desk: Desk, clock: HandClock
) -> None:
    browser = Browser(desk).sign_in(OFFICER)
    for _ in range(3):  # in use, it goes on
        clock.turn(hours=11)
        assert browser.get("/you").status_code == 200
    clock.turn(hours=13)
    assert browser.get("/you").status_code == 303
    browser = Browser(desk).sign_in(OFFICER)
    kept = browser.client.cookies.get("rightswatch")
    assert browser.post("/sign-out").headers["location"] == "/sign-in"
    browser.client.cookies.set("rightswatch", kept or "")
    assert browser.get("/you").status_code == 303, "the session ended on the server too"
    browser = Browser(desk).sign_in(OFFICER)
    desk.people.pop(OFFICER.email)  # type: ignore[attr-defined] - a dict in this test
    assert browser.get("/you").status_code == 303


def test_no_secret_of_a_link_or_session_is_kept(stranger: Browser, desk: Desk) -> None:
    path = offered(desk)
    stranger.post(path, on=path)
    secrets = [path.rpartition("/")[2], stranger.client.cookies.get("rightswatch") or "?"]
    engine = engine_for(str(desk.store._engine.url))  # type: ignore[attr-defined]
    with engine.connect() as connection:
        rows = [
            str(row)
            for table in ("sign_in_links", "desk_sessions", "looks")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608
        ]
    engine.dispose()
    assert len(rows) >= 4
    assert not [row for row in rows if any(secret in row for secret in secrets)]


def test_who_signs_in_is_written_down(officer: Browser, store: SqlStore) -> None:
    with store.transaction() as tx:
        kinds = [look.kind for _, look in tx.desk.looks(9)]
    assert kinds == [LookKind.SIGNED_IN, LookKind.LINK_ASKED]
    shown = officer.get("/looks").text
    assert "signed in" in shown
    assert OFFICER.email in shown


@pytest.mark.parametrize(
    "then", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_link_leads_nowhere_else(stranger: Browser, desk: Desk, then: str) -> None:
    path = offered(desk)
    assert stranger.post(path, on=path, then=then).headers["location"] == "/"


def test_the_pages_speak_the_language_that_was_chosen(officer: Browser) -> None:
    assert "查看记录" not in officer.get("/you").text
    answer = officer.post("/language", language="zh", back="/looks")
    assert answer.headers["location"] == "/looks"
    assert "查看记录" in officer.get("/you").text
    assert officer.post("/language", language="xx").status_code == 422


def offered(desk: Desk) -> str:
    from monitor.web.entrance import offer_link  # noqa: PLC0415

    with desk.store.transaction() as tx:
        link = offer_link(tx, desk, OFFICER, desk.clock.now())
    return link.removeprefix(desk.public_url)
