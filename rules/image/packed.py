"""Arrays as bytes and back: what is prepared of registered pictures, kept between runs."""

import struct
from collections.abc import Sequence
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_KINDS: Final = ("|i1", "|u1", "<f4", "<f8", "<i8")
_HEAD: Final = struct.Struct("<BB")
_SIDE: Final = struct.Struct("<I")


class Kept(Protocol):
    """Where prepared pictures lie between runs. Anything in it may be gone at any time."""

    def get(self, name: str) -> bytes | None:
        """What was put there under a name; None = nothing was."""
        ...

    def put(self, name: str, content: bytes) -> None:
        """Keep it, if there is room."""
        ...


def pack(arrays: Sequence[Array]) -> bytes:
    """Arrays of small whole numbers or floats, one after another."""
    parts: list[bytes] = []
    for array in arrays:
        parts.append(_HEAD.pack(_KINDS.index(array.dtype.str), array.ndim))
        parts += [_SIDE.pack(side) for side in array.shape]
        parts.append(np.ascontiguousarray(array).tobytes())
    return b"".join(parts)


def unpack(content: bytes) -> list[Array]:
    """The arrays again, not to be written to.

    Raises:
        ValueError: the bytes are not what `pack` makes.
    """
    arrays: list[Array] = []
    at = 0
    try:
        while at < len(content):
            kind, sides = _HEAD.unpack_from(content, at)
            at += _HEAD.size
            shape = tuple(
                _SIDE.unpack_from(content, at + number * _SIDE.size)[0] for number in range(sides)
            )
            at += sides * _SIDE.size
            count = int(np.prod(shape, dtype=np.int64))
            array = np.frombuffer(content, np.dtype(_KINDS[kind]), count, at).reshape(shape)
            at += array.nbytes
            arrays.append(array)
    except (struct.error, IndexError) as error:
        message = f"not packed arrays: {error}"
        raise ValueError(message) from error
    return arrays
