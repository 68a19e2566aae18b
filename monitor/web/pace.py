"""Pace: how often one address may try, so that nobody floods the mail server or guesses on."""

import threading
from collections import OrderedDict, deque

MOST_CLIENTS = 10_000


class Pace:
    """At most `most` tries of one client within `window_s` seconds; forgets the longest unseen."""

    def __init__(self, most: int, window_s: float) -> None:
        self._most = most
        self._window_s = window_s
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, client: str, now_s: float) -> bool:
        """Whether the client may try now; a try that is allowed counts."""
        with self._lock:
            tries = self._tries.setdefault(client, deque())
            self._tries.move_to_end(client)
            if len(self._tries) > MOST_CLIENTS:
                self._tries.popitem(last=False)
            while tries and tries[0] <= now_s - self._window_s:
                tries.popleft()
            if len(tries) >= self._most:
                return False
            tries.append(now_s)
            return True
