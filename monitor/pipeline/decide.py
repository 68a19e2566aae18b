"""decide: weigh signals and circumstances into one verdict per offer and asset, and file it.

Reads: sightings due for matching. Writes, in one transaction a sighting: verdicts, cases, captures
to make, what the offer shows of its seller, and that the sighting is done.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

import structlog

from monitor.domain.asset import Asset, Holder
from monitor.domain.case import Case, CaseEventKind
from monitor.domain.errors import LeaseLost
from monitor.domain.listing import Offer
from monitor.domain.network import Trait
from monitor.domain.severity import NOT_WEIGHED, Severity
from monitor.domain.signal import ContextFact, Signal
from monitor.domain.verdict import Verdict
from monitor.pipeline.canaries import CanariesOf, no_canaries, note_canary
from monitor.pipeline.match import PreparedMatchers, offered_pictures
from monitor.pipeline.pictures import OpenedPictures, PictureDesk, by_family
from monitor.pipeline.recheck import first_look
from monitor.pipeline.relisting import (
    NewOffer,
    Recognition,
    Told,
    by_photograph,
    know_trimmed,
    tie_relistings,
)
from monitor.ports.blobs import Blobs
from monitor.ports.clock import Clock
from monitor.ports.matcher import ContextReader, Decider, Pictures
from monitor.ports.store import Lease, Store, StoredSighting, Transaction

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What judging one offer gave."""

    verdicts: list[Verdict]
    pictures: OpenedPictures


def no_traits(offer: Offer) -> Sequence[Trait]:
    """For whoever keeps no networks of sellers."""
    del offer
    return ()


def no_harm(offer: Offer, signals: Sequence[Signal]) -> Severity:
    """For whoever weighs no harm."""
    del offer, signals
    return NOT_WEIGHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """From an offer to its verdicts; equal inputs give equal verdicts.

    desk: opens the pictures and reads their words; None = matchers get the files as they are.
    traits: what an offer shows of its seller. harm: how grave an offer is, by itself and by what
    its signals speak of. recognition: how goods of closed cases are known again; None = not at all.
    canaries_of: which sightings measure recall, and become no case.
    """

    prepared: PreparedMatchers
    readers: Sequence[ContextReader]
    decider: Decider
    holders: Mapping[str, Holder]
    desk: PictureDesk | None = None
    traits: Callable[[Offer], Sequence[Trait]] = no_traits
    harm: Callable[[Offer, Sequence[Signal]], Severity] = no_harm
    recognition: Recognition | None = None
    canaries_of: CanariesOf = no_canaries

    def verdicts(self, offer: Offer, pictures: Pictures, on: date) -> list[Verdict]:
        """One verdict for each asset with a signal, best first.

        on: the day on which a right has to be in force.
        """
        return self.judged(offer, pictures, on).verdicts

    def judged(self, offer: Offer, pictures: Pictures, on: date) -> Judged:
        """The verdicts, and what came of the pictures. pictures: files as they were fetched."""
        opened = self.desk.open(pictures) if self.desk else OpenedPictures(pixels=pictures)
        found = self.prepared.measure(offer, opened.pixels)
        if self.desk:
            words = self.desk.words(offer, opened, has_signal=bool(found))
            if words:
                offer = replace(offer, image_text=words)
                found = self.prepared.measure(offer, opened.pixels)
        unknown = tuple(opened.facts())
        verdicts = [
            self._verdict(offer, self.prepared.assets[asset_id], signals, on, unknown)
            for asset_id, signals in found.items()
        ]
        verdicts.sort(key=lambda verdict: (-verdict.score, verdict.asset_id))
        return Judged(verdicts=verdicts, pictures=opened)

    def _verdict(
        self,
        offer: Offer,
        asset: Asset,
        signals: Sequence[Signal],
        on: date,
        unknown: Sequence[ContextFact],
    ) -> Verdict:
        holder = self.holders[asset.holder_id]
        read = (reader.facts(offer, asset, holder, signals, on) for reader in self.readers)
        return self.decider.decide(asset, signals, [*chain.from_iterable(read), *unknown])


