"""Keep with each case how much harm its offer may do, and what that rests on.

Why: lists were in the order of time, so that a toy's copy stood above a medicine's.
Works with: this version of the code and later ones, and the one before, which leaves both empty.
Time: no row is written: both columns have a default.
Cases are weighed when their offer is seen or matched again.
Back: drops both columns; they are filled again by what is seen.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("cases", sa.Column("severity", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "cases", sa.Column("severe_because", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("cases", "severe_because")
    op.drop_column("cases", "severity")
