"""What many marks say of one word; and the exact pass beside a naive search."""

import random

import numpy as np

from rules.text.literal import literal
from rules.text.matcher import WordMarkMatcher
from rules.text.reading import fields
from rules.text.register import built
from tests.rules.making import offer, word_mark

NEAR = ("Zaremo", "Zaremi", "Zaremu", "Zarema")


def scores(*marks: str) -> dict[str, float]:
    index = WordMarkMatcher().prepare([word_mark(mark) for mark in marks], {})
    return {
        asset: found[0].score for asset, found in index.signals(offer("Zaremt coat"), {}).items()
    }


def test_one_near_mark_is_told_as_it_is_and_a_crowd_says_less() -> None:
    alone, crowd = scores("Zaremo"), scores(*NEAR)
    assert alone["zaremo"] > crowd.get("zaremo", 0.0)


def test_the_reason_tells_of_the_crowd() -> None:
    index = WordMarkMatcher().prepare([word_mark(mark) for mark in NEAR[:2]], {})
    (signal,) = index.signals(offer("Zaremt coat"), {})["zaremo"]
    assert "one other mark is as near or nearer" in signal.because


def test_what_is_written_as_registered_scores_the_same_in_every_register() -> None:
    title = offer("Zaremo and Z4REM0 coats")
    few = WordMarkMatcher().prepare([word_mark("Zaremo")], {}).signals(title, {})
    many = WordMarkMatcher().prepare([word_mark(mark) for mark in NEAR], {}).signals(title, {})
    exact = [(signal.channel, signal.score) for signal in few["zaremo"]]
    assert exact == [(signal.channel, signal.score) for signal in many["zaremo"]]


def test_the_exact_pass_finds_what_a_naive_search_finds() -> None:
    draw = random.Random(5)  # noqa: S311 - cases, not secrets
    words = ["ab", "abc", "c", "鞋子", "鞋", "スニ", "7", "나이", "жар"]
    marks = [" ".join(draw.choices(words, k=draw.choice((1, 1, 2, 3, 6)))) for _ in range(60)]
    register = built(word_mark(mark, id=str(number)) for number, mark in enumerate(marks))
    spaced = register.columns.words.many(np.arange(register.columns.count))
    for _ in range(200):
        title = " ".join(draw.choices(words, k=12))
        (field,) = fields(offer(title))
        text = field.spaced()[0]
        found = {face for face, _, _ in literal(field, register)}
        naive = {number for number, mark in enumerate(spaced) if _pattern(mark) in text}
        assert found == naive, title


def _pattern(mark: str) -> str:
    bounded = [sign in "abc7жар" for sign in (mark[0], mark[-1])]
    return " " * bounded[0] + mark + " " * bounded[1]


def test_marks_are_found_wherever_a_long_text_is_cut() -> None:
    marks = ["nexo", "nexo tari palu", "小米鞋", "小米 nexo", "one two three four five six seven"]
    register = built(word_mark(mark) for mark in marks)
    found = {}
    for before in (0, 32_760, 32_768, 65_270):
        for filler in ("鞋", "ab cde "):
            title = (filler * before)[:before] + " 小米鞋 小米nexo tari palu. "
            title += "one two three four five six seven" + " 鞋" * 200
            (field,) = fields(offer(title))
            found[before, filler] = {title[start:end] for _, start, end in literal(field, register)}
    every = {"nexo", "nexo tari palu", "小米鞋", "小米nexo", "one two three four five six seven"}
    assert set(map(frozenset, found.values())) == {frozenset(every)}
