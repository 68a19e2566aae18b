"""Every decider there ever was, by its name: what one of them judged can be judged again.

A list that is used is never changed: its weights move under a new name. Then the earlier list stays
as it stood, and the new class stands last here. `tests/rules/decision/test_models.py` holds a
digest of each list and of what it judges, and fails where either moves under an old name.
"""

from collections.abc import Mapping
from typing import Final

from monitor.ports.matcher import Decider
from rules.decision.decider import FirstDecider, SecondDecider

DECIDERS: Final = (FirstDecider, SecondDecider)
"""Oldest first; the last one decides today."""


def deciders() -> Mapping[str, Decider]:
    """One of each, by name."""
    return {kind.name: kind() for kind in DECIDERS}
