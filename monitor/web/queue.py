"""The queue: what waits, the gravest first, counted by what tells it apart."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from fastapi import Response

from alerts.email.clean import clean_line
from alerts.email.words import words_for
from monitor.domain.case import CaseState
from monitor.domain.person import Deed
from monitor.domain.reason import REASONS
from monitor.domain.verdict import Grade
from monitor.ports.store import Harm, QueueLine, QueueQuery, Tally
from monitor.web.asking import ANY, PAGE_LINES, Asked, fits, fitting
from monitor.web.counting import tallies
from monitor.web.showing import page
from monitor.web.views import NAME_LETTERS, view_lines, view_notice
from monitor.web.visit import Visit
from monitor.web.words import desk_words_for

PAUSE: Final = timedelta(minutes=30)
"""Who does nothing for so long begins another visit."""
MARKETS_SHOWN: Final = 12
_DECISIONS: Final = (CaseState.CONFIRMED, CaseState.DISMISSED, CaseState.LICENSED, CaseState.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a facet: what it is called, how many cases have it, where it leads."""

    name: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What cases are told apart by."""

    name: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A case in one line, cleaned."""

    number: str
    grade: Grade
    graded: str
    state: str
    harm: int
    title: str
    right: str
    market: str
    seller: str
    seller_row: int | None
    price: str
    opened_at: datetime
    live: str
    is_new: bool


def show_queue(visit: Visit) -> Response:
    """One page of the queue."""
    asked = Asked.of(visit.asked)
    since = _visit_before(visit)
    query = asked.query(visit.member, since)
    with visit.desk.store.reading() as tx:
        lines = tx.queue.page(replace(query, limit=PAGE_LINES + 1))
        counted = tallies(visit.desk.counts, tx, query, visit.now)
        views = tx.desk.views(visit.member.email.lower())
        everyone = QueueQuery(holders=query.holders)
        everything = tallies(visit.desk.counts, tx, everyone, visit.now) if views else ()
        # a seller none of whose cases the person sees stays a number
        seller = tx.queue.seller_name(query.seller) if query.seller and counted else None
    assets = names_of_rights(visit)
    shown = lines[:PAGE_LINES]
    more = lines[PAGE_LINES:]
    return page(
        visit,
        "queue.html",
        asked=asked,
        lines=[line_view(line, visit, assets, since) for line in shown],
        facets=list(_facets(asked, counted, visit)),
        count=fitting(asked, counted),
        views=list(view_lines(views, asked, everything)),
        name_letters=NAME_LETTERS,
        assets=assets,
        seller=clean_line(seller or asked.seller, 80),
        since=since,
        next_page=asked.address(after=shown[-1].case.number) if more else None,
        decisions=_decisions(visit),
        reasons=REASONS,
        notice=decided_notice(visit) or view_notice(visit),
    )


def line_view(
    line: QueueLine, visit: Visit, assets: Mapping[str, str], since: datetime | None
) -> LineView:
    """A line in the visitor's words."""
    words, case = words_for(visit.language), line.case
    return LineView(
        number=case.number,
        grade=case.grade,
        graded=words.graded[case.grade],
        state=words.states[case.state],
        harm=case.severity.points,
        title=clean_line(line.title or "", 160) or words.no_title,
        right=clean_line(assets.get(line.asset, line.asset), 60) or words.not_stated,
        market=clean_line(case.listing.market, 60),
        seller=clean_line(line.seller_name or "", 60) or words.not_stated,
        seller_row=line.seller,
        price=clean_line(line.price or "", 40) or words.price_unknown,
        opened_at=case.opened_at,
        live=words.live_states[case.live],
        is_new=since is not None and case.opened_at > since,
    )


def _visit_before(visit: Visit) -> datetime | None:
    """When the person was last here before this visit; it is noted that they are here now."""
    email, now = visit.member.email.lower(), visit.now
    with visit.desk.store.reading() as tx:
        known = tx.desk.last_visit(email)
    if known is not None and known[0] > now - timedelta(minutes=1):
        return known[1]
    with visit.desk.store.transaction() as tx:
        return tx.desk.note_visit(email, now, now - PAUSE)


def names_of_rights(visit: Visit) -> Mapping[str, str]:
    """Names of the configured rights whose cases the person sees, in the order of their names."""
    mine = [one for one in visit.desk.assets.values() if visit.member.sees(one.holder_id)]
    return {one.id: clean_line(one.name, 60) for one in sorted(mine, key=lambda one: one.name)}


def _decisions(visit: Visit) -> Sequence[CaseState]:
    """What the person may say of cases in bulk."""
    person = visit.member
    if not person.may(Deed.DECIDE):
        return ()
    return [one for one in _DECISIONS if person.may_decide(CaseState.LICENSED, one)]


def _facets(asked: Asked, kinds: Sequence[Tally], visit: Visit) -> Iterator[Facet]:
    words, more = words_for(visit.language), desk_words_for(visit.language).queue

    def counted(name: str, of: Callable[[Tally], str]) -> Counter[str]:
        """Cases by one facet, under the filters of all others."""
        found: Counter[str] = Counter()
        others = replace(asked, **{name: ANY if name == "state" else ""})
        for tally in kinds:
            if fits(others, tally):
                found[of(tally)] += tally.count
        return found

    states = counted("state", lambda tally: tally.state.value)
    chosen = asked.state or CaseState.OPEN.value
    yield Facet(
        name=more.state,
        options=[
            *(
                Option(
                    name=words.states[state],
                    count=states[state.value],
                    address=asked.address(state="" if state is CaseState.OPEN else state.value),
                    chosen=chosen == state.value,
                )
                for state in CaseState
            ),
            Option(
                name=more.any,
                count=states.total(),
                address=asked.address(state=ANY),
                chosen=chosen == ANY,
            ),
        ],
    )
    grades = {grade.value: words.graded[grade] for grade in (Grade.ALERT, Grade.REVIEW)}
    yield _facet(asked, "grade", more.grade, counted("grade", lambda t: t.grade.value), grades)
    harms = {harm.value: more.harms[harm] for harm in Harm}
    yield _facet(asked, "harm", more.harm, counted("harm", lambda t: t.harm.value), harms)
    markets = counted("market", lambda tally: tally.market)
    often = dict(markets.most_common(MARKETS_SHOWN))
    if asked.market:
        often.setdefault(asked.market, markets[asked.market])
    names = {market: clean_line(market, 40) for market in often}
    yield _facet(asked, "market", more.market, markets, names)


def _facet(
    asked: Asked, field: str, name: str, counts: Counter[str], names: Mapping[str, str]
) -> Facet:
    """Each value leads to the cases that have it; the chosen one leads back to all."""
    now = getattr(asked, field)
    return Facet(
        name=name,
        options=[
            Option(
                name=told,
                count=counts[value],
                address=asked.address(**{field: "" if now == value else value}),
                chosen=now == value,
            )
            for value, told in names.items()
        ],
    )


def decided_notice(visit: Visit) -> tuple[str, Sequence[str]] | None:
    """What was just done, and the numbers of the cases that it can be undone for."""
    words = desk_words_for(visit.language).queue
    done, numbers = visit.asked.one("done"), visit.asked.one("numbers").split()
    told = [clean_line(number, 20) for number in numbers][:PAGE_LINES]
    if done == "nothing":
        return words.nothing_chosen, ()
    if not told:
        return None
    joined = ", ".join(told)
    if done == "acknowledged":
        return words.acknowledged.format(numbers=joined), ()
    if done not in set(CaseState):
        return None
    undone = () if done == CaseState.OPEN else told
    return words.decided[CaseState(done)].format(numbers=joined), undone
