"""One owner a process: its claims live while it lives, and soon after it dies others take over.

A claim lasts LEASE_S and is renewed every RENEW_S, so work of a killed process waits at most
LEASE_S, and a slow step never loses its claim while its process is alive.
"""

import os
import secrets
import socket
import threading
from datetime import timedelta
from typing import Self

import structlog

from monitor.ports.clock import Clock
from monitor.ports.store import Lease, Store

log = structlog.get_logger(__name__)

LEASE_S = 20.0
RENEW_S = 5.0


class Owner:
    """Claims work under one name and keeps the claims alive while open."""

    def __init__(self, store: Store, clock: Clock, purpose: str) -> None:
        unique = secrets.token_hex(4)
        self.name = f"{socket.gethostname()}:{os.getpid()}:{purpose}:{unique}"
        self._store = store
        self._clock = clock
        self._closed = threading.Event()
        self._renewal = threading.Thread(target=self._renew, name="lease-renewal", daemon=True)

    def __enter__(self) -> Self:
        """Start renewing."""
        self._renewal.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop renewing; what is still claimed runs out by itself."""
        self._closed.set()
        self._renewal.join(timeout=RENEW_S)

    def lease(self) -> Lease:
        """A claim from now on."""
        now = self._clock.now()
        return Lease(owner=self.name, now=now, until=now + timedelta(seconds=LEASE_S))

    def _renew(self) -> None:
        while not self._closed.wait(RENEW_S):
            try:
                with self._store.transaction() as tx:
                    tx.leases.renew(self.lease())
            except Exception:  # a renewal that fails must not end the renewals
                log.exception("lease.renewal_failed", owner=self.name)
