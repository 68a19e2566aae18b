"""Registered pictures prepared for the search, stopped half way and gone on with.

    .venv/bin/python bench/prepare.py [--marks 120]

Marks are drawn here. Half of them are prepared, then everything is forgotten but the file, as after
a kill, and all are asked for. Shown: CPU ms to prepare a mark and to read a kept one, bytes on disk
and in memory, and what 100,000 marks take by that on one core.
"""

import argparse
import hashlib
import io
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from monitor.domain.asset import Asset, AssetKind, ReferenceImage  # noqa: E402
from monitor.runtime.kept_parts import KeptParts  # noqa: E402
from rules.image.logo import LogoInPhotoMatcher  # noqa: E402
from rules.image.logo_examples import drawn_mark  # noqa: E402
from rules.image.logo_marks import prepare_mark  # noqa: E402
from rules.image.memory import FingerprintMemory  # noqa: E402

MANY = 100_000


def spent_on(contents: Sequence[bytes], path: Path) -> float:
    """CPU s to prepare the index of these marks, with what the file holds."""
    marks = {hashlib.sha256(content).hexdigest(): content for content in contents}
    assets = [
        Asset(id=sha256, kind=AssetKind.FIGURATIVE_MARK, holder_id="h",
              images=(ReferenceImage(path="drawn", sha256=sha256),))
        for sha256 in marks
    ]  # fmt: skip
    start = time.process_time()
    LogoInPhotoMatcher(FingerprintMemory(KeptParts(path))).prepare(assets, marks)
    return time.process_time() - start


def main() -> None:
    """Print one line a step."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--marks", type=int, default=120)
    count = asked.parse_args().marks
    contents = []
    for seed in range(count):
        kept = io.BytesIO()
        drawn_mark(seed).save(kept, "PNG")
        contents.append(kept.getvalue())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ours.pictures"
        first = spent_on(contents[: count // 2], path)
        second = spent_on(contents, path)
        third = spent_on(contents, path)
        size = path.stat().st_size / count
    made, read = 1000 * first / (count // 2), 1000 * third / count
    memory = [mark.nbytes for seed in range(9) if (mark := prepare_mark((drawn_mark(seed),)))]
    print(f"{count // 2} marks prepared: {made:.0f} ms each")
    print(f"gone on with, {count} in all: {second:.1f} s, {first + third:.1f} if none is lost")
    print(f"all kept: {read:.1f} ms each; {size / 1000:.0f} kB a mark on disk, "
          f"{sum(memory) / len(memory) / 1000:.0f} kB in memory")  # fmt: skip
    print(f"{MANY:,} marks: {MANY * made / 3.6e6:.1f} h on one core, once; then "
          f"{MANY * read / 6e4:.1f} min a start")  # fmt: skip


if __name__ == "__main__":
    main()
