"""Mail addresses: which are confirmed, and which get no mail any more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.alert import Stop


class AddressRows(Protocol):
    """What is known of mail addresses beside the configuration."""

    def confirm(self, address: str, now: datetime) -> None:
        """Its owner has said that letters are welcome; twice is harmless."""
        ...

    def confirmed(self, addresses: Sequence[str]) -> frozenset[str]:
        """Those of them whose owners have."""
        ...

    def stop(self, address: str, because: str, now: datetime, tell_at: datetime) -> bool:
        """No mail to it any more; False when it was stopped before. tell_at: to the operator."""
        ...

    def resume(self, address: str) -> bool:
        """Mail to it again; False when it was not stopped."""
        ...

    def stops(self) -> Sequence[Stop]:
        """All that are stopped, the first one first."""
        ...

    def untold(self, now: datetime) -> Sequence[Stop]:
        """Stops that the operator is still to hear of; () until one of them is due.

        Whoever else asks waits until this transaction ends, and is told of the rest.
        """
        ...

    def told(self, addresses: Sequence[str]) -> None:
        """The operator is told that these are stopped."""
        ...
