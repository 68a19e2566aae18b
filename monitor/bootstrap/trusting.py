"""What an installation itself trusts when it checks its own evidence."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from monitor.bootstrap.parts import deciders
from monitor.domain.capture import LogEntry

if TYPE_CHECKING:
    from alerts.evidence.trust import Trust
    from monitor.bootstrap.wiring import Wiring


def trust_of(wiring: "Wiring") -> "Trust":
    """Its own log, its key, the roots it configured, the deciders of this program."""
    from alerts.evidence.known_log import KnownLog
    from alerts.evidence.trust import Trust

    with wiring.store.transaction() as tx:
        newest = tx.log.checkpoint()
        entries = list(all_entries(tx.log.entries))
    log = KnownLog(entries, newest.note if newest else None, live=True)
    sealing = wiring.sealing
    return Trust(log=log, keys=sealing.keys, roots=sealing.roots, deciders=deciders())


def all_entries(read: Callable[[int, int], Sequence[LogEntry]]) -> Iterator[LogEntry]:
    """Entries of the log from the first one on, some at a time."""
    count = 0
    while more := read(count, 1000):
        yield from more
        count += len(more)
