"""Gate: what every program passes before it comes to an endpoint.

Only a bearer token opens one, never a cookie: no page of another site can make a browser ask here.
What has no endpoint is not there, and each says itself which scope opens it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connection

from monitor.domain.token import Scope
from monitor.web.api.problems import problem
from monitor.web.api.tokens import Caller, caller_of
from monitor.web.desk import Desk
from monitor.web.doors import Address, find
from monitor.web.pace import Pace

SMALL_BYTES: Final = 65_536
WINDOW_S: Final = 60.0
MOST_CALLS: Final = 300
"""Of one token within a window."""
MOST_GUESSES: Final = 30
"""Of one client within a window: requests without a token that serves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint(Address):
    """One address for programs. needs: None = any token that serves.

    gives: type of what is told; None = a file. body: what OpenAPI is to say of one that is no JSON.
    most_bytes: of a body.
    """

    needs: Scope | None
    answer: Callable[..., Any]
    gives: Any
    body: Mapping[str, Any] | None = None
    most_bytes: int = SMALL_BYTES


class Gate:
    """Stands before the endpoints."""

    def __init__(self, app: ASGIApp, desk: Desk, endpoints: Sequence[Endpoint]) -> None:
        self._app = app
        self._desk = desk
        self._endpoints = endpoints
        self._calls = Pace(MOST_CALLS, WINDOW_S)
        self._guesses = Pace(MOST_GUESSES, WINDOW_S)

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        """Answer, or let in."""
        request = Request(connection, receive)
        answer = await run_in_threadpool(self._look_at, request)
        if isinstance(answer, Response):
            await answer(connection, receive, send)
            return
        connection.setdefault("state", {}).update(desk=self._desk, caller=answer)
        method = "GET" if request.method == "HEAD" else request.method
        await self._app({**connection, "method": method}, receive, send)

    def _look_at(self, request: Request) -> Caller | Response:
        now = self._desk.clock.now()
        caller = self._caller(request)
        if isinstance(caller, Response):
            return caller
        if not self._calls.allows(str(caller.token.id), now.timestamp()):
            return _too_often()
        found = find(self._endpoints, request.method, request.url.path)
        if found.door is None:
            return self._no_endpoint(request)
        if found.door.needs is not None and not caller.may(found.door.needs):
            return _beyond(caller, found.door.needs)
        return _bounded(request, found.door) or caller

    def _caller(self, request: Request) -> Caller | Response:
        """Who shows a token that serves; strangers are told the same wherever they knock."""
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        now = self._desk.clock.now()
        known = kind.lower() == "bearer" and caller_of(self._desk, secret.strip(), now)
        if known:
            return known
        client = request.client.host if request.client else ""
        if not self._guesses.allows(client, now.timestamp()):
            return _too_often()
        return problem(
            401,
            "There is no token with this request, or none that serves.",
            "Send `Authorization: Bearer rwt_...`; `rightswatch tokens` says which ones serve.",
            headers={"www-authenticate": 'Bearer realm="rightswatch"'},
        )

    def _no_endpoint(self, request: Request) -> Response:
        path = request.url.path
        others = {one.method for one in self._endpoints if one.parts(path) is not None}
        if others:
            detail = f"{request.method} is not answered here."
            remedy = f"Ask by {' or '.join(sorted(others))}."
            return problem(405, detail, remedy, headers={"allow": ", ".join(sorted(others))})
        return problem(404, "There is nothing at this address.", "See /api/v1/openapi.json.")


def _beyond(caller: Caller, needed: Scope) -> Response:
    if needed not in caller.token.scopes:
        detail = f"The token is not for {needed.value}."
        remedy = f"Have one made with `rightswatch tokens make --scope {needed.value}`."
        return problem(403, detail, remedy)
    detail = f"{caller.person.email} has a role that does not do {needed.value}."
    return problem(403, detail, "Whoever runs Rightswatch sets roles in `people`.")


def _bounded(request: Request, endpoint: Endpoint) -> Response | None:
    """A body of unknown or too great length is not read."""
    if endpoint.method == "GET":
        return None
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return problem(411, "The body's length is not told.", "Send Content-Length, not chunks.")
    if int(length) > endpoint.most_bytes:
        detail = f"The body has more than {endpoint.most_bytes:,} bytes."
        return problem(413, detail, "Send it in parts.")
    return None


def _too_often() -> Response:
    return problem(
        429,
        "Too many requests.",
        f"Wait for {WINDOW_S:.0f} seconds.",
        headers={"retry-after": f"{WINDOW_S:.0f}"},
    )
