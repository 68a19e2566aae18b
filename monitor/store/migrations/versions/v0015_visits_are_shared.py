"""Keep beside each page what its visits brought.

Why: a source with a daily limit is visited most where most news is expected.
Works with: the code before it and after it.
Time: four columns, no row is rewritten.
Back: drops them; every page has the rhythm of its watch again after its next visit.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("targets", sa.Column("read_at", sa.DateTime(timezone=True)))
    for name, start in (("news", "0"), ("watched_s", "0"), ("weight", "1")):
        number = sa.Column(name, sa.Float(), nullable=False, server_default=start)
        op.add_column("targets", number)


def downgrade() -> None:
    """Drop them."""
    for name in ("weight", "watched_s", "news", "read_at"):
        op.drop_column("targets", name)
