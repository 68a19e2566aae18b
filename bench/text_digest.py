"""Word marks on another Python: are the scores equal to the last digit?

    .venv/bin/python bench/text_digest.py --python /path/to/another/bin/python

Scores the generator's cases (seed 3) and the naughty strings and prints one digest over every
signal: asset, channel, score, field, span and reason. With --python the same is done there, and
the first difference is shown. The other Python needs what rules import (locks/runtime.lock).
"""

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rules.text.indexfile import dump  # noqa: E402 - the path comes first
from rules.text.matcher import WordMarkIndex, WordMarkMatcher  # noqa: E402
from tests.rules.generator.cases import cases, register  # noqa: E402
from tests.rules.making import offer  # noqa: E402
from tests.rules.text.naughty import kinds  # noqa: E402


def scored(each: int) -> Iterator[str]:
    """Yield the index's digest, then a line for each offer: every signal to the last digit."""
    index = WordMarkMatcher().prepare(register(), {})
    if isinstance(index, WordMarkIndex):
        yield hashlib.sha256(b"".join(dump(index, ""))).hexdigest()
    offers = [case.offer for case in cases(seed=3, each=each)]
    offers += [offer(text) for texts in kinds().values() for text in texts]
    for seen in offers:
        signals = [
            (s.channel, s.score.hex(), s.field, s.span, s.because)
            for every in index.signals(seen, {}).values()
            for s in every
        ]
        yield json.dumps([seen.title, signals])


def main() -> None:
    """Print the digests; end with 1 where they differ."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--each", type=int, default=25, help="cases of each type")
    asked.add_argument("--python", help="another interpreter to compare with")
    asked.add_argument("--lines", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args()
    lines = list(scored(options.each))
    if options.lines:
        print(json.dumps([sys.version.split()[0], lines]))
        return
    print(f"{sys.version.split()[0]}: {len(lines) - 1} offers, {digest(lines)}")
    if not options.python:
        return
    command = [options.python, __file__, "--lines", "--each", str(options.each)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    version, theirs = json.loads(said.stdout)
    print(f"{version}: {len(theirs) - 1} offers, {digest(theirs)}")
    unequal = [pair for pair in zip(lines, theirs, strict=True) if pair[0] != pair[1]]
    print(f"{len(unequal)} differ")
    for ours, other in unequal[:5]:
        print(f"  {ours}\n  {other}")
    sys.exit(bool(unequal))


def digest(lines: list[str]) -> str:
    """Short digest over all lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
