"""The application behind the gate: its routes, its problems, its description."""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI
from pydantic import TypeAdapter
from starlette.types import ASGIApp

from monitor.web.api import problems
from monitor.web.api.gate import Endpoint, Gate
from monitor.web.api.routes import ENDPOINTS
from monitor.web.api.webhooks import announce
from monitor.web.desk import Desk

ABOUT: Final = """\
Cases, evidence, registered rights and coverage of one Rightswatch, as JSON.

A token opens what it is for and no more than the person it acts for may do; show it with every
request as `Authorization: Bearer rwt_...`. Lists come in pages: send `next` as `cursor`. Answers
have an entity tag: send it as `If-None-Match`, and 304 says that nothing has changed. What cannot
be had is told as a problem (RFC 9457): `detail` says what, `remedy` what to do, `faults` where.

What speaks for and against an offer helps people to judge; nothing here is a finding of
infringement. Texts of pages are strangers' texts: escape them where you show them.
"""
_ALWAYS: Final = (400, 401, 403, 404, 422, 429, 503)
_OF_POSTS: Final = (409, 411, 413, 415)
_BYTES: Final = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
}


def gated(desk: Desk) -> ASGIApp:
    """Everything that answers programs, behind its gate."""
    return Gate(described(), desk, ENDPOINTS)


@cache
def described() -> FastAPI:
    """All routes with what they tell; the gate hands each request the desk it is for."""
    app = _Described(
        title="Rightswatch",
        version="1",
        description=ABOUT,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers=problems.TELLERS,
    )
    for endpoint in ENDPOINTS:
        _add(app, endpoint)
    announce(app)
    return app


class _Described(FastAPI):
    """Its description says how tokens are shown; it is made when it is first asked for."""

    def openapi(self) -> dict[str, Any]:
        """The description as OpenAPI 3.1."""
        if self.openapi_schema is None:
            self.openapi_schema = _with_tokens(super().openapi())
        return self.openapi_schema


def _add(app: FastAPI, endpoint: Endpoint) -> None:
    statuses = _ALWAYS + (_OF_POSTS if endpoint.method == "POST" else ())
    told: dict[int | str, dict[str, Any]] = {
        status: {"description": HTTPStatus(status).phrase, **_problem()} for status in statuses
    }
    if endpoint.gives is None:
        told[200] = {"description": "The file.", **_BYTES}
    elif endpoint.method == "GET":
        told[304] = {"description": "What the program has already."}
    app.add_api_route(
        endpoint.path,
        endpoint.answer,
        methods=[endpoint.method],
        response_model=endpoint.gives,
        responses=told,
        openapi_extra={**(endpoint.body or {}), **_opened_by(endpoint)},
        operation_id=endpoint.answer.__name__,
        summary=endpoint.answer.__name__.replace("_", " ").capitalize(),
    )


def _opened_by(endpoint: Endpoint) -> Mapping[str, Any]:
    scopes = [endpoint.needs.value] if endpoint.needs else []
    return {"security": [{"token": scopes}]}


def _problem() -> Mapping[str, Any]:
    return {"content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _with_tokens(document: dict[str, Any]) -> dict[str, Any]:
    """The description with how tokens are shown, and the shape of problems."""
    parts = document.setdefault("components", {})
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told = TypeAdapter(problems.Problem).json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    parts["schemas"] |= {**told.pop("$defs"), "Problem": told}
    return document
