"""Lines of the log: every secret of an installation is kept out, wherever it stands in a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import structlog

from monitor.bootstrap import Wiring
from monitor.bootstrap.hiding import hide_keys
from monitor.domain.watch import Credentials, Secret, Source
from monitor.runtime import logs

SECRETS = {
    "mail password": "M@il pass/word",
    "key that signs mails": "-----BEGIN PRIVATE KEY-----\nMIIsecret\n-----END PRIVATE KEY-----",
    "webhook": "hook-secret-1",
    "webhook in a file": "hook-secret-2",
    "chat": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnl",
    "bucket": "bucket+secret=",
    "sign-in provider": "oidc secret",
    "database": "data:base",
}
CONFIG = """
version: 1
service:
  database: postgresql://rw:data%3Abase@db.example/rw
  evidence_bucket: {name: kept, access_key: AKIA, secret_key: bucket+secret=}
  smtp:
    {host: smtp.example, sender: a@bureau.example, username: u, password: "M@il pass/word",
     dkim: {selector: s1, key_file: dkim.pem}}
  webhooks:
    - {id: one, url: "https://siem.example/in", secret: hook-secret-1}
    - {id: two, url: "https://siem.example/in", secret_file: hook}
  chats: [{id: room, url: "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnl"}]
  web:
    oidc: {name: B, issuer: "https://login.example", client_id: desk, client_secret: oidc secret}
people: [{email: a@b.example, role: officer}]
"""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[None]:
    """An opened installation; afterwards the log is as it was."""
    before = set(logs._secrets)
    (tmp_path / "hook").write_text("hook-secret-2\n")
    (tmp_path / "dkim.pem").write_text(SECRETS["key that signs mails"] + "\n")
    (tmp_path / "rightswatch.yaml").write_text(CONFIG)
    with Wiring.open(tmp_path / "rightswatch.yaml"):
        logs.configure_logs(verbose=True)
        yield
    structlog.reset_defaults()
    logs._secrets.clear()
    logs._secrets.update(before)


def said(capsys: pytest.CaptureFixture[str], **told: object) -> str:
    structlog.get_logger("test").warning("thing.happened", **told)
    line = capsys.readouterr().err
    json.loads(line)
    return line


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.usefixtures("opened")
def test_a_secret_of_the_configuration_stands_in_no_line(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = SECRETS[name]
    line = said(
        capsys,
        because=f"refused: {secret}!",
        url=f"https://a.example/?key={quote(secret, safe='')}",
        deep=[{"said": (secret, 7)}],
        error=ValueError(secret),
    )
    assert secret not in json.dumps(json.loads(line), ensure_ascii=False)
    assert secret.split("\n")[-1] not in line
    assert quote(secret, safe="") not in line
    assert line.count("***") >= 4
    assert "refused: ***!" in line


@pytest.mark.usefixtures("opened")
def test_a_secret_in_an_error_stands_in_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    error = ValueError(SECRETS["sign-in provider"])
    structlog.get_logger("test").error("thing.failed", exc_info=error)
    line = capsys.readouterr().err
    assert "ValueError: ***" in line
    assert "oidc secret" not in line


@pytest.mark.usefixtures("opened")
def test_keys_of_an_interface_and_logins_in_addresses_stand_in_no_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_ID", "id-of-the-shop")
    monkeypatch.setenv("SHOP_SECRET", "secret-of-the-shop")
    keys = Credentials(client_id=Secret(env="SHOP_ID"), client_secret=Secret(env="SHOP_SECRET"))
    hide_keys(Source(id="shop", url="https://shop.example/", credentials=keys))
    line = said(capsys, url="https://a.example/?id=id-of-the-shop", because="secret-of-the-shop")
    assert line.count("-of-the-shop") == 0
    assert "https://***@proxy.example/" in said(capsys, url="https://joe:pw@proxy.example/")


@pytest.mark.usefixtures("opened")
def test_what_is_no_secret_is_told_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, count=3, share=0.5, done=True, none=None, url="https://a.b/@c"))
    assert (told["count"], told["share"], told["done"], told["none"]) == (3, 0.5, True, None)
    assert (told["url"], told["event"]) == ("https://a.b/@c", "thing.happened")
