"""DKIM: what leaves is believed by whoever reads the public key in the DNS."""

import base64
from functools import cache

import dkim
import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from alerts.email.channel import EmailChannel
from alerts.email.signing import DkimSigner
from alerts.email.writer import MailWriter
from monitor.domain.errors import LettersKeyRefused
from tests.alerts.email.letters import kinds_of_letters
from tests.fixtures.smtp import SmtpServer

NAME = b"s1._domainkey.bureau.example."


@cache
def pem(bits: int = 2048) -> str:
    return written(rsa.generate_private_key(65537, bits))


def written(key: PrivateKeyTypes, password: bytes | None = None) -> str:
    lock = form.BestAvailableEncryption(password) if password else form.NoEncryption()
    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock).decode()


def signer() -> DkimSigner:
    return DkimSigner.of("bureau.example", "s1", pem())


def is_believed(mail: bytes, record: str | None = None) -> bool:
    """Whether a mail server believes the signature; the DNS is what it is told here."""
    asked: list[bytes] = []

    def answer(name: bytes, timeout: float = 5) -> bytes:
        del timeout
        asked.append(name)
        return (record or signer().record).encode()

    believed = dkim.verify(mail, dnsfunc=answer)
    assert asked == [NAME]
    return bool(believed)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_bytes_that_a_server_takes_are_believed(language: str, smtp_server: SmtpServer) -> None:
    writer = MailWriter("Rightswatch <alerts@bureau.example>")
    letter = next(iter(kinds_of_letters(language).values()))
    alert = writer.write(letter)
    channel = EmailChannel(
        smtp_server.host, smtp_server.port, "none", timeout_s=20.0, signer=signer()
    )
    channel.send(alert)
    (received,) = smtp_server.received
    assert received.content.endswith(alert.content)
    assert is_believed(received.content)


MAIL = (
    b"From: Rightswatch <alerts@bureau.example>\r\nTo: <li@bureau.example>\r\n"
    b"Subject: one\r\nMessage-ID: <one@bureau.example>\r\n"
    b"List-Unsubscribe: <https://desk.example/u>\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\n.a dot\r\nand more\r\n"
)


@pytest.mark.parametrize(
    "change",
    [
        (b"and more", b"and less"),
        (b"Subject: one", b"Subject: two"),
        (b"One-Click\r\n", b"Click\r\n"),
        (b"desk.example/u", b"evil.example/u"),
        (b"From: Right", b"From: Wrong"),
    ],
)
def test_what_was_changed_on_the_way_is_not_believed(change: tuple[bytes, bytes]) -> None:
    mail = signer().sign(MAIL)
    assert is_believed(mail)
    head, rest = mail[: -len(MAIL)], mail[-len(MAIL) :]
    assert not is_believed(head + rest.replace(*change))


def test_a_second_sender_that_somebody_adds_is_not_believed() -> None:
    assert not is_believed(b"From: <eve@evil.example>\r\n" + signer().sign(MAIL))


def test_headers_that_a_relay_folds_anew_are_still_believed() -> None:
    mail = signer().sign(MAIL)
    assert is_believed(mail.replace(b"Subject: one", b"Subject:\r\n  one"))


def test_another_key_in_the_dns_is_not_believed() -> None:
    other = DkimSigner.of("bureau.example", "s1", written(rsa.generate_private_key(65537, 2048)))
    assert not is_believed(signer().sign(MAIL), other.record)


def test_the_record_is_what_the_dns_has_to_say() -> None:
    one = signer()
    assert one.name.encode() + b"." == NAME
    assert base64.b64decode(one.record.partition("p=")[2])[:2] == b"\x30\x82"
    assert "PRIVATE" not in repr(one)


@pytest.mark.parametrize(
    ("key", "because"),
    [
        ("", "no private key in PEM"),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no private key in PEM"),
        (pem(1024), "1024 bits, which is too weak"),
        (written(ed25519.Ed25519PrivateKey.generate()), "no RSA key"),
        (written(rsa.generate_private_key(65537, 2048), b"sesame"), "has a password"),
    ],
    ids=["empty", "broken", "weak", "ed25519", "locked"],
)
def test_a_key_that_cannot_be_used_is_refused_with_the_reason(key: str, because: str) -> None:
    with pytest.raises(LettersKeyRefused, match=because):
        DkimSigner.of("bureau.example", "s1", key)


def test_a_signed_mail_has_no_line_that_a_server_would_break() -> None:
    mail = signer().sign(MAIL)
    assert mail.isascii()
    assert max(map(len, mail.split(b"\r\n"))) <= 998
    assert b"\n" not in mail.replace(b"\r\n", b"")
