"""Notices and test purchases: what people did and got, a line each; none is changed or deleted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import Notice, NoticeEvent
from monitor.domain.purchase import CustodyEvent, Order, Purchase


class NoticeRows(Protocol):
    """Notices, and what happened to each."""

    def open(self, case_id: int, form: NoticeForm, asset_id: str) -> Notice:
        """A new notice, to which nothing has happened yet."""
        ...

    def add(self, notice: Notice, event: NoticeEvent, entry_index: int) -> Notice:
        """Append what happened next; entry_index: of the evidence log's entry that speaks of it.

        Raises:
            RecordRefused: somebody else was first: something happened to it meanwhile.
        """
        ...

    def get(self, number: str) -> Notice | None:
        """By number, as people write it ("NT-000123", "nt-123")."""
        ...

    def of_case(self, case_id: int) -> Sequence[Notice]:
        """Of one case, oldest first."""
        ...

    def happened(self, since: datetime) -> Sequence[Notice]:
        """Those to which something has happened from a moment on, oldest first."""
        ...

    def reminded(self, recipient: str, since: datetime) -> frozenset[str]:
        """Keys of the deadlines that somebody was reminded of from a moment on."""
        ...

    def remind(self, deadline: str, recipient: str, now: datetime) -> bool:
        """Take a deadline, by its key, as told to somebody; False when it was told already."""
        ...


class PurchaseRows(Protocol):
    """Test purchases, and where each thing was."""

    def open(self, case_id: int, order: Order) -> Purchase:
        """A new one, to which nothing has happened yet."""
        ...

    def add(self, purchase: Purchase, event: CustodyEvent, entry_index: int) -> Purchase:
        """Append what happened next; entry_index: of the evidence log's entry that speaks of it.

        Raises:
            RecordRefused: somebody else was first: something happened to it meanwhile.
        """
        ...

    def get(self, number: str) -> Purchase | None:
        """By number, as people write it ("TP-000123", "tp-123")."""
        ...

    def of_case(self, case_id: int) -> Sequence[Purchase]:
        """Of one case, oldest first."""
        ...
