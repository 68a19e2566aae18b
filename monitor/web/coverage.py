"""Coverage and health: what was and was not seen of each source, and whether the service works."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from fastapi import Response

from alerts.email.clean import clean_line
from alerts.email.sayings import told
from alerts.email.words import words_for
from monitor.domain.alert import DeliveryState
from monitor.domain.target import VisitOutcome
from monitor.domain.watch import CanaryNews
from monitor.pipeline.canaries import news_of_canaries, recall_of
from monitor.ports.store import OutboxLine, SourceCoverage
from monitor.web.counting import SEEN_FRESH_S
from monitor.web.showing import page
from monitor.web.visit import Visit
from monitor.web.vitals import LATE_ALERT, LEAST_FREE_BYTES, Vitals, free_bytes, read_vitals
from monitor.web.words import desk_words_for

SPANS_DAYS: Final = (1, 7, 30)
LETTERS_SHOWN: Final = 50
RESTS_SHOWN: Final = 20
REMARKS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that must hold. ok: None = nothing to judge, a number to know."""

    name: str
    says: str
    ok: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One source. unseen: what came in the place of pages; rests: hosts left alone, and why."""

    row: SourceCoverage
    unseen: tuple[tuple[str, int], ...]
    rests: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    vitals: Vitals
    canaries: Sequence[CanaryNews]
    letters: Sequence[OutboxLine]


def show_coverage(visit: Visit) -> Response:
    """Everything an operator must know at a glance."""
    asked = visit.asked.one("days")
    days = int(asked) if asked in {str(span) for span in SPANS_DAYS} else SPANS_DAYS[1]
    seen = visit.desk.counts.kept(
        ("coverage", days), visit.now.timestamp() // SEEN_FRESH_S, lambda: _read(visit, days)
    )
    person = visit.member
    canaries = [one for one in seen.canaries if _may_know(visit, one)]
    return page(
        visit,
        "coverage.html",
        days=days,
        spans=SPANS_DAYS,
        conditions=list(_conditions(seen.vitals, visit)),
        sources=[_source(row, visit) for row in seen.vitals.coverage],
        counts_cases=person.sees_all,
        recall=recall_of(canaries),
        lost=[_lost(one, visit) for one in canaries if not one.is_found],
        letters=[_letter(line) for line in seen.letters] if person.sees_all else None,
    )


def _read(visit: Visit, days: int) -> _Seen:
    desk, span = visit.desk, timedelta(days=days)
    vitals = read_vitals(desk.premises, span)
    sources = [plan.source for plan in desk.plans.values()]
    with desk.store.reading() as tx:
        return _Seen(
            vitals=vitals,
            canaries=news_of_canaries(tx, sources, visit.now - span),
            letters=tx.outbox.lines(DeliveryState.DEAD, LETTERS_SHOWN),
        )


def _may_know(visit: Visit, news: CanaryNews) -> bool:
    """Whether a canary's right is one whose cases the person may hear of."""
    asset = visit.desk.assets.get(news.canary.asset_id)
    return visit.member.sees_all or (asset is not None and visit.member.sees(asset.holder_id))


def _conditions(vitals: Vitals, visit: Visit) -> Iterator[Condition]:
    words, premises = desk_words_for(visit.language).coverage, visit.desk.premises
    age_s = vitals.beat_age_s
    yield Condition(
        name=words.daemon,
        says=words.never_ran
        if age_s is None
        else words.alive_ago.format(age=age_told(age_s, visit)),
        ok=age_s is not None and age_s < 2 * premises.beat_s,
    )
    late = vitals.oldest_alert_s
    yield Condition(
        name=words.letters,
        says=words.waiting.format(count=f"{vitals.letters:,}", age=age_told(late, visit)),
        ok=late < LATE_ALERT.total_seconds(),
    )
    yield Condition(name=words.dead, says=f"{vitals.given_up:,}", ok=not vitals.given_up)
    for folder, free in free_bytes(premises.folders).items():
        yield Condition(
            name=words.folders.get(folder, folder),
            says=words.free.format(size=f"{free / 1e9:,.1f}"),
            ok=free >= LEAST_FREE_BYTES,
        )
    if vitals.reloaded is not None:
        said = words.reloaded if vitals.reloaded else words.not_reloaded
        yield Condition(name=words.configuration, says=said, ok=vitals.reloaded)
    for line in vitals.stamps:
        owed = (visit.now - line.waiting_since).total_seconds() if line.waiting_since else 0.0
        said = words.owed.format(age=age_told(owed, visit)) if owed else words.stamped
        name = words.authority.format(name=clean_line(line.authority, 80))
        yield Condition(name=name, says=said, ok=not (owed and line.because))
    yield Condition(name=words.unmatched, says=f"{vitals.unmatched:,}")
    yield Condition(name=words.captures, says=f"{vitals.captures:,}")
    yield Condition(name=words.entries, says=f"{vitals.entries:,}")


def _source(row: SourceCoverage, visit: Visit) -> SourceView:
    words, more = desk_words_for(visit.language).coverage, words_for(visit.language)
    unseen = [
        (words.outcomes[outcome], row.outcomes[outcome.value])
        for outcome in VisitOutcome
        if outcome is not VisitOutcome.READ and row.outcomes.get(outcome.value)
    ]
    return SourceView(
        row=row,
        unseen=tuple(unseen),
        rests=tuple(
            (
                clean_line(rest.host, 120),
                f"{rest.until.astimezone(visit.zone):%Y-%m-%d %H:%M}",
                told(rest.because, more) if rest.because else words.rest_asked,
            )
            for rest in row.rests[:RESTS_SHOWN]
        ),
        remarks=tuple(told(remark, more) for remark in row.remarks[:REMARKS_SHOWN]),
    )


def _lost(news: CanaryNews, visit: Visit) -> tuple[str, str, str]:
    """Source, offer and what became of it."""
    words, graded = desk_words_for(visit.language).coverage, words_for(visit.language).graded
    name = clean_line(news.canary.url or news.canary.listing_id or "", 200)
    if news.seen_at is None:
        return news.source_id, name, words.never_seen
    if not news.is_seen:
        return news.source_id, name, words.last_seen.format(age=_ago(news, visit))
    asset = visit.desk.assets.get(news.canary.asset_id)
    said = words.matched_less.format(
        reached=graded[news.grade] if news.grade else "",
        wanted=graded[news.canary.grade],
        right=clean_line(asset.name if asset else news.canary.asset_id, 80),
    )
    return news.source_id, name, said


def _ago(news: CanaryNews, visit: Visit) -> str:
    return age_told((visit.now - news.seen_at).total_seconds(), visit) if news.seen_at else ""


def _letter(line: OutboxLine) -> tuple[str, int, str]:
    """Receiver, tries and why; what a letter is about stays in it."""
    return clean_line(line.to, 120), line.attempts, clean_line(line.error or "", 300)


def age_told(seconds: float, visit: Visit) -> str:
    """A stretch of time in its largest fitting unit."""
    words = desk_words_for(visit.language).coverage
    for unit_s, said in ((86_400, words.days), (3_600, words.hours), (60, words.minutes)):
        if seconds >= 2 * unit_s:
            return said.format(count=int(seconds // unit_s))
    return words.seconds.format(count=int(max(0.0, seconds)))
