"""`rightswatch sellers`: who is linked with whom, by what, and what people say of it."""

import getpass
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from monitor.domain.network import LinkEdge, SellerRef
    from monitor.ports.store import Transaction

SellerName = Annotated[str, typer.Argument(help="MARKET/KEY, as `rightswatch sellers` prints it.")]
Note = Annotated[str, typer.Option("--note", "-m", help="Why, for the record.")]
By = Annotated[str, typer.Option("--by", help="Who says so; default: the user of this machine.")]
Most = Annotated[int, typer.Option("--limit", help="Most sellers shown.")]


def list_by_default(
    context: typer.Context,
    config: Config = DEFAULT_CONFIG,
    limit: Most = 50,
    *,
    as_json: Json = False,
) -> None:
    """Sellers of cases and who is linked with them; without a further word, the list."""
    if context.invoked_subcommand is not None:
        return
    from monitor.bootstrap import Wiring
    from monitor.cli.coverage import looked_at

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        found = {seller: _linked(tx, seller) for seller in tx.networks.accused(limit)}
        beside = [] if found else looked_at(wiring, tx)
    if as_json:
        print_json([{"seller": seller, "linked": _ways(ways)} for seller, ways in found.items()])
        return
    if not found:
        say("no seller of an open or confirmed case is known yet")
    for line in beside:
        say(line)
    for seller, ways in found.items():
        _tell(str(seller))
        for other, edges in ways.items():
            _tell(f"{other}: {_way(edges)}", indent="  ")


def links(seller: SellerName, config: Config = DEFAULT_CONFIG, *, as_json: Json = False) -> None:
    """Everybody within reach of a seller, and the strongest way there."""
    from monitor.bootstrap import Wiring

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        begin = _known(tx, seller)
        ways = _linked(tx, begin)
    if as_json:
        print_json(_ways(ways))
        return
    for other, edges in ways.items():
        _tell(f"{other}: {_way(edges)}")
    if not ways:
        say(f"{begin} shares nothing rare enough with anybody seen")


def why(
    one: SellerName, other: SellerName, config: Config = DEFAULT_CONFIG, *, as_json: Json = False
) -> None:
    """Why two sellers are linked: the strongest way from one to the other, edge by edge."""
    from functools import partial

    from monitor.bootstrap import Wiring
    from rules.network.links import MOST_SELLERS, way, weight

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        begin, end = _known(tx, one), _known(tx, other)
        edges = way(begin, end, partial(tx.networks.edges, most_sellers=MOST_SELLERS))
    if as_json:
        print_json({"edges": edges, "strength": weight(edges) if edges else 0.0})
        return
    if not edges:
        say(f"nothing seen links {begin} with {end}")
        return
    for edge in edges:
        _tell(f"{edge.one} and {edge.other}: {_shared(edge)}")
    _tell(f"strength {weight(edges):.2f} of 1")


def cut(
    one: SellerName,
    other: SellerName,
    config: Config = DEFAULT_CONFIG,
    note: Note = "",
    by: By = "",
) -> None:
    """Say that two sellers are not linked, whatever they share; the record keeps who and why."""
    _word(config, (one, other), by, note, linked=False)


def join(
    one: SellerName,
    other: SellerName,
    config: Config = DEFAULT_CONFIG,
    note: Note = "",
    by: By = "",
) -> None:
    """Take a cut back; the record keeps both."""
    _word(config, (one, other), by, note, linked=True)


def _word(config: Config, pair: tuple[str, str], by: str, note: str, *, linked: bool) -> None:
    from monitor.bootstrap import Wiring
    from monitor.domain.network import LinkCut

    with Wiring.open(config) as wiring, wiring.store.transaction(durable=True) as tx:
        one, other = (_known(tx, name) for name in pair)
        said = LinkCut(
            one=one, other=other, by=by or getpass.getuser(), at=wiring.clock.now(), note=note
        )
        tx.networks.cut(said, linked=linked)
    say(f"{one} and {other} are {'linked again' if linked else 'no longer linked'}")


def _known(tx: "Transaction", written: str) -> "SellerRef":
    from monitor.domain.network import SellerRef

    market, _, key = written.partition("/")
    seller = SellerRef(market=market, key=key)
    if not tx.networks.is_known(seller):
        message = f"no offer of {written!r} was seen; write MARKET/KEY as `sellers` prints it"
        raise typer.BadParameter(message)
    return seller


def _linked(tx: "Transaction", seller: "SellerRef") -> "Mapping[SellerRef, tuple[LinkEdge, ...]]":
    from functools import partial

    from rules.network.links import MOST_SELLERS, linked

    return linked(seller, partial(tx.networks.edges, most_sellers=MOST_SELLERS))


def _ways(ways: "Mapping[SellerRef, Sequence[LinkEdge]]") -> list[dict[str, Any]]:
    from rules.network.links import weight

    return [
        {"seller": other, "strength": round(weight(edges), 4), "edges": edges}
        for other, edges in ways.items()
    ]


def _way(edges: "Sequence[LinkEdge]") -> str:
    from rules.network.links import weight

    return f"{weight(edges):.2f} by " + ", then ".join(_shared(edge) for edge in edges)


def _shared(edge: "LinkEdge") -> str:
    return f"{edge.kind.value} {edge.shown} (of {edge.sellers} sellers, sighting {edge.seen})"


def _tell(line: str, indent: str = "") -> None:
    from monitor.cli.tables import clean, tell

    tell(indent + clean(line))
