"""`rightswatch demo`: a loopback market, a mail box, and the daemon on them, for a first look."""

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import say

if TYPE_CHECKING:
    from monitor.cli.demo.mailbox import Mailbox

Folder = Annotated[Path, typer.Option(help="Where the demo keeps its files.")]
Once = Annotated[bool, typer.Option("--once", help="One pass, then end.")]


def demo(folder: Folder = Path("data/demo"), *, once: Once = False) -> None:
    """Show everything on this machine alone: market, daemon, evidence, mails. Ctrl-C ends it."""
    from monitor.cli.demo.mailbox import Mailbox
    from monitor.cli.demo.market.server import Market
    from monitor.cli.demo.sample import write_demo

    folder.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with Market.at_usual_port() as market, Mailbox(folder=folder / "mails") as mailbox:
        config = write_demo(folder, market.url, mailbox.smtp_port)
        shown = "rightswatch" if _installed() else f"{sys.executable} -m monitor.cli"
        say(f"market   {market.url}  {len(market.offers)} offers; some of them are planted")
        say(f"mail box {mailbox.url}")
        say(f"cases    {shown} cases list --config {config}")
        say(f"evidence {folder / 'evidence'}")
        verb = "once" if once else "run"
        command = [sys.executable, "-m", "monitor.cli", verb, "--config", str(config)]
        daemon = subprocess.Popen(command)  # noqa: S603 - our own program
        try:
            _tell_mails(daemon, mailbox, started)
        except KeyboardInterrupt:
            say("ending; the files stay")
        finally:
            _end(daemon)
    if daemon.returncode not in {0, 130, -2, -15}:
        raise typer.Exit(1)


def _tell_mails(daemon: "subprocess.Popen[bytes]", mailbox: "Mailbox", started: float) -> None:
    told = len(mailbox.messages)
    while daemon.poll() is None:
        time.sleep(0.3)
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
