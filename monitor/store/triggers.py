"""What makes the evidence log append-only: the database itself refuses, whoever asks.

Entries, hashes of the tree and checkpoints come in their turn, and no row of them changes or goes;
a time stamp that is there stays as it is. So do the records that the log has digests of: notices
and test purchases with the lines of their lives. SQLite's "insert or replace" deletes without a
delete trigger: the checks of order, and those of what stands already, catch it.
"""

from typing import Final

from sqlalchemy import Connection, MetaData, Table, event

from monitor.store.notices import custody_events, notice_events, notices, purchases
from monitor.store.tables import checkpoints, evidence_log, evidence_tree, stamps

IN_ORDER: Final = {
    "evidence_log": "NEW.entry_index <>"
    " (SELECT coalesce(max(entry_index) + 1, 0) FROM evidence_log)",
    "evidence_tree": "NEW.number <> (SELECT coalesce(max(number) + 1, 0) FROM evidence_tree)"
    " OR length(NEW.sha256) <> 32",
    "checkpoints": "NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoints)"
    " OR NEW.size > (SELECT coalesce(max(entry_index) + 1, 0) FROM evidence_log)",
}
"""Table -> when a new row of it is out of turn."""

STANDS: Final = {
    "notices": "id = NEW.id",
    "notice_events": "id = NEW.id OR (notice_id = NEW.notice_id AND place = NEW.place)",
    "purchases": "id = NEW.id",
    "custody_events": "id = NEW.id OR (purchase_id = NEW.purchase_id AND place = NEW.place)",
}
"""Table of records -> which row of it a new one would take the place of."""

_SQLITE: Final = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END;
CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} WHEN {out_of_turn}
BEGIN SELECT RAISE(ABORT, 'a row of the evidence log must follow the last one'); END;
"""
_SQLITE_STAMPS: Final = """
CREATE TRIGGER stamps_no_update BEFORE UPDATE ON stamps WHEN OLD.token IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END;
CREATE TRIGGER stamps_no_delete BEFORE DELETE ON stamps
BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END;
CREATE TRIGGER stamps_no_replace BEFORE INSERT ON stamps
WHEN EXISTS (SELECT 1 FROM stamps
             WHERE id = NEW.id OR (size = NEW.size AND authority = NEW.authority))
BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END;
"""
_SQLITE_RECORDS: Final = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'what was recorded stays as it is'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'what was recorded stays as it is'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {stands})
BEGIN SELECT RAISE(IGNORE); END;
"""
_POSTGRESQL: Final = """
CREATE FUNCTION {table}_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {out_of_turn} THEN
    RAISE EXCEPTION 'a row of the evidence log must follow the last one';
  END IF;
  RETURN NEW;
END $$;;
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION evidence_log_refuses();;
CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_follows()
"""
_POSTGRESQL_REFUSES: Final = """
CREATE FUNCTION evidence_log_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the evidence log is append-only'; END $$
"""
_POSTGRESQL_STAMPS: Final = """
CREATE TRIGGER stamps_no_delete BEFORE DELETE OR TRUNCATE ON stamps
FOR EACH STATEMENT EXECUTE FUNCTION evidence_log_refuses();;
CREATE TRIGGER stamps_no_change BEFORE UPDATE ON stamps
FOR EACH ROW WHEN (OLD.token IS NOT NULL) EXECUTE FUNCTION evidence_log_refuses()
"""
_POSTGRESQL_RECORDS: Final = """
CREATE FUNCTION {table}_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was recorded stays as it is'; END $$;;
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_stay()
"""


def statements(table: str, dialect: str) -> list[str]:
    """What closes one table to change, in the order to run it."""
    if dialect == "sqlite":
        script = _script(table, log=_SQLITE, stamps=_SQLITE_STAMPS, records=_SQLITE_RECORDS)
        return [f"{part} END" for part in script.split("END;") if part.strip()]
    first = [_POSTGRESQL_REFUSES] if table == "evidence_log" else []
    script = _script(table, log=_POSTGRESQL, stamps=_POSTGRESQL_STAMPS, records=_POSTGRESQL_RECORDS)
    return [*first, *script.split(";;")]


def _script(table: str, **scripts: str) -> str:
    """The script for the kind of table that this is, filled in."""
    kind = "records" if table in STANDS else "stamps" if table == "stamps" else "log"
    filled = {"out_of_turn": IN_ORDER.get(table, ""), "stands": STANDS.get(table, "")}
    return scripts[kind].format(table=table, **filled)


def _close(target: Table | MetaData, connection: Connection, **_: object) -> None:
    for statement in statements(str(target), connection.dialect.name):
        connection.exec_driver_sql(statement)


_LOG = (evidence_log, evidence_tree, checkpoints, stamps)
_RECORDS = (notices, notice_events, purchases, custody_events)
for _table in (*_LOG, *_RECORDS):
    event.listen(_table, "after_create", _close)
