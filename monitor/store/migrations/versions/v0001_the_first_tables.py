"""The first tables: assets, frontier, sightings, cases, evidence log, captures, outbox, beats.

Why: the whole way from a registered right to a sent alert needs a truth to stand on.
Works with: this version of the code and later ones.
Time: an empty database, under 0.2 s.
Back: drops every table with all that is in them; there is no older version to go back to.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
TEXT = sa.Text()
BYTES = sa.LargeBinary()

TABLES = (
    "asset_versions",
    "registered_assets",
    "assignments",
    "hosts",
    "lanes",
    "targets",
    "visits",
    "listings",
    "sellers",
    "sightings",
    "cases",
    "verdicts",
    "case_events",
    "reviews",
    "evidence_log",
    "captures",
    "news",
    "digest_news",
    "alerts",
    "beats",
)

SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER evidence_log_no_update BEFORE UPDATE ON evidence_log
    BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END
    """,
    """
    CREATE TRIGGER evidence_log_no_delete BEFORE DELETE ON evidence_log
    BEGIN SELECT RAISE(ABORT, 'the evidence log is append-only'); END
    """,
    """
    CREATE TRIGGER evidence_log_in_order BEFORE INSERT ON evidence_log
    WHEN NEW.entry_index <> (SELECT coalesce(max(entry_index) + 1, 0) FROM evidence_log)
      OR NEW.previous_sha256 <> coalesce(
           (SELECT entry_sha256 FROM evidence_log ORDER BY entry_index DESC LIMIT 1),
           '0000000000000000000000000000000000000000000000000000000000000000')
      OR EXISTS (SELECT 1 FROM evidence_log WHERE entry_sha256 = NEW.entry_sha256)
    BEGIN SELECT RAISE(ABORT, 'an entry of the evidence log must follow the last one'); END
    """,
)

POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION evidence_log_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the evidence log is append-only'; END $$
    """,
    """
    CREATE FUNCTION evidence_log_follows() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last_index bigint; last_sha256 text;
    BEGIN
      SELECT entry_index, entry_sha256 INTO last_index, last_sha256
        FROM evidence_log ORDER BY entry_index DESC LIMIT 1;
      IF NEW.entry_index <> coalesce(last_index + 1, 0)
         OR NEW.previous_sha256 <> coalesce(last_sha256, repeat('0', 64)) THEN
        RAISE EXCEPTION 'an entry of the evidence log must follow the last one';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER evidence_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_log
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_log_refuses()
    """,
    """
    CREATE TRIGGER evidence_log_in_order BEFORE INSERT ON evidence_log
    FOR EACH ROW EXECUTE FUNCTION evidence_log_follows()
    """,
)


def upgrade() -> None:
    """Make all tables."""
    _register()
    _frontier()
    _sightings()
    _cases()
    _evidence()
    _notify()
    _service()


def downgrade() -> None:
    """Drop all tables, those that others refer to last."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION evidence_log_refuses")
        op.execute("DROP FUNCTION evidence_log_follows")


