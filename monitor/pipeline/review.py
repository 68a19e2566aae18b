"""review: a person's judgement of a case.

Reads: a decision. Writes: the review, the case's state, its history. Append-only.
"""

from datetime import datetime

import structlog

from monitor.domain.case import Case, CaseState
from monitor.domain.review import Review
from monitor.ports.store import Store

log = structlog.get_logger(__name__)


def review(
    store: Store, number: str, decision: CaseState, *, by: str, note: str, now: datetime
) -> Case:
    """File a judgement.

    Raises:
        UnknownCase: there is no case of that number.
    """
    with store.transaction(durable=True) as tx:
        case = tx.cases.review(
            Review(case_number=number, decision=decision, by=by, at=now, note=note)
        )
    log.info("case.reviewed", case=number, decision=decision.value, by=by)
    return case
