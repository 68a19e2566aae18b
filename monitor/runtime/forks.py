"""Children forked from a process that has loaded everything they need.

Loading the crawl engine costs 1.6 CPU seconds, a fork of a process that holds it costs hardly any
(`bench/fork.py`); so a batch of ten pages may have a process of its own, which can be killed.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from typing import Any

import structlog

log = structlog.get_logger(__name__)

GRACE_S = 8.0
KEEPSAKE = b"\0"
"""What a child says behind this is for the next child of its kind, and kept in memory alone."""

Task = Callable[..., None]
"""A function of a module, called in the child with the arguments given and then `say`."""


class Nursery:
    """Starts children. preload: modules loaded once, before the first fork."""

    def __init__(self, preload: Sequence[str]) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["__main__", *preload])

    def start(self, task: Task, *arguments: Any) -> "ForkedChild":  # noqa: ANN401 - the task's own
        """Fork a child that runs the task."""
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_live, args=(there, task, arguments))
        process.start()
        there.close()
        return ForkedChild(process, here)


class ForkedChild:
    """One child at work. It ends with its task, with its parent, or when it is told to."""

    def __init__(self, process: ForkServerProcess, ear: Connection) -> None:
        self._process = process
        self._ear = ear
        self._buried = False

    @property
    def exit_code(self) -> int | None:
        """None until it is buried; negative: the signal that ended it."""
        return self._process.exitcode if self._buried else None

    def sayings(self, time_limit_s: float) -> Iterator[bytes]:
        """What the child says, until it ends or its time is up (then it is killed)."""
        overstay = threading.Timer(time_limit_s, self._kill, args=("its time is up",))
        overstay.start()
        try:
            while True:
                yield self._ear.recv_bytes()
        except (EOFError, ConnectionResetError):
            return
        finally:
            overstay.cancel()

    def ask_to_end(self) -> None:
        """From any thread: the child closes in good order, and whoever listens hears the rest."""
        self._signal(signal.SIGTERM)

    def bury(self) -> None:
        """Wait for the end of a child that has nothing more to say; kill it when it stays."""
        self._process.join(GRACE_S)
        if self._process.is_alive():
            self._kill("it did not end")
            self._process.join()
        self._buried = True
        self._ear.close()

    def _kill(self, because: str) -> None:
        log.warning("child.killed", pid=self._process.pid, because=because)
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if not self._buried and self._process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)


def _live(mouth: Connection, task: Task, arguments: tuple[Any, ...]) -> None:
    """The child's whole life."""
    os.setsid()  # Ctrl-C reaches the parent alone, which ends its children
    os.dup2(2, 1)  # what a library prints must not stand in the parent's output
    _end_with_parent()
    task(*arguments, mouth.send_bytes)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=follow, name="leash", daemon=True).start()
