"""The address policy: which URLs may be fetched, and to which addresses a connection may go.

Two halves. `check_url` is pure: scheme, port, user part, the host's spelling. `destination`
resolves the host once and checks every address; the caller connects to the addresses it gave,
never to the name again, so an answer that changes between check and connection (DNS rebinding)
changes nothing.

Everybody who opens a connection asks here: the crawl (resolver.py), the HTTP port (client.py) and
the browser's way out (proxy.py).

Layer: spiders, no connection of its own; `system_resolve` asks the machine's resolver.
Source: the IANA special-purpose address registries as transcribed by ssrfguard, and, as a second
opinion, Python's own table and the blocks that one lacks; an address passes when both agree.
"""

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from typing import Final
from urllib.parse import SplitResult, urlsplit

import idna
from ssrfguard import DEFAULT_DENIED

from monitor.domain.errors import EgressRefused, FetchFailed
from monitor.domain.watch import Source
from monitor.ports.http import EgressRule

Address = IPv4Address | IPv6Address
Resolve = Callable[[str], Iterable[str]]

DEFAULT_PORTS: Final = {"http": 80, "https": 443}
LONGEST_URL: Final = 4096
ANY_HOST: Final = "*"
PLAIN: Final = EgressRule()

# Names that never leave the machine or the local network (RFC 6761, 6762, 7686, 8375, 9476).
INNER_NAMES: Final = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "svc",
    "arpa",
    "onion",
    "alt",
    "test",
    "invalid",
)
# What `allow_private_addresses` opens. Link-local stays shut: cloud metadata lives there.
PRIVATE: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "10.0.0.0/8",
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
    )
)
# Blocks Python 3.11 calls global, and wrappings that carry an IPv4 address inside.
SHUT: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "100.64.0.0/10",
        "192.88.99.0/24",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER: Final = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a URL leads, before any name is resolved. host: ASCII, lower case, no brackets."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """host:port, brackets round IPv6."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """An address that passed, and the port to connect to there."""

    address: str
    port: int


def system_resolve(host: str) -> list[str]:
    """Every address the machine's resolver gives for a name, in its order; OSError for none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def rules_of(source: Source) -> dict[str, EgressRule]:
    """The exceptions a source's configuration makes, by host[:port].

    A name counts with and without "www.": shops redirect between the two. `connect_to` counts for
    every other host too: who watches a staging copy must not reach the live sites it links to.
    """
    rule = EgressRule(
        allow_private_addresses=source.allow_private_addresses, connect_to=source.connect_to
    )
    host = source.host
    twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    return {host: rule, twin: rule, **({ANY_HOST: rule} if rule.connect_to else {})}


@dataclass(frozen=True, slots=True)
class EgressPolicy:
    """The policy with its exceptions.

    rules: by "host" (ports 80 and 443), by "host:port", or for ANY_HOST without a rule of its own.
    """

    rules: Mapping[str, EgressRule] = field(default_factory=dict)
    resolve: Resolve = system_resolve

    def check_url(self, url: str, rule: EgressRule | None = None) -> Endpoint:
        """Check everything that can be told without asking a resolver.

        rule: the exception to apply; None = the one of `rules` for the URL's host.

        Raises:
            EgressRefused: with the first reason found.
        """
        parts = _split(url)
        scheme = parts.scheme.lower()
        if scheme not in DEFAULT_PORTS:
            raise EgressRefused(url, f"the scheme {scheme or '(none)'} is not http or https")
        if "@" in parts.netloc:
            raise EgressRefused(url, "the address holds a user name or password")
        endpoint = Endpoint(
            url=url, scheme=scheme, host=_host(url, parts), port=_port(url, parts, scheme)
        )
        given = rule or self._rule(endpoint.host, endpoint.port)
        self._check_endpoint(endpoint, given, configured=given is not None)
        return endpoint

    def destination(self, endpoint: Endpoint, rule: EgressRule | None = None) -> list[Destination]:
        """Resolve once and check every address; connect to these and to nothing else.

        `connect_to` takes the host's place; its address is checked like any other.

        Raises:
            EgressRefused: one of the addresses is forbidden (one bad answer refuses them all).
            FetchFailed: the name does not resolve.
        """
        rule = rule or self._rule(endpoint.host, endpoint.port) or PLAIN
        host, port = endpoint.host, endpoint.port
        if rule.connect_to:
            host, _, given = rule.connect_to.rpartition(":")
            host, port = host.strip("[]"), int(given)
        literal = as_address(host)
        addresses = [str(literal)] if literal else self._resolved(endpoint.url, host)
        for address in addresses:
            because = why_refused(address, allow_private=rule.allow_private_addresses)
            if because:
                raise EgressRefused(endpoint.url, because)
        return [Destination(address=address, port=port) for address in addresses]

    def _rule(self, host: str, port: int) -> EgressRule | None:
        shown = f"[{host}]" if ":" in host else host
        exact = self.rules.get(f"{shown}:{port}")
        named = self.rules.get(shown) if port in DEFAULT_PORTS.values() else None
        return exact or named or self.rules.get(ANY_HOST)

    def _check_endpoint(
        self, endpoint: Endpoint, rule: EgressRule | None, *, configured: bool
    ) -> None:
        host, url = endpoint.host, endpoint.url
        if endpoint.port not in DEFAULT_PORTS.values() and not configured:
            raise EgressRefused(url, f"port {endpoint.port} is not 80 or 443")
        rule = rule or PLAIN
        if rule.connect_to:
            return
        if as_address(host):
            because = why_refused(host, allow_private=rule.allow_private_addresses)
            if because:
                raise EgressRefused(url, because)
        elif not rule.allow_private_addresses and _is_inner(host):
            raise EgressRefused(url, f"{host} is a name of the local network")

    def _resolved(self, url: str, host: str) -> list[str]:
        try:
            addresses = list(self.resolve(host))
        except (OSError, UnicodeError) as error:
            raise FetchFailed(url, f"{host} does not resolve") from error
        if not addresses:
            raise FetchFailed(url, f"{host} does not resolve")
        return addresses


