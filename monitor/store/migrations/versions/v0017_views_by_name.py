"""Keep the views of the queue that people gave a name.

Why: who asks for the same cases every morning says so once.
Works with: the code before it and after it.
Time: one empty table.
Back: drops it; the address of each view still leads to its cases.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "desk_views",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("email", "name", name="pk_desk_views"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("desk_views")
