"""Programs that hold tokens, and what they ask of the desk."""

from collections.abc import Callable, Sequence
from typing import Any

import httpx
import pytest

from monitor.domain.person import Person
from monitor.domain.token import Scope
from monitor.web.api.tokens import Wish, make_token
from monitor.web.desk import Desk
from tests.monitor.web.conftest import OFFICER, Browser

ROOT = "/api/v1"


class Program:
    """What a program does: asks with its token, if it has one."""

    def __init__(self, desk: Desk, secret: str = "") -> None:
        self.secret = secret
        shown = {"authorization": f"Bearer {secret}"} if secret else {}
        self._browser = Browser(desk)  # closed with the others
        self._browser.client.headers.update(shown)
        self.client: httpx.Client = self._browser.client

    def get(self, path: str, **more: Any) -> Any:  # noqa: ANN401 - the client's response
        return self.client.get(ROOT + path, **more)

    def post(self, path: str, **more: Any) -> Any:  # noqa: ANN401 - as above
        return self.client.post(ROOT + path, **more)

    def push(self, *lines: str) -> Any:  # noqa: ANN401 - as above
        kind = {"content-type": "application/jsonl"}
        return self.post("/listings", content="".join(lines).encode(), headers=kind)


def token_of(desk: Desk, person: Person, scopes: Sequence[Scope], days: int = 30) -> str:
    """The secret of a new token."""
    wish = Wish(name="city system", scopes=tuple(scopes), days=days, by="ops")
    return make_token(desk.store, person, wish, desk.clock.now())[1]


@pytest.fixture
def program(desk: Desk) -> Callable[..., Program]:
    """Makes a program that acts for somebody; it has every scope unless told otherwise."""

    def made(person: Person = OFFICER, *scopes: Scope) -> Program:
        return Program(desk, token_of(desk, person, scopes or tuple(Scope)))

    return made
