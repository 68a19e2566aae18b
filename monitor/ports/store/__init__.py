"""Store: the truth.

Every verb finds its work by row state, claims it by a conditional update with a lease, is
idempotent by a unique key, and writes its result and the next step's work in one transaction.
Times are aware UTC. `now` and `owner` are always handed in.

One module for each kind of row; `transaction` holds them all.
"""

from monitor.ports.store.addresses import AddressRows
from monitor.ports.store.assets import AssetChanges, AssetRows
from monitor.ports.store.beats import PLANNER, SUPERVISOR, WORKER, BeatRows
from monitor.ports.store.captures import CaptureRows, DueCapture
from monitor.ports.store.cases import CaseQuery, CaseRows
from monitor.ports.store.confirmations import ConfirmationRows
from monitor.ports.store.desk import DeskRows, NamedView
from monitor.ports.store.facts import Fact, FactRows
from monitor.ports.store.hearings import (
    Hearing,
    HearingRows,
    NewHearing,
    SilenceRows,
    Telling,
)
from monitor.ports.store.leases import Lease, LeaseRows
from monitor.ports.store.log import LogRows
from monitor.ports.store.networks import NetworkRows, SellerStanding
from monitor.ports.store.notices import NoticeRows, PurchaseRows
from monitor.ports.store.outbox import OutboxLine, OutboxRows, QueuedAlert
from monitor.ports.store.pages import KnownPage, Pace, PageRows
from monitor.ports.store.pictures import PictureRows
from monitor.ports.store.queue import CaseKind, Harm, QueueLine, QueueQuery, QueueRows, Tally
from monitor.ports.store.relistings import RelistingRows
from monitor.ports.store.retention import KeptBundle, RetentionRows
from monitor.ports.store.sightings import SightingRows, StoredSighting
from monitor.ports.store.stamps import DueStamp, StampLine, StampRows
from monitor.ports.store.statistics import CaseCause, CasePast, CaseTally, StatisticRows
from monitor.ports.store.targets import Rest, TargetRows
from monitor.ports.store.tokens import TokenRows
from monitor.ports.store.transaction import Store, Transaction
from monitor.ports.store.visits import SourceCoverage, VisitRows

__all__ = [
    "PLANNER",
    "SUPERVISOR",
    "WORKER",
    "AddressRows",
    "AssetChanges",
    "AssetRows",
    "BeatRows",
    "CaptureRows",
    "CaseCause",
    "CaseKind",
    "CasePast",
    "CaseQuery",
    "CaseRows",
    "CaseTally",
    "ConfirmationRows",
    "DeskRows",
    "DueCapture",
    "DueStamp",
    "Fact",
    "FactRows",
    "Harm",
    "Hearing",
    "HearingRows",
    "KeptBundle",
    "KnownPage",
    "Lease",
    "LeaseRows",
    "LogRows",
    "NamedView",
    "NetworkRows",
    "NewHearing",
    "NoticeRows",
    "OutboxLine",
    "OutboxRows",
    "Pace",
    "PageRows",
    "PictureRows",
    "PurchaseRows",
    "QueueLine",
    "QueueQuery",
    "QueueRows",
    "QueuedAlert",
    "RelistingRows",
    "Rest",
    "RetentionRows",
    "SellerStanding",
    "SightingRows",
    "SilenceRows",
    "SourceCoverage",
    "StampLine",
    "StampRows",
    "StatisticRows",
    "Store",
    "StoredSighting",
    "Tally",
    "TargetRows",
    "Telling",
    "TokenRows",
    "Transaction",
    "VisitRows",
]
