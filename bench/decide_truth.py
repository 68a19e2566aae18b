"""Verdicts on complete offers: precision and recall by ground, beside the best text score.

    make bench-decide_truth
    .venv/bin/python bench/decide_truth.py [--wrong seen]

Sets: the four parts of tests/rules/decision/truth, each written before it was judged. Rules were
mended for kinds of row of "seen" before "blind" was read; "later" came of other kinds than both,
"last" of other kinds than all, and each was then mended for: what came at first sight is kept in
tests/rules/decision/test_labelled.py. Ours is the decide step of the pipeline. Theirs is the best
text score of the same offer over a threshold: rapidfuzz's partial_ratio of any registered name
against title, brand, description and seller, lower case; the threshold is the one that serves it
best.
`--wrong PART` lists what ours has wrong in that part instead.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.domain.verdict import Grade
from tests.rules.decision.labelled import GATED, PARTS, Answered, answered, rights

GOAL = 0.95
"""Precision of grade alert at which recall is told."""

Says = Callable[[Answered], bool]


def alerts(one: Answered) -> bool:
    """Ours, loud."""
    return one.grade is Grade.ALERT


def shows(one: Answered) -> bool:
    """Ours, loud or quiet."""
    return one.grade.at_least(Grade.REVIEW)


def text_score(part: str, one: Answered) -> float:
    """Best partial ratio, 0..100, of a registered name against all that the page says."""
    offer, right = one.row.offer, rights(part)[one.row.asset_id]
    seller = offer.seller.name if offer.seller else None
    said = " ".join(p for p in (offer.title, offer.brand, offer.description, seller) if p).lower()
    names = [name for name in (right.text or right.title, *right.aliases) if name]
    return max(fuzz.partial_ratio(name.lower(), said) for name in names)


def shares(given: Sequence[Answered], says: Says) -> tuple[float, float]:
    """(precision, recall), 0..1; precision 1 where nothing is said."""
    said = [one for one in given if says(one)]
    right = sum(not one.row.innocent for one in said)
    guilty = sum(not one.row.innocent for one in given)
    return (right / len(said) if said else 1.0), right / guilty


def best_threshold(part: str, given: Sequence[Answered]) -> tuple[float, float, float]:
    """Threshold with the best harmonic mean of precision and recall, and both."""
    scores = {id(one): text_score(part, one) for one in given}
    tried = [
        (cut, *shares(given, lambda one, cut=cut: scores[id(one)] >= cut))  # type: ignore[misc]
        for cut in sorted(set(scores.values()))
    ]
    return max(tried, key=lambda t: 2 * t[1] * t[2] / (t[1] + t[2]) if t[1] + t[2] else 0.0)


def at_precision(given: Sequence[Answered], score: Callable[[Answered], float]) -> float:
    """Highest recall of any threshold whose precision is GOAL or more."""
    ordered = sorted(given, key=score, reverse=True)
    guilty = sum(not one.row.innocent for one in given)
    best, right = 0.0, 0
    for place, one in enumerate(ordered, start=1):
        right += not one.row.innocent
        tied = place < len(ordered) and score(ordered[place]) == score(one)
        if not tied and right / place >= GOAL:
            best = right / guilty
    return best


def table(part: str, given: Sequence[Answered]) -> Iterator[str]:
    """Lines for one part."""
    guilty = [one for one in given if not one.row.innocent]
    yield f"\n{part}: {len(given)} offers, {len(given) - len(guilty)} of them innocent"
    yield f"{'':24} {'precision':>9} {'recall':>7}"
    for name, says in (("alert", alerts), ("review or more", shows)):
        precision, recall = shares(given, says)
        yield f"{name:24} {precision:9.3f} {recall:7.3f}"
    cut, precision, recall = best_threshold(part, given)
    yield f"{f'text score >= {cut:.0f}':24} {precision:9.3f} {recall:7.3f}   (the best threshold)"
    ours = at_precision(given, lambda one: one.verdict.score if one.verdict else 0.0)
    theirs = at_precision(given, lambda one: text_score(part, one))
    yield f"recall at precision >= {GOAL}: ours {ours:.3f}, text score {theirs:.3f}"
    yield f"{'ground':16} {'rows':>5} {'alert':>6} {'review':>7} {'named':>6}   share of its rows"
    for label in sorted({one.row.label for one in guilty}):
        mine = [one for one in guilty if one.row.label == label]
        named = [label in one.verdict.grounds for one in mine if one.verdict and shows(one)]
        yield (
            f"{label:16} {len(mine):5} {_share(mine, alerts):6.3f} {_share(mine, shows):7.3f} "
            f"{sum(named) / max(1, len(named)):6.3f}"
        )
    gated = [one for one in given if one.row.kind in GATED]
    strays = sum(v.grade is Grade.ALERT for one in given for v in one.strays)
    yield f"alerts on {len(gated)} gated offers: {sum(map(alerts, gated))} (goal 0)"
    yield f"alerts over other rights than the row's: {strays}"
    yield "innocent offers, alerted and shown by kind:"
    for kind in sorted({one.row.kind for one in given if one.row.innocent}):
        mine = [one for one in given if one.row.innocent and one.row.kind == kind]
        yield f"  {kind:20} {len(mine):4} {sum(map(alerts, mine)):4} {sum(map(shows, mine)):4}"


def _share(given: Sequence[Answered], says: Says) -> float:
    return sum(map(says, given)) / len(given)


def wrong(given: Sequence[Answered]) -> Iterator[str]:
    """What ours has wrong: innocent and shown, or worth a look and not shown."""
    for one in given:
        if shows(one) is one.row.innocent:
            score = one.verdict.score if one.verdict else 0.0
            yield f"{one.row.label:14} {one.row.kind:18} {score:.3f} {one.row.offer.title}"


def main() -> None:
    """Print all parts, or what is wrong in one."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--wrong", choices=PARTS)
    options = asked.parse_args()
    if options.wrong:
        print("\n".join(wrong(answered(options.wrong))))
        return
    for part in PARTS:
        print("\n".join(table(part, answered(part))))


if __name__ == "__main__":
    main()
