"""Forgeries of sealed bundles: how many `verify` catches, and how many good ones it accuses.

    bench/tamper.py [--step 2] [--good 1000] [--wacz PYTHON]

step: every so many bytes one bit is turned; 2 gives over 10,000 forgeries. wacz: the interpreter of
an environment of its own with `wacz` in it (pip install wacz), whose stock validator then judges
each forgery of the bundle file beside ours; without it only ours is told.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alerts.evidence.check import Exit, exit_code
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from rules.decision.models import deciders
from tests.alerts.evidence import samples, sealing, tamper, tamper_seals
from tests.alerts.evidence.samples import LOG_KEY
from tests.fixtures.authority import made

STOCK = """
import contextlib, io, sys
from wacz.main import main
for line in sys.stdin:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            fine = main(["validate", "-f", line.strip()]) == 0
        except BaseException:
            fine = False
    print(int(fine), flush=True)
"""


def main() -> None:
    """Try all, print one line a class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=2)
    parser.add_argument("--good", type=int, default=1000)
    parser.add_argument("--wacz")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine, stranger = made(folder / "tsa", "ec"), made(folder / "stranger", "rsa")
        trust = Trust(keys=(LOG_KEY.public,), roots=mine.roots, deciders=deciders())
        one = sealing.recent(samples.record())
        path = sealing.sealed(folder / "sealed", mine, one=one, others=5)
        good = sealing.contents(path.parent)
        if exit_code(verify_bundle(path, trust)) is not Exit.PROVEN:
            sys.exit("the good bundle does not verify")
        bundle = good[tamper_seals.BUNDLE]
        inside = (
            (kind, {tamper_seals.BUNDLE: forged})
            for kind, forged in tamper.corpus(bundle, asked.step)
        )
        others = sealing.other_seals(folder / "others", one, mine, stranger)
        told = sealing.judged(folder / "try", good, trust, inside)
        beside = sealing.judged(
            folder / "try", good, trust, tamper_seals.corpus(good, others, asked.step)
        )
        logs = _logs(path, trust)
        _tell(told.tried + beside.tried + logs[0], told.gross + beside.gross + logs[1])
        for kind, _ in (*told.passed, *beside.passed):
            print(f"TAKEN FOR PROOF: {kind}")
        if asked.wacz:
            print(_stock(asked.wacz, folder, tamper.corpus(bundle, max(asked.step, 40))))
        print(f"good bundles accused: {_accused(folder, asked.good)} of {asked.good}")


def _logs(path: Path, trust: Trust) -> tuple[Counter[str], Counter[str]]:
    """Rewritten logs, signed with the right key, beside a mail that was kept."""
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    entries = sealing.entries_of(path, 5)
    for kind, rewritten in sealing.rewritten_logs(entries):
        tried[kind] += 1
        code = sealing.judged_log(path, trust, rewritten, samples.note_of(entries))
        caught[kind] += code is Exit.TAMPERED
    return tried, caught


def _accused(folder: Path, count: int) -> int:
    """Good bundles of many kinds that are told as tampered or unreadable."""
    accused = 0
    for number in range(count):
        one = samples.varied(number)
        where = folder / "good"
        where.mkdir(exist_ok=True)
        path = samples.sealed_file(where, one)
        entries = samples.log_of(samples.bundle_at(path))
        samples.lay_seal(where, samples.seal_of(samples.bundle_at(path), entries))
        trust = replace(samples.trusting(samples.bundle_at(path)))
        accused += exit_code(verify_bundle(path, trust)) in {Exit.TAMPERED, Exit.UNREADABLE}
        for file in where.iterdir():
            file.unlink()
    return accused


def _stock(python: str, folder: Path, forgeries: Iterator[tuple[str, bytes]]) -> str:
    """What the stock validator of the format catches of the same forgeries of the file."""
    tried = caught = 0
    stock = subprocess.Popen(
        [python, "-c", STOCK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    if stock.stdin is None or stock.stdout is None:
        return "wacz validate: it cannot be talked to"
    for number, (_, forged) in enumerate(forgeries):
        path = folder / f"stock-{number}.wacz"
        path.write_bytes(forged)
        print(path, file=stock.stdin, flush=True)
        fine = stock.stdout.readline().split()
        tried += 1
        caught += fine[-1:] != ["1"]
        path.unlink()
    stock.stdin.close()
    stock.wait()
    return f"wacz validate caught {caught} of {tried} forgeries of the file ({caught / tried:.1%})"


def _tell(tried: Counter[str], caught: Counter[str]) -> None:
    for kind, count in sorted(tried.items()):
        print(f"{kind:28} {count:6}  tampered or unreadable {caught[kind]:6}")
    print(f"{'all':28} {tried.total():6}  tampered or unreadable {caught.total():6}")


if __name__ == "__main__":
    main()
