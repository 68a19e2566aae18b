"""`rightswatch cases hold|release|forget`: what happens to the evidence of a case."""

import getpass
from typing import TYPE_CHECKING

import typer

from monitor.cli.cases import By, Note, Number
from monitor.cli.options import DEFAULT_CONFIG, Config, say

if TYPE_CHECKING:
    from collections.abc import Callable


def hold(number: Number, config: Config = DEFAULT_CONFIG, note: Note = "", by: By = "") -> None:
    """Put a case on legal hold: its evidence is not deleted, whatever its age, until released."""
    from monitor.pipeline import retention

    turned = _turn(retention.hold, number, config, note, by)
    say(f"{number} is on legal hold" if turned else f"{number} was on legal hold already")


def release(number: Number, config: Config = DEFAULT_CONFIG, note: Note = "", by: By = "") -> None:
    """End a legal hold; the history keeps both."""
    from monitor.pipeline import retention

    turned = _turn(retention.release, number, config, note, by)
    say(f"{number} is on hold no longer" if turned else f"{number} was not on hold")


def forget(number: Number, config: Config = DEFAULT_CONFIG, note: Note = "", by: By = "") -> None:
    """Delete the evidence of a case for good; a tombstone in the log says what, why and by whom.

    For when the law asks for it. Refused while the case is on legal hold.
    """
    from monitor.bootstrap import Wiring
    from monitor.pipeline.retention import delete_case

    if not note.strip():
        message = "say why: the log keeps it for ever"
        raise typer.BadParameter(message, param_hint="--note")
    with Wiring.open(config) as wiring:
        who = by or getpass.getuser()
        archive = wiring.sealing.archive(wiring.store, wiring.clock)
        gone = delete_case(archive, number, because=note, by=who)
    for bundle in gone:
        say(f"deleted {bundle.path}, sha256 {bundle.sha256}; its tombstone is in the log")
    if not gone:
        say(f"no evidence of {number} was kept")


def _turn(turn: "Callable[..., bool]", number: str, config: Config, note: str, by: str) -> bool:
    from monitor.bootstrap import Wiring

    with Wiring.open(config) as wiring:
        archive = wiring.sealing.archive(wiring.store, wiring.clock)
        return turn(archive, number, because=note, by=by or getpass.getuser())
