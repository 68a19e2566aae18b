"""The child: opens one picture after another, or reads the words in them, within its limits.

Started as `python -m monitor.runtime.pictures.child TASK LIMITS`, with its end of the wire as
standard input. A picture over the limits ends the child and nothing else: the kernel refuses memory
and its alarm ends a decoder that hangs. It ends by itself when the parent is gone.
"""

import os
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from monitor.runtime.pictures.wire import Limits, receive, send

ANSWER: Final = b"+"
REFUSAL: Final = b"-"
_READY: Final = b"ready"
_PAGE: Final = resource.getpagesize()

Task = Callable[[bytes], bytes]


def main(task: str, limits: Limits) -> None:
    """Work until the parent hangs up or the child has done its share."""
    wire = socket.socket(fileno=os.dup(0))
    with wire:
        work = _TASKS[task]()
        _bound(limits)
        send(wire, _READY)
        for _ in range(limits.pictures):
            content = receive(wire)
            if content is None:
                return
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)  # its default ends the process
            answer = _answer(work, content)
            signal.setitimer(signal.ITIMER_REAL, 0)
            send(wire, answer)


def _answer(work: Task, content: bytes) -> bytes:
    from monitor.domain.errors import PictureUnreadable  # noqa: PLC0415 - after the limits

    try:
        return ANSWER + work(content)
    except PictureUnreadable as error:
        return REFUSAL + str(error).encode()
    except MemoryError:
        return REFUSAL + b"picture takes more memory than it may"
    except Exception as error:  # noqa: BLE001 - the edge of the child: no picture ends it with a trace
        return REFUSAL + f"picture breaks its decoder: {type(error).__name__}".encode()


def _bound(limits: Limits) -> None:
    """Memory from here on, no new files of any size, no core dumps."""
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE
    most = held + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _opening() -> Task:
    """File -> how it looks, then its pixels."""
    from rules.image.likeness import mark_of  # noqa: PLC0415 - one task loads its own
    from rules.pictures.decode import decode, is_blank  # noqa: PLC0415 - the same
    from rules.pictures.prepared import pack  # noqa: PLC0415 - the same

    decode(_warm())

    def opened(content: bytes) -> bytes:
        pictures = decode(content)
        blank = all(is_blank(picture) for picture in pictures)
        pdq = mark_of(pictures[0]) or b""
        return struct.pack(">?B", blank, len(pdq)) + pdq + pack(pictures)

    return opened


def _warm() -> bytes:
    """A small picture: what loads late is loaded before the limits count."""
    import io  # noqa: PLC0415 - one task loads its own

    from PIL import Image  # noqa: PLC0415 - the same

    kept = io.BytesIO()
    Image.linear_gradient("L").save(kept, "JPEG")
    return kept.getvalue()


def _reading() -> Task:
    """Pixels -> lines of words, as JSON."""
    from monitor.runtime.pictures.words import reader  # noqa: PLC0415 - 2 s and 300 MB

    return reader()


_TASKS: Final[dict[str, Callable[[], Task]]] = {"open": _opening, "words": _reading}


if __name__ == "__main__":
    main(sys.argv[1], Limits.read(sys.argv[2]))
