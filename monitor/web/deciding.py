"""Deciding: what a person says of one case or of many, by the very verb that commands use."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from fastapi import Response
from fastapi.responses import RedirectResponse

from monitor.domain.case import Case, CaseState
from monitor.domain.errors import UnknownCase
from monitor.domain.person import Person
from monitor.domain.reason import REASONS, Reason, noted
from monitor.domain.review import Review
from monitor.pipeline.review import acknowledge, review
from monitor.ports.store import Transaction
from monitor.web.desk import Desk
from monitor.web.showing import refusal
from monitor.web.visit import Visit, local_path

MOST_AT_ONCE: Final = 200
NOTE_LETTERS: Final = 2000
ACKNOWLEDGED: Final = "acknowledged"


def seen_case(tx: Transaction, person: Person, number: str) -> Case:
    """A case that is shown to a person.

    Raises:
        UnknownCase: there is none of that number, or it is another holder's, which nobody learns.
    """
    case = tx.cases.get(number)
    if not person.sees(case.holder_id):
        raise UnknownCase(number)
    return case


def judged(desk: Desk, judgement: Review, *, alike: bool) -> Sequence[Case]:
    """File a judgement; gives the case as it stands now, and those that were decided with it.

    Raises:
        UnknownCase: there is no case of that number.
    """
    made = review(desk.store, judgement, desk.shop_of, twins_too=alike)
    return [made.case, *(made.twins if alike else ())]


def decide(visit: Visit) -> Response:
    """Decide the chosen cases; all of them are looked at before the first is decided."""
    decision, numbers = visit.form.one("decision"), visit.form.all("case")[:MOST_AT_ONCE]
    if decision not in {*CaseState, ACKNOWLEDGED}:
        return refusal(visit, 422)
    if not numbers:
        return _back(visit, "nothing", ())
    person = visit.member
    with visit.desk.store.reading() as tx:
        cases = [seen_case(tx, person, number) for number in numbers]
    expected = visit.form.one("state")
    if expected and any(case.state.value != expected for case in cases):
        return refusal(visit, 409)
    note = " ".join(visit.form.one("note").split())[:NOTE_LETTERS]
    if decision == ACKNOWLEDGED:
        if not all(person.may_decide(case.state, CaseState.CONFIRMED) for case in cases):
            return refusal(visit, 403)
        for case in cases:
            acknowledge(visit.desk.store, case.number, person.called, visit.now, note)
        return _back(visit, ACKNOWLEDGED, cases)
    return _decide(visit, cases, CaseState(decision), note)


def _decide(visit: Visit, cases: Sequence[Case], decision: CaseState, note: str) -> Response:
    person = visit.member
    if not all(person.may_decide(case.state, decision) for case in cases):
        return refusal(visit, 403)
    chosen = visit.form.one("reason")
    reason = Reason(chosen) if chosen in set(REASONS[decision]) else None
    alike = visit.form.one("alike") == "1"
    done: list[Case] = []
    for case in cases:
        judgement = Review(
            case_number=case.number,
            decision=decision,
            by=person.called,
            at=visit.now,
            note=noted(reason, note),
        )
        done += judged(visit.desk, judgement, alike=alike)
    return _back(visit, decision.value, done)


def _back(visit: Visit, done: str, cases: Sequence[Case]) -> Response:
    """To the page that was decided on, which says what was done."""
    path, _, asked = local_path(visit.form.one("back", "/cases")).partition("?")
    said = ("done=", "numbers=")
    kept = [pair for pair in asked.split("&") if pair and not pair.startswith(said)]
    numbers = dict.fromkeys(case.number for case in cases)
    told = urlencode({"done": done, "numbers": " ".join(numbers)})
    return RedirectResponse(f"{path}?{'&'.join([*kept, told])}", status_code=303)
