"""What parent and child say to each other: length, then bytes; both may be of any content.

Layer: runtime, standard library only: the child reads limits before it loads anything else.
"""

import json
import socket
import struct
import time
from dataclasses import asdict, dataclass
from typing import Final, Self

_LENGTH: Final = struct.Struct(">I")
MOST_BYTES: Final = 64_000_000
"""Of one message: 25 MB of file, or the plain pixels of eight small pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one picture may cost.

    seconds: wall time, then the child ends. memory_bytes: beyond what the child holds when it is
    ready. pictures: after so many a new child takes over, whatever the libraries have kept.
    """

    seconds: float
    memory_bytes: int
    pictures: int = 2_000

    def written(self) -> str:
        """As one argument of a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """What `written` wrote."""
        return cls(**json.loads(text))


def send(wire: socket.socket, message: bytes) -> None:
    """Send one message within the socket's time limit.

    Raises:
        OSError: the other side is gone, or too slow.
    """
    wire.sendall(_LENGTH.pack(len(message)))
    wire.sendall(message)


def receive(wire: socket.socket, deadline: float | None = None) -> bytes | None:
    """One message; None when the other side has gone. deadline: of `time.monotonic`.

    Raises:
        TimeoutError: the deadline has passed.
        ValueError: a length that nobody sends.
    """
    head = _exactly(wire, _LENGTH.size, deadline)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MOST_BYTES:
        message = f"a message of {length} bytes"
        raise ValueError(message)
    return _exactly(wire, length, deadline)


def _exactly(wire: socket.socket, length: int, deadline: float | None) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        if deadline is not None:
            wire.settimeout(max(0.001, deadline - time.monotonic()))
        try:
            part = wire.recv(min(1 << 20, length - len(parts)))
        except ConnectionError:
            return None
        if not part:
            return None
        parts += part
    return bytes(parts)
