"""Cases for programs: the queue in pages, one case whole, and what is decided of it."""

from typing import Annotated

from fastapi import Query, Response

from monitor.domain.alert import CaseStory
from monitor.domain.case import CaseState
from monitor.domain.person import LookKind
from monitor.domain.reason import Reason, noted
from monitor.domain.review import Review
from monitor.pipeline.review import acknowledge
from monitor.pipeline.story import tell
from monitor.ports.store import QueueLine, QueueQuery
from monitor.web.api.asked import Acknowledging, CaseNumber, CasesAsked, DecisionAsked
from monitor.web.api.calls import Calling
from monitor.web.api.problems import refused
from monitor.web.api.shapes import (
    CaseLine,
    CasePage,
    CaseTold,
    DecisionMade,
    EventTold,
    OfferTold,
    RelistingTold,
    SealTold,
)
from monitor.web.deciding import judged, seen_case


def list_cases(call: Calling, asked: Annotated[CasesAsked, Query()]) -> Response:
    """Cases that the token shows, newest first.

    The place of a case in this list never moves: whatever is written meanwhile, pages that are read
    one after the other repeat none and leave none out that was there when the first was read.
    """
    query = QueueQuery(
        holders=call.holders,
        state=asked.state,
        grade=asked.grade,
        harm=asked.harm,
        market=asked.market,
        asset=asked.asset,
        seller=asked.seller,
        since=asked.opened_after,
        gravest=False,
        after=asked.cursor,
        limit=asked.limit + 1,
    )
    with call.desk.store.reading() as tx:
        lines = tx.queue.page(query)
    shown = lines[: asked.limit]
    if shown:
        call.note(LookKind.LIST_TAKEN, f"cases {shown[0].case.number} to {shown[-1].case.number}")
    last = shown[-1].case.number if len(lines) > len(shown) else None
    return call.told(CasePage(cases=tuple(_line(line) for line in shown), next=last))


def show_case(call: Calling, number: CaseNumber) -> Response:
    """One case with everything an officer reads before deciding."""
    with call.desk.store.reading() as tx:
        case = seen_case(tx, call.person, number)
        story = tell(tx, tx.cases.file(case.id))
    return call.told(case_told(story))


def decide(call: Calling, number: CaseNumber, asked: DecisionAsked) -> Response:
    """Say what a case is, by the rules that hold at the desk."""
    with call.desk.store.reading() as tx:
        case = seen_case(tx, call.person, number)
    if case.state.value != asked.expected_state:
        detail = f"{case.number} is {case.state.value} by now; nothing was done."
        raise refused(409, detail, "Read the case again, then decide anew.")
    acknowledges = isinstance(asked, Acknowledging)
    wanted = CaseState.CONFIRMED if acknowledges else CaseState(asked.decision)
    if not call.person.may_decide(case.state, wanted):
        detail = f"The role {call.person.role.value} does not decide so."
        raise refused(403, detail, "A rights holder says whom it has licensed, and no more.")
    note = " ".join(asked.note.split())
    if isinstance(asked, Acknowledging):
        acknowledge(call.desk.store, case.number, call.caller.called, call.now, note)
        return call.told(DecisionMade(number=case.number, state=case.state, alike=()))
    judgement = Review(
        case_number=case.number,
        decision=wanted,
        by=call.caller.called,
        at=call.now,
        note=noted(Reason(asked.reason) if asked.reason else None, note),
    )
    done = judged(call.desk, judgement, alike=asked.alike)
    others = tuple(one.number for one in done if one.number != case.number)
    return call.told(DecisionMade(number=case.number, state=done[0].state, alike=others))


def case_told(story: CaseStory) -> CaseTold:
    """A case whole."""
    case, sighting = story.file.case, story.file.sighting
    offer = sighting.offer
    return CaseTold(
        number=case.number,
        holder=case.holder_id,
        source=case.source_id,
        grade=case.grade,
        state=case.state,
        live=case.live,
        severity=case.severity,
        opened_at=case.opened_at,
        offer=OfferTold(
            market=offer.listing.market,
            listing_id=offer.listing.listing_id,
            url=offer.url,
            title=offer.title,
            description=offer.description,
            brand=offer.brand,
            category=offer.category,
            price=offer.price,
            seller=offer.seller,
            images=tuple(image.url for image in offer.images),
            seen_at=sighting.seen_at,
        ),
        verdicts=story.file.verdicts,
        assets=story.asset_names,
        events=tuple(
            EventTold(kind=event.kind, at=event.at, by=event.by, note=event.note)
            for event in story.file.events
        ),
        relistings=tuple(
            RelistingTold(
                market=one.listing.market,
                listing_id=one.listing.listing_id,
                url=one.url,
                at=one.at,
                sameness=one.sameness,
            )
            for one in story.relistings
        ),
        forerunner=story.forerunner.case_number if story.forerunner else None,
        evidence=_seal(story),
    )


def _seal(story: CaseStory) -> SealTold | None:
    bundle, entry = story.bundle, story.entry
    if bundle is None or entry is None:
        return None
    return SealTold(capture=bundle.capture_id, sha256=bundle.sha256, log_entry=entry.index)


def _line(line: QueueLine) -> CaseLine:
    case = line.case
    return CaseLine(
        number=case.number,
        holder=case.holder_id,
        grade=case.grade,
        state=case.state,
        live=case.live,
        harm=case.severity.points,
        opened_at=case.opened_at,
        market=case.listing.market,
        listing_id=case.listing.listing_id,
        asset=line.asset,
        title=line.title,
        price=line.price,
        seller=line.seller,
        seller_name=line.seller_name,
    )
