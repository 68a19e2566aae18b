"""What only this installation can have written: confirmation codes and return addresses.

Layer: alerts.
Flow: the installation's keys -> a code to read out, an envelope sender for each letter.
Source: RFC 2104 (HMAC), RFC 5233 (detail after "+" in a local part).
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from monitor.domain.errors import LettersKeyRefused

CODE_LETTERS: Final = 10
"""50 bits: more than anybody can try through a person."""
SIGNATURE_LETTERS: Final = 10
"""So few because a local part has room for 64 (RFC 5321, 4.5.3.1.1)."""
KEY_FILE: Final = "letters.key"
KEY_BYTES: Final = 32
Keys = tuple[bytes, ...]
"""The first signs, all are believed: so a key is changed without breaking what is on its way."""
_MESSAGE_ID: Final = re.compile(r"<([0-9a-f]{32})@[^<>@\s]{1,253}>")


def letter_keys(path: Path) -> Keys:
    """The keys of a file, one a line in hex, the newest first; made with one key on first use.

    Raises:
        LettersKeyRefused: it cannot be made or read, is open to others, or holds no key.
    """
    try:
        if not path.exists():
            _make(path)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            message = f"{path} is open to others: chmod 600 {path}"
            raise LettersKeyRefused(message)
        keys = tuple(bytes.fromhex(line) for line in path.read_text("ascii").split())
    except (OSError, ValueError) as error:
        message = f"{path} cannot be used: {error}"
        raise LettersKeyRefused(message) from error
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        message = f"{path} holds no keys of {KEY_BYTES} bytes in hex: restore it from a backup"
        raise LettersKeyRefused(message)
    return keys


def _make(path: Path) -> None:
    """Whole or not at all; of two processes that try at once the first one's key stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with open(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123 - with a mode
        file.write(f"{secrets.token_hex(KEY_BYTES)}\n")
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(staged, path)
    staged.unlink()


def confirmation_code(keys: Keys, address: str) -> str:
    """The code that only the owner of an address is told, such as "K7QPA-2MXWE"."""
    letters = _signed(keys[0], "confirm", address)[:CODE_LETTERS]
    return f"{letters[:5]}-{letters[5:]}"


def is_confirmed_by(keys: Keys, address: str, code: str) -> bool:
    """Whether a code is that of an address; case, spaces and hyphens do not matter."""
    typed = re.sub(r"[\s-]+", "", code).upper().encode(errors="replace")
    codes = (confirmation_code((key,), address).replace("-", "").encode() for key in keys)
    return any(hmac.compare_digest(code, typed) for code in codes)


@dataclass(frozen=True, slots=True)
class ReturnPath:
    """Envelope senders, one for each letter, so that a report says which letter came back.

    mailbox: where reports arrive, "bounces@bureau.example"; its server keeps what stands after "+".
    instance: as in the ids of the letters.
    """

    mailbox: str
    instance: str
    keys: Keys = field(repr=False)

    def address(self, message_id: str) -> str:
        """The envelope sender of a letter; the mailbox itself when the id is none of ours."""
        local, _, domain = self.mailbox.rpartition("@")
        found = _MESSAGE_ID.fullmatch(message_id)
        if found is None:
            return self.mailbox
        return f"{local}+{found[1]}-{_signature(self.keys[0], found[1])}@{domain}"

    def letter(self, address: str) -> str | None:
        """The Message-ID that an address stands for; None when it is none of ours."""
        local, _, domain = self.mailbox.rpartition("@")
        shape = rf"{re.escape(local)}\+([0-9a-f]{{32}})-([a-z2-7]{{{SIGNATURE_LETTERS}}})"
        own = re.fullmatch(f"{shape}@{re.escape(domain)}", address.strip(), re.IGNORECASE)
        if own is None:
            return None
        digest, signature = own[1].lower(), own[2].lower()
        same = any(hmac.compare_digest(_signature(key, digest), signature) for key in self.keys)
        return f"<{digest}@{self.instance}>" if same else None


def _signature(key: bytes, digest: str) -> str:
    return _signed(key, "bounce", digest)[:SIGNATURE_LETTERS].lower()


def _signed(key: bytes, purpose: str, what: str) -> str:
    """Base32 of the HMAC; the purpose keeps a code of one kind from serving as another."""
    digest = hmac.new(key, f"{purpose}\n{what}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().rstrip("=")
