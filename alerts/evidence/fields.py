"""Fields: every part of a bundle under a salted digest of its own, fixed when it is sealed.

The log's entry names the digest of the list of these digests. So a copy may leave parts out, what
remains still leads to the log, and nobody can guess what was left out by trying values: the salt
of a field is told with it, and with nothing else.

Layer: evidence, pure.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from monitor.domain.codec import canonical_json

FIELDS_NAME: Final = "evidence/fields.json"
SEED_NAME: Final = "evidence/fields.seed"
SCHEMA: Final = "rightswatch/fields/1"
SALT_BYTES: Final = 16
"""128 bits, as RFC 9901 (selective disclosure) asks of a salt."""
SPLIT: Final = re.compile(r"evidence/[a-z]+\.json", re.ASCII)
"""Members that are split into fields; every other member is one field."""
PLAIN_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
NAMED_BY_DIGEST: Final = re.compile(r"([a-z]+)/[0-9a-f]{64}\.([a-z]+)", re.ASCII)


def field_members(members: Mapping[str, bytes], seed: bytes) -> dict[str, bytes]:
    """The list of the fields of these members, and the seed of their salts.

    seed: 32 bytes that nobody can guess and that serve for no other bundle.
    """
    digests = {path: digest(salt(seed, path), path, value) for path, value in fields(members)}
    listed = canonical_json({"schema": SCHEMA, "digests": digests})
    return {FIELDS_NAME: listed, SEED_NAME: seed}


def seed_of(key: bytes, capture_id: str) -> bytes:
    """The seed of one capture, from the key of the installation."""
    return hmac.new(key, f"fields of {capture_id}".encode(), hashlib.sha256).digest()


def fields(members: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every field: `evidence/listing.json#/offer/title`, or a whole member."""
    names = field_names(members)
    for name, content in members.items():
        if name in {FIELDS_NAME, SEED_NAME}:
            continue
        if SPLIT.fullmatch(name):
            for pointer, value in _leaves("", json.loads(content.decode("utf-8", "surrogatepass"))):
                yield f"{name}#{pointer}", canonical_json(value)
        else:
            yield names[name], content


def field_names(members: Mapping[str, bytes]) -> dict[str, str]:
    """Member -> what its field is called: a name that is a digest would tell what is in it."""
    named: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name in sorted(members):
        match = NAMED_BY_DIGEST.fullmatch(name)
        if match:
            number = counts[match[1]] = counts.get(match[1], 0) + 1
            named[name] = f"{match[1]}/{number}.{match[2]}"
        else:
            named[name] = name
    return named


def salt(seed: bytes, path: str) -> bytes:
    """The salt of one field."""
    return hmac.new(seed, path.encode(), hashlib.sha256).digest()[:SALT_BYTES]


def digest(salted: bytes, path: str, value: bytes) -> str:
    """Digest of one field in base64: SHA-256 over salt, path, a zero byte and its bytes."""
    whole = hashlib.sha256(salted + path.encode() + b"\x00")
    whole.update(value)
    return base64.b64encode(whole.digest()).decode()


def read_fields(content: bytes) -> dict[str, str]:
    """Digest by path, out of the list as it was sealed.

    Raises:
        ValueError: it is no such list.
    """
    told = json.loads(content)
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        message = f"{FIELDS_NAME} is no list of fields of the schema {SCHEMA}"
        raise ValueError(message)
    return {str(path): str(value) for path, value in dict(told["digests"]).items()}


def _leaves(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any JSON value
    """JSON pointers (RFC 6901) and values; what has strangers' words for keys is kept whole."""
    if isinstance(value, dict) and value and all(PLAIN_KEY.fullmatch(key) for key in value):
        for key, inner in sorted(value.items()):
            yield from _leaves(f"{pointer}/{key}", inner)
    elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        for number, inner in enumerate(value):
            yield from _leaves(f"{pointer}/{number}", inner)
    else:
        yield pointer, value
