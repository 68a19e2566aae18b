"""What the reader of evidence brings along: keys, roots, a log, an older checkpoint.

Nothing of it ever comes from the bundle or from beside it.

Layer: evidence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from alerts.evidence.chain import Roots
from alerts.evidence.known_log import KnownLog
from alerts.evidence.notes import PublicKey

Rejudge = Callable[[Mapping[str, bytes], Mapping[str, Any]], str | None]
"""Measures and decides again from a bundle's members and its match record.

Gives what differs, None when nothing does; raises `NotRejudged` when this cannot be told.
"""

TOLERANCE: Final = timedelta(minutes=5)
"""How far a recording machine's clock may be from an authority's."""


class NotRejudged(Exception):
    """The verdicts cannot be computed again here; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Everything may be absent: then the checks that need it say that they are incomplete.

    keys: of logs, pinned. roots: certificates of time-stamp authorities. log: a copy of the
    evidence log. against: the note of an older checkpoint that the log must have grown out of.
    """

    keys: tuple[PublicKey, ...] = ()
    roots: Roots = ()
    log: KnownLog | None = None
    against: str | None = None
    rejudge: Rejudge | None = None
