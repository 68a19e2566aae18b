"""The hand sets: labels with a source, and the figures the whole way has to hold.

Each set was written before the rules had been run on it, and mended for afterwards by kind of row.
Found at first sight (recall, false positives at review): hand_third .862, .249; hand_fourth .905,
.134. Of the third's honest rows the goods were not known for 56 of 136; places, surnames, homonyms
in other languages, makers compared with and ingredients were taken for uses of the mark; of its
infringing rows none of 8 written half in pinyin, and half of those run together with goods, were
found. What is still wrong: `bench/text_truth.py --wrong all`.
"""

from collections import Counter
from functools import cache

import pytest

from bench.text_truth import Answer, answers, by_kind, hand_set, shares
from tests.rules.hand import FOURTH, LATER, THIRD, hand_marks, hand_rows


@cache
def given() -> tuple[Answer, ...]:
    """Every method on every row."""
    return tuple(answers(*hand_set()))


def test_the_set_is_large_and_every_label_names_its_source() -> None:
    every = hand_rows()
    assert len(every) >= 300
    assert sum(not row.infringing for row in every) >= 130
    assert all(row.why and row.source for row in every)
    assert max(Counter((row.mark, row.offer.title) for row in every).values()) == 1
    assert {row.mark for row in every} == set(hand_marks())


def test_the_weak_kinds_are_covered() -> None:
    kinds = Counter(row.kind for row in hand_rows())
    weak = ("ar", "ko", "ja")
    assert all(kinds[f"transliteration-{language}"] >= 12 for language in weak)
    assert min(kinds[kind] for kind in ("transposition", "han_shape", "translation")) >= 12
    assert kinds["nickname"] >= 10
    assert kinds["dictionary"] >= 30


def test_recall_and_false_positive_rate_hold_at_review() -> None:
    recall, false = shares(given())
    assert recall >= 0.95
    assert false <= 0.07


@pytest.mark.parametrize(
    ("name", "least", "most"), [(LATER, 0.93, 0.08), (THIRD, 0.94, 0.05), (FOURTH, 0.94, 0.08)]
)
def test_marks_of_the_later_sets_hold_too(name: str, least: float, most: float) -> None:
    recall, false = shares(tuple(answers(*hand_set(name))))
    assert recall >= least
    assert false <= most


@pytest.mark.parametrize(("name", "rows", "honest"), [(THIRD, 400, 200), (FOURTH, 150, 80)])
def test_the_later_sets_cite_their_sources_too(name: str, rows: int, honest: int) -> None:
    every = hand_rows(name)
    assert len(every) >= rows
    assert sum(not row.infringing for row in every) >= honest
    assert all(row.why and row.source for row in every)
    assert {row.mark for row in every} <= set(hand_marks(name))


@pytest.mark.parametrize("kind", ["run_on", "han_latin", "han_mask", "leet", "homoglyph"])
def test_disguises_of_the_third_set_are_seen_through(kind: str) -> None:
    rows = by_kind(tuple(answers(*hand_set(THIRD))))[True, kind]
    assert sum(answer.shown for answer in rows) / len(rows) >= 0.9


def test_alerts_are_rarely_wrong_and_plain_methods_are_far_behind() -> None:
    recall, false = shares(given(), "alert")
    assert recall >= 0.88
    assert false <= 0.03
    for method in ("partial", "WRatio", "exact"):
        theirs_found, theirs_false = shares(given(), method)
        assert theirs_found <= 0.4
        assert theirs_false >= 0.4


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("transliteration-ar", 0.9),
        ("transliteration-ko", 0.9),
        ("transliteration-ja", 0.9),
        ("transposition", 0.9),
        ("han_shape", 0.9),
        ("translation", 0.9),
        ("nickname", 0.6),
    ],
)
def test_each_weak_kind_is_found(kind: str, floor: float) -> None:
    rows = by_kind(given())[True, kind]
    assert sum(answer.shown for answer in rows) / len(rows) >= floor


@pytest.mark.parametrize(
    ("kind", "ceiling"),
    [("compatible", 0.05), ("negation", 0.05), ("second_hand", 0.05), ("dictionary", 0.1)],
)
def test_each_honest_kind_is_left_alone(kind: str, ceiling: float) -> None:
    rows = by_kind(given())[False, kind]
    assert sum(answer.shown for answer in rows) / len(rows) <= ceiling
