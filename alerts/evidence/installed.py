"""Installed: digests of the programs that make evidence, and whether they are as they came.

Read once a process: what runs is what was loaded. A changed file is one that differs from what its
own package says of it (RECORD).

Layer: evidence. Source: Python's "Recording installed projects" specification.
"""

import base64
import csv
import functools
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path
from typing import Final

from monitor.domain.codec import fingerprint

OURS: Final = ("alerts", "monitor", "rules", "spiders")
MAKERS: Final = ("playwright", "warcio", "cryptography")
"""Packages of others whose code writes what is sealed."""
CHECKED: Final = frozenset({".py", ".so"})
"""Endings of files that run; the browser's driver is started by a path and not looked into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """Digests of what runs.

    ours_sha256: over all our own source files. packages_sha256: over names and versions of all that
    is installed. versions: of the makers. changed: their files that differ from their RECORD.
    """

    ours_sha256: str
    packages_sha256: str
    versions: Mapping[str, str]
    changed: tuple[str, ...]


@functools.cache
def installed() -> Installed:
    """Of this process, read once: every file is hashed for it, some tenths of a second."""
    ours = {
        str(path.relative_to(_house())): hashlib.sha256(path.read_bytes()).hexdigest()
        for package in OURS
        for path in (_house() / package).rglob("*.py")
    }
    packages = sorted({f"{one.name}=={one.version}" for one in distributions()})
    makers = dict(_found())
    return Installed(
        ours_sha256=fingerprint(ours),
        packages_sha256=fingerprint(packages),
        versions={name: one.version for name, one in makers.items()},
        changed=tuple(path for one in makers.values() for path in changed_files(one)),
    )


def changed_files(one: Distribution) -> Iterator[str]:
    """Files of a package that are not as its RECORD says, or are gone."""
    for path, told, _ in csv.reader((one.read_text("RECORD") or "").splitlines()):
        kind, _, digest = told.partition("=")
        if kind != "sha256" or Path(path).suffix not in CHECKED:
            continue
        try:
            content = Path(str(one.locate_file(path))).read_bytes()
        except OSError:
            yield path
            continue
        found = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode()
        if found.rstrip("=") != digest:
            yield path


def _found() -> Iterator[tuple[str, Distribution]]:
    for name in MAKERS:
        try:
            yield name, distribution(name)
        except PackageNotFoundError:
            continue


def _house() -> Path:
    return Path(__file__).resolve().parents[2]