def as_address(host: str) -> Address | None:
    """The address a host spells in its one plain notation; None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def why_refused(address: str, *, allow_private: bool = False) -> str | None:
    """Say why nobody may connect to an address; None when one may.

    allow_private: loopback, RFC 1918 and fc00::/7 may be reached; nothing else opens.
    """
    parsed = as_address(address.partition("%")[0])
    if parsed is None or "%" in address:
        return f"{address!r} is not a plain address"
    if any(parsed in network for network in PRIVATE):
        return None if allow_private else f"{address} is a private or loopback address"
    if any(parsed in network for network in SHUT):
        return f"{address} is reserved, or wraps another address"
    if not parsed.is_global or parsed.is_multicast or parsed.is_reserved:
        return f"{address} is not a public address"
    verdict = DEFAULT_DENIED.classify(parsed)
    return f"{address} is not a public address: {verdict.reason}" if verdict.blocked else None


def _split(url: str) -> SplitResult:
    if len(url) > LONGEST_URL:
        raise EgressRefused(url[:80] + "...", f"it is longer than {LONGEST_URL} characters")
    if any(ord(letter) <= 0x20 or ord(letter) == 0x7F for letter in url) or "\\" in url:
        raise EgressRefused(url, "it holds a space, a backslash or a control character")
    try:
        return urlsplit(url)
    except ValueError as error:
        raise EgressRefused(url, "it is not a URL") from error


def _port(url: str, parts: SplitResult, scheme: str) -> int:
    written = parts.netloc.rpartition("]")[2].partition(":")[2]
    if not (written.isascii() and (not written or written.isdigit())):
        raise EgressRefused(url, f"{written!r} is not a port")
    port = int(written) if written else DEFAULT_PORTS[scheme]
    if not 0 < port < 65536:
        raise EgressRefused(url, f"{port} is not a port")
    return port


def _host(url: str, parts: SplitResult) -> str:
    """Host in the one spelling that everybody after us understands alike.

    Raises:
        EgressRefused: there is none, or it is malformed.
    """
    netloc = parts.netloc
    if netloc.startswith("["):
        inside, closed, after = netloc[1:].partition("]")
        literal = as_address(inside)
        if (
            not closed
            or (after and not after.startswith(":"))
            or not isinstance(literal, IPv6Address)
        ):
            raise EgressRefused(url, "its IPv6 address is malformed")
        if literal.scope_id:
            raise EgressRefused(url, "its IPv6 address names a network interface")
        return str(literal)
    host = netloc.partition(":")[0]
    if not host or "%" in host or netloc.count(":") > 1:
        raise EgressRefused(url, "its host is missing or malformed")
    return _plain_host(url, host)


def _plain_host(url: str, host: str) -> str:
    try:
        ascii_host = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise EgressRefused(url, f"{host!r} is not a host name") from error
    bare = ascii_host.removesuffix(".")
    labels = bare.split(".")
    if len(bare) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise EgressRefused(url, f"{host!r} is not a host name")
    # inet_aton reads 0x7f.1, 2130706433 and 017700000001 as addresses; a name ends in no number.
    if _NUMBER.fullmatch(labels[-1]) and not isinstance(as_address(bare), IPv4Address):
        raise EgressRefused(url, f"{host!r} is an address in an odd notation")
    return bare


def _is_inner(host: str) -> bool:
    last = host.rpartition(".")[2]
    return "." not in host or last in INNER_NAMES
