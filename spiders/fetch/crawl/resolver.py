"""The crawl's only way to an address: a name resolver that gives checked addresses and no others.

Twisted asks the reactor's name resolver for every connection, for IP literals too, and connects
to exactly the addresses it is given. So the check sits where the connection is made: there is no
second look-up that could answer differently, redirects and retries pass through it as well, TLS
still verifies the certificate against the URL's name, and Scrapy's own transport stays as it is.
An own download handler would have had to rebuild pooling, timeouts and body caps for the same.

Layer: spiders/fetch; known to child.py alone.
"""

from collections.abc import Sequence
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.threads import deferToThread

from monitor.domain.errors import EgressRefused, FetchFailed
from spiders.fetch.egress import Destination, EgressPolicy, Endpoint


class _Resolution:
    """Twisted's IHostResolution."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing to cancel: the thread's answer is dropped when nobody waits any more."""


class PinnedResolver:
    """Twisted's IHostnameResolver by the address policy.

    refusals: written here, "host:port" -> why, for the visit's sentence.
    """

    def __init__(
        self,
        reactor: Any,  # noqa: ANN401 - a module in disguise
        policy: EgressPolicy,
        refusals: dict[str, str],
    ) -> None:
        self._reactor = reactor
        self._policy = policy
        self._refusals = refusals

    def install_on_reactor(self) -> None:
        """Take the reactor's place for names, as Scrapy asks its resolvers to."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - the interface's name
        self,
        resolutionReceiver: Any,  # noqa: ANN401, N803 - the interface's name
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: ARG002, N803
        transportSemantics: str = "TCP",  # noqa: ARG002, N803
    ) -> _Resolution:
        """Resolve, check, and hand over; a refused name ends with no address."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        found = deferToThread(self._destinations, hostName, portNumber)

        def hand_over(destinations: list[Destination]) -> None:
            for destination in destinations:
                kind = IPv6Address if ":" in destination.address else IPv4Address
                address = kind("TCP", destination.address, destination.port)
                resolutionReceiver.addressResolved(address)
            resolutionReceiver.resolutionComplete()

        found.addCallback(hand_over)
        return resolution

    def _destinations(self, host: str, port: int) -> list[Destination]:
        endpoint = Endpoint(url=host, scheme="", host=host.strip("[]").lower(), port=port)
        try:
            return self._policy.destination(endpoint)
        except EgressRefused as error:
            self._refusals[endpoint.authority] = error.because
        except FetchFailed:
            pass
        return []
