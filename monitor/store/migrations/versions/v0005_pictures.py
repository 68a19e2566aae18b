"""Keep what offered pictures are, and which listings show the same photograph.

Why: one photograph under many offers is one decision, and links their sellers; and why a picture
could not be compared stood in the log alone.
Works with: this version of the code and later ones, and the one before.
Time: three empty tables, under 0.1 s. Pictures seen earlier are noted when they are matched again.
Back: drops the tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "pictures",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary()),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("because", sa.Text()),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pictures"),
        sa.UniqueConstraint("sha256", name="uq_pictures_sha256"),
    )
    op.create_index("ix_pictures_family", "pictures", ["family"])
    op.create_table(
        "picture_bands",
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("picture_id", ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("band", "picture_id", name="pk_picture_bands"),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name="fk_picture_bands_picture_id_pictures"
        ),
    )
    op.create_table(
        "shown_pictures",
        sa.Column("listing_row", ROW_ID, nullable=False),
        sa.Column("picture_id", ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("listing_row", "picture_id", name="pk_shown_pictures"),
        sa.ForeignKeyConstraint(
            ["listing_row"], ["listings.id"], name="fk_shown_pictures_listing_row_listings"
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name="fk_shown_pictures_picture_id_pictures"
        ),
    )
    op.create_index("ix_shown_pictures_picture_id", "shown_pictures", ["picture_id"])


def downgrade() -> None:
    """Drop the tables."""
    for name in ("shown_pictures", "picture_bands", "pictures"):
        op.drop_table(name)
