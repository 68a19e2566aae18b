"""Candidates of a large register: what letters alone show to be too far is left out."""

import random
import string

import numpy as np
import pytest

from rules.text.matcher import WordMarkMatcher
from rules.text.renderings import nearest
from tests.rules.making import offer, word_mark


def found(index_of: list[str], title: str) -> set[str]:
    index = WordMarkMatcher().prepare((word_mark(text) for text in index_of), {})
    return set(index.signals(offer(title), {}))


def short_names(count: int) -> list[str]:
    draw = random.Random(3)  # noqa: S311 - names, not secrets
    return ["".join(draw.choices(string.ascii_lowercase, k=4)) for _ in range(count)]


@pytest.mark.parametrize(
    ("title", "alone", "in_a_crowd"),
    [("zolg shoes", True, False), ("zoqk shoes", True, True), ("zzoqk shoes", True, True)],
)
def test_a_short_mark_in_a_large_register_is_met_by_likely_slips_alone(
    title: str, *, alone: bool, in_a_crowd: bool
) -> None:
    crowd = [name for name in short_names(4000) if name[0] not in "zg"]
    mark = "zolk" if title.startswith("zolg") else "zokq"
    assert (mark in found([mark], title)) is alone
    assert (mark in found([mark, *crowd], title)) is in_a_crowd


@pytest.mark.parametrize("title", ["jacket Silver (T shirt)", "Silver A wheel"])
def test_a_letter_alone_is_no_slip_of_another_letter(title: str) -> None:
    assert found(["Silver's"], title) == set()


def test_a_letter_alone_that_the_mark_has_too_stays() -> None:
    assert found(["T-Mobilia"], "T-Mobilya phone") == {"t-mobilia"}


def test_of_many_renderings_the_nearest_go_on() -> None:
    marks = [f"verid{vowel}{other}n" for vowel in "aeiouy" for other in "aeiouyjhw"]
    marks += ["veridian", "unlike"]
    kept = nearest(
        np.zeros(len(marks), dtype=np.int64), marks, ["veridian"] * len(marks), np.ones(len(marks))
    )
    assert len(kept) == 32
    assert marks[kept[0]] == "veridian"
    assert "unlike" not in {marks[place] for place in kept}
    few = nearest(np.arange(3), ["veridian"] * 3, ["Веридиан"] * 3, np.ones(3))
    assert sorted(few.tolist()) == [0, 1, 2]


def test_among_many_chinese_marks_of_two_characters_a_twin_or_homophone_says_nothing() -> None:
    draw = random.Random(5)  # noqa: S311 - names, not secrets
    signs = [chr(code) for code in range(0x5000, 0x8000)]
    crowd = {"".join(draw.sample(signs, 2)) for _ in range(11_000)}
    marks = ["耐克", "瑞特普"]
    for title in ("耐刻 男鞋", "耐兑 男鞋"):
        assert "耐克" in found(marks, title), title
    assert "瑞特普" in found([*marks, *crowd], "瑞待普外套")
    assert "耐克" in found([*marks, *crowd], "耐刻 男鞋")
    assert "耐克" not in found([*marks, *crowd], "耐兑 男鞋")
