"""How an export comes to its place: whole, checkable with stock tools, and never over another."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from alerts.export.packet import Report, deliver, export_files
from monitor.domain.errors import ExportRefused
from tests.alerts.export.test_report import dossier, pictured

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
