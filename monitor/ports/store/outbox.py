"""News to write, and messages on their way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.alert import Alert, DeliveryState, Trouble
from monitor.ports.store.leases import Lease


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedAlert:
    """An alert in the outbox. attempts counts this one."""

    id: int
    alert: Alert
    attempts: int
    queued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLine:
    """One alert as an operator sees it."""

    key: str
    channel: str
    to: str
    subject: str
    message_id: str
    state: DeliveryState
    attempts: int
    next_try: datetime | None
    error: str | None
    sent_at: datetime | None


class OutboxRows(Protocol):
    """News to tell, and finished messages on their way."""

    def announce(self, case_id: int, event_id: int, now: datetime) -> None:
        """Ask for letters about an event, in the transaction that made it; twice is harmless."""
        ...

    def claim_news(self, lease: Lease, limit: int) -> Sequence[tuple[int, int]]:
        """Lease (case_id, event_id) that are due for writing, oldest first."""
        ...

    def told(self, event_id: int, owner: str) -> bool:
        """Everybody who is to hear of the event is noted; False when the lease was lost."""
        ...

    def queue(self, alert: Alert, now: datetime) -> bool:
        """Put a finished message in the outbox; False when its key stands there already."""
        ...

    def claim(self, lease: Lease, channel: str, limit: int) -> Sequence[QueuedAlert]:
        """Lease messages of a channel that are due, oldest first, one a receiver.

        Of a receiver's messages the one that was tried least: none of them waits behind another.
        """
        ...

    def sent(self, alert_id: int, owner: str, now: datetime) -> bool:
        """Delivered; False when the lease was lost."""
        ...

    def retry(
        self,
        alert_id: int,
        because: str,
        next_try: datetime,
        owner: str,
        *,
        tell_at: datetime | None = None,
    ) -> bool:
        """Not taken; again at `next_try`, and nothing else to this receiver before.

        tell_at: when the operator hears of it. False when the lease was lost.
        """
        ...

    def dead(
        self, alert_id: int, because: str, owner: str, *, tell_at: datetime | None = None
    ) -> bool:
        """Given up, with the reason. tell_at as in `retry`. False when the lease was lost."""
        ...

    def came_back(self, message_id: str, because: str, tell_at: datetime) -> str | None:
        """A message that was sent never arrived: given up; gives whose it was, None = no such."""
        ...

    def standing(self, keys: Sequence[str]) -> frozenset[str]:
        """Those of the keys whose messages stand here, sent or not."""
        ...

    def troubles(self, now: datetime) -> Sequence[Trouble]:
        """All that the operator is still to hear of, oldest first; () until one of them is due.

        Whoever else asks waits until this transaction ends, and is told of the rest.
        """
        ...

    def troubles_told(self, keys: Sequence[str]) -> None:
        """The operator is told of the messages with these keys."""
        ...

    def send_again(self, to: str, now: datetime) -> int:
        """Try what was given up for a receiver again, from now on; gives how many."""
        ...

    def drop(self, to: str) -> int:
        """Let what was given up for a receiver go; gives how many."""
        ...

    def given_up(self) -> Mapping[str, int]:
        """Receiver -> how many messages were given up for them, and not let go."""
        ...

    def lines(self, state: DeliveryState | None = None, limit: int = 100) -> Sequence[OutboxLine]:
        """Newest first."""
        ...

    def oldest_due(self) -> datetime | None:
        """Since when the oldest message waits that is still to be sent; None where none does."""
        ...

    def waiting(self, now: datetime) -> int:
        """News to spread, letters to write and messages to send that are due now or leased."""
        ...
