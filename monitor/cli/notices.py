"""`rightswatch notices`: takedown notices and referrals, refused until complete, sent by people."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from monitor.bootstrap import Wiring
    from monitor.domain.notice import Gap, NoticeForm, NoticePacket

Number = Annotated[str, typer.Argument(help="Case number, for example RW-000001.")]
FormName = Annotated[str, typer.Option("--form", help="See `rightswatch notices forms`.")]
By = Annotated[str, typer.Option("--by", help="Full name of the person who signs.")]
AssetId = Annotated[str, typer.Option("--asset", help="The right; default: the best verdict's.")]
Orders = Annotated[list[str], typer.Option("--order", help="Order number of a test purchase.")]
Despite = Annotated[
    str, typer.Option("--despite", help="Why it goes although the account's budget holds it.")
]
Out = Annotated[Path, typer.Option("--out", help="Folder to write to.")]


def forms(*, as_json: Json = False) -> None:
    """List the forms and what each asks for."""
    from alerts.notices.forms import FORMS
    from alerts.notices.needs import EVERY_FORM
    from monitor.cli.tables import tell

    told = {
        form.value: {
            "title": one.title,
            "source": one.source,
            "needs": [need.what for need in (*EVERY_FORM, *one.needs)],
        }
        for form, one in FORMS.items()
    }
    if as_json:
        print_json(told)
        return
    for name, one in told.items():
        tell(f"[bold]{name}[/]: {one['title']} ({one['source']})")
        for need in one["needs"]:
            tell(f"  {need}")


def prepare(
    number: Number,
    form: FormName,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    asset: AssetId = "",
    order: Orders = [],  # noqa: B006 - typer copies it
    despite: Despite = "",
    out: Out = Path("notices"),
    as_json: Json = False,
) -> None:
    """Write a notice for a person to send, or say all that is missing and write nothing."""
    from alerts.notices.forms import FORMS, gaps, write
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.noticed import over_budget
    from monitor.domain.case import CaseEventKind
    from monitor.domain.notice import NoticeForm, written_note

    if form not in set(NoticeForm):
        raise typer.BadParameter(f"{form}: one of {', '.join(NoticeForm)}", param_hint="--form")
    kind = NoticeForm(form)
    with Wiring.open(config) as wiring:
        packet = _packet(wiring, number, asset, by, tuple(order))
        missing = gaps(kind, packet)
        with wiring.store.transaction() as tx:
            held = over_budget(tx, kind, packet, wiring.clock.now())
        if held and not despite:
            missing.append(held)
        if missing:
            _refuse(kind, packet.file.case.number, missing, as_json=as_json)
        folder = out / f"{packet.file.case.number}-{kind.value}"
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for document in write(kind, packet):
            (folder / document.name).write_bytes(document.content)
            written.append(folder / document.name)
        with wiring.store.transaction(durable=True) as tx:
            tx.cases.add_event(
                packet.file.case.id,
                CaseEventKind.NOTICE_PREPARED,
                wiring.clock.now(),
                by=by,
                note=written_note(kind, packet.asset.id, despite if held else ""),
            )
    if as_json:
        print_json({"form": kind.value, "files": [str(path) for path in written], "gaps": []})
        return
    say(f"{FORMS[kind].title}: nothing was sent; read, sign and send it yourself")
    for path in written:
        say(f"  {path}")


def _refuse(
    kind: "NoticeForm", number: str, missing: "Sequence[Gap]", *, as_json: bool
) -> NoReturn:
    if as_json:
        print_json({"form": kind.value, "files": [], "gaps": missing})
    else:
        say(f"{number} is not ready for {kind.value}; nothing was written:")
        for gap in missing:
            say(f"  {gap.what} is missing ({gap.source}): {gap.mend}")
    raise typer.Exit(1)


def _packet(
    wiring: "Wiring", number: str, asset_id: str, by: str, orders: tuple[str, ...]
) -> "NoticePacket":
    """The case with the right it is about.

    Raises:
        UnknownCase: there is no case of that number.
    """
    from monitor.domain.errors import UnknownCase
    from monitor.domain.notice import NoticePacket

    with wiring.store.transaction() as tx:
        case = tx.cases.get(number)
        if case is None:
            raise UnknownCase(number)
        file = tx.cases.file(case.id)
        bundles = tuple(bundle for bundle, _ in tx.captures.of_case(case.id))
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
        purchase_orders=orders,
    )
