"""What judges know of the market around an offer, read from the store and kept for some hours."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from monitor.domain.prices import PriceLevels
from monitor.domain.review import Pasts
from monitor.ports.clock import Clock

if TYPE_CHECKING:
    from monitor.ports.store import Store

FRESH_FOR = timedelta(hours=6)
MET_LAST = 5_000
"""Offers that price levels are told of: about a second to read."""

T = TypeVar("T")


class Kept(Generic[T]):
    """A reading that is made anew when it is older than FRESH_FOR."""

    def __init__(self, read: Callable[[], T], clock: Clock) -> None:
        self._read, self._clock = read, clock
        self._at: datetime | None = None
        self._last: T

    def __call__(self) -> T:
        """The last reading, or a new one."""
        now = self._clock.now()
        if self._at is None or now - self._at > FRESH_FOR:
            self._last, self._at = self._read(), now
        return self._last


def levels_kept(store: "Store", clock: Clock) -> Callable[[], PriceLevels]:
    """Prices of the offers met last, by goods and currency."""

    def read() -> PriceLevels:
        from rules.context.prices import levels_of

        with store.reading() as tx:
            offers = tx.sightings.met_last(MET_LAST)
        return levels_of(offers)

    return Kept(read, clock)


def pasts_kept(store: "Store", clock: Clock) -> Callable[[], Pasts]:
    """What people decided of each seller's offers."""

    def read() -> Pasts:
        with store.reading() as tx:
            return tx.cases.pasts()

    return Kept(read, clock)
