"""`rightswatch verify` and `log`: check evidence offline, without a browser or a configuration."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from alerts.evidence.check import Check
    from alerts.evidence.known_log import KnownLog
    from alerts.evidence.notes import PublicKey
    from alerts.evidence.trust import Trust
    from monitor.bootstrap import Wiring

Bundle = Annotated[
    Path | None,
    typer.Argument(
        help="A bundle (.wacz), a redacted copy (.redacted.zip) or a folder of them; without it "
        "all evidence of --config, wherever it lies.",
        metavar="PATH",
    ),
]
LogFile = Annotated[
    Path | None, typer.Option("--log", help="A copy of the evidence log, as `log` prints it.")
]
LogConfig = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Configuration whose log, key and roots are trusted."),
]
Keys = Annotated[
    list[str] | None,
    typer.Option("--key", help="Key of the log, as `log key` prints it, or a file with it."),
]
Roots = Annotated[
    list[Path] | None,
    typer.Option("--root", help="Root certificates of a time-stamp authority (PEM)."),
]
Against = Annotated[
    Path | None,
    typer.Option("--against", help="A mail or file with an older checkpoint, to compare."),
]
JsonLines = Annotated[bool, typer.Option("--json", help="One JSON object a check.")]


def verify(
    path: Bundle = None,
    log: LogFile = None,
    config: LogConfig = None,
    key: Keys = None,
    root: Roots = None,
    against: Against = None,
    *,
    as_json: JsonLines = False,
) -> None:
    """Check that kept evidence is as it was sealed, by whom, and when.

    Exit codes: 0 proven, 1 tampered, 2 unreadable, 3 intact but incomplete (no key, no time stamp,
    parts missing; each is named), 4 intact but the page was no offer or the machine was not clean.
    """
    from dataclasses import replace

    from alerts.evidence.check import exit_code
    from alerts.evidence.trust import Trust
    from monitor.bootstrap import deciders

    trust = _configured(config) if config else Trust()
    trust = replace(
        trust,
        deciders=deciders(),
        log=_from_file(log) if log else trust.log,
        keys=(*trust.keys, *_keys(key or ())),
        roots=(*trust.roots, *_roots(root or ())),
        against=_older(against) if against else None,
    )
    seen: list[Check] = []
    for place, checks in _checked(path, config, trust):
        seen += checks
        _tell(place, checks, as_json=as_json)
    sys.exit(exit_code(seen))


def write_log(context: typer.Context, config: Config = DEFAULT_CONFIG) -> None:
    """Print the evidence log, one entry a line, its checkpoint last: what `verify --log` reads."""
    if context.invoked_subcommand is not None:
        return
    from monitor.bootstrap.trusting import all_entries
    from monitor.domain.codec import canonical_json

    def tell(wiring: "Wiring") -> None:
        with wiring.store.transaction() as tx:
            note = tx.log.checkpoint()
            for entry in all_entries(tx.log.entries):
                plain = {"index": entry.index, "at": entry.at, "body": entry.body}
                sys.stdout.write(canonical_json(plain).decode() + "\n")
        if note:
            sys.stdout.write(canonical_json({"checkpoint": note.note}).decode() + "\n")

    _with(config, tell)


def print_key(config: Config = DEFAULT_CONFIG) -> None:
    """Print the key that the log is signed with: what `verify --key` takes. Give it to others."""
    _with(config, lambda wiring: typer.echo(wiring.sealing.notary.public.text))


def print_checkpoint(config: Config = DEFAULT_CONFIG) -> None:
    """Print the newest checkpoint of the log: what `verify --against` reads later."""

    def tell(wiring: "Wiring") -> None:
        with wiring.store.transaction() as tx:
            newest = tx.log.checkpoint()
        if newest is None:
            say("the log has no entry yet")
            raise typer.Exit(1)
        sys.stdout.write(newest.note)

    _with(config, tell)


def rotate_key(config: Config = DEFAULT_CONFIG) -> None:
    """Sign with a new key from now on; the log takes a statement that both keys have signed."""
    from alerts.evidence.log_key import KEY_FILE, rotate
    from monitor.pipeline.seals import sign_newest

    def turn(wiring: "Wiring") -> None:
        path = wiring.settings.service.evidence.parent / KEY_FILE
        entry = rotate(path)
        now = wiring.clock.now()
        with wiring.store.transaction(durable=True) as tx:
            tx.log.append({**entry, "v": 2, "logged_at": now}, now)
            sign_newest(tx, wiring.sealing.notary, now)
        say("the log is signed with this key from now on; give it to those who check evidence:")
        typer.echo(wiring.sealing.notary.public.text)

    _with(config, turn)


def _with(config: Path, work: "Callable[[Wiring], None]") -> None:
    from monitor.bootstrap import Wiring

    with Wiring.open(config) as wiring:
        work(wiring)


def _configured(config: Path) -> "Trust":
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.trusting import trust_of

    with Wiring.open(config) as wiring:
        return trust_of(wiring)


def _checked(
    path: Path | None, config: Path | None, trust: "Trust"
) -> "Iterator[tuple[Path, list[Check]]]":
    from alerts.evidence.verify import verify_bundle, verify_folder, verify_store

    if path is None:
        from monitor.bootstrap import Wiring

        if config is None:
            message = "name a bundle or a folder, or a --config whose evidence is meant"
            raise typer.BadParameter(message, param_hint="PATH")

        with Wiring.open(config) as wiring:
            yield from verify_store(wiring.sealing.store, trust)
    elif path.is_dir():
        yield from verify_folder(path, trust)
    else:
        yield path, verify_bundle(path, trust)


def _from_file(log: Path) -> "KnownLog":
    from alerts.evidence.known_log import read_log

    try:
        return read_log(_read(log, "--log"))
    except ValueError as error:
        message = f"{log}: {error}"
        raise typer.BadParameter(message, param_hint="--log") from error


def _keys(told: "Sequence[str]") -> "Iterator[PublicKey]":
    from alerts.evidence.notes import PublicKey

    for one in told:
        text = Path(one).read_text("ascii") if Path(one).is_file() else one
        try:
            yield from (PublicKey.read(line) for line in text.splitlines() if line.strip())
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--key") from error


def _roots(paths: "Sequence[Path]") -> "Iterator[Any]":
    from alerts.evidence.chain import read_roots

    for path in paths:
        try:
            yield from read_roots(path)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--root") from error


def _older(path: Path) -> str:
    from alerts.evidence.witness import find_checkpoint

    try:
        return find_checkpoint(path.read_bytes())
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise typer.BadParameter(message, param_hint="--against") from error


def _read(path: Path, hint: str) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise typer.BadParameter(message, param_hint=hint) from error


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
        claim = check.claim.value
        told = f"{check.outcome.value:10} {claim:9} {check.name:19} {_one_line(check.because)}"
        typer.echo(f"  {told}")


def _one_line(text: str) -> str:
    """Safe for a terminal: what a page or a forger wrote may hold control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
