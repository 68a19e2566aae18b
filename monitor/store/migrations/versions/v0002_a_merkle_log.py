"""Keep the evidence log as a Merkle tree, with signed checkpoints and time stamps.

Why: a hash chain shows one entry by showing all of them; a tree shows it by 17 hashes of 100,000
entries, and a checkpoint of it can be signed, stamped and held by others (ADR 15).
Works with: this version of the code and later ones; not with the one before.
Time: in proportion to the log. A log whose chain is broken is refused: nothing is changed then.
Back: the chain is computed anew from the bodies; checkpoints and time stamps are lost from the
database (the files beside the bundles keep theirs).
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
GENESIS = "0" * 64
AT_ONCE = 5_000
TREE = sa.table("evidence_tree", sa.column("number", ROW_ID), sa.column("sha256", sa.LargeBinary()))
LOG = sa.table(
    "evidence_log",
    sa.column("entry_index", ROW_ID),
    sa.column("body", sa.Text()),
    sa.column("at", INSTANT),
)

APPEND_ONLY = "the evidence log is append-only"
IN_TURN = "a row of the evidence log must follow the last one"
OUT_OF_TURN = {
    "evidence_log": "NEW.entry_index <>"
    " (SELECT coalesce(max(entry_index) + 1, 0) FROM evidence_log)",
    "evidence_tree": "NEW.number <> (SELECT coalesce(max(number) + 1, 0) FROM evidence_tree)"
    " OR length(NEW.sha256) <> 32",
    "checkpoints": "NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoints)"
    " OR NEW.size > (SELECT coalesce(max(entry_index) + 1, 0) FROM evidence_log)",
}
CHAIN_IN_TURN = """NEW.entry_index <> (SELECT coalesce(max(entry_index) + 1, 0) FROM evidence_log)
      OR NEW.previous_sha256 <> coalesce(
           (SELECT entry_sha256 FROM evidence_log ORDER BY entry_index DESC LIMIT 1),
           '0000000000000000000000000000000000000000000000000000000000000000')
      OR EXISTS (SELECT 1 FROM evidence_log WHERE entry_sha256 = NEW.entry_sha256)"""
CHAIN_FOLLOWS = """
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
"""


def upgrade() -> None:
    """Make a tree of the chain."""
    head = _checked_chain()
    _open_log()
    _rebuild_log(with_chain=False)
    op.create_table(
        "evidence_tree",
        sa.Column("number", ROW_ID, nullable=False, autoincrement=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "checkpoints",
        sa.Column("size", ROW_ID, nullable=False, autoincrement=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("size"),
    )
    _stamps()
    for column in (sa.Column("seals_due", INSTANT), sa.Column("proven_size", ROW_ID)):
        op.add_column("captures", column)
    _index_where("ix_captures_seals_due", "captures", ["seals_due"], "seals_due IS NOT NULL")
    op.create_index("ix_captures_entry_index", "captures", ["entry_index"])
    _grow_tree(head)
    for table, out_of_turn in OUT_OF_TURN.items():
        _close(table, out_of_turn)
    _close_stamps()


def downgrade() -> None:
    """Make a chain of the entries; drop the rest."""
    _open_log()
    op.drop_table("stamps")
    op.drop_table("checkpoints")
    op.drop_table("evidence_tree")
    op.drop_index("ix_captures_seals_due", "captures")
    op.drop_index("ix_captures_entry_index", "captures")
    for column in ("proven_size", "seals_due"):
        op.drop_column("captures", column)
    if not _on_sqlite():
        for table in ("checkpoints", "evidence_tree"):
            op.execute(f"DROP FUNCTION {table}_follows")
    _rebuild_log(with_chain=True)
    if _on_sqlite():
        _close(
            "evidence_log", CHAIN_IN_TURN, "an entry of the evidence log must follow the last one"
        )
    else:
        op.execute(_refuses())
        op.execute(CHAIN_FOLLOWS)
        _close_on_postgres("evidence_log")


def _checked_chain() -> str:
    """Digest of the last entry of the chain.

    Raises:
        ValueError: the chain is broken.
    """
    head = GENESIS
    for row in _rows("entry_index, previous_sha256, body, entry_sha256"):
        digest = hashlib.sha256(f"{head}\n{row.body}".encode()).hexdigest()
        if (row.previous_sha256, row.entry_sha256) != (head, digest):
            message = (
                f"entry {row.entry_index} of the evidence log was changed outside of this program: "
                "the log is left as it stands; restore a backup, or ask for help"
            )
            raise ValueError(message)
        head = digest
    return head


class _Tree:
    """The hashes of RFC 6962 in the order in which their subtrees become complete."""

    def __init__(self) -> None:
        self.size = 0
        self.rows: list[dict[str, Any]] = []
        self._number = 0
        self._edge: list[bytes] = []

    def append(self, body: str) -> None:
        digest, place = hashlib.sha256(b"\x00" + body.encode()).digest(), self.size
        self._add(digest)
        while place & 1:
            digest, place = hashlib.sha256(b"\x01" + self._edge.pop() + digest).digest(), place >> 1
            self._add(digest)
        self._edge.append(digest)
        self.size += 1
        if len(self.rows) > AT_ONCE:
            self.keep()

    def keep(self) -> None:
        if self.rows:
            op.bulk_insert(TREE, self.rows)
        self.rows = []

    def _add(self, digest: bytes) -> None:
        self.rows.append({"number": self._number, "sha256": digest})
        self._number += 1


def _grow_tree(head: str) -> None:
    tree = _Tree()
    for row in _rows("entry_index, body"):
        tree.append(row.body)
    if tree.size:
        closing = {"entries": tree.size, "head_sha256": head, "type": "chain_closed"}
        body = json.dumps(closing, sort_keys=True, separators=(",", ":"))
        op.bulk_insert(LOG, [{"entry_index": tree.size, "body": body, "at": datetime.now(UTC)}])
        tree.append(body)
    tree.keep()


def _rows(columns: str) -> Iterator[Any]:
    """Every entry, in order, a few thousand at a time."""
    some = sa.text(
        f"SELECT {columns} FROM evidence_log WHERE entry_index >= :first AND entry_index < :end"  # noqa: S608 - our own names
        " ORDER BY entry_index"
    )
    last = op.get_bind().scalar(sa.text("SELECT max(entry_index) FROM evidence_log"))
    for first in range(0, 0 if last is None else last + 1, AT_ONCE):
        yield from op.get_bind().execute(some, {"first": first, "end": first + AT_ONCE}).all()


def _open_log() -> None:
    """Take the triggers away. On SQLite they go with their tables."""
    if _on_sqlite():
        return
    for table in ("evidence_log", "evidence_tree", "checkpoints"):
        for name in (f"{table}_no_change", f"{table}_in_order"):
            op.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}") if _has(table) else None
    if _has("stamps"):
        op.execute("DROP TRIGGER stamps_no_delete ON stamps")
        op.execute("DROP TRIGGER stamps_no_change ON stamps")
    op.execute("DROP FUNCTION evidence_log_follows")
    op.execute("DROP FUNCTION evidence_log_refuses")


def _has(table: str) -> bool:
    return sa.inspect(op.get_bind()).has_table(table)


def _rebuild_log(*, with_chain: bool) -> None:
    """The log with the chain's columns or without; every entry and its time stay."""
    op.execute("CREATE TEMPORARY TABLE kept_log AS SELECT entry_index, body, at FROM evidence_log")
    if not _on_sqlite():
        op.drop_constraint("fk_captures_entry_index_evidence_log", "captures", type_="foreignkey")
    op.drop_table("evidence_log")
    chained = [
        sa.Column("previous_sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("entry_sha256", sa.Text(), nullable=False),
    ]
    bare = [sa.Column("body", sa.Text(), nullable=False)]
    unique = [sa.UniqueConstraint("previous_sha256"), sa.UniqueConstraint("entry_sha256")]
    op.create_table(
        "evidence_log",
        sa.Column("entry_index", ROW_ID, nullable=False, autoincrement=False),
        *(chained if with_chain else bare),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("entry_index"),
        *(unique if with_chain else ()),
    )
    if with_chain:
        _chain_up()
    else:
        op.execute(
            "INSERT INTO evidence_log (entry_index, body, at) SELECT entry_index, body, at"
            " FROM kept_log ORDER BY entry_index"
        )
    op.execute("DROP TABLE kept_log")
    if not _on_sqlite():
        op.create_foreign_key(
            "fk_captures_entry_index_evidence_log",
            "captures",
            "evidence_log",
            ["entry_index"],
            ["entry_index"],
        )


def _chain_up() -> None:
    before = GENESIS
    insert = sa.text(
        "INSERT INTO evidence_log (entry_index, previous_sha256, body, entry_sha256, at)"
        " SELECT entry_index, :before, body, :digest, at FROM kept_log WHERE entry_index = :i"
    )
    entries = op.get_bind().execute(sa.text("SELECT entry_index, body FROM kept_log ORDER BY 1"))
    for row in entries.all():
        digest = hashlib.sha256(f"{before}\n{row.body}".encode()).hexdigest()
        chained = {"before": before, "digest": digest, "i": row.entry_index}
        op.get_bind().execute(insert, chained)
        before = digest


def _stamps() -> None:
    op.create_table(
        "stamps",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("size", ROW_ID, nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("stamp_due", INSTANT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text()),
        sa.Column("lease_until", INSTANT),
        sa.Column("because", sa.Text()),
        sa.Column("token", sa.LargeBinary()),
        sa.Column("stamped_at", INSTANT),
        sa.ForeignKeyConstraint(["size"], ["checkpoints.size"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("size", "authority"),
    )
    _index_where("ix_stamps_due", "stamps", ["stamp_due"], "stamp_due IS NOT NULL")
    _index_where("ix_stamps_owner", "stamps", ["owner"], "owner IS NOT NULL")
    _index_where("ix_stamps_stamped", "stamps", ["size", "stamped_at"], "token IS NOT NULL")


def _close(table: str, out_of_turn: str, refusal: str = IN_TURN) -> None:
    if not _on_sqlite():
        if table == "evidence_log":
            op.execute(_refuses())
        op.execute(
            f"CREATE FUNCTION {table}_follows() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN IF {out_of_turn} THEN RAISE EXCEPTION '{refusal}'; END IF;"
            " RETURN NEW; END $$"
        )
        _close_on_postgres(table)
        return
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        )
    op.execute(
        f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} WHEN {out_of_turn}"
        f" BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _close_on_postgres(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION evidence_log_refuses()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_follows()"
    )


def _close_stamps() -> None:
    if not _on_sqlite():
        op.execute(
            "CREATE TRIGGER stamps_no_delete BEFORE DELETE OR TRUNCATE ON stamps"
            " FOR EACH STATEMENT EXECUTE FUNCTION evidence_log_refuses()"
        )
        op.execute(
            "CREATE TRIGGER stamps_no_change BEFORE UPDATE ON stamps"
            " FOR EACH ROW WHEN (OLD.token IS NOT NULL) EXECUTE FUNCTION evidence_log_refuses()"
        )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
    op.execute(
        "CREATE TRIGGER stamps_no_update BEFORE UPDATE ON stamps"
        f" WHEN OLD.token IS NOT NULL {refuse}"
    )
    op.execute(f"CREATE TRIGGER stamps_no_delete BEFORE DELETE ON stamps {refuse}")
    same = "id = NEW.id OR (size = NEW.size AND authority = NEW.authority)"
    there = f"SELECT 1 FROM stamps WHERE {same}"  # noqa: S608 - our own words
    when = f"WHEN EXISTS ({there})"
    op.execute(f"CREATE TRIGGER stamps_no_replace BEFORE INSERT ON stamps {when} {refuse}")


def _refuses() -> str:
    return (
        "CREATE FUNCTION evidence_log_refuses() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END $$"
    )


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
