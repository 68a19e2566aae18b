"""Every door of the desk, knocked at as nobody and as each role: what is not opened stays shut."""

import pytest

from monitor.domain.person import Deed, Person
from monitor.web.application import application, doors
from monitor.web.cookies import Cookies
from monitor.web.desk import Desk
from monitor.web.doors import Door, Opens
from tests.monitor.web.conftest import HOLDER, OFFICER, OPERATOR, PEOPLE, READER, Browser

DOORS = doors(Cookies("http://127.0.0.1:1"))
PUBLIC = {
    "/static/{name}",
    "/sign-in",
    "/sign-in/{secret}",
    "/sign-in-with",
    "/sign-in-with/back",
    "/language",
    "/mail/{token}",
}
SHUT = {401, 403}


def knock(browser: Browser, door: Door) -> int:
    """Status of what a door answers; a shut one sends strangers to the entrance."""
    path = door.path.replace("{", "").replace("}", "")
    if door.method == "POST":
        return int(browser.client.post(path, data={}).status_code)
    answer = browser.get(path)
    away = answer.headers.get("location", "").startswith("/sign-in?")
    return 401 if away else int(answer.status_code)


def test_a_stranger_gets_in_nowhere_but_at_the_entrance(stranger: Browser) -> None:
    opened = {door.path for door in DOORS if knock(stranger, door) not in SHUT}
    assert opened == PUBLIC


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.role.value)
def test_a_person_gets_in_where_the_role_does_something(desk: Desk, person: Person) -> None:
    browser = Browser(desk).sign_in(person)
    for door in DOORS:
        if door.path == "/sign-out":
            continue  # shown in test_signing
        may = isinstance(door.opens, Opens) or person.may(door.opens)
        assert (knock(browser, door) not in SHUT) == may, door.path


def test_what_each_role_does() -> None:
    deeds = {person.role.value: {d for d in Deed if person.may(d)} for person in PEOPLE}
    assert deeds == {
        "officer": set(Deed),
        "rights_holder": {Deed.SEE, Deed.EXAMINE, Deed.DECIDE},
        "operator": {Deed.AUDIT, Deed.OVERSEE, Deed.SUPPLY},
        "read_only": {Deed.SEE, Deed.EXAMINE, Deed.OVERSEE},
    }
    sees = {
        person.role.value: [h for h in ("acme", "zorvex") if person.sees(h)] for person in PEOPLE
    }
    assert sees == {
        "officer": ["acme", "zorvex"],
        "rights_holder": ["acme"],
        "operator": [],
        "read_only": ["acme", "zorvex"],
    }
    assert {OFFICER, HOLDER, OPERATOR, READER} == set(PEOPLE)


def test_no_address_is_answered_that_has_no_door(desk: Desk) -> None:
    """FastAPI brings none of its own: no documentation, no schema."""
    routed = {
        (route.path, method) for route in application(desk).routes for method in route.methods
    }  # type: ignore[attr-defined]
    listed = {(door.path, door.method) for door in DOORS}
    listed |= {("/{path:path}", "GET"), ("/{path:path}", "POST")}  # says that nothing is there
    assert routed - {(path, "HEAD") for path, _ in routed} == listed
    browser = Browser(desk).sign_in(OFFICER)
    for path in ("/docs", "/openapi.json", "/redoc", "/you/", "/static/..%2f", "/nothing"):
        assert browser.get(path).status_code == 404, path
