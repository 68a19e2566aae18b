"""Writing a backup: one tar that gets its name when all of it is on the disk.

The database goes first, as it stands at one instant; then the files that it speaks of. Those are
written once and before any row speaks of them, so they are all there. Evidence that is logged only
later is left out; where some was deleted meanwhile, by retention, the whole begins anew.
"""

import hashlib
import io
import os
import secrets
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Final

import structlog

from monitor.domain.errors import BackupRefused
from monitor.store.backup.manifest import FORMAT, NAME, Head, KeptFile, Manifest, Part
from monitor.store.backup.snapshot import SNAPSHOTS, kind_of, snapshot
from monitor.store.disk import sync_folder

log = structlog.get_logger(__name__)

_MODES: Final = 0o777
_TRIES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What an installation consists of, and where it lies.

    configuration: name in the backup -> file. keys: files. evidence, blobs: folders; None = not
    part of the backup. left_out: what is not in it and why, for people.
    """

    database: str
    configuration: Mapping[str, Path]
    keys: Sequence[Path]
    evidence: Path | None
    blobs: Path | None
    left_out: tuple[str, ...] = ()


def write_backup(belongings: Belongings, target: Path, *, software: str, now: datetime) -> Manifest:
    """Write a backup as the new file `target`, readable by its owner alone.

    Raises:
        BackupRefused: the file is there already, or it cannot be written; then nothing is left.
    """
    if target.exists():
        message = f"{target} is there already: a backup never replaces another"
        raise BackupRefused(message)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            manifest = _write(belongings, file, target.parent, software, now)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, target)  # refuses a name that somebody else took meanwhile
        sync_folder(target.parent)
    except OSError as error:
        message = f"the backup {target} cannot be written: {error}"
        raise BackupRefused(message) from error
    finally:
        draft.unlink(missing_ok=True)
    log.info("backup.written", file=str(target), files=len(manifest.files), rows=manifest.rows)
    return manifest


def _write(
    belongings: Belongings, file: IO[bytes], folder: Path, software: str, now: datetime
) -> Manifest:
    kind = kind_of(belongings.database)
    for _ in range(_TRIES):
        file.seek(0)
        file.truncate()
        with (
            tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as room,
            tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            archive = _Archive(tar)
            for name, path in belongings.configuration.items():
                archive.take(f"{Part.CONFIGURATION}/{name}", path)
            copy = Path(room) / SNAPSHOTS[kind]
            seen = snapshot(belongings.database, copy)
            archive.take(f"{Part.DATABASE}/{copy.name}", copy)
            for path in belongings.keys:
                archive.take(f"{Part.KEYS}/{path.name}", path)
            archive.take_folder(Part.BLOBS, belongings.blobs)
            missing = archive.take_evidence(belongings.evidence, seen.bundles)
            lost = f"{len(missing)} logged bundles: they are not in the evidence folder"
            head = Head(
                format=FORMAT,
                software=software,
                made_at=now,
                database=kind,
                schema=seen.schema,
                tables=seen.tables,
                left_out=(*belongings.left_out, *([lost] if missing else [])),
            )
            manifest = Manifest(head, archive.files)
            archive.end(manifest)
        if not missing:
            break
    return manifest


@dataclass(slots=True)
class _Archive:
    """The tar while it is written."""

    tar: tarfile.TarFile
    files: dict[str, KeptFile] = field(default_factory=dict)

    def take_evidence(self, folder: Path | None, bundles: frozenset[str]) -> frozenset[str]:
        """Take the bundles that are logged, with what lies beside them; gives those not there."""
        if folder is None:
            return frozenset()
        found = {name for name in bundles if (folder / name).is_dir()}
        for name in sorted(found):
            self.take_folder(Part.EVIDENCE, folder / name, f"{name}/")
        return bundles - {name for name in found if (folder / name).is_dir()}

    def take_folder(self, part: Part, folder: Path | None, name: str = "") -> None:
        """Take all files of a folder, as `name` in a part."""
        for path in _files(folder) if folder else ():
            with suppress(FileNotFoundError):  # it was let go meanwhile
                self.take(f"{part}/{name}{path.relative_to(folder or path).as_posix()}", path)

    def take(self, name: str, path: Path) -> None:
        """Take one file, digested as it is read."""
        with path.open("rb") as opened:
            told = os.fstat(opened.fileno())
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = told.st_size, told.st_mode & _MODES, told.st_mtime
            reader = _Digesting(opened)
            self.tar.addfile(entry, reader)
        self.files[name] = KeptFile(
            size=entry.size, sha256=reader.digest.hexdigest(), mode=entry.mode
        )

    def end(self, manifest: Manifest) -> None:
        """Write the manifest behind all else."""
        with tempfile.TemporaryFile() as lines:
            lines.writelines(manifest.lines())
            entry = tarfile.TarInfo(NAME)
            entry.size, entry.mode = lines.tell(), 0o600
            lines.seek(0)
            self.tar.addfile(entry, lines)


class _Digesting(io.RawIOBase):
    """Reads a file and digests what it gave."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        content = self._file.read(size)
        self.digest.update(content)
        return content


def _files(folder: Path) -> Iterator[Path]:
    """All plain files below a folder; staging and other hidden ones apart."""
    for place, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if name[0] != ".")
        for name in sorted(files):
            path = Path(place, name)
            if name[0] != "." and path.is_file() and not path.is_symlink():
                yield path
