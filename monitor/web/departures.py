"""Departures: who has left for the sign-in provider, and may come back, each once.

Kept in memory: whoever is away while the desk starts anew signs in again.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from secrets import token_urlsafe
from typing import Final

AWAY_AT_MOST: Final = timedelta(minutes=10)
MOST_AWAY: Final = 10_000
_new_secret: Final = partial(token_urlsafe, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One way to the provider.

    state: comes back with the answer. nonce: stands in what the provider signs. verifier: of PKCE,
    told to nobody before the answer is there. browser: who left. then: where it leads on to.
    """

    browser: str = field(repr=False)
    then: str
    until: datetime
    state: str = field(default_factory=_new_secret, repr=False)
    nonce: str = field(default_factory=_new_secret, repr=False)
    verifier: str = field(default_factory=_new_secret, repr=False)


class Departures:
    """All who are away; the longest gone are forgotten first."""

    def __init__(self) -> None:
        self._away: OrderedDict[str, Departure] = OrderedDict()
        self._lock = threading.Lock()

    def leave(self, browser: str, then: str, now: datetime) -> Departure:
        """Somebody leaves."""
        made = Departure(browser=browser, then=then, until=now + AWAY_AT_MOST)
        with self._lock:
            self._away[made.state] = made
            if len(self._away) > MOST_AWAY:
                self._away.popitem(last=False)
        return made

    def back(self, state: str, browser: str, now: datetime) -> Departure | None:
        """Whose return this is; None = spent, too late, unknown, or another browser's."""
        with self._lock:
            made = self._away.get(state)
            if made is None or made.browser != browser:
                return None
            del self._away[state]
        return made if now < made.until else None
