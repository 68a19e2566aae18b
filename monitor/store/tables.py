"""All tables. Unique keys make every verb idempotent; partial indexes are the work queues.

Work to do is a time in a `..._due` column (null = done), a claim on it `owner` and `lease_until`.
Market ids and addresses of any length are unique by digest: an index holds 2,704 bytes.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
)

from monitor.domain.alert import DeliveryState
from monitor.domain.asset import Asset
from monitor.domain.capture import CaptureState, EvidenceBundle
from monitor.domain.case import CaseEventKind, CaseState, LiveState
from monitor.domain.listing import Sighting
from monitor.domain.page import PageKind
from monitor.domain.target import TargetKind, VisitOutcome
from monitor.domain.verdict import Grade, Verdict
from monitor.store.columns import Body, Named, RowId, Utc, Written

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def index_where(condition: ColumnElement[bool], name: str, *columns: Column[Any]) -> None:
    """Attach a partial index: it holds only the rows that there is something to do with."""
    Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


# -- register ---------------------------------------------------------------------------------

asset_versions = Table(  # never changed, never deleted: verdicts cite them
    "asset_versions",
    metadata,
    Column("asset_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("body", Body(Asset), nullable=False),
    Column("first_at", Utc, nullable=False),
)

registered_assets = Table(
    "registered_assets",
    metadata,
    Column("asset_id", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("since", Utc, nullable=False),
    ForeignKeyConstraint(
        ["asset_id", "version"], ["asset_versions.asset_id", "asset_versions.version"]
    ),
)

assignments = Table(
    "assignments",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("assets_sha256", Text, nullable=False),
)

# -- plan and crawl ---------------------------------------------------------------------------

hosts = Table(  # one batch at a time visits a host; its targets' lease is the host's lease
    "hosts",
    metadata,
    Column("host", Written, primary_key=True),
    Column("paused_until", Utc),
    Column("owner", Text),
    Column("lease_until", Utc),
    Column("paused_because", Written),
)

index_where(hosts.c.owner.is_not(None), "ix_hosts_owner", hosts.c.owner)

lanes = Table(  # which hosts a source has targets on, so that a claim need not search for them
    "lanes",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("host", Written, ForeignKey("hosts.host"), primary_key=True),
)

targets = Table(
    "targets",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("url_key", LargeBinary, nullable=False),
    Column("url", Written, nullable=False),
    Column("host", Written, nullable=False),
    Column("kind", Named(TargetKind), nullable=False),
    Column("depth", Integer, nullable=False),
    Column("asked_at", Utc),  # since when an open case asks for a visit
    Column("due_at", Utc, nullable=False),
    Column("every_s", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("owner", Text),
    Column("alive_at", Utc),  # last visit, when it read a listing: a control page
    Column("read_at", Utc),  # where visits are shared: last visit that read it, what visits brought
    Column("news", Float, nullable=False, server_default="0"),
    Column("watched_s", Float, nullable=False, server_default="0"),
    Column("weight", Float, nullable=False, server_default="1"),
    UniqueConstraint("source_id", "url_key"),
)
Index("ix_targets_due", targets.c.source_id, targets.c.host, targets.c.due_at)
index_where(
    targets.c.asked_at.is_not(None),
    "ix_targets_asked",
    targets.c.source_id,
    targets.c.host,
    targets.c.due_at,
)
index_where(
    targets.c.alive_at.is_not(None), "ix_targets_alive", targets.c.source_id, targets.c.alive_at
)

visits = Table(
    "visits",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("url", Written, nullable=False),
    Column("kind", Named(TargetKind), nullable=False),
    Column("recheck", Boolean, nullable=False),
    Column("outcome", Named(VisitOutcome), nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc, nullable=False),
    Column("because", Written),
    Column("http_status", Integer),
    Column("page_kind", Named(PageKind)),
    Column("body_bytes", RowId, nullable=False),
    Column("retry_after_s", Float),
    Column("control_alive", Boolean),
    Index("ix_visits_coverage", "source_id", "outcome", "ended_at"),
)
_read = visits.c.outcome == VisitOutcome.READ
_own, _when = visits.c.source_id, visits.c.ended_at
index_where(and_(_read, visits.c.kind == TargetKind.HOME), "ix_visits_homes", _own, _when)
index_where(and_(_read, visits.c.page_kind.is_(None)), "ix_visits_remarks", _own, _when)

listings = Table(  # one row per source that sees the listing: each has assets of its own
    "listings",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("listing_key", LargeBinary, nullable=False),
    Column("market", Written, nullable=False),
    Column("listing_id", Written, nullable=False),
    Column("url", Written),  # this and the rest: as it was last seen
    Column("url_key", LargeBinary),
    Column("requested_key", LargeBinary),  # of the URL its page was asked for by
    Column("content_sha256", Text),
    Column("sighting_id", RowId),
    Column("last_seen_at", Utc),
    UniqueConstraint("listing_key", "source_id"),
    Index("ix_listings_source_id", "source_id"),
    Index("ix_listings_url", "url_key", "source_id"),
    Index("ix_listings_requested", "requested_key", "source_id"),
)

sellers = Table(
    "sellers",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("seller_key", LargeBinary, nullable=False, unique=True),
    Column("market", Written, nullable=False),
    Column("market_key", Written, nullable=False),
    Column("name", Written),
    Column("first_seen_at", Utc, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("listing_row", RowId, ForeignKey("listings.id"), nullable=False),
    Column("source_id", Text, nullable=False),
    Column("seller_row", RowId, ForeignKey("sellers.id"), index=True),
    Column("content_sha256", Text, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Column("last_seen_at", Utc, nullable=False),
    Column("body", Body(Sighting), nullable=False),
    Column("match_due", Utc),  # seen_at, or when made due again, while matching is to do
    Column("owner", Text),
    Column("lease_until", Utc),
    UniqueConstraint("listing_row", "seen_at", "content_sha256"),
    Index("ix_sightings_seen_at", "source_id", "seen_at"),
)
index_where(
    sightings.c.match_due.is_not(None),
    "ix_sightings_match_due",
    sightings.c.match_due,
    sightings.c.id,
)
index_where(sightings.c.owner.is_not(None), "ix_sightings_owner", sightings.c.owner)

# -- decide and review ------------------------------------------------------------------------

cases = Table(  # the number is the id: unique and dense
    "cases",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("holder_id", Text, nullable=False),
    Column("listing_key", LargeBinary, nullable=False),
    Column("market", Written, nullable=False),
    Column("listing_id", Written, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("sighting_id", RowId, ForeignKey("sightings.id"), nullable=False),
    Column("grade", Named(Grade), nullable=False),
    Column("state", Named(CaseState), nullable=False),
    Column("live", Named(LiveState), nullable=False),
    Column("agreeing_looks", Integer, nullable=False),
    Column("recheck_due", Utc),
    Column("opened_at", Utc, nullable=False),
    Column("severity", Integer, nullable=False, server_default="0"),
    Column("severe_because", Text, nullable=False, server_default=""),
    Column("asset_id", Text, nullable=False, server_default=""),  # the foremost right
    Column("seller_row", RowId),
    UniqueConstraint("listing_key", "holder_id"),
    Index("ix_cases_opened_at", "opened_at", "id"),
    Index("ix_cases_recheck_due", "recheck_due"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("sighting_id", RowId, ForeignKey("sightings.id"), nullable=False),
    Column("holder_id", Text, nullable=False),
    Column("asset_id", Text, nullable=False),
    Column("asset_version", Text, nullable=False),
    Column("decider", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("grade", Named(Grade), nullable=False),
    Column("body", Body(Verdict), nullable=False),
    Column("judged_at", Utc, nullable=False),  # last time this verdict was reached
    UniqueConstraint("sighting_id", "asset_id", "asset_version", "decider"),
    Index("ix_verdicts_judged_at", "judged_at"),
)

case_events = Table(
    "case_events",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("case_id", RowId, ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", Named(CaseEventKind), nullable=False),
    Column("at", Utc, nullable=False),
    Column("by", Written, nullable=False),
    Column("note", Written, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("case_id", RowId, ForeignKey("cases.id"), nullable=False),
    Column("decision", Named(CaseState), nullable=False),
    Column("by", Written, nullable=False),
    Column("at", Utc, nullable=False),
    Column("note", Written, nullable=False),
    UniqueConstraint("case_id", "at", "by", "decision"),
)

# -- preserve ---------------------------------------------------------------------------------

evidence_log = Table(  # append-only, as the three after it: `store.triggers` sees to it
    "evidence_log",
    metadata,
    Column("entry_index", RowId, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("at", Utc, nullable=False),
)

evidence_tree = Table(  # hashes of complete subtrees, numbered as `domain.merkle` does
    "evidence_tree",
    metadata,
    Column("number", RowId, primary_key=True, autoincrement=False),
    Column("sha256", LargeBinary, nullable=False),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("size", RowId, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
    Column("at", Utc, nullable=False),
)

stamps = Table(  # a row with its token never changes, and none goes
    "stamps",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("size", RowId, ForeignKey("checkpoints.size"), nullable=False),
    Column("authority", Written, nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("stamp_due", Utc),
    Column("attempts", Integer, nullable=False),
    Column("owner", Text),
    Column("lease_until", Utc),
    Column("because", Written),  # why the last try failed
    Column("token", LargeBinary),
    Column("stamped_at", Utc),  # the authority's time
    UniqueConstraint("size", "authority"),
)
index_where(stamps.c.stamp_due.is_not(None), "ix_stamps_due", stamps.c.stamp_due)
index_where(stamps.c.owner.is_not(None), "ix_stamps_owner", stamps.c.owner)
index_where(stamps.c.token.is_not(None), "ix_stamps_stamped", stamps.c.size, stamps.c.stamped_at)

captures = Table(
    "captures",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", RowId, ForeignKey("cases.id"), nullable=False, index=True),
    Column("sighting_id", RowId, ForeignKey("sightings.id"), nullable=False),
    Column("state", Named(CaptureState), nullable=False),
    Column("capture_due", Utc),
    Column("attempts", Integer, nullable=False),
    Column("owner", Text),
    Column("lease_until", Utc),
    Column("because", Written),  # why the last try failed
    Column("bundle", Body(EvidenceBundle)),
    Column("entry_index", RowId, ForeignKey("evidence_log.entry_index")),
    Column("seals_due", Utc),  # since when the files beside the bundle are behind the log
    Column("proven_size", RowId),  # of the stamped checkpoint that those files speak of
)
index_where(captures.c.capture_due.is_not(None), "ix_captures_due", captures.c.capture_due)
index_where(captures.c.owner.is_not(None), "ix_captures_owner", captures.c.owner)
index_where(captures.c.seals_due.is_not(None), "ix_captures_seals_due", captures.c.seals_due)
Index("ix_captures_entry_index", captures.c.entry_index)

# -- notify -----------------------------------------------------------------------------------

news = Table(
    "news",
    metadata,
    Column("event_id", RowId, ForeignKey("case_events.id"), primary_key=True, autoincrement=False),
    Column("case_id", RowId, ForeignKey("cases.id"), nullable=False),
    Column("letter_due", Utc),
    Column("owner", Text),
    Column("lease_until", Utc),
)
index_where(news.c.letter_due.is_not(None), "ix_news_due", news.c.letter_due)
index_where(news.c.owner.is_not(None), "ix_news_owner", news.c.owner)

alerts = Table(
    "alerts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("alert_key", Text, nullable=False, unique=True),
    Column("channel", Text, nullable=False),
    Column("receiver", Written, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("subject", Written, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("state", Named(DeliveryState), nullable=False),
    Column("queued_at", Utc, nullable=False),
    Column("send_due", Utc),
    Column("attempts", Integer, nullable=False),
    Column("owner", Text),
    Column("lease_until", Utc),
    Column("error", Written),
    Column("sent_at", Utc),
    Column("operator_due", Utc),  # when the operator hears that it fails
    Index("ix_alerts_message_id", "message_id"),
)
index_where(alerts.c.send_due.is_not(None), "ix_alerts_due", alerts.c.send_due)
index_where(
    alerts.c.send_due.is_not(None), "ix_alerts_receivers", alerts.c.channel, alerts.c.receiver
)
index_where(alerts.c.owner.is_not(None), "ix_alerts_owner", alerts.c.owner)
index_where(alerts.c.operator_due.is_not(None), "ix_alerts_operator", alerts.c.operator_due)
index_where(alerts.c.state == DeliveryState.DEAD, "ix_alerts_dead", alerts.c.receiver)
