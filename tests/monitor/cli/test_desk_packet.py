"""The packet of a case as the desk hands it on is the one that `rightswatch export` writes."""

import json
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from monitor.bootstrap import Wiring
from monitor.bootstrap.desk import desk_of
from monitor.bootstrap.hands import Hands
from monitor.config.settings import WebSettings
from monitor.domain.errors import DeskBusy
from monitor.domain.person import LookKind
from monitor.runtime.lease import Owner
from monitor.web.desk import Desk
from tests.monitor.cli.conftest import House
from tests.monitor.web.conftest import Browser, free_port, served

PEOPLE = "people:\n  - {email: li@bureau.example, role: officer, name: Li Wen, language: en}\n"
NUMBER = "RW-000001"
OF_THE_MOMENT = {"case.json", "report.zh.html", "report.en.html", "SHA256SUMS"}


@pytest.fixture(scope="module")
def sealed(house: House) -> House:
    """Both cases with their evidence, and somebody who may take it."""
    text = house.config.read_text("utf-8").replace("service:\n", "service:\n  web: {}\n")
    house.config.write_text(text + PEOPLE, "utf-8")
    with Wiring.open(house.config) as wiring, Owner(wiring.store, wiring.clock) as owner:
        preserve = Hands(wiring, owner).steps["preserve"]
        assert [preserve(), preserve()] == [1, 1]
    return house


@pytest.fixture
def desk(sealed: House) -> Iterator[Desk]:
    """The desk of that house."""
    address = f"127.0.0.1:{free_port()}"
    with Wiring.open(sealed.config) as wiring:
        made = desk_of(wiring, WebSettings(address=address, public_url=f"http://{address}"))
        with served(made):
            yield made
            while Browser.opened:
                Browser.opened.pop().client.close()


def unpacked(path: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        return {name.removeprefix(f"{NUMBER}/"): packed.read(name) for name in packed.namelist()}


def test_the_packet_of_the_page_is_that_of_the_command(
    sealed: House, desk: Desk, tmp_path: Path
) -> None:
    (person,) = desk.people.values()
    officer = Browser(desk).sign_in(person)
    page, command = tmp_path / "page.zip", tmp_path / "command.zip"
    done = sealed.call("export", NUMBER, "--to", str(command), "--by", person.called)
    assert done.exit_code == 0, done.output
    answer = officer.post(f"/cases/{NUMBER}/packet", on=f"/cases/{NUMBER}")
    assert answer.headers["content-type"] == "application/zip"
    page.write_bytes(answer.content)
    ours, theirs = unpacked(page), unpacked(command)
    assert list(ours) == list(theirs)
    assert {name for name in ours if ours[name] != theirs[name]} <= OF_THE_MOMENT
    told, said = (json.loads(files["case.json"]) for files in (ours, theirs))
    assert {name for name in told if told[name] != said[name]} == {"written_at"}
    with desk.store.reading() as tx:
        case = tx.cases.get(NUMBER)
        handed = [(one.note, one.by) for one in tx.cases.file(case.id).events][-2:]
        (_, look), *_ = tx.desk.looks(1)
    assert handed == [("command.zip", person.called), (f"{NUMBER}.zip", person.called)]
    assert (look.kind, look.what) == (LookKind.EVIDENCE_TAKEN, f"{NUMBER}.zip")


def test_a_packet_of_the_page_is_checked_by_tools_that_every_system_has(
    sealed: House, desk: Desk, tmp_path: Path
) -> None:
    (person,) = desk.people.values()
    (tmp_path / "packet.zip").write_bytes(b"".join(desk.write_packet(NUMBER, person)))
    with zipfile.ZipFile(tmp_path / "packet.zip") as packed:
        packed.extractall(tmp_path)
    command = ("sha256sum", "--strict", "-c", "SHA256SUMS")
    told = subprocess.run(command, cwd=tmp_path / NUMBER, capture_output=True, text=True)  # noqa: PLW1510 - its own words, and its status below
    assert told.returncode == 0, told.stdout
    listed = (tmp_path / NUMBER / "SHA256SUMS").read_text("utf-8").splitlines()
    there = [path for path in (tmp_path / NUMBER).rglob("*") if path.is_file()]
    assert len(listed) == len(there) - 1, "all but the list itself"
    verified = sealed.call("verify", str(tmp_path / NUMBER / "evidence"))
    assert verified.exit_code == 3, verified.output


def test_a_photograph_with_a_chinese_name_goes_into_the_packet(
    sealed: House, desk: Desk, tmp_path: Path
) -> None:
    photo = tmp_path / "包裹照片.jpg"
    photo.write_bytes(b"JPEG")
    order = ("--order", "PO-77", "--price", "5", "--currency", "CNY", "--file", str(photo))
    assert sealed.call("purchases", "ordered", NUMBER, *order).exit_code == 0
    (person,) = desk.people.values()
    path = tmp_path / "packet.zip"
    path.write_bytes(b"".join(desk.write_packet(NUMBER, person)))
    assert [name for name in unpacked(path) if name.endswith("-包裹照片.jpg")]


def test_who_waits_too_long_for_others_is_told_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (person,) = desk.people.values()
    monkeypatch.setattr("monitor.bootstrap.packets._WAIT_S", 0.05)
    with desk.write_packet.__self__._turn, pytest.raises(DeskBusy):  # type: ignore[attr-defined]
        desk.write_packet(NUMBER, person)
    officer = Browser(desk).sign_in(person)
    with desk.write_packet.__self__._turn:  # type: ignore[attr-defined]
        assert officer.post(f"/cases/{NUMBER}/packet").status_code == 503
    assert officer.post(f"/cases/{NUMBER}/packet").status_code == 200
