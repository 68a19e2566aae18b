"""canaries: offers that must be found measure how much is. Part of decide; asked by coverage.

Reads: what sources declare as canaries, and sightings of those offers. Writes: the grade that each
was last judged with, as a fact; no verdict, no case, nothing of its seller or pictures. A canary
that is not found any more is the operator's concern and no officer's: one letter a loss, in the
transaction that notes it.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitor.domain.alert import OPERATORS, Loss
from monitor.domain.listing import Sighting
from monitor.domain.verdict import Grade, Verdict
from monitor.domain.watch import Canary, CanaryNews, Source
from monitor.pipeline.plan import SourcePlan
from monitor.ports.channel import NoteWriter
from monitor.ports.store import Fact, Store, Transaction

log = structlog.get_logger(__name__)

RHYTHMS = 2.0
"""A canary that was not found for so many rhythms of its source is lost."""

CanariesOf = Callable[[Sighting], Sequence[Canary]]


def no_canaries(sighting: Sighting) -> tuple[()]:
    """For whoever declares none."""
    del sighting
    return ()


def canaries_of(sources: Iterable[Source]) -> CanariesOf:
    """Which canaries a sighting is of; by URL as the page was asked for or as it names itself.

    An offer may be several: one for each right that it must be matched with.
    """
    known: dict[tuple[str, str], list[Canary]] = {}
    for source in sources:
        for canary in source.canaries:
            known.setdefault((source.id, canary.url or canary.listing_id or ""), []).append(canary)

    def find(sighting: Sighting) -> Sequence[Canary]:
        offer, page = sighting.offer, sighting.page
        names = [offer.listing.listing_id, offer.url, page.requested_url if page else offer.url]
        return [
            canary
            for name in dict.fromkeys(names)
            for canary in known.get((sighting.source_id, name), ())
        ]

    return find


def note_canary(
    tx: Transaction, canary: Canary, sighting: tuple[int, Sighting], verdicts: Sequence[Verdict]
) -> None:
    """Keep with what grade a canary was matched. sighting: its row and itself."""
    row, seen = sighting
    own = (verdict.grade for verdict in verdicts if verdict.asset_id == canary.asset_id)
    grade = next(own, Grade.NONE)
    tx.facts.keep(_fact(seen.source_id, canary), f"{grade.value} {row}", seen.seen_at)
    log.info("canary.judged", source=seen.source_id, canary=canary.name, grade=grade.value)


def news_of_canaries(
    tx: Transaction, sources: Iterable[Source], since: datetime
) -> list[CanaryNews]:
    """What became of every canary since a moment, in the order in which they are declared."""
    return [_news(tx, source.id, canary, since) for source in sources for canary in source.canaries]


def recall_of(news: Sequence[CanaryNews]) -> Mapping[str, float]:
    """Declared, seen and found canaries, and the share that was found; empty without any."""
    if not news:
        return {}
    found = sum(one.is_found for one in news)
    seen = sum(one.is_seen for one in news)
    recall = round(found / len(news), 3)
    return {"declared": len(news), "seen": seen, "found": found, "recall": recall}


def watch_canaries(
    store: Store,
    plans: Sequence[SourcePlan],
    notes: NoteWriter | None,
    contact: str | None,
    now: datetime,
) -> int:
    """Tell the operator of canaries that are lost, and log those that are found again.

    A source that has had no time for a visit yet has lost none. notes, contact: None = there is no
    mail, or nobody to send it to; then the log alone says it.
    """
    with store.transaction(durable=True) as tx:
        turns = [
            turn
            for plan in plans
            for since in [now - timedelta(seconds=RHYTHMS * plan.every_s)]
            for news in news_of_canaries(tx, [plan.source], since)
            for turn in _turn(tx, news, since, now)
        ]
        lost = [turn for turn in turns if not turn.news.is_found]
        if lost and notes is not None and contact:
            loss = Loss(
                key=_key(lost),
                to=contact,
                written_at=now,
                canaries=tuple(turn.news for turn in lost),
            )
            tx.outbox.queue(notes.loss(loss), now)
    for turn in turns:
        word, tell = ("found", log.info) if turn.news.is_found else ("lost", log.error)
        tell(f"canary.{word}", source=turn.news.source_id, canary=turn.news.canary.name)
    return len(turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """A canary that was lost or found since this was asked last. was: what was known then."""

    news: CanaryNews
    was: Fact


def _turn(tx: Transaction, news: CanaryNews, since: datetime, now: datetime) -> Iterator[_Turn]:
    """Note what a canary is now, where that is not what it was; one process does."""
    name, word = f"{_fact(news.source_id, news.canary)} is", "found" if news.is_found else "lost"
    was = tx.facts.told(name)
    if was is None:
        tx.facts.keep(name, "awaited", now)
        return
    is_new = word != was.value and not (was.value == "awaited" and was.at > since)
    if is_new and tx.facts.turn(name, was, word, now):
        yield _Turn(news=news, was=was)


def _key(lost: Sequence[_Turn]) -> str:
    """The same losses are one letter, whoever writes it; another loss of the same is another."""
    told = [f"{one.news.source_id} {one.news.canary.name} {one.was.at.isoformat()}" for one in lost]
    return OPERATORS + hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def _news(tx: Transaction, source_id: str, canary: Canary, since: datetime) -> CanaryNews:
    told = tx.facts.told(_fact(source_id, canary))
    if told is None:
        return CanaryNews(
            source_id=source_id, canary=canary, seen_at=None, grade=None, is_seen=False,
            is_found=False,
        )  # fmt: skip
    word, _, row = told.value.partition(" ")
    grade = Grade(word)
    span = tx.sightings.span(tx.sightings.get(int(row)).offer.listing, source_id)
    seen_at = span[1] if span else told.at
    is_seen = seen_at >= since
    return CanaryNews(
        source_id=source_id,
        canary=canary,
        seen_at=seen_at,
        grade=grade,
        is_seen=is_seen,
        is_found=is_seen and grade.at_least(canary.grade),
    )


def _fact(source_id: str, canary: Canary) -> str:
    return f"canary of {source_id}: {canary.name}"
