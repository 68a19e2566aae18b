"""Whoever dies while evidence is kept, and whenever: nothing is torn, lost or told twice.

A small turn of bench/crashes.py, which does the same with a real browser and many more deaths.
"""

import signal
from pathlib import Path

from tests.journeys.crashes import DISK, STEPS, Drill


def test_no_death_and_no_failing_disk_breaks_a_promise_and_all_is_finished(tmp_path: Path) -> None:
    drill = Drill(tmp_path, cases=len(STEPS) + 2)
    broken: dict[str, list[str]] = {}
    try:
        for label in STEPS:
            assert drill.live(label=label) == -signal.SIGKILL, label
            broken[f"death: {label}"] = drill.violations()
        assert drill.unfinished()
        for label in DISK:
            assert drill.live(label=label, eio=True) == 0, label
            broken[f"disk: {label}"] = drill.violations()
        assert drill.live() == 0
        broken["the end"] = drill.violations()
        assert {what: found for what, found in broken.items() if found} == {}
        assert drill.unfinished() == 0
    finally:
        drill.close()
