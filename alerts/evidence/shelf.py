"""The evidence folder: write-once, nothing ever half-written under its final name.

A bundle and the files beside it are written into a folder of their own under `.staging`, fsynced,
and renamed to their place as a whole: rename refuses a name that is taken. A staging folder is
locked while its writer lives, so that whoever starts next can tell a dead one and clear it away.
"""

import contextlib
import errno
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import structlog

from monitor.domain.errors import CaptureFailed

log = structlog.get_logger(__name__)

STAGING = ".staging"


class Shelf:
    """One evidence folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._staging = folder / STAGING

    def clean(self) -> int:
        """Clear away what writers left that were killed; gives how many folders."""
        cleared = 0
        for draft in self._staging.glob("*"):
            with _locked(draft) as ours:
                if ours:
                    shutil.rmtree(draft, ignore_errors=True)
                    cleared += 1
        if cleared:
            log.info("staging.cleared", folders=cleared)
        return cleared

    def place(self, where: str, files: Mapping[str, bytes]) -> bool:
        """Make the folder `where` with these files; False when it stands already.

        Raises:
            CaptureFailed: the disk did not take them; nothing of them stays.
        """
        draft: Path | None = None
        try:
            self._staging.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(dir=self._staging))
            with _locked(draft):
                for name, content in files.items():
                    _write(draft / name, content)
                draft.chmod(0o750)  # the browser runs as a stranger to this folder
                _sync(draft)
                return self._move(draft, self.folder / where)
        except OSError as error:
            message = f"the evidence folder {self.folder} did not take it: {error}"
            raise CaptureFailed(message) from error
        finally:
            if draft is not None:
                shutil.rmtree(draft, ignore_errors=True)

    def replace(self, where: str, files: Mapping[str, bytes]) -> None:
        """Put files into the folder `where`, each whole and in turn, in place of earlier ones.

        Raises:
            CaptureFailed: the folder is not there, or the disk did not take them.
        """
        folder = self.folder / where
        try:
            for name, content in files.items():
                if _holds(folder / name, content):
                    continue
                draft = folder / f".{name}.{secrets.token_hex(4)}"
                try:
                    _write(draft, content)
                    draft.rename(folder / name)
                finally:
                    draft.unlink(missing_ok=True)
            _sync(folder)
        except OSError as error:
            message = f"the evidence folder {folder} did not take its seals: {error}"
            raise CaptureFailed(message) from error

    def _move(self, draft: Path, final: Path) -> bool:
        self._make(final.parent)
        try:
            draft.rename(final)
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
                return False
            raise
        _sync(final.parent)
        return True

    def _make(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync(folder.parent)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold the folder's lock while the block lasts; False when somebody alive holds it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield False
        return
    try:
        yield _lock(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
