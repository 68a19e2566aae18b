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
    """One evidence folder; see ports/evidence.py."""

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
        try:
            with self._draft(files) as draft:
                draft.chmod(0o750)  # the browser runs as a stranger to this folder
                _sync(draft)
                return self._move(draft, self.folder / where)
        except OSError as error:
            message = f"the evidence folder {self.folder} did not take it: {error}"
            raise CaptureFailed(message) from error

    def replace(self, where: str, files: Mapping[str, bytes]) -> None:
        """Put files into the folder `where`, each whole and in turn, in place of earlier ones.

        Raises:
            CaptureFailed: no bundle is there, or the disk did not take them.
        """
        folder = self.folder / where
        if not (folder / f"{folder.name}.wacz").is_file():
            message = f"the bundle of {folder} is not there to be sealed"
            raise CaptureFailed(message)
        try:
            new = {name: body for name, body in files.items() if not _holds(folder / name, body)}
            with self._draft(new) as draft:
                for name in new:
                    (draft / name).rename(folder / name)
            _sync(folder)
        except OSError as error:
            message = f"the evidence folder {folder} did not take its seals: {error}"
            raise CaptureFailed(message) from error

    def read(self, where: str) -> Mapping[str, bytes]:
        """See the port; what is no plain file is passed over.

        Raises:
            CaptureFailed: the folder cannot be read.
        """
        folder = self.folder / where
        try:
            if not folder.is_dir():
                return {}
            files = sorted(path for path in folder.iterdir() if path.name[0] != ".")
            plain = [path for path in files if path.is_file() and not path.is_symlink()]
            return {path.name: path.read_bytes() for path in plain}
        except OSError as error:
            message = f"the evidence folder {folder} cannot be read: {error}"
            raise CaptureFailed(message) from error

    def remove(self, where: str) -> bool:
        """See the port: the folder leaves its place as a whole, then its files go.

        Raises:
            CaptureFailed: the disk did not let it go.
        """
        folder = self.folder / where
        try:
            if not folder.is_dir():
                return False
            self._staging.mkdir(parents=True, exist_ok=True)
            grave = self._staging / f"removed-{secrets.token_hex(8)}"
            folder.rename(grave)
            _sync(folder.parent)
            _sync(self._staging)
        except OSError as error:
            message = f"the evidence folder {folder} cannot be removed: {error}"
            raise CaptureFailed(message) from error
        shutil.rmtree(grave, ignore_errors=True)  # what stays is cleared at the next start
        return True

    def folders(self) -> Iterator[str]:
        """See the port."""
        for path in sorted(self.folder.glob("[0-9]*/[0-9]*/*/*.wacz")):
            if path.stem == path.parent.name:
                yield path.parent.relative_to(self.folder).as_posix()

    @contextlib.contextmanager
    def _draft(self, files: Mapping[str, bytes]) -> Iterator[Path]:
        """The files in a staging folder that is locked while the block lasts, and gone after."""
        self._staging.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=self._staging))
        try:
            with _locked(draft):
                for name, content in files.items():
                    _write(draft / name, content)
                yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)

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


@contextlib.contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Files of any store in a folder of their own on this machine, while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="evidence-") as name:
        for file, content in files.items():
            (Path(name) / file).write_bytes(content)
        yield Path(name)


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
