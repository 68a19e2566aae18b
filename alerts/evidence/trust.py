"""What the reader brings along: keys, roots, a log, an older checkpoint, deciders.

Nothing of it ever comes from the bundle or from beside it.

Layer: evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from alerts.evidence.chain import Roots
from alerts.evidence.known_log import KnownLog
from alerts.evidence.notes import PublicKey
from monitor.ports.matcher import Decider

TOLERANCE: Final = timedelta(minutes=5)
"""How far a recording machine's clock may be from an authority's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Everything may be absent: then the checks that need it say that they are incomplete.

    keys: of logs, pinned. roots: certificates of time-stamp authorities. log: a copy of the
    evidence log. against: the note of an older checkpoint that the log must have grown out of.
    deciders: of the reader's own program, by name; they reach verdicts again.
    """

    keys: tuple[PublicKey, ...] = ()
    roots: Roots = ()
    log: KnownLog | None = None
    against: str | None = None
    deciders: Mapping[str, Decider] = field(default_factory=dict)
