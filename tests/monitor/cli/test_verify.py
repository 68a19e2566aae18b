import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from monitor.cli.verify import verify
from monitor.domain.codec import to_plain
from monitor.domain.page import PageKind
from tests.alerts.evidence.samples import (
    FORGER,
    LOG_KEY,
    bundle_at,
    lay_seal,
    log_of,
    note_of,
    record,
    seal_of,
    sealed_file,
)


def run(*arguments: object) -> Result:
    app = typer.Typer()
    app.command()(verify)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def log_file(folder: Path, *bundles: Path) -> Path:
    entries = log_of(*(bundle_at(path) for path in bundles))
    path = folder / "log.jsonl"
    path.write_text("".join(f"{json.dumps(to_plain(entry))}\n" for entry in entries))
    return path


def test_a_good_bundle_is_intact_and_incomplete_with_the_reason(tmp_path: Path) -> None:
    ran = run(sealed_file(tmp_path))
    assert ran.exit_code == 3
    assert "no entry of a log is at hand" in ran.output
    assert "not yet time-stamped" in ran.output


def test_with_the_log_the_entry_is_named(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    ran = run(path, "--log", log_file(tmp_path, path))
    assert ran.exit_code == 3
    assert "the entry of the log names this very file" in ran.output


def test_a_tampered_bundle_gives_1_and_a_wall_gives_4(tmp_path: Path) -> None:
    wall = sealed_file(tmp_path, record("RW-000009-1", PageKind.LOGIN))
    assert run(wall).exit_code == 4
    path = sealed_file(tmp_path)
    path.write_bytes(path.read_bytes() + b"\0")
    assert run(path).exit_code == 1


@pytest.mark.parametrize("name", ["absent.wacz", "empty"])
def test_what_cannot_be_read_gives_2(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    ran = run(tmp_path / name)
    assert ran.exit_code == 2
    assert "unreadable" in ran.output


def test_json_is_one_object_a_check_and_nothing_else(tmp_path: Path) -> None:
    ran = run(sealed_file(tmp_path), "--json")
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {frozenset(line) for line in lines} == {
        frozenset({"path", "name", "claim", "outcome", "because"})
    }
    open_ones = [line["name"] for line in lines if line["outcome"] == "incomplete"]
    assert open_ones == ["entry", "proof", "time"]


def test_a_folder_is_checked_whole_and_its_gravest_bundle_decides(tmp_path: Path) -> None:
    good = sealed_file(tmp_path)
    bad = sealed_file(tmp_path, record("RW-000008-1"))
    log = log_file(tmp_path, good, bad)
    assert run(tmp_path, "--log", log).exit_code == 3
    bad.write_bytes(bad.read_bytes()[:-1])
    ran = run(tmp_path, "--log", log)
    assert ran.exit_code == 1
    assert "RW-000007-3.wacz: incomplete" in ran.output
    bad.unlink()
    assert "is not in the folder" in run(tmp_path, "--log", log).output


def test_a_log_that_is_none_is_a_mistake_of_usage(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text("not a log\n")
    ran = run(sealed_file(tmp_path), "--log", log)
    assert ran.exit_code == 2
    assert "line 1" in ran.output


def test_a_pinned_key_and_an_older_checkpoint_are_held_against_the_seals(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    entries = log_of(bundle_at(path))
    lay_seal(tmp_path, seal_of(bundle_at(path), entries))
    key = tmp_path / "key.txt"
    key.write_text(LOG_KEY.public.text + "\n")
    older = tmp_path / "older"
    older.write_text(note_of(entries))
    for told in (LOG_KEY.public.text, key):
        ran = run(path, "--key", told, "--against", older)
        assert ran.exit_code == 3
        assert "the checkpoint is signed by rightswatch/test" in ran.output
        assert "both checkpoints are of 2 entries and agree" in ran.output
    assert run(path, "--key", FORGER.public.text).exit_code == 1


@pytest.mark.parametrize("option", ["--key", "--root", "--against"])
def test_what_is_no_key_root_or_checkpoint_is_a_mistake_of_usage(
    tmp_path: Path, option: str
) -> None:
    ran = run(sealed_file(tmp_path), option, tmp_path / "absent")
    assert ran.exit_code == 2
    assert option in ran.output
