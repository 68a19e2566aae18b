"""WACZ: a ZIP of web archives with a list of its members and their digests.

Members are read as streams, never unpacked to disk, so a name in it leads nowhere.

Layer: spiders.imports, no network.
Source: WACZ 1.1.1; PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
"""

import hashlib
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from monitor.domain.errors import ImportRefused
from spiders.imports.bounds import BROKEN_ZIP, MOST_RATIO, SEND_AGAIN, STEP, opened
from spiders.imports.terms import Supply
from spiders.imports.web_archive import Outcome, read_archive

MOST_DIRECTORY: Final = 16 * 1024 * 1024
"""Bytes of the ZIP's table of members: about 150,000 of them."""
MOST_MANIFEST: Final = 16 * 1024 * 1024
_END: Final = struct.Struct("<4s4H2IH")
_LARGE: Final = 0xFFFFFFFF


def read_wacz(supply: Supply) -> Iterator[Outcome]:
    """Offers of all archives in one WACZ.

    Raises:
        ImportRefused: it is no WACZ, a bomb, or an archive in it is not the one its list names.
    """
    _check_directory(supply.path)
    try:
        with zipfile.ZipFile(supply.path) as container:
            archives = _archives(container)
            digests = _digests(container)
            for member in archives:
                opener = partial(_open, container, member)
                _check_digest(opener, member, digests)
                yield from read_archive(f"{supply.name}: {member.filename}", opener, supply)
    except BROKEN_ZIP as error:
        problem = f"is a damaged or foreign ZIP file: {error}"
        raise ImportRefused(problem, SEND_AGAIN) from error


def _archives(container: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Members that are web archives.

    Raises:
        ImportRefused: there is none, or one of them is a bomb.
    """
    endings = (".warc", ".warc.gz")
    archives = [m for m in container.infolist() if m.filename.lower().endswith(endings)]
    if not archives:
        problem = "is a ZIP file that holds no web archive"
        raise ImportRefused(problem, "Unpack it, then import the pages and tables in it.")
    for member in archives:
        if member.file_size > MOST_RATIO * max(member.compress_size, 1):
            problem = f"holds {member.filename[:100]}, which unpacks to a bomb"
            raise ImportRefused(problem, "No web archive does; do not open it elsewhere either.")
    return archives


def _open(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    return cast("BinaryIO", container.open(member))


def _digests(container: zipfile.ZipFile) -> dict[str, str]:
    """Path -> digest as datapackage.json names them; empty where there is no such list."""
    try:
        with container.open("datapackage.json") as file:
            manifest = json.loads(_bounded(file))
        resources = manifest["resources"]
        return {str(entry["path"]): str(entry["hash"]) for entry in resources}
    except (KeyError, TypeError, ValueError, RecursionError):
        return {}


def _bounded(file: IO[bytes]) -> bytes:
    return file.read(MOST_MANIFEST)


def _check_digest(
    opener: Callable[[], BinaryIO], member: zipfile.ZipInfo, digests: dict[str, str]
) -> None:
    """Compare an archive with what the list of members says of it.

    Raises:
        ImportRefused: it is another one.
    """
    algorithm, _, value = digests.get(member.filename, "").partition(":")
    if algorithm not in {"sha256", "sha512"} or not value:
        return
    digest = hashlib.new(algorithm)
    with opener() as file:
        while step := file.read(STEP * 16):
            digest.update(step)
    if digest.hexdigest() != value.lower():
        problem = f"holds another {member.filename[:100]} than its datapackage.json names"
        raise ImportRefused(problem, "The file was changed after it was made: ask for it again.")


def _check_directory(path: Path) -> None:
    """Look at the end of the ZIP before its table of members is read into memory.

    Raises:
        ImportRefused: there is no end, or the table is larger than any archive needs.
    """
    with opened(path) as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - (1 << 16) - _END.size - 76))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        problem = "is cut off: the ZIP has no end"
        raise ImportRefused(problem, SEND_AGAIN)
    length = _END.unpack_from(tail, at)[5]
    if length == _LARGE:  # ZIP64: the true size stands before
        before = tail.rfind(b"PK\x06\x06")
        length = struct.unpack_from("<Q", tail, before + 40)[0] if before >= 0 else _LARGE
    if length > MOST_DIRECTORY:
        problem = f"has a table of members of {length:,} bytes"
        raise ImportRefused(problem, "Split it: one WACZ holds the pages of one capture.")
