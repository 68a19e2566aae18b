"""Working days of a place: weekends, public holidays, and days that are worked in their stead.

China's calendar is announced year by year and cannot be computed: `holidays_cn.tsv` holds the years
that are known. Of any other year only weekends are, and whoever asks is told so (`unknown`).

Sources: notices of the General Office of the State Council of 2024-11-12 and 2025-11-04; legal
public holidays of the United States: 5 U.S.C. 6103(a), and (b) for those on a weekend.
Layer: alerts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
MONDAY, THURSDAY = 0, 3


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of one place.

    turned: day -> whether it is worked, where that is not what its weekday says; of one year, None
    where the calendar of that year is not known.
    """

    turned: Callable[[int], Mapping[date, bool] | None]

    def is_worked(self, day: date) -> bool:
        """Whether people work on a day, as far as its year is known."""
        turned = self.turned(day.year) or {}
        return turned.get(day, day.weekday() < SATURDAY)

    def after(self, day: date, working_days: int) -> date:
        """The last of so many working days; `day` itself does not count."""
        left = working_days
        while left:
            day += DAY
            left -= self.is_worked(day)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself where it is worked, else the next one that is."""
        while not self.is_worked(day):
            day += DAY
        return day

    def unknown(self, first: date, last: date) -> tuple[int, ...]:
        """Years between two days, both counted, of which only the weekends are known."""
        years = range(first.year, last.year + 1)
        return tuple(year for year in years if self.turned(year) is None)


@cache
def _announced() -> Mapping[int, Mapping[date, bool]]:
    """Of each year that the table holds, the days that are not as their weekday says."""
    table = files("alerts.notices").joinpath("holidays_cn.tsv").read_text("utf-8")
    years: dict[int, dict[date, bool]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            first, last, kind, _ = line.split("\t")
            day = date.fromisoformat(first)
            while day <= date.fromisoformat(last):
                years.setdefault(day.year, {})[day] = kind == "work"
                day += DAY
    return years


@cache
def _federal(year: int) -> Mapping[date, bool]:
    """Legal public holidays of a year; on a Saturday the Friday before is off, else the Monday."""
    fixed = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
    on_fixed = [date(year, month, day) for month, day in fixed] + [date(year + 1, 1, 1)]
    off = [day - DAY if day.weekday() == SATURDAY else day for day in on_fixed]
    off = [day + DAY if day.weekday() == SATURDAY + 1 else day for day in off]
    off += [
        _nth(year, 1, MONDAY, 3),
        _nth(year, 2, MONDAY, 3),
        _nth(year, 6, MONDAY, 1) - 7 * DAY,
        _nth(year, 9, MONDAY, 1),
        _nth(year, 10, MONDAY, 2),
        _nth(year, 11, THURSDAY, 4),
    ]
    return {day: False for day in off if day.year == year}


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


CHINA: Final = Calendar(lambda year: _announced().get(year))
UNITED_STATES: Final = Calendar(_federal)
WEEKENDS: Final = Calendar(lambda _: None)
"""Of a place whose holidays are not known: the Member States of the EU each have their own."""
