"""Logging to standard error: lines for people on a terminal, JSON elsewhere."""

import logging
import sys

import structlog


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
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    to_stderr = logging.StreamHandler(sys.stderr)
    to_stderr.setLevel(logging.WARNING)  # on the handler: the crawl engine lowers the root's level
    logging.basicConfig(handlers=[to_stderr])
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
