"""DKIM: the signature by which a mail server knows that a mail is of the sender's domain.

Layer: alerts; dkimpy (extra `dkim`), cryptography.
Flow: finished mail -> DkimSigner -> the same bytes with one header before them. A mail is signed
when it is sent, not when it is written: what waits in the outbox survives a change of the key.
Bodies are 7-bit, so that nobody on the way has to write them anew.
Sources: RFC 6376; RFC 8301 (RSA of 2048 bits or more, SHA-256); RFC 8058, section 4: links to
unsubscribe count only where they are signed.
"""

import base64
from dataclasses import dataclass, field
from typing import Final, Self

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from monitor.domain.errors import LettersKeyRefused

LEAST_BITS: Final = 2048
MAKE_ONE: Final = f"make one: openssl genrsa -out dkim.pem {LEAST_BITS}"
NOT_INSTALLED: Final = 'signing mails needs an extra: pip install "rightswatch[dkim]"'
ALSO_SIGNED: Final = frozenset({b"list-unsubscribe-post", b"auto-submitted"})
"""Headers that the library does not sign of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimSigner:
    """Signs mails of one domain. record: the TXT record that has to stand at `name`."""

    domain: str
    selector: str
    bits: int
    record: str
    _key: bytes = field(repr=False)

    @classmethod
    def of(cls, domain: str, selector: str, pem: str) -> Self:
        """Take a private key as it stands in its file.

        domain: in its ASCII form.

        Raises:
            LettersKeyRefused: it is no RSA key in PEM, too short, or signing is not installed.
        """
        try:
            import dkim  # noqa: F401, PLC0415 - an extra
        except ModuleNotFoundError as error:
            raise LettersKeyRefused(NOT_INSTALLED) from error
        key = _rsa_key(pem)
        public = key.public_key().public_bytes(
            form.Encoding.DER, form.PublicFormat.SubjectPublicKeyInfo
        )
        return cls(
            domain=domain,
            selector=selector,
            bits=key.key_size,
            record=f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}",
            _key=key.private_bytes(
                form.Encoding.PEM, form.PrivateFormat.TraditionalOpenSSL, form.NoEncryption()
            ),
        )

    @property
    def name(self) -> str:
        """Where mail servers ask for the public key."""
        return f"{self.selector}._domainkey.{self.domain}"

    def sign(self, content: bytes) -> bytes:
        """The mail with its signature before it; costs some 20 ms."""
        import dkim  # noqa: PLC0415 - an extra

        signer = dkim.DKIM(content)
        signer.should_sign |= ALSO_SIGNED
        header = signer.sign(
            self.selector.encode(),
            self.domain.encode(),
            self._key,
            canonicalize=(b"relaxed", b"relaxed"),
        )
        return bytes(header) + content


def _rsa_key(pem: str) -> RSAPrivateKey:
    """The private key of a file.

    Raises:
        LettersKeyRefused: it holds none, or one that nobody should trust.
    """
    try:
        key = form.load_pem_private_key(pem.encode(), password=None)
    except TypeError as error:
        message = "the key of service.smtp.dkim has a password: write it without one"
        raise LettersKeyRefused(message) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        message = f"the key of service.smtp.dkim is no private key in PEM; {MAKE_ONE}"
        raise LettersKeyRefused(message) from error
    if not isinstance(key, RSAPrivateKey):
        message = f"the key of service.smtp.dkim is no RSA key, which all servers read; {MAKE_ONE}"
        raise LettersKeyRefused(message)
    if key.key_size < LEAST_BITS:
        message = (
            f"the key of service.smtp.dkim has {key.key_size} bits, which is too weak; {MAKE_ONE}"
        )
        raise LettersKeyRefused(message)
    return key
