"""`rightswatch purchases`: offers that were bought to examine them, and who had them since."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say
from monitor.cli.recording import By, Files, Note, kept, moment_of, named, person

if TYPE_CHECKING:
    from monitor.domain.purchase import CustodyKind, Purchase

CaseNumber = Annotated[str, typer.Argument(help="Case number, for example RW-000001.")]
Number = Annotated[str, typer.Argument(help="Test purchase, for example TP-000001.")]
OrderNumber = Annotated[str, typer.Option("--order", help="Order number of the platform.")]
Price = Annotated[str, typer.Option("--price", help="Of the goods, for example 58.00.")]
Shipping = Annotated[str, typer.Option("--shipping", help="Beside it, in the same currency.")]
Currency = Annotated[str, typer.Option("--currency", help="ISO 4217, for example CNY.")]
At = Annotated[
    str, typer.Option("--at", help="When: 2026-03-02 or 2026-03-02T14:30+08:00; default: now.")
]
Shipment = Annotated[str, typer.Option("--shipment", help="Carrier and number of the parcel.")]
Seal = Annotated[str, typer.Option("--seal", help="Number on the seal.")]
To = Annotated[str, typer.Option("--to", help="Who takes it over: name and office.")]


def list_purchases(
    number: CaseNumber, config: Config = DEFAULT_CONFIG, *, as_json: Json = False
) -> None:
    """List the test purchases of a case with their chains of custody."""
    from monitor.bootstrap import Wiring
    from monitor.cli.notice_list import tell_purchases
    from monitor.cli.tables import tell

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        found = tx.purchases.of_case(tx.cases.get(number).id)
    if as_json:
        print_json(found)
    elif found:
        tell_purchases(found)
    else:
        tell(f"no test purchases of {number}")


def ordered(
    number: CaseNumber,
    order: OrderNumber,
    price: Price,
    currency: Currency,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    shipping: Shipping = "0",
    at: At = "",
    note: Note = "",
    file: Files,
) -> None:
    """Record that the offer of a case was bought. Of the seller nothing more is kept."""
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.noticed import registry_of
    from monitor.domain.purchase import CustodyEvent, CustodyKind, Order
    from monitor.pipeline.purchases import order as note_ordered

    if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        message = f"{currency!r} is no ISO 4217 code, such as CNY"
        raise typer.BadParameter(message, param_hint="--currency")
    with Wiring.open(config) as wiring:
        now, who, registry = wiring.clock.now(), person(by), registry_of(wiring)
        moment = moment_of(at, now, "--at")
        bought = Order(
            number=named(order, "--order"),
            day=datetime.fromisoformat(at).date() if at else moment.date(),  # as it was written
            price=_amount(price, "--price"),
            shipping=_amount(shipping, "--shipping"),
            currency=currency.upper(),
            buyer=who,
        )
        event = CustodyEvent(
            kind=CustodyKind.ORDERED,
            at=moment,
            recorded_at=now,
            by=who,
            note=note,
            files=kept(registry, file),
        )
        purchase = note_ordered(registry, number, bought, event)
    say(f"{purchase.number}: order {bought.number}, {bought.cost} {bought.currency} in all")


def received(
    number: Number,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    at: At = "",
    shipment: Shipment = "",
    note: Note = "",
    file: Files,
) -> None:
    """Record who received the parcel; with --file, its photographs."""
    from monitor.domain.purchase import CustodyKind

    _record(config, number, CustodyKind.RECEIVED, at, file, by=by, note=note, shipment=shipment)


def examined(
    number: Number,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    at: At = "",
    note: Note = "",
    file: Files,
) -> None:
    """Record that whoever has it looked at it, and what was seen."""
    from monitor.domain.purchase import CustodyKind

    _record(config, number, CustodyKind.EXAMINED, at, file, by=by, note=note)


def sealed(
    number: Number,
    seal: Seal,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    at: At = "",
    note: Note = "",
    file: Files,
) -> None:
    """Record that whoever has it sealed it."""
    from monitor.domain.purchase import CustodyKind

    _record(
        config, number, CustodyKind.SEALED, at, file, by=by, note=note, seal=named(seal, "--seal")
    )


def handed_over(
    number: Number,
    to: To,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    at: At = "",
    note: Note = "",
    file: Files,
) -> None:
    """Record that whoever has it handed it to somebody else, who has it from then on."""
    from monitor.domain.purchase import CustodyKind

    _record(
        config, number, CustodyKind.HANDED_OVER, at, file, by=by, note=note, to=named(to, "--to")
    )


def _record(
    config: Config,
    number: str,
    kind: "CustodyKind",
    at: str,
    file: Files,
    *,
    by: str,
    **told: str,
) -> None:
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.noticed import registry_of
    from monitor.domain.purchase import CustodyEvent
    from monitor.pipeline.purchases import record

    with Wiring.open(config) as wiring:
        now: datetime = wiring.clock.now()
        registry = registry_of(wiring)
        event = CustodyEvent(
            kind=kind,
            at=moment_of(at, now, "--at"),
            recorded_at=now,
            by=person(by),
            files=kept(registry, file),
            **told,
        )
        purchase: Purchase = record(registry, number, event)
    say(f"{purchase.number}: {kind.value.replace('_', ' ')}; {purchase.keeper} has it now")


def _amount(said: str, option: str) -> Decimal:
    """An amount of money, not negative.

    Raises:
        BadParameter: it is none.
    """
    try:
        amount = Decimal(said)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise typer.BadParameter(f"{said!r} is no amount, such as 58.00", param_hint=option)
    return amount
