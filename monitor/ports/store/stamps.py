"""Time stamps of checkpoints: asked for until they are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.checkpoint import SignedCheckpoint, TimeMark
from monitor.ports.notary import Stamp
from monitor.ports.store.leases import Lease


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStamp:
    """A checkpoint that an authority is to stamp. attempts counts this one."""

    id: int
    authority: str
    checkpoint: SignedCheckpoint
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StampLine:
    """How one authority stands, as an operator sees it.

    waiting_since: when its oldest checkpoint without a token was signed; None = nothing waits.
    because: why the last try failed. size, at: of the newest checkpoint it stamped.
    """

    authority: str
    waiting_since: datetime | None
    attempts: int
    because: str | None
    size: int | None
    at: datetime | None


class StampRows(Protocol):
    """One row for each checkpoint and authority that is to stamp it; none is ever dropped."""

    def ask(self, authorities: Sequence[str], now: datetime, before: datetime | None) -> int:
        """Ask for stamps of the newest checkpoint. Gives how many rows are new.

        An authority that still owes one is not asked for another: its next token covers both. Nor
        is one that was asked for its last one at `before` or later; None = however lately.
        """
        ...

    def claim(self, lease: Lease, authorities: Sequence[str], limit: int) -> Sequence[DueStamp]:
        """Lease what is due at these authorities, oldest first; `attempts` counts this one."""
        ...

    def stamped(self, stamp_id: int, stamp: Stamp, owner: str, now: datetime) -> bool:
        """The token is there: bundles that it covers have seals to write. False: lease lost."""
        ...

    def failed(self, stamp_id: int, because: str, retry_at: datetime, owner: str) -> bool:
        """Try again at `retry_at`; False when the lease was lost."""
        ...

    def over(self, size: int) -> Sequence[TimeMark]:
        """Tokens over the checkpoint of one size, by authority."""
        ...

    def covering(self, index: int) -> int | None:
        """Size of the smallest stamped checkpoint that holds entry `index`."""
        ...

    def newest(self) -> TimeMark | None:
        """The token with the latest time."""
        ...

    def lines(self) -> Sequence[StampLine]:
        """Every authority that was ever asked, by name."""
        ...

    def waiting(self, authorities: Sequence[str], now: datetime) -> int:
        """Stamps of these authorities that are due now or leased."""
        ...
