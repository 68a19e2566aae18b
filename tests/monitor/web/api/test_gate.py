"""Every endpoint, knocked at as nobody, by each role and with each scope."""

import asyncio
from collections.abc import Callable

import httpx

from monitor.domain.person import Person
from monitor.domain.token import Scope
from monitor.web.api.application import described, gated
from monitor.web.api.gate import MOST_CALLS, MOST_GUESSES, Endpoint
from monitor.web.api.routes import ENDPOINTS
from monitor.web.api.tokens import revoke_token
from monitor.web.desk import Desk
from tests.monitor.web.api.conftest import Program, token_of
from tests.monitor.web.conftest import HOLDER, OFFICER, OPERATOR, PEOPLE, READER, Browser, HandClock

Make = Callable[..., Program]
PROBLEM = "application/problem+json"


def knock(program: Program, endpoint: Endpoint) -> httpx.Response:
    path = endpoint.path.replace("{", "").replace("}", "")
    return program.client.request(endpoint.method, path)


def test_nobody_gets_in_anywhere_and_learns_of_no_address(desk: Desk) -> None:
    stranger = Program(desk)
    answers = [knock(stranger, endpoint) for endpoint in ENDPOINTS]
    answers.append(stranger.get("/nothing"))
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].headers["www-authenticate"].startswith("Bearer")
    assert answers[0].headers["content-type"] == PROBLEM


def test_a_token_opens_its_own_scope_alone(program: Make) -> None:
    for scope in Scope:
        mine = program(OFFICER, scope)
        for endpoint in ENDPOINTS:
            status = knock(mine, endpoint).status_code
            assert (status != 403) == (endpoint.needs in {None, scope}), endpoint.path
            assert status != 500, endpoint.path


def test_a_token_never_does_more_than_its_persons_role(program: Make) -> None:
    for person in PEOPLE:
        mine = program(person)
        for endpoint in ENDPOINTS:
            may = endpoint.needs is None or person.may(endpoint.needs.deed)
            assert (knock(mine, endpoint).status_code != 403) == may, endpoint.path
        opened = mine.get("/token").json()
        assert set(opened["scopes"]) == {scope for scope in Scope if person.may(scope.deed)}
        assert opened["holders"] == (["acme"] if person is HOLDER else None)


def test_what_each_role_lets_a_program_do() -> None:
    done = {
        person.role.value: {scope.value for scope in Scope if person.may(scope.deed)}
        for person in (HOLDER, OPERATOR, READER)
    }
    sees = {"cases:read", "confirmations:read", "evidence:read", "sellers:read", "assets:read"}
    assert done == {
        "rights_holder": sees | {"cases:decide"},
        "operator": {"coverage:read", "listings:write"},
        "read_only": sees | {"coverage:read"},
    }


def test_every_route_has_its_endpoint_and_no_other_is_answered(program: Make) -> None:
    routed = {(route.path, method) for route in described().routes for method in route.methods}  # type: ignore[attr-defined]
    assert routed == {(one.path, one.method) for one in ENDPOINTS}
    mine = program()
    for path in ("/docs", "/nothing", "/cases/", "/cases//evidence", "/../you", "/token/x"):
        assert mine.get(path).status_code in {404, 401}, path
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"):
        answer = mine.client.request(method, "/api/v1/cases")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_a_session_of_a_browser_opens_nothing_here(desk: Desk) -> None:
    browser = Browser(desk).sign_in(OFFICER)
    assert browser.get("/api/v1/cases").status_code == 401
    forged = browser.client.post("/api/v1/cases/RW-000001/decisions", json={})
    assert forged.status_code == 401


def test_a_token_opens_no_page_of_the_desk(program: Make) -> None:
    answer = program().client.get("/cases")
    assert answer.headers["location"].startswith("/sign-in?")


def test_a_token_that_is_old_revoked_or_of_nobody_serves_no_more(
    desk: Desk, clock: HandClock
) -> None:
    young = Program(desk, token_of(desk, OFFICER, [Scope.CASES], days=1))
    gone = Program(desk, token_of(desk, OFFICER, [Scope.CASES]))
    left = Person(email="left@bureau.example", role=OFFICER.role)
    nobody = Program(desk, token_of(desk, left, [Scope.CASES]))
    assert [one.get("/cases").status_code for one in (young, gone, nobody)] == [200, 200, 401]
    revoke_token(desk.store, 2, "ops", clock.now())
    assert gone.get("/cases").status_code == 401
    clock.turn(days=1)
    assert young.get("/cases").status_code == 401


def test_what_is_no_token_opens_nothing(program: Make) -> None:
    mine = program()
    for shown in ("Bearer", "Bearer rwt_", "Basic eDp5", "Bearer rwt_ä", mine.secret):
        headers = {"authorization": shown.encode()}
        assert mine.get("/cases", headers=headers).status_code == 401, shown


def test_whoever_guesses_tokens_is_told_to_wait(desk: Desk, clock: HandClock) -> None:
    guesser = Program(desk, "rwt_guess")
    answers = [guesser.get("/token").status_code for _ in range(MOST_GUESSES + 1)]
    assert answers == [401] * MOST_GUESSES + [429]
    assert guesser.get("/token").headers["retry-after"] == "60"
    clock.turn(seconds=61)
    assert guesser.get("/token").status_code == 401


def test_a_token_that_asks_too_often_is_told_to_wait_and_others_are_not(desk: Desk) -> None:
    secrets = [token_of(desk, OFFICER, [Scope.CASES]) for _ in "ab"]

    async def asked() -> list[int]:
        transport = httpx.ASGITransport(gated(desk))
        async with httpx.AsyncClient(transport=transport, base_url=desk.public_url) as client:
            busy, other = ({"authorization": f"Bearer {secret}"} for secret in secrets)
            found = []
            for headers in [busy] * (MOST_CALLS + 1) + [other]:
                answer = await client.get("/api/v1/nothing", headers=headers)
                found.append(answer.status_code)
            return found

    assert asyncio.run(asked()) == [404] * MOST_CALLS + [429, 404]


def test_bodies_of_any_length_are_not_read(program: Make) -> None:
    mine = program()
    kind = {"content-type": "application/jsonl"}
    endless = mine.post("/listings", content=iter([b"{}\n"]), headers=kind)
    assert endless.status_code == 411
    large = mine.post("/listings", content=b" " * 1_048_577, headers=kind)
    assert large.status_code == 413
    decision = mine.post("/cases/RW-000001/decisions", content=b" " * 65_537)
    assert decision.status_code == 413


def test_answers_have_the_desks_strict_headers(program: Make) -> None:
    headers = program().get("/token").headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in headers
    assert "access-control-allow-origin" not in headers
    elsewhere = program().get("/token", headers={"host": "rebound.example"})
    assert elsewhere.status_code == 421


def test_the_use_of_a_token_is_noted_now_and_then(desk: Desk, program: Make) -> None:
    mine = program()
    mine.get("/token")
    with desk.store.reading() as tx:
        (token,) = tx.tokens.all(10)
    assert token.used_at == desk.clock.now()
