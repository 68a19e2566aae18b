"""Signing in and out, and the language of the pages.

A link of a mail is opened by machines too, which look for harm in it: opening it shows a button,
and only the button signs in.
"""

from fastapi import Response
from fastapi.responses import RedirectResponse

from monitor.web import entrance
from monitor.web.cookies import Cookies
from monitor.web.pace import Pace
from monitor.web.showing import page, refusal
from monitor.web.visit import LANGUAGES, Visit, local_path

_TRIES = 10
_TRIES_WITHIN_S = 600.0


class Signing:
    """Answers of the doors that a stranger may open, and of signing out."""

    def __init__(self, cookies: Cookies) -> None:
        self._cookies = cookies
        self._pace = Pace(_TRIES, _TRIES_WITHIN_S)

    def show_form(self, visit: Visit) -> Response:
        """Ask who it is."""
        return page(visit, "sign_in.html", then=local_path(visit.asked.one("then", "/")))

    def send_link(self, visit: Visit) -> Response:
        """Mail a link; what is answered does not depend on whether there is such a person."""
        if not self._pace.allows(visit.client, visit.now.timestamp()):
            return refusal(visit, 429)
        email = " ".join(visit.form.one("email").split())[:200]
        entrance.mail_link(visit.desk, email, visit.now, local_path(visit.form.one("then", "/")))
        mails = visit.desk.write_link is not None
        return page(visit, "link_sent.html", email=email, mails=mails)

    def show_link(self, visit: Visit) -> Response:
        """Show the button that signs in."""
        sealed = entrance.sealed(visit.parts["secret"])
        with visit.desk.store.reading() as tx:
            email = tx.desk.link(sealed, visit.now)
        if email is None:
            return refusal(visit, 410)
        then = local_path(visit.asked.one("then", "/"))
        return page(visit, "sign_in_as.html", email=email, then=then)

    def use_link(self, visit: Visit) -> Response:
        """Sign in."""
        if not self._pace.allows(visit.client, visit.now.timestamp()):
            return refusal(visit, 429)
        session = entrance.sign_in(visit.desk, visit.parts["secret"], visit.now)
        if session is None:
            return refusal(visit, 410)
        onward = _onward(local_path(visit.form.one("then", "/")))
        self._cookies.keep_session(onward, session.id)
        return onward

    def leave(self, visit: Visit) -> Response:
        """Sign out."""
        entrance.sign_out(visit.desk, visit.secret, visit.member, visit.now)
        onward = _onward("/sign-in")
        self._cookies.drop_session(onward)
        return onward

    def choose_language(self, visit: Visit) -> Response:
        """Turn all pages of this browser into another language."""
        language = visit.form.one("language")
        if language not in LANGUAGES:
            return refusal(visit, 422)
        onward = _onward(local_path(visit.form.one("back", "/")))
        self._cookies.keep_language(onward, language)
        return onward


def _onward(path: str) -> RedirectResponse:
    return RedirectResponse(path, status_code=303)
