"""Keys of interfaces: named by where they stand, never written down, told when they are missing."""

from datetime import date
from pathlib import Path

import pytest

from monitor.cli.configuration import program
from monitor.config.inspection import inspect
from monitor.config.loading import load, read_configuration
from monitor.domain.codec import canonical_json
from monitor.domain.errors import KeysRefused
from monitor.domain.watch import Credentials, Secret, Source
from spiders.fetch.ask.keys import keys_of
from tests.monitor.config.conftest import Write

API = """
  - id: api
    url: https://api.ebay.com/
    credentials: {%s}
watches:
"""
KEY = "v-0123456789-never-shown"


def with_keys(sample: str, told: str) -> str:
    return sample.replace("watches:\n", (API % told).lstrip("\n"), 1)


def problems(path: Path) -> list[tuple[str, str]]:
    inspection = inspect(read_configuration(path), date(2026, 11, 23), program())
    return [(fault.key, fault.problem) for fault in inspection.faults]


def test_keys_are_read_from_where_the_file_says_and_stand_nowhere_else(
    sample: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EBAY_ID", f" {KEY}-id\n")
    path = write(with_keys(sample, "client_id_env: EBAY_ID, client_secret_file: ebay.key"))
    (path.parent / "ebay.key").write_text(f"{KEY}-secret\n")
    settings = load(path)
    (source,) = [source for source in settings.sources if source.id == "api"]
    keys = keys_of(source)
    assert (keys.client_id, keys.client_secret) == (f"{KEY}-id", f"{KEY}-secret")
    assert KEY.encode() not in canonical_json(settings)
    assert KEY not in repr((settings, keys))
    assert problems(path) == []


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("client_id_env: EBAY_ID", "`client_secret` is missing"),
        (
            "client_id_env: EBAY_ID, client_id_file: rightswatch.yaml, client_secret_env: EBAY_ID",
            "both `client_id_env` and `client_id_file` are given",
        ),
        (
            "client_id_env: EBAY_ID, client_secret_env: EBAY_SECRET",
            "the environment variable EBAY_SECRET is not set here, or empty",
        ),
        (
            "client_id_env: EBAY_ID, client_secret_file: nowhere.key",
            "the key file 'nowhere.key' cannot be read, or is empty",
        ),
        (
            f"client_id_env: EBAY_ID, client_secret_env: {KEY}",
            "this is not the name of an environment variable",
        ),
    ],
)
def test_a_key_that_is_missing_or_written_down_is_a_mistake_that_shows_none(
    sample: str, write: Write, monkeypatch: pytest.MonkeyPatch, told: str, problem: str
) -> None:
    monkeypatch.setenv("EBAY_ID", "a-public-key")
    monkeypatch.delenv("EBAY_SECRET", raising=False)
    found = problems(write(with_keys(sample, told)))
    assert [text for _, text in found if not text.startswith("no watch")] == [problem]
    assert KEY not in str(found)


def test_an_interface_without_credentials_is_a_mistake(sample: str, write: Write) -> None:
    text = sample.replace(
        "watches:\n", "  - {id: api, url: 'https://api.ebay.com/'}\nwatches:\n", 1
    )
    assert [problem for _, problem in problems(write(text))] == [
        "api is an official interface, which answers nobody without keys"
    ]


@pytest.mark.parametrize("written", ["", "  \n", "two keys", "line\nbreak", "ключ", "x" * 2000])
def test_what_is_no_plain_key_is_refused_without_being_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("EBAY_ID", "a-public-key")
    file = tmp_path / "key"
    file.write_text(written, "utf-8")
    told = Credentials(client_id=Secret(env="EBAY_ID"), client_secret=Secret(file=str(file)))
    source = Source(id="api", url="https://api.ebay.com/", credentials=told)
    with pytest.raises(KeysRefused, match="client_secret of source api: the file") as refused:
        keys_of(source)
    assert not written.strip() or written.strip() not in str(refused.value)


def test_a_device_or_a_folder_is_no_key_file(tmp_path: Path) -> None:
    for path in ("/dev/zero", str(tmp_path)):
        told = Credentials(client_id=Secret(file=path), client_secret=Secret(file=path))
        with pytest.raises(KeysRefused, match="no small plain file"):
            keys_of(Source(id="api", url="https://api.ebay.com/", credentials=told))
