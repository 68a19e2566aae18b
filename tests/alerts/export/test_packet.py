"""How an export comes to its place: whole, checkable with stock tools, and never over another."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alerts.export.packet import Report, deliver, export_files
from monitor.domain.errors import ExportRefused
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import Notice, NoticeEvent, NoticeEventKind
from tests.alerts.evidence import samples
from tests.alerts.export.test_report import dossier, pictured
from tests.alerts.notices.packets import purchase

FOLDERS = {"RW-000007-3": {"RW-000007-3.wacz": b"PK bundle", "SHA256SUMS": b"sums"}}


def files() -> dict[str, bytes]:
    reports = [Report(language="en", html="<p>report"), Report(language="zh", html="", pdf=b"%PDF")]
    return export_files(dossier(pictured()), reports, FOLDERS)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils are absent")
def test_a_folder_holds_all_files_and_their_checksums(tmp_path: Path) -> None:
    deliver(files(), tmp_path / "case", "RW-000007")
    told = {path.relative_to(tmp_path / "case").as_posix() for path in tmp_path.rglob("*.*")}
    assert {"report.en.html", "report.zh.pdf", "evidence/RW-000007-3/RW-000007-3.wacz"} <= told
    assert "extraction-record.RW-000007-3.html" in told
    assert "report.en.pdf" not in told
    checked = subprocess.run(
        ["sha256sum", "-c", "--quiet", "SHA256SUMS"],  # noqa: S607
        cwd=tmp_path / "case",
        check=False,
    )
    assert checked.returncode == 0


def test_photographs_of_a_test_purchase_lie_beside_it_and_drafts_of_notices_do_not() -> None:
    (photo,) = purchase("PO-1").events[1].files
    outward = replace(photo, name="../../etc/lid<1>.jpg")
    bought = purchase("PO-1")
    received = replace(bought.events[1], files=(photo, outward))
    bought = replace(bought, events=(bought.events[0], received))
    draft = NoticeEvent(
        kind=NoticeEventKind.PREPARED,
        day=date(2026, 5, 1),
        at=samples.NOON,
        by="Li",
        files=(photo,),
    )
    notice = Notice(
        number="NT-000001", case_id=1, form=NoticeForm.CSV, asset_id="x", events=(draft,)
    )
    attached = {photo.sha256: b"JPEG"}
    whole = replace(dossier(pictured()), notices=(notice,), purchases=(bought,), attached=attached)
    written = {name for name in export_files(whole, [], {}) if name.startswith("records/")}
    assert written == {
        "records/TP-000001/cdcdcdcd-parcel.jpg",
        "records/TP-000001/cdcdcdcd-_.._etc_lid_1_.jpg",
    }


def test_the_same_case_gives_the_same_zip(tmp_path: Path) -> None:
    for name in ("one.zip", "two.ZIP"):
        deliver(files(), tmp_path / name, "RW-000007")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.ZIP").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.testzip() is None
        assert {name.split("/")[0] for name in packed.namelist()} == {"RW-000007"}


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case.zip").write_bytes(b"mine")
    for name in ("case", "case.zip"):
        with pytest.raises(ExportRefused, match="is there already"):
            deliver(files(), tmp_path / name, "RW-000007")
    assert (tmp_path / "case.zip").read_bytes() == b"mine"


def test_a_disk_that_fails_leaves_nothing_half_written(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="could not be written"):
        deliver({**files(), "x" * 300: b""}, tmp_path / "case", "RW-000007")
    assert list(tmp_path.iterdir()) == []
