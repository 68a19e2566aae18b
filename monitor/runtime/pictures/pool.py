"""The parent's side: one child at a time for each task, started when first needed.

A picture that breaks its limits costs that child; the next picture gets a new one. Used by one
thread, as a match worker is.
"""

import os
import socket
import struct
import subprocess
import sys
import time
from types import TracebackType
from typing import Final, Self

import structlog

from monitor.domain.errors import PictureUnreadable
from monitor.ports.pictures import OpenedPicture
from monitor.runtime.pictures.wire import Limits, receive, send

log = structlog.get_logger(__name__)

OPENING: Final = Limits(seconds=4.0, memory_bytes=1_200_000_000)
"""Of one file. 60 million pixels with transparency hold 240 MB, and three of them at a time."""
_START_S: Final = 120.0  # a child loads its libraries on a machine that is busy with others
_GRACE_S: Final = 0.5  # the child's own alarm comes first
_ANSWER: Final = ord("+")
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class PictureChild:
    """A pooled process for one task: "open" or "words"."""

    def __init__(self, task: str, limits: Limits) -> None:
        self._task = task
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: socket.socket | None = None
        self._left = 0

    def __enter__(self) -> Self:
        """Use it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    @property
    def pid(self) -> int | None:
        """Of the child, while there is one."""
        return self._process.pid if self._process else None

    def ask(self, content: bytes) -> bytes:
        """The child's answer about one picture.

        Raises:
            PictureUnreadable: the child refuses it, or it broke a limit and the child has ended.
        """
        wire = self._ready()
        deadline = time.monotonic() + self._limits.seconds + _GRACE_S
        try:
            wire.settimeout(self._limits.seconds + _GRACE_S)
            send(wire, content)
            answer = receive(wire, deadline)
        except (OSError, ValueError):
            answer = None
        if not answer:
            raise PictureUnreadable(self._lost(len(content)))
        self._left -= 1
        if self._left <= 0:
            self.close()
        if answer[0] != _ANSWER:
            raise PictureUnreadable(answer[1:].decode(errors="replace"))
        return answer[1:]

    def close(self) -> None:
        """End the child, if there is one."""
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._wire = None

    def _ready(self) -> socket.socket:
        if self._wire is not None:
            return self._wire
        ours, theirs = socket.socketpair()
        command = (sys.executable, "-m", "monitor.runtime.pictures.child", self._task)
        environment = {**os.environ, **dict.fromkeys(_ONE_THREAD, "1")}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                (*command, self._limits.written()),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=environment,
            )
        self._wire, self._left = ours, self._limits.pictures
        try:
            greeting = receive(ours, time.monotonic() + _START_S)
        except (OSError, ValueError):
            greeting = None
        if greeting is None:
            self.close()
            message = f"the process that is to {self._task} pictures does not start"
            raise RuntimeError(message)
        return ours

    def _lost(self, size: int) -> str:
        """End what is left of the child; why it was lost."""
        process = self._process
        if process is not None:
            try:
                process.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        code = process.returncode if process else None
        self.close()
        log.warning("picture_child.lost", task=self._task, exit_code=code, size=size)
        return (
            f"picture of {size} bytes took over {self._limits.seconds:g} s or over "
            f"{self._limits.memory_bytes // 1_000_000} MB, or broke its decoder"
        )


class PooledOpener:
    """`PictureOpener` in a child of its own."""

    def __init__(self, limits: Limits = OPENING) -> None:
        self._child = PictureChild("open", limits)

    def open(self, content: bytes) -> OpenedPicture:
        """Decode a file.

        Raises:
            PictureUnreadable: no picture, too large, damaged, or it broke a limit.
        """
        answer = self._child.ask(content)
        blank, length = struct.unpack_from(">?B", answer)
        return OpenedPicture(
            pixels=answer[2 + length :],
            is_blank=blank,
            fingerprint=answer[2 : 2 + length] or None,
        )

    @property
    def pid(self) -> int | None:
        """Of the child, while there is one."""
        return self._child.pid

    def close(self) -> None:
        """End the child."""
        self._child.close()
