"""What went wrong on the way to a page, as an outcome and one sentence."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from monitor.domain.target import VisitOutcome
from spiders.fetch.refused import Refused


class Trouble(NamedTuple):
    """What kept an answer away. dead: nobody listens there, or the name does not resolve."""

    outcome: VisitOutcome
    because: str
    dead: bool = False


_UNTRUSTED: Final = re.compile(r"(?i)certificate|VerificationError|DNSMismatch|IPAddressMismatch")
_PACKING: Final = re.compile(r"(?i)(zlib|gzip|_?brotli|backports\.zstd|_?zstd|compression)\b")
SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadTimeoutError, "no complete answer within the time limit"),
    (DownloadConnectionRefusedError, "the server refuses connections"),
    (ResponseDataLossError, "the answer ended before its announced length"),
    (DownloadCancelledError, "the answer is larger than allowed"),
    (DownloadFailedError, "the connection broke"),
)
RENDERING: tuple[tuple[str, str], ...] = (
    ("ERR_TOO_MANY_REDIRECTS", "redirects in a circle"),
    ("ERR_ABORTED", "the page is a download, or was stopped while it was rendered"),
    ("Timeout ", "not rendered within the time limit"),
    ("crashed", "the page crashed the browser's tab"),
    ("has been closed", "the browser ended while the page was rendered"),
    ("net::ERR_", "the browser cannot reach the page"),
)
"""What the browser says, and what it means."""


def meaning_of_failure(error: BaseException, url: str, refusals: Mapping[str, str]) -> Trouble:
    """What an exception means. refusals: what the resolver refused, by host:port."""
    if isinstance(error, Refused):
        return Trouble(error.outcome, error.because, error.dead)
    if isinstance(error, CannotResolveHostError):
        return _unresolved(url, refusals)
    if isinstance(error, IgnoreRequest):  # Scrapy's decompression guard
        because = "the answer is larger than allowed when decompressed"
        return Trouble(VisitOutcome.FAILED, because)
    if _UNTRUSTED.search(str(error)):
        return Trouble(VisitOutcome.FAILED, "the server's certificate cannot be trusted")
    dead = isinstance(error, DownloadConnectionRefusedError)
    return Trouble(VisitOutcome.FAILED, _sentence(error), dead)


def _sentence(error: BaseException) -> str:
    for kind, sentence in SENTENCES:
        if isinstance(error, kind):
            return sentence
    if _PACKING.match(f"{type(error).__module__}.{type(error).__name__}"):
        return "the answer cannot be unpacked"
    said = str(error).strip().partition("\n")[0][:200]
    for words, sentence in RENDERING:
        if words in said:
            return sentence
    return f"{type(error).__name__}: {said}"


def _unresolved(url: str, refusals: Mapping[str, str]) -> Trouble:
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    host = parts.hostname or ""
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    because = refusals.get(authority)
    if because:
        return Trouble(VisitOutcome.POLICY, because)
    return Trouble(VisitOutcome.FAILED, f"the host {host} does not resolve", dead=True)
