"""Children forked from a process that has loaded everything they need.

Loading the crawl engine costs 1.6 CPU seconds, a fork of a process that holds it costs hardly any
(`bench/fork.py`); so a batch of ten pages may have a process of its own, which can be killed.
"""

import math
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from typing import Any

import structlog

from monitor.ports.clock import running_seconds

log = structlog.get_logger(__name__)

GRACE_S = 8.0
LONGEST_WAIT_S = 3600.0
KEEPSAKE = b"\0"
"""What a child says behind this is for the next child of its kind, and kept in memory alone."""

Task = Callable[..., None]
"""A function of a module, called in the child with the arguments given and then `say`."""


class Nursery:
    """Starts children. preload: modules loaded once, before the first fork."""

    def __init__(self, preload: Sequence[str]) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["__main__", *preload])

    def start(
        self,
        task: Task,
        *arguments: Any,  # noqa: ANN401 - the task's own
        until: float = math.inf,
    ) -> "ForkedChild":
        """Fork a child that runs the task. until: as in `ForkedChild.hold_until`."""
        here, there = self._context.Pipe(duplex=False)
        ear, mouth = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_live, args=(there, ear, until, task, arguments))
        process.start()
        there.close()
        ear.close()
        return ForkedChild(process, here, mouth)


class ForkedChild:
    """One child at work. It ends with its task, with its parent, or when it is told to."""

    def __init__(self, process: ForkServerProcess, ear: Connection, mouth: Connection) -> None:
        self._process = process
        self._ear = ear
        self._mouth = mouth
        self._buried = False

    @property
    def exit_code(self) -> int | None:
        """None until it is buried; negative: the signal that ended it."""
        return self._process.exitcode if self._buried else None

    def sayings(self, time_limit_s: float) -> Iterator[bytes]:
        """What the child says, until it ends or its time is up (then it is killed)."""
        overstay = threading.Timer(time_limit_s, self.kill, args=("its time is up",))
        overstay.start()
        try:
            while True:
                yield self._ear.recv_bytes()
        except (EOFError, ConnectionResetError):
            return
        finally:
            overstay.cancel()

    def hold_until(self, until: float) -> None:
        """Let it live until then (`running_seconds`); unless told more, it kills itself.

        So a child ends in time although its parent is stopped, or cannot renew what it claimed.
        """
        with suppress(OSError):  # it has ended
            self._mouth.send(until)

    def ask_to_end(self) -> None:
        """From any thread: the child closes in good order, and whoever listens hears the rest."""
        self._signal(signal.SIGTERM)

    def bury(self) -> None:
        """Wait for the end of a child that has nothing more to say; kill it when it stays."""
        self._process.join(GRACE_S)
        if self._process.is_alive():
            self.kill("it did not end")
            self._process.join()
        self._buried = True
        self._ear.close()
        self._mouth.close()

    def kill(self, because: str) -> None:
        """From any thread: end it at once."""
        log.warning("child.killed", pid=self._process.pid, because=because)
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if not self._buried and self._process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)


def _live(
    mouth: Connection, ear: Connection, until: float, task: Task, arguments: tuple[Any, ...]
) -> None:
    """The child's whole life."""
    os.setsid()  # Ctrl-C reaches the parent alone, which ends its children
    os.dup2(2, 1)  # what a library prints must not stand in the parent's output
    _end_in_time(ear, until)
    task(*arguments, mouth.send_bytes)


def _end_in_time(ear: Connection, until: float) -> None:
    """End with the parent, in good order if that is done soon; and at once when time has run out.

    Others take over the work of a dead or stopped parent soon, and must not meet its child there.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        if _until_time_runs_out(ear, until, parent.sentinel):
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(GRACE_S)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=follow, name="leash", daemon=True).start()


def _until_time_runs_out(ear: Connection, until: float, parent: int) -> bool:
    """Listen for more time; True when the parent has ended before it ran out."""
    while (left_s := until - running_seconds()) > 0:
        ready = wait([parent, ear], min(left_s, LONGEST_WAIT_S))
        if parent in ready:
            return True
        with suppress(EOFError):  # the parent is about to end, or to bury this child
            until = ear.recv() if ready else until
    return False
