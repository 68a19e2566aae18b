"""The application: all doors of the desk behind its guard."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from monitor.domain.errors import DeskBusy, StoreBusy, UnknownCase
from monitor.domain.person import Deed
from monitor.web import (
    case,
    coverage,
    deciding,
    evidence,
    links,
    lists,
    people,
    pictures,
    queue,
    rights,
    sellers,
    statistics,
    views,
)
from monitor.web.api.application import gated
from monitor.web.cookies import Cookies
from monitor.web.desk import Desk
from monitor.web.doors import Door, Opens
from monitor.web.entrance import new_secret
from monitor.web.guard import Admitted, Guard
from monitor.web.provider import BACK
from monitor.web.showing import refusal, static
from monitor.web.signing import Signing
from monitor.web.visit import LANGUAGES, Fields, Visit, form_token

log = structlog.get_logger(__name__)

_NOWHERE: Final = Door(path="", opens=Opens.TO_PEOPLE, answer=partial(refusal, status=404))
_NOT_YOURS: Final = Door(path="", opens=Opens.TO_PEOPLE, answer=partial(refusal, status=403))
_FAILED: Final = "Something went wrong here; the log of the program says what. Nothing was done.\n"


def doors(cookies: Cookies) -> tuple[Door, ...]:
    """Every address of the desk, and to whom it opens."""
    signing = Signing(cookies)
    return (
        Door(path="/", opens=Opens.TO_PEOPLE, answer=people.first_page),
        Door(path="/static/{name}", opens=Opens.TO_ALL, answer=static),
        Door(path="/sign-in", opens=Opens.TO_ALL, answer=signing.show_form),
        Door(path="/sign-in", opens=Opens.TO_ALL, answer=signing.send_link, method="POST"),
        Door(path="/sign-in/{secret}", opens=Opens.TO_ALL, answer=signing.show_link),
        Door(path="/sign-in/{secret}", opens=Opens.TO_ALL, answer=signing.use_link, method="POST"),
        Door(path="/sign-in-with", opens=Opens.TO_ALL, answer=signing.to_provider),
        Door(path=BACK, opens=Opens.TO_ALL, answer=signing.from_provider),
        Door(path="/sign-out", opens=Opens.TO_PEOPLE, answer=signing.leave, method="POST"),
        Door(path="/language", opens=Opens.TO_ALL, answer=signing.choose_language, method="POST"),
        Door(path="/mail/{token}", opens=Opens.TO_ALL, answer=links.show),
        Door(
            path="/mail/{token}", opens=Opens.TO_ALL, answer=links.act, method="POST", signed=True
        ),
        Door(path="/cases", opens=Deed.SEE, answer=queue.show_queue),
        Door(path="/cases.csv", opens=Deed.SEE, answer=lists.as_csv),
        Door(path="/cases.json", opens=Deed.SEE, answer=lists.as_json),
        Door(path="/views", opens=Deed.SEE, answer=views.keep_view, method="POST"),
        Door(path="/views/drop", opens=Deed.SEE, answer=views.drop_view, method="POST"),
        Door(path="/cases/{number}", opens=Deed.SEE, answer=case.show_case),
        Door(
            path="/cases/{number}/pictures/{sha256}", opens=Deed.SEE, answer=pictures.show_picture
        ),
        Door(path="/cases/{number}/evidence", opens=Deed.EXAMINE, answer=evidence.show_evidence),
        Door(
            path="/cases/{number}/evidence",
            opens=Deed.EXAMINE,
            answer=evidence.verify_evidence,
            method="POST",
        ),
        Door(
            path="/cases/{number}/packet",
            opens=Deed.EXAMINE,
            answer=evidence.take_packet,
            method="POST",
        ),
        Door(
            path="/cases/{number}/evidence/{capture}/{name}",
            opens=Deed.EXAMINE,
            answer=evidence.take_file,
        ),
        Door(
            path="/cases/{number}/silence",
            opens=Deed.DECIDE,
            answer=case.be_silent,
            method="POST",
        ),
        Door(path="/decide", opens=Deed.DECIDE, answer=deciding.decide, method="POST"),
        Door(path="/sellers", opens=Deed.SEE, answer=sellers.show_sellers),
        Door(path="/sellers/{seller}", opens=Deed.SEE, answer=sellers.show_seller),
        Door(path="/sellers/{seller}/way/{other}", opens=Deed.SEE, answer=sellers.show_way),
        Door(
            path="/sellers/{seller}/way/{other}",
            opens=Deed.DECIDE,
            answer=sellers.cut_link,
            method="POST",
        ),
        Door(path="/rights", opens=Deed.SEE, answer=rights.show_rights),
        Door(path="/rights/{right}", opens=Deed.SEE, answer=rights.show_right),
        Door(
            path="/rights/{right}/pictures/{sha256}", opens=Deed.SEE, answer=rights.show_registered
        ),
        Door(path="/statistics", opens=Deed.SEE, answer=statistics.show_statistics),
        Door(path="/coverage", opens=Deed.OVERSEE, answer=coverage.show_coverage),
        Door(path="/you", opens=Opens.TO_PEOPLE, answer=people.show_you),
        Door(path="/looks", opens=Deed.AUDIT, answer=people.show_looks),
    )


def application(desk: Desk) -> FastAPI:
    """Everything that answers a browser."""
    cookies = Cookies(desk.public_url)
    opened = doors(cookies)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    for door in opened:
        methods = ["GET", "HEAD"] if door.method == "GET" else [door.method]
        answer = _answering(desk, cookies)
        app.add_api_route(door.path, answer, methods=methods, response_model=None)
    app.add_api_route("/{path:path}", _answering(desk, cookies), methods=["GET", "HEAD", "POST"])
    app.add_middleware(
        Guard,
        desk=desk,
        doors=opened,
        cookies=cookies,
        shut=(_NOWHERE, _NOT_YOURS),
        programs=gated(desk),
    )
    return app


def _answering(desk: Desk, cookies: Cookies) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        admitted: Admitted = request.state.admitted
        form = await request.form(max_files=0) if request.method == "POST" else None
        fields = [(name, value) for name, value in form.multi_items()] if form else []
        texts = [(name, value) for name, value in fields if isinstance(value, str)]
        return await run_in_threadpool(_answer, desk, cookies, request, admitted, Fields(texts))

    return answer


def _answer(
    desk: Desk, cookies: Cookies, request: Request, admitted: Admitted, form: Fields
) -> Response:
    known = admitted.session or cookies.form(request)
    visit = Visit(
        desk=desk,
        now=desk.clock.now(),
        path=request.url.path,
        client=request.client.host if request.client else "",
        language=_language(cookies, request, admitted),
        secret=known or new_secret(),
        person=admitted.person,
        parts=admitted.parts,
        asked=Fields(list(request.query_params.multi_items())),
        form=form,
    )
    ours = admitted.door.signed or (known and form.one("token") == form_token(known))
    if admitted.door.method == "POST" and not ours:
        return refusal(visit, 400)
    response = _told(visit, admitted.door)
    if not known and isinstance(response, HTMLResponse):
        cookies.keep_form(response, visit.secret)
    return response


def _told(visit: Visit, door: Door) -> Response:
    """What the door answers; what was raised on purpose becomes a page."""
    try:
        return door.answer(visit)
    except UnknownCase:
        return refusal(visit, 404)
    except (StoreBusy, DeskBusy) as error:
        log.warning("desk.busy", path=door.path, because=str(error))
        return refusal(visit, 503)
    except Exception:
        log.exception("desk.failed", path=door.path)
        return Response(_FAILED, status_code=500, media_type="text/plain")


def _language(cookies: Cookies, request: Request, admitted: Admitted) -> str:
    """As chosen on this browser, else the person's, else the first that the browser names."""
    chosen = cookies.language(request)
    if chosen in LANGUAGES:
        return chosen
    if admitted.person is not None:
        return admitted.person.language
    first = request.headers.get("accept-language", "").strip().lower()
    return "zh" if first.startswith("zh") else "en"
