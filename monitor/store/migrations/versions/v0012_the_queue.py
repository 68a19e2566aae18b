"""Keep the foremost right and the seller of each case with it, and index cases as they are read.

Why: the officers' desk shows 100,000 cases by right, seller, market, state, grade and harm, with
counts, in a tenth of a second; read from verdicts and offers the same takes seconds.
Works with: the code before it, which leaves the two columns as they are until an offer is seen
again, and the code after it.
Time: two look-ups a case; not measured.
Back: drops columns and indexes; nothing is lost that is not kept elsewhere.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GRAVEST: tuple[str | sa.TextClause, ...] = (
    "grade", sa.text("severity DESC"), sa.text("id DESC"), "state", "market", "holder_id",
)  # fmt: skip


def upgrade() -> None:
    """Add, fill, index."""
    op.add_column("cases", sa.Column("asset_id", sa.Text(), nullable=False, server_default=""))
    op.add_column("cases", sa.Column("seller_row", ROW_ID))
    op.execute(
        "UPDATE cases SET seller_row ="
        " (SELECT s.seller_row FROM sightings s WHERE s.id = cases.sighting_id),"
        " asset_id = coalesce((SELECT v.asset_id FROM verdicts v"
        " WHERE v.sighting_id = cases.sighting_id AND v.holder_id = cases.holder_id"
        " ORDER BY v.score DESC, v.asset_id LIMIT 1), '')"
    )
    op.create_index("ix_cases_gravest", "cases", list(GRAVEST))
    op.create_index(
        "ix_cases_counted", "cases", ["state", "grade", "market", "severity", "holder_id"]
    )
    op.create_index("ix_cases_asset", "cases", ["asset_id", "holder_id", "id"])
    op.create_index("ix_cases_seller", "cases", ["seller_row", "id"])


def downgrade() -> None:
    """Drop them."""
    for name in ("seller", "asset", "counted", "gravest"):
        op.drop_index(f"ix_cases_{name}", "cases")
    op.drop_column("cases", "seller_row")
    op.drop_column("cases", "asset_id")
