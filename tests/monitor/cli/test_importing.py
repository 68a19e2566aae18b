"""`rightswatch import` as an operator meets it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.cli.app import build
from monitor.runtime.logs import configure_logs
from tests.spiders.imports.house import OFFER, page

CONFIGURATION = """\
version: 1
service: {contact: ops@bureau.example, browser: {executable: no/browser}}
holders: [{id: zorvex, name: Zorvex B.V.}]
assets: [{id: zorvex-word, kind: word_mark, holder: zorvex, text: ZORVEX, goods: [bags]}]
sources:
  - {id: bazaar, url: "https://shop.example/", site: import}
  - {id: idle, url: "https://idle.example/", site: import}
watches:
  - {source: bazaar, assets: ["*"]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    configure_logs(verbose=False)
    (tmp_path / "rightswatch.yaml").write_text(CONFIGURATION, encoding="utf-8")
    return tmp_path


def call(folder: Path, *words: str) -> Result:
    config = str(folder / "rightswatch.yaml")
    return CliRunner().invoke(build(), ["import", *words, "--config", config])


def test_one_saved_page_with_its_address(folder: Path) -> None:
    saved = folder / "tote.html"
    saved.write_bytes(page())
    told = call(folder, str(saved), "--url", OFFER, "--by", "Officer\x1b[31m Zhang\n")
    assert told.exit_code == 0
    assert "1 offers from 1 files, 1 of them new or changed, 0 refused" in told.stderr
    assert "supplied by Officer [31m Zhang" in told.stderr
    assert "1 wait to be matched" in told.stderr
    assert told.stdout == ""


def test_without_a_label_the_account_is_named(folder: Path) -> None:
    saved = folder / "tote.html"
    saved.write_bytes(page())
    told = call(folder, str(saved), "--url", OFFER, "--json")
    assert "this machine" in json.loads(told.stdout)["supplied_by"]


def test_an_offer_of_a_market_that_nobody_watches_says_what_to_add(folder: Path) -> None:
    saved = folder / "belt.html"
    saved.write_bytes(page())
    told = call(folder, str(saved), "--url", "https://idle.example/offer/7")
    assert told.exit_code == 1
    assert "is an offer of idle.example, and no watched source is" in told.stderr
    assert 'url: "https://idle.example/", site: import' in told.stderr
    attached = call(folder, str(saved), "--url", "https://idle.example/o/7", "--source", "bazaar")
    assert attached.exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tote.html", "--source", "idle"), "watched sources are bazaar"),
        (("tote.html", "tote.html", "--url", OFFER), "belongs to one saved page"),
        ((".", "--url", OFFER), "belongs to one saved page"),
        (("tote.html", "--url", "http://[not"), "is no web address"),
        (("tote.html", "--encoding", "utf-nine"), "unknown encoding: utf-nine"),
        ((), "Missing argument"),
    ],
)
def test_wrong_use_is_told_as_such(
    folder: Path, words: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "tote.html").write_bytes(page())
    done = call(folder, *words)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("offers.xlsx", b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "spreadsheet"),
        ("offers.gz", b"\x1f\x8b\x08\x00nothing", "holds no web archive"),
        ("letter.pdf", b"%PDF-1.7", "is no saved page, web archive or table"),
        ("empty.html", b"", "is no page of one offer"),
        ("empty.csv", b"", "no column listing_id"),
        ("empty.warc.gz", b"", "0 offers"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(
    folder: Path, name: str, content: bytes, told: str
) -> None:
    (folder / name).write_bytes(content)
    done = call(folder, str(folder / name))
    assert done.exit_code == (0 if told == "0 offers" else 1)
    assert told in done.stderr


def test_what_is_not_there_is_told(folder: Path) -> None:
    done = call(folder, str(folder / "nowhere.html"), str(folder))
    assert done.exit_code == 1
    assert "nowhere.html: cannot be read: No such file or directory" in done.stderr


def test_a_visit_of_what_is_never_visited_is_refused(folder: Path) -> None:
    (folder / "tote.html").write_bytes(page())
    done = call(folder, str(folder / "tote.html"), "--url", OFFER, "--visit")
    assert done.exit_code == 1
    assert "Leave --visit out" in done.stderr


def test_a_folder_is_read_without_what_browsers_put_beside_pages(folder: Path) -> None:
    below = folder / "saved"
    (below / "tote_files").mkdir(parents=True)
    (below / "tote_files" / "frame.html").write_bytes(page("An advertisement"))
    mark = f"<!-- saved from url=({len(OFFER):04}){OFFER} -->"
    (below / "tote.html").write_bytes(page(before=mark))
    (below / ".hidden.html").write_bytes(page())
    (below / "notes.txt").write_bytes(b"call the officer")
    (below / "link.html").symlink_to(folder / "rightswatch.yaml")
    told = json.loads(call(folder, str(below), "--json").stdout)
    assert [Path(file["file"]).name for file in told["files"]] == ["tote.html"]
    assert told["total"]["offers"] == 1
