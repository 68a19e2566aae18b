"""Blobs: bytes by their SHA-256."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable


class Blobs(Protocol):
    """Content-addressed bytes: page bodies and pictures. Putting twice is harmless."""

    def put(self, content: bytes) -> str:
        """Keep bytes durably; gives their hex SHA-256."""
        ...

    def get(self, sha256: str) -> bytes | None:
        """Bytes of that digest, checked against it; None when they are not kept."""
        ...


@runtime_checkable
class KeepsTogether(Protocol):
    """Blobs that keep many for little more than one."""

    def put_all(self, contents: Sequence[bytes]) -> Sequence[str]:
        """Keep all durably; gives their hex SHA-256 in the same order."""
        ...
