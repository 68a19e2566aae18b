"""Time-stamp tokens: asked for, read, and checked against roots that the reader chose.

Nothing in a token is believed before its signature is: over which bytes it is, by whom, when.

Layer: evidence, pure: the clock and the network are the caller's.
Source: RFC 3161; RFC 5652 sections 5.3-5.6 (signed data); RFC 5816 (ESSCertIDv2); RFC 5280 6.1.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from alerts.evidence.chain import chained, is_stamping
from alerts.evidence.der import (
    BOOLEAN,
    GENERALIZED_TIME,
    NULL,
    OCTET_STRING,
    SEQUENCE,
    SET,
    Node,
    NotDer,
    encode,
    found_at,
    integer,
    oid,
    read,
    sequence,
)

SHA256: Final = "2.16.840.1.101.3.4.2.1"
HASHES: Final[dict[str, type[hashes.HashAlgorithm]]] = {
    "1.3.14.3.2.26": hashes.SHA1,  # noqa: S303 - see below
    SHA256: hashes.SHA256,
    "2.16.840.1.101.3.4.2.2": hashes.SHA384,
    "2.16.840.1.101.3.4.2.3": hashes.SHA512,
}
"""SHA-1 names certificates in old tokens (RFC 3161); it never stands for what is stamped."""
STRONG: Final = frozenset(HASHES) - {"1.3.14.3.2.26"}
SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
TST_INFO: Final = "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE: Final = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST: Final = "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE: Final = "1.2.840.113549.1.9.16.2.12"
SIGNING_CERTIFICATE_V2: Final = "1.2.840.113549.1.9.16.2.47"
CONTEXT_0: Final = 0xA0
LARGEST_TOKEN: Final = 256 * 1024
MOST_CERTIFICATES: Final = 20
TIME: Final = re.compile(rb"(\d{14})(?:\.(\d{1,6}))?\d*Z")
GRANTED: Final = (0, 1)


class TokenRefused(ValueError):
    """A token does not hold; the message says why."""


class TokenUntrusted(TokenRefused):
    """A token holds in itself, and none of the given roots vouches for who made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a token says. at: aware UTC; by: subject of the certificate that signed it."""

    at: datetime
    by: str
    imprint: bytes
    nonce: int | None
    serial: int
    policy: str


_UNREADABLE = (
    ValueError,
    TypeError,
    IndexError,
    OverflowError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What readers of hostile certificates and numbers raise."""


def request(message: bytes, nonce: int) -> bytes:
    """A TimeStampReq over bytes: version 1, SHA-256, nonce, certificates wanted."""
    algorithm = sequence(oid(SHA256), encode(NULL, b""))
    imprint = sequence(algorithm, encode(OCTET_STRING, hashlib.sha256(message).digest()))
    return sequence(integer(1), imprint, integer(nonce), encode(BOOLEAN, b"\xff"))


def checked(
    answer: bytes, message: bytes, roots: Sequence[x509.Certificate], nonce: int | None = None
) -> Token:
    """What a token over `message` says, once everything about it holds.

    answer: a TimeStampResp, or the bare token. nonce: that of the request, where it is known.

    Raises:
        TokenUntrusted: it holds in itself, but leads to none of the roots.
        TokenRefused: it does not hold.
    """
    try:
        return _checked(answer, message, roots, nonce)
    except TokenRefused:
        raise
    except _UNREADABLE as error:
        because = f"it cannot be read: {error}"
        raise TokenRefused(because) from error


def _checked(
    answer: bytes, message: bytes, roots: Sequence[x509.Certificate], nonce: int | None
) -> Token:
    if len(answer) > LARGEST_TOKEN:
        _refuse("it is too large to be a token")
    signed = _signed_parts(answer)
    content, told = _content(signed)
    certificates = _certificates(signed)
    signer = _signer(signed, content, certificates)
    token = _told(told, signer)
    if not hmac.compare_digest(token.imprint, hashlib.sha256(message).digest()):
        _refuse("it is over other bytes")
    if nonce is not None and token.nonce != nonce:
        _refuse("it answers another request: its nonce is not the one that was sent")
    if not is_stamping(signer):
        _refuse("its certificate is not one for time stamps alone (RFC 3161 section 2.3)")
    if not chained(signer, certificates, roots, token.at):
        because = f"none of the given roots vouches for {token.by} at {token.at.isoformat()}"
        raise TokenUntrusted(because)
    return token


def _refuse(because: str) -> None:
    raise TokenRefused(because)


def _signed_parts(answer: bytes) -> list[Node]:
    """The parts of SignedData, of a response or of a bare token."""
    parts = read(answer).expect(SEQUENCE).children()
    if parts and parts[0].tag == SEQUENCE:
        status = parts[0].children()[0].integer()
        if status not in GRANTED or len(parts) < 2:
            _refuse(f"the authority refused: status {status}{_words(parts[0])}")
        parts = parts[1].expect(SEQUENCE).children()
    if len(parts) != 2 or parts[0].oid() != SIGNED_DATA:
        _refuse("it is no signed data")
    return read(parts[1].expect(CONTEXT_0).content).expect(SEQUENCE).children()


def _words(status: Node) -> str:
    """What a refusing authority says in words, shortened."""
    told = [part for part in status.children()[1:] if part.tag == SEQUENCE]
    words = [text.content.decode("utf-8", "replace") for text in told[0].children()] if told else []
    return f" ({' '.join(words)[:200]})" if words else ""


def _content(signed: Sequence[Node]) -> tuple[bytes, Node]:
    """The bytes that are signed, and the TSTInfo in them."""
    encapsulated = signed[2].expect(SEQUENCE).children()
    if encapsulated[0].oid() != TST_INFO:
        _refuse("it is signed, but no time stamp")
    content = read(encapsulated[1].expect(CONTEXT_0).content).expect(OCTET_STRING).content
    return content, read(content).expect(SEQUENCE)


