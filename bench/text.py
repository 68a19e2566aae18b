"""Word marks: speed and recall of our index beside rapidfuzz's partial ratio, in one run.

    .venv/bin/python bench/text.py [--marks 1000 100000] [--titles 400]

Registers: the truth set's 24 marks among coined names, seeded. Titles: ../shared/corpus/titles.tsv
where it is, else the truth set's. Recall and false positives: tests/rules/truth.tsv, likeness alone
(partial ratio at 85, ours at its floor), before any context. Times are process CPU seconds on one
core; trust the ratios.
"""

import argparse
import csv
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from monitor.domain.asset import Asset  # noqa: E402 - the path comes first
from monitor.ports.matcher import MatchIndex  # noqa: E402
from rules.text.matcher import WordMarkMatcher  # noqa: E402
from tests.rules.making import offer, word_mark  # noqa: E402
from tests.rules.truth import ASSETS, rows  # noqa: E402

CUTOFF = 85
_ONSETS = (*"bcdfghjklmnprstvwz", "br", "ch", "cl", "dr", "pl", "pr", "sh", "st", "tr")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo", "ia")
_CODAS = ["", "", "", "n", "r", "s", "x", "l", "t", "m", "nd", "ck"]


def register(count: int, seed: int = 7) -> list[Asset]:
    """The truth set's marks and coined names up to `count`."""
    draw = random.Random(seed)  # noqa: S311 - names, not secrets
    names: dict[str, None] = {}
    while len(names) < count - len(ASSETS):
        syllables = draw.choice((2, 2, 3, 3, 4))
        name = "".join(
            draw.choice(_ONSETS) + draw.choice(_VOWELS) + draw.choice(_CODAS)
            for _ in range(syllables)
        )
        names[name.capitalize()] = None
    return [*ASSETS, *(word_mark(name, id=f"m{number}") for number, name in enumerate(names))]


def titles(limit: int) -> list[str]:
    """Real titles where the corpus is, else the truth set's."""
    kept = ROOT.parent / "shared" / "corpus" / "titles.tsv"
    if not kept.is_file():
        return [row.offer.title or "" for row in rows()][:limit]
    with kept.open(encoding="utf-8", newline="") as lines:
        every = [line["title"] for line in csv.DictReader(lines, delimiter="\t")]
    return random.Random(1).sample(every, min(limit, len(every)))  # noqa: S311


def _spent(start: float, count: int) -> float:
    return count / max(time.process_time() - start, 1e-9)


def ours(index: MatchIndex, stream: Sequence[str]) -> tuple[float, float]:
    """Titles per second, marks reported per title."""
    start, marks = time.process_time(), 0
    for title in stream:
        marks += len(index.signals(offer(title), {}))
    return _spent(start, len(stream)), marks / len(stream)


def theirs(names: Sequence[str], stream: Sequence[str]) -> tuple[float, float]:
    """The same for rapidfuzz over every mark."""
    start, marks = time.process_time(), 0
    for title in stream:
        found = process.extract(
            title.lower(), names, scorer=fuzz.partial_ratio, score_cutoff=CUTOFF, limit=None
        )
        marks += len(found)
    return _spent(start, len(stream)), marks / len(stream)


def recall(index: MatchIndex) -> tuple[float, float, float, float]:
    """(ours, theirs) share of infringing rows found, (ours, theirs) share of honest rows hit."""
    texts = {
        asset.id: [name.lower() for name in (asset.text or "", *asset.aliases)] for asset in ASSETS
    }
    found: dict[tuple[bool, str], list[bool]] = {}
    for row in rows():
        title = replace(row.offer, seller=None)
        mine = row.asset in index.signals(title, {})
        low = (row.offer.title or "").lower()
        yours = any(fuzz.partial_ratio(name, low) >= CUTOFF for name in texts[row.asset])
        found.setdefault((row.infringing, "ours"), []).append(mine)
        found.setdefault((row.infringing, "theirs"), []).append(yours)
    share = {key: sum(hits) / len(hits) for key, hits in found.items()}
    return share[True, "ours"], share[True, "theirs"], share[False, "ours"], share[False, "theirs"]


def main() -> None:
    """Print one table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--marks", type=int, nargs="+", default=[1_000, 100_000])
    asked.add_argument("--titles", type=int, default=400)
    options = asked.parse_args()
    stream = titles(options.titles)
    WordMarkMatcher().prepare(ASSETS, {}).signals(offer("warm the word lists 热身"), {})
    print(f"{len(stream)} titles of {sum(map(len, stream)) / len(stream):.0f} letters on average")
    print("marks    | method        | titles/s | marks/title | build s | memory MB")
    for count in options.marks:
        assets = register(count)
        start = time.process_time()
        index = WordMarkMatcher().prepare(assets, {})
        built = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        speed, marks = ours(index, stream)
        cost = f"{built:7.1f} | {memory:.0f}"
        print(f"{count:8} | ours          | {speed:8.1f} | {marks:11.2f} | {cost}")
        names = [(asset.text or "").lower() for asset in assets]
        few = stream[: max(5, min(len(stream), 20_000_000 // (count * 20)))]
        speed, marks = theirs(names, few)
        print(f"{count:8} | partial_ratio | {speed:8.1f} | {marks:11.2f} | {0:7.1f} |")
        mine, yours, mine_false, yours_false = recall(index)
        print("         | truth set by likeness alone, ours (partial_ratio):")
        print(f"         | infringing rows found {mine:.3f} ({yours:.3f})")
        print(f"         | honest rows found     {mine_false:.3f} ({yours_false:.3f})")


if __name__ == "__main__":
    main()
