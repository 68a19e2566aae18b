"""Attachment: a file that a person puts beside what they record of a case.

Layer: domain, standard library only.
Its bytes lie among the blobs under their digest, and never change.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """name: as the file was called, without its folders. sha256: hex, of its bytes. size: bytes."""

    name: str
    sha256: str
    size: int
