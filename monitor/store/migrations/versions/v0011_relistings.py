"""Keep by what the goods of cases are found again, and which offers came back.

Why: an offer that was removed comes back under another number; without an index over the pictures
and words of cases each new offer would have to be compared with all of them.
Works with: this version of the code and later ones; earlier ones do not know the new events.
Time: at once. Cases from before have their traces from the next look at their offer on.
Back: the tables are dropped. Cases that were opened again stay open, and their history says why in
words that earlier code does not know: such events go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "case_traces",
        sa.Column("trace", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("case_id", ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("trace", "case_id", name="pk_case_traces"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_traces_case_id_cases"),
    )
    op.create_table(
        "relistings",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("case_id", ROW_ID, nullable=False),
        sa.Column("listing_key", sa.LargeBinary(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("listing_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("sighting_id", ROW_ID, nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("sameness", sa.Text(), nullable=False),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("refused_by", sa.Text()),
        sa.Column("refused_at", UTC),
        sa.Column("refused_note", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_relistings"),
        sa.UniqueConstraint("case_id", "listing_key", name="uq_relistings_case_id_listing_key"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_relistings_case_id_cases"),
        sa.ForeignKeyConstraint(
            ["sighting_id"], ["sightings.id"], name="fk_relistings_sighting_id_sightings"
        ),
    )
    op.create_index("ix_relistings_listing_key", "relistings", ["listing_key"])
    op.create_index("ix_relistings_at", "relistings", ["at"])


def downgrade() -> None:
    """Drop both tables, and the events that only this code can read."""
    op.drop_table("relistings")
    op.drop_table("case_traces")
    events = sa.table("case_events", sa.column("id"), sa.column("kind"))
    unknown = events.c.kind.in_(("relisted", "reopened", "relisting_refused"))
    gone = sa.select(events.c.id).where(unknown)
    for name in ("hearings", "news"):
        told = sa.table(name, sa.column("event_id"))
        op.execute(sa.delete(told).where(told.c.event_id.in_(gone)))
    op.execute(sa.delete(events).where(unknown))
