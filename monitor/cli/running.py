"""`plan`, `once`, `run`, `worker`: what would be done, one pass, the daemon, one of its hands."""

import signal
import sys
import threading
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from monitor.bootstrap import Wiring

LEASHED_IDLE_S = 20.0
Url = Annotated[
    str | None,
    typer.Option(help="Say instead why this known address is visited as often as it is."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Log every unit of work.")]


def plan(config: Config = DEFAULT_CONFIG, *, url: Url = None, as_json: Json = False) -> None:
    """Say what would be requested, how often and of whom, before the first request."""
    from monitor.bootstrap import Wiring
    from monitor.cli.planning import plan_document, plan_page

    if url is not None:
        _plan_of_page(config, url, as_json=as_json)
        return
    with Wiring.open(config) as wiring:
        rows, now = [], wiring.clock.now()
        for source_plan in wiring.plans.values():
            source = source_plan.source
            asking = source_plan.asking
            words = [query.text for query in asking.core + asking.tail]
            visited = source.is_visited
            seeds = list(wiring.seeding_of(source).seeds(source, words)) if visited else []
            with wiring.store.transaction() as tx:
                rhythm = dict(tx.targets.rhythm(source.id))
                rests = tx.targets.rests(source.id, now)
            rows.append({"plan": source_plan, "seeds": seeds, "known": rhythm, "rests": rests})
        user_agent = wiring.settings.service.user_agent
    if as_json:
        print_json({"user_agent": user_agent, "sources": [plan_document(row) for row in rows]})
        return
    plan_page(rows, user_agent, now)


def _plan_of_page(config: Path, url: str, *, as_json: bool) -> None:
    """Why one known address is visited as often as it is.

    Raises:
        UnknownPage: no source knows the address.
    """
    from monitor.bootstrap import Wiring
    from monitor.cli.planning import reason_page
    from monitor.domain.errors import UnknownPage
    from monitor.pipeline.allot import reason

    with Wiring.open(config) as wiring:
        for source_plan in wiring.plans.values():
            with wiring.store.transaction() as tx:
                pages = tx.pages.known(source_plan.source.id)
            found = reason(source_plan, pages, url)
            if found is None:
                continue
            if as_json:
                print_json({"source": source_plan.source.id, "reason": found})
            else:
                reason_page(source_plan, found)
            return
    raise UnknownPage(url)


def once(
    config: Config = DEFAULT_CONFIG, *, as_json: Json = False, verbose: Verbose = False
) -> None:
    """Make one full pass over every watched source, with progress, then a summary."""
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.hands import Hands
    from monitor.cli.progress import Progress
    from monitor.runtime.lease import Owner
    from monitor.runtime.logs import configure_logs

    configure_logs(verbose=verbose)
    stop = stop_on_signals()
    with Wiring.open(config) as wiring, Owner(wiring.store, wiring.clock) as owner:
        started = _begin_pass(wiring)
        supervisor = Hands(wiring, owner).supervisor()
        with Progress(wiring, started, quiet=as_json) as progress:
            supervisor.run_pass(stop, progress.show)
        if not stop.is_set():
            with wiring.store.transaction() as tx:
                tx.facts.keep("pass", "finished", wiring.clock.now())
        progress.summary(as_json=as_json, interrupted=stop.is_set())
    if stop.is_set():
        sys.exit(130)


def run(config: Config = DEFAULT_CONFIG, *, verbose: Verbose = False) -> None:
    """Run the daemon until SIGTERM or Ctrl-C; SIGHUP reads the configuration again."""
    from monitor.bootstrap import Wiring
    from monitor.runtime.logs import configure_logs

    configure_logs(verbose=verbose)
    stop, reload_asked = stop_on_signals(), threading.Event()
    signal.signal(signal.SIGHUP, lambda *_: reload_asked.set())
    wiring: Wiring | None = Wiring.open(config)
    while wiring is not None:
        wiring = _serve(wiring, config, stop, reload_asked)


def worker(
    queues: Annotated[str, typer.Option(help="Comma list of crawl, match, preserve, notify.")],
    config: Config = DEFAULT_CONFIG,
    *,
    on_leash: Annotated[bool, typer.Option(hidden=True)] = False,
    verbose: Verbose = False,
) -> None:
    """Take work from the database until told to stop; any number may, on any machine."""
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.hands import Hands
    from monitor.runtime.lease import Owner
    from monitor.runtime.logs import configure_logs
    from monitor.runtime.worker import when_parent_ends, work

    configure_logs(verbose=verbose)
    stop = stop_on_signals()
    if on_leash:  # a supervisor's child: told its settings, gone when idle or when the parent ends
        wiring = Wiring.from_json(sys.stdin.buffer.readline())
        when_parent_ends(stop.set)
    else:
        wiring = Wiring.open(config)
    note = None if on_leash else queues
    with wiring, Owner(wiring.store, wiring.clock, note) as owner:
        hands = Hands(wiring, owner)
        steps = hands.steps
        unknown = [queue for queue in queues.split(",") if queue not in steps]
        if unknown:
            known = ", ".join(steps)
            raise typer.BadParameter(f"{unknown[0]}: one of {known}", param_hint="--queues")
        chosen = {queue: steps[queue] for queue in queues.split(",")}
        with closing(hands):
            work(chosen, stop, leave_after_idle_s=LEASHED_IDLE_S if on_leash else None)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM or Ctrl-C sets."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _begin_pass(wiring: "Wiring") -> datetime:
    """Make everything due, unless an earlier pass was cut off: then go on where it was."""
    from monitor.pipeline.plan import begin_pass

    now = wiring.clock.now()
    wiring.register()
    with wiring.store.transaction() as tx:
        last = tx.facts.told("pass")
        if last is not None and last.value == "begun":
            return last.at
        begin_pass(tx, list(wiring.plans.values()), now)
        tx.facts.keep("pass", "begun", now)
    return now


def _serve(
    wiring: "Wiring", config: Path, stop: threading.Event, reload_asked: threading.Event
) -> "Wiring | None":
    """Run until told to stop (None) or until a new good configuration is there (its wiring)."""
    from monitor.bootstrap.hands import Hands
    from monitor.runtime.lease import Owner
    from monitor.runtime.planner import Planner

    with wiring, Owner(wiring.store, wiring.clock) as owner, wiring.desk_child() as desk:
        planner = Planner(wiring.store, wiring.clock, owner.name, elected=wiring.register)
        with Hands(wiring, owner).supervisor(planner):
            sources = "1 source" if len(wiring.plans) == 1 else f"{len(wiring.plans)} sources"
            say(f"rightswatch watches {sources}; Ctrl-C ends it")
            while not stop.wait(0.5):
                desk.ensure(wanted=wiring.settings.service.web is not None)
                if not reload_asked.is_set():
                    continue
                reload_asked.clear()
                new = _reload(wiring, config)
                if new is not None:
                    return new
    return None


def _reload(wiring: "Wiring", config: Path) -> "Wiring | None":
    from monitor.bootstrap import Wiring
    from monitor.domain.errors import ConfigRefused

    try:
        new = Wiring.open(config)
        note = f"loaded {new.settings.digest}"
    except ConfigRefused as error:
        new, note = None, f"refused, the last good one stays: {error}"
    with wiring.store.transaction() as tx:
        tx.beats.beat("configuration", wiring.clock.now(), note)
    say(f"configuration {note}")
    return new
