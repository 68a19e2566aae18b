"""Fingerprints and rows are found by search as they are by looking at each."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from rules.image.areas import areas
from rules.image.hamming import HammingIndex
from rules.image.logo_examples import drawn_mark
from rules.image.logo_marks import prepare_mark
from rules.image.row_index import RowIndex
from rules.image.tails import logo_score, logo_tail


@pytest.mark.parametrize("count", [0, 1, 500, 40_000])
@pytest.mark.parametrize("farthest", [0, 35, 52, 110])
def test_fingerprints_within_a_distance_are_all_found(count: int, farthest: int) -> None:
    dice = np.random.default_rng(count)
    rows = dice.integers(0, 256, (count, 32), dtype=np.uint8)
    asked = rows[count // 2].copy() if count else np.zeros(32, np.uint8)
    asked[:4] ^= 255
    row, bits = HammingIndex(rows).near(asked, farthest)
    apart = np.bitwise_count(rows ^ asked).sum(axis=1, dtype=np.int64)
    assert row.tolist() == np.flatnonzero(apart <= farthest).tolist()
    assert bits.tolist() == apart[row].tolist()


@pytest.mark.parametrize("or_inverted", [False, True])
def test_of_several_fingerprints_the_nearest_counts_and_inverted_rows_where_asked(
    or_inverted: bool,  # noqa: FBT001
) -> None:
    dice = np.random.default_rng(5)
    rows = dice.integers(0, 256, (70_000, 32), dtype=np.uint8)
    asked = rows[[3, 40_000, 69_999]].copy()
    asked[:, :3] ^= 255
    rows[[17, 50_000]] = ~asked[:2]
    row, bits = HammingIndex(rows).near(asked, 60, or_inverted=or_inverted)
    turns = np.concatenate([asked, ~asked]) if or_inverted else asked
    apart = np.stack([
        np.bitwise_count(rows ^ turn).sum(axis=1, dtype=np.int64) for turn in turns
    ]).min(axis=0)  # fmt: skip
    assert row.tolist() == np.flatnonzero(apart <= 60).tolist()
    assert bits.tolist() == apart[row].tolist()
    assert (17 in row) == (50_000 in row) == or_inverted


def unit_rows(count: int, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    dice = np.random.default_rng(seed)
    middles = dice.normal(size=(60, 64))
    rows = middles[dice.integers(0, 60, count)] + 0.5 * dice.normal(size=(count, 64))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return np.round(rows * 127).astype(np.int8)


def test_few_rows_are_compared_with_each() -> None:
    rows = unit_rows(900, 1)
    asked = np.asarray(rows[:40] / 127, dtype=np.float32)
    near = RowIndex(rows, 127.0).near(asked, 0.5, 3)
    like = asked @ (rows.astype(np.float32) / 127).T
    for question in range(40):
        best = np.sort(like[question])[::-1][:3]
        own = near.likeness[near.question == question]
        assert np.allclose(own, best[best > 0.5], atol=1e-5)


def test_of_many_rows_nearly_all_nearest_are_found_and_each_time_the_same() -> None:
    rows = unit_rows(9000, 2)
    asked = np.asarray(rows[::50] / 127, dtype=np.float32)
    twice = [RowIndex(rows, 127.0).near(asked, 0.6, 1) for _ in range(2)]
    assert twice[0].row.tolist() == twice[1].row.tolist()
    right = dict(zip(twice[0].question.tolist(), twice[0].row.tolist(), strict=True))
    assert np.mean([right.get(number) == 50 * number for number in range(len(asked))]) > 0.97


def test_an_area_is_the_same_in_other_colours_and_sizes() -> None:
    def drawn(ink: str, ground: str, scale: int) -> Image.Image:
        picture = Image.new("RGB", (100 * scale, 80 * scale), ground)
        pen = ImageDraw.Draw(picture)
        corners = [(20, 15), (70, 25), (60, 65), (35, 40)]
        pen.polygon([(x * scale, y * scale) for x, y in corners], fill=ink)
        return picture

    small = areas(np.asarray(drawn("red", "white", 2)), 160)
    large = areas(np.asarray(drawn("#eeeeee", "#203040", 6)), 160)
    like = small.rows @ large.rows.T
    assert len(small) == len(large) >= 1
    assert like.max(axis=1).min() > 0.97
    assert np.allclose(small.boxes * 3, large.boxes, rtol=0.05, atol=9)


def test_a_stronger_sight_never_scores_less_and_never_as_an_alert() -> None:
    strengths = np.linspace(0, 1, 101)
    scores = [logo_score(float(strength)) for strength in strengths]
    assert scores == sorted(scores)
    assert scores[-1] < 0.83
    assert logo_tail(0.0) < 1


def test_a_mark_takes_at_most_110_kilobytes_and_says_how_much_is_its_own() -> None:
    mark = prepare_mark((drawn_mark(3),))
    assert mark
    assert mark.nbytes < 110_000
    assert 0.3 <= min(mark.common) < 0.9
