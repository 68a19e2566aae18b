"""The page of one case: registered beside offered, reasons for and against, what was decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fastapi import Response
from fastapi.responses import RedirectResponse

from alerts.email.clean import clean_line
from alerts.email.sayings import told
from alerts.email.verdict_view import VerdictView, loudest_verdicts
from alerts.email.view import Amount, Stretch, stretches, view_of
from alerts.email.words import words_for
from alerts.export.words import report_words_for
from monitor.domain.alert import CaseStory
from monitor.domain.case import CaseEvent, CaseFile, CaseState
from monitor.domain.chart import ElementStatus
from monitor.domain.person import Deed
from monitor.domain.reason import REASONS
from monitor.domain.rhythm import Silence
from monitor.domain.verdict import Verdict
from monitor.pipeline.silencing import group_of_case, silence
from monitor.pipeline.story import tell
from monitor.web.deciding import NOTE_LETTERS, seen_case
from monitor.web.history import note_told
from monitor.web.pictures import Comparison, comparisons, offered_pictures
from monitor.web.queue import decided_notice
from monitor.web.showing import page, refusal
from monitor.web.visit import Visit

PASSAGE_LETTERS: Final = 4_000
MOST_DAYS: Final = 90
_ALL: Final = Amount(verdicts=12, signals=12, missing=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """One element of a claim, and what the offer says of it."""

    claim: int
    element: str
    status: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightPart:
    """One right against the offer. pictures: digests of the registered ones."""

    view: VerdictView
    pictures: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    chart: tuple[ChartLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One line of history, cleaned."""

    at: datetime
    what: str
    by: str
    note: str


def show_case(visit: Visit) -> Response:
    """Everything an officer reads before deciding."""
    with visit.desk.store.reading() as tx:
        case = seen_case(tx, visit.member, visit.parts["number"])
        story = tell(tx, tx.cases.file(case.id))
    words = words_for(visit.language)
    view = view_of(story, words, visit.timezone, amount=_ALL)
    verdicts = loudest_verdicts(story.file.verdicts)[: _ALL.verdicts]
    told_of = zip(view.verdicts, verdicts, strict=True)
    return page(
        visit,
        "case.html",
        case=case,
        view=view,
        rights=[_right(one, verdict, story, visit) for one, verdict in told_of],
        offered=offered_pictures(story.file),
        passages=list(_passages(story.file, verdicts, visit)),
        events=[_event(event, visit) for event in reversed(story.file.events)],
        decisions=_decisions(visit, case.state),
        acknowledges=visit.member.may_decide(case.state, CaseState.CONFIRMED),
        examines=visit.member.may(Deed.EXAMINE),
        reasons=REASONS,
        notice=decided_notice(visit),
        silenced=_silenced(visit),
    )


def be_silent(visit: Visit) -> Response:
    """Write to nobody about what this case is told with, for some days."""
    days = visit.form.one("days")
    because = clean_line(visit.form.one("because"), NOTE_LETTERS)
    few = days.isdecimal() and len(days) < 4 and 0 < int(days) <= MOST_DAYS
    if not (few and because):
        return refusal(visit, 422)
    person = visit.member
    with visit.desk.store.reading() as tx:
        case = seen_case(tx, person, visit.parts["number"])
        group = group_of_case(tx, case.number)
    if not person.may_decide(case.state, CaseState.CONFIRMED):
        return refusal(visit, 403)
    until = visit.now + timedelta(days=int(days))
    wanted = Silence(
        id=0,
        asset=group.asset_id,
        seller=group.seller or None,
        market=group.market,
        because=because,
        by=person.called,
        made_at=visit.now,
        until=until,
    )
    silence(visit.desk.store, wanted, visit.now)
    path = f"/cases/{case.number}?silent={until.timestamp():.0f}"
    return RedirectResponse(path, status_code=303)


def _right(view: VerdictView, verdict: Verdict, story: CaseStory, visit: Visit) -> RightPart:
    asset = next((one for one in story.assets if one.id == verdict.asset_id), None)
    own = {image.sha256 for image in asset.images} if asset else set()
    compared = [one for one in comparisons(story.file) if one.registered in own]
    words, more = words_for(visit.language), report_words_for(visit.language)
    return RightPart(
        view=view,
        pictures=tuple(image.sha256 for image in asset.images)[:3] if asset else (),
        comparisons=tuple(compared),
        chart=tuple(
            ChartLine(
                claim=row.claim,
                element=clean_line(row.element, 400),
                status=more.statuses[ElementStatus(row.status)],
                because=told(row.because, words),
            )
            for signal in verdict.signals
            for row in signal.chart
        ),
    )


def _passages(
    file: CaseFile, verdicts: Sequence[Verdict], visit: Visit
) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    """Fields of the offer with what was measured in them marked; the title stands above."""
    offer, words = file.sighting.offer, words_for(visit.language)
    fields = {"brand": offer.brand, "category": offer.category, "description": offer.description}
    for name, text in fields.items():
        if text and text.strip():
            yield words.fields[name], stretches(text, name, verdicts, PASSAGE_LETTERS)


def _event(event: CaseEvent, visit: Visit) -> EventView:
    return EventView(
        at=event.at,
        what=report_words_for(visit.language).events[event.kind],
        by=clean_line(event.by, 120),
        note=clean_line(note_told(event, visit.language), 400),
    )


def _decisions(visit: Visit, state: CaseState) -> Sequence[CaseState]:
    others = (CaseState.CONFIRMED, CaseState.DISMISSED, CaseState.LICENSED, CaseState.OPEN)
    may = visit.member.may_decide
    return [one for one in others if one is not state and may(state, one)]


def _silenced(visit: Visit) -> datetime | None:
    written = visit.asked.one("silent")
    if not written.isdecimal() or len(written) > 11:
        return None
    return datetime.fromtimestamp(int(written), tz=visit.now.tzinfo)
