"""What a process of its own costs a batch: started afresh, or forked from one that has loaded all.

    python bench/fork.py [times]

Prints wall milliseconds per child of both ways in one run. The child does nothing but
import what a crawl needs.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from monitor.bootstrap.crawl_child import PRELOAD
from monitor.runtime.forks import Nursery


def nothing(say: Callable[[bytes], None]) -> None:
    """A batch without targets."""
    import spiders.fetch.crawl.child  # noqa: PLC0415 - what a crawl child imports

    say(spiders.fetch.crawl.child.__name__.encode())


def afresh() -> None:
    """Start an interpreter that imports the crawl engine."""
    subprocess.run([sys.executable, "-c", "import spiders.fetch.crawl.child"], check=True)


def main() -> None:
    """Measure both, in turns."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    nursery = Nursery(PRELOAD)

    def forked() -> None:
        child = nursery.start(nothing)
        list(child.sayings(60))
        child.bury()

    forked()  # the first fork loads the engine once
    spent: dict[str, list[float]] = {"afresh": [], "forked": []}
    for _ in range(times):
        for name, way in (("afresh", afresh), ("forked", forked)):
            before = time.monotonic()
            way()
            spent[name].append(time.monotonic() - before)
    for name, seconds in spent.items():
        print(f"{name}: median {sorted(seconds)[len(seconds) // 2] * 1000:.0f} ms wall a child")
    ratio = sum(spent["afresh"]) / sum(spent["forked"])
    print(f"afresh / forked: {ratio:.1f}")


if __name__ == "__main__":
    main()
