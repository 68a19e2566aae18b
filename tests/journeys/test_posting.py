"""Whoever dies between news and mail server, and whenever: no letter is lost, none is told twice.

A small turn of bench/alerts.py, which does the same with many more deaths and a naive peer.
"""

import random
import signal
from pathlib import Path

from tests.fixtures.smtp import serving
from tests.journeys.posting import STEPS, Drill, MoodyServer, letters_of, lost_and_twice


def test_no_death_loses_a_letter_or_tells_a_case_twice(tmp_path: Path) -> None:
    seen = MoodyServer("127.0.0.1", 0, chance=random.Random(8), moody=False)  # noqa: S311
    with serving(seen) as server:
        drill = Drill(tmp_path, server)
        try:
            for number, label in enumerate(STEPS):
                drill.tell(str(number))
                assert drill.live(label=label) == -signal.SIGKILL, label
            assert drill.live() == 0
            assert drill.waiting() == 0
            letters = letters_of(tmp_path)
            assert lost_and_twice(seen, drill.expected(), letters)[:2] == (set(), 0)
        finally:
            drill.close()
