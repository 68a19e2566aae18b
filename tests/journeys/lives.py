"""Lives: children of one process that has loaded everything, each to die where it is told to.

A fault ends a child with SIGKILL, or makes the disk fail, at the n-th call of a labelled step; or
the child is killed at an instant. Loading takes seconds, a fork milliseconds.
"""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.monitor.pipeline.small_house import NOON

Step = tuple[object, str, bool]
"""Whose function, its name, and whether the fault comes after it."""


@dataclass(frozen=True)
class Life:
    """One child. label, nth: where the fault is; kill_after_s: SIGKILL then; eio: fail, not die."""

    offset_s: float
    label: str | None = None
    nth: int = 1
    kill_after_s: float | None = None
    eio: bool = False


class ShiftedClock:
    """Real time from a moment on."""

    def __init__(self, offset_s: float) -> None:
        self._start = NOON + timedelta(seconds=offset_s)
        self._since = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._since)


class Lives:
    """The process that children are forked from, as its parent sees it.

    Each child lives an hour after the one before, so that what that one had claimed is free.
    """

    def __init__(self, command: Sequence[str], lived: int = 0) -> None:
        self.lived = lived
        self._zygote = subprocess.Popen(
            [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def live(self, **fault: Any) -> int:  # noqa: ANN401 - fields of a Life
        """One child; gives how it ended (negative: a signal)."""
        self.lived += 1
        life = {"offset_s": 3600.0 * self.lived, **fault}
        assert self._zygote.stdin is not None
        assert self._zygote.stdout is not None
        self._zygote.stdin.write(json.dumps(life) + "\n")
        self._zygote.stdin.flush()
        return int(self._zygote.stdout.readline())

    def close(self) -> None:
        self._zygote.communicate()


def serve(run: Callable[[Life], None], steps: Mapping[str, Step], log: Path) -> None:
    """Fork a child for each life that standard input names; say how it ended. log: its output."""
    for line in sys.stdin:
        life = Life(**json.loads(line))
        child = os.fork()
        if child == 0:
            os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 1)
            if life.label:
                _plant(life, *steps[life.label])
            run(life)
            os._exit(0)
        _, status = os.waitpid(child, 0) if life.kill_after_s is None else _hunted(child, life)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _plant(life: Life, owner: object, name: str, after: bool) -> None:  # noqa: FBT001 - a Step
    """Put the fault into the n-th call of its step."""
    original: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def faulty(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
        nonlocal calls
        calls += 1
        if calls == life.nth and life.eio:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if calls == life.nth and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        came = original(*args, **named)
        if calls == life.nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return came

    setattr(owner, name, faulty)


def _hunted(child: int, life: Life) -> tuple[int, int]:
    until = time.monotonic() + (life.kill_after_s or 0.0)
    while time.monotonic() < until:
        ended = os.waitpid(child, os.WNOHANG)
        if ended[0]:
            return ended
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)
