"""Reading a backup: all of it staged beside its final places and verified, before anything moves.

The file is not trusted: a member is a plain file whose name leads into one of the known parts, or
the whole is refused; no link, device or folder of it is ever made, and nothing is overwritten.
"""

import hashlib
import os
import secrets
import shutil
import stat
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from monitor.domain.errors import BackupRefused
from monitor.store.backup.manifest import NAME, KeptFile, Manifest, Part, part_of, read_manifest
from monitor.store.backup.snapshot import SNAPSHOTS, SQLITE, file_of, kind_of, snapshot_of_file
from monitor.store.disk import sync_together
from monitor.store.schema import SCHEMA_VERSION

_CHUNK: Final = 1 << 20
_OWN: Final = 0o700
_NOT_FOR_OTHERS: Final = 0o755
ROOM: Final = ".restore-"
"""Beginning of the name of a staging folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where an installation is to stand.

    configuration: the main file; None = the one that is there stays. keys: their folder.
    """

    configuration: Path | None
    keys: Path
    evidence: Path
    blobs: Path
    database: str

    def beside(self, part: Part) -> Path | None:
        """The folder in which a part is staged: on the file system it goes to."""
        if part is Part.CONFIGURATION:
            return self.configuration.parent if self.configuration else None
        if part is Part.DATABASE and kind_of(self.database) == SQLITE:
            return file_of(self.database).parent
        homes = {Part.EVIDENCE: self.evidence.parent, Part.BLOBS: self.blobs.parent}
        return homes.get(part, self.keys)


@dataclass(slots=True)
class Staged:
    """A verified backup, beside its places. rooms: part -> folder that holds its files.

    decided: True = a journal says where they go; they are needed until that is done.
    """

    places: Places
    manifest: Manifest
    rooms: Mapping[Part, Path]
    decided: bool = False

    @property
    def snapshot(self) -> Path:
        """The database's file."""
        return self.rooms[Part.DATABASE] / SNAPSHOTS[self.manifest.head.database]


@contextmanager
def stage(source: Path, places: Places) -> Iterator[Staged]:
    """Unpack a backup and verify every file and table; gone when the block ends, unless decided.

    Raises:
        BackupRefused: it is no backup, damaged, hostile, of another kind of database or of a newer
            program, or there is no room.
    """
    rooms: dict[Part, Path] = {}
    staged = None
    try:
        staged = _verified(source, places, rooms)
        yield staged
    finally:
        if staged is None or not staged.decided:
            clear(rooms.values())


def _verified(source: Path, places: Places, rooms: dict[Part, Path]) -> Staged:
    """See `stage`. rooms: told as they are made.

    Raises:
        BackupRefused: see `stage`.
    """
    with _refusals_name(source):
        _make_rooms(places, rooms)
        with source.open("rb") as file:
            manifest, found = _unpack(file, rooms)
    staged = Staged(places, manifest, rooms)
    _compare(source, manifest, found)
    _check_database(source, staged)
    _to_disk(rooms)
    return staged


@contextmanager
def _refusals_name(source: Path) -> Iterator[None]:
    """Whatever reading a hostile or damaged file raises, as a refusal that names the file.

    Raises:
        BackupRefused: something was raised.
    """
    try:
        yield
    except (tarfile.TarError, ValueError) as error:  # ValueError: a number in a tar header is none
        message = f"{source} is cut off or no backup: {error}"
        raise BackupRefused(message) from error
    except OSError as error:
        message = f"{source} cannot be unpacked: {error}"
        raise BackupRefused(message) from error
    except BackupRefused as refused:
        message = f"{source} is refused: {refused}"
        raise BackupRefused(message) from refused


def clear(rooms: Iterable[Path]) -> None:
    """Remove staging folders."""
    for home in {room.parent for room in rooms}:
        shutil.rmtree(home, ignore_errors=True)


def unpack_configuration(source: Path, folder: Path) -> None:
    """Unpack the configuration alone, which stands first; what it says is not verified yet.

    Raises:
        BackupRefused: there is none that can be read.
    """
    with (
        _refusals_name(source),
        source.open("rb") as file,
        tarfile.open(fileobj=file, mode="r|") as tar,
    ):
        for member in tar:
            part, path = part_of(member.name)
            if part is not Part.CONFIGURATION:
                return
            _keep(tar, member, folder / path, 0o600)


