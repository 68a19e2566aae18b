"""`rightswatch notices`: from a confirmed case to files that a person sends."""

import json
from pathlib import Path

from tests.monitor.cli.conftest import House


def test_a_case_nobody_confirmed_is_refused_with_every_gap_and_nothing_is_written(
    ready: House, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    said = ready.call("notices", "prepare", "RW-000001", "--form", "dsa", "--out", str(out))
    assert said.exit_code == 1
    assert said.stderr.startswith("RW-000001 is not ready for dsa; nothing was written:\n")
    assert "a person's confirmation of the case is missing" in said.stderr
    assert "name the person with --by" in said.stderr
    assert not out.exists()
    told = ready.call("notices", "prepare", "RW-000001", "--form", "dsa", "--json").stdout
    assert {gap["what"] for gap in json.loads(told)["gaps"]} == {
        "a person's confirmation of the case",
        "the person who answers for the notice",
    }


def test_a_confirmed_case_gives_a_notice_and_what_to_read_before_signing(
    ready: House, tmp_path: Path
) -> None:
    ready.call("cases", "confirm", "RW-000001", "--by", "Li Wei")
    words = ("--form", "dsa", "--by", "Li Wei", "--out", str(tmp_path))
    said = ready.call("notices", "prepare", "RW-000001", *words)
    assert (said.exit_code, said.stdout) == (0, "")
    assert "nothing was sent" in said.stderr
    folder = tmp_path / "RW-000001-dsa"
    notice = (folder / "dsa.txt").read_text("utf-8")
    assert "Zorvex B.V." in notice
    assert "Li Wei" in notice
    assert "offer/1" in notice
    assert (folder / "read-before-signing.txt").is_file()
    history = ready.asked("cases", "show", "RW-000001")["file"]["events"]
    assert history[-1]["kind"] == "notice_prepared"
    assert (history[-1]["by"], history[-1]["note"]) == ("Li Wei", "NT-000001; dsa, zorvex-word")
    ready.call("cases", "reopen", "RW-000001")


def test_forms_and_mistakes_are_told(ready: House) -> None:
    printed = ready.call_plain("notices", "forms")
    assert "dmca: notice of copied pictures" in printed.stdout
    assert "a test purchase on record" in printed.stdout
    wrong = ready.call("notices", "prepare", "RW-000001", "--form", "fax")
    assert wrong.exit_code == 2
    assert "cn_ecommerce" in wrong.stderr
    other = ready.call("notices", "prepare", "RW-000001", "--form", "dsa", "--asset", "nothing")
    assert other.exit_code == 2
    assert "zorvex-word" in other.stderr


def test_a_paper_that_is_not_there_is_a_mistake_of_the_configuration(ready: House) -> None:
    paper = ready.config.parent / "certificate.pdf"
    paper.unlink()
    told = ready.call("check")
    paper.write_bytes(b"%PDF-1.4")
    assert told.exit_code == 3
    assert "there is no file 'certificate.pdf'" in told.stderr + told.stdout
