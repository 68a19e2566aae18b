"""What makes the evidence log append-only: the database itself refuses, whoever asks.

Entries, hashes of the tree and checkpoints come in their turn, and no row of them changes or goes;
a time stamp that is there stays as it is. SQLite's "insert or replace" deletes without a delete
trigger: the checks of order, and that of stamps, catch it.
"""

from typing import Final

from sqlalchemy import Connection, MetaData, Table, event

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


def statements(table: str, dialect: str) -> list[str]:
    """What closes one table to change, in the order to run it."""
    if dialect == "sqlite":
        script = _SQLITE_STAMPS if table == "stamps" else _SQLITE
        parts = _filled(script, table).split("END;")
        return [f"{part} END" for part in parts if part.strip()]
    first = [_POSTGRESQL_REFUSES] if table == "evidence_log" else []
    script = _POSTGRESQL_STAMPS if table == "stamps" else _POSTGRESQL
    return [*first, *_filled(script, table).split(";;")]


def _filled(script: str, table: str) -> str:
    return script.format(table=table, out_of_turn=IN_ORDER.get(table, ""))


def _close(target: Table | MetaData, connection: Connection, **_: object) -> None:
    for statement in statements(str(target), connection.dialect.name):
        connection.exec_driver_sql(statement)


for _table in (evidence_log, evidence_tree, checkpoints, stamps):
    event.listen(_table, "after_create", _close)
