"""How large a file and its parts may be, and streams that keep to it: a bomb is told, not unpacked.

Layer: spiders.imports, no network.
"""

import errno
import hashlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from monitor.domain.errors import ImportRefused

LARGEST_PAGE: Final = 32 * 1024 * 1024
"""Bytes of one saved page with everything in it, one MHTML file, one record of an archive."""
LARGEST_TEXT: Final = 8 * 1024 * 1024
"""Bytes of a page without the pictures inside it; the largest of 84 real ones has 3.1 MB."""
LARGEST_PICTURE: Final = 8 * 1024 * 1024
MOST_RATIO: Final = 200
"""Unpacked over packed bytes, of a whole archive; HTML comes to 4..20, gzip can do 1,032."""
FREE_BYTES: Final = 64 * 1024 * 1024
"""So much may always be unpacked, however small the archive."""
STEP: Final = 1 << 16

BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # zipfile's word for a packing or a version of ZIP that it does not know
    RuntimeError,  # and for a member under a password
)
"""Whatever zipfile raises for what it cannot unpack."""

SEND_AGAIN: Final = "Ask for the file again, or import what it holds by another way."


class Readable(Protocol):
    """A stream of bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a file was before it was read. sha256: hex digest of all its bytes; size in bytes.

    changed_ns: time of its last change, as the file system has it.
    """

    sha256: str
    size: int
    changed_ns: int


def plain_file(path: Path) -> os.stat_result:
    """The facts of a plain file; links are followed, devices and pipes are not opened.

    Raises:
        ImportRefused: it is not there, or is something else.
    """
    try:
        facts = path.stat()
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise ImportRefused(problem, "Correct the name, or make it readable.") from error
    if not stat.S_ISREG(facts.st_mode):
        problem = "is no plain file"
        raise ImportRefused(problem, "Name a file, or a folder of files.")
    return facts


def measure(path: Path) -> FileFacts:
    """Digest and size of a file, read once in steps.

    Raises:
        ImportRefused: it cannot be read.
    """
    changed_ns = plain_file(path).st_mtime_ns
    digest, size = hashlib.sha256(), 0
    with opened(path) as file:
        while step := file.read(1 << 20):
            digest.update(step)
            size += len(step)
    return FileFacts(sha256=digest.hexdigest(), size=size, changed_ns=changed_ns)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A plain file, open for reading.

    Raises:
        ImportRefused: it cannot be read.
    """
    plain_file(path)
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise ImportRefused(problem, "Make it readable, then import again.") from error


def whole(path: Path, largest: int) -> bytes:
    """All bytes of a plain file.

    Raises:
        ImportRefused: it cannot be read, or has more than `largest` bytes.
    """
    with opened(path) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        problem = f"has more than {largest // (1024 * 1024)} MiB"
        raise ImportRefused(problem, "One page is never so large: split it, or save it anew.")
    return content


def below(folder: Path, written: str) -> Path:
    """A path as a table writes it, which must lead to a plain file below `folder`.

    Raises:
        OSError: it leads outside, or there is no such file; strerror says which.
    """
    if "\0" in written:
        raise OSError(errno.EINVAL, "the name holds a zero byte")
    root = folder.resolve()
    path = (root / written.replace("\\", "/")).resolve()
    if not path.is_relative_to(root):
        raise OSError(errno.EACCES, f"it lies outside {folder}")
    if not path.is_file():
        raise OSError(errno.ENOENT, "there is no such file")
    return path


class Inflating(io.RawIOBase):
    """A gzip file of any number of members as the bytes it holds, never more than is asked for.

    Bytes that are no gzip are given as they are: archives come packed and plain.
    """

    def __init__(self, packed: Readable) -> None:
        self._packed = packed
        self._given = self._taken = 0
        self._waiting = self._take()
        self._is_plain = not self._waiting.startswith(b"\x1f\x8b")
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS + 16)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview", /) -> int:  # type: ignore[override]
        """Fill the buffer as far as one step reaches.

        Raises:
            ImportRefused: the archive is damaged, cut off or a bomb.
        """
        size = len(buffer)
        part = self._plain(size) if self._is_plain else self._next(size)
        buffer[: len(part)] = part
        self._given += len(part)
        if self._given > max(FREE_BYTES, MOST_RATIO * self._taken):
            problem = f"unpacks to more than {MOST_RATIO} times its size"
            raise ImportRefused(problem, "No web archive does; do not open it elsewhere either.")
        return len(part)

    def _take(self) -> bytes:
        step = self._packed.read(STEP)
        self._taken += len(step)
        return step

    def _plain(self, size: int) -> bytes:
        if not self._waiting:
            self._waiting = self._take()
        part, self._waiting = self._waiting[:size], self._waiting[size:]
        return part

    def _next(self, size: int) -> bytes:
        while True:
            if not self._waiting:
                self._waiting = self._take()
            if self._inflate.eof and not self._begin_member():
                return b""
            at_end = not self._waiting
            try:
                part = self._inflate.decompress(self._waiting, size)
            except zlib.error as error:
                problem = f"is damaged {self._taken - len(self._waiting):,} bytes in: {error}"
                raise ImportRefused(problem, SEND_AGAIN) from error
            self._waiting = self._inflate.unused_data or self._inflate.unconsumed_tail
            if part:
                return part
            if at_end and not self._inflate.eof:
                problem = "ends in the middle of a record"
                raise ImportRefused(problem, SEND_AGAIN)

    def _begin_member(self) -> bool:
        """Go on with the next member; False at the end. Zero bytes behind the last are padding.

        Raises:
            ImportRefused: something else stands behind the last.
        """
        if not self._waiting.strip(b"\0"):
            while step := self._take():
                if step.strip(b"\0"):
                    problem = "holds something else behind its last record"
                    raise ImportRefused(problem, SEND_AGAIN)
            return False
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS + 16)
        return True


def inflated(content: bytes, encoding: str, largest: int) -> bytes:
    """A body without its content encoding.

    Raises:
        ValueError: the encoding is not known, or the body is damaged or longer than `largest`.
    """
    if encoding in {"", "identity"}:
        return content
    if encoding in {"gzip", "x-gzip"}:
        return _unpacked(content, zlib.MAX_WBITS + 16, largest)
    if encoding == "deflate":
        try:
            return _unpacked(content, zlib.MAX_WBITS, largest)
        except ValueError:
            return _unpacked(content, -zlib.MAX_WBITS, largest)
    message = f"it is encoded as {encoding[:40]!r}, which cannot be read here"
    raise ValueError(message)


def _unpacked(content: bytes, bits: int, largest: int) -> bytes:
    inflate = zlib.decompressobj(bits)
    try:
        body = inflate.decompress(content, largest + 1)
    except zlib.error as error:
        message = f"its body cannot be unpacked: {error}"
        raise ValueError(message) from error
    if len(body) > largest:
        message = f"its body unpacks to more than {largest // (1024 * 1024)} MiB"
        raise ValueError(message)
    return body
