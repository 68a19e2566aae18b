"""What a notice is written from, gathered for one case and right."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from monitor.bootstrap import Wiring
    from monitor.domain.notice import NoticePacket


def packet_of(wiring: "Wiring", number: str, asset_id: str, by: str) -> "NoticePacket":
    """The case with the right it is about; without `asset_id`, that of the best verdict.

    Raises:
        UnknownCase: there is no case of that number.
        BadParameter: none of its verdicts is over that right.
    """
    from monitor.domain.notice import NoticePacket

    with wiring.store.transaction() as tx:
        case = tx.cases.get(number)
        file = tx.cases.file(case.id)
        bundles = tuple(bundle for bundle, _ in tx.captures.of_case(case.id))
        purchases = tuple(tx.purchases.of_case(case.id))
    known = [verdict for verdict in file.verdicts if verdict.asset_id in wiring.assets]
    chosen = [verdict for verdict in known if not asset_id or verdict.asset_id == asset_id]
    if not chosen:
        names = ", ".join(verdict.asset_id for verdict in known) or "none that is still registered"
        raise typer.BadParameter(
            f"no verdict of {number} is over it; there is {names}", param_hint="--asset"
        )
    holders = {holder.id: holder for holder in wiring.settings.holders}
    return NoticePacket(
        file=file,
        verdict=chosen[0],
        asset=wiring.assets[chosen[0].asset_id],
        holder=holders[case.holder_id],
        bundles=bundles,
        signer=by.strip() or None,
        on=wiring.clock.now().date(),
        purchases=purchases,
    )
