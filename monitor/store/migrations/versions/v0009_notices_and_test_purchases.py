"""Keep the life of notices and the chain of custody of test purchases, line by line.

Why: a history said that a notice was prepared, and nothing of its release, answer and
counter-notice; statutory periods and the budget of wrong notices need all of it.
Works with: this version of the code and later ones.
Time: under a second for 10,000 prepared notices, which are taken over as such.
Back: drops the tables; what was recorded of notices after their writing is lost.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and take over what was prepared before."""
    _make_pair("notices", "notice", [
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=False),
    ], [sa.Column("at", INSTANT, nullable=False)])  # fmt: skip
    op.create_index("ix_notice_events_at", "notice_events", ["at"])
    _make_pair("purchases", "custody", [sa.Column("body", sa.Text(), nullable=False)], [])
    _take_over()


def downgrade() -> None:
    """Drop them."""
    for table in ("custody_events", "purchases", "notice_events", "notices"):
        op.drop_table(table)


def _make_pair(
    table: str, lines: str, own: list[sa.Column[Any]], of_line: list[sa.Column[Any]]
) -> None:
    """A table of things of a case, and one of what happened to each."""
    op.create_table(
        table,
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("case_id", ROW_ID, nullable=False),
        *own,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=f"fk_{table}_case_id_cases"),
    )
    op.create_index(f"ix_{table}_case_id", table, ["case_id"])
    name, key = f"{lines}_events", f"{table[:-1]}_id"
    op.create_table(
        name,
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column(key, ROW_ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        *of_line,
        sa.Column("entry_index", ROW_ID),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint(key, "place", name=f"uq_{name}_{key}_place"),
        sa.ForeignKeyConstraint([key], [f"{table}.id"], name=f"fk_{name}_{key}_{table}"),
        sa.ForeignKeyConstraint(
            ["entry_index"], ["evidence_log.entry_index"],
            name=f"fk_{name}_entry_index_evidence_log",
        ),
    )  # fmt: skip


def _take_over() -> None:
    """One notice for a case, form and right; each time it was written is a line."""
    connection = op.get_bind()
    notices = sa.table("notices", sa.column("id"), sa.column("case_id"), sa.column("form"),
                       sa.column("asset_id"))  # fmt: skip
    lines = sa.table(
        "notice_events", sa.column("notice_id"), sa.column("place"),
        sa.column("at", INSTANT), sa.column("body"),
    )  # fmt: skip
    for number, (key, written) in enumerate(_prepared(connection).items(), start=1):
        case_id, form, asset_id = key
        row = {"id": number, "case_id": case_id, "form": form, "asset_id": asset_id}
        connection.execute(sa.insert(notices).values(row))
        for place, event in enumerate(written):
            at = datetime.fromisoformat(event["at"])
            line = {"notice_id": number, "place": place, "at": at, "body": json.dumps(event)}
            connection.execute(sa.insert(lines).values(line))
    if connection.dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('notices', 'id'),"
            " coalesce(max(id), 0) + 1, false) FROM notices"
        )


def _prepared(connection: sa.Connection) -> dict[tuple[int, str, str], list[dict[str, str]]]:
    found: dict[tuple[int, str, str], list[dict[str, str]]] = {}
    for case_id, at, by, note in _lines(connection):
        form, comma, rest = note.partition(", ")
        if not comma:
            continue  # no line that this program wrote
        asset_id, _, despite = rest.partition("; ")
        utc = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        event = {"kind": "prepared", "day": utc.date().isoformat(), "at": utc.isoformat(),
                 "by": by, "note": despite}  # fmt: skip
        found.setdefault((case_id, form, asset_id), []).append(event)
    return found


def _lines(connection: sa.Connection) -> Iterator[tuple[int, datetime, str, str]]:
    events = sa.table(
        "case_events", sa.column("id"), sa.column("case_id"), sa.column("kind"),
        sa.column("at", INSTANT), sa.column("by"), sa.column("note"),
    )  # fmt: skip
    asked = sa.select(events.c.case_id, events.c.at, events.c.by, events.c.note)
    rows = connection.execute(asked.where(events.c.kind == "notice_prepared").order_by(events.c.id))
    yield from ((row.case_id, row.at, row.by, row.note) for row in rows)
