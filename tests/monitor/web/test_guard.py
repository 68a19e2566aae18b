"""What every request passes, and what every answer carries."""

import socket

import pytest

from monitor.web.cookies import Cookies
from monitor.web.desk import Desk
from monitor.web.pace import MOST_CLIENTS, Pace
from monitor.web.visit import form_token
from tests.monitor.web.conftest import Browser

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/sign-in", "/you", "/nothing", "/sign-in/spent"])
def test_every_answer_forbids_what_is_not_the_desks_own(stranger: Browser, path: str) -> None:
    headers = stranger.get(path).headers
    assert headers["content-security-policy"] == STRICT
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_the_pages_hold_no_script_and_no_style_of_their_own(officer: Browser) -> None:
    for path in ("/you", "/looks", "/nothing"):
        text = officer.get(path).text
        assert "<script>" not in text
        assert "style=" not in text
        assert "<style" not in text


def test_styles_are_fetched_once_by_their_digest(officer: Browser) -> None:
    path = officer.get("/you").text.split('stylesheet" href="')[1].split('"')[0]
    answer = officer.get(path)
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert officer.get("/static/desk.css").status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({}, 303),
    ],
)
def test_a_form_of_another_site_does_nothing(
    officer: Browser, headers: dict[str, str], status: int
) -> None:
    token = officer.token("/you")
    fields = {"token": token, "language": "zh", "back": "/you"}
    answer = officer.client.post("/language", data=fields, headers=headers)
    assert answer.status_code == status
    assert ("rightswatch_language" in officer.client.cookies) == (status == 303)


@pytest.mark.parametrize("token", ["", "0" * 64, form_token("somebody else's session")])
def test_a_form_without_the_browsers_own_token_does_nothing(officer: Browser, token: str) -> None:
    assert officer.client.post("/sign-out", data={"token": token}).status_code == 400
    assert officer.get("/you").status_code == 200


def test_a_request_for_another_host_is_told_where_the_desk_is(officer: Browser) -> None:
    answer = officer.get("/you", headers={"host": "rebound.example"})
    assert answer.status_code == 421
    assert officer.desk.public_url in answer.text


def test_forms_of_any_size_and_methods_of_any_kind_are_refused(stranger: Browser) -> None:
    big = stranger.client.post("/sign-in", content=b"email=" + b"x" * 300_000)
    assert big.status_code == 413
    assert stranger.client.post("/sign-in", content=iter([b"a=1"])).status_code == 413
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        assert stranger.client.request(method, "/sign-in").status_code == 405
    many = "&".join(f"a{n}=1" for n in range(5_000))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert stranger.client.post("/sign-in", content=many, headers=kind).status_code == 400


def test_cookies_are_the_browsers_secret(desk: Desk, officer: Browser) -> None:
    marks = officer.get("/sign-in", headers={"cookie": ""}).headers["set-cookie"]
    assert "HttpOnly" in marks
    assert "SameSite=lax" in marks
    secure = Cookies("https://desk.example")
    assert secure._session.startswith("__Host-")
    assert secure._is_secret
    assert desk.public_url.startswith("http:")


def test_what_is_no_http_gets_no_answer_that_harms(stranger: Browser) -> None:
    host, _, port = stranger.desk.address.rpartition(":")
    for words in (
        b"\x16\x03\x01\x00\xa5\x01\x00",
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: x\r\n\r\n",
    ):
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            connection.sendall(words)
            assert connection.recv(64).startswith(b"HTTP/1.1 4")
    assert stranger.get("/sign-in").status_code == 200


def test_pace_counts_each_client_and_forgets_the_longest_unseen() -> None:
    pace = Pace(2, 10.0)
    assert [pace.allows("a", at) for at in (0, 1, 2, 10.5)] == [True, True, False, True]
    assert pace.allows("b", 2)
    for number in range(MOST_CLIENTS):
        pace.allows(f"c{number}", 3)
    assert len(pace._tries) == MOST_CLIENTS
