"""Pages about people: who you are here, and who looked at what."""

from typing import Final

from fastapi import Response
from fastapi.responses import RedirectResponse

from alerts.email.clean import clean_line
from monitor.domain.person import Deed
from monitor.web.showing import page
from monitor.web.visit import Visit

LOOKS_SHOWN: Final = 100


def first_page(visit: Visit) -> Response:
    """Send everybody to what they are here for."""
    path = "/cases" if visit.member.may(Deed.SEE) else "/looks"
    return RedirectResponse(path, status_code=303)


def show_you(visit: Visit) -> Response:
    """Who the desk takes somebody for, and what that lets them do."""
    return page(visit, "you.html", person=visit.member)


def show_looks(visit: Visit) -> Response:
    """Who signed in and who looked at evidence, newest first."""
    written = visit.asked.one("before")
    before = int(written) if written.isdecimal() and len(written) < 19 else None
    with visit.desk.store.reading() as tx:
        found = tx.desk.looks(LOOKS_SHOWN + 1, before)
    shown = found[:LOOKS_SHOWN]
    older = shown[-1][0] if len(found) > LOOKS_SHOWN else None
    looks = [(look, clean_line(look.by, 120), clean_line(look.what, 200)) for _, look in shown]
    return page(visit, "looks.html", looks=looks, older=older)
