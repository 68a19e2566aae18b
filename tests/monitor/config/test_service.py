"""The service's own part of a configuration: mail, keys, stamps, the desk and who may sign in."""

import os
from pathlib import Path

import pytest

from monitor.config import SmtpTls, load
from monitor.config.settings import WebSettings
from tests.monitor.config.conftest import MINIMAL, Write, faults


def test_environment_variables_stand_in_the_service_only(
    sample: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RW_HOST", "localhost")
    monkeypatch.setenv("RW_PASSWORD", "p#: ${x} $$ 密")
    text = sample.replace("{host: 127.0.0.1,", "{host: '${RW_HOST}', username: '$${u}',")
    text = text.replace("text: ACME\n", "text: ${RW_HOST}\n").replace("tls: none", "tls: starttls")
    settings = load(write(text.replace("port: 1025", "password: '${RW_PASSWORD}'")))
    smtp = settings.service.smtp
    assert smtp is not None
    assert (smtp.host, smtp.username, smtp.password) == ("localhost", "${u}", "p#: ${x} $$ 密")
    assert (smtp.port, smtp.tls) == (587, SmtpTls.STARTTLS)
    assert settings.assets[0].text == "${RW_HOST}"
    assert "密" not in repr(settings)


def test_the_password_may_stand_in_a_file_beside(sample: str, write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("correct horse\n")
    text = sample.replace("port: 1025", "username: u, password_file: secret")
    smtp = load(write(text)).service.smtp
    assert smtp is not None
    assert smtp.password == "correct horse"  # noqa: S105 - a test's password
    (tmp_path / "secret").unlink()
    assert "password file" in faults(tmp_path / "rightswatch.yaml")[0]


def test_the_key_that_signs_mails_is_read_with_the_file_and_shown_nowhere(
    sample: str, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "dkim.pem").write_text("the key\n")
    text = sample.replace("port: 1025", "dkim: {selector: s1, key_file: dkim.pem}")
    settings = load(write(text))
    assert settings.service.smtp is not None
    dkim = settings.service.smtp.dkim
    assert dkim is not None
    assert (dkim.selector, dkim.domain, dkim.key) == ("s1", None, "the key")
    assert "the key" not in repr(settings)
    above = write(text.replace("bureau.example}", "mail.bureau.example}").replace(
        "selector: s1", "selector: s1, domain: bureau.example"
    ))  # fmt: skip
    assert load(above).service.smtp is not None
    (tmp_path / "dkim.pem").unlink()
    assert "the key file cannot be read" in faults(write(text))[0]


@pytest.mark.parametrize(
    ("dkim", "remedy"),
    [("selector: s1, domain: other.example, key_file: k", "Write bureau.example"),
     ("selector: s1, domain: eau.example, key_file: k", "Write bureau.example"),
     ("selector: s_1, key_file: k", "selector"), ("selector: s1", "key_file")],
)  # fmt: skip
def test_a_signature_that_helps_nobody_is_refused(
    sample: str, write: Write, dkim: str, remedy: str
) -> None:
    told = faults(write(sample.replace("port: 1025", f"dkim: {{{dkim}}}")))
    assert any(remedy in line for line in told)


@pytest.mark.parametrize(
    ("extra", "remedy"),
    [("username: u", "Add the other"), ("password: p", "Add the other"),
     ("username: u, password: p, password_file: f", "Keep one")],
)  # fmt: skip
def test_half_a_login_is_refused(sample: str, write: Write, extra: str, remedy: str) -> None:
    assert remedy in faults(write(sample.replace("port: 1025", extra)))[0]


def test_postgresql_urls_get_the_driver_that_is_there(write: Write) -> None:
    text = MINIMAL.replace("{contact", "{database: 'postgresql://u:p@db/rw', contact")
    assert load(write(text)).service.database == "postgresql+psycopg://u:p@db/rw"
    assert "u:p" not in repr(load(write(text)))


def test_the_environment_is_not_in_the_digest(
    sample: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(sample.replace("host: 127.0.0.1", "host: '${RW_HOST}'"))
    digests = set()
    for host in ("localhost", "127.0.0.1"):
        monkeypatch.setenv("RW_HOST", host)
        digests.add(load(path).digest)
    assert len(digests) == 1
    assert os.environ["RW_HOST"] == "127.0.0.1"


def test_authorities_of_time_stamps_are_read_with_their_roots(
    sample: str, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "tsa.pem").write_text("a certificate")
    one = "{id: first, url: 'https://tsa.example/t', root: tsa.pem}"
    text = sample.replace("service:\n", f"service:\n  timestamps: [{one}]\n", 1)
    assert text != sample
    (stamps,) = load(write(text)).service.timestamps
    assert (stamps.id, stamps.url) == ("first", "https://tsa.example/t")
    assert (stamps.root, stamps.allow_private_addresses) == (tmp_path / "tsa.pem", False)
    twice = text.replace(one, f"{one}, {one}")
    assert "two authorities first" in faults(write(twice))[0]
    assert "cannot be read" in faults(write(text.replace("root: tsa.pem", "root: gone.pem")))[0]
    assert faults(write(text.replace("id: first", "id: First/../x")))


OIDC = "name: Bureau, issuer: 'https://login.example/r', client_id: desk"


def with_oidc(sample: str, keys: str) -> str:
    """The sample with a provider of these keys, and one person."""
    text = sample.replace("service:\n", f"service:\n  web: {{oidc: {{{keys}}}}}\n")
    return text + "people: [{email: a@b.example, role: officer}]\n"


def test_the_secret_of_a_provider_is_read_with_the_file_and_shown_nowhere(
    sample: str, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "oidc").write_text("the secret\n")
    settings = load(write(with_oidc(sample, f"{OIDC}, client_secret_file: oidc")))
    assert settings.service.web is not None
    oidc = settings.service.web.oidc
    assert oidc is not None
    assert (oidc.issuer, oidc.client_secret) == ("https://login.example/r", "the secret")
    assert "the secret" not in repr(settings)


@pytest.mark.parametrize(
    ("keys", "remedy"),
    [(OIDC, "Write one of them"),
     (f"{OIDC}, client_secret: a, client_secret_file: b", "Write one of them"),
     (f"{OIDC}, client_secret: a".replace("https", "http"), "has to encrypt")],
)  # fmt: skip
def test_a_provider_that_cannot_be_trusted_is_refused(
    sample: str, write: Write, keys: str, remedy: str
) -> None:
    assert any(remedy in line for line in faults(write(with_oidc(sample, keys))))


def test_people_who_may_sign_in_arrive(sample: str, write: Write) -> None:
    text = sample.replace("service:\n", "service:\n  web: {public_url: https://desk.example/}\n")
    text += (
        "people:\n"
        "  - {email: li@bureau.example, name: Li Wen, role: officer, timezone: Asia/Shanghai}\n"
        "  - {email: ip@acme.example, role: rights_holder, holders: [acme], language: zh}\n"
    )
    settings = load(write(text))
    assert settings.service.web == WebSettings(
        address="127.0.0.1:8400", public_url="https://desk.example"
    )
    officer, holder = settings.people
    assert (officer.called, officer.sees("acme")) == ("Li Wen <li@bureau.example>", True)
    assert (holder.sees("acme"), holder.sees("other")) == (True, False)


@pytest.mark.parametrize(
    ("web", "people", "problem"),
    [
        ("{}", "[]", "nobody may sign in to the desk"),
        ("", "[{email: a@b.c, role: officer}]", "there is no desk"),
        ("{}", "[{email: a@b.c, role: rights_holder}]", "of no holder and sees nothing"),
        ("{}", "[{email: a@b.c, role: judge}]", "judge"),
        ("{}", "[{email: a@b.c, role: officer, holders: [acne]}]", "acne"),
        ("{public_url: http://d.e/desk}", "[{email: a@b.c, role: officer}]", "no path"),
    ],
)
def test_a_desk_that_nobody_can_use_is_a_mistake(
    sample: str, write: Write, web: str, people: str, problem: str
) -> None:
    text = sample.replace("service:\n", f"service:\n  web: {web}\n") + f"people: {people}\n"
    assert problem in " ".join(faults(write(text)))
