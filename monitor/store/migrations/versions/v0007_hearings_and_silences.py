"""Keep who is to hear of what, one row a recipient and event, and silences.

Why: grouping, quiet hours, repetition and escalation need to know what each person was told, when,
and what still waits; only daily mails had that.
Works with: this version of the code and later ones.
Time: under 0.1 s for 10,000 events kept for daily mails, which are taken over: those that were
told stay told, the others are looked at once more.
Back: daily mails that wait are taken over, all else of the tables is dropped; what waits for a
group or for the end of quiet hours is told by nobody then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and take over what waits for a daily mail."""
    op.create_table(
        "hearings",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("event_id", ROW_ID, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("case_id", ROW_ID, nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("silent", sa.Text()),
        sa.Column("since", UTC, nullable=False),
        sa.Column("hear_due", UTC),
        sa.Column("alert_key", sa.Text()),
        sa.Column("told_at", UTC),
        sa.Column("held_back", sa.Text()),
        sa.Column("repeat_due", UTC),
        sa.Column("escalate_due", UTC),
        sa.PrimaryKeyConstraint("id", name="pk_hearings"),
        sa.UniqueConstraint(
            "recipient", "event_id", "turn", name="uq_hearings_recipient_event_id_turn"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["case_events.id"], name="fk_hearings_event_id_case_events"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_hearings_case_id_cases"),
    )
    op.create_index("ix_hearings_case_id", "hearings", ["case_id"])
    for name, columns, condition in (
        ("due", ["hear_due", "recipient"], "hear_due IS NOT NULL"),
        ("open", ["recipient", "asset_id", "seller"], "hear_due IS NOT NULL"),
        ("told", ["recipient", "told_at"], "told_at IS NOT NULL"),
        ("repeat", ["repeat_due"], "repeat_due IS NOT NULL"),
        ("escalate", ["escalate_due"], "escalate_due IS NOT NULL"),
    ):
        _index_where(f"ix_hearings_{name}", "hearings", columns, condition)
    _index_where("ix_alerts_receivers", "alerts", ["channel", "receiver"], "send_due IS NOT NULL")
    op.execute(
        "INSERT INTO hearings (recipient, event_id, turn, case_id, occasion, asset_id, seller,"
        " market, grade, critical, since, hear_due, alert_key, told_at)"
        " SELECT d.recipient, d.event_id, 0, d.case_id, 'news', '', '', c.market, c.grade, FALSE,"
        " e.at, CASE WHEN d.alert_key IS NULL THEN e.at END, d.alert_key, a.queued_at"
        " FROM digest_news d JOIN cases c ON c.id = d.case_id"
        " JOIN case_events e ON e.id = d.event_id"
        " LEFT JOIN alerts a ON a.alert_key = d.alert_key"
    )
    op.drop_table("digest_news")
    op.create_table(
        "silences",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("asset", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text()),
        sa.Column("market", sa.Text()),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("until", UTC, nullable=False),
        sa.Column("lifted_at", UTC),
        sa.PrimaryKeyConstraint("id", name="pk_silences"),
    )


def downgrade() -> None:
    """Keep what waits for daily mails, drop the rest."""
    op.create_table(
        "digest_news",
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("event_id", ROW_ID, nullable=False),
        sa.Column("case_id", ROW_ID, nullable=False),
        sa.Column("alert_key", sa.Text()),
        sa.PrimaryKeyConstraint("recipient", "event_id", name="pk_digest_news"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["case_events.id"], name="fk_digest_news_event_id_case_events"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_digest_news_case_id_cases"),
    )
    op.execute(
        "INSERT INTO digest_news (recipient, event_id, case_id, alert_key)"
        " SELECT recipient, event_id, case_id, alert_key FROM hearings"
        " WHERE turn = 0 AND held_back IS NULL"
    )
    op.drop_table("silences")
    op.drop_index("ix_alerts_receivers", "alerts")
    op.drop_table("hearings")


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
