"""Showing: pages from templates, in the visitor's words, in the colours of the mails."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from fastapi import Response
from fastapi.responses import HTMLResponse

from alerts.email.markup import templates
from alerts.email.palette import DARK, LIGHT
from alerts.email.times import local_time
from alerts.email.words import words_for
from monitor.domain.person import Deed
from monitor.web.visit import Visit
from monitor.web.words import desk_words_for

_FOREVER: Final = "public, max-age=31536000, immutable"


def page(visit: Visit, template: str, status: int = 200, **seen: Any) -> HTMLResponse:  # noqa: ANN401 - whatever a template shows
    """One page; `seen` is what its template needs beyond what every page has."""
    words = words_for(visit.language)
    content = (
        templates("monitor.web")
        .get_template(template)
        .render(
            visit=visit,
            words=words,
            desk=desk_words_for(visit.language),
            pages=_pages(visit),
            styles=_static_path("desk.css"),
            keys=_static_path("desk.js"),
            icon=_static_path("desk.svg"),
            time=lambda at: local_time(at, visit.timezone, words),
            short=lambda at: f"{at.astimezone(visit.zone):%Y-%m-%d %H:%M}",
            **seen,
        )
    )
    return HTMLResponse(content, status_code=status)


def refusal(visit: Visit, status: int) -> HTMLResponse:
    """A page that says why nothing was done, and what to do."""
    said = desk_words_for(visit.language).refusals[status]
    return page(visit, "refusal.html", status, said=said)


def static(visit: Visit) -> Response:
    """Styles and keys of the desk: names hold digests, so that each is fetched once."""
    name = visit.parts["name"]
    for plain, (content, kind) in _statics().items():
        if _static_path(plain).endswith(f"/{name}"):
            return Response(content, media_type=kind, headers={"cache-control": _FOREVER})
    return refusal(visit, 404)


def _pages(visit: Visit) -> list[tuple[str, str]]:
    """What the person may open: address and name."""
    words, person = desk_words_for(visit.language), visit.person
    if person is None:
        return []
    found = [("/cases", words.queue.title)] if person.may(Deed.SEE) else []
    found += [("/sellers", words.sellers.title)] if person.may(Deed.SEE) else []
    found += [("/rights", words.rights.title)] if person.may(Deed.SEE) else []
    found += [("/statistics", words.statistics.title)] if person.may(Deed.SEE) else []
    found += [("/coverage", words.coverage.title)] if person.may(Deed.OVERSEE) else []
    found += [("/looks", words.looks)] if person.may(Deed.AUDIT) else []
    return [*found, ("/you", words.you)]


@cache
def _statics() -> Mapping[str, tuple[bytes, str]]:
    """Name -> content and kind."""
    styles = templates("monitor.web").get_template("desk.css").render(light=LIGHT, dark=DARK)
    keys = templates("monitor.web").get_template("desk.js").render()
    icon = templates("monitor.web").get_template("desk.svg").render(colour=LIGHT["alert"])
    return {
        "desk.css": (styles.encode(), "text/css; charset=utf-8"),
        "desk.js": (keys.encode(), "text/javascript; charset=utf-8"),
        "desk.svg": (icon.encode(), "image/svg+xml"),
    }


@cache
def _static_path(name: str) -> str:
    digest = hashlib.sha256(_statics()[name][0]).hexdigest()[:16]
    stem, _, ending = name.rpartition(".")
    return f"/static/{stem}-{digest}.{ending}"
