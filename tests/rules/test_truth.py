"""The hand-made truth set: what an officer should see, and what nobody should be bothered with."""

from collections import Counter

import pytest

from monitor.domain.verdict import Grade
from tests.rules.truth import ASSETS, rows, verdict


def judged() -> list[tuple[bool, bool, bool, str]]:
    """(infringing, shown, alerted, kind) of every row."""
    answers = []
    for row in rows():
        grade = verdict(row.offer, row.asset).grade
        shown = grade.at_least(Grade.REVIEW)
        answers.append((row.infringing, shown, grade is Grade.ALERT, row.kind))
    return answers


def test_the_set_is_large_and_every_label_has_its_reason() -> None:
    every = rows()
    assert len(every) >= 300
    assert sum(not row.infringing for row in every) >= 120
    assert all(row.why for row in every)
    assert {row.asset for row in every} == {asset.id for asset in ASSETS}
    titles = Counter((row.asset, row.offer.title) for row in every)
    assert max(titles.values()) == 1


def test_recall_and_false_positive_rate_hold_the_goal() -> None:
    answers = judged()
    found = [shown for infringing, shown, _, _ in answers if infringing]
    false = [shown for infringing, shown, _, _ in answers if not infringing]
    assert sum(found) / len(found) >= 0.95
    assert sum(false) / len(false) <= 0.08


def test_alerts_are_nearly_always_right() -> None:
    alerts = [infringing for infringing, _, alerted, _ in judged() if alerted]
    assert sum(alerts) / len(alerts) >= 0.97


@pytest.mark.parametrize("kind", ["authorised", "compatible", "second_hand", "negation"])
def test_no_alert_where_a_defence_is_plain(kind: str) -> None:
    assert not [row for row in judged() if row[3] == kind and row[2]]


def test_every_span_shows_the_words_in_the_raw_text() -> None:
    for row in rows():
        for signal in verdict(row.offer, row.asset).signals:
            if signal.field == "title":
                assert signal.span is not None
                assert repr((row.offer.title or "")[slice(*signal.span)]) in signal.because


def test_scores_order_and_never_saturate() -> None:
    scores = [verdict(row.offer, row.asset).score for row in rows()]
    assert max(scores) < 0.9999
    assert sum(score >= 0.999 for score in scores) <= len(scores) // 100
