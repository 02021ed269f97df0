from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.months import ROUNDINGS, add_months, periods_from
from asnwork.errors import InvalidInput, UnknownName

Rounding = Literal["down", "up", "refuse"]
LEAP, COMMON = date(2024, 1, 31), date(2025, 1, 31)


@pytest.mark.parametrize(
    ("day", "months", "rounding", "expected"),
    [
        (LEAP, 1, "down", date(2024, 2, 29)),
        (LEAP, 1, "up", date(2024, 3, 1)),
        (COMMON, 1, "down", date(2025, 2, 28)),
        (COMMON, 1, "up", date(2025, 3, 1)),
        (LEAP, 2, "down", date(2024, 3, 31)),
        (LEAP, 2, "up", date(2024, 3, 31)),
        (LEAP, 2, "refuse", date(2024, 3, 31)),
        (LEAP, 0, "up", LEAP),
        (date(2024, 2, 29), 12, "down", date(2025, 2, 28)),
        (date(2024, 2, 29), 12, "up", date(2025, 3, 1)),
        (date(2024, 2, 29), 48, "refuse", date(2028, 2, 29)),
        (date(2024, 3, 31), -1, "down", date(2024, 2, 29)),
        (date(2024, 3, 31), -1, "up", date(2024, 3, 1)),
        (date(2025, 11, 30), 3, "down", date(2026, 2, 28)),
        (date(9999, 12, 31), 0, "up", date(9999, 12, 31)),
        (date(9999, 11, 30), 1, "up", date(9999, 12, 30)),
    ],
)
def test_months_are_added(day: date, months: int, rounding: Rounding, expected: date) -> None:
    """The same day so many months on; a day that the month lacks becomes its last or the next first."""
    assert expected == add_months(day, months, rounding=rounding)


def test_a_day_that_the_month_lacks_may_be_refused() -> None:
    """With "refuse" such a day is an error that names month, day and way out."""
    with pytest.raises(
        InvalidInput, match=r"months: given '2025-02', expected a month with a day 31 \(say round"
    ):
        add_months(COMMON, 1, rounding="refuse")


@pytest.mark.parametrize(("day", "months"), [(LEAP, 12 * 8000), (LEAP, -12 * 2024), (LEAP, 10**30)])
def test_no_day_lies_outside_the_years(day: date, months: int) -> None:
    """More months than there are years for are refused."""
    with pytest.raises(InvalidInput, match="expected a day in the years 1 to 9999"):
        add_months(day, months, rounding="down")


def test_another_rounding_is_refused() -> None:
    """A rounding is one of the three, and there is no default."""
    with pytest.raises(UnknownName, match="rounding of months 'nearest'"):
        add_months(LEAP, 1, rounding="nearest")
    with pytest.raises(TypeError):
        add_months(LEAP, 1)


def naive(day: date, months: int) -> date:
    """The month counted by hand, the day cut to its length."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


ANY_DAY = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(ANY_DAY, st.integers(-600, 600))
def test_the_three_roundings_agree_with_counting(day: date, months: int) -> None:
    """Rounded down it is counting by hand; up it is a day more in a short month, and refused there."""
    there = naive(day, months)
    short = there.day != day.day
    assert there == add_months(day, months, rounding="down")
    assert there + timedelta(days=short) == add_months(day, months, rounding="up")
    if short:
        with pytest.raises(InvalidInput):
            add_months(day, months, rounding="refuse")
    else:
        assert there == add_months(day, months, rounding="refuse")


@given(ANY_DAY, st.integers(-600, 600), st.integers(0, 600), st.sampled_from(["down", "up"]))
def test_more_months_are_never_earlier(day: date, months: int, more: int, rounding: Rounding) -> None:
    """Counted from one anchor, a later month gives a later day."""
    assert add_months(day, months, rounding=rounding) <= add_months(day, months + more, rounding=rounding)


def test_steps_do_not_add_up() -> None:
    """Two steps of a month are not two months from the anchor: so one counts from the anchor."""
    step = add_months(add_months(LEAP, 1, rounding="down"), 1, rounding="down")
    assert date(2024, 3, 29) == step != add_months(LEAP, 2, rounding="down")


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).filter(lambda day: day.day <= 28),
    st.sampled_from([1, 2, 3, 4, 6, 12]),
    st.integers(1, 3),
)
def test_periods_tile_the_year(anchor: date, months: int, years: int) -> None:
    """Periods have no gap and no overlap, each begins on the anchor's day, and together they are years."""
    periods = periods_from(anchor, months=months, count=years * 12 // months, zone="Asia/Jakarta")
    assert (anchor, anchor.replace(year=anchor.year + years)) == (periods[0].since, periods[-1].until)
    assert all(before.until == after.since for before, after in pairwise(periods))
    assert {anchor.day} == {period.since.day for period in periods}
    assert {"Asia/Jakarta"} == {period.zone for period in periods}


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).filter(lambda day: day.day <= 28),
    st.sampled_from([1, 2, 3, 4, 6, 12]),
    st.integers(1, 12),
)
def test_each_period_is_counted_from_the_anchor(anchor: date, months: int, count: int) -> None:
    """The n-th period begins n times the months after the anchor, as counting by hand has it."""
    periods = periods_from(anchor, months=months, count=count, zone="Asia/Jakarta")
    assert [naive(anchor, index * months) for index in range(count)] == [period.since for period in periods]


@pytest.mark.parametrize(
    ("parts", "paths"),
    [
        ({"anchor": date(2026, 1, 29)}, ["anchor"]),
        ({"anchor": date(2026, 1, 31), "months": 5, "count": 0}, ["anchor", "months", "count"]),
        ({"months": 0}, ["months"]),
        ({"months": 24}, ["months"]),
        ({"months": -1}, ["months"]),
        ({"count": -1}, ["count"]),
    ],
)
def test_periods_that_tile_no_year_are_refused(parts: dict[str, Any], paths: list[str]) -> None:
    """A day that not every month has, months that make no year, and no period are refused, all at once."""
    given_ = {"anchor": date(2026, 1, 28), "months": 3, "count": 1, **parts}
    with pytest.raises(InvalidInput) as caught:
        periods_from(given_.pop("anchor"), zone="Asia/Jakarta", **given_)
    assert paths == [fault.path for fault in caught.value.faults]


def test_there_are_three_roundings() -> None:
    """The choices are named for messages and forms."""
    assert ("down", "up", "refuse") == ROUNDINGS


def test_months_are_counted_whole_from_a_day() -> None:
    """A part of a month, and a moment for a day, are refused by name."""
    with pytest.raises(InvalidInput, match=r"months: given 1\.5, expected a whole number of months"):
        add_months(date(2026, 1, 1), 1.5, rounding="down")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match=r"day: given .*expected a day without a time"):
        add_months(datetime(2026, 1, 1), 1, rounding="down")
