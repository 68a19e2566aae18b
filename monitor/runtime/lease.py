"""Claims on work: alive while the step that made them runs, free soon after it failed or died.

A claim lasts LEASE_S and is renewed every RENEW_S while its step runs. So the work of a killed
process or a failed step waits at most LEASE_S, and a slow step never loses what it claimed.
"""

import itertools
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Self

import structlog

from monitor.ports.clock import Clock
from monitor.ports.store import Lease, Store

log = structlog.get_logger(__name__)

LEASE_S = 20.0
RENEW_S = 5.0


class Owner:
    """One process that claims work."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._store = store
        self._clock = clock
        self._numbers = itertools.count(1)
        self._claims: set[str] = set()
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

    @contextmanager
    def claim(self, step: str) -> Iterator[Lease]:
        """A lease that is renewed while the block runs."""
        name = f"{self._name}:{step}:{next(self._numbers)}"
        self._claims.add(name)
        try:
            yield self._lease(name)
        finally:
            self._claims.discard(name)

    def _lease(self, name: str) -> Lease:
        now = self._clock.now()
        return Lease(owner=name, now=now, until=now + timedelta(seconds=LEASE_S))

    def _renew(self) -> None:
        while not self._closed.wait(RENEW_S):
            try:
                with self._store.transaction() as tx:
                    for name in sorted(self._claims):
                        tx.leases.renew(self._lease(name))
            except Exception:  # a renewal that fails must not end the renewals
                log.exception("lease.renewal_failed", owner=self._name)
