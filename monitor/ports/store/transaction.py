"""Store and Transaction: all rows, changed together or not at all."""

from contextlib import AbstractContextManager
from typing import Protocol

from monitor.ports.store.addresses import AddressRows
from monitor.ports.store.assets import AssetRows
from monitor.ports.store.beats import BeatRows
from monitor.ports.store.captures import CaptureRows
from monitor.ports.store.cases import CaseRows
from monitor.ports.store.confirmations import ConfirmationRows
from monitor.ports.store.desk import DeskRows
from monitor.ports.store.facts import FactRows
from monitor.ports.store.hearings import HearingRows, SilenceRows
from monitor.ports.store.leases import LeaseRows
from monitor.ports.store.log import LogRows
from monitor.ports.store.networks import NetworkRows
from monitor.ports.store.notices import NoticeRows, PurchaseRows
from monitor.ports.store.outbox import OutboxRows
from monitor.ports.store.pages import PageRows
from monitor.ports.store.pictures import PictureRows
from monitor.ports.store.queue import QueueRows
from monitor.ports.store.relistings import RelistingRows
from monitor.ports.store.retention import RetentionRows
from monitor.ports.store.sightings import SightingRows
from monitor.ports.store.stamps import StampRows
from monitor.ports.store.statistics import StatisticRows
from monitor.ports.store.targets import TargetRows
from monitor.ports.store.tokens import TokenRows
from monitor.ports.store.visits import VisitRows


class Transaction(Protocol):
    """All rows of one transaction."""

    @property
    def leases(self) -> LeaseRows: ...  # noqa: D102
    @property
    def assets(self) -> AssetRows: ...  # noqa: D102 - the type says it
    @property
    def targets(self) -> TargetRows: ...  # noqa: D102
    @property
    def visits(self) -> VisitRows: ...  # noqa: D102
    @property
    def sightings(self) -> SightingRows: ...  # noqa: D102
    @property
    def cases(self) -> CaseRows: ...  # noqa: D102
    @property
    def notices(self) -> NoticeRows: ...  # noqa: D102
    @property
    def purchases(self) -> PurchaseRows: ...  # noqa: D102
    @property
    def networks(self) -> NetworkRows: ...  # noqa: D102
    @property
    def pages(self) -> PageRows: ...  # noqa: D102
    @property
    def pictures(self) -> PictureRows: ...  # noqa: D102
    @property
    def relistings(self) -> RelistingRows: ...  # noqa: D102
    @property
    def captures(self) -> CaptureRows: ...  # noqa: D102
    @property
    def log(self) -> LogRows: ...  # noqa: D102
    @property
    def stamps(self) -> StampRows: ...  # noqa: D102
    @property
    def hearings(self) -> HearingRows: ...  # noqa: D102
    @property
    def silences(self) -> SilenceRows: ...  # noqa: D102
    @property
    def outbox(self) -> OutboxRows: ...  # noqa: D102
    @property
    def addresses(self) -> AddressRows: ...  # noqa: D102
    @property
    def beats(self) -> BeatRows: ...  # noqa: D102
    @property
    def retention(self) -> RetentionRows: ...  # noqa: D102
    @property
    def facts(self) -> FactRows: ...  # noqa: D102
    @property
    def desk(self) -> DeskRows: ...  # noqa: D102
    @property
    def queue(self) -> QueueRows: ...  # noqa: D102
    @property
    def statistics(self) -> StatisticRows: ...  # noqa: D102
    @property
    def confirmations(self) -> ConfirmationRows: ...  # noqa: D102
    @property
    def tokens(self) -> TokenRows: ...  # noqa: D102


class Store(Protocol):
    """The database."""

    def transaction(self, *, durable: bool = False) -> AbstractContextManager[Transaction]:
        """One transaction: committed when the block ends, rolled back when it raises.

        durable: survives power loss (SQLite synchronous=FULL); for evidence, alerts and reviews.
        """
        ...

    def reading(self) -> AbstractContextManager[Transaction]:
        """One transaction that only reads, and on SQLite holds up no writer."""
        ...

    def close(self) -> None:
        """Let all connections go."""
        ...
