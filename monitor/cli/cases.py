"""`rightswatch cases`: what was found, and what people decide about it."""

import getpass
from typing import Annotated, Optional

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

Number = Annotated[str, typer.Argument(help="Case number, for example RW-000001.")]
Note = Annotated[str, typer.Option("--note", "-m", help="Why, for the record.")]
By = Annotated[str, typer.Option("--by", help="Who decides; default: the user of this machine.")]
Alike = Annotated[
    bool,
    typer.Option("--alike", help="Decide the like offers of the same seller with it."),
]
State = Annotated[
    Optional[str],  # noqa: UP045 - typer reads it
    typer.Option("--state", help="open, confirmed, dismissed or licensed; default: all."),
]


def list_by_default(
    context: typer.Context, config: Config = DEFAULT_CONFIG, *, as_json: Json = False
) -> None:
    """What was found, and what people decided; without a further word, the list."""
    if context.invoked_subcommand is None:
        list_cases(config, as_json=as_json)


def list_cases(
    config: Config = DEFAULT_CONFIG,
    state: State = None,
    limit: Annotated[int, typer.Option(help="Most cases shown.")] = 100,
    *,
    gravest: Annotated[
        bool, typer.Option("--gravest", help="Alerts first, and of them the most harm.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List cases, newest first, or by the harm their offers may do."""
    from monitor.bootstrap import Wiring
    from monitor.cli.coverage import looked_at
    from monitor.cli.tables import case_table, clean, tell
    from monitor.domain.case import CaseState
    from monitor.ports.store import CaseQuery

    if state is not None and state not in set(CaseState):
        raise typer.BadParameter(f"{state}: one of {', '.join(CaseState)}", param_hint="--state")
    states = (CaseState(state),) if state else None
    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        cases = tx.cases.list(CaseQuery(states=states, limit=limit, gravest_first=gravest))
        files = [tx.cases.file(case.id) for case in cases]
        beside = [] if files else looked_at(wiring, tx)
    if as_json:
        print_json(files)
        for line in beside:
            say(line)
        return
    case_table(files, state)
    for line in beside:
        tell(clean(line))
    if len(files) == limit:
        first, others = ("gravest", "milder") if gravest else ("newest", "older")
        say(f"these are the {first} {limit}; a higher --limit shows {others} ones")


def show(number: Number, config: Config = DEFAULT_CONFIG, *, as_json: Json = False) -> None:
    """Show one case: offer, verdicts with reasons for and against, evidence, history."""
    from monitor.bootstrap import Wiring
    from monitor.cli.notice_list import document, tell_notices, tell_purchases
    from monitor.cli.relistings import tell_relistings
    from monitor.cli.tables import case_page
    from rules.decision.calibration import fit

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        case = tx.cases.get(number)
        file = tx.cases.file(case.id)
        bundles = tx.captures.of_case(case.id)
        notices, purchases = tx.notices.of_case(case.id), tx.purchases.of_case(case.id)
        now = wiring.clock.now()
        evidence = wiring.settings.service.evidence_place
        curves = fit(tx.cases.decided())
        relistings = tx.relistings.of_case(case.id)
        forerunner = tx.relistings.of_listing(case.listing, case.holder_id)
    if as_json:
        told = [document(notice, now) for notice in notices]
        handled = {"notices": told, "purchases": purchases}
        tied = {"relistings": relistings, "forerunner": forerunner}
        print_json({"file": file, "evidence": bundles, **handled, **tied})
        return
    case_page(file, bundles, evidence, curves)
    tell_relistings([*relistings, *([forerunner] if forerunner else [])])
    tell_purchases(purchases)
    tell_notices(notices, now)


def acknowledge(
    number: Number, config: Config = DEFAULT_CONFIG, note: Note = "", by: By = ""
) -> None:
    """Say that somebody is on a case: nobody is reminded of it until it changes."""
    from monitor.bootstrap import Wiring
    from monitor.pipeline.review import acknowledge as note_acknowledged

    with Wiring.open(config) as wiring:
        who, now = by or getpass.getuser(), wiring.clock.now()
        case = note_acknowledged(wiring.store, number, who, now, note)
    say(f"{case.number} is acknowledged; it stays {case.state.value}")


def confirm(
    number: Number,
    config: Config = DEFAULT_CONFIG,
    note: Note = "",
    by: By = "",
    *,
    alike: Alike = False,
) -> None:
    """Confirm a case: a person holds it for an infringement worth acting on."""
    _decide(config, number, "confirmed", by, note, alike=alike)


def dismiss(
    number: Number,
    config: Config = DEFAULT_CONFIG,
    note: Note = "",
    by: By = "",
    *,
    alike: Alike = False,
) -> None:
    """Dismiss a case: a person found nothing in it."""
    _decide(config, number, "dismissed", by, note, alike=alike)


def license_case(
    number: Number,
    config: Config = DEFAULT_CONFIG,
    note: Note = "",
    by: By = "",
    *,
    alike: Alike = False,
) -> None:
    """Mark a case licensed: the seller may do this."""
    _decide(config, number, "licensed", by, note, alike=alike)


def reopen(
    number: Number,
    config: Config = DEFAULT_CONFIG,
    note: Note = "",
    by: By = "",
    *,
    alike: Alike = False,
) -> None:
    """Take a decision back; the history keeps both. With --alike, also where it served others."""
    _decide(config, number, "open", by, note, alike=alike)


def _decide(config: Config, number: str, decision: str, by: str, note: str, *, alike: bool) -> None:
    from functools import partial

    from monitor.bootstrap import Wiring
    from monitor.bootstrap.shops import shop_of
    from monitor.cli.columns import plain
    from monitor.domain.case import CaseState
    from monitor.domain.review import Review
    from monitor.pipeline.review import review

    with Wiring.open(config) as wiring:
        judgement = Review(
            case_number=number,
            decision=CaseState(decision),
            by=by or getpass.getuser(),
            at=wiring.clock.now(),
            note=note,
        )
        shops = partial(shop_of, wiring.plans)
        done = review(wiring.store, judgement, shops, twins_too=alike)
    say(f"{done.case.number} is now {done.case.state.value}")
    if done.twins:
        numbers = ", ".join(twin.number for twin in done.twins)
        say(f"and so are {numbers}" if alike else f"like offers: {numbers}; --alike takes them too")
    if done.shop is not None:
        say(f"the seller's whole shop goes on the list: {plain(done.shop.url)}")
