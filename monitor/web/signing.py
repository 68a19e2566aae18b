"""Signing in and out, and the language of the pages.

A link of a mail is opened by machines too, which look for harm in it: opening it shows a button,
and only the button signs in.
"""

from collections.abc import Callable

import structlog
from fastapi import Response
from fastapi.responses import RedirectResponse

from alerts.email.clean import clean_line
from monitor.domain.errors import NeedsPerson, NotNow
from monitor.web import entrance
from monitor.web.cookies import Cookies
from monitor.web.departures import Departures
from monitor.web.pace import Pace
from monitor.web.provider import Provider
from monitor.web.showing import page, refusal
from monitor.web.visit import LANGUAGES, Visit, local_path
from monitor.web.words import desk_words_for

log = structlog.get_logger(__name__)

_TRIES = 10
_TRIES_WITHIN_S = 600.0
_WAYS = 60
"""To the provider and back, within the same time: an office may share one address."""


class Signing:
    """Answers of the doors that a stranger may open, and of signing out."""

    def __init__(self, cookies: Cookies) -> None:
        self._cookies = cookies
        self._pace = Pace(_TRIES, _TRIES_WITHIN_S)
        self._ways = Pace(_WAYS, _TRIES_WITHIN_S)
        self._departures = Departures()

    def show_form(self, visit: Visit) -> Response:
        """Ask who it is."""
        then = local_path(visit.asked.one("then", "/"))
        return page(visit, "sign_in.html", then=then, provider=visit.desk.provider)

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

    def to_provider(self, visit: Visit) -> Response:
        """Send the browser where people say who they are."""
        return self._by_provider(visit, self._send_on)

    def from_provider(self, visit: Visit) -> Response:
        """Sign in whom the provider names, if this browser left for it."""
        return self._by_provider(visit, self._take_back)

    def _by_provider(self, visit: Visit, answer: Callable[[Visit, Provider], Response]) -> Response:
        """An answer, where there is a provider; when it fails, the reason is for the operator."""
        provider = visit.desk.provider
        if provider is None:
            return refusal(visit, 404)
        if not self._ways.allows(visit.client, visit.now.timestamp()):
            return refusal(visit, 429)
        try:
            return answer(visit, provider)
        except (NotNow, NeedsPerson) as error:
            log.warning("desk.provider_failed", because=str(error))
            words = desk_words_for(visit.language).sign_in
            away = isinstance(error, NotNow)
            said = words.provider_away if away else words.provider_refused
            return _told(visit, 502 if away else 403, said.format(name=provider.name))

    def _send_on(self, visit: Visit, provider: Provider) -> Response:
        then = local_path(visit.asked.one("then", "/"))
        departure = self._departures.leave(visit.token, then, visit.now)
        onward = _onward(provider.address(departure))
        if visit.person is None:
            self._cookies.keep_form(onward, visit.secret)
        return onward

    def _take_back(self, visit: Visit, provider: Provider) -> Response:
        departure = self._departures.back(visit.asked.one("state"), visit.token, visit.now)
        words = desk_words_for(visit.language).sign_in
        if departure is None:
            return _told(visit, 410, words.provider_late.format(name=provider.name))
        provider.check_return(visit.asked.one("iss"), visit.asked.one("error"))
        email = provider.email(visit.asked.one("code"), departure, visit.now)
        session = entrance.sign_in_by(visit.desk, provider.name, email, visit.now)
        if session is None:
            said = words.provider_stranger.format(name=provider.name, email=clean_line(email, 200))
            return _told(visit, 403, said)
        onward = _onward(departure.then)
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


def _told(visit: Visit, status: int, said: str) -> Response:
    return page(visit, "refusal.html", status, said=said)


def _onward(path: str) -> RedirectResponse:
    return RedirectResponse(path, status_code=303)
