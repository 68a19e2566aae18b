"""Keep the tokens that programs show.

Why: programs of partners and authorities read and write what a person may, without a session.
Works with: the code before it and after it.
Time: one empty table.
Back: drops it; no program gets in any more, and who made which token is told by `looks` alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tokens",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("secret_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("until", UTC, nullable=False),
        sa.Column("used_at", UTC),
        sa.Column("revoked_at", UTC),
        sa.Column("revoked_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("secret_sha256", name="uq_tokens_secret_sha256"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("tokens")
