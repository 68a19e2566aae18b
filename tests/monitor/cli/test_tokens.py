"""`rightswatch tokens`: shown once, bound to a person, taken back."""

import json

import pytest

from monitor.domain.token import Scope
from monitor.web.entrance import sealed
from tests.monitor.cli.conftest import CONFIGURATION, House

PEOPLE = "people:\n  - {email: li@bureau.example, role: officer}\n"
PEOPLE += "  - {email: ops@bureau.example, role: operator}\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """An installation with two people."""
    made = House(tmp_path_factory.mktemp("tokens") / "rightswatch.yaml")
    web = CONFIGURATION.replace("service:\n", "service:\n  web: {}\n")
    made.config.write_text(web + PEOPLE, encoding="utf-8")
    return made


def test_a_token_is_shown_once_and_kept_as_a_digest(house: House) -> None:
    words = ("--for", "Li@bureau.example", "--name", "city system", "--days", "30", "--by", "ops")
    made = house.call("tokens", "make", *words, "--scope", "cases:read", "--scope", "cases:read")
    secret = made.stdout.strip()
    assert secret.startswith("rwt_")
    listed = house.call("tokens", "--json")
    (token,) = [one for one in json.loads(listed.stdout) if one["name"] == "city system"]
    assert (token["email"], token["name"], token["made_by"]) == (
        "li@bureau.example",
        "city system",
        "ops",
    )
    assert token["scopes"] == ["cases:read"]
    assert secret not in listed.stdout
    database = house.config.parent / "data" / "rightswatch.db"
    kept = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    assert sealed(secret) in kept
    assert secret.encode() not in kept


def test_a_token_is_made_for_nobody_else_and_for_nothing_beyond_the_role(house: House) -> None:
    scope = ("--scope", "cases:read")
    stranger = house.call("tokens", "make", "--for", "x@y.example", "--name", "x", *scope)
    assert stranger.exit_code == 2
    assert "li@bureau.example" in stranger.stderr
    beyond = house.call("tokens", "make", "--for", "ops@bureau.example", "--name", "x", *scope)
    assert beyond.exit_code == 2
    assert "cases:read" in beyond.stderr
    nameless = house.call("tokens", "make", "--for", "li@bureau.example", "--name", " ", *scope)
    assert nameless.exit_code == 2


def test_a_token_is_taken_back_once_and_the_record_says_by_whom(house: House) -> None:
    words = ("--for", "ops@bureau.example", "--name", "watcher", "--scope", "coverage:read")
    number = json.loads(house.call("tokens", "make", *words, "--json").stdout)["token"]["id"]
    assert "serves" in house.call("tokens").stdout
    assert house.call("tokens", "revoke", str(number), "--by", "Wang").exit_code == 0
    listed = json.loads(house.call("tokens", "--json").stdout)
    assert next(one for one in listed if one["id"] == number)["revoked_by"] == "Wang"
    assert "revoked" in house.call("tokens").stdout
    assert house.call("tokens", "revoke", str(number)).exit_code == 2


def test_every_scope_is_told_by_the_help(house: House) -> None:
    told = house.call("tokens", "make", "--help").stdout
    assert not [scope.value for scope in Scope if scope.value not in told.replace("\n", "")]


def test_what_a_program_is_called_is_told_without_its_tricks(house: House) -> None:
    words = ("--for", "li@bureau.example", "--scope", "cases:read")
    house.call("tokens", "make", *words, "--name", "a\x1b[31m\u202ered")
    assert "\x1b" not in house.call("tokens").stdout
