"""Word marks, whole way, by type: recall and false positives beside three plain string methods.

    .venv/bin/python bench/text_truth.py [--seed 1] [--each 30] [--wrong TYPE ...]

Sets: tests/rules/generator (seeded; its tables know nothing of the rules) and the hand sets of
tests/rules (a reason for every label). Ours is matcher, context readers and decision: share of rows
graded review or higher, and share graded alert. Theirs: any name in the asset file against the same
text, lower case: rapidfuzz partial_ratio and WRatio at 85, and the name as it stands.
`--wrong` lists the rows of a type that ours has wrong, instead of the table.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.verdict import Grade
from monitor.ports.matcher import MatchIndex
from rules.decision.decider import FirstDecider
from rules.text.matcher import WordMarkMatcher
from tests.rules.generator import cases as generated
from tests.rules.hand import HAND, HOLDER, SETS, hand_marks, hand_rows
from tests.rules.making import DAY
from tests.rules.truth import READERS

CUTOFF = 85


@dataclass(frozen=True, slots=True)
class Asked:
    """One labelled offer, whatever set it is from."""

    kind: str
    infringing: bool
    offer: Offer
    asset: Asset
    holder: Holder


@dataclass(frozen=True, slots=True)
class Answer:
    """What each method says of it."""

    asked: Asked
    shown: bool
    alerted: bool
    partial: bool
    weighted: bool
    exact: bool


def generator_set(seed: int, each: int) -> tuple[Sequence[Asset], Sequence[Asked]]:
    """The register, and at most `each` cases of every type."""
    known = {asset.id: asset for asset in generated.register()}
    return tuple(known.values()), [
        Asked(case.kind, case.infringing, case.offer, known[case.asset_id], generated.HOLDER)
        for case in generated.cases(seed, each)
    ]


def hand_set(name: str = HAND) -> tuple[Sequence[Asset], Sequence[Asked]]:
    """The register, and every row of one hand set."""
    known = hand_marks(name)
    return tuple(known.values()), [
        Asked(row.kind, row.infringing, row.offer, known[row.mark], HOLDER)
        for row in hand_rows(name)
    ]


def grade(index: MatchIndex, asked: Asked) -> Grade:
    """Match, read the circumstances, decide: as the pipeline does."""
    signals = index.signals(asked.offer, {}).get(asked.asset.id, ())
    facts = [
        fact
        for reader in READERS
        for fact in reader.facts(asked.offer, asked.asset, asked.holder, signals, DAY)
    ]
    return FirstDecider().decide(asked.asset, signals, facts).grade


def answers(register: Sequence[Asset], every: Iterable[Asked]) -> Iterator[Answer]:
    """Every method on every row, in one run."""
    index = WordMarkMatcher().prepare(register, {})
    for asked in every:
        given = grade(index, asked)
        names = [name.lower() for name in (asked.asset.text or "", *asked.asset.aliases)]
        text = _text(asked.offer)
        yield Answer(
            asked,
            shown=given.at_least(Grade.REVIEW),
            alerted=given is Grade.ALERT,
            partial=any(fuzz.partial_ratio(name, text) >= CUTOFF for name in names),
            weighted=any(fuzz.WRatio(name, text) >= CUTOFF for name in names),
            exact=any(name in text for name in names),
        )


def _text(offer: Offer) -> str:
    parts = (offer.title, offer.brand, offer.description)
    return " ".join(part for part in parts if part).lower()


METHODS: Mapping[str, Callable[[Answer], bool]] = {
    "review": lambda answer: answer.shown,
    "alert": lambda answer: answer.alerted,
    "partial": lambda answer: answer.partial,
    "WRatio": lambda answer: answer.weighted,
    "exact": lambda answer: answer.exact,
}
"""Column -> does this method report the row?"""


def shares(given: Sequence[Answer], method: str = "review") -> tuple[float, float]:
    """(recall over infringing rows, false positive rate over honest rows), 0..1."""
    says = METHODS[method]
    found = [says(answer) for answer in given if answer.asked.infringing]
    false = [says(answer) for answer in given if not answer.asked.infringing]
    return sum(found) / len(found), sum(false) / len(false)


def by_kind(given: Sequence[Answer]) -> Mapping[tuple[bool, str], Sequence[Answer]]:
    """(infringing, type) -> its rows, in the order they came."""
    kinds: dict[tuple[bool, str], list[Answer]] = {}
    for answer in given:
        kinds.setdefault((answer.asked.infringing, answer.asked.kind), []).append(answer)
    return kinds


def _row(label: str, given: Sequence[Answer]) -> str:
    figures = (sum(map(says, given)) / len(given) for says in METHODS.values())
    return f"{label:26} {len(given):5} " + " ".join(f"{figure:8.3f}" for figure in figures)


def table(name: str, given: Sequence[Answer]) -> Iterator[str]:
    """Lines of one set: recall by type, then false positive rate by type."""
    yield f"\n{name:26} {'rows':>5} " + " ".join(f"{method:>8}" for method in METHODS)
    kinds = by_kind(given)
    for infringing, says in ((True, "recall, all"), (False, "false positives, all")):
        mine = [answer for answer in given if answer.asked.infringing is infringing]
        yield _row(says, mine)
        yield from (
            _row(f"  {kind}", rows) for (label, kind), rows in kinds.items() if label is infringing
        )


def wrong(given: Sequence[Answer], kinds: Sequence[str]) -> Iterator[str]:
    """Rows of these types (or of all) that ours has wrong."""
    for answer in given:
        asked = answer.asked
        if answer.shown is not asked.infringing and (asked.kind in kinds or "all" in kinds):
            yield f"{asked.kind:24} {asked.asset.text:16} {asked.offer.title}"


def main() -> None:
    """Print both tables, or what is wrong."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--each", type=int, default=30)
    asked.add_argument("--wrong", nargs="+", default=[])
    options = asked.parse_args()
    sets = {
        "generator": generator_set(options.seed, options.each),
        **{name: hand_set(name) for name in SETS},
    }
    for name, (register, every) in sets.items():
        start = time.process_time()
        given = list(answers(register, every))
        if options.wrong:
            print("\n".join([f"\n{name}", *wrong(given, options.wrong)]))
            continue
        print("\n".join(table(name, given)))
        print(f"{len(given)} rows, every method, {time.process_time() - start:.1f} CPU s")


if __name__ == "__main__":
    main()
