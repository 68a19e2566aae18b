"""`rightswatch cases relistings` and `not-the-same`: what came back, and what people say of it."""

import getpass
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from monitor.domain.relisting import Relisting

Number = Annotated[str, typer.Argument(help="Case number, for example RW-000001.")]
ListingName = Annotated[
    str, typer.Argument(help="MARKET/LISTING, as `rightswatch cases relistings` prints it.")
]
Note = Annotated[str, typer.Option("--note", "-m", help="Why, for the record.")]
By = Annotated[str, typer.Option("--by", help="Who says so; default: the user of this machine.")]


def list_relistings(config: Config = DEFAULT_CONFIG, *, as_json: Json = False) -> None:
    """Offers that are tied to a closed case, newest first, each with what ties it."""
    from monitor.bootstrap import Wiring
    from monitor.cli.coverage import EVER, looked_at
    from monitor.cli.tables import clean, tell

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        found = tx.relistings.standing(EVER)[::-1]
        beside = [] if found else looked_at(wiring, tx)
    if as_json:
        print_json(found)
        for line in beside:
            say(line)
        return
    if not found:
        tell("no offer of a closed case was seen again")
    for line in beside:
        tell(clean(line))
    tell_relistings(found)


def not_the_same(
    number: Number,
    listing: ListingName,
    config: Config = DEFAULT_CONFIG,
    note: Note = "",
    by: By = "",
) -> None:
    """Say that a relisting is not the same goods; a case reopened for it alone closes again."""
    from monitor.bootstrap import Wiring
    from monitor.domain.listing import Listing
    from monitor.domain.relisting import Refusal
    from monitor.pipeline.relisting import refuse

    market, _, listing_id = listing.partition("/")
    named = Listing(market=market, listing_id=listing_id)
    with Wiring.open(config) as wiring:
        refusal = Refusal(by=by or getpass.getuser(), at=wiring.clock.now(), note=note)
        refused = refuse(wiring.store, number, named, refusal)
        with wiring.store.transaction() as tx:
            case = tx.cases.get(number)
    if refused is None:
        message = f"{listing!r} is not tied to {number}; see `rightswatch cases relistings`"
        raise typer.BadParameter(message)
    say(f"{listing} is not the goods of {number}, which is now {case.state.value}")


def tell_relistings(relistings: "Sequence[Relisting]") -> None:
    """What came back, on standard output."""
    from monitor.cli.tables import clean, tell

    for one in relistings:
        for line in _lines(one):
            tell(clean(line) if not line.startswith(" ") else f"  {clean(line)}")


def _lines(one: "Relisting") -> "Iterator[str]":
    when = one.at.isoformat(timespec="seconds")
    name = f"{one.listing.market}/{one.listing.listing_id}"
    yield f"{one.case_number} offered again as {name}, {when}, {one.sameness.score:.2f}: {one.url}"
    for edge in one.sameness.edges:
        rarity = f" (of {edge.sellers} sellers)" if edge.sellers else ""
        yield f" {edge.shared.value} {edge.points:+.1f}: {edge.because}{rarity}"
    for because in one.sameness.against:
        yield f" against: {because}"
    if one.refused:
        yield f" not the same, says {one.refused.by}: {one.refused.note}"
