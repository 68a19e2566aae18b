"""purchases: test purchases and their chain of custody. Part of review.

Reads: what a person ordered, received, examined, sealed or handed over. Writes: a line of the
chain, a line of the case's history, an entry of the evidence log, in one transaction.
"""

import structlog

from monitor.domain.case import CaseEventKind
from monitor.domain.errors import RecordRefused
from monitor.domain.purchase import CustodyEvent, Order, Purchase, line_of, why_not
from monitor.pipeline.records import Registry
from monitor.ports.store import Transaction

log = structlog.get_logger(__name__)


def order(registry: Registry, case_number: str, ordered: Order, event: CustodyEvent) -> Purchase:
    """Note that an offer was bought.

    Raises:
        UnknownCase: there is no case of that number.
        RecordRefused: that order stands on the case already.
    """
    with registry.store.transaction(durable=True) as tx:
        case = tx.cases.get(case_number)
        for purchase in tx.purchases.of_case(case.id):
            if purchase.order.number == ordered.number:
                because = f"order {ordered.number} stands on {case.number} already"
                raise RecordRefused(purchase.number, because)
        return _append(registry, tx, tx.purchases.open(case.id, ordered), event)


def record(registry: Registry, number: str, event: CustodyEvent) -> Purchase:
    """Note what happened next to the thing that was bought.

    Raises:
        RecordRefused: there is no such purchase, or this would break the chain of custody.
    """
    with registry.store.transaction(durable=True) as tx:
        purchase = tx.purchases.get(number)
        if purchase is None:
            because = "there is no such test purchase; `rightswatch purchases list` shows a case's"
            raise RecordRefused(number, because)
        broken = why_not(purchase, event)
        if broken:
            raise RecordRefused(purchase.number, broken)
        return _append(registry, tx, purchase, event)


def _append(
    registry: Registry, tx: Transaction, purchase: Purchase, event: CustodyEvent
) -> Purchase:
    entry = registry.enter(tx, purchase.number, len(purchase.events), event)
    kind, line = CaseEventKind.TEST_PURCHASE, line_of(purchase, event)
    tx.cases.add_event(purchase.case_id, kind, event.recorded_at, by=event.by, note=line)
    log.info("purchase.recorded", purchase=purchase.number, step=event.kind.value, by=event.by)
    return tx.purchases.add(purchase, event, entry)
