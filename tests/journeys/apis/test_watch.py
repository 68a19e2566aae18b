"""The whole house watches a marketplace through its interface; no key stands anywhere behind it."""

import json
from pathlib import Path

import pytest

from spiders.apis.ebay import client
from tests.contracts.asker.replicas import CLIENT_ID, CLIENT_SECRET, EBAY, TOKEN
from tests.fixtures.interface import Interface
from tests.journeys.house import asked, rightswatch

CONFIG = """\
version: 1
service:
  contact: ops@bureau.example
  browser: {{executable: /no/browser}}
holders: [{{id: vellorine, name: Vellorine Ltd}}]
assets:
  - {{id: vellorine-word, kind: word_mark, holder: vellorine, text: VELLORINE, office: GB,
     registration_number: "1", dictionary_word: false, nice_classes: [18], goods: [bags]}}
sources:
  - id: interface
    url: {url}/
    site: ebay-api
    min_delay_s: 0
    allow_private_addresses: true
    max_a_day: {most}
    credentials: {{client_id_env: LAB_CLIENT_ID, client_secret_file: secret.key}}
watches:
  - {{source: interface, assets: [vellorine-word], every: 1d, queries: [vellorine bag, vellorine]}}
"""


def write(folder: Path, interface: Interface, most: int = 5000) -> Path:
    (folder / "secret.key").write_text(f"{CLIENT_SECRET}\n")
    config = folder / "rightswatch.yaml"
    config.write_text(CONFIG.format(url=interface.url, most=most))
    return config


def test_offers_of_an_interface_become_cases_and_keys_stay_where_they_stood(
    interface: Interface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAB_CLIENT_ID", CLIENT_ID)
    EBAY.open(interface, 3)
    config = write(tmp_path, interface)
    plan = rightswatch("plan", "--config", str(config), "--json")
    assert f"{interface.url}{client.SEARCH}?q=vellorine%20bag" in plan.stdout
    once = rightswatch("once", "--config", str(config), "--json")
    assert once.returncode == 0
    cases = asked("cases", "list", "--config", str(config))
    assert len(cases) == 3
    (row,) = asked("coverage", "--config", str(config))
    assert (row["outcomes"], row["listings"]) == ({"read": 2}, 3)
    doctor = rightswatch("doctor", "--config", str(config), "--json")
    (keys,) = [line for line in json.loads(doctor.stdout) if line["check"] == "keys"]
    assert keys["ok"], keys
    shown = [done.stdout + done.stderr for done in (plan, once, doctor)]
    kept = [path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()]
    for secret in (CLIENT_ID, CLIENT_SECRET, TOKEN):
        assert not [text for text in shown if secret in text]
        assert not [body for body in kept if secret.encode() in body]


def test_a_day_that_is_used_up_is_told_and_ends_the_pass(
    interface: Interface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAB_CLIENT_ID", CLIENT_ID)
    EBAY.open(interface, 2)
    config = write(tmp_path, interface, most=1)
    assert rightswatch("once", "--config", str(config), "--json").returncode == 0
    (row,) = asked("coverage", "--config", str(config))
    assert row["outcomes"] == {"read": 1, "busy": 1}
    assert len(interface.of(client.SEARCH)) == 1


def test_missing_keys_are_told_by_check_and_doctor(
    interface: Interface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LAB_CLIENT_ID", raising=False)
    EBAY.open(interface, 1)
    config = write(tmp_path, interface)
    check = rightswatch("check", "--config", str(config), "--json")
    faults = [fault["problem"] for fault in json.loads(check.stdout)["faults"]]
    assert check.returncode == 3
    assert faults == ["the environment variable LAB_CLIENT_ID is not set here, or empty"]
    doctor = rightswatch("doctor", "--config", str(config), "--json")
    (keys,) = [line for line in json.loads(doctor.stdout) if line["check"] == "keys"]
    assert not keys["ok"]
    assert "LAB_CLIENT_ID is not set or empty" in keys["says"]
