"""Word marks in one mapped file: from what size it pays, and what an update costs.

    .venv/bin/python bench/text_file.py [--marks 1000 10000 20000 100000]

For each size, CPU seconds of one process: the index made in memory; made and kept; mapped by a
process that finds it current; brought up to date after one asset of it changed. Then the megabytes
that two processes which map it hold of it together (their shares, Pss), and the file's size.
"""

import argparse
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import structlog

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.text import register  # noqa: E402 - the path comes first
from monitor.bootstrap.marks import KeptWordMarkMatcher  # noqa: E402
from rules.text.matcher import WordMarkMatcher  # noqa: E402
from tests.monitor.test_kept_marks import memory_of  # noqa: E402
from tests.rules.making import offer  # noqa: E402


def cpu_s(act: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    act()
    return time.process_time() - start


def holds(path: Path, count: int) -> None:
    """Map the file as a worker does and tell its share of it, when asked."""
    index = KeptWordMarkMatcher(path, 0).prepare(list(register(count)), {})
    index.signals(offer("warm the word lists"), {})
    print(flush=True)
    sys.stdin.readline()
    print(memory_of(path)[1], flush=True)
    sys.stdin.readline()


def shares_mb(path: Path, count: int) -> float:
    """Megabytes two processes hold of the file together."""
    command = [sys.executable, __file__, "--holds", str(path), "--marks", str(count)]
    held = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]

    def asked(process: "subprocess.Popen[str]") -> str:
        return process.stdout.readline() if process.stdout else ""

    def told(process: "subprocess.Popen[str]") -> None:
        if process.stdin:
            process.stdin.write("\n")
            process.stdin.flush()

    for process in held:
        asked(process)
    total = 0
    for process in held:
        told(process)
        total += int(asked(process))
    for process in held:
        told(process)
        process.wait()
    return total / 1024


def measured(count: int, folder: Path) -> tuple[float, ...]:
    """One line of the table."""
    path = folder / f"{count}.index"
    assets = list(register(count))
    changed = [*assets[:-1], replace(assets[-1], text="Changed Name")]
    matcher = KeptWordMarkMatcher(path, 0)
    memory = cpu_s(lambda: WordMarkMatcher().prepare(assets, {}))
    kept = cpu_s(lambda: matcher.prepare(assets, {}))
    size = path.stat().st_size / 1e6
    mapped = cpu_s(lambda: matcher.prepare(assets, {}))
    shared = shares_mb(path, count)
    updated = cpu_s(lambda: matcher.prepare(changed, {}))
    return memory, kept, mapped, updated, shared, size


def main() -> None:
    """Print one table."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--marks", type=int, nargs="+", default=[1_000, 10_000, 20_000, 100_000])
    asked.add_argument("--holds", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.holds:
        holds(options.holds, options.marks[0])
        return
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    WordMarkMatcher().prepare(list(register(100)), {}).signals(offer("warm 热身"), {})
    print("   marks | in memory s | kept s | mapped s | one changed s | two hold MB | file MB")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.marks:
            memory, kept, mapped, updated, shared, size = measured(count, Path(folder))
            print(
                f"{count:8} | {memory:11.3f} | {kept:6.3f} | {mapped:8.3f} | {updated:13.3f} | "
                f"{shared:11.1f} | {size:7.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
