"""handing: a case that leaves the house as files stands in its history, a redacted copy in the log.

Part of review. Writes: the case's event and, of a redacted copy, its entry in the evidence log, in
one transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import CaseEventKind
from monitor.pipeline.seals import sign_newest
from monitor.ports.notary import Notary
from monitor.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """The bundle that a redacted copy was made of."""

    capture_id: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCopy:
    """What the log says of a redacted copy: body of its entry. withheld: paths of fields."""

    type: str
    v: int
    of: CopyOf
    copy_sha256: str
    withheld: tuple[str, ...]
    by: str
    logged_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """What leaves the house. name: of the folder or file; copy_sha256: None = nothing is withheld.

    bundle: that the redacted copy was made of.
    """

    case_id: int
    name: str
    bundle: EvidenceBundle
    by: str
    at: datetime
    copy_sha256: str | None = None
    withheld: tuple[str, ...] = ()


def hand_out(store: Store, notary: Notary, handed: HandedOut) -> None:
    """Say what is handed out, by whom; before it is, so that nothing leaves unsaid."""
    note = handed.name
    with store.transaction(durable=True) as tx:
        if handed.copy_sha256:
            tx.log.append(_logged(handed, handed.copy_sha256), handed.at)
            sign_newest(tx, notary, handed.at)
            note = f"{note}, {len(handed.withheld)} fields withheld"
        kind = CaseEventKind.EXPORTED
        tx.cases.add_event(handed.case_id, kind, handed.at, by=handed.by, note=note)


def _logged(handed: HandedOut, copy_sha256: str) -> LoggedCopy:
    return LoggedCopy(
        type="redacted_copy",
        v=1,
        of=CopyOf(capture_id=handed.bundle.capture_id, sha256=handed.bundle.sha256),
        copy_sha256=copy_sha256,
        withheld=handed.withheld,
        by=handed.by,
        logged_at=handed.at,
    )
