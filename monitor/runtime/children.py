"""Child processes on a leash: they end when the parent ends, and are killed when they stay."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from typing import Self

import structlog

log = structlog.get_logger(__name__)

GRACE_S = 8.0


class Child:
    """One child process. Its standard input is the leash: closing it asks the child to end."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,  # Ctrl-C reaches the parent alone, which ends its children
        )

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """None while it lives; negative: the signal that killed it."""
        return self._process.poll()

    def say(self, line: bytes) -> None:
        """Write one line to the child; a child that is gone already is no error here."""
        try:
            assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            log.warning("child.gone", pid=self._process.pid)

    def ask_to_end(self) -> None:
        """Let the leash go."""
        try:
            if self._process.stdin and not self._process.stdin.closed:
                self._process.stdin.close()
        except BrokenPipeError:
            pass  # gone already

    def end(self, grace_s: float = GRACE_S) -> None:
        """Ask, wait, then kill."""
        self.ask_to_end()
        try:
            self._process.wait(timeout=grace_s)
        except subprocess.TimeoutExpired:
            log.warning("child.killed", pid=self._process.pid, because="did not end when asked")
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class WorkerPool:
    """Worker children for one queue: started when there is work, gone when idle.

    first_words: the line each child is told first.
    """

    def __init__(self, command: Sequence[str], most: int, first_words: bytes) -> None:
        self._command = command
        self._first_words = first_words
        self._most = most
        self._children: list[Child] = []
        self._failures = 0
        self._not_before = 0.0

    @property
    def size(self) -> int:
        """Children that were not found dead yet."""
        return len(self._children)

    def ensure(self, *, wanted: bool) -> None:
        """Bury the dead; start one more when there is work and room."""
        for child in [child for child in self._children if not child.running]:
            self._children.remove(child)
            child.end()
            self._note_end(child)
        room = len(self._children) < self._most
        if wanted and room and time.monotonic() >= self._not_before:
            child = Child(self._command)
            child.say(self._first_words)
            self._children.append(child)

    def __enter__(self) -> Self:
        """Use the pool; its children end with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all."""
        self.end()

    def end(self) -> None:
        """End all, together."""
        for child in self._children:
            child.ask_to_end()
        for child in self._children:
            child.end()
        self._children.clear()

    def _note_end(self, child: Child) -> None:
        if child.exit_code == 0:
            self._failures = 0
            return
        self._failures += 1
        wait_s = min(60.0, 2.0**self._failures)
        self._not_before = time.monotonic() + wait_s
        log.error("worker.died", command=self._command[-3:], exit=child.exit_code, wait_s=wait_s)
