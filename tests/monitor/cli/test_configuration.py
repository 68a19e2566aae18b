"""`init`, `check` and `schema` as a person calls them."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.cli.app import build


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(build(), [str(word) for word in words])


@pytest.fixture
def started(tmp_path: Path) -> Path:
    path = tmp_path / "rightswatch.yaml"
    assert call("init", "--config", path).exit_code == 0
    return path


def test_the_version_is_that_of_the_installed_package() -> None:
    told = call("--version")
    assert (told.exit_code, told.stdout) == (0, f"rightswatch {version('rightswatch')}\n")


def test_init_then_check_holds_and_says_how_much_there_is(started: Path) -> None:
    checked = call("check", "--config", started)
    assert checked.exit_code == 0
    counted = "1 file, 1 holder, 2 assets, 1 source, 1 watch, 1 recipient, 0 people; 0 warnings"
    assert counted in checked.stderr
    assert checked.stdout == ""


def test_init_writes_where_it_is_called_and_never_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("init").exit_code == 0
    before = (tmp_path / "rightswatch.yaml").read_bytes()
    again = call("init")
    assert again.exit_code == 1
    assert "there already" in again.stderr
    assert (tmp_path / "rightswatch.yaml").read_bytes() == before


def test_init_into_a_place_that_cannot_be_written_says_so() -> None:
    refused = call("init", "--config", "/proc/nowhere/rightswatch.yaml")
    assert refused.exit_code == 1
    assert "cannot be written" in refused.stderr


def test_check_tells_all_mistakes_on_standard_error_and_leaves_with_3(started: Path) -> None:
    text = started.read_text().replace("[18, 25]", "[99]").replace("every: 6h", "every: 6")
    started.write_text(text)
    checked = call("check", "--config", started)
    assert checked.exit_code == 3
    assert f"{started}:49:20: assets[0].nice_classes[0]: 99 is out of range" in checked.stderr
    assert "3 mistakes, 0 warnings" in checked.stderr
    assert checked.stdout == ""


def test_check_of_a_damaged_picture_leaves_with_3(started: Path) -> None:
    (started.parent / "images/example-logo.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    checked = call("check", "--config", started)
    assert checked.exit_code == 3
    assert "assets[1].images[0]" in checked.stderr
    assert "Save it again" in checked.stderr


def test_warnings_do_not_fail_a_check(started: Path) -> None:
    started.write_text(started.read_text().replace("text: NORDLYN", "text: NL"))
    checked = call("check", "--config", started)
    assert checked.exit_code == 0
    assert "warning: " in checked.stderr
    assert "1 warning" in checked.stderr


def test_check_prints_one_json_document_when_asked(started: Path) -> None:
    good = json.loads(call("check", "--config", started, "--json").stdout)
    assert (good["ok"], good["faults"], good["warnings"]) == (True, [], [])
    assert good["counts"]["assets"] == 2
    assert len(good["digest"]) == 64
    started.write_text(started.read_text().replace("office: CN", "office: UK", 1))
    checked = call("check", "--config", started, "--json")
    assert checked.exit_code == 3
    fault = json.loads(checked.stdout)["faults"][0]
    assert (fault["line"], fault["column"]) == (43, 13)
    assert fault["remedy"] == "Did you mean GB?"
    assert fault["file"] == str(started)


def test_check_of_nothing_says_how_to_begin(tmp_path: Path) -> None:
    checked = call("check", "--config", tmp_path / "rightswatch.yaml")
    assert checked.exit_code == 3
    assert "rightswatch init" in checked.stderr


def test_schema_prints_json_schema_or_the_reference_page() -> None:
    assert json.loads(call("schema").stdout)["title"] == "Rightswatch configuration"
    assert call("schema", "--markdown").stdout.startswith("# Configuration\n")
