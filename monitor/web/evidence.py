"""Evidence of a case: what is sealed, checked in place, and taken as files that no browser runs.

Every look is written down before anything is shown.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import structlog
from fastapi import Response
from fastapi.responses import StreamingResponse

from alerts.email.clean import clean_line
from alerts.email.sayings import told
from alerts.email.times import local_time
from alerts.email.words import words_for
from alerts.evidence.check import Exit, Outcome, exit_code
from alerts.evidence.shelf import laid_out
from alerts.evidence.verify import verify_bundle
from alerts.export.words import report_words_for
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.case import Case
from monitor.domain.errors import EvidenceBroken, ExportRefused
from monitor.domain.person import Look, LookKind, Person
from monitor.web.deciding import seen_case
from monitor.web.desk import Desk
from monitor.web.showing import page, refusal
from monitor.web.visit import Visit

log = structlog.get_logger(__name__)

_INERT: Final = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
_BROKEN: Final = {Exit.TAMPERED, Exit.UNREADABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """One file of a capture. size: in bytes; sha256: of the bytes as they lie there now."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check said: as a whole, and each line that did not pass."""

    said: str
    sound: bool
    open: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureView:
    """One sealed capture. verified: None = nobody asked yet."""

    id: str
    facts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    files: tuple[FileView, ...]
    verified: Verified | None


def show_evidence(visit: Visit) -> Response:
    """What is sealed of a case."""
    return _page(visit, LookKind.EVIDENCE_SEEN)


def verify_evidence(visit: Visit) -> Response:
    """The same, checked as `rightswatch verify` does."""
    return _page(visit, LookKind.EVIDENCE_VERIFIED)


def take_file(visit: Visit) -> Response:
    """One file as it lies in the store: to keep, not to open here."""
    case, bundles = sealed_of(visit.desk, visit.member, visit.parts["number"])
    wanted, name = visit.parts["capture"], visit.parts["name"]
    bundle = next((one for one, _ in bundles if one.capture_id == wanted), None)
    files = files_of(visit.desk, bundle) if bundle else {}
    if name not in files:
        return refusal(visit, 404)
    _note(visit, case, LookKind.EVIDENCE_TAKEN, f"{wanted}/{name}")
    return to_keep(name, files[name])


def take_packet(visit: Visit) -> Response:
    """The case as one ZIP: reports, evidence with its seals, and how a stranger checks them.

    Asked for by a form, so that no address and no page of another site has one made.
    """
    case, _ = sealed_of(visit.desk, visit.member, visit.parts["number"])
    try:
        pieces = visit.desk.write_packet(case.number, visit.member)
    except ExportRefused as error:
        log.info("packet.refused", number=case.number, because=str(error))
        return refusal(visit, 409)
    except EvidenceBroken as error:  # nobody hands that on; the check says what is wrong
        log.warning("packet.refused", number=case.number, because=str(error))
        return verify_evidence(visit)
    name = f"{case.number}.zip"
    _note(visit, case, LookKind.EVIDENCE_TAKEN, name)
    size = sum(map(len, pieces))
    return StreamingResponse(
        iter(pieces),
        media_type="application/zip",
        headers={**_kept(name), "content-length": str(size)},
    )


def to_keep(name: str, content: bytes) -> Response:
    """A file of the evidence, told to be no page: whatever it holds, no browser runs it."""
    return Response(
        content,
        media_type="application/octet-stream",
        headers=_kept(name),
    )


def _kept(name: str) -> dict[str, str]:
    """Headers of a file that a browser keeps and never opens."""
    return {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "content-security-policy": _INERT,
    }


def sealed_of(
    desk: Desk, person: Person, number: str
) -> tuple[Case, Sequence[tuple[EvidenceBundle, LogEntry]]]:
    """A case that a person sees, and what is sealed of it, newest first.

    Raises:
        UnknownCase: there is none of that number, or none that the person sees.
    """
    with desk.store.reading() as tx:
        case = seen_case(tx, person, number)
        return case, tx.captures.of_case(case.id)


def files_of(desk: Desk, bundle: EvidenceBundle) -> Mapping[str, bytes]:
    """The files of a capture by name, as they lie there now."""
    return desk.evidence.read(bundle.path.rpartition("/")[0])


def _page(visit: Visit, kind: LookKind) -> Response:
    case, bundles = sealed_of(visit.desk, visit.member, visit.parts["number"])
    _note(visit, case, kind)
    checked = kind is LookKind.EVIDENCE_VERIFIED
    captures = [_capture(visit, bundle, entry, checked=checked) for bundle, entry in bundles]
    return page(visit, "evidence.html", number=case.number, captures=captures)


def _note(visit: Visit, case: Case, kind: LookKind, what: str = "") -> None:
    look = Look(by=visit.member.email, at=visit.now, kind=kind, case_number=case.number, what=what)
    with visit.desk.store.transaction(durable=True) as tx:
        tx.desk.note(look)


def _capture(
    visit: Visit, bundle: EvidenceBundle, entry: LogEntry, *, checked: bool
) -> CaptureView:
    words, more = words_for(visit.language), report_words_for(visit.language)
    files = files_of(visit.desk, bundle)
    facts = [
        (more.taken, local_time(bundle.started_at, visit.timezone, words)),
        (words.evidence_bundle, f"sha256:{bundle.sha256}"),
        (words.evidence_log, f"#{entry.index} · {entry.leaf_sha256}"),
    ]
    if bundle.page_kind:
        facts.append((more.kind_seen, words.page_kinds[bundle.page_kind]))
    return CaptureView(
        id=bundle.capture_id,
        facts=tuple(facts),
        missing=tuple(told(one, words) for one in bundle.missing),
        files=tuple(
            FileView(name=name, size=len(body), sha256=hashlib.sha256(body).hexdigest())
            for name, body in sorted(files.items())
        ),
        verified=_verified(visit, bundle, files) if checked else None,
    )


def _verified(visit: Visit, bundle: EvidenceBundle, files: Mapping[str, bytes]) -> Verified:
    words, more = words_for(visit.language), report_words_for(visit.language)
    with laid_out(files) as folder:
        checks = verify_bundle(folder / f"{bundle.capture_id}.wacz", visit.desk.trust())
    code = exit_code(checks)
    return Verified(
        said=more.verdicts[code],
        sound=code not in _BROKEN,
        open=tuple(
            (more.outcomes[check.outcome], clean_line(told(check.because, words), 400))
            for check in checks
            if check.outcome is not Outcome.PASSED
        ),
    )
