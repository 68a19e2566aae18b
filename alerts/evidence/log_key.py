"""The key that signs the evidence log: one line in one file, made on first use, 0600.

It lies beside the evidence folder, not in it: whoever is handed the evidence is not handed the key.
A key that was replaced stays valid for what it signed; the log itself says that it was replaced.
"""

import os
import secrets
import stat
from pathlib import Path
from typing import Any

from alerts.evidence.notes import PublicKey, SigningKey, signed, signers
from monitor.domain.checkpoint import Checkpoint
from monitor.domain.errors import LogKeyRefused

KEY_FILE = "log.key"
SEED_BYTES = 32
ROTATION = "key_rotated"
REPLACED = "the key of this evidence log is replaced: the second takes the place of the first"


class FileNotary:
    """See ports/notary.py. path: of the key file, made when the first signature is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key: SigningKey | None = None

    @property
    def key(self) -> SigningKey:
        """The signing key.

        Raises:
            LogKeyRefused: the file cannot be read or made, is open to others, or holds no key.
        """
        if self._key is None:
            self._key = _opened(self._path)
        return self._key

    @property
    def public(self) -> PublicKey:
        """What its signatures are checked by; see `key`."""
        return self.key.public

    def sign(self, size: int, root: bytes) -> str:
        """The signed note of the log at one size; see `key`."""
        checkpoint = Checkpoint(origin=self.key.name, size=size, root=root)
        return signed(checkpoint.text, [self.key])


def rotate(path: Path) -> dict[str, Any]:
    """Put a new key in the place of the old one; gives the entry that the log has to take.

    The old key stays beside it as `log.key.ID`, mode 0600: destroy it once the entry is logged.
    The statement that names both is signed by both.

    Raises:
        LogKeyRefused: the key cannot be read or replaced.
    """
    old = _opened(path)
    new = SigningKey(name=old.name, seed=secrets.token_bytes(SEED_BYTES))
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write(draft, new)
        os.link(path, path.with_name(f"{path.name}.{old.public.id.hex()}"))
        draft.rename(path)
        _sync(path.parent)
    except OSError as error:
        message = f"the key {path} cannot be replaced: {error}"
        raise LogKeyRefused(message) from error
    statement = _statement(old.public, new.public)
    return {"type": ROTATION, "note": signed(statement, [old, new])}


def successor(body: Any, keys: list[PublicKey]) -> PublicKey | None:  # noqa: ANN401 - any JSON
    """The key that an entry of the log puts in place of one of `keys`; None = it says nothing.

    Both keys must have signed it.
    """
    if not isinstance(body, dict) or body.get("type") != ROTATION:
        return None
    try:
        note = str(body["note"])
        lines = note.split("\n")
        old, new = PublicKey.read(lines[1]), PublicKey.read(lines[2])
        both = signers(note, [old, new])
    except (KeyError, IndexError, ValueError):
        return None
    holds = old in keys and old.name == new.name and {old.id, new.id} == {one.id for one in both}
    return new if holds and note.startswith(_statement(old, new) + "\n") else None


def known_keys(folder: Path) -> tuple[PublicKey, ...]:
    """Public halves of the signing key in a folder and of those it took the place of.

    Raises:
        LogKeyRefused: one of the files cannot be used.
    """
    paths = sorted(folder.glob(f"{KEY_FILE}*"))
    return tuple(_opened(path).public for path in paths)


def _statement(old: PublicKey, new: PublicKey) -> str:
    return f"{REPLACED}\n{old.text}\n{new.text}\n"


def _opened(path: Path) -> SigningKey:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_text("ascii")
    except (OSError, ValueError) as error:
        message = f"the key of the evidence log {path} cannot be read or made: {error}"
        raise LogKeyRefused(message) from error
    if mode & 0o077:
        message = f"others may read the key of the evidence log: chmod 600 {path}"
        raise LogKeyRefused(message)
    try:
        return SigningKey.read(text)
    except ValueError as error:
        message = f"{path}: {error}; restore it from a backup"
        raise LogKeyRefused(message) from error


def _make(path: Path) -> None:
    """Make the key; of two that try at once one makes it and both use it."""
    name = f"rightswatch/{secrets.token_hex(8)}"
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    _write(draft, SigningKey(name=name, seed=secrets.token_bytes(SEED_BYTES)))
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    _sync(path.parent)


def _write(path: Path, key: SigningKey) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.text + "\n")
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
