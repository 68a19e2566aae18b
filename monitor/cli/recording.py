"""What commands that record a step share: who, when, with what files."""

import getpass
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from monitor.domain.attachment import Attachment
    from monitor.domain.notice import NoticeForm
    from monitor.pipeline.records import Registry

MOST_BYTES: Final = 50_000_000

By = Annotated[str, typer.Option("--by", help="Who did it; default: the user of this machine.")]
Note = Annotated[str, typer.Option("--note", "-m", help="Remark, for the record.")]
Files = Annotated[
    list[Path],
    typer.Option(
        "--file",
        default_factory=list,
        show_default=False,
        exists=True,
        dir_okay=False,
        help="A file that belongs to it; its bytes are kept by their SHA-256.",
    ),
]


def person(by: str) -> str:
    """Who is named, or the user of this machine."""
    return by.strip() or getpass.getuser()


def named(said: str, option: str) -> str:
    """What an option says, without white space around it.

    Raises:
        BadParameter: it says nothing.
    """
    if not said.strip():
        message = "it is empty"
        raise typer.BadParameter(message, param_hint=option)
    return said.strip()


def kept(registry: "Registry", paths: Sequence[Path]) -> "tuple[Attachment, ...]":
    """Keep the bytes of files.

    Raises:
        BadParameter: one is too large.
    """
    for path in paths:
        if path.stat().st_size > MOST_BYTES:
            message = f"{path} has more than {MOST_BYTES // 1_000_000} MB"
            raise typer.BadParameter(message, param_hint="--file")
    return tuple(registry.keep(path.name, path.read_bytes()) for path in paths)


def day_of(said: str, form: "NoticeForm", now: datetime, option: str) -> date:
    """A day, or the day of a time, in the time zone of the form's law; without a word, today.

    Raises:
        BadParameter: it is neither, or lies in the future.
    """
    from alerts.notices.clocks import day_in

    today = day_in(form, now)
    try:
        day = date.fromisoformat(said) if said else today
    except ValueError:
        day = day_in(form, moment_of(said, now, option))
    if day > today:
        raise typer.BadParameter(f"{day} has not come yet", param_hint=option)
    return day


def moment_of(said: str, now: datetime, option: str) -> datetime:
    """A time with its zone, in UTC; without a word, now. A day is its beginning in UTC.

    Raises:
        BadParameter: it is none, has no zone, or lies in the future.
    """
    if not said:
        return now
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        message = f"{said!r} is no time; write 2026-03-02 or 2026-03-02T14:30+08:00"
        raise typer.BadParameter(message, param_hint=option) from error
    if moment.tzinfo is None and len(said) > len("2026-03-02"):
        message = f"{said!r} does not say its time zone; write 2026-03-02T14:30+08:00"
        raise typer.BadParameter(message, param_hint=option)
    utc = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    if utc > now:
        raise typer.BadParameter(f"{said} has not come yet", param_hint=option)
    return utc
