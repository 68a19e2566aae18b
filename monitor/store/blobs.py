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
from collections.abc import Callable
from pathlib import Path

from monitor.domain.errors import EvidenceBroken, StoreRefused

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_SHA256 = re.compile("[0-9a-f]{64}")
_SAMPLE_BYTES = 8_192
_WORTH_WHILE = 0.9
"""Compressed size over size above which bytes stay as they are: pictures come to 0.98 and more."""
_LEVEL = 3
"""Of zstd. 84 saved real pages: 3.9 ms CPU a megabyte, to 17.6 %; gzip 6 needs 22 ms, to 18.8 %."""


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
        sha256 = hashlib.sha256(content).hexdigest()
        if self._is_kept(sha256):
            return sha256
        plain = self._place(sha256) / sha256
        beside = plain.with_name(f"{sha256}.zst")
        packed = _pack(content)
        kept, other = (beside, plain) if packed else (plain, beside)
        try:
            self._write(kept, packed or content)
            other.unlink(missing_ok=True)  # gone bad, if it is there
        except OSError as error:
            message = f"{self._folder} does not take {len(content)} bytes: {error.strerror}"
            raise StoreRefused(message) from error
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """Bytes of that digest; None when they are not kept.

        Raises:
            EvidenceBroken: the file does not hold what its name says.
        """
        if not _SHA256.fullmatch(sha256):
            return None
        for name in (sha256, f"{sha256}.zst", f"{sha256}.gz"):  # gzip: kept by earlier versions
            path = self._place(sha256) / name
            try:
                return _read(path, sha256)
            except FileNotFoundError:
                continue
            except OSError as error:
                message = f"{path} cannot be read: {error.strerror}"
                raise EvidenceBroken(message) from error
        return None

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2]

    def _is_kept(self, sha256: str) -> bool:
        try:
            return self.get(sha256) is not None
        except EvidenceBroken:
            return False

    def _write(self, path: Path, content: bytes) -> None:
        """Staging file, fsync, rename, fsync of the folder: a kill at any instant harms nothing."""
        staged = self._staging / f"{path.name}.{secrets.token_hex(8)}"
        try:
            with staged.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if not path.parent.is_dir():
                path.parent.mkdir(exist_ok=True)
                _sync_folder(self._folder)
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)
        _sync_folder(path.parent)


def _pack(content: bytes) -> bytes | None:
    """Compress where it pays."""
    sample = content[:_SAMPLE_BYTES]
    if len(zlib.compress(sample, 1)) > _WORTH_WHILE * len(sample):
        return None
    packed = zstd.compress(content, _LEVEL)
    return packed if len(packed) <= _WORTH_WHILE * len(content) else None


_UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".zst": zstd.decompress,
    ".gz": gzip.decompress,
}


def _read(path: Path, sha256: str) -> bytes:
    stored = path.read_bytes()
    try:
        content = _UNPACK[path.suffix](stored)
    except (OSError, EOFError, zlib.error, zstd.ZstdError) as error:
        message = f"{path} cannot be unpacked: {error}"
        raise EvidenceBroken(message) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        message = f"{path} does not hold the bytes that its name says"
        raise EvidenceBroken(message)
    return content


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
