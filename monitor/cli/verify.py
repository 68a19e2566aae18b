"""`rightswatch verify`: check evidence offline, without a browser and without a configuration."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alerts.evidence.check import Check
    from monitor.domain.capture import LogEntry

Bundle = Annotated[
    Path, typer.Argument(help="A bundle (.wacz), or a folder of bundles.", metavar="PATH")
]
LogFile = Annotated[
    Path | None, typer.Option("--log", help="The evidence log, one JSON object a line.")
]
LogConfig = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Configuration whose database holds the evidence log."),
]
JsonLines = Annotated[bool, typer.Option("--json", help="One JSON object a check.")]


def verify(
    path: Bundle,
    log: LogFile = None,
    config: LogConfig = None,
    *,
    as_json: JsonLines = False,
) -> None:
    """Check that kept evidence is as it was sealed.

    Exit codes: 0 proven, 1 tampered, 2 unreadable, 3 intact but incomplete (no log at hand, no time
    stamp, parts missing), 4 intact but the page was no offer.
    """
    from alerts.evidence.check import exit_code

    seen: list[Check] = []
    for place, checks in _checked(path, _entries(log, config)):
        seen += checks
        _tell(place, checks, as_json=as_json)
    sys.exit(exit_code(seen))


def write_log(config: Config = DEFAULT_CONFIG) -> None:
    """Print the evidence log, one entry a line: what `verify --log` reads."""
    import sys

    from monitor.domain.codec import canonical_json

    for entry in _from_database(config):
        sys.stdout.write(canonical_json(entry).decode() + "\n")


def _checked(
    path: Path, entries: "Sequence[LogEntry] | None"
) -> "Iterator[tuple[Path, list[Check]]]":
    from alerts.evidence.verify import verify_bundle, verify_folder

    if path.is_dir():
        yield from verify_folder(path, entries)
    else:
        yield path, verify_bundle(path, entries)


def _entries(log: Path | None, config: Path | None) -> "Sequence[LogEntry] | None":
    if log is not None:
        return _from_file(log)
    return None if config is None else _from_database(config)


def _from_file(log: Path) -> "Sequence[LogEntry]":
    from alerts.evidence.verify_log import read_log

    try:
        return read_log(log.read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"{log}: {error}"
        raise typer.BadParameter(message, param_hint="--log") from error


def _from_database(config: Path) -> "Sequence[LogEntry]":
    from monitor.bootstrap import Wiring

    entries: list[LogEntry] = []
    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        while more := tx.log.entries(len(entries), 1000):
            entries += more
    return entries


def _tell(place: Path, checks: "Sequence[Check]", *, as_json: bool) -> None:
    import json

    from alerts.evidence.check import exit_code
    from monitor.domain.codec import to_plain

    if as_json:
        for check in checks:
            line = {"path": str(place), **to_plain(check)}
            typer.echo(json.dumps(line, ensure_ascii=False))
        return
    verdict = "" if place.is_dir() else f" {exit_code(checks).name.lower()}"
    typer.echo(f"{place}:{verdict}")  # of a folder only its own checks are told here
    for check in checks:
        typer.echo(f"  {check.outcome.value:10} {check.name:12} {_one_line(check.because)}")


def _one_line(text: str) -> str:
    """Safe for a terminal: what a page or a forger wrote may hold control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
