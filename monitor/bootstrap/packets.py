"""A case as files: gathered, checked, told in reports, for the command and for the desk."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import structlog

from monitor.domain.errors import CaptureFailed, DeskBusy, ExportRefused
from monitor.domain.person import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alerts.evidence.redacted import RedactedCopy
    from alerts.evidence.trust import Trust
    from alerts.export.dossier import Dossier, SealedCapture
    from alerts.export.packet import Report
    from monitor.bootstrap.wiring import Wiring
    from monitor.domain.case import CaseFile
    from monitor.domain.notice_life import Notice
    from monitor.domain.purchase import Purchase

log = structlog.get_logger(__name__)

_WAIT_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketOrder:
    """What is wanted of a case. by: who hands it on; timezone: IANA name, of the reports.

    pdf: whether reports are printed too. withhold: fields that are left out; keep: what shows the
    whole page, and is handed out although something is withheld.
    """

    number: str
    by: str
    timezone: str = "UTC"
    pdf: bool = True
    withhold: Sequence[str] = ()
    keep: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """A case ready to be handed on. files: by name; copy: the redacted one, if it is one.

    left_out: sentences on what could not be had.
    """

    dossier: "Dossier"
    files: "Mapping[str, bytes]"
    copy: "RedactedCopy | None" = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskPackets:
    """Packets for people at the desk, one at a time: each may start a browser."""

    wiring: "Wiring"
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def write(self, number: str, person: Person) -> Sequence[bytes]:
        """The ZIP of a case in pieces; its history knows of it by then.

        Raises:
            DeskBusy: others had theirs written for longer than anybody waits.
            UnknownCase: there is no case of that number.
            ExportRefused: nothing of it is sealed, or it is too large for a ZIP.
            EvidenceBroken: a bundle of it is not as it was sealed.
        """
        from alerts.export.packet import zipped

        if not self._turn.acquire(timeout=_WAIT_S):
            message = f"the packet of {number} waited {_WAIT_S:g} s for others to be written"
            raise DeskBusy(message)
        try:
            order = PacketOrder(number=number, by=person.called, timezone=person.timezone)
            packet = gathered(self.wiring, order)
            pieces = zipped(packet.files, number)
            for sentence in packet.left_out:
                log.warning("packet.left_out", number=number, because=sentence)
            hand_on(self.wiring, packet, f"{number}.zip")
            return pieces
        finally:
            self._turn.release()


def gathered(wiring: "Wiring", order: PacketOrder) -> Packet:
    """All files of a case, checked; nothing is written anywhere.

    Raises:
        UnknownCase: there is no case of that number.
        ExportRefused: nothing of it is sealed, or a word to withhold names no field.
        EvidenceBroken: a bundle of it is not as it was sealed.
    """
    from alerts.export.packet import export_files

    left_out: list[str] = []
    try:
        dossier, folders, copy = _gather(wiring, order, left_out)
    except ValueError as error:
        raise ExportRefused(str(error)) from error
    files = export_files(dossier, _reports(wiring, dossier, order, left_out), folders)
    return Packet(dossier=dossier, files=files, copy=copy, left_out=tuple(left_out))


def hand_on(wiring: "Wiring", packet: Packet, name: str) -> None:
    """Say in the case's history, and of a redacted copy in the log too, what is handed out.

    name: of the folder or file.
    """
    import hashlib

    from monitor.pipeline.handing import HandedOut, hand_out

    dossier, copy = packet.dossier, packet.copy
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


def _gather(
    wiring: "Wiring", order: PacketOrder, left_out: list[str]
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

    file, sealed = _sealed(wiring, order.number, left_out)
    folders = {}
    captures: list[SealedCapture] = []
    trust, copy = trust_of(wiring), None
    for capture, folder in sealed:
        one, files = capture, folder
        if order.withhold:
            bundle = folder[f"{capture.bundle.capture_id}.wacz"]
            copy = redacted(bundle, order.withhold, order.keep)
            one, files = _redacted(capture, folder, copy)
        captures.append(_checked(one, files, trust))
        folders[capture.bundle.capture_id] = files
        if copy:
            break  # of a redacted export the newest capture is enough
    if not captures:
        message = (
            f"nothing of {order.number} is sealed, or its evidence was deleted: nothing to export"
        )
        raise ExportRefused(message)
    dossier = dossier_of(
        file,
        captures,
        written_at=wiring.clock.now(),
        by=order.by,
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
    wiring: "Wiring", number: str, left_out: list[str]
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
            left_out.append(f"{bundle.path} is not in the store of evidence and is left out")
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


def _reports(
    wiring: "Wiring", dossier: "Dossier", order: PacketOrder, left_out: list[str]
) -> "list[Report]":
    from alerts.export.packet import Report
    from alerts.export.report import LANGUAGES, report_html

    pages = {language: report_html(dossier, language, order.timezone) for language in LANGUAGES}
    unprinted: Sequence[bytes | None] = [None] * len(pages)
    papers = _papers(wiring, list(pages.values()), left_out) if order.pdf else unprinted
    return [
        Report(language=language, html=html, pdf=paper)
        for (language, html), paper in zip(pages.items(), papers, strict=True)
    ]


def _papers(wiring: "Wiring", pages: list[str], left_out: list[str]) -> Sequence[bytes | None]:
    from alerts.export.printing import printed

    if wiring.browser is None:
        left_out.append("no Chromium is at hand: the PDFs are left out")
        return [None] * len(pages)
    try:
        return printed(pages, wiring.browser)
    except CaptureFailed as error:
        left_out.append(f"{error}; the PDFs are left out")
        return [None] * len(pages)
