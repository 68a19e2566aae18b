"""The hand set: labels with a source, and the figures the whole way has to hold."""

from collections import Counter
from functools import cache

import pytest

from bench.text_truth import Answer, answers, by_kind, hand_set, shares
from tests.rules.hand import LATER, hand_marks, hand_rows


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


def test_marks_of_the_later_set_hold_too() -> None:
    recall, false = shares(tuple(answers(*hand_set(LATER))))
    assert recall >= 0.93
    assert false <= 0.13


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
