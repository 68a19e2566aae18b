"""Keep sign-in links, sessions and visits of people at the desk, and who looked at what.

Why: the officers' desk needs to know who is there, what is new to them, and who saw evidence.
Works with: the code before it and after it.
Time: four empty tables.
Back: drops them; everybody is signed out, and who looked at what is lost.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sign_in_links",
        sa.Column("secret_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("offered_at", UTC, nullable=False),
        sa.Column("until", UTC, nullable=False),
        sa.Column("used_at", UTC),
        sa.PrimaryKeyConstraint("secret_sha256", name="pk_sign_in_links"),
    )
    unused = sa.text("used_at IS NULL")
    op.create_index(
        "ix_sign_in_links_email",
        "sign_in_links",
        ["email", "offered_at"],
        sqlite_where=unused,
        postgresql_where=unused,
    )
    op.create_table(
        "desk_sessions",
        sa.Column("id_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("began_at", UTC, nullable=False),
        sa.Column("used_at", UTC, nullable=False),
        sa.Column("until", UTC, nullable=False),
        sa.Column("ended_at", UTC),
        sa.PrimaryKeyConstraint("id_sha256", name="pk_desk_sessions"),
    )
    op.create_table(
        "desk_visits",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("noted_at", UTC, nullable=False),
        sa.Column("before_at", UTC),
        sa.PrimaryKeyConstraint("email", name="pk_desk_visits"),
    )
    op.create_table(
        "looks",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text()),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("looks", "desk_visits", "desk_sessions", "sign_in_links"):
        op.drop_table(table)
