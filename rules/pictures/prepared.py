"""Decoded pictures as bytes that are safe to hand on: a head, then plain pixels.

A child process decodes what a stranger made; everybody else reads this, which no input can make
costly. The form is only ever between processes of one version and is never kept.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from PIL import Image

_MAGIC: Final = b"RWPX\x01"
_HEAD: Final = struct.Struct(">B")
_SIZE: Final = struct.Struct(">HH")
MOST: Final = 8
"""Pictures in one: three frames on two grounds, with room."""


def pack(pictures: Sequence[Image.Image]) -> bytes:
    """RGB pictures, at most MOST, of at most 65,535 pixels a side -> bytes."""
    parts = [_MAGIC, _HEAD.pack(len(pictures))]
    for picture in pictures:
        parts += (_SIZE.pack(*picture.size), picture.tobytes())
    return b"".join(parts)


def is_prepared(content: bytes) -> bool:
    """Whether bytes are what `pack` makes."""
    return content.startswith(_MAGIC)


def unpack(content: bytes) -> Iterator[Image.Image]:
    """The pictures again.

    Raises:
        ValueError: the bytes are not what `pack` makes.
    """
    if not is_prepared(content) or len(content) < len(_MAGIC) + 1:
        message = "not a prepared picture"
        raise ValueError(message)
    count, at = content[len(_MAGIC)], len(_MAGIC) + 1
    if not 1 <= count <= MOST:
        message = f"{count} prepared pictures"
        raise ValueError(message)
    for _ in range(count):
        size = content[at : at + _SIZE.size]
        if len(size) < _SIZE.size:
            message = "a prepared picture is cut off"
            raise ValueError(message)
        width, height = _SIZE.unpack(size)
        at += _SIZE.size
        pixels = content[at : at + width * height * 3]
        if not pixels or len(pixels) != width * height * 3:
            message = "a prepared picture is cut off"
            raise ValueError(message)
        at += len(pixels)
        yield Image.frombytes("RGB", (width, height), pixels)
