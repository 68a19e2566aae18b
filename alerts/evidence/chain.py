"""Certificate chains: from who stamped to a root that the reader chose, as of the time stamped.

Only what a time stamp needs of RFC 5280 section 6.1: signatures, names, validity, who may issue,
length of the path. Revocation is not asked: that needs the network and another day's truth.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import ExtendedKeyUsageOID

Roots = tuple[x509.Certificate, ...]
"""Certificates that a reader trusts."""

LONGEST: Final = 6
LARGEST_FILE: Final = 1024 * 1024
KNOWN_CRITICAL: Final = frozenset({
    x509.BasicConstraints.oid,
    x509.KeyUsage.oid,
    x509.ExtendedKeyUsage.oid,
    x509.CertificatePolicies.oid,
    x509.SubjectAlternativeName.oid,
})


def read_roots(path: Path) -> Roots:
    """Certificates of a PEM file (or one of a DER file).

    Raises:
        ValueError: it holds none, or cannot be read.
    """
    try:
        content = path.read_bytes()[:LARGEST_FILE]
        if b"-----BEGIN" in content:
            return tuple(x509.load_pem_x509_certificates(content))
        return (x509.load_der_x509_certificate(content),)
    except (OSError, ValueError) as error:
        message = f"{path} holds no certificate that can be read: {error}"
        raise ValueError(message) from error


def chained(
    leaf: x509.Certificate,
    enclosed: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> bool:
    """Whether a chain of certificates, all valid `at`, leads from a leaf to one of the roots."""
    return _leads(leaf, enclosed, roots, at, below=0)


def is_stamping(certificate: x509.Certificate) -> bool:
    """Whether a certificate is for time stamps and for nothing else (RFC 3161 section 2.3)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        return False
    return usage.critical and list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def _leads(
    certificate: x509.Certificate,
    enclosed: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
    *,
    below: int,
) -> bool:
    """below: how many issuers stand between this certificate and the leaf."""
    if not _is_valid(certificate, at):
        return False
    if certificate in roots:
        return True
    if below >= LONGEST:
        return False
    for issuer in (*roots, *enclosed):
        if (
            issuer == certificate
            or not _may_issue(issuer, below)
            or not _issued(certificate, issuer)
        ):
            continue
        if _leads(issuer, enclosed, roots, at, below=below + 1):
            return True
    return False


def _is_valid(certificate: x509.Certificate, at: datetime) -> bool:
    known = all(
        not extension.critical or extension.oid in KNOWN_CRITICAL
        for extension in certificate.extensions
    )
    return known and certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def _may_issue(issuer: x509.Certificate, below: int) -> bool:
    """Whether it is a certificate of an issuer that allows so many issuers below it."""
    try:
        basic = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return False
    try:
        signs = issuer.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    except x509.ExtensionNotFound:
        signs = True
    return basic.ca and signs and (basic.path_length is None or basic.path_length >= below)


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
