"""A file that is made once, replaced whole and mapped by many processes."""

import fcntl
import mmap
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile


class KeptFile:
    """One file. Who has it mapped keeps what it was, even when it is replaced."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other process makes this file, and let none begin.

        Raises:
            OSError: the folder cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(self.path.name + ".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # let go with the file, or with the process
            yield

    def mapped(self) -> memoryview | None:
        """Its bytes where they lie, read only; None = there is no such file, or it is empty.

        The map ends with the last who refers to it.

        Raises:
            OSError: it is there and cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                if not os.fstat(file.fileno()).st_size:
                    return None
                return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except FileNotFoundError:
            return None

    def replace(self, pieces: Iterable[bytes | memoryview]) -> None:
        """Write all pieces and put them in its place at once: no reader sees half of it.

        Raises:
            OSError: no space, or the folder cannot be written; the old file stays.
        """
        with NamedTemporaryFile(dir=self.path.parent, suffix=".part", delete=False) as file:
            part = Path(file.name)
            try:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
                part.replace(self.path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
