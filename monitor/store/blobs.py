"""Bytes by their SHA-256: page bodies and pictures, in files.

A file stands under its final name only when all of it is on the disk, so whatever is found there
is whole; every read checks it against its name all the same.
"""

import gzip
import hashlib
import os
import re
import secrets
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from monitor.domain.errors import EvidenceBroken, StoreRefused
from monitor.store.disk import sync_folder, sync_together, syncs_together

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_SHA256 = re.compile("[0-9a-f]{64}")
_SAMPLE_BYTES = 8_192
_WORTH_WHILE = 0.9
"""Compressed size over size above which bytes stay as they are: pictures come to 0.98 and more."""
_LEVEL = 2
"""Of zstd. 84 saved real pages, ms CPU a megabyte: level 1 2.4, to 19.4 %; 2 3.0, to 18.4 %; 3 5.6,
to 17.6 %; gzip 6 22, to 18.8 %."""


class FileBlobs:
    """A folder of content-addressed files. Any number of processes may write to it at once."""

    def __init__(self, folder: str | Path) -> None:
        """Make the folder where it is missing.

        Raises:
            StoreRefused: it cannot be made or written to.
        """
        self._folder = Path(folder)
        self._staging = self._folder / ".staging"
        try:
            self._staging.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"the folder for pages and pictures {folder} cannot be made: {error.strerror}"
            raise StoreRefused(message) from error

    def put(self, content: bytes) -> str:
        """Keep bytes durably; a file of theirs that has gone bad is replaced.

        Raises:
            StoreRefused: the disk is full or refuses to write.
        """
        return self.put_all((content,))[0]

    def put_all(self, contents: Sequence[bytes]) -> list[str]:
        """Keep all of them durably, as `put` does, for fewer waits for the disk.

        Raises:
            StoreRefused: the disk is full or refuses to write; some of them may be kept.
        """
        digests = [hashlib.sha256(content).hexdigest() for content in contents]
        wanted = dict(zip(digests, contents, strict=True))
        missing = {digest: told for digest, told in wanted.items() if not self._is_kept(digest)}
        try:
            if missing:
                self._write(missing)
        except OSError as error:
            size = sum(len(content) for content in missing.values())
            message = f"{self._folder} does not take {size} bytes: {error.strerror}"
            raise StoreRefused(message) from error
        return digests

    def get(self, sha256: str) -> bytes | None:
        """Bytes of that digest; None when they are not kept.

        Raises:
            EvidenceBroken: the file does not hold what its name says.
        """
        if not _SHA256.fullmatch(sha256):
            return None
        for suffix in _UNPACK:
            path = f"{self._folder}/{sha256[:2]}/{sha256}{suffix}"
            try:
                with open(path, "rb") as file:  # noqa: PTH123 - a Path costs more than the opening
                    stored = file.read()
            except FileNotFoundError:
                continue
            except OSError as error:
                message = f"{path} cannot be read: {error.strerror}"
                raise EvidenceBroken(message) from error
            return _unpacked(stored, path, sha256, _UNPACK[suffix])
        return None

    def _is_kept(self, sha256: str) -> bool:
        try:
            return self.get(sha256) is not None
        except EvidenceBroken:
            return False

    def _write(self, contents: Mapping[str, bytes]) -> None:
        """Staging files, sync, rename, sync: a kill at any instant harms nothing."""
        packed = {digest: _pack(content) for digest, content in contents.items()}
        names = {digest: f"{digest}.zst" if packed[digest] else digest for digest in contents}
        turn = secrets.token_hex(8)
        staged = {digest: f"{self._staging}/{name}.{turn}" for digest, name in names.items()}
        together = syncs_together(len(contents))
        root = os.open(self._folder, os.O_RDONLY)
        try:
            for digest, content in contents.items():
                _write_new(staged[digest], packed[digest] or content, sync=not together)
            self._make_places(contents)
            if together:
                sync_together(root)
            for digest, name in names.items():
                os.replace(staged[digest], self._place(digest) / name)  # noqa: PTH105 - as above
            self._sync_names(contents, root if together else None)
        finally:
            os.close(root)
            for path in staged.values():
                with suppress(FileNotFoundError):
                    os.unlink(path)  # noqa: PTH108 - as above
        self._drop_others(names)

    def _sync_names(self, contents: Mapping[str, bytes], root: int | None) -> None:
        """Make the new names last; root: of the file system, synced whole, None = each folder."""
        if root is not None:
            sync_together(root)
            return
        for place in {self._place(digest) for digest in contents}:
            sync_folder(place)

    def _make_places(self, digests: Mapping[str, bytes]) -> None:
        places = {self._place(digest) for digest in digests}
        new = [place for place in places if not place.is_dir()]
        for place in new:
            place.mkdir(exist_ok=True)
        if new:
            sync_folder(self._folder)

    def _drop_others(self, names: Mapping[str, str]) -> None:
        """Of each digest the file in the other form: it has gone bad, if it is there."""
        for digest, name in names.items():
            other = f"{digest}.zst" if name == digest else digest
            with suppress(FileNotFoundError):
                os.unlink(self._place(digest) / other)  # noqa: PTH108 - as above

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2]


def _write_new(path: str, content: bytes, *, sync: bool) -> None:
    with open(path, "xb") as file:  # noqa: PTH123 - a Path costs more than the opening
        file.write(content)
        if sync:
            file.flush()
            os.fsync(file.fileno())


def _pack(content: bytes) -> bytes | None:
    """Compress where it pays."""
    sample = content[:_SAMPLE_BYTES]
    if len(zstd.compress(sample, 1)) > _WORTH_WHILE * len(sample):
        return None
    packed = zstd.compress(content, _LEVEL)
    return packed if len(packed) <= _WORTH_WHILE * len(content) else None


_UNPACK: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "": bytes,
    ".zst": zstd.decompress,
    ".gz": gzip.decompress,  # kept by earlier versions
}
"""By the ending of the file's name, in the order in which they are looked for."""


def _unpacked(stored: bytes, path: str, sha256: str, unpack: Callable[[bytes], bytes]) -> bytes:
    try:
        content = unpack(stored)
    except (OSError, EOFError, zlib.error, zstd.ZstdError) as error:
        message = f"{path} cannot be unpacked: {error}"
        raise EvidenceBroken(message) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        message = f"{path} does not hold the bytes that its name says"
        raise EvidenceBroken(message)
    return content
