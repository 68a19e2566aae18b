"""`rightswatch demo`: a loopback market, a mail box, and the daemon on them, for a first look."""

import errno
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import say

if TYPE_CHECKING:
    from monitor.cli.demo.mailbox import Mailbox
    from monitor.cli.demo.market.server import Market

Folder = Annotated[Path, typer.Option(help="Where the demo keeps its files.")]
Once = Annotated[bool, typer.Option("--once", help="One pass, then end.")]
Port = Annotated[
    int,
    typer.Option(
        min=1,
        max=65535,
        help="Where the market listens. It is part of the market's name: with another port, all "
        "offers are new ones, so take another folder too.",
    ),
]
USUAL_PORT = 8765
"""Always the same, so that a second demo goes on where the first one ended."""

ENDED = {0, 130, -signal.SIGINT, -signal.SIGTERM}


def demo(
    folder: Folder = Path("data/demo"), port: Port = USUAL_PORT, *, once: Once = False
) -> None:
    """Show everything on this machine alone: market, daemon, evidence, mails. Ctrl-C ends it."""
    from monitor.cli.demo.mailbox import Mailbox
    from monitor.cli.demo.sample import write_demo

    stop = _stop_on_signals()
    started = time.monotonic()
    with _opened(port) as market, Mailbox(folder=folder / "mails") as mailbox:
        config = write_demo(folder, market.url, mailbox.smtp_port)
        shown = "rightswatch" if _installed() else f"{sys.executable} -m monitor.cli"
        offers, open_ones = len(market.shelf), len(market.offers)
        say(f"market   {market.url}  {offers} offers, some of them planted;")
        say(f"         {offers - open_ones} lie where robots.txt forbids to go")
        say(f"mail box {mailbox.url}")
        say(f"cases    {shown} cases list --config {config}")
        say(f"evidence {folder / 'evidence'}")
        verb = "once" if once else "run"
        command = [sys.executable, "-m", "monitor.cli", verb, "--config", str(config)]
        daemon = subprocess.Popen(command)  # noqa: S603 - our own program
        try:
            _tell_mails(daemon, mailbox, started, stop)
        finally:
            _end(daemon)
    if daemon.returncode not in ENDED:
        raise typer.Exit(1)


def _stop_on_signals() -> threading.Event:
    """Ctrl-C, `kill` and a closed terminal end the demo and the daemon it started."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _opened(port: int) -> "Market":
    """The market, open on this port and on no other; see `Port`."""
    from monitor.cli.demo.market.server import Market

    market = Market(port)
    try:
        return market.start()
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        because = "is in use, perhaps by another demo" if taken else f"cannot be: {error.strerror}"
        other = port + 1 if port < 65535 else port - 1
        say(
            f"port {port} of 127.0.0.1 {because}; end what listens there, or begin another demo: "
            f"rightswatch demo --port {other} --folder data/demo-{other}"
        )
        raise typer.Exit(1) from error


def _tell_mails(
    daemon: "subprocess.Popen[bytes]", mailbox: "Mailbox", started: float, stop: threading.Event
) -> None:
    told = len(mailbox.messages)
    while daemon.poll() is None:
        if stop.wait(0.3):
            say("ending; the files stay")
            return
        for message in mailbox.messages[told:]:
            told += 1
            after_s = time.monotonic() - started
            say(f"mail {told} after {after_s:.0f} s to {message['To']}: {message['Subject']}")


def _end(daemon: "subprocess.Popen[bytes]") -> None:
    if daemon.poll() is None:
        daemon.terminate()
    try:
        daemon.wait(timeout=30)
    except subprocess.TimeoutExpired:
        daemon.kill()
        daemon.wait()


def _installed() -> bool:
    from shutil import which

    return which("rightswatch") is not None
