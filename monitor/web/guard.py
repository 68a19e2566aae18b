"""Guard: what every request passes before it comes to a door, and every answer on its way out.

Nobody comes in whom a door does not let in; nothing is changed by a form of another site; whatever
goes out forbids the browser scripts, frames and addresses that are not the desk's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.domain.person import Person
from monitor.web.cookies import Cookies
from monitor.web.desk import Desk
from monitor.web.doors import Door, find
from monitor.web.entrance import whose
from monitor.web.pace import Pace

MOST_BODY_BYTES: Final = 262_144
HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""Of every answer, unless it has stricter ones of its own."""
FOR_PROGRAMS: Final = "/api/"
"""What begins so has a gate of its own, which knows no cookie."""
_POSTS: Final = 120
_POSTS_WITHIN_S: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """Who asks at which door. session: id of the session, "" for a stranger."""

    door: Door
    parts: Mapping[str, str]
    person: Person | None
    session: str


Shut = tuple[Door, Door]
"""What a person meets where there is no door, and at a door that does not open to them."""


class Guard:
    """Stands before the application. programs: what answers them, behind its gate."""

    def __init__(
        self,
        app: ASGIApp,
        desk: Desk,
        doors: Sequence[Door],
        cookies: Cookies,
        shut: Shut,
        programs: ASGIApp,
    ) -> None:
        self._app = app
        self._programs = programs
        self._nowhere, self._not_yours = shut
        self._desk = desk
        self._doors = doors
        self._cookies = cookies
        self._hosts = {urlsplit(desk.public_url).netloc.lower(), desk.address.lower()}
        self._own = desk.public_url.lower()
        self._pace = Pace(_POSTS, _POSTS_WITHIN_S)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let in; a web socket has no door."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        request, send = Request(scope, receive), _with_headers(send)
        if request.url.path.startswith(FOR_PROGRAMS):
            await (self._misdirected(request) or self._programs)(scope, receive, send)
            return
        answer = await run_in_threadpool(self._look_at, request)
        if isinstance(answer, Admitted):
            scope.setdefault("state", {})["admitted"] = answer
            await self._app(scope, receive, send)
        else:
            await answer(scope, receive, send)

    def _look_at(self, request: Request) -> Admitted | Response:
        strange = self._strange(request)
        if strange is not None:
            return strange
        found = find(self._doors, request.method, request.url.path)
        session = self._cookies.session(request)
        person = whose(self._desk, session, self._desk.clock.now())
        if found.door is not None and found.door.lets_in(person):
            return Admitted(
                door=found.door,
                parts=found.parts,
                person=person,
                session=session if person else "",
            )
        if person is not None:  # told on a page why it is shut
            shut = self._not_yours if found.door else self._nowhere
            return Admitted(door=shut, parts={}, person=person, session=session)
        return _to_entrance(request)

    def _strange(self, request: Request) -> Response | None:
        """A request that no page of the desk makes."""
        misdirected = self._misdirected(request)
        if misdirected is not None:
            return misdirected
        if request.method not in {"GET", "HEAD", "POST"}:
            return _plain(405, "Only GET and POST are answered here.")
        if request.method == "POST":
            return self._strange_post(request)
        return None

    def _misdirected(self, request: Request) -> Response | None:
        """A request for another host."""
        if request.headers.get("host", "").lower() in self._hosts:
            return None
        return _plain(421, f"This desk is at {self._desk.public_url}; see service.web.public_url.")

    def _strange_post(self, request: Request) -> Response | None:
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin", "null").lower()
        if site not in {None, "same-origin"} or origin not in {"null", self._own}:
            return _plain(403, "A page of another site asked for this; nothing was done.")
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MOST_BODY_BYTES:
            return _plain(413, "The form is too large.")
        client = request.client.host if request.client else ""
        if not self._pace.allows(client, self._desk.clock.now().timestamp()):
            return _plain(429, "Too many requests; wait a minute.")
        return None


def _to_entrance(request: Request) -> Response:
    """Strangers learn of no door; they are asked who they are, wherever they knock."""
    if request.method == "POST":
        return _plain(401, "Sign in first; nothing was done.")
    onward = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?then={quote(onward, safe='/')}", status_code=303)


def _plain(status: int, said: str) -> Response:
    return Response(said + "\n", status_code=status, media_type="text/plain")


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            message = {**message, "headers": headers.raw}
        await send(message)

    return sent
