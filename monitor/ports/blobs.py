"""Blobs: bytes by their SHA-256."""

from typing import Protocol


class Blobs(Protocol):
    """Content-addressed bytes: page bodies and pictures. Putting twice is harmless."""

    def put(self, content: bytes) -> str:
        """Keep bytes durably; gives their hex SHA-256."""
        ...

    def get(self, sha256: str) -> bytes | None:
        """Bytes of that digest, checked against it; None when they are not kept."""
        ...
