"""`rightswatch export` and the commands that keep evidence or let it go, on a small house."""

import json
import zipfile
from pathlib import Path

import pytest

from monitor.bootstrap import Wiring
from monitor.bootstrap.hands import Hands
from monitor.domain.errors import CaseHeld, ExportRefused
from monitor.ports.browser import BrowserSpec
from monitor.runtime.lease import Owner
from tests.monitor.cli.conftest import House


@pytest.fixture(scope="module")
def sealed(house: House) -> House:
    """Both cases with their evidence, sealed without a browser."""
    with Wiring.open(house.config) as wiring, Owner(wiring.store, wiring.clock) as owner:
        preserve = Hands(wiring, owner).steps["preserve"]
        assert [preserve(), preserve()] == [1, 1]
    return house


def test_a_case_becomes_files_that_verify(sealed: House, tmp_path: Path) -> None:
    to = tmp_path / "case"
    done = sealed.call("export", "RW-000001", "--to", str(to), "--by", "officer")
    assert done.exit_code == 0, done.output
    assert "the PDFs are left out" in done.output
    told = sealed.call("verify", str(to / "evidence"))
    assert told.exit_code == 3, told.output
    assert "the entry of the log names this very file" in told.output
    case = json.loads((to / "case.json").read_text())
    assert case["case"]["number"] == "RW-000001"
    page = (to / "report.zh.html").read_text()
    assert "<mark>ZORVEX</mark>" in page
    assert "exported" in sealed.call("cases", "show", "RW-000001").output


def test_a_whole_export_hands_on_what_was_bought_and_a_redacted_one_nothing_of_it(
    sealed: House, tmp_path: Path
) -> None:
    photo = tmp_path / "parcel.jpg"
    photo.write_bytes(b"JPEG")
    order = ("--order", "PO-77", "--price", "5", "--currency", "CNY", "--file", str(photo))
    assert sealed.call("purchases", "ordered", "RW-000001", *order).exit_code == 0
    whole, part = tmp_path / "whole", tmp_path / "part"
    told = sealed.call("export", "RW-000001", "--to", str(whole), "--no-pdf")
    assert told.exit_code == 0, told.output
    (bought,) = (whole / "records").iterdir()
    assert [path.read_bytes() for path in bought.iterdir()] == [b"JPEG"]
    assert "PO-77" in (whole / "report.zh.html").read_text("utf-8")
    sealed.call("export", "RW-000001", "--to", str(part), "--no-pdf", "--withhold", "seller")
    texts = b"".join(path.read_bytes() for path in part.rglob("*") if path.is_file())
    assert b"PO-77" not in texts
    assert not (part / "records").exists()


def test_a_redacted_case_verifies_and_the_log_knows_of_it(sealed: House, tmp_path: Path) -> None:
    to = tmp_path / "case.zip"
    words = ("--withhold", "seller", "--no-pdf", "--by", "officer")
    done = sealed.call("export", "RW-000001", "--to", str(to), *words)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(to) as packed:
        packed.extractall(tmp_path)
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Bargains" not in everything
    folder = tmp_path / "RW-000001" / "evidence" / "RW-000001-1"
    assert not (folder / "RW-000001-1.wacz").exists()
    told = sealed.call("verify", str(folder))
    assert told.exit_code == 3, told.output
    assert "evidence/listing.json#/offer/seller/name" in told.output
    log = sealed.call("log").output
    assert "redacted_copy" in log
    assert "Bargains" not in log


def test_what_cannot_be_exported_is_refused_and_nothing_is_written(
    sealed: House, tmp_path: Path
) -> None:
    to = tmp_path / "case"
    told = sealed.call("export", "RW-000001", "--to", str(to), "--withhold", "sellr")
    assert isinstance(told.exception, ExportRefused)
    assert "names no field" in str(told.exception)
    told = sealed.call("export", "RW-000001", "--to", str(to), "--keep", "evidence/text.txt")
    assert told.exit_code == 2
    assert "nothing to keep without" in told.output
    assert list(tmp_path.iterdir()) == []
    to.mkdir()
    told = sealed.call("export", "RW-000001", "--to", str(to))
    assert "is there already" in str(told.exception)


def test_a_held_case_is_not_forgotten_and_a_released_one_leaves_its_tombstone(
    sealed: House, tmp_path: Path
) -> None:
    said = sealed.call("cases", "hold", "RW-000002", "--note", "a suit", "--by", "counsel")
    assert "is on legal hold" in said.output
    told = sealed.call("cases", "forget", "RW-000002", "--note", "asked for")
    assert isinstance(told.exception, CaseHeld)
    assert "on hold no longer" in sealed.call("cases", "release", "RW-000002").output
    assert sealed.call("cases", "forget", "RW-000002").exit_code == 2, "it asks why"
    gone = sealed.call("cases", "forget", "RW-000002", "--note", "asked for by law")
    assert "its tombstone is in the log" in gone.output
    checked = sealed.call("verify")
    assert checked.exit_code == 3, checked.output
    assert "asked for by law" in checked.output
    assert "no evidence" in sealed.call("cases", "forget", "RW-000002", "--note", "x").output
    told = sealed.call("export", "RW-000002", "--to", str(tmp_path / "case"))
    assert "nothing to export" in str(told.exception)


def test_reports_are_printed_by_a_real_browser(
    sealed: House, tmp_path: Path, browser_spec: BrowserSpec
) -> None:
    assert browser_spec.version
    config = tmp_path / "rightswatch.yaml"
    words = sealed.config.read_text().replace("{executable: no/browser}", "{}")
    service = f"  evidence: {sealed.config.parent}/data/evidence\n"
    service += f"  database: sqlite:///{sealed.config.parent}/data/rightswatch.db\n"
    service += f"  blobs: {sealed.config.parent}/data/blobs\n"
    config.write_text(words.replace("service:\n", f"service:\n{service}"))
    house = House(config)
    done = house.call("export", "RW-000001", "--to", str(tmp_path / "case"))
    assert done.exit_code == 0, done.output
    for language in ("zh", "en"):
        assert (tmp_path / "case" / f"report.{language}.pdf").read_bytes().startswith(b"%PDF")
