"""Logging to standard error: lines for people on a terminal, else JSON; no secret in either."""

import logging
import re
import sys
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote, quote_plus

import structlog

HIDDEN: Final = "***"
SHORTEST_SECRET: Final = 4
"""Letters; a shorter one would be met by chance in every line."""
_LOGIN: Final = re.compile(r"(?<=://)[^/\s@'\"]+@")
_secrets: set[str] = set()


class _StandardError:
    """Writes to standard error as it is at that moment: it may be replaced or closed later."""

    def msg(self, message: str) -> None:
        sys.stderr.write(f"{message}\n")

    debug = info = warning = error = critical = exception = msg


def hide(secrets: Iterable[str]) -> None:
    """Keep texts out of every line of this process from now on, also as addresses write them."""
    for secret in secrets:
        if len(secret) >= SHORTEST_SECRET:
            _secrets.update({secret, quote(secret, safe=""), quote_plus(secret)})


def configure_logs(*, verbose: bool) -> None:
    """Set structlog up; below warnings only when `verbose`.

    Both renderers escape line ends and control characters in what pages say.
    """
    level = logging.INFO if verbose else logging.WARNING
    terminal = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redacted,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _StandardError(),
        cache_logger_on_first_use=True,
    )
    # The standard library's last resort tells warnings and worse, also where the crawl engine
    # lowers the root's level.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def redacted(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """A line without what is hidden, and without logins in addresses."""
    return {name: _without_secrets(value) for name, value in event.items()}


def _without_secrets(value: Any) -> Any:  # noqa: ANN401 - whatever a line tells
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {_without_secrets(name): _without_secrets(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_without_secrets(one) for one in value]
    text = value if isinstance(value, str) else str(value)
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return _LOGIN.sub(f"{HIDDEN}@", text)
