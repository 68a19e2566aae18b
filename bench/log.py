"""The evidence log at 100,000 entries: appending, signing, proofs; and `verify` on a 4 MB bundle.

    make bench-log
    .venv/bin/python bench/log.py [--entries 100000]

CPU time, the least of several rounds, so that a busy machine does not change the figures much.
Goals: a proof in 1 ms (median of 300), 4 MB verified in 50 ms.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alerts.evidence.check import exit_code
from alerts.evidence.log_key import FileNotary
from alerts.evidence.recorder import BundleRecorder
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from bench.bundles import order_of, recorder_in
from monitor.domain.capture import Seal
from monitor.domain.checkpoint import SignedCheckpoint
from monitor.domain.merkle import consistent, included
from monitor.store.database import SqlStore, open_store
from rules.decision.models import deciders

NOW = datetime.now(UTC)
PROOF_GOAL_MS = 1.0
VERIFY_GOAL_MS = 50.0


def cpu_ms(work: Callable[[], object], rounds: int = 5) -> float:
    """Least CPU time of several rounds, in milliseconds."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return 1000 * min(taken)


def held(proof: bool) -> None:  # noqa: FBT001 - one answer
    """Stop when a proof does not hold: then its time says nothing.

    Raises:
        SystemExit: it does not.
    """
    if not proof:
        message = "a proof does not hold"
        raise SystemExit(message)


def filled(store: SqlStore, entries: int) -> float:
    """Append that many entries; gives CPU microseconds for each."""
    begun = time.process_time()
    for first in range(0, entries, 1000):
        with store.transaction() as tx:
            for n in range(first, min(first + 1000, entries)):
                tx.log.append({"type": "capture", "n": n, "sha256": f"{n:064x}"}, NOW)
    return 1e6 * (time.process_time() - begun) / entries


def proofs(store: SqlStore, size: int) -> tuple[float, float]:
    """Median CPU milliseconds of an inclusion proof and of a consistency proof."""
    rng = random.Random(4)  # noqa: S311 - repeatable, not secret
    told: tuple[list[float], list[float]] = ([], [])
    with store.transaction() as tx:
        _, root = tx.log.root(size)
        for _ in range(300):
            index = rng.randrange(size)
            way = tx.log.inclusion(index, size)
            (entry,) = tx.log.entries(index, 1)
            held(included(entry.body.encode(), index, size, way, root))
            told[0].append(cpu_ms(partial(tx.log.inclusion, index, size), 3))
            old = index + 1
            way = tx.log.consistency(old, size)
            held(consistent(old, tx.log.root(old)[1], size, root, way))
            told[1].append(cpu_ms(partial(tx.log.consistency, old, size), 3))
    return median(told[0]), median(told[1])


def verified(folder: Path) -> tuple[int, float, str]:
    """Size of a bundle of about 4 MB, CPU milliseconds to verify it, its exit code."""
    recorder: BundleRecorder = recorder_in(folder / "evidence")
    bundle = recorder.record(order_of("RW-000001-1", body_bytes=4_000_000))
    notary = FileNotary(folder / "log.key")
    with_log = open_store(f"sqlite:///{folder}/one.db")
    with with_log.transaction() as tx:
        entry = tx.log.append({"type": "capture", "bundle": bundle}, NOW)
        size, root = tx.log.root()
        checkpoint = SignedCheckpoint(size=size, note=notary.sign(size, root), at=NOW)
        proof = tuple(tx.log.inclusion(entry.index, size))
    with_log.close()
    recorder.attach(Seal(bundle=bundle, entry=entry, checkpoint=checkpoint, proof=proof))
    path = folder / "evidence" / bundle.path
    trust = Trust(keys=(notary.public,), deciders=deciders())
    code = exit_code(verify_bundle(path, trust)).name
    return path.stat().st_size, cpu_ms(lambda: verify_bundle(path, trust), 9), code


def main() -> None:
    """Fill, prove, verify, print; end with 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    entries = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(f"sqlite:///{folder}/log.db")
        print(f"append: {filled(store, entries):.0f} us of CPU an entry, {entries} entries")
        inclusion, consistency = proofs(store, entries)
        print(f"proof of inclusion: {inclusion:.3f} ms of CPU (goal {PROOF_GOAL_MS:g})")
        print(f"proof of consistency: {consistency:.3f} ms of CPU (goal {PROOF_GOAL_MS:g})")
        notary = FileNotary(folder / "log.key")
        with store.transaction() as tx:
            size, root = tx.log.root()
        print(f"signature: {cpu_ms(lambda: notary.sign(size, root), 20):.3f} ms of CPU")
        store.close()
        size_bytes, took, code = verified(folder)
        told = f"{size_bytes / 1e6:.1f} MB: {took:.1f} ms of CPU (goal {VERIFY_GOAL_MS:g})"
        print(f"verify of {told}, {code.lower()}")
    sys.exit(max(inclusion, consistency) > PROOF_GOAL_MS or took > VERIFY_GOAL_MS)


if __name__ == "__main__":
    main()
