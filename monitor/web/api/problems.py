"""Problems: what a program is told that cannot have what it asked for (RFC 9457).

Each says what is wrong and what to do; where something of the request is wrong, each such place.
"""

from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import structlog
from fastapi import HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteException

from monitor.domain.codec import canonical_json
from monitor.domain.errors import StoreBusy, UnknownCase

log = structlog.get_logger(__name__)

Teller = Callable[[Request, Any], Coroutine[Any, Any, Response]]

MEDIA_TYPE: Final = "application/problem+json"
SHORTLY_S: Final = "5"
_LOOK_UP: Final = "Look it up in /api/v1/openapi.json."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One place of a request that is wrong. where: as `query.limit` or `body.reason`."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why nothing was done. title: the status in words; remedy: what to do."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    faults: tuple[Fault, ...] = ()


def problem(
    status: int,
    detail: str,
    remedy: str,
    faults: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that tells a problem."""
    told = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        remedy=remedy,
        faults=tuple(faults),
    )
    return Response(
        canonical_json(told), status_code=status, headers=headers, media_type=MEDIA_TYPE
    )


def refused(status: int, detail: str, remedy: str) -> HTTPException:
    """The same, to be raised out of an answer."""
    return HTTPException(status, detail={"what": detail, "remedy": remedy})


def not_there(remedy: str) -> HTTPException:
    """Nothing is at that address, or nothing that the caller sees."""
    return refused(404, "There is nothing at this address that your token shows.", remedy)


async def told_refusal(request: Request, error: Exception) -> Response:
    """What an answer raised on purpose, or the router for an address that is none."""
    del request
    assert isinstance(error, StarletteException)  # noqa: S101 - registered for that alone
    said: Any = error.detail
    if isinstance(said, dict):
        return problem(error.status_code, said["what"], said["remedy"])
    return problem(error.status_code, str(said), _LOOK_UP)


async def told_faults(request: Request, error: Exception) -> Response:
    """What pydantic found in a request, each place with what is wrong there."""
    del request
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for that alone
    faults: dict[str, Fault] = {}
    for one in error.errors():  # of a value that may be of two kinds, the first is what was meant
        where = _place(one["loc"])
        faults.setdefault(where, Fault(where=where, what=one["msg"]))
    return problem(422, "The request cannot be used as it is.", _LOOK_UP, faults.values())


async def told_unknown(request: Request, error: Exception) -> Response:
    """A case that is not there, or is another holder's."""
    del request
    assert isinstance(error, UnknownCase)  # noqa: S101 - registered for that alone
    detail = "There is no case of that number that your token shows."
    return problem(404, detail, "List them at /api/v1/cases.")


async def told_busy(request: Request, error: Exception) -> Response:
    """The database is held by somebody."""
    log.warning("api.busy", path=request.url.path, because=str(error))
    detail, remedy = "The database is busy; nothing was done.", "Ask again in some seconds."
    return problem(503, detail, remedy, headers={"retry-after": SHORTLY_S})


async def told_failure(request: Request, error: Exception) -> Response:
    """What nobody foresaw."""
    log.error("api.failed", path=request.url.path, exc_info=error)
    detail = "Something went wrong here; the log of the program says what."
    return problem(500, detail, "Tell whoever runs this Rightswatch.")


TELLERS: Final[dict[int | type[Exception], Teller]] = {
    StarletteException: told_refusal,
    RequestValidationError: told_faults,
    UnknownCase: told_unknown,
    StoreBusy: told_busy,
    Exception: told_failure,
}
"""What may be raised -> how it is told."""


def _place(loc: Sequence[int | str]) -> str:
    """Of a body the field, whichever kind of body was meant; else the part and its name."""
    named = (loc[0], loc[-1]) if loc[0] == "body" and len(loc) > 1 else loc[:2]
    return ".".join(str(part) for part in named)
