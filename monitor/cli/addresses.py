"""`rightswatch alerts retry|drop|bounce|confirm`: letters that do not arrive, and addresses."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, say

NO_MAILBOX = "the configuration names no mailbox for reports (service.smtp.bounces_to)"
Receiver = Annotated[str, typer.Argument(help="Address, or id of a webhook or chat.")]
Address = Annotated[str, typer.Argument(help="Address as the configuration has it.")]
Code = Annotated[str, typer.Argument(help="The code that the address was sent.")]
Report = Annotated[
    str, typer.Argument(help="File with the report as it came, or - for standard input.")
]
CameTo = Annotated[
    list[str] | None,
    typer.Option("--to", help="Envelope receiver of the report; else its headers are read."),
]


def retry(to: Receiver, config: Config = DEFAULT_CONFIG) -> None:
    """Send again what was given up for a receiver, and let a stopped address have mail again."""
    from monitor.bootstrap import Wiring

    with Wiring.open(config) as wiring, wiring.store.transaction(durable=True) as tx:
        resumed = tx.addresses.resume(to)
        again = tx.outbox.send_again(to, wiring.clock.now())
    if not again and not resumed:
        raise typer.BadParameter(f"nothing was given up for {to}; see `rightswatch alerts outbox`")
    say(f"{to}: {again} letters are sent again" + (", mail goes there again" if resumed else ""))


def drop(to: Receiver, config: Config = DEFAULT_CONFIG) -> None:
    """Let go what was given up for a receiver; a stopped address stays stopped."""
    from monitor.bootstrap import Wiring

    with Wiring.open(config) as wiring, wiring.store.transaction(durable=True) as tx:
        dropped = tx.outbox.drop(to)
    if not dropped:
        raise typer.BadParameter(f"nothing was given up for {to}; see `rightswatch alerts outbox`")
    say(f"{to}: {dropped} letters are let go")


def bounce(report: Report, config: Config = DEFAULT_CONFIG, to: CameTo = None) -> None:
    """Read a report of a mail server about a letter that did not arrive.

    Made for the pipe of a mail server: what is no such report is left alone, with exit code 0.
    """
    from alerts.email.bounces import MOST_BYTES, read_bounce
    from monitor.bootstrap import Wiring
    from monitor.pipeline.complaints import take_bounce

    try:
        if report == "-":
            content = sys.stdin.buffer.read(MOST_BYTES)
        else:
            with Path(report).open("rb") as file:
                content = file.read(MOST_BYTES)
    except OSError as error:
        raise typer.BadParameter(f"{report} cannot be read: {error.strerror}") from error
    with Wiring.open(config) as wiring:
        return_path = wiring.post_office.return_path
        if return_path is None:
            raise typer.BadParameter(NO_MAILBOX)
        found = read_bounce(content, return_path, to or ())
        if found is None:
            say("no report that a letter of ours failed; nothing is changed")
            return
        whose = take_bounce(wiring.store, found, wiring.clock.now())
    if whose is None:
        say(f"no letter {found.message_id} counts as arrived; nothing is changed")
        return
    stopped = "; the address gets no mail any more" if found.hopeless else ""
    say(f"a letter to {whose} came back with {found.status}{stopped}: {found.because}")


def confirm(address: Address, code: Code, config: Config = DEFAULT_CONFIG) -> None:
    """Confirm that an address is the right one, by the code it was sent."""
    from alerts.email.codes import is_confirmed_by
    from monitor.bootstrap import Wiring
    from monitor.pipeline.confirming import confirm as confirm_address

    with Wiring.open(config) as wiring:
        if not is_confirmed_by(wiring.post_office.keys, address, code):
            raise typer.BadParameter(f"{code} is not the code of {address}")
        confirm_address(wiring.store, address, wiring.clock)
    say(f"{address} is confirmed; what waited for that is written now")
