"""A worker process: takes work from the database, step after step, until it is told to stop.

The same loop serves one machine, where the supervisor starts workers on demand and they leave when
idle, and many machines, where they stay.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping

import structlog

log = structlog.get_logger(__name__)

Step = Callable[[], int]
"""Claims a little work and does it; gives how much there was."""

POLL_S = 0.5


def work(
    steps: Mapping[str, Step], stop: threading.Event, *, leave_after_idle_s: float | None
) -> None:
    """Run the steps in turn until `stop`, or until nothing was due for `leave_after_idle_s`."""
    last_busy = time.monotonic()
    while not stop.is_set():
        if sum(attempt(name, step) for name, step in steps.items()):
            last_busy = time.monotonic()
            continue
        idle_s = time.monotonic() - last_busy
        if leave_after_idle_s is not None and idle_s > leave_after_idle_s:
            return
        stop.wait(POLL_S)


def attempt(name: str, step: Step) -> int:
    """Run one step; what it raises is logged, its claim runs out, and the work is taken again."""
    try:
        return step()
    except Exception:
        log.exception("step.failed", step=name)
        time.sleep(POLL_S)  # a step that fails at once must not spin
        return 0


def when_parent_ends(call: Callable[[], None]) -> None:
    """Call when standard input ends: the parent holds the other end while it lives.

    Read below Python's buffers: no lock of theirs may be held at exit.
    """

    def wait() -> None:
        while os.read(0, 4096):
            pass
        call()

    threading.Thread(target=wait, name="leash", daemon=True).start()
