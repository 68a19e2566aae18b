"""Claims on work: alive while the step that made them runs, free soon after it failed or died.

A claim lasts LEASE_S and is renewed every RENEW_S while its step runs. So the work of a killed
process or a failed step waits at most LEASE_S, and a slow step never loses what it claimed.

What cannot be renewed (a database out of reach, a process that was stopped) is given up MARGIN_S
before anybody else may take it: by the claimer, and by its child, which is told until when it may.
"""

import itertools
import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Self

import structlog

from monitor.ports.clock import Clock, running_seconds
from monitor.ports.store import WORKER, Lease, Store

log = structlog.get_logger(__name__)

LEASE_S = 20.0
RENEW_S = 5.0
MARGIN_S = 5.0
FORGOTTEN = timedelta(days=1)
"""A worker that gave no sign for so long is not told of any more."""

Told = Callable[[float], None]
"""Told after each renewal until when the claim holds, in seconds of `running_seconds`."""


class Owner:
    """One process that claims work. note: what its sign of life says; None = it gives none."""

    def __init__(self, store: Store, clock: Clock, note: str | None = None) -> None:
        self._note = note
        self._name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._store = store
        self._clock = clock
        self._numbers = itertools.count(1)
        self._claims: dict[str, float] = {}
        self._listeners: dict[str, Told] = {}
        self._closed = threading.Event()
        self._renewal = threading.Thread(target=self._renew, name="lease-renewal", daemon=True)

    @property
    def name(self) -> str:
        """Host, process and a number drawn anew: no two processes share it, in no two lives."""
        return self._name

    def __enter__(self) -> Self:
        """Start renewing."""
        self._beat()
        self._renewal.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop renewing; what is still claimed runs out by itself."""
        self._closed.set()
        self._renewal.join(timeout=RENEW_S)
        if self._note is not None:
            with self._store.transaction() as tx:
                tx.beats.resign(f"{WORKER}{self._name}", self._note)

    @contextmanager
    def claim(self, step: str) -> Iterator[Lease]:
        """A lease that is renewed while the block runs."""
        name = f"{self._name}:{step}:{next(self._numbers)}"
        until = _holds_until()
        lease = self._lease(name)
        self._claims[name] = until
        try:
            yield lease
        finally:
            self._claims.pop(name, None)
            self._listeners.pop(name, None)

    def holds_until(self, name: str) -> float:
        """Until when that claim may be acted on, in seconds of `running_seconds`."""
        return self._claims.get(name, 0.0)

    def follow(self, name: str, told: Told) -> None:
        """Say after each renewal until when that claim holds."""
        self._listeners[name] = told

    def _lease(self, name: str) -> Lease:
        now = self._clock.now()
        return Lease(owner=name, now=now, until=now + timedelta(seconds=LEASE_S))

    def _renew(self) -> None:
        while not self._closed.wait(RENEW_S):
            try:
                self._beat()
                self._renew_all()
            except Exception:  # a renewal that fails must not end the renewals
                log.exception("lease.renewal_failed", owner=self._name)

    def _beat(self) -> None:
        """Say that it lives, and forget who has not for days."""
        if self._note is not None:
            now = self._clock.now()
            with self._store.transaction() as tx:
                tx.beats.beat(f"{WORKER}{self._name}", now, self._note)
                tx.beats.forget(WORKER, now - FORGOTTEN)

    def _renew_all(self) -> None:
        names, until = sorted(self._claims), _holds_until()
        with self._store.transaction() as tx:
            held = {name for name in names if tx.leases.renew(self._lease(name))}
        for name in held & self._claims.keys():
            self._claims[name] = until
            if told := self._listeners.get(name):
                told(until)


def _holds_until() -> float:
    """Taken before the lease itself, so that it ends before that does."""
    return running_seconds() + LEASE_S - MARGIN_S
