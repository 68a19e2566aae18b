"""Parts that are costly to make, kept in one file that several processes add to.

A part is written whole or, after a kill, not at all: the torn end is cut off by the next who adds.
So work that fills the file can be stopped at any time and goes on where it was.
"""

import fcntl
import os
import struct
import zlib
from pathlib import Path
from typing import Final

import structlog

log = structlog.get_logger(__name__)

_HEAD: Final = struct.Struct(">HII")  # length of the name, length and CRC-32 of the content


class KeptParts:
    """A file of named parts; the newest of a name counts.

    Only names and places are held in memory. A disk that takes nothing costs a line in the log and
    the time of making the parts again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, tuple[int, int, int]] = {}
        self._read_to = 0
        self._is_refused = False

    def get(self, name: str) -> bytes | None:
        """What was put under a name by whichever process; None = nothing, or it is damaged."""
        try:
            if name not in self._places:
                self._catch_up()
            place = self._places.get(name)
            return None if place is None else self._content(*place)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._refuse(error)
            return None

    def put(self, name: str, content: bytes) -> None:
        """Add a part; where the disk does not take it, it is not kept."""
        if self._is_refused:
            return
        letters = name.encode()
        head = _HEAD.pack(len(letters), len(content), zlib.crc32(content))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)  # let go with the file, or with the process
                self._catch_up()
                file.truncate(self._read_to)
                file.write(head + letters + content)
                file.flush()
                self._catch_up()
        except OSError as error:
            self._refuse(error)

    def _catch_up(self) -> None:
        """Read the heads of parts that were added since; stop before a torn one."""
        with self._path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < self._read_to:  # somebody began it anew
                self._places.clear()
                self._read_to = 0
            while self._read_to + _HEAD.size <= size:
                file.seek(self._read_to)
                letters, length, check = _HEAD.unpack(file.read(_HEAD.size))
                name = file.read(letters)
                start = file.tell()
                if len(name) < letters or start + length > size:
                    return
                self._places[name.decode(errors="replace")] = start, length, check
                self._read_to = start + length

    def _content(self, start: int, length: int, check: int) -> bytes | None:
        with self._path.open("rb") as file:
            file.seek(start)
            content = file.read(length)
        return content if zlib.crc32(content) == check else None

    def _refuse(self, error: OSError) -> None:
        self._is_refused = True
        log.warning("parts.not_kept", path=str(self._path), because=str(error))