def _certificates(signed: Sequence[Node]) -> list[x509.Certificate]:
    """Certificates enclosed, in whatever order; what is no sound one is passed over."""
    enclosed = found_at(signed[3:], CONTEXT_0)
    nodes = enclosed.children() if enclosed else []
    return [
        x509.load_der_x509_certificate(node.whole)
        for node in nodes[:MOST_CERTIFICATES]
        if node.tag == SEQUENCE and _serial_number(node) > 0
    ]


def _serial_number(certificate: Node) -> int:
    """Must be positive (RFC 5280 section 4.1.2.2), or the reader of certificates warns of it."""
    version, *others = certificate.children()[0].children()
    return (others[0] if version.tag == CONTEXT_0 else version).integer()


def _signer(
    signed: Sequence[Node], content: bytes, certificates: Sequence[x509.Certificate]
) -> x509.Certificate:
    """The certificate whose key signed the content, once the signature holds."""
    infos = signed[-1].expect(SET).children()
    if len(infos) != 1:
        _refuse(f"it has {len(infos)} signatures; a time stamp has one")
    parts = infos[0].expect(SEQUENCE).children()
    attributes = parts[3].expect(CONTEXT_0)
    digest_name = parts[2].children()[0].oid()
    if digest_name not in STRONG:
        _refuse(f"it is signed by a weak digest ({digest_name})")
    told = _attributes(attributes)
    _check_content(told, content, digest_name)
    signer = _named(told, certificates)
    _check_signature(signer, parts, encode(SET, attributes.content), digest_name)
    return signer


def _attributes(node: Node) -> dict[str, Node]:
    """Signed attributes by name, each once and with one value."""
    told: dict[str, Node] = {}
    for attribute in node.children():
        name, values = attribute.expect(SEQUENCE).children()
        if name.oid() in told or len(values.expect(SET).children()) != 1:
            _refuse("a signed attribute stands in it twice")
        told[name.oid()] = values.children()[0]
    return told


def _check_content(told: dict[str, Node], content: bytes, digest_name: str) -> None:
    if CONTENT_TYPE not in told or told[CONTENT_TYPE].oid() != TST_INFO:
        _refuse("its signature does not say that it is of a time stamp")
    digest = told[MESSAGE_DIGEST].expect(OCTET_STRING).content if MESSAGE_DIGEST in told else b""
    if not hmac.compare_digest(digest, _digest(digest_name, content)):
        _refuse("its signature is over another content")


def _named(told: dict[str, Node], certificates: Sequence[x509.Certificate]) -> x509.Certificate:
    """The certificate that the signature itself names, so that none can be put in its place.

    Raises:
        TokenRefused: it names none, or one that is not enclosed.
    """
    second = told.get(SIGNING_CERTIFICATE_V2)
    first = told.get(SIGNING_CERTIFICATE)
    named = second or first
    if named is None:
        message = "its signature does not name its certificate"
        raise TokenRefused(message)
    parts = named.children()[0].children()[0].children()
    default = SHA256 if second else "1.3.14.3.2.26"
    name = parts[0].children()[0].oid() if parts[0].tag == SEQUENCE else default
    wanted = next((part.content for part in parts if part.tag == OCTET_STRING), b"")
    for certificate in certificates:
        raw = certificate.public_bytes(Encoding.DER)
        if hmac.compare_digest(_digest(name, raw), wanted):
            return certificate
    message = "the certificate that signed it is not enclosed"
    raise TokenRefused(message)


def _check_signature(
    signer: x509.Certificate, parts: Sequence[Node], signed: bytes, digest_name: str
) -> None:
    digest, signature = HASHES[digest_name](), parts[5].expect(OCTET_STRING).content
    algorithm = parts[4].children()[0].oid()
    key = signer.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            if algorithm == "1.2.840.113549.1.1.10":
                scheme: padding.AsymmetricPadding = padding.PSS(
                    padding.MGF1(digest), padding.PSS.AUTO
                )
            else:
                scheme = padding.PKCS1v15()
            key.verify(signature, signed, scheme, digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(digest))
        elif isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, signed)
        else:
            _refuse(f"its key is of a kind that is not known here ({type(key).__name__})")
    except InvalidSignature as error:
        message = "its signature does not hold"
        raise TokenRefused(message) from error


def _told(info: Node, signer: x509.Certificate) -> Token:
    version, policy, imprint, serial, at, *rest = info.children()
    algorithm, digest = imprint.expect(SEQUENCE).children()
    if version.integer() != 1 or algorithm.children()[0].oid() != SHA256:
        _refuse("its digest is not SHA-256")
    nonce = next((part.integer() for part in rest if part.tag == 0x02), None)
    return Token(
        at=_time(at),
        by=signer.subject.rfc4514_string()[:300],
        imprint=digest.expect(OCTET_STRING).content,
        nonce=nonce,
        serial=serial.integer(),
        policy=policy.oid(),
    )


def _time(node: Node) -> datetime:
    match = TIME.fullmatch(node.expect(GENERALIZED_TIME).content)
    if match is None:
        message = "its time is not written as RFC 3161 has it"
        raise NotDer(message)
    at = datetime.strptime(match[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return at.replace(microsecond=int((match[2] or b"0").ljust(6, b"0")))


def _digest(name: str, content: bytes) -> bytes:
    known = HASHES.get(name)
    if known is None:
        message = f"its digest {name} is not known here"
        raise TokenRefused(message)
    return hashlib.new(known().name, content).digest()
