"""import: take in what somebody saved of sites that let nobody in but people.

Not one of the nine verbs but another way to the first: what comes in are Sightings, and match goes
on with them as with any other. Reads: what importers read of files. Writes: when a file first came
in, with its entry in the evidence log; then sightings. A file that comes again changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from monitor.domain.listing import Sighting
from monitor.domain.supply import PassedOver, Refusal, Remark
from monitor.ports.store import Store

log = structlog.get_logger(__name__)

TOGETHER = 50
"""Sightings written in one transaction."""
MOST_TOLD = 1_000
"""Refusals, and remarks, of one file that are kept to be told one by one; all are counted."""

Outcome = Sighting | Refusal | Remark | PassedOver


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """What the evidence log says of a file that came in: body of its entry."""

    type: str
    file: str
    sha256: str
    size: int
    by: str


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What came of one file.

    offers: read from it; new: of these, sightings that were not there before; pictures: kept.
    passed_over: PageKind value -> pages in an archive that are no offer. refused: how many parts.
    """

    file: str
    kind: str | None = None
    offers: int = 0
    new: int = 0
    pictures: int = 0
    sources: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    remarked: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        """Count a refusal."""
        self.refused += 1
        if len(self.refusals) < MOST_TOLD:
            self.refusals.append(refusal)

    def remark(self, remark: Remark) -> None:
        """Count a remark."""
        self.remarked += 1
        if len(self.remarks) < MOST_TOLD:
            self.remarks.append(remark)


def came_in(store: Store, file: ImportedFile, now: datetime) -> datetime:
    """When these bytes first came in, in aware UTC: now, noted and logged, unless they had before.

    So everything read from them again is the same as the first time, to the microsecond.
    """
    with store.transaction(durable=True) as tx:
        known = tx.facts.told(f"import {file.sha256}")
        if known is not None:
            return known.at
        entry = tx.log.append(file, now)
        tx.facts.keep(f"import {file.sha256}", f"entry {entry.index}", now)
    log.info("file.came_in", file=file.file, sha256=file.sha256, by=file.by, entry=entry.index)
    return now


def take_in(store: Store, outcomes: Iterable[Outcome], report: FileReport) -> None:
    """Write down what was read of one file, as it is read, and count it in the report."""
    waiting: list[Sighting] = []
    for outcome in outcomes:
        if isinstance(outcome, Sighting):
            waiting.append(outcome)
        elif isinstance(outcome, Refusal):
            report.refuse(outcome)
        elif isinstance(outcome, Remark):
            report.remark(outcome)
        else:
            report.passed_over[outcome.kind.value] += 1
        if len(waiting) >= TOGETHER:
            _record(store, waiting, report)
    _record(store, waiting, report)
    log.info(
        "file.taken_in",
        file=report.file,
        offers=report.offers,
        new=report.new,
        refused=report.refused,
    )


def _record(store: Store, waiting: list[Sighting], report: FileReport) -> None:
    with store.transaction(durable=True) as tx:
        new = [tx.sightings.record(sighting)[1] for sighting in waiting]
    for sighting in waiting:
        report.offers += 1
        report.sources[sighting.source_id] += 1
        report.pictures += sum(image.sha256 is not None for image in sighting.offer.images)
    report.new += sum(new)
    waiting.clear()


def source_of(
    market: str, markets: Mapping[str, str], is_visited: Mapping[str, bool]
) -> str | None:
    """The source an offer of a market belongs to: one that is never visited before others.

    markets: source id -> market. None when no source is of that market.
    """
    fitting = [source_id for source_id, of in markets.items() if of == market]
    fitting.sort(key=lambda source_id: is_visited[source_id])
    return fitting[0] if fitting else None
