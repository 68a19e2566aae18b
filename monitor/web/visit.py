"""Visit: one request as the pages see it: who asks, for what, in which language."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from monitor.domain.person import Person
from monitor.web.desk import Desk

LANGUAGES = ("zh", "en")


class Fields:
    """What a form or an address brings: names with one or more values, all of them text."""

    def __init__(self, pairs: Sequence[tuple[str, str]] = ()) -> None:
        self._pairs = pairs

    def one(self, name: str, default: str = "") -> str:
        """The last value of a name."""
        return next((value for key, value in reversed(self._pairs) if key == name), default)

    def all(self, name: str) -> Sequence[str]:
        """Every value of a name, in order, each once."""
        return list(dict.fromkeys(value for key, value in self._pairs if key == name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request.

    person: None = a stranger. secret: what the browser alone knows, of which form tokens are made.
    parts: of the path. client: the address that asks, for counting only.
    """

    desk: Desk
    now: datetime
    path: str
    client: str
    language: str
    secret: str
    person: Person | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    asked: Fields = field(default_factory=Fields)
    form: Fields = field(default_factory=Fields)

    @property
    def member(self) -> Person:
        """Who has signed in; the doors see to it that somebody has."""
        assert self.person is not None, "only a door that opens to all lets a stranger in"  # noqa: S101
        return self.person

    @property
    def timezone(self) -> str:
        """IANA name of the zone that times are told in."""
        return self.person.timezone if self.person else "UTC"

    @property
    def zone(self) -> ZoneInfo:
        """The same, as a zone."""
        return ZoneInfo(self.timezone)

    @property
    def token(self) -> str:
        """What every form of this browser carries; nobody else can know it."""
        return form_token(self.secret)


def form_token(secret: str) -> str:
    """Token of forms, hex, made of the browser's secret by a one-way function."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def local_path(written: str) -> str:
    """An address within the desk, as somebody may be sent on to; "/" for anything else."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return "/"
    foreign = parts.scheme or parts.netloc or not written.startswith("/")
    odd = written.startswith("//") or "\\" in written or not written.isprintable()
    return "/" if foreign or odd else written
