"""The rule by which pages share visits: square root of news, within limits."""

from dataclasses import replace

import numpy as np
import pytest

from monitor.pipeline.rhythm import (
    DAY_S,
    LASTS_S,
    OFTENEST,
    SELDOMEST,
    Pages,
    believed,
    seen_of,
    shared,
    visits_a_second,
)

UNLIMITED = np.array([np.inf])


def pages(news: list[float], days: float | list[float] = 100.0) -> Pages:
    count = len(news)
    return Pages(
        news=np.array(news, float),
        watched_s=np.broadcast_to(np.array(days, float) * DAY_S, count).copy(),
        weights=np.ones(count),
        kinds=np.zeros(count, np.intp),
        hosts=np.zeros(count, np.intp),
    )


def test_four_times_the_news_gets_twice_the_visits() -> None:
    known = pages([4000.0, 1000.0, 250.0])
    each = visits_a_second(known, 21 / DAY_S, UNLIMITED) * DAY_S
    assert each == pytest.approx([12, 6, 3], rel=0.02)


def test_four_times_the_weight_gets_twice_the_visits() -> None:
    known = replace(pages([100.0, 100.0]), weights=np.array([4.0, 1.0]))
    each = visits_a_second(known, 9 / DAY_S, UNLIMITED) * DAY_S
    assert each == pytest.approx([6, 3])


def test_the_limit_is_used_and_never_passed() -> None:
    draw = np.random.default_rng(7)
    known = replace(
        pages(list(draw.lognormal(0, 3, 500))), hosts=draw.integers(0, 5, 500).astype(np.intp)
    )
    limits = np.array([0.5, np.inf, np.inf, np.inf, np.inf]) / DAY_S
    each = visits_a_second(known, 1000 / DAY_S, limits) * DAY_S
    assert 999 < each.sum() <= 1000.001
    assert each[known.hosts == 0].sum() <= 0.5001


def test_a_page_without_news_is_still_looked_at_and_no_page_takes_all() -> None:
    half = np.array([1e-9] * 50 + [1.0] * 50)
    one = np.array([1e-9] * 99 + [1.0])
    hosts = np.zeros(100, np.intp)
    assert shared(half, hosts, 100.0, UNLIMITED).min() == pytest.approx(SELDOMEST)
    assert shared(one, hosts, 100.0, UNLIMITED).max() == pytest.approx(OFTENEST)


def test_hardly_watched_pages_are_taken_for_their_kind_and_well_watched_ones_for_themselves() -> (
    None
):
    known = pages([0.0] + [30.0] * 50 + [300.0] * 50, days=[0.01] + [100.0] * 100)
    a_day = believed(known) * DAY_S
    assert a_day[0] == pytest.approx(1.65, rel=0.1)
    assert a_day[1:51] == pytest.approx(0.3, rel=0.2)
    assert a_day[51:] == pytest.approx(3.0, rel=0.1)


def test_kinds_are_believed_apart() -> None:
    known = pages([200.0] * 20 + [2.0] * 20 + [0.0, 0.0], days=[100.0] * 40 + [0.0, 0.0])
    known = replace(known, kinds=np.array([0] * 20 + [1] * 20 + [0, 1], np.intp))
    lists, offers = (believed(known) * DAY_S)[-2:]
    assert lists == pytest.approx(2.0, rel=0.1)
    assert offers == pytest.approx(0.03, rel=0.5)


def test_nothing_known_and_nothing_there_are_no_trouble() -> None:
    assert len(visits_a_second(pages([]), 1.0, UNLIMITED)) == 0
    each = visits_a_second(pages([0.0, 0.0], days=0.0), 2.0, UNLIMITED)
    assert each == pytest.approx([1.0, 1.0])


def test_a_long_gap_shows_less_than_all_its_news() -> None:
    assert seen_of(60.0) == pytest.approx(60.0, rel=0.001)
    assert seen_of(LASTS_S) == LASTS_S / 2
    assert seen_of(1e12) == pytest.approx(LASTS_S, rel=0.001)
