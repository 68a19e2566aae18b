"""canaries: offers that must be found measure how much is. Part of decide; asked by coverage.

Reads: what sources declare as canaries, and sightings of those offers. Writes: the grade that each
was last judged with, as a fact; no verdict, no case, nothing of its seller or pictures, no letter.
A canary that is not found any more is the operator's concern, and no officer's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitor.domain.listing import Sighting
from monitor.domain.verdict import Grade, Verdict
from monitor.domain.watch import Canary, Source
from monitor.pipeline.plan import SourcePlan
from monitor.ports.store import Store, Transaction

log = structlog.get_logger(__name__)

RHYTHMS = 2.0
"""A canary that was not found for so many rhythms of its source is lost."""

CanariesOf = Callable[[Sighting], Sequence[Canary]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryNews:
    """What became of a canary since a moment.

    seen_at: when its offer was last seen; None = never. grade: what it was last matched with; None
    = it was not seen. is_seen: since that moment; is_found: and with the grade that it must reach.
    """

    source_id: str
    canary: Canary
    seen_at: datetime | None
    grade: Grade | None
    is_seen: bool
    is_found: bool


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


def watch_canaries(store: Store, plans: Sequence[SourcePlan], now: datetime) -> int:
    """Tell the operator of canaries that are lost and of those that are found again.

    A source that has had no time for a visit yet has lost none.
    """
    with store.transaction() as tx:
        return sum(
            _is_turned(tx, news, since, now)
            for plan in plans
            for since in [now - timedelta(seconds=RHYTHMS * plan.every_s)]
            for news in news_of_canaries(tx, [plan.source], since)
        )


def _is_turned(tx: Transaction, news: CanaryNews, since: datetime, now: datetime) -> bool:
    """Tell a canary that was lost or found since this was asked last; says whether it was."""
    name = f"{_fact(news.source_id, news.canary)} is"
    told = tx.facts.told(name)
    if told is None:
        tx.facts.keep(name, "awaited", now)
        return False
    word = "found" if news.is_found else "lost"
    if word == told.value or (told.value == "awaited" and told.at > since):
        return False
    tx.facts.keep(name, word, now)
    tell = log.info if news.is_found else log.error
    tell(f"canary.{word}", source=news.source_id, canary=news.canary.name)
    return True


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