def capture_name(case: Case, sighting_id: int, event: CaseEventKind) -> str:
    """Stable name of the capture of one sighting for one case.

    A case may be raised by the sighting that opened it, when a right comes into force: that is
    another capture, and its sealing is news.
    """
    raised = f"-{case.grade.value}" if event is CaseEventKind.RAISED else ""
    return f"{case.number}-{sighting_id}{raised}"


def decide_due(
    store: Store, blobs: Blobs, judges: Mapping[str, Judge], lease: Lease, clock: Clock
) -> int:
    """Judge a lease's worth of sightings; gives how many. judges: by source id."""
    with store.transaction() as tx:
        due = tx.sightings.claim_for_matching(lease, limit=50)
    if due:
        _know_trimmed(store, blobs, judges.values())
    for stored in due:
        judge = judges.get(stored.sighting.source_id)
        try:
            judged = _judged(judge, stored, blobs) if judge else None
            _file(store, judge, stored, judged, lease.owner, clock.now())
        except LeaseLost:
            log.warning("sighting.lease_lost", sighting=stored.id)
        except Exception:  # one sighting must not keep the others from being judged
            log.exception("sighting.failed", sighting=stored.id)
    return len(due)


def _know_trimmed(store: Store, blobs: Blobs, judges: Iterable[Judge]) -> None:
    """Have the photographs of cases that were closed meanwhile ready before anything is judged."""
    for judge in judges:
        if judge.desk and judge.recognition:
            know_trimmed(store, blobs, judge.desk, judge.recognition.trims)
            return


def _judged(judge: Judge, stored: StoredSighting, blobs: Blobs) -> Judged:
    """Judge as of the day it was seen; made due again, as of that day, when evidence is taken anew.

    So a right that has come into force speaks of what was seen before. Of a supplied offer no
    evidence is taken: it is judged as of its own day always.
    """
    sighting = stored.sighting
    day = sighting.seen_at if sighting.supplied else stored.due_at
    return judge.judged(sighting.offer, offered_pictures(sighting.offer, blobs), day.date())


def _file(
    store: Store,
    judge: Judge | None,
    stored: StoredSighting,
    judged: Judged | None,
    owner: str,
    now: datetime,
) -> None:
    with store.transaction(durable=True) as tx:
        canaries = judge.canaries_of(stored.sighting) if judge else ()
        if canaries and judged:
            for canary in canaries:
                note_canary(tx, canary, (stored.id, stored.sighting), judged.verdicts)
        elif judge and judged:
            filed = _file_verdicts(tx, judge, stored, judged.verdicts, now)
            families = tx.pictures.note(stored.id, judged.pictures.notes(), now)
            offer = by_family(stored.sighting.offer, families)
            tx.networks.note(stored.id, judge.traits(offer))
            if judge.recognition:
                clear = {one: families[one] for one in judged.pictures.pixels if one in families}
                seen = by_photograph(stored.sighting.offer, clear)
                new = NewOffer(
                    tx=tx, known=judge.recognition, sighting_id=stored.id, offer=seen, now=now
                )
                tie_relistings(new, filed)
        if not tx.sightings.matched(stored.id, owner):
            message = f"sighting {stored.id} was taken over"
            raise LeaseLost(message)


def _file_verdicts(
    tx: Transaction,
    judge: Judge,
    stored: StoredSighting,
    verdicts: Sequence[Verdict],
    now: datetime,
) -> Told:
    by_holder: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        holder_id = judge.prepared.assets[verdict.asset_id].holder_id
        by_holder.setdefault(holder_id, []).append(verdict)
    told: dict[str, tuple[Case, CaseEventKind | None]] = {}
    for holder_id, own in by_holder.items():
        signals = [signal for verdict in own for signal in verdict.signals]
        severity = judge.harm(stored.sighting.offer, signals)
        filed = tx.cases.judge(stored.id, holder_id, own, now, severity)
        if filed is None:
            continue
        case, event = told[holder_id] = filed
        if event is CaseEventKind.OPENED:
            first_look(tx, case, now, seen=stored.sighting.supplied is None)
        if event in {CaseEventKind.OPENED, CaseEventKind.RAISED}:
            name = capture_name(case, stored.id, event)
            tx.captures.order(name, case.id, stored.id, now)
            log.info("case.filed", case=case.number, news=event.value, grade=case.grade.value)
    return told
