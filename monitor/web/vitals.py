"""Vitals: what an operator must know at a glance, read from the database and the disk.

The database is the truth, so any process can tell them, and they survive every restart; nothing is
counted in memory.
"""

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from monitor.domain.errors import RightswatchError
from monitor.ports.clock import Clock
from monitor.ports.store import SUPERVISOR, SourceCoverage, StampLine, Store

LEAST_FREE_BYTES: Final = 1_000_000_000
"""Below this a folder counts as full: one day of a busy source."""
LATE_ALERT: Final = timedelta(hours=1)
"""An alert that waits longer is late: the mail server does not take it."""
VISITS_OF: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What is watched over. folders: name -> place. beat_s: how often the scheduler beats."""

    store: Store
    clock: Clock
    sources: tuple[str, ...]
    folders: Mapping[str, Path]
    version: str
    beat_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One condition of readiness. says: for people, also where it holds."""

    name: str
    ok: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """One reading.

    beat_age_s: since the scheduler's last sign of life; None = it never ran. reloaded: whether the
    last new configuration was taken; None = there was none. oldest_alert_s: how long the oldest
    alert waits that is to be sent; 0.0 = none waits.
    """

    beat_age_s: float | None
    reloaded: bool | None
    coverage: tuple[SourceCoverage, ...]
    cases: Mapping[str, int]
    unmatched: int
    captures: int
    letters: int
    oldest_alert_s: float
    given_up: int
    entries: int
    stamps: tuple[StampLine, ...]


def read_vitals(premises: Premises, span: timedelta = VISITS_OF) -> Vitals:
    """Read all of it in one transaction. span: what coverage looks back on.

    Raises:
        StoreBusy: the database is held by somebody.
        StoreRefused: it cannot be used.
    """
    now = premises.clock.now()
    with premises.store.reading() as tx:
        beat, loaded = tx.beats.last(SUPERVISOR), tx.beats.last("configuration")
        oldest = tx.outbox.oldest_due()
        size, _ = tx.log.root()
        return Vitals(
            beat_age_s=(now - beat[0]).total_seconds() if beat else None,
            reloaded=loaded[1].startswith("loaded") if loaded else None,
            coverage=tuple(tx.visits.coverage(premises.sources, now - span, now)),
            cases=tx.cases.counts(),
            unmatched=tx.sightings.unmatched(),
            captures=tx.captures.pending(),
            letters=tx.outbox.waiting(now),
            oldest_alert_s=_age_s(oldest, now),
            given_up=sum(tx.outbox.given_up().values()),
            entries=size,
            stamps=tuple(tx.stamps.lines()),
        )


def free_bytes(folders: Mapping[str, Path]) -> Mapping[str, int]:
    """Room in each folder; one that is not there yet has that of the folder it will be made in."""
    return {name: shutil.disk_usage(_there(path)).free for name, path in folders.items()}


def checks(premises: Premises) -> list[Check]:
    """Every condition of readiness; none raises."""
    conditions: dict[str, Callable[[Premises], tuple[bool, str]]] = {
        "database": _database,
        "scheduler": _scheduler,
        "outbox": _outbox,
        "disk": _disk,
    }
    told = []
    for name, condition in conditions.items():
        try:
            ok, says = condition(premises)
        except (RightswatchError, OSError) as error:
            ok, says = False, str(error)
        told.append(Check(name=name, ok=ok, says=says))
    return told


def _database(premises: Premises) -> tuple[bool, str]:
    started = time.perf_counter()
    with premises.store.transaction() as tx:
        tx.beats.beat("health", premises.clock.now())
    return True, f"written in {(time.perf_counter() - started) * 1000:.0f} ms"


def _scheduler(premises: Premises) -> tuple[bool, str]:
    with premises.store.reading() as tx:
        beat = tx.beats.last(SUPERVISOR)
    if beat is None:
        return False, "no daemon ever ran here"
    age_s = _age_s(beat[0], premises.clock.now())
    return age_s < 2 * premises.beat_s, f"its last sign of life is {age_s:.0f} s old"


def _outbox(premises: Premises) -> tuple[bool, str]:
    with premises.store.reading() as tx:
        oldest = tx.outbox.oldest_due()
    age_s = _age_s(oldest, premises.clock.now())
    return age_s < LATE_ALERT.total_seconds(), f"the oldest alert waits {age_s:.0f} s"


def _disk(premises: Premises) -> tuple[bool, str]:
    room = free_bytes(premises.folders)
    told = ", ".join(f"{name} {free / 1e9:.1f} GB free" for name, free in room.items())
    return all(free >= LEAST_FREE_BYTES for free in room.values()), told


def _age_s(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() if since else 0.0


def _there(path: Path) -> Path:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
