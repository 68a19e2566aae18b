"""`rightswatch import` of registers' exports: what changes, and what is written."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import plain, print_json, say

if TYPE_CHECKING:
    from monitor.bootstrap.registering import RightsReport, RightsWishes
    from spiders.imports.registers import Wishes

SHOWN = 40
"""Changes of a kind that people are shown; --json has all."""

Holder = Annotated[
    str | None,
    typer.Option("--holder", help="Exports: id of the holder; else found by the applicant's name."),
]
Name = Annotated[
    str | None,
    typer.Option("--name", help="Exports: files of rights.d/ to write; else the export's name."),
]
Office = Annotated[
    str | None, typer.Option("--office", help="Exports: office of registration (WIPO ST.3): CN.")
]
Preset = Annotated[
    str | None,
    typer.Option("--preset", help="Exports: columns as of cnipa, uspto, euipo; else found out."),
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="HEADER=FIELD", help="Exports: what a column says; may be repeated."
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Exports: only say what would change; nothing is written.")
]


def wishes_of(
    preset: str | None, columns: Sequence[str], office: str | None, encoding: str | None
) -> "Wishes":
    """What is said of an export, checked as far as can be without it."""
    from spiders.imports.registers import Wishes
    from spiders.imports.registers.columns import FIELDS, PRESETS

    if preset is not None and preset not in PRESETS:
        raise typer.BadParameter(f"one of {', '.join(PRESETS)}", param_hint="--preset")
    mapped = {}
    for written in columns:
        header, _, field = written.rpartition("=")
        if field not in FIELDS or not header:
            raise typer.BadParameter(
                f"{written}: write HEADER=FIELD, FIELD one of {', '.join(FIELDS)}",
                param_hint="--column",
            )
        mapped[header] = field
    return Wishes(preset=preset, columns=mapped, office=office, encoding=encoding)


def import_exports(
    paths: Sequence[Path], config: Path, wishes: "RightsWishes", *, as_json: bool
) -> None:
    """Compare exports with what is registered, write the files of rights.d/, and say it."""
    from monitor.bootstrap.registering import import_rights

    report = import_rights(config, paths, wishes)
    if as_json:
        print_json(_document(report, dry_run=wishes.dry_run))
    else:
        _tell(report, dry_run=wishes.dry_run)
    if report.refused:
        raise typer.Exit(1)


def name_of(path: Path, said: str | None) -> str:
    """What the files of rights.d/ are called: each name of an export gives one of its own."""
    plain_letters = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if not path.stem.isascii():  # two of them may have the same letters left, or none
        digest = hashlib.sha256(path.stem.encode()).hexdigest()[:8]
        plain_letters = f"{plain_letters[:31].strip('-') or 'marks'}-{digest}"
    name = said or plain_letters or "marks"
    if not re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", name):
        raise typer.BadParameter(
            f"{name}: at most 40 small letters, digits and -", param_hint="--name"
        )
    return name


def _document(report: "RightsReport", *, dry_run: bool) -> dict[str, Any]:
    return {
        "rows": report.rows,
        "total": report.total,
        "differences": report.differences,
        "refused": report.refused,
        "refusals": report.refusals,
        "remarks": report.remarks,
        "files": [str(path) for path in report.files],
        "dry_run": dry_run,
    }


def _tell(report: "RightsReport", *, dry_run: bool) -> None:
    for remark in report.remarks[:SHOWN]:
        say(plain(f"{remark.place}: {remark.text}"))
    for refusal in report.refusals[:SHOWN]:
        say(plain(f"{refusal.place}: {refusal.problem}") + f"\n    {plain(refusal.remedy)}")
    if report.refused > SHOWN:
        say(f"{report.refused - SHOWN} more were refused; --json names the first 1,000")
    found = report.differences
    if found is None:
        return
    _list("+", [(id_, "") for id_ in found.added])
    _list("~", [(id_, _changes(keys)) for id_, keys in found.changed.items()])
    _list("-", [(id_, "") for id_ in found.removed])
    say(
        f"{report.rows} rows, {report.total} marks: {len(found.added)} added, "
        f"{len(found.changed)} changed, {len(found.removed)} removed; {report.refused} refused"
    )
    if dry_run:
        say("nothing was written: --dry-run")
    elif report.files:
        say(f"written: {', '.join(str(path) for path in report.files)}")
        say("`rightswatch check` says what of it no watch covers; `cn-*` there means all of CN")


def _list(sign: str, lines: Sequence[tuple[str, str]]) -> None:
    for id_, more in lines[:SHOWN]:
        say(plain(f"{sign} {id_}{more}"))
    if len(lines) > SHOWN:
        say(f"{sign} and {len(lines) - SHOWN} more")


def _changes(keys: Any) -> str:  # noqa: ANN401 - key -> (before, now)
    told = [f"{key} {_short(before)} -> {_short(now)}" for key, (before, now) in keys.items()]
    return ": " + "; ".join(told)


def _short(value: object) -> str:
    many = value if isinstance(value, tuple) else (value,)
    text = ", ".join(str(one) for one in many) if value not in {None, ()} else "nothing"
    return text if len(text) <= 60 else f"{text[:57]}..."
