"""Purchase: an offer bought to examine it, and where the thing was from then on. Append-only.

ordered -> received -> examined | sealed | handed over

Of the seller it keeps nothing: the case has the offer, and what a parcel says of people is nobody's
affair.

Layer: domain, standard library only.
Flow: `rightswatch purchases` -> pipeline/purchases.py -> rows, the case's history, the log.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from monitor.domain.attachment import Attachment


class CustodyKind(StrEnum):
    """What happens to a thing that was bought."""

    ORDERED = "ordered"
    RECEIVED = "received"
    EXAMINED = "examined"
    SEALED = "sealed"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEvent:
    """One step of the chain of custody.

    at: when it happened; recorded_at: when it was written down. by: who did it. to: who took it
    over. seal: number on the seal. shipment: carrier and number of the parcel. note: what was seen.
    files: photographs and papers.
    """

    kind: CustodyKind
    at: datetime
    recorded_at: datetime
    by: str
    to: str = ""
    seal: str = ""
    shipment: str = ""
    note: str = ""
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was ordered. price: of the goods; shipping: beside it, in the same currency."""

    number: str
    day: date
    price: Decimal
    shipping: Decimal
    currency: str
    buyer: str

    @property
    def cost(self) -> Decimal:
        """What was paid in all."""
        return self.price + self.shipping


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """One order and its chain of custody. entries: numbers in the evidence log, by event."""

    number: str
    case_id: int
    order: Order
    events: tuple[CustodyEvent, ...]
    entries: tuple[int | None, ...] = ()

    @property
    def keeper(self) -> str | None:
        """Who has the thing now; None while nobody received it."""
        takers = {CustodyKind.RECEIVED: "by", CustodyKind.HANDED_OVER: "to"}
        taken = [event for event in self.events if event.kind in takers]
        return str(getattr(taken[-1], takers[taken[-1].kind])) if taken else None


def why_not(purchase: Purchase, event: CustodyEvent) -> str | None:
    """Why this would break the chain of custody; None when it does not."""
    last, keeper = purchase.events[-1], purchase.keeper
    if event.at < last.at:
        return f"{event.at:%Y-%m-%d %H:%M} UTC is before it was {last.kind.value}"
    if event.kind is CustodyKind.RECEIVED:
        return f"{keeper} has received it already" if keeper else None
    if keeper is None:
        return "nobody has received it yet: `rightswatch purchases received`"
    if event.by != keeper:
        return f"{keeper} has it, not {event.by}: first say that it was handed over"
    return None


def line_of(purchase: Purchase, event: CustodyEvent) -> str:
    """What the case's history says of it."""
    told = [purchase.number, event.kind.value.replace("_", " ")]
    told += [f"to {event.to}"] * bool(event.to) + [f"seal {event.seal}"] * bool(event.seal)
    told += [part for part in (event.shipment, event.note) if part]
    return "; ".join(told)
