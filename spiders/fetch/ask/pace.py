"""Time of one batch that asks one thing after the other: pauses per host, the limit, the end."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

ENDS_WITHIN_S: Final = 8.0
"""After a signal: what is under way may finish that long, then the process ends."""


class Ended(Exception):
    """Nothing more is asked: told to end, or the time is up."""


class Pace:
    """Keeps `delay_s` between two requests to one host, and all of them within `limit_s`."""

    def __init__(self, delay_s: float, limit_s: float) -> None:
        self._delay_s = delay_s
        self._ends_at = time.monotonic() + limit_s
        self._last: dict[str, float] = {}
        self._told_to_end = threading.Event()

    @property
    def left_s(self) -> float:
        """Seconds until the limit, 0.0 when it is over or the batch was told to end."""
        if self._told_to_end.is_set():
            return 0.0
        return max(self._ends_at - time.monotonic(), 0.0)

    def end(self) -> None:
        """Let nobody wait any more."""
        self._told_to_end.set()

    def wait_for(self, url: str) -> None:
        """Wait until the URL's host may be asked again.

        Raises:
            Ended: the batch ends first.
        """
        host = urlsplit(url).netloc.lower()
        now = time.monotonic()
        wait_s = max(self._last.get(host, now - self._delay_s) + self._delay_s - now, 0.0)
        if wait_s >= self.left_s or self._told_to_end.wait(wait_s):
            raise Ended
        self._last[host] = time.monotonic()

    @contextmanager
    def ends_on_signals(self, leave: Callable[[int], None]) -> Iterator[None]:
        """Inside, SIGTERM and SIGINT end the batch; `leave` is called when that takes too long."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        last_call = threading.Timer(ENDS_WITHIN_S, leave, (0,))
        last_call.daemon = True

        def told_to_end(*_: object) -> None:
            if not self._told_to_end.is_set():
                last_call.start()
            self.end()

        numbers = (signal.SIGTERM, signal.SIGINT)
        before = [signal.signal(number, told_to_end) for number in numbers]
        try:
            yield
        finally:
            last_call.cancel()
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)
