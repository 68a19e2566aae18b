"""A time-stamp authority asked over HTTP, its answers checked before anybody relies on them.

Source: RFC 3161 section 3.4.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from alerts.evidence.chain import read_roots
from alerts.evidence.timestamp import TokenRefused, checked, request
from monitor.domain.errors import EgressRefused, FetchFailed, SourceBusy, StampFailed
from monitor.ports.http import EgressRule, Http
from monitor.ports.notary import Stamp

NONCE_BITS = 63
QUERY = "application/timestamp-query"


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAuthority:
    """See ports/notary.py Authority. root: PEM file of the certificates that vouch for it."""

    name: str
    url: str
    root: Path
    http: Http
    rule: EgressRule

    def stamp(self, note: bytes) -> Stamp:
        """Ask once; the runtime asks again later.

        Raises:
            StampFailed: no answer, a refusal, or a token that does not hold.
        """
        nonce = secrets.randbits(NONCE_BITS)
        try:
            roots = read_roots(self.root)
            page = self.http.send(
                "POST",
                self.url,
                headers={"Content-Type": QUERY, "Accept": "application/timestamp-reply"},
                body=request(note, nonce),
                rule=self.rule,
            )
        except (EgressRefused, FetchFailed, SourceBusy, ValueError) as error:
            raise StampFailed(self.name, str(error)) from error
        if page.status != 200:
            raise StampFailed(self.name, f"{self.url} answers HTTP {page.status}")
        try:
            token = checked(page.body, note, roots, nonce)
        except TokenRefused as error:
            raise StampFailed(self.name, f"its token does not hold: {error}") from error
        return Stamp(at=token.at, token=page.body)
