"""Months in the calendar: counted from an anchor, with the choice of what a short month does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal

from dateutil.relativedelta import relativedelta

from asnwork.domain.evidence import Period
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["ROUNDINGS", "add_months", "periods_from"]

ROUNDINGS = ("down", "up", "refuse")
"""What becomes of a day that the month does not have: its last day, the first of the next, or an error."""

_EVERY_MONTH_HAS = 28
_PARTS_OF_A_YEAR = (1, 2, 3, 4, 6, 12)


def add_months(day: date, months: int, *, rounding: Literal["down", "up", "refuse"]) -> date:
    """Return the day so many months later; for a day that this month does not have, one must choose.

    Months do not add up: 31 January and one month, and one month more, is not 31 January and two months.
    So count from one anchor, never step by step.

    Args:
        day: The anchor.
        months: How many months; below 0 for earlier.
        rounding: "down" takes the last day of the month, "up" the first day of the next, "refuse" raises.

    Raises:
        InvalidInput: The month does not have the day, and the rounding is "refuse"; or no year that far.
        UnknownName: Another rounding.

    Assumption: which rounding a rule means is seldom said in it; that is why there is no default.

    Examples:
        >>> end = date(2024, 1, 31)
        >>> add_months(end, 1, rounding="down"), add_months(end, 1, rounding="up")
        (datetime.date(2024, 2, 29), datetime.date(2024, 3, 1))
    """
    if rounding not in ROUNDINGS:
        raise UnknownName("rounding of months", rounding, ROUNDINGS)
    if isinstance(day, datetime):
        raise InvalidInput(Fault("day", given=day, expected="a day without a time"))
    if not isinstance(months, int):
        raise InvalidInput(Fault("months", given=months, expected="a whole number of months"))
    try:
        there = day + relativedelta(months=months)
    except (ValueError, OverflowError):
        expected = f"a day in the years {date.min.year} to {date.max.year}"
        raise InvalidInput(Fault("months", given=months, expected=expected)) from None
    if there.day == day.day:
        return there
    if rounding != "refuse":
        return there + timedelta(days=1) if rounding == "up" else there
    expected = f"a month with a day {day.day}"
    hint = "say rounding='down' for its last day or rounding='up' for the first of the next month"
    raise InvalidInput(Fault("months", given=f"{there:%Y-%m}", expected=expected, hint=hint))


def periods_from(anchor: date, *, months: int, count: int, zone: str) -> tuple[Period, ...]:
    """Return appraisal periods (periode penilaian) one after the other, each counted from the anchor.

    They have no gap and no overlap, and those of one year tile it.

    Args:
        anchor: The first day of the first period; day 1 to 28, which every month has.
        months: How long a period is: 1, 2, 3, 4, 6 or 12 months.
        count: How many periods.
        zone: The zone of their days.

    Raises:
        InvalidInput: A day that not every month has, months that do not make up a year, or no period.

    Examples:
        >>> quarters = periods_from(date(2026, 1, 1), months=3, count=4, zone="Asia/Jakarta")
        >>> str(quarters[1]), str(quarters[-1].until)
        ('2026-04-01 to 2026-06-30', '2027-01-01')
    """
    faults = []
    if anchor.day > _EVERY_MONTH_HAS:
        expected = f"a day from 1 to {_EVERY_MONTH_HAS}, which every month has"
        faults.append(Fault("anchor", given=anchor, expected=expected))
    if months not in _PARTS_OF_A_YEAR:
        faults.append(Fault("months", given=months, expected="1, 2, 3, 4, 6 or 12, which make up a year"))
    if count < 1:
        faults.append(Fault("count", given=count, expected="at least one period"))
    if faults:
        raise InvalidInput(*faults)
    firsts = [add_months(anchor, number * months, rounding="refuse") for number in range(count + 1)]
    return tuple(Period(since=since, until=until, zone=zone) for since, until in pairwise(firsts))
