"""The append-only evidence log."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.capture import LogEntry
from monitor.domain.checkpoint import SignedCheckpoint


class LogRows(Protocol):
    """The append-only evidence log; the database refuses to change or delete a row.

    Its entries are the leaves of a Merkle tree (RFC 6962), whose hashes are kept beside them.
    """

    def append(self, body: object, at: datetime) -> LogEntry:
        """Add one body (any domain value) behind the last entry."""
        ...

    def head(self) -> LogEntry | None:
        """Last entry."""
        ...

    def entries(self, first: int = 0, limit: int = 1000) -> Sequence[LogEntry]:
        """From index `first`, in order."""
        ...

    def root(self, size: int | None = None) -> tuple[int, bytes]:
        """Size and root of the tree over the first `size` entries; None = all."""
        ...

    def inclusion(self, index: int, size: int) -> Sequence[bytes]:
        """Proof that entry `index` stands in the tree of `size` entries.

        Raises:
            ValueError: the tree has no such entry.
        """
        ...

    def consistency(self, old: int, size: int) -> Sequence[bytes]:
        """Proof that the tree of `size` entries begins with the one of `old` entries.

        Raises:
            ValueError: the old tree is larger.
        """
        ...

    def keep_checkpoint(self, checkpoint: SignedCheckpoint) -> bool:
        """Keep what was signed; False when its size is signed already, or a larger one is."""
        ...

    def checkpoint(self, size: int | None = None) -> SignedCheckpoint | None:
        """The checkpoint of one size; None = the newest one there is."""
        ...

    def first_checkpoint(self, index: int) -> SignedCheckpoint | None:
        """The smallest checkpoint that holds entry `index`."""
        ...