def _register() -> None:
    op.create_table(
        "asset_versions",
        _must("asset_id", TEXT),
        _must("version", TEXT),
        _must("body", TEXT),
        _must("first_at", INSTANT),
        sa.PrimaryKeyConstraint("asset_id", "version"),
    )
    op.create_table(
        "registered_assets",
        _must("asset_id", TEXT),
        _must("version", TEXT),
        _must("since", INSTANT),
        sa.ForeignKeyConstraint(
            ["asset_id", "version"], ["asset_versions.asset_id", "asset_versions.version"]
        ),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_table(
        "assignments",
        _must("source_id", TEXT),
        _must("assets_sha256", TEXT),
        sa.PrimaryKeyConstraint("source_id"),
    )


def _frontier() -> None:
    op.create_table(
        "hosts",
        _must("host", TEXT),
        _may("paused_until", INSTANT),
        _may("owner", TEXT),
        _may("lease_until", INSTANT),
        sa.PrimaryKeyConstraint("host"),
    )
    _index_where("ix_hosts_owner", "hosts", ["owner"], "owner IS NOT NULL")
    op.create_table(
        "lanes",
        _must("source_id", TEXT),
        _must("host", TEXT),
        sa.ForeignKeyConstraint(["host"], ["hosts.host"]),
        sa.PrimaryKeyConstraint("source_id", "host"),
    )
    op.create_table(
        "targets",
        _must("id", ROW_ID),
        _must("source_id", TEXT),
        _must("url_key", BYTES),
        _must("url", TEXT),
        _must("host", TEXT),
        _must("kind", TEXT),
        _must("depth", sa.Integer()),
        _may("asked_at", INSTANT),
        _must("due_at", INSTANT),
        _must("every_s", sa.Float()),
        _must("attempts", sa.Integer()),
        _may("owner", TEXT),
        _may("alive_at", INSTANT),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id", "url_key"),
    )
    _index_where("ix_targets_alive", "targets", ["source_id", "alive_at"], "alive_at IS NOT NULL")
    _index_where(
        "ix_targets_asked", "targets", ["source_id", "host", "due_at"], "asked_at IS NOT NULL"
    )
    op.create_index("ix_targets_due", "targets", ["source_id", "host", "due_at"])
    op.create_table(
        "visits",
        _must("id", ROW_ID),
        _must("source_id", TEXT),
        _must("url", TEXT),
        _must("kind", TEXT),
        _must("recheck", sa.Boolean()),
        _must("outcome", TEXT),
        _must("started_at", INSTANT),
        _must("ended_at", INSTANT),
        _may("because", TEXT),
        _may("http_status", sa.Integer()),
        _may("page_kind", TEXT),
        _must("body_bytes", ROW_ID),
        _may("retry_after_s", sa.Float()),
        _may("control_alive", sa.Boolean()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_visits_coverage", "visits", ["source_id", "outcome", "ended_at"])


def _sightings() -> None:
    op.create_table(
        "listings",
        _must("id", ROW_ID),
        _must("source_id", TEXT),
        _must("listing_key", BYTES),
        _must("market", TEXT),
        _must("listing_id", TEXT),
        _may("url", TEXT),
        _may("url_key", BYTES),
        _may("requested_key", BYTES),
        _may("content_sha256", TEXT),
        _may("sighting_id", ROW_ID),
        _may("last_seen_at", INSTANT),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("listing_key", "source_id"),
    )
    op.create_index("ix_listings_requested", "listings", ["requested_key", "source_id"])
    op.create_index("ix_listings_source_id", "listings", ["source_id"])
    op.create_index("ix_listings_url", "listings", ["url_key", "source_id"])
    op.create_table(
        "sellers",
        _must("id", ROW_ID),
        _must("seller_key", BYTES),
        _must("market", TEXT),
        _must("market_key", TEXT),
        _may("name", TEXT),
        _must("first_seen_at", INSTANT),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seller_key"),
    )
    op.create_table(
        "sightings",
        _must("id", ROW_ID),
        _must("listing_row", ROW_ID),
        _must("source_id", TEXT),
        _may("seller_row", ROW_ID),
        _must("content_sha256", TEXT),
        _must("seen_at", INSTANT),
        _must("last_seen_at", INSTANT),
        _must("body", TEXT),
        _may("match_due", INSTANT),
        _may("owner", TEXT),
        _may("lease_until", INSTANT),
        sa.ForeignKeyConstraint(["listing_row"], ["listings.id"]),
        sa.ForeignKeyConstraint(["seller_row"], ["sellers.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("listing_row", "seen_at", "content_sha256"),
    )
    _index_where(
        "ix_sightings_match_due", "sightings", ["match_due", "id"], "match_due IS NOT NULL"
    )
    _index_where("ix_sightings_owner", "sightings", ["owner"], "owner IS NOT NULL")
    op.create_index("ix_sightings_seen_at", "sightings", ["source_id", "seen_at"])
    op.create_index("ix_sightings_seller_row", "sightings", ["seller_row"])


def _cases() -> None:
    op.create_table(
        "cases",
        _must("id", ROW_ID),
        _must("holder_id", TEXT),
        _must("listing_key", BYTES),
        _must("market", TEXT),
        _must("listing_id", TEXT),
        _must("source_id", TEXT),
        _must("sighting_id", ROW_ID),
        _must("grade", TEXT),
        _must("state", TEXT),
        _must("live", TEXT),
        _must("agreeing_looks", sa.Integer()),
        _may("recheck_due", INSTANT),
        _must("opened_at", INSTANT),
        sa.ForeignKeyConstraint(["sighting_id"], ["sightings.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("listing_key", "holder_id"),
    )
    op.create_index("ix_cases_opened_at", "cases", ["opened_at", "id"])
    op.create_index("ix_cases_recheck_due", "cases", ["recheck_due"])
    op.create_table(
        "verdicts",
        _must("id", ROW_ID),
        _must("sighting_id", ROW_ID),
        _must("holder_id", TEXT),
        _must("asset_id", TEXT),
        _must("asset_version", TEXT),
        _must("decider", TEXT),
        _must("score", sa.Float()),
        _must("grade", TEXT),
        _must("body", TEXT),
        _must("judged_at", INSTANT),
        sa.ForeignKeyConstraint(["sighting_id"], ["sightings.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sighting_id", "asset_id", "asset_version", "decider"),
    )
    op.create_index("ix_verdicts_judged_at", "verdicts", ["judged_at"])
    op.create_table(
        "case_events",
        _must("id", ROW_ID),
        _must("case_id", ROW_ID),
        _must("kind", TEXT),
        _must("at", INSTANT),
        _must("by", TEXT),
        _must("note", TEXT),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"])
    op.create_table(
        "reviews",
        _must("id", ROW_ID),
        _must("case_id", ROW_ID),
        _must("decision", TEXT),
        _must("by", TEXT),
        _must("at", INSTANT),
        _must("note", TEXT),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "at", "by", "decision"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence_log",
        sa.Column("entry_index", ROW_ID, autoincrement=False, nullable=False),
        _must("previous_sha256", TEXT),
        _must("body", TEXT),
        _must("entry_sha256", TEXT),
        _must("at", INSTANT),
        sa.PrimaryKeyConstraint("entry_index"),
        sa.UniqueConstraint("entry_sha256"),
        sa.UniqueConstraint("previous_sha256"),
    )
    op.create_table(
        "captures",
        _must("id", TEXT),
        _must("case_id", ROW_ID),
        _must("sighting_id", ROW_ID),
        _must("state", TEXT),
        _may("capture_due", INSTANT),
        _must("attempts", sa.Integer()),
        _may("owner", TEXT),
        _may("lease_until", INSTANT),
        _may("because", TEXT),
        _may("bundle", TEXT),
        _may("entry_index", ROW_ID),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["entry_index"], ["evidence_log.entry_index"]),
        sa.ForeignKeyConstraint(["sighting_id"], ["sightings.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_captures_case_id", "captures", ["case_id"])
    _index_where("ix_captures_due", "captures", ["capture_due"], "capture_due IS NOT NULL")
    _index_where("ix_captures_owner", "captures", ["owner"], "owner IS NOT NULL")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in SQLITE_TRIGGERS if is_sqlite else POSTGRESQL_TRIGGERS:
        op.execute(trigger)


def _notify() -> None:
    op.create_table(
        "news",
        sa.Column("event_id", ROW_ID, autoincrement=False, nullable=False),
        _must("case_id", ROW_ID),
        _may("letter_due", INSTANT),
        _may("owner", TEXT),
        _may("lease_until", INSTANT),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["event_id"], ["case_events.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    _index_where("ix_news_due", "news", ["letter_due"], "letter_due IS NOT NULL")
    _index_where("ix_news_owner", "news", ["owner"], "owner IS NOT NULL")
    op.create_table(
        "digest_news",
        _must("recipient", TEXT),
        _must("event_id", ROW_ID),
        _must("case_id", ROW_ID),
        _may("alert_key", TEXT),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["event_id"], ["case_events.id"]),
        sa.PrimaryKeyConstraint("recipient", "event_id"),
    )
    op.create_table(
        "alerts",
        _must("id", ROW_ID),
        _must("alert_key", TEXT),
        _must("channel", TEXT),
        _must("receiver", TEXT),
        _must("message_id", TEXT),
        _must("subject", TEXT),
        _must("content", BYTES),
        _must("state", TEXT),
        _must("queued_at", INSTANT),
        _may("send_due", INSTANT),
        _must("attempts", sa.Integer()),
        _may("owner", TEXT),
        _may("lease_until", INSTANT),
        _may("error", TEXT),
        _may("sent_at", INSTANT),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("alert_key"),
    )
    _index_where("ix_alerts_due", "alerts", ["send_due"], "send_due IS NOT NULL")
    _index_where("ix_alerts_owner", "alerts", ["owner"], "owner IS NOT NULL")


def _service() -> None:
    op.create_table(
        "beats",
        _must("name", TEXT),
        _must("at", INSTANT),
        _must("note", TEXT),
        sa.PrimaryKeyConstraint("name"),
    )


def _must(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _may(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
