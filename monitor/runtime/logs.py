"""Logging to standard error: lines for people on a terminal, JSON elsewhere."""

import logging
import sys

import structlog


class _StandardError:
    """Writes to standard error as it is at that moment: it may be replaced or closed later."""

    def msg(self, message: str) -> None:
        sys.stderr.write(f"{message}\n")

    debug = info = warning = error = critical = exception = msg


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
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _StandardError(),
        cache_logger_on_first_use=True,
    )
    # The standard library's last resort tells warnings and worse, also where the crawl engine
    # lowers the root's level.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
