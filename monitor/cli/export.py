"""`rightswatch export`: one case as files to hand on, whole or redacted."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alerts.evidence.redacted import RedactedCopy
    from alerts.evidence.trust import Trust
    from alerts.export.dossier import Dossier, SealedCapture
    from alerts.export.packet import Report
    from monitor.bootstrap import Wiring
    from monitor.domain.case import CaseFile
    from monitor.domain.notice_life import Notice
    from monitor.domain.purchase import Purchase

NOTHING_WITHHELD: Final = "there is nothing to keep without --withhold"

Number = Annotated[str, typer.Argument(help="Case number, for example RW-000001.")]
To = Annotated[Path, typer.Option("--to", help="A new folder, or a new file that ends in .zip.")]
By = Annotated[str, typer.Option("--by", help="Who exports; default: the user of this machine.")]
Zone = Annotated[str, typer.Option("--timezone", help="Of the times in the report (IANA name).")]
Pdf = Annotated[bool, typer.Option("--pdf/--no-pdf", help="Print the reports to PDF as well.")]
Withhold = Annotated[
    list[str],
    typer.Option(
        "--withhold",
        help="A field that is left out, for example seller or description, with all that repeats "
        "it. Only the newest capture is handed out then.",
    ),
]
Keep = Annotated[
    list[str],
    typer.Option(
        "--keep",
        help="Although it shows the whole page: evidence/screenshot.png, evidence/dom.html, "
        "evidence/text.txt or archive/data.warc.gz. Look through it first.",
    ),
]


def export(
    number: Number,
    to: To,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    timezone: Zone = "UTC",
    *,
    pdf: Pdf = True,
    withhold: Withhold = [],  # noqa: B006 - typer copies it
    keep: Keep = [],  # noqa: B006 - the same
) -> None:
    """Write a case as files: reports in Chinese and English, and the evidence with its seals.

    With --withhold the evidence becomes a redacted copy: what remains still verifies, and `verify`
    names what is withheld.
    """
    from alerts.export.packet import deliver, export_files
    from monitor.bootstrap import Wiring
    from monitor.domain.errors import ExportRefused

    if keep and not withhold:
        raise typer.BadParameter(NOTHING_WITHHELD, param_hint="--keep")
    if to.exists():
        message = f"{to} is there already: name another, or remove it"
        raise ExportRefused(message)
    with Wiring.open(config) as wiring:
        try:
            gathered = _gather(wiring, number, withhold, keep, by or getpass.getuser())
        except ValueError as error:
            raise ExportRefused(str(error)) from error
        dossier, folders, copy = gathered
        files = export_files(dossier, _reports(wiring, dossier, timezone, pdf=pdf), folders)
        # first, so that nothing leaves that the history does not know of
        _record(wiring, dossier, to.name, copy)
        deliver(files, to, number)
    say(f"{number}: {len(files)} files in {to}; begin with READ-ME-FIRST.txt")
    if copy:
        say(f"withheld: {len(copy.withheld)} fields; look through what remains before it leaves")


def _gather(
    wiring: "Wiring", number: str, withhold: "Sequence[str]", keep: "Sequence[str]", by: str
) -> "tuple[Dossier, dict[str, Mapping[str, bytes]], RedactedCopy | None]":
    """The dossier, the files of its evidence, and the redacted copy among them, if any.

    Raises:
        ValueError: a word to withhold names no field.
        UnknownCase: there is no case of that number.
        ExportRefused: nothing of it is sealed.
    """
    from importlib.metadata import version

    from alerts.evidence.redacted import redacted
    from alerts.export.dossier import dossier_of
    from monitor.bootstrap.trusting import trust_of
    from monitor.domain.errors import ExportRefused

    file, sealed = _sealed(wiring, number)
    folders = {}
    captures: list[SealedCapture] = []
    trust, copy = trust_of(wiring), None
    for capture, folder in sealed:
        one, files = capture, folder
        if withhold:
            copy = redacted(folder[f"{capture.bundle.capture_id}.wacz"], withhold, keep)
            one, files = _redacted(capture, folder, copy)
        captures.append(_checked(one, files, trust))
        folders[capture.bundle.capture_id] = files
        if copy:
            break  # of a redacted export the newest capture is enough
    if not captures:
        message = f"nothing of {number} is sealed, or its evidence was deleted: nothing to export"
        raise ExportRefused(message)
    dossier = dossier_of(
        file,
        captures,
        written_at=wiring.clock.now(),
        by=by,
        software=f"rightswatch {version('rightswatch')}",
        key=wiring.sealing.notary.public.text,
    )
    return dossier if copy else _with_records(wiring, dossier), folders, copy


def _with_records(wiring: "Wiring", dossier: "Dossier") -> "Dossier":
    """The dossier with what people recorded of notices and test purchases, and the files of it."""
    from dataclasses import replace

    case_id = dossier.file.case.id
    with wiring.store.transaction() as tx:
        notices = tuple(tx.notices.of_case(case_id))
        purchases = tuple(tx.purchases.of_case(case_id))
    records: tuple[Notice | Purchase, ...] = (*notices, *purchases)
    files = [one for record in records for event in record.events for one in event.files]
    kept = {one.sha256: wiring.blobs.get(one.sha256) for one in files}
    attached = {digest: content for digest, content in kept.items() if content is not None}
    return replace(dossier, notices=notices, purchases=purchases, attached=attached)


def _sealed(
    wiring: "Wiring", number: str
) -> "tuple[CaseFile, list[tuple[SealedCapture, Mapping[str, bytes]]]]":
    from alerts.evidence.container import unpack
    from alerts.export.dossier import SealedCapture
    from monitor.pipeline.seals import seal_of

    with wiring.store.transaction() as tx:
        case = tx.cases.get(number)
        file = tx.cases.file(case.id)
        told = [(b, e, seal_of(tx, b, e)) for b, e in tx.captures.of_case(case.id)]
    found = []
    for bundle, entry, seal in told:
        where, _, name = bundle.path.rpartition("/")
        folder = wiring.sealing.store.read(where)
        if name not in folder:
            say(f"{bundle.path} is not in the store of evidence and is left out")
            continue
        capture = SealedCapture(
            bundle=bundle,
            entry=entry,
            members=unpack(folder[name]),
            checkpoint=seal.checkpoint if seal else None,
            marks=seal.marks if seal else (),
        )
        found.append((capture, folder))
    return file, found


def _redacted(
    capture: "SealedCapture", folder: "Mapping[str, bytes]", copy: "RedactedCopy"
) -> "tuple[SealedCapture, Mapping[str, bytes]]":
    from dataclasses import replace

    from alerts.export.packet import redacted_folder

    hidden = replace(capture, withheld=copy.withheld)
    return hidden, redacted_folder(hidden, copy.content, folder)


def _checked(
    capture: "SealedCapture", files: "Mapping[str, bytes]", trust: "Trust"
) -> "SealedCapture":
    """The capture with what `verify` says of the very files that are handed out."""
    from dataclasses import replace

    from alerts.evidence.redacted import ENDING
    from alerts.evidence.shelf import laid_out
    from alerts.evidence.verify import verify_bundle

    ending = ENDING if capture.withheld else ".wacz"
    with laid_out(files) as folder:
        checks = verify_bundle(folder / f"{capture.bundle.capture_id}{ending}", trust)
    return replace(capture, checks=tuple(checks))


def _reports(wiring: "Wiring", dossier: "Dossier", timezone: str, *, pdf: bool) -> "list[Report]":
    from alerts.export.packet import Report
    from alerts.export.report import LANGUAGES, report_html

    pages = {language: report_html(dossier, language, timezone) for language in LANGUAGES}
    papers = _papers(wiring, list(pages.values())) if pdf else [None] * len(pages)
    return [
        Report(language=language, html=html, pdf=paper)
        for (language, html), paper in zip(pages.items(), papers, strict=True)
    ]


def _papers(wiring: "Wiring", pages: "list[str]") -> "Sequence[bytes | None]":
    from alerts.export.printing import printed
    from monitor.domain.errors import CaptureFailed

    if wiring.browser is None:
        say("no Chromium is at hand: the PDFs are left out")
        return [None] * len(pages)
    try:
        return printed(pages, wiring.browser)
    except CaptureFailed as error:
        say(f"{error}; the PDFs are left out")
        return [None] * len(pages)


def _record(wiring: "Wiring", dossier: "Dossier", name: str, copy: "RedactedCopy | None") -> None:
    """Say in the case's history, and of a redacted copy in the log too, what is handed out."""
    import hashlib

    from monitor.pipeline.handing import HandedOut, hand_out

    handed = HandedOut(
        case_id=dossier.file.case.id,
        name=name,
        bundle=dossier.captures[0].bundle,
        by=dossier.by,
        at=dossier.written_at,
        copy_sha256=hashlib.sha256(copy.content).hexdigest() if copy else None,
        withheld=copy.withheld if copy else (),
    )
    hand_out(wiring.store, wiring.sealing.notary, handed)
