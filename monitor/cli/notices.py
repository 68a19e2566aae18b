"""`rightswatch notices`: takedown notices and referrals, refused until complete, sent by people."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from monitor.bootstrap import Wiring
    from monitor.domain.notice import Gap, NoticeDocument, NoticeForm, NoticePacket
    from monitor.domain.notice_life import Notice

Number = Annotated[str, typer.Argument(help="Case number, for example RW-000001.")]
Numbers = Annotated[
    list[str], typer.Argument(help="Case numbers; default: every case that is confirmed.")
]
FormName = Annotated[str, typer.Option("--form", help="See `rightswatch notices forms`.")]
By = Annotated[str, typer.Option("--by", help="Full name of the person who signs.")]
AssetId = Annotated[str, typer.Option("--asset", help="The right; default: the best verdict's.")]
OneAsset = Annotated[str, typer.Option("--asset", help="The right that the batch is about.")]
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
    despite: Despite = "",
    out: Out = Path("notices"),
    as_json: Json = False,
) -> None:
    """Write a notice for a person to send, or say all that is missing and write nothing."""
    from monitor.bootstrap import Wiring
    from monitor.cli.packets import packet_of

    kind = _kind(form)
    with Wiring.open(config) as wiring:
        packet = packet_of(wiring, number, asset, by)
        folder = out / f"{packet.file.case.number}-{kind.value}"
        _write(wiring, kind, [packet], folder, despite, as_json=as_json)


def batch(
    form: FormName,
    asset: OneAsset,
    numbers: Numbers = [],  # noqa: B006 - typer copies it
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    despite: Despite = "",
    out: Out = Path("notices"),
    as_json: Json = False,
) -> None:
    """Write one notice about many offers, for portals that take them by right.

    Without case numbers: every confirmed case with a verdict over the right that no notice of this
    form is about. One that lacks something holds the whole batch, and is named.
    """
    from alerts.notices.forms import FORMS
    from monitor.bootstrap import Wiring
    from monitor.cli.packets import packet_of

    kind = _kind(form)
    most = FORMS[kind].most
    if most == 1:
        many = ", ".join(name.value for name, one in FORMS.items() if one.most > 1)
        raise typer.BadParameter(f"{form} takes one offer; many: {many}", param_hint="--form")
    with Wiring.open(config) as wiring:
        chosen = list(dict.fromkeys(numbers)) or _unnoticed(wiring, kind, asset, most)
        if not chosen:
            say(f"no confirmed case over {asset} waits for a notice of this form")
            raise typer.Exit(1)
        if len(chosen) > most:
            message = f"{len(chosen)} cases; {kind.value} takes {most} of one right at a time"
            raise typer.BadParameter(message)
        packets = [packet_of(wiring, number, asset, by) for number in chosen]
        folder = out / f"{kind.value}-{asset}-{wiring.clock.now():%Y%m%dT%H%M%SZ}"
        _write(wiring, kind, packets, folder, despite, as_json=as_json)


def gaps_of(
    wiring: "Wiring", kind: "NoticeForm", packets: "Sequence[NoticePacket]", despite: str
) -> "tuple[dict[str, list[Gap]], bool]":
    """Case number -> what its notices lack, and whether an account's budget holds some of them.

    Each holder has an account. What holds its notices is a gap of its first case, unless somebody
    says why they go all the same.
    """
    from alerts.notices.forms import gaps
    from monitor.bootstrap.noticed import over_budget

    missing: dict[str, list[Gap]] = {}
    accounts: dict[str, list[NoticePacket]] = {}
    for packet in packets:
        missing.setdefault(packet.file.case.number, []).extend(gaps(kind, packet))
        accounts.setdefault(packet.holder.id, []).append(packet)
    is_held = False
    with wiring.store.transaction() as tx:
        for own in accounts.values():
            held = over_budget(tx, kind, own, wiring.clock.now())
            if held and not despite:
                missing[own[0].file.case.number].append(held)
            is_held = is_held or held is not None
    return {number: found for number, found in missing.items() if found}, is_held


def refuse(
    kind: "NoticeForm", missing: "Mapping[str, Sequence[Gap]]", *, as_json: bool = False
) -> NoReturn:
    """Name every gap and end with exit code 1."""
    if as_json:
        every = [gap for found in missing.values() for gap in found]
        print_json({"form": kind.value, "files": [], "gaps": every, "of": list(missing)})
    for number, found in {} if as_json else missing.items():
        say(f"{number} is not ready for {kind.value}; nothing was written:")
        for gap in found:
            say(f"  {gap.what} is missing ({gap.source}): {gap.mend}")
    raise typer.Exit(1)


def _kind(form: str) -> "NoticeForm":
    from monitor.domain.notice import NoticeForm

    if form not in set(NoticeForm):
        raise typer.BadParameter(f"{form}: one of {', '.join(NoticeForm)}", param_hint="--form")
    return NoticeForm(form)


def _unnoticed(wiring: "Wiring", kind: "NoticeForm", asset: str, most: int) -> list[str]:
    """Confirmed cases over a right that no notice of a form is about, oldest first."""
    from monitor.domain.case import CaseState
    from monitor.ports.store import CaseQuery

    query = CaseQuery(states=(CaseState.CONFIRMED,), limit=1_000_000)
    found: list[str] = []
    with wiring.store.transaction() as tx:
        for case in reversed(tx.cases.list(query)):
            notices = tx.notices.of_case(case.id)
            told = {(one.form, one.asset_id) for one in notices if not one.is_withdrawn}
            over = (verdict.asset_id for verdict in tx.cases.file(case.id).verdicts)
            if (kind, asset) not in told and asset in over and len(found) < most:
                found.append(case.number)
    return found


def _write(
    wiring: "Wiring",
    kind: "NoticeForm",
    packets: "Sequence[NoticePacket]",
    folder: Path,
    despite: str,
    *,
    as_json: bool,
) -> None:
    """Write and record a notice about these, or refuse it with all that is missing."""
    from alerts.notices.forms import FORMS, write

    missing, held = gaps_of(wiring, kind, packets, despite)
    if missing:
        refuse(kind, missing, as_json=as_json)
    documents = write(kind, packets)
    try:  # before it is recorded: a notice that nobody can read is none
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{folder}: {error.strerror}", param_hint="--out") from error
    notices = _record(wiring, kind, packets, documents[0], despite if held else "")
    for document in documents:
        (folder / document.name).write_bytes(document.content)
    numbers = [notice.number for notice in notices]
    files = [str(folder / document.name) for document in documents]
    if as_json:
        told = {"form": kind.value, "notices": numbers, "files": files, "gaps": []}
        print_json(told)
        return
    about = numbers[0] if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
    say(f"{about}, {FORMS[kind].title}: nothing was sent; read it, sign it, then")
    say(f"  rightswatch notices release {numbers[0]} --by NAME --role ROLE")
    for file in files:
        say(f"  {file}")


def _record(
    wiring: "Wiring",
    kind: "NoticeForm",
    packets: "Sequence[NoticePacket]",
    document: "NoticeDocument",
    despite: str,
) -> "list[Notice]":
    """Keep the notice as it was written, and a line of the life of each case's."""
    from alerts.notices.clocks import day_in
    from monitor.bootstrap.noticed import registry_of
    from monitor.domain.notice_life import NoticeEvent, NoticeEventKind
    from monitor.pipeline.notice_life import prepare as note_prepared

    registry, now = registry_of(wiring), wiring.clock.now()
    event = NoticeEvent(
        kind=NoticeEventKind.PREPARED,
        day=day_in(kind, now),
        at=now,
        by=packets[0].signer or "",
        note=f"despite the budget: {despite}" if despite else "",
        files=(registry.keep(document.name, document.content),),
    )
    drafts = [(packet.file.case.id, packet.verdict.asset_id) for packet in packets]
    return note_prepared(registry, drafts, kind, event)
