"""Machine: what is read of the recording machine before a record is made of a page.

Only files and the kernel's clock are read; nothing is asked of a network.

Layer: evidence. Source: SF/T 0091-2021 names the things; `cleanliness` judges them.
"""

import ctypes
import hashlib
import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509

HOSTS: Final = "etc/hosts"
RESOLVERS: Final = "etc/resolv.conf"
TRUSTED: Final = ("etc/ssl/certs/ca-certificates.crt", "etc/pki/tls/certs/ca-bundle.crt")
ADDED: Final = ("usr/local/share/ca-certificates", "etc/pki/ca-trust/source/anchors")
POLICIES: Final = (
    "etc/chromium/policies/managed",
    "etc/opt/chrome/policies/managed",
)
PROXIES: Final = frozenset({"http_proxy", "https_proxy", "all_proxy", "auto_proxy"})
LARGEST: Final = 4 * 1024 * 1024
UNSYNCHRONISED: Final = 0x40
"""STA_UNSYNC of <sys/timex.h>."""
TIMEX: Final = struct.Struct("@I4xqqqqi")
"""The head of `struct timex` on 64-bit Linux: modes, offset, freq, maxerror, esterror, status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KernelClock:
    """What the kernel says of its clock. most_off_ms: its own bound of the error."""

    synchronised: bool
    most_off_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """One reading. None = it could not be read.

    hosts: name -> address of the hosts file. proxies: names of variables that are set, never their
    values. added_roots: subjects of certificates that were added to the machine's own. policies:
    files by which an administrator rules the browser.
    """

    hosts_sha256: str | None
    hosts: Mapping[str, str] | None
    resolvers: tuple[str, ...] | None
    proxies: tuple[str, ...]
    trusted_sha256: str | None
    added_roots: tuple[str, ...]
    policies: tuple[str, ...]
    kernel_clock: KernelClock | None


def read_machine(root: Path = Path("/"), environ: Mapping[str, str] = os.environ) -> Machine:
    """Read it now; what cannot be read is None. root: where its files lie."""
    hosts, resolvers = _text(root / HOSTS), _text(root / RESOLVERS)
    trusted = next((found for path in TRUSTED if (found := _bytes(root / path))), None)
    return Machine(
        hosts_sha256=None if hosts is None else hashlib.sha256(hosts.encode()).hexdigest(),
        hosts=None if hosts is None else dict(_named(hosts)),
        resolvers=None if resolvers is None else tuple(_servers(resolvers)),
        proxies=tuple(sorted(name for name in environ if name.lower() in PROXIES)),
        trusted_sha256=None if trusted is None else hashlib.sha256(trusted).hexdigest(),
        added_roots=tuple(sorted(_added(root))),
        policies=tuple(sorted(_below(root, POLICIES))),
        kernel_clock=_kernel_clock(),
    )


def _named(hosts: str) -> Iterator[tuple[str, str]]:
    for line in hosts.splitlines():
        address, *names = line.partition("#")[0].split() or [""]
        yield from ((name.lower(), address) for name in names)


def _servers(resolvers: str) -> Iterator[str]:
    for line in resolvers.splitlines():
        words = line.split()
        if len(words) > 1 and words[0] == "nameserver":
            yield words[1]


def _added(root: Path) -> Iterator[str]:
    for folder in ADDED:
        for path in sorted((root / folder).rglob("*")):
            content = _bytes(path) if path.is_file() else None
            if content:
                yield from _subjects(content, path.name)


def _subjects(content: bytes, name: str) -> Iterator[str]:
    """Of the certificates in one file; its name where they cannot be read."""
    try:
        certificates = (
            x509.load_pem_x509_certificates(content)
            if b"-----BEGIN" in content
            else [x509.load_der_x509_certificate(content)]
        )
        yield from (one.subject.rfc4514_string() for one in certificates)
    except ValueError:
        yield f"unreadable: {name}"


def _below(root: Path, folders: tuple[str, ...]) -> Iterator[str]:
    for folder in folders:
        for path in (root / folder).glob("*.json"):
            yield str(path.relative_to(root))


def _text(path: Path) -> str | None:
    content = _bytes(path)
    return None if content is None else content.decode("utf-8", "replace")


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError:
        return None


def _kernel_clock() -> KernelClock | None:
    """By adjtimex(2), which only asks here; None where there is none."""
    adjtimex = getattr(ctypes.CDLL(None), "adjtimex", None)
    if adjtimex is None or struct.calcsize("P") != 8:
        return None
    room = ctypes.create_string_buffer(512)
    if adjtimex(room) < 0:
        return None
    _, _, _, most_off_us, _, status = TIMEX.unpack_from(room.raw)
    return KernelClock(
        synchronised=not status & UNSYNCHRONISED, most_off_ms=round(most_off_us / 1000, 3)
    )
