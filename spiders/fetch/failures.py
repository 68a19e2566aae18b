"""What went wrong on the way to a page, as an outcome and one sentence."""

import re
from collections.abc import Mapping
from typing import Final
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
from spiders.fetch.middleware import Refused

_UNTRUSTED: Final = re.compile(r"(?i)certificate|VerificationError|DNSMismatch|IPAddressMismatch")
SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadTimeoutError, "no complete answer within the time limit"),
    (DownloadConnectionRefusedError, "the server refuses connections"),
    (ResponseDataLossError, "the answer ended before its announced length"),
    (DownloadCancelledError, "the answer is larger than allowed"),
    (DownloadFailedError, "the connection broke"),
)


def meaning_of_failure(
    error: BaseException, url: str, refusals: Mapping[str, str]
) -> tuple[VisitOutcome, str]:
    """Outcome and sentence of an exception. refusals: what the resolver refused, by host:port."""
    if isinstance(error, Refused):
        return error.outcome, error.because
    if isinstance(error, CannotResolveHostError):
        return _unresolved(url, refusals)
    if isinstance(error, IgnoreRequest):  # Scrapy's decompression guard
        return VisitOutcome.FAILED, "the answer is larger than allowed when decompressed"
    if _UNTRUSTED.search(str(error)):
        return VisitOutcome.FAILED, "the server's certificate cannot be trusted"
    for kind, sentence in SENTENCES:
        if isinstance(error, kind):
            return VisitOutcome.FAILED, sentence
    said = str(error).strip().partition("\n")[0][:200]
    return VisitOutcome.FAILED, f"{type(error).__name__}: {said}"


def _unresolved(url: str, refusals: Mapping[str, str]) -> tuple[VisitOutcome, str]:
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    host = parts.hostname or ""
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    because = refusals.get(authority)
    if because:
        return VisitOutcome.POLICY, because
    return VisitOutcome.FAILED, f"the host {host} does not resolve"
