"""`rightswatch alerts`: what waits to be told, and silences, which let it wait longer."""

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from monitor.cli.columns import Column, plain
from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from monitor.domain.rhythm import Silence
    from monitor.ports.store import Hearing

WAITING: Final = (
    Column(name="next look, UTC"),
    Column(name="to"),
    Column(name="why"),
    Column(name="asset", leaves=2),
    Column(name="market", leaves=1),
    Column(name="seller", flexible=True),
)
SILENCES: Final = (
    Column(name="silence", right=True),
    Column(name="ends, UTC"),
    Column(name="asset"),
    Column(name="market"),
    Column(name="seller"),
    Column(name="by"),
    Column(name="because", flexible=True),
)
MOST_SHOWN: Final = 200
NOTHING_NAMED: Final = "say of what: --asset, --seller, --market or --like"

Asset = Annotated[str, typer.Option("--asset", help="Asset, with * and ? as wildcards.")]
Seller = Annotated[str, typer.Option("--seller", help="The market's id of a seller.")]
Market = Annotated[str, typer.Option("--market", help="Host name of a market.")]
Like = Annotated[
    str, typer.Option("--like", help="A case, whose right, seller and market are meant.")
]
Until = Annotated[
    datetime,
    typer.Option("--until", help="End in UTC.", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"]),
]
Because = Annotated[str, typer.Option("--because", help="Why, for the record.")]
By = Annotated[str, typer.Option("--by", help="Who wants it; default: the user of this machine.")]
Number = Annotated[int, typer.Argument(help="Number of a silence, see `alerts silences`.")]


def waiting(config: Config = DEFAULT_CONFIG, *, as_json: Json = False) -> None:
    """List what waits to be told: for its group, quiet hours, a silence, the daily mail."""
    from monitor.bootstrap import Wiring
    from monitor.cli.tables import tell, tell_list

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        hearings = tx.hearings.waiting(MOST_SHOWN)
    if as_json:
        print_json(hearings)
    elif hearings:
        tell_list(WAITING, [_hearing_row(hearing) for hearing in hearings])
    else:
        tell("nothing waits")


def silence(
    until: Until,
    because: Because,
    config: Config = DEFAULT_CONFIG,
    *,
    asset: Asset = "",
    seller: Seller = "",
    market: Market = "",
    like: Like = "",
    by: By = "",
) -> None:
    """Tell nobody of certain cases until a time; what came meanwhile is told after it."""
    from monitor.bootstrap import Wiring
    from monitor.domain.rhythm import Silence
    from monitor.pipeline.silencing import group_of_case
    from monitor.pipeline.silencing import silence as add_silence

    if not (asset or seller or market or like):
        raise typer.BadParameter(NOTHING_NAMED)
    with Wiring.open(config) as wiring:
        now = wiring.clock.now()
        end = until.replace(tzinfo=UTC)
        if end <= now:
            raise typer.BadParameter(f"{end:%Y-%m-%d %H:%M} has passed", param_hint="--until")
        with wiring.store.reading() as tx:
            meant = group_of_case(tx, like) if like else None
        wanted = Silence(
            id=0,
            asset=asset or (meant.asset_id if meant else "*"),
            seller=seller or (meant.seller if meant else None),
            market=market or (meant.market if meant else None),
            because=because,
            by=by or getpass.getuser(),
            made_at=now,
            until=end,
        )
        number = add_silence(wiring.store, wanted, now)
    say(f"silence {number} stands until {end:%Y-%m-%d %H:%M} UTC; `alerts lift {number}` ends it")


def list_silences(config: Config = DEFAULT_CONFIG, *, as_json: Json = False) -> None:
    """List silences, newest first: who wanted them, why, and until when."""
    from monitor.bootstrap import Wiring
    from monitor.cli.tables import tell, tell_list

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        silences = tx.silences.all(MOST_SHOWN)
    if as_json:
        print_json(silences)
    elif silences:
        tell_list(SILENCES, [_silence_row(one) for one in silences])
    else:
        tell("no silences")


def lift(number: Number, config: Config = DEFAULT_CONFIG) -> None:
    """End a silence now; what it held is told."""
    from monitor.bootstrap import Wiring

    with Wiring.open(config) as wiring, wiring.store.transaction(durable=True) as tx:
        now = wiring.clock.now()
        if not tx.silences.lift(number, now):
            raise typer.BadParameter(f"no silence {number} stands; see `alerts silences`")
        tx.hearings.look_again(now)
    say(f"silence {number} has ended")


def _hearing_row(hearing: "Hearing") -> Sequence[str]:
    new = hearing.new
    return [
        f"{hearing.due:%Y-%m-%d %H:%M}" if hearing.due else "-",
        plain(new.recipient),
        new.occasion.value,
        plain(new.group.asset_id),
        plain(new.group.market),
        plain(new.group.seller) or "-",
    ]


def _silence_row(silence: "Silence") -> Sequence[str]:
    return [
        str(silence.id),
        f"{silence.end:%Y-%m-%d %H:%M}",
        silence.asset,
        plain(silence.market) if silence.market else "*",
        plain(silence.seller) if silence.seller is not None else "*",
        plain(silence.by),
        plain(silence.because),
    ]
