"""Let no line of a notice or test purchase change, and keep who was reminded of which deadline.

Why: these lines are evidence of who did what when; the log has their digests, so a change would
show, but the database let it happen. And a reminder that a period ends goes out once, whatever dies
on the way.
Works with: the code before it, which only ever added such lines, and the code after it.
Time: no table is rewritten; at once.
Back: opens the lines again and drops the reminders; deadlines that still run are told once more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

INSTANT = sa.DateTime(timezone=True)
STANDS = {
    "notices": "id = NEW.id",
    "notice_events": "id = NEW.id OR (notice_id = NEW.notice_id AND place = NEW.place)",
    "purchases": "id = NEW.id",
    "custody_events": "id = NEW.id OR (purchase_id = NEW.purchase_id AND place = NEW.place)",
}
REFUSAL = "what was recorded stays as it is"


def upgrade() -> None:
    """Close the lines; make the table."""
    for table, stands in STANDS.items():
        (_close_on_sqlite if _on_sqlite() else _close_on_postgres)(table, stands)
    op.create_table(
        "reminders",
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("deadline", "recipient", name="pk_reminders"),
    )
    op.create_index("ix_reminders_recipient", "reminders", ["recipient", "at"])


def downgrade() -> None:
    """Open the lines; drop the table."""
    op.drop_table("reminders")
    for table in STANDS:
        if _on_sqlite():
            for change in ("update", "delete", "replace"):
                op.execute(f"DROP TRIGGER {table}_no_{change}")
        else:
            op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
            op.execute(f"DROP FUNCTION {table}_stay")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _close_on_sqlite(table: str, stands: str) -> None:
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    there = f"SELECT 1 FROM {table} WHERE {stands}"  # noqa: S608 - our own words
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
        f" WHEN EXISTS ({there}) BEGIN SELECT RAISE(IGNORE); END"
    )


def _close_on_postgres(table: str, _stands: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_stay() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_stay()"
    )
