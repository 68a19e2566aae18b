"""`rightswatch cases pictures`: who else shows the photographs of a case."""

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from monitor.domain.picture import SharedPicture

Number = Annotated[str, typer.Argument(help="The case, such as RW-000123.")]


def pictures(number: Number, config: Config = DEFAULT_CONFIG, *, as_json: Json = False) -> None:
    """Other listings that show a photograph of the case, and pictures that cannot be compared.

    The same bytes, or the same photograph encoded anew; the rarest first. What more than 20 sellers
    show is common and links nobody.
    """
    from monitor.bootstrap import Wiring
    from rules.network.links import MOST_SELLERS

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        case = tx.cases.get(number)
        shared = tx.pictures.sharing(case.listing, MOST_SELLERS)
        problems = tx.pictures.problems(case.listing)
    if as_json:
        print_json({"shared": shared, "not_comparable": problems})
        return
    from monitor.cli.tables import clean, tell

    for one in shared:
        tell(clean(_line(one)))
    if not shared:
        say(f"no other listing seen shows a photograph of {number}")
    for sha256, because in problems.items():
        say(clean(f"picture {sha256[:12]} was not compared: {because}"))


def _line(shared: "SharedPicture") -> str:
    whose = shared.seller.key if shared.seller else "unknown"
    sellers = "1 seller" if shared.sellers == 1 else f"{shared.sellers} sellers"
    common = ", common" if shared.is_common else ""
    return (
        f"{shared.listing.market}/{shared.listing.listing_id} of {whose}: photograph "
        f"{shared.family[:12]} ({sellers} in all{common})"
    )
