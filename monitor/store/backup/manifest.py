"""The manifest: the last member of a backup, which says what all others must be.

JSON Lines: a head, one line for each file, and a last line with their number, so that a manifest
that was cut off is told from a whole one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import IO, Any, Final

from monitor.domain.codec import from_plain, to_plain
from monitor.domain.errors import BackupRefused
from monitor.store.digests import TableDigest

NAME: Final = "manifest.jsonl"
MAIN: Final = "rightswatch.yaml"
"""Name of the main configuration file in a backup, whatever it is called elsewhere."""
FORMAT: Final = 1
_LONGEST_LINE: Final = 1_000_000


class Part(StrEnum):
    """Folders of a backup, in the order in which they stand in it."""

    CONFIGURATION = "configuration"
    DATABASE = "database"
    KEYS = "keys"
    BLOBS = "blobs"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a backup says of itself.

    database: sqlite or postgresql. schema: version of the tables. left_out: what is not in it,
    each with the reason, for people.
    """

    format: int
    software: str
    made_at: datetime
    database: str
    schema: str
    tables: Mapping[str, TableDigest]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """One file of a backup. mode: its permissions."""

    size: int
    sha256: str
    mode: int


@dataclass(slots=True)
class Manifest:
    """The head, and all files by their name in the backup: of a name told twice the last."""

    head: Head
    files: dict[str, KeptFile] = field(default_factory=dict)

    def lines(self) -> Iterator[bytes]:
        """As it is written."""
        yield _line({"backup": to_plain(self.head)})
        for name, file in self.files.items():
            yield _line({"file": name, **to_plain(file)})
        yield _line({"files": len(self.files)})

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.head.tables.values())

    def below(self, part: Part) -> Mapping[str, KeptFile]:
        """Files of one part, by their name in it."""
        start = f"{part}/"
        return {
            name.removeprefix(start): file
            for name, file in self.files.items()
            if name.startswith(start)
        }


def read_manifest(lines: IO[bytes]) -> Manifest:
    """Read it whole.

    Raises:
        BackupRefused: it is no manifest, of a newer format, or cut off.
    """
    try:
        documents = list(_documents(lines))
        told_of = documents[0]["backup"]
        tables = {n: from_plain(TableDigest, one) for n, one in told_of["tables"].items()}
        head = replace(from_plain(Head, told_of), tables=tables, schema=str(told_of["schema"]))
        told = {str(one.pop("file")): from_plain(KeptFile, one) for one in documents[1:-1]}
        count = documents[-1]["files"]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        message = f"its manifest cannot be read: {error!r}"
        raise BackupRefused(message) from error
    if head.format != FORMAT:
        message = f"it is of format {head.format}, this program knows {FORMAT}: use a newer one"
        raise BackupRefused(message)
    if count != len(told):
        message = f"its manifest names {len(told)} files in place of {count}"
        raise BackupRefused(message)
    return Manifest(head, told)


def part_of(name: str) -> tuple[Part, PurePosixPath]:
    """Which part a member belongs to, and its path there, which leads nowhere else.

    Raises:
        BackupRefused: the name is none that a backup holds.
    """
    first, _, rest = name.partition("/")
    path = PurePosixPath(rest)
    is_plain = rest == str(path) and not path.is_absolute() and ".." not in path.parts
    if first not in set(Part) or not rest or not is_plain or "\0" in rest or "\\" in rest:
        message = f"it holds {name[:200]!r}, which no backup of ours does"
        raise BackupRefused(message)
    return Part(first), path


def _documents(lines: IO[bytes]) -> Iterator[dict[str, Any]]:
    while line := lines.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            message = "a line is too long"
            raise ValueError(message)
        yield json.loads(line)


def _line(document: Any) -> bytes:  # noqa: ANN401 - any JSON
    return json.dumps(document, ensure_ascii=False, sort_keys=True).encode() + b"\n"
