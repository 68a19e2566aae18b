"""Evidence for programs: what is sealed of a case, and its files, to keep and not to open."""

import hashlib
from typing import Annotated

from fastapi import Path, Response

from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.person import LookKind
from monitor.web.api.asked import CaseNumber
from monitor.web.api.calls import Call, Calling
from monitor.web.api.problems import not_there
from monitor.web.api.shapes import CaptureTold, EvidenceTold, FileTold
from monitor.web.evidence import files_of, sealed_of, to_keep

Name = Annotated[str, Path(max_length=200, description="As /cases/{number}/evidence has it.")]


def list_evidence(call: Calling, number: CaseNumber) -> Response:
    """What is sealed of a case, with the digests of its files; the look is written down."""
    case, bundles = sealed_of(call.desk, call.person, number)
    call.note(LookKind.EVIDENCE_SEEN, number=case.number)
    captures = tuple(_told(call, bundle, entry) for bundle, entry in bundles)
    return call.told(EvidenceTold(number=case.number, captures=captures))


def take_file(call: Calling, number: CaseNumber, capture: Name, name: Name) -> Response:
    """One file as it lies in the store; that it was taken is written down."""
    case, bundles = sealed_of(call.desk, call.person, number)
    bundle = next((one for one, _ in bundles if one.capture_id == capture), None)
    files = files_of(call.desk, bundle) if bundle else {}
    if name not in files:
        raise not_there("The captures and files of a case are at /cases/{number}/evidence.")
    call.note(LookKind.EVIDENCE_TAKEN, f"{capture}/{name}", case.number)
    return to_keep(name, files[name])


def _told(call: Call, bundle: EvidenceBundle, entry: LogEntry) -> CaptureTold:
    return CaptureTold(
        id=bundle.capture_id,
        started_at=bundle.started_at,
        ended_at=bundle.ended_at,
        page_kind=bundle.page_kind,
        missing=bundle.missing,
        supplied_by=bundle.supplied_by,
        sha256=bundle.sha256,
        size=bundle.size,
        log_entry=entry.index,
        leaf=entry.leaf_sha256,
        files=tuple(
            FileTold(name=name, size=len(body), sha256=hashlib.sha256(body).hexdigest())
            for name, body in sorted(files_of(call.desk, bundle).items())
        ),
    )
