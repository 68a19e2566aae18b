"""What makes the evidence log append-only: the database itself refuses, whoever asks.

An entry must follow the last one, and no row changes or goes. SQLite's "insert or replace" deletes
without a delete trigger; the check of order and digest catches it.
"""

from typing import Final

from sqlalchemy import Connection, MetaData, Table, event

from monitor.store.tables import evidence_log

SQLITE: Final = (
    """
    CREATE TRIGGER evidence_log_no_update BEFORE UPDATE ON evidence_log
    BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END
    """,
    """
    CREATE TRIGGER evidence_log_no_delete BEFORE DELETE ON evidence_log
    BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END
    """,
    """
    CREATE TRIGGER evidence_log_in_order BEFORE INSERT ON evidence_log
    WHEN NEW.entry_index <> (SELECT coalesce(max(entry_index) + 1, 0) FROM evidence_log)
      OR NEW.previous_sha256 <> coalesce(
           (SELECT entry_sha256 FROM evidence_log ORDER BY entry_index DESC LIMIT 1),
           '0000000000000000000000000000000000000000000000000000000000000000')
      OR EXISTS (SELECT 1 FROM evidence_log WHERE entry_sha256 = NEW.entry_sha256)
    BEGIN SELECT RAISE(ABORT, 'an entry of the evidence log must follow the last one'); END
    """,
)

POSTGRESQL: Final = (
    """
    CREATE FUNCTION evidence_log_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the evidence log is append-only'; END $$
    """,
    """
    CREATE FUNCTION evidence_log_follows() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last_index bigint; last_sha256 text;
    BEGIN
      SELECT entry_index, entry_sha256 INTO last_index, last_sha256
        FROM evidence_log ORDER BY entry_index DESC LIMIT 1;
      IF NEW.entry_index <> coalesce(last_index + 1, 0)
         OR NEW.previous_sha256 <> coalesce(last_sha256, repeat('0', 64)) THEN
        RAISE EXCEPTION 'an entry of the evidence log must follow the last one';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER evidence_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_log
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_log_refuses()
    """,
    """
    CREATE TRIGGER evidence_log_in_order BEFORE INSERT ON evidence_log
    FOR EACH ROW EXECUTE FUNCTION evidence_log_follows()
    """,
)


def _create(target: Table | MetaData, connection: Connection, **_: object) -> None:
    del target
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)


event.listen(evidence_log, "after_create", _create)
