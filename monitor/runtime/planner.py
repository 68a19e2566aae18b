"""The planner: of all supervisors on one database, the one that does what needs doing once.

A row of `beats` names it. It says so every few seconds; when it has been silent for SILENT_S by the
database's clock, whoever asks first takes its place. Steps done twice would do no harm (they are
idempotent, as everything is); they would cost, and two configurations would undo each other.
"""

from collections.abc import Callable
from typing import Final

import structlog

from monitor.ports.clock import Clock
from monitor.ports.store import PLANNER, Store
from monitor.runtime.worker import Step

log = structlog.get_logger(__name__)

SILENT_S: Final = 20.0
STAND_S: Final = 5.0
"""How often whoever may be the planner says so, or asks whether to become it."""


class Planner:
    """One who may be it. who: unlike everybody else. elected: called when it has become it."""

    def __init__(self, store: Store, clock: Clock, who: str, elected: Callable[[], object]) -> None:
        self._store = store
        self._clock = clock
        self._who = who
        self._elected = elected
        self._leads = False

    def stand(self) -> int:
        """Stay the planner, or become it where there is none; 1 when it is."""
        with self._store.transaction() as tx:
            leads = tx.beats.lead(PLANNER, self._who, self._clock.now(), SILENT_S)
        if leads is not self._leads:
            self._leads = leads
            log.info("planner.elected" if leads else "planner.replaced", who=self._who)
            if leads:
                self._elected()
        return int(leads)

    def resign(self) -> int:
        """Let another take the place at once."""
        self._leads = False
        with self._store.transaction() as tx:
            tx.beats.resign(PLANNER, self._who)
        return 0

    def alone(self, step: Step) -> Step:
        """The step, done by the planner and by nobody else."""

        def done_by_the_planner() -> int:
            return step() if self.stand() else 0

        return done_by_the_planner
