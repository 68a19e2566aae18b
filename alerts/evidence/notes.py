"""Signed notes: keys, signatures, and the proofs that carry them, as text that strangers can read.

Source: C2SP signed-note, tlog-checkpoint and tlog-proof (2026); key texts as in Go's sumdb/note.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from monitor.domain.checkpoint import KEY_NAME, MOST_NOTE_BYTES, SIZE, Checkpoint, read_hash

ED25519: Final = b"\x01"
DASH: Final = "\N{EM DASH}"
MOST_SIGNATURES: Final = 16
PROOF_HEAD: Final = "c2sp.org/tlog-proof@v1"
MOST_STEPS: Final = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """A key that notes are checked by. public: 32 bytes of Ed25519."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that a signature names its key by; they identify, they do not protect."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """One line to pin it by: name, id, key."""
        key = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{key}"

    @property
    def pem(self) -> bytes:
        """The same for OpenSSL (SubjectPublicKeyInfo)."""
        key = Ed25519PublicKey.from_public_bytes(self.public)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `text` wrote.

        Raises:
            ValueError: it is no such line.
        """
        name, _, rest = text.strip().partition("+")
        told, _, key = rest.partition("+")
        try:
            raw = base64.b64decode(key, validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        found = cls(name=name, public=raw[1:])
        if raw[:1] != ED25519 or len(raw) != 33 or not KEY_NAME.fullmatch(name):
            message = f"{text.strip()[:100]!r} is no key of a log: NAME+ID+KEY, as `log key` prints"
            raise ValueError(message)
        if told != found.id.hex():
            message = f"the id {told[:40]!r} is not that of the key {name}: a letter got lost"
            raise ValueError(message)
        return found

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether this key signed these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key that notes are signed with. seed: 32 bytes, kept from others."""

    name: str
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """Its other half."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return PublicKey(name=self.name, public=key.public_bytes_raw())

    @property
    def text(self) -> str:
        """One line to keep it by."""
        key = base64.b64encode(ED25519 + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{self.public.id.hex()}+{key}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `text` wrote.

        Raises:
            ValueError: it is no such line. The message does not tell what stands there.
        """
        parts = text.strip().split("+", 4)
        try:
            raw = base64.b64decode(parts[4], validate=True)
        except (IndexError, binascii.Error, ValueError):
            raw = b""
        fits = parts[:2] == ["PRIVATE", "KEY"] and raw[:1] == ED25519 and len(raw) == 33
        if not fits or not KEY_NAME.fullmatch(parts[2]):
            message = "it holds no signing key of a log"
            raise ValueError(message)
        found = cls(name=parts[2], seed=raw[1:])
        if parts[3] != found.public.id.hex():
            message = "its key does not fit its id: a letter got lost"
            raise ValueError(message)
        return found

    def signature(self, text: str) -> bytes:
        """Over these bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())


def signed(text: str, keys: Sequence[SigningKey]) -> str:
    """The note: text, blank line, one line for each key."""
    lines = [
        f"{DASH} {key.name} {base64.b64encode(key.public.id + key.signature(text)).decode()}\n"
        for key in keys
    ]
    return f"{text}\n{''.join(lines)}"


def signers(note: str, keys: Iterable[PublicKey]) -> list[PublicKey]:
    """Keys among `keys` that signed a note; of unknown keys nothing is said.

    Raises:
        ValueError: it is no note, or a signature that names a known key is not that key's.
    """
    text, signatures = _parts(note)
    known = {(key.name, key.id): key for key in keys}
    found = []
    for name, key_id, signature in signatures:
        key = known.get((name, key_id))
        if key is None:
            continue
        if not key.verifies(text, signature):
            message = f"the signature of {name} does not hold"
            raise ValueError(message)
        found.append(key)
    return found


def _parts(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """Text of a note and its signatures: name, key id, bytes.

    Raises:
        ValueError: it is no note.
    """
    text, blank, block = note.rpartition("\n\n")
    odd = any(letter < " " and letter != "\n" for letter in note)
    if not blank or odd or len(note) > MOST_NOTE_BYTES or not block.endswith("\n"):
        message = "it is no signed note"
        raise ValueError(message)
    lines = block[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        message = "it has too many signatures"
        raise ValueError(message)
    return text + "\n", [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes, bytes]:
    parts = line.split(" ")
    try:
        raw = base64.b64decode(parts[2], validate=True) if len(parts) == 3 else b""
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) < 5 or parts[0] != DASH or base64.b64encode(raw).decode() != parts[2]:
        message = f"{line[:80]!r} is no line of a signature"
        raise ValueError(message)
    return parts[1], raw[:4], raw[4:]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProof:
    """That an entry stands in a log: its index, the way to the root, the checkpoint's note."""

    index: int
    hashes: tuple[bytes, ...]
    note: str

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note says.

        Raises:
            ValueError: it is no checkpoint.
        """
        return Checkpoint.read(self.note)

    @property
    def text(self) -> str:
        """A `.tlog-proof` file."""
        steps = "".join(f"{base64.b64encode(step).decode()}\n" for step in self.hashes)
        return f"{PROOF_HEAD}\nindex {self.index}\n{steps}\n{self.note}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `text` wrote; a line of extra bytes is refused, for nothing covers them.

        Raises:
            ValueError: it is no such file.
        """
        head, _, note = text.partition("\n\n")
        lines = head.split("\n")
        word, _, number = lines[1].partition(" ") if len(lines) > 1 else ("", "", "")
        if lines[0] != PROOF_HEAD or word != "index" or not SIZE.fullmatch(number):
            message = "it is no proof of a log: head, index, hashes, a blank line, a checkpoint"
            raise ValueError(message)
        if len(lines) - 2 > MOST_STEPS or len(note) > MOST_NOTE_BYTES:
            message = "it is too long to be a proof"
            raise ValueError(message)
        hashes = tuple(read_hash(line) for line in lines[2:])
        return cls(index=int(number), hashes=hashes, note=note)