def _make_rooms(places: Places, rooms: dict[Part, Path]) -> None:
    """A new folder for each part that is put in place; what a killed restore left goes first."""
    name = ROOM + secrets.token_hex(4)
    homes = {part: home for part in Part if (home := places.beside(part))}
    for home in set(homes.values()):
        for left in home.glob(f"{ROOM}*"):
            shutil.rmtree(left, ignore_errors=True)
    for part, home in homes.items():
        home.mkdir(parents=True, exist_ok=True)
        (home / name).mkdir(mode=_OWN, exist_ok=True)
        rooms[part] = home / name / part
        rooms[part].mkdir()


def _unpack(file: IO[bytes], rooms: Mapping[Part, Path]) -> tuple[Manifest, dict[str, KeptFile]]:
    """The manifest, and what every other member turned out to be.

    Raises:
        BackupRefused: a member is none of ours, or the manifest is missing.
    """
    staged: dict[str, KeptFile] = {}
    with tarfile.open(fileobj=file, mode="r|") as tar:
        for member in tar:
            if member.name == NAME:
                lines = tar.extractfile(member)
                manifest = read_manifest(lines) if lines else None
                if manifest is None or tar.next() is not None:
                    break
                return manifest, staged
            part, path = part_of(member.name)
            place = rooms[part] / path if part in rooms else None
            staged[member.name] = _keep(tar, member, place, _mode(part, member.mode))
    message = "its manifest is not at its end: it was cut off, or something was added"
    raise BackupRefused(message)


def _keep(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path | None, mode: int) -> KeptFile:
    """Write one member to its place, or only read it; gives what it was.

    Raises:
        BackupRefused: it is no plain file.
    """
    content = tar.extractfile(member) if member.type in tarfile.REGULAR_TYPES else None
    if content is None or member.issparse():
        message = f"{member.name!r} in it is no plain file"
        raise BackupRefused(message)
    digest, size = hashlib.sha256(), 0
    target = _opened(place, mode) if place else None
    try:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if target is not None:
                target.write(chunk)
    finally:
        if target is not None:
            target.close()
    return KeptFile(size=size, sha256=digest.hexdigest(), mode=member.mode)


def _opened(place: Path, mode: int) -> IO[bytes]:
    """A new file; an earlier one of the name, which was taken before it changed, goes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    os.fchmod(descriptor, mode)
    return os.fdopen(descriptor, "wb")


def _mode(part: Part, told: int) -> int:
    """Permissions as they were; of keys and the database never more than the owner's."""
    is_secret = part in {Part.KEYS, Part.DATABASE}
    return stat.S_IMODE(told) & (0o600 if is_secret else _NOT_FOR_OTHERS) | 0o400


def _compare(source: Path, manifest: Manifest, staged: Mapping[str, KeptFile]) -> None:
    """Every file that the manifest names, as it names it, and no other.

    Raises:
        BackupRefused: one differs, is missing or is too many.
    """
    names = sorted({*manifest.files, *staged})
    wrong = [name for name in names if not _same(manifest.files.get(name), staged.get(name))]
    if wrong:
        shown = ", ".join(wrong[:3])
        message = f"{source} is damaged: {len(wrong)} files are not as they were kept ({shown})"
        raise BackupRefused(message)


def _same(told: KeptFile | None, found: KeptFile | None) -> bool:
    if told is None or found is None:
        return False
    return (told.size, told.sha256) == (found.size, found.sha256)


def _check_database(source: Path, staged: Staged) -> None:
    """The right kind, no newer than this program, and every row there.

    Raises:
        BackupRefused: one of these does not hold.
    """
    head, wanted = staged.manifest.head, kind_of(staged.places.database)
    if head.database != wanted:
        message = (
            f"{source} holds a {head.database} database and `service.database` names {wanted}: "
            "name an empty one of the same kind"
        )
        raise BackupRefused(message)
    if head.schema > SCHEMA_VERSION:
        message = (
            f"{source} was made by a newer program: its tables are of version {head.schema}, this "
            f"one knows up to {SCHEMA_VERSION}"
        )
        raise BackupRefused(message)
    if wanted == SQLITE:
        found = snapshot_of_file(staged.snapshot)
        if (found.schema, dict(found.tables)) != (head.schema, dict(head.tables)):
            message = f"{source} is damaged: the rows of its database are not those it counted"
            raise BackupRefused(message)


def _to_disk(rooms: Mapping[Part, Path]) -> None:
    for room in rooms.values():
        handle = os.open(room, os.O_RDONLY)
        try:
            sync_together(handle)
        finally:
            os.close(handle)
