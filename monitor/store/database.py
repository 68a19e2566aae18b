"""The store: one database, opened by its URL, worked with in transactions."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from monitor.domain.errors import StoreBusy, StoreRefused
from monitor.store.addresses import SqlAddresses
from monitor.store.assets import SqlAssets
from monitor.store.backup.snapshot import keep_before_upgrade
from monitor.store.beats import SqlBeats
from monitor.store.captures import SqlCaptures
from monitor.store.cases import SqlCases
from monitor.store.confirmations import SqlConfirmations
from monitor.store.desk import SqlDesk
from monitor.store.engines import engine_for
from monitor.store.facts import SqlFacts
from monitor.store.hearings import SqlHearings
from monitor.store.log import SqlLog
from monitor.store.networks import SqlNetworks
from monitor.store.notices import SqlNotices, SqlPurchases
from monitor.store.outbox import SqlOutbox
from monitor.store.pages import SqlPages
from monitor.store.pictures import SqlPictures
from monitor.store.queue import SqlQueue
from monitor.store.relistings import SqlRelistings
from monitor.store.retention import SqlRetention
from monitor.store.schema import SCHEMA_VERSION, is_current, upgrade
from monitor.store.sightings import SqlSightings
from monitor.store.silences import SqlSilences
from monitor.store.stamps import SqlStamps
from monitor.store.statistics import SqlStatistics
from monitor.store.targets import SqlTargets
from monitor.store.tokens import SqlTokens
from monitor.store.visits import SqlVisits
from monitor.store.work import SqlLeases

log = structlog.get_logger(__name__)

_WAIT_AND_TRY = {"40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03"}
"""PostgreSQL: serialization, deadlock, lock, cancelled, shutting down, crashed, starting up."""


class SqlTransaction:
    """All rows of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.leases = SqlLeases(connection)
        self.assets = SqlAssets(connection)
        self.targets = SqlTargets(connection)
        self.visits = SqlVisits(connection)
        self.sightings = SqlSightings(connection)
        self.cases = SqlCases(connection)
        self.notices = SqlNotices(connection)
        self.purchases = SqlPurchases(connection)
        self.networks = SqlNetworks(connection)
        self.pages = SqlPages(connection)
        self.pictures = SqlPictures(connection)
        self.relistings = SqlRelistings(connection)
        self.captures = SqlCaptures(connection)
        self.log = SqlLog(connection)
        self.stamps = SqlStamps(connection)
        self.hearings = SqlHearings(connection)
        self.silences = SqlSilences(connection)
        self.outbox = SqlOutbox(connection)
        self.addresses = SqlAddresses(connection)
        self.beats = SqlBeats(connection)
        self.facts = SqlFacts(connection)
        self.retention = SqlRetention(connection)
        self.desk = SqlDesk(connection)
        self.queue = SqlQueue(connection)
        self.statistics = SqlStatistics(connection)
        self.confirmations = SqlConfirmations(connection)
        self.tokens = SqlTokens(connection)


class SqlStore:
    """The database. Threads may share it; a forked process must open its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[SqlTransaction]:
        """One transaction: committed when the block ends, rolled back when it raises.

        durable: survives power loss. Without it SQLite may lose the last transactions then, whole.

        Raises:
            StoreBusy: the database was locked or away; nothing of the transaction stands.
            StoreRefused: the database cannot go on: disk full, read-only, damaged.
        """
        with (
            explained(self._engine),
            self._engine.connect().execution_options(durable=durable) as connection,
            connection.begin(),
        ):
            yield SqlTransaction(connection)

    @contextmanager
    def reading(self) -> Iterator[SqlTransaction]:
        """One transaction that only reads: on SQLite it waits for no writer and holds up none.

        Raises:
            StoreBusy: the database was locked or away.
            StoreRefused: the database cannot be read.
        """
        with (
            explained(self._engine),
            self._engine.connect().execution_options(reading=True) as connection,
            connection.begin(),
        ):
            yield SqlTransaction(connection)

    def migrate(self) -> None:
        """Bring the tables to the version this program knows.

        A SQLite file of older tables is copied beside itself first, as `NAME.version-OLD`.

        Raises:
            BackupRefused: there is no room for that copy; nothing was changed.
            StoreRefused: they are of a newer version, or the database cannot be reached.
            StoreBusy: somebody else holds the database.
        """
        with explained(self._engine):
            if is_current(self._engine):
                return
            kept = keep_before_upgrade(self._engine)
            upgrade(self._engine)
        log.info("schema.migrated", version=SCHEMA_VERSION, kept=str(kept) if kept else None)

    def close(self) -> None:
        """Let all connections go."""
        self._engine.dispose()


def open_store(url: str) -> SqlStore:
    """Open a database, new or old, and bring its tables up to date.

    url: `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://user@host/name`.

    Raises:
        StoreRefused: unreachable, no database of ours, or of a newer version; with the remedy.
        BackupRefused: its tables are older, and there is no room for a copy of them.
        StoreBusy: somebody else holds it.
    """
    store = SqlStore(engine_for(url))
    try:
        store.migrate()
    except Exception:
        store.close()
        raise
    return store


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn what the driver says into what to do next; broken constraints stay what they are.

    Raises:
        StoreBusy: waiting may cure it.
        StoreRefused: a person has to.
        DatabaseError: anything else, as it came.
    """
    try:
        yield
    except OperationalError as error:
        name = engine.url.render_as_string(hide_password=True)
        if error.connection_invalidated or _may_pass(error.orig):
            message = f"the database {name} is busy or away: {error.orig}"
            raise StoreBusy(message) from error
        message = f"the database {name} cannot be used: {error.orig}"
        raise StoreRefused(message) from error
    except DatabaseError as error:
        if "not a database" not in str(error.orig) and "malformed" not in str(error.orig):
            raise
        name = engine.url.render_as_string(hide_password=True)
        message = f"{name} is damaged or no database: {error.orig}; restore it from a backup"
        raise StoreRefused(message) from error


def _may_pass(cause: BaseException | None) -> bool:
    locked = "locked" in str(cause) or "busy" in str(cause)
    return locked or getattr(cause, "sqlstate", None) in _WAIT_AND_TRY
