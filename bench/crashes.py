"""Deaths and failing disks while evidence is kept: what is torn, lost or told twice.

    make bench-crashes
    .venv/bin/python bench/crashes.py [deaths at each step] [random deaths] [seed] [--no-browser]

The real pipeline with a real browser on a shop on loopback: killed at each labelled step, then at
random instants (SIGKILL), then with EIO at each write, sync and rename, then on a disk that is full
(a tmpfs of 256 KiB; needs the superuser). After every death all promises are looked at. Goals: 0
violations, 0 torn files, and every case has its evidence in the end.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from monitor.runtime.logs import configure_logs
from tests.alerts.evidence.shop import OFFER, open_shop
from tests.journeys.crashes import DISK, STEPS, Drill

LONGEST_S = 4.0
FOR_A_DEATH = 12
"""Cases that a death finds at least: what lives long does more than one."""
MOST_CASES = 20_000


def report(what: str, deaths: int, violations: list[str]) -> bool:
    """One line, and the first violations."""
    print(f"{what:44} {deaths:4} deaths or faults, violations {len(violations)} (goal 0)")
    for one in violations[:5]:
        print(f"    {one}")
    return not violations


def finished(drill: Drill) -> bool:
    """Let one child work undisturbed: whatever was left must be done."""
    ended, left, broken = drill.live(), drill.unfinished(), drill.violations()
    print(f"{'undisturbed at the end':44} exit {ended}, unfinished {left}, broken {len(broken)}")
    drill.close()
    return not ended and not left and not broken


def main() -> int:
    """Run it; exit code 1 when a promise was broken."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    each, at_random, seed = [*numbers, *(10, 200, time.time_ns() % 10**6)[len(numbers) :]]
    chance = random.Random(seed)  # noqa: S311 - instants, no secret
    browser = "--no-browser" not in sys.argv
    configure_logs(verbose=False)
    print(f"seed {seed}, {'with a browser' if browser else 'without a browser'}")
    folder = Path(tempfile.mkdtemp(prefix="rightswatch-crashes-"))
    good = True
    with open_shop() as shop:
        host = shop.host if browser else None
        labels = [*STEPS, *(["the browser looked"] if browser else [])]
        shop.pages.update({f"/{number}": OFFER for number in range(MOST_CASES)})
        drill = Drill(folder, FOR_A_DEATH, host)
        for label in labels:
            found, ends = [], []
            for _ in range(each):
                drill.top_up(FOR_A_DEATH)
                ends.append(drill.live(label=label))
                found += drill.violations()
            good &= report(label, ends.count(-9), found) and ends.count(-9) == each
        found, deaths = [], 0
        for _ in range(at_random):
            drill.top_up(FOR_A_DEATH)
            deaths += drill.live(kill_after_s=chance.uniform(0.05, LONGEST_S)) == -9
            found += drill.violations()
        good &= report("SIGKILL at a random instant", deaths, found)
        for label in DISK:
            found = []
            for nth in range(1, each + 1):
                drill.top_up(FOR_A_DEATH)
                drill.live(label=label, eio=True, nth=nth, kill_after_s=LONGEST_S)
                found += drill.violations()
            good &= report(f"EIO: {label}", each, found)
        good &= finished(drill)
    return int(not (good and full_disk(each)))


def full_disk(cases: int) -> bool:
    """Without a browser, bundles of some 30 kB on a disk that takes so many and no more."""
    folder = Path(tempfile.mkdtemp(prefix="rightswatch-full-"))
    disk = folder / "evidence"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        print("a full disk: not tried, a tmpfs cannot be mounted here")
        return True
    try:
        drill = Drill(folder, max(16, 4 * cases))
        drill.live(kill_after_s=120.0)
        kept = drill.violations()
        full = report("a disk that is full", drill.unfinished(), kept)
        grow = ["mount", "-o", "remount,size=64m", str(disk)]
        subprocess.run(grow, check=True)
        return finished(drill) and full
    finally:
        subprocess.run(["umount", str(disk)], check=False)  # noqa: S607


if __name__ == "__main__":
    sys.exit(main())
