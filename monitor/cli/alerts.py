"""`rightswatch alerts`: letters on their way, and a test letter."""

from typing import Annotated, Optional

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

NO_SERVER = "the configuration names no mail server (service.smtp)"
State = Annotated[
    Optional[str],  # noqa: UP045 - typer reads it
    typer.Option("--state", help="due, sent, dead or dropped; default: all."),
]
To = Annotated[str, typer.Argument(help="Address to send to.")]


def outbox(config: Config = DEFAULT_CONFIG, state: State = None, *, as_json: Json = False) -> None:
    """List letters, newest first: waiting, sent, given up."""
    from monitor.bootstrap import Wiring
    from monitor.cli.tables import outbox_table
    from monitor.domain.alert import DeliveryState

    if state is not None and state not in set(DeliveryState):
        known = ", ".join(DeliveryState)
        raise typer.BadParameter(f"{state}: one of {known}", param_hint="--state")
    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        lines = tx.outbox.lines(DeliveryState(state) if state else None, limit=200)
    if as_json:
        print_json(lines)
        return
    outbox_table(lines, state)


def send_test(to: To, config: Config = DEFAULT_CONFIG) -> None:
    """Send one short message through the configured mail server, now."""
    from email.message import EmailMessage

    from monitor.bootstrap import Wiring
    from monitor.domain.alert import Alert
    from monitor.domain.watch import MAIL

    with Wiring.open(config) as wiring:
        smtp = wiring.settings.service.smtp
        if smtp is None:
            raise typer.BadParameter(NO_SERVER)
        now = wiring.clock.now()
        message_id = f"<test-{now.timestamp():.0f}@rightswatch.invalid>"
        message = EmailMessage()
        message["From"] = smtp.sender
        message["To"] = to
        message["Subject"] = "Rightswatch test message"
        message["Message-ID"] = message_id
        message.set_content("The mail server takes messages from Rightswatch.\n")
        alert = Alert(
            key=f"test:{now.isoformat()}",
            channel=MAIL,
            to=to,
            message_id=message_id,
            subject="Rightswatch test message",
            content=message.as_bytes(),
        )
        wiring.post_office.channels[MAIL].send(alert)
    say(f"the mail server took the message for {to}")
