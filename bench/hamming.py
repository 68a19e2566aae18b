"""One exact search among a million fingerprints of 256 bits: ours, and faiss where installed.

    .venv/bin/python bench/hamming.py [--rows 1000000]

CPU ms of one search, the least of 25, one thread, fingerprints drawn by dice; and of a picture's
eight turns with their inversions, which the matcher asks in one call. The goal is 3 ms a search.
faiss-cpu is no dependency: put it beside with `pip install faiss-cpu` to have its line.
"""

import argparse
import importlib
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rules.image.hamming import HammingIndex  # noqa: E402 - the path comes first

GOAL_MS = 3.0


def least(work: Callable[[], object]) -> float:
    """CPU ms of the quickest of 25 rounds."""
    spent = []
    for _ in range(25):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent) * 1000


def main() -> None:
    """Print one line a method."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rows", type=int, default=1_000_000)
    rows = np.random.default_rng(1).integers(0, 256, (asked.parse_args().rows, 32), dtype=np.uint8)
    index = HammingIndex(rows)
    print(f"{len(rows)} rows, {rows.nbytes / 1e6:.0f} MB; goal {GOAL_MS} ms a search")
    for farthest in (35, 52):
        one = least(partial(index.near, rows[5:6], farthest))
        turns = least(partial(index.near, rows[5:13], farthest, or_inverted=True))
        print(
            f"ours, within {farthest} bits of 256: {one:.2f} ms; 8 turns and inverted {turns:.1f}"
        )
    try:
        faiss = importlib.import_module("faiss")
    except ImportError:
        return
    faiss.omp_set_num_threads(1)
    flat = faiss.IndexBinaryFlat(256)
    flat.add(rows)
    print(f"faiss IndexBinaryFlat, 10 nearest: {least(lambda: flat.search(rows[5:6], 10)):.2f} ms")


if __name__ == "__main__":
    main()
