"""Metrics in the text format that Prometheus reads. The list is the documentation.

All are gauges read at the moment of asking; whoever wants a rate takes it of them.
Source: the Prometheus text exposition format, version 0.0.4.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from monitor.domain.case import CaseState
from monitor.domain.errors import NotNow, StoreRefused
from monitor.domain.target import VisitOutcome
from monitor.web.vitals import Premises, Vitals, checks, free_bytes, read_vitals

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One name. labels: of its lines."""

    name: str
    meaning: str
    labels: tuple[str, ...] = ()


METRICS: Final = (
    Metric(name="rightswatch_info", meaning="Always 1; the version.", labels=("version",)),
    Metric(
        name="rightswatch_check",
        meaning="1 where a condition of readiness holds: database, scheduler, outbox, disk.",
        labels=("check",),
    ),
    Metric(
        name="rightswatch_scheduler_beat_age_seconds",
        meaning="Seconds since the daemon's last sign of life; absent where it never ran.",
    ),
    Metric(
        name="rightswatch_configuration_reload_success",
        meaning="1 where the last reload took the new configuration; absent where none was asked.",
    ),
    Metric(
        name="rightswatch_disk_free_bytes",
        meaning="Room for evidence, and for fetched pages and pictures.",
        labels=("folder",),
    ),
    Metric(
        name="rightswatch_visits",
        meaning="Visits of the last 24 hours by what came of them.",
        labels=("source", "outcome"),
    ),
    Metric(name="rightswatch_targets", meaning="Known URLs of a source.", labels=("source",)),
    Metric(
        name="rightswatch_targets_due",
        meaning="Of these, those to be visited now.",
        labels=("source",),
    ),
    Metric(
        name="rightswatch_last_read_timestamp_seconds",
        meaning="When a page of the source was last read; absent where none ever was.",
        labels=("source",),
    ),
    Metric(
        name="rightswatch_hosts_resting",
        meaning="Hosts of a source that are left alone now, as they asked or after walls.",
        labels=("source",),
    ),
    Metric(name="rightswatch_cases", meaning="Cases by state.", labels=("state",)),
    Metric(
        name="rightswatch_match_backlog", meaning="Sightings that wait to be matched and judged."
    ),
    Metric(name="rightswatch_captures_due", meaning="Captures of evidence still to be made."),
    Metric(
        name="rightswatch_letters_waiting",
        meaning="News to spread, letters to write and alerts to send that are due now.",
    ),
    Metric(
        name="rightswatch_outbox_oldest_seconds",
        meaning="How long the oldest alert waits that is to be sent; 0 where none waits.",
    ),
    Metric(name="rightswatch_outbox_given_up", meaning="Alerts that were given up and not let go."),
    Metric(name="rightswatch_evidence_entries", meaning="Entries of the evidence log."),
    Metric(
        name="rightswatch_stamp_owed_seconds",
        meaning="How long a time-stamp authority has owed a stamp; 0 where it owes none.",
        labels=("authority",),
    ),
)

Lines = Iterator[tuple[str, Mapping[str, str], float]]


def exposition(premises: Premises) -> str:
    """All metrics; where the database does not answer, those that need none."""
    told: dict[str, list[str]] = {metric.name: [] for metric in METRICS}
    for name, labels, value in _all(premises):
        told[name].append(f"{name}{_written(labels)} {value:.17g}\n")
    page = ""
    for metric in METRICS:
        lines = "".join(told[metric.name])
        if lines:
            page += f"# HELP {metric.name} {metric.meaning}\n# TYPE {metric.name} gauge\n{lines}"
    return page


def _all(premises: Premises) -> Lines:
    yield "rightswatch_info", {"version": premises.version}, 1
    for check in checks(premises):
        yield "rightswatch_check", {"check": check.name}, float(check.ok)
    for folder, free in free_bytes(premises.folders).items():
        yield "rightswatch_disk_free_bytes", {"folder": folder}, free
    try:
        vitals = read_vitals(premises)
    except (NotNow, StoreRefused):
        return  # rightswatch_check says so
    now_s = premises.clock.now().timestamp()
    yield from _of_service(vitals)
    yield from _of_sources(vitals)
    for line in vitals.stamps:
        owed = now_s - line.waiting_since.timestamp() if line.waiting_since else 0
        yield "rightswatch_stamp_owed_seconds", {"authority": line.authority}, owed


def _of_service(vitals: Vitals) -> Lines:
    if vitals.beat_age_s is not None:
        yield "rightswatch_scheduler_beat_age_seconds", {}, vitals.beat_age_s
    if vitals.reloaded is not None:
        yield "rightswatch_configuration_reload_success", {}, float(vitals.reloaded)
    for state in CaseState:
        yield "rightswatch_cases", {"state": state.value}, vitals.cases.get(state.value, 0)
    yield "rightswatch_match_backlog", {}, vitals.unmatched
    yield "rightswatch_captures_due", {}, vitals.captures
    yield "rightswatch_letters_waiting", {}, vitals.letters
    yield "rightswatch_outbox_oldest_seconds", {}, vitals.oldest_alert_s
    yield "rightswatch_outbox_given_up", {}, vitals.given_up
    yield "rightswatch_evidence_entries", {}, vitals.entries


def _of_sources(vitals: Vitals) -> Lines:
    for row in vitals.coverage:
        source = {"source": row.source_id}
        for outcome in VisitOutcome:
            labels = {**source, "outcome": outcome.value}
            yield "rightswatch_visits", labels, row.outcomes.get(outcome.value, 0)
        yield "rightswatch_targets", source, row.targets
        yield "rightswatch_targets_due", source, row.due
        yield "rightswatch_hosts_resting", source, len(row.rests)
        if row.last_read_at is not None:
            read_s = row.last_read_at.timestamp()
            yield "rightswatch_last_read_timestamp_seconds", source, read_s


def _written(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
