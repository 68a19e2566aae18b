"""Putting a staged backup in place: renames, written down first, so that a kill leaves no half.

Until the journal is written nothing has moved: the old state stands. From then on whoever opens the
installation next finishes what was begun (`finish_restore`). What stood there before is moved
aside, never deleted.
"""

import fcntl
import json
import os
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import structlog

from monitor.domain.codec import from_plain, to_plain
from monitor.domain.errors import BackupRefused
from monitor.store.backup.manifest import MAIN, Part
from monitor.store.backup.reading import Places, Staged, clear
from monitor.store.backup.snapshot import SQLITE, file_of, kind_of, load_dump, tables_of
from monitor.store.disk import sync_folder

log = structlog.get_logger(__name__)

JOURNAL: Final = "restore.journal"
ALIVE: Final = timedelta(seconds=60)
"""So young a sign of life is of a daemon that works."""
_BESIDE: Final = ("-wal", "-shm", "-journal")
"""Ends of the names of files that SQLite keeps beside a database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A rename. staged None: what stands there only goes aside."""

    staged: Path | None
    place: Path
    aside: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What a restore has decided to do. rooms: staging folders that go at its end."""

    moves: tuple[Move, ...]
    rooms: tuple[Path, ...]


def occupied(places: Places) -> Sequence[str]:
    """What stands already where a backup is to go, for people."""
    standing = []
    if kind_of(places.database) != SQLITE and tables_of(places.database):
        standing.append("the database named by service.database")
    files = [file_of(places.database)] if kind_of(places.database) == SQLITE else []
    files += [places.evidence, places.blobs, *places.keys.glob("*.key*")]
    return [*standing, *(str(path) for path in files if _is_there(path))]


def refuse_if_alive(places: Places, now: datetime) -> None:
    """Say so where a daemon works on the very files that would be moved away under it.

    Raises:
        BackupRefused: it gave a sign of life within the last `ALIVE`.
    """
    path = file_of(places.database)
    if kind_of(places.database) != SQLITE or not path.exists():
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as old:
            last = old.execute("SELECT at FROM beats WHERE name = 'supervisor'").fetchone()
    except sqlite3.Error:
        return  # damaged or none of ours: nobody works on it
    if last and now - datetime.fromisoformat(last[0]).replace(tzinfo=UTC) < ALIVE:
        message = "a daemon works on this installation: stop it, and try again a minute later"
        raise BackupRefused(message)


def place(staged: Staged, now: datetime) -> Sequence[Path]:
    """Put everything in place; gives what was moved aside.

    Raises:
        BackupRefused: the database took other rows than were kept, or the disk refuses.
    """
    places, suffix = staged.places, f".before-{now:%Y%m%dT%H%M%SZ}"
    if kind_of(places.database) != SQLITE:
        _fill(staged)
    journal = Journal(moves=tuple(_moves(staged, suffix)), rooms=tuple(staged.rooms.values()))
    standing = [move.aside for move in journal.moves if _is_there(move.place)]
    staged.decided = True
    try:
        _write(places.keys, journal)
        finish_restore(places.keys)
    except OSError as error:
        message = f"not everything could be renamed yet: {error}; it is finished at the next start"
        raise BackupRefused(message) from error
    return standing


def finish_restore(keys: Path) -> bool:
    """Do what a restore had decided when it was cut off; False when there is nothing to do.

    keys: the folder of the installation's keys, where the journal lies.
    """
    path = keys / JOURNAL
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return False
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two that start at once: the second finds it done
        if not path.exists():
            return False
        journal = from_plain(Journal, json.loads(file.read()))
        for move in journal.moves:
            _do(move)
        clear(journal.rooms)
        path.unlink()
        sync_folder(keys)
    log.info("restore.finished", moves=len(journal.moves))
    return True


def _fill(staged: Staged) -> None:
    """Load the dump, unless a restore that was cut off did so already.

    Raises:
        BackupRefused: the database holds something else.
    """
    url, tables = staged.places.database, staged.manifest.head.tables
    found = tables_of(url) or load_dump(url, staged.snapshot)
    if dict(found) != dict(tables):
        message = "the database holds other rows than the backup counted: empty it and try again"
        raise BackupRefused(message)


def _moves(staged: Staged, suffix: str) -> Iterator[Move]:
    places, rooms = staged.places, staged.rooms

    def move(path: Path, final: Path) -> Move:
        return Move(staged=path, place=final, aside=final.with_name(final.name + suffix))

    if places.configuration is not None:
        for name in staged.manifest.below(Part.CONFIGURATION):
            final = places.configuration.parent / name
            final = places.configuration if name == MAIN else final
            yield move(rooms[Part.CONFIGURATION] / name, final)
    for name in staged.manifest.below(Part.KEYS):
        yield move(rooms[Part.KEYS] / name, places.keys / name)
    yield move(rooms[Part.EVIDENCE], places.evidence)
    if staged.manifest.below(Part.BLOBS):  # else those that stand there do no harm
        yield move(rooms[Part.BLOBS], places.blobs)
    if kind_of(places.database) == SQLITE:
        final = file_of(places.database)
        for end in _BESIDE:
            beside = final.with_name(final.name + end)
            yield Move(staged=None, place=beside, aside=final.with_name(final.name + suffix + end))
        yield move(staged.snapshot, final)


def _do(move: Move) -> None:
    """One rename; done before, it does nothing."""
    if move.staged is not None and not move.staged.exists():
        return
    if _is_there(move.place):
        move.place.rename(move.aside)
    elif move.place.is_dir():
        move.place.rmdir()
    if move.staged is not None:
        move.place.parent.mkdir(parents=True, exist_ok=True)
        move.staged.rename(move.place)
        sync_folder(move.staged.parent)
    if move.place.parent.is_dir():
        sync_folder(move.place.parent)


def _is_there(path: Path) -> bool:
    """Whether a file, or a folder with something in it, stands there."""
    return any(path.iterdir()) if path.is_dir() else path.exists()


def _write(keys: Path, journal: Journal) -> None:
    draft = keys / f".{JOURNAL}.{secrets.token_hex(4)}"
    with draft.open("xb") as file:
        file.write(json.dumps(to_plain(journal)).encode())
        file.flush()
        os.fsync(file.fileno())
    draft.rename(keys / JOURNAL)
    sync_folder(keys)
