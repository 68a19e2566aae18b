"""Cookies: what a browser is given to keep, and under which names."""

from typing import Final

from fastapi import Request, Response

FOREVER_S: Final = 365 * 86_400


class Cookies:
    """Names and marks of the cookies of one desk.

    Over https their names begin with __Host-, so that no other host and no clear connection can
    set them.
    """

    def __init__(self, public_url: str) -> None:
        self._is_secret = public_url.startswith("https:")
        prefix = "__Host-" if self._is_secret else ""
        self._session = f"{prefix}rightswatch"
        self._form = f"{prefix}rightswatch_form"
        self._language = f"{prefix}rightswatch_language"

    def session(self, request: Request) -> str:
        """Id of the session; "" for a stranger."""
        return request.cookies.get(self._session, "")

    def form(self, request: Request) -> str:
        """What forms of a stranger are bound to; "" before the first page."""
        return request.cookies.get(self._form, "")

    def language(self, request: Request) -> str:
        """The language chosen on this browser; "" for none."""
        return request.cookies.get(self._language, "")

    def keep_session(self, response: Response, session_id: str) -> None:
        """Until the browser is closed, or the session ends before that."""
        self._keep(response, self._session, session_id)

    def keep_form(self, response: Response, secret: str) -> None:
        """The same, for a stranger."""
        self._keep(response, self._form, secret)

    def keep_language(self, response: Response, language: str) -> None:
        """For a year."""
        self._keep(response, self._language, language, FOREVER_S)

    def drop_session(self, response: Response) -> None:
        """Forget who has signed in."""
        self._keep(response, self._session, "", 0)

    def _keep(self, response: Response, name: str, value: str, age_s: int | None = None) -> None:
        response.set_cookie(
            name, value, max_age=age_s, httponly=True, samesite="lax", secure=self._is_secret
        )
