"""Checkpoint: what the whole evidence log was at one size, in one line of hash.

Layer: domain, standard library only.
Flow: preserve grows the log -> a Notary signs its Checkpoint -> authorities stamp it, letters carry
it, `verify` holds bundles against it.
Source: C2SP tlog-checkpoint and signed-note, as of 2026.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitor.domain.merkle import HASH_BYTES

MOST_NOTE_BYTES: Final = 8 * 1024
SIZE: Final = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
KEY_NAME: Final = re.compile(r"[!-*,-~]{1,200}", re.ASCII)
"""Of a key and of a log's origin: printable ASCII without space and plus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The log `origin` at one size. root: of its Merkle tree, 32 bytes."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed: three lines."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, note: str) -> "Checkpoint":
        """What a signed note says; whether its signatures hold is another question.

        Raises:
            ValueError: it is no checkpoint, or not written as one has to be.
        """
        text, blank, _ = note.rpartition("\n\n")
        lines = text.split("\n")
        if not blank or len(lines) != 3 or not KEY_NAME.fullmatch(lines[0]):
            message = "it is no checkpoint: three lines, a blank one and signatures make one"
            raise ValueError(message)
        if not SIZE.fullmatch(lines[1]):
            message = f"{lines[1][:40]!r} is no size of a log"
            raise ValueError(message)
        found = cls(origin=lines[0], size=int(lines[1]), root=read_hash(lines[2]))
        if found.text != text + "\n":
            message = "the checkpoint is not written as it must be"
            raise ValueError(message)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCheckpoint:
    """A checkpoint as it was signed. note: the signed note, whose bytes are stamped."""

    size: int
    note: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMark:
    """A token that stood when something was made: that thing is not older than the token.

    at: the authority's time; note: the checkpoint that the token is over; token: DER bytes.
    """

    authority: str
    at: datetime
    note: str
    token: bytes


def read_hash(line: str) -> bytes:
    """A hash written in base64, as notes and proofs have it.

    Raises:
        ValueError: it is not 32 bytes in the one spelling that base64 has for them.
    """
    try:
        found = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        message = f"{line[:60]!r} is no base64"
        raise ValueError(message) from error
    if len(found) != HASH_BYTES or base64.b64encode(found).decode() != line:
        message = f"{line[:60]!r} is no hash"
        raise ValueError(message)
    return found
