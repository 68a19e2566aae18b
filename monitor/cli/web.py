"""`rightswatch web`: the officers' desk, and links to sign in to it."""

import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated, Final

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, say

if TYPE_CHECKING:
    from monitor.bootstrap import Wiring
    from monitor.web.desk import Desk

NO_DESK: Final = "the configuration has no desk: add `web: {}` to `service`, and `people:`"

For = Annotated[str, typer.Option("--for", help="Mail address of somebody in `people`.")]


def serve_by_default(
    context: typer.Context,
    config: Config = DEFAULT_CONFIG,
    *,
    on_leash: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """Serve the officers' desk until SIGTERM or Ctrl-C. `run` does so by itself."""
    if context.invoked_subcommand is not None:
        return
    from monitor.bootstrap import Wiring
    from monitor.cli.running import stop_on_signals
    from monitor.runtime.worker import when_parent_ends
    from monitor.web.serving import serve

    stop = stop_on_signals()
    if on_leash:  # the daemon's child: told its settings, gone when the parent ends
        wiring = Wiring.from_json(sys.stdin.buffer.readline())
        when_parent_ends(stop.set)
    else:
        wiring = Wiring.open(config)
    with wiring:
        desk = _desk(wiring)
        say(f"the desk is at {desk.public_url}")
        try:
            with _health(wiring, stop):
                serve(desk, stop)
        except OSError as error:
            say(f"{desk.address} cannot be listened on: {error.strerror or error}")
            raise typer.Exit(1) from error


def link(person: For, config: Config = DEFAULT_CONFIG) -> None:
    """Print a link that signs somebody in once, for 15 minutes: where no mail can be sent."""
    from monitor.bootstrap import Wiring
    from monitor.web.entrance import offer_link

    with Wiring.open(config) as wiring:
        desk = _desk(wiring)
        found = desk.person(person)
        if found is None:
            known = ", ".join(sorted(desk.people)) or "nobody"
            raise typer.BadParameter(f"{person} is not in `people`: {known}", param_hint="--for")
        with wiring.store.transaction(durable=True) as tx:
            made = offer_link(tx, desk, found, wiring.clock.now())
    typer.echo(made)


@contextmanager
def _health(wiring: "Wiring", stop: threading.Event) -> Iterator[None]:
    """Answer machines, too, where the configuration says on which address.

    Raises:
        typer.Exit: the address is taken.
    """
    from monitor.bootstrap.desk import premises_of
    from monitor.web.serving import health_served

    web = wiring.settings.service.web
    address = web.health_address if web else None
    if address is None:
        yield
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(health_served(premises_of(wiring), address, stop))
        except OSError as error:
            say(f"{address} cannot be listened on: {error.strerror or error}")
            raise typer.Exit(1) from error
        yield


def _desk(wiring: "Wiring") -> "Desk":
    from monitor.bootstrap.desk import desk_of

    web = wiring.settings.service.web
    if web is None:
        raise typer.BadParameter(NO_DESK)
    return desk_of(wiring, web)
