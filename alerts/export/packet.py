"""The files of an export, and how they come into a folder or a ZIP: all of them, or none.

Layer: alerts.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from alerts.evidence.container import parts
from alerts.evidence.extraction import EXTRACTION_NAME
from alerts.evidence.instructions import checksums, instructions
from alerts.evidence.redacted import ENDING
from alerts.evidence.seals import MANUAL, SUMS
from alerts.export.dossier import Dossier, SealedCapture
from monitor.domain.codec import canonical_json
from monitor.domain.errors import ExportRefused
from monitor.domain.merkle import sides
from monitor.domain.notice_life import Notice, NoticeEventKind
from monitor.domain.purchase import Purchase

UNSAFE: Final = re.compile(r"[^\w.() -]")
"""In a file's name: whatever no system takes, or that would lead out of the folder."""
START: Final = "READ-ME-FIRST.txt"
ABOUT: Final = """{number}

report.zh.html / report.zh.pdf   证据报告（中文）
report.en.html / report.en.pdf   evidence report (English)
extraction-record.*.html         for the officer who signs: how it was taken / 提取笔录，供签名
case.json                        the same for programs / 供程序读取
records/                         what was sent and received, and photographs of test purchases
                                 送出与收到的文件、测试购买的照片
evidence/                        the sealed evidence; VERIFY.txt in each folder says how to check it
                                 封存的证据；各文件夹内的 VERIFY.txt 说明如何核验
SHA256SUMS                       sha256sum -c SHA256SUMS

Designed with the rules of electronic evidence in mind; no legal opinion.
设计时参照了电子证据规则；不构成法律意见。
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One finished report. pdf: None = it was not printed."""

    language: str
    html: str
    pdf: bytes | None = None


def export_files(
    dossier: Dossier,
    reports: list[Report],
    folders: Mapping[str, Mapping[str, bytes]],
) -> dict[str, bytes]:
    """All files of an export by name. folders: capture id -> files of its evidence."""
    number = dossier.file.case.number
    files = {
        START: ABOUT.format(number=number).encode(),
        "case.json": canonical_json(_facts(dossier)),
    }
    for report in reports:
        files[f"report.{report.language}.html"] = report.html.encode()
        if report.pdf is not None:
            files[f"report.{report.language}.pdf"] = report.pdf
    for capture in dossier.captures:
        record = capture.shown(EXTRACTION_NAME)
        if record is not None:
            files[f"extraction-record.{capture.bundle.capture_id}.html"] = record
    files |= dict(_attached(dossier))
    for capture_id, folder in folders.items():
        files |= {f"evidence/{capture_id}/{name}": body for name, body in folder.items()}
    return {**files, SUMS: checksums(files).encode()}


def redacted_folder(
    capture: SealedCapture, copy: bytes, folder: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The evidence of one capture with a redacted copy in place of its bundle."""
    capture_id = capture.bundle.capture_id
    replaced = {f"{capture_id}.wacz", SUMS, MANUAL}
    files = {name: body for name, body in folder.items() if name not in replaced}
    files[f"{capture_id}{ENDING}"] = copy
    checkpoint = capture.checkpoint
    manual = instructions(
        capture_id,
        capture.bundle.supplied_by,
        sides=sides(capture.entry.index, checkpoint.size) if checkpoint else None,
        authorities=[mark.authority for mark in capture.marks],
        redacted=True,
    )
    files[MANUAL] = manual.encode()
    return {**files, SUMS: checksums(files).encode()}


def deliver(files: Mapping[str, bytes], to: Path, number: str) -> None:
    """Write the files as a folder, or as a ZIP when the name ends so; never over another.

    number: of the case, the folder inside a ZIP.

    Raises:
        ExportRefused: something is there already, or the disk did not take it; nothing stays.
    """
    if to.exists():
        message = f"{to} is there already: name another, or remove it"
        raise ExportRefused(message)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".export-") as name:
            draft = Path(name) / "draft"
            if to.suffix.lower() == ".zip":
                _write(draft, zipped(files, number))
                os.link(draft, to)
            else:
                for path, content in files.items():
                    _write(draft / path, [content])
                draft.rename(to)
    except OSError as error:
        message = f"{to} could not be written: {error}"
        raise ExportRefused(message) from error


def zipped(files: Mapping[str, bytes], number: str) -> Sequence[bytes]:
    """The files as a ZIP in pieces: its one folder is called as the case.

    The pieces are the files themselves with what a ZIP has between them; nothing is copied.

    Raises:
        ExportRefused: they do not fit into one ZIP.
    """
    try:
        return list(parts({f"{number}/{path}": files[path] for path in sorted(files)}))
    except ValueError as error:
        message = f"{number} does not become a ZIP: {error}; hand it on as a folder"
        raise ExportRefused(message) from error


def _facts(dossier: Dossier) -> dict[str, object]:
    case = dossier.file.case
    return {
        "schema": "rightswatch/export/1",
        "case": {
            "number": case.number,
            "grade": case.grade,
            "state": case.state,
            "live": case.live,
        },
        "sighting": dossier.file.sighting,
        "verdicts": dossier.file.verdicts,
        "assets": dossier.assets,
        "evidence": [
            {"bundle": one.bundle, "entry": one.entry, "withheld": one.withheld}
            for one in dossier.captures
        ],
        "notices": dossier.notices,
        "purchases": dossier.purchases,
        "written_at": dossier.written_at,
        "written_by": dossier.by,
        "software": dossier.software,
    }


def _attached(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """Files that belong to notices and test purchases, as far as they are kept; no drafts.

    A draft may speak of other cases of its batch. Several files may have one name: the beginning of
    the digest tells them apart.
    """
    records: tuple[Notice | Purchase, ...] = (*dossier.notices, *dossier.purchases)
    for record in records:
        steps = (event for event in record.events if event.kind is not NoticeEventKind.PREPARED)
        for one in chain.from_iterable(event.files for event in steps):
            content = dossier.attached.get(one.sha256)
            if content is not None:
                name = UNSAFE.sub("_", one.name).lstrip(".")
                yield f"records/{record.number}/{one.sha256[:8]}-{name}", content


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
