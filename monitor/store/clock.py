"""The database's clock: one time for every machine that works on the same database.

Leases, pauses and due times of several machines can only be compared when one clock tells them.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from monitor.ports.clock import running_seconds
from monitor.store.engines import engine_for

log = structlog.get_logger(__name__)

ASK_EVERY_S: Final = 30.0
"""A quartz clock drifts by some 50 us a second: 1.5 ms between two questions."""


class DatabaseClock:
    """Aware UTC of the PostgreSQL server, carried on by a clock that nobody can set.

    The machine's own time of day is never read, so that it may be wrong or jump. Safe in threads.
    While the database is away the last answer is carried on.

    seconds: a clock that only runs on.
    """

    def __init__(self, engine: Engine, seconds: Callable[[], float] = running_seconds) -> None:
        self._engine = engine
        self._seconds = seconds
        self._alone = threading.Lock()
        self._asked_at = 0.0
        self._ahead: datetime | None = None  # what the database says when our seconds are 0

    def now(self) -> datetime:
        """The moment, at most half the way to the database and back beside its own.

        Raises:
            SQLAlchemyError: the database has not answered once.
        """
        with self._alone:
            if self._ahead is None or self._seconds() - self._asked_at > ASK_EVERY_S:
                self._ahead = self._asked(self._ahead)
            return self._ahead + timedelta(seconds=self._seconds())

    def _asked(self, otherwise: datetime | None) -> datetime:
        self._asked_at = self._seconds()
        try:
            with self._engine.connect() as connection:
                connection.execute(text("SELECT 1"))  # what a new connection costs comes first
                before = self._seconds()
                told: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
                after = self._seconds()
        except SQLAlchemyError as error:
            if otherwise is None:
                raise
            log.warning("clock.not_asked", because=str(error))
            return otherwise
        return told.astimezone(UTC) - timedelta(seconds=(before + after) / 2)

    def close(self) -> None:
        """Let its connection go."""
        self._engine.dispose()


def clock_of(url: str) -> DatabaseClock | None:
    """The clock of the database at that URL; None = a file, which one machine has for itself."""
    return DatabaseClock(engine_for(url)) if url.startswith("postgres") else None
