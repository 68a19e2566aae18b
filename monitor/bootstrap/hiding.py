"""Which texts of an installation no line of the log may show.

A setting that no repr shows (`field(repr=False)`) is a secret here too, so that a new one is not
forgotten.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from monitor.domain.errors import KeysRefused
from monitor.domain.watch import Source
from monitor.runtime.logs import hide
from spiders.fetch.ask.keys import keys_of

if TYPE_CHECKING:
    from monitor.config import Settings


def hide_secrets(settings: "Settings") -> None:
    """Keep all secrets of a configuration out of the log of this process."""
    hide(secrets_in(settings.service))


def hide_keys(source: Source) -> None:
    """The same for the keys of an interface, which no configuration holds."""
    with suppress(KeysRefused):  # whoever asks tells that
        keys = keys_of(source)
        hide([keys.client_id, keys.client_secret])


def secrets_in(part: object) -> Iterator[str]:
    """Every secret below a part of the settings; of the database's address only the password."""
    if isinstance(part, tuple):
        for one in part:
            yield from secrets_in(one)
    if not is_dataclass(part):
        return
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name == "database":
            yield unquote(urlsplit(value).password or "")
        elif not field.repr and isinstance(value, str):
            yield value
        else:
            yield from secrets_in(value)
