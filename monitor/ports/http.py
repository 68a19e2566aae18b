"""HTTP: one polite, guarded request, and the guarded way out for browsers."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from monitor.domain.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressRule:
    """What one host may do beyond the address policy.

    allow_private_addresses: loopback and private networks may be reached (a source configured so).
    connect_to: "address:port" taken in place of the URL's host and port.
    """

    allow_private_addresses: bool = False
    connect_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One host that a browser spoke with.

    addresses: all that its name stood for, by this machine's resolver; address, port: which of
    them was taken. They are those of `connect_to` where a rule says so.
    """

    host: str
    addresses: tuple[str, ...]
    address: str
    port: int


class Http(Protocol):
    """One request through the address policy."""

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, rule: EgressRule | None = None
    ) -> Page:
        """Fetch one URL; redirects are followed and checked one by one.

        Raises:
            EgressRefused: the address policy forbids the URL or a redirect of it.
            FetchFailed: no usable answer.
            SourceBusy: 429 or 503.
        """
        ...

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        rule: EgressRule | None = None,
    ) -> Page:
        """Ask one URL, with a body or without; a redirect is refused.

        What is sent may hold a key or a picture that is meant for this host alone.

        Raises:
            EgressRefused: the address policy forbids the URL.
            FetchFailed: no usable answer, or one that leads elsewhere.
            SourceBusy: 429, or 503 with Retry-After.
        """
        ...


class EgressProxy(Protocol):
    """A forward proxy on loopback that applies the address policy to a browser's traffic."""

    def serve(self, rules: Mapping[str, EgressRule]) -> AbstractContextManager[str]:
        """Run while the block lasts; gives "http://127.0.0.1:port". rules: by host[:port].

        An answer of the proxy's own (a refusal) carries the header Proxy-Status (RFC 9209), so
        that nobody takes it for the site's.
        """
        ...

    @property
    def reached(self) -> Sequence[Reached]:
        """Whom the browser spoke with while `serve` ran last, each host and address once."""
        ...
