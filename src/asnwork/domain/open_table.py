"""Open intervals as numbers: microseconds since the Unix epoch, prefix sums, bisection.

The domain's calendars and the simulation count with these same functions. Nothing here walks day by day,
so the cost does not grow with the distance between two moments.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import accumulate

from attrs import frozen

from asnwork.domain.moment import DAY_US, first_instant_us, from_us, merged, wall_to_us
from asnwork.domain.weekly_hours import Hours, WeeklyHours, clock_spans
from asnwork.errors import CalendarUnknown, Fault, InvalidInput

__all__ = [
    "OpenTable",
    "add_us",
    "between_us",
    "compile_hours",
    "is_open_us",
    "next_opening_us",
    "subtract_us",
    "wall_spans",
]

_EPOCH_DAY = date(1970, 1, 1).toordinal()


@frozen(kw_only=True)
class OpenTable:
    """The open intervals of a calendar: half-open, ascending, apart from each other; all in microseconds.

    `before` holds the working time before each interval. `zone` is only for the texts of errors.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    since_us: int
    until_us: int
    zone: str = "UTC"

    @classmethod
    def of(
        cls, intervals: Iterable[tuple[int, int]], *, since_us: int, until_us: int, zone: str = "UTC"
    ) -> OpenTable:
        """Sort, merge and sum up intervals.

        Raises:
            InvalidInput: An interval is empty or leaves the bounds.

        Examples:
            >>> OpenTable.of([(0, 5), (5, 9), (20, 30)], since_us=0, until_us=100).before
            (0, 9)
        """
        given = tuple(intervals)
        expected = f"since <= start < end <= until, that is inside {since_us}..{until_us}"
        faults = [
            Fault(f"intervals[{index}]", given=span, expected=expected)
            for index, span in enumerate(given)
            if not since_us <= span[0] < span[1] <= until_us
        ]
        if faults:
            raise InvalidInput(*faults)
        intervals = merged(given)
        sums = accumulate((end - start for start, end in intervals), initial=0)
        return cls(
            starts=tuple(start for start, _ in intervals),
            ends=tuple(end for _, end in intervals),
            before=tuple(sums)[: len(intervals)],
            since_us=since_us,
            until_us=until_us,
            zone=zone,
        )


def _unknown(table: OpenTable, us: int) -> CalendarUnknown:
    first, last = from_us(table.since_us, table.zone).date(), from_us(table.until_us - 1, table.zone).date()
    return CalendarUnknown(from_us(us, table.zone).date(), known=f"{first} to {last}")


def _worked(table: OpenTable, us: int) -> int:
    """The working time from the start of the table to a moment."""
    if not table.since_us <= us <= table.until_us:
        raise _unknown(table, us)
    index = bisect_right(table.starts, us) - 1
    return table.before[index] + min(us, table.ends[index]) - table.starts[index] if index >= 0 else 0


def _not_negative(amount_us: int) -> None:
    if amount_us < 0:
        given, hint = f"{amount_us} microseconds", "to go back, subtract a positive span"
        raise InvalidInput(Fault("working_time", given=given, expected="zero or more", hint=hint))


def add_us(table: OpenTable, moment_us: int, amount_us: int) -> int:
    """The earliest moment by which so much working time has passed since the moment.

    Raises:
        InvalidInput: The amount is negative.
        CalendarUnknown: The moment, or the answer, lies outside the table.

    Examples:
        >>> add_us(OpenTable.of([(10, 20), (50, 60)], since_us=0, until_us=100), 15, 7)
        52
    """
    _not_negative(amount_us)
    worked = _worked(table, moment_us)
    if amount_us == 0:
        return moment_us
    index = bisect_left(table.before, worked + amount_us) - 1
    if index < 0:
        raise _unknown(table, table.until_us)
    found = table.starts[index] + worked + amount_us - table.before[index]
    if found > table.ends[index]:
        raise _unknown(table, table.until_us)
    return found


def subtract_us(table: OpenTable, moment_us: int, amount_us: int) -> int:
    """The latest moment since which so much working time has passed up to the moment.

    Raises:
        InvalidInput: The amount is negative.
        CalendarUnknown: The moment, or the answer, lies outside the table.

    Examples:
        >>> subtract_us(OpenTable.of([(10, 20), (50, 60)], since_us=0, until_us=100), 52, 7)
        15
    """
    _not_negative(amount_us)
    left = _worked(table, moment_us) - amount_us
    if amount_us == 0:
        return moment_us
    if left < 0:
        raise _unknown(table, table.since_us - 1)
    index = bisect_right(table.before, left) - 1
    return table.starts[index] + left - table.before[index]


def between_us(table: OpenTable, a_us: int, b_us: int) -> int:
    """The working time from one moment to a later one.

    Raises:
        InvalidInput: The second moment is before the first.
        CalendarUnknown: A moment lies outside the table.

    Examples:
        >>> between_us(OpenTable.of([(10, 20), (50, 60)], since_us=0, until_us=100), 15, 52)
        7
    """
    if b_us < a_us:
        given = " to ".join(from_us(us, table.zone).isoformat() for us in (a_us, b_us))
        expected, hint = "an end that is not before the start", "swap the two moments"
        raise InvalidInput(Fault("between", given=given, expected=expected, hint=hint))
    return _worked(table, b_us) - _worked(table, a_us)


def is_open_us(table: OpenTable, moment_us: int) -> bool:
    """Whether the moment lies in an open interval: open at its start, closed at its end.

    Raises:
        CalendarUnknown: The moment lies outside the table.
    """
    if not table.since_us <= moment_us < table.until_us:
        raise _unknown(table, moment_us)
    index = bisect_right(table.starts, moment_us) - 1
    return index >= 0 and moment_us < table.ends[index]


def next_opening_us(table: OpenTable, moment_us: int) -> int:
    """The moment itself when it is open, else the start of the next open interval.

    Raises:
        CalendarUnknown: The moment lies outside the table, or nothing opens before its end.
    """
    if is_open_us(table, moment_us):
        return moment_us
    index = bisect_right(table.starts, moment_us)
    if index == len(table.starts):
        raise _unknown(table, table.until_us)
    return table.starts[index]


def wall_spans(ordinal: int, day_hours: Hours) -> list[tuple[int, int]]:
    """The hours of a day as microseconds since 1970 on the wall clock."""
    midnight = (ordinal - _EPOCH_DAY) * DAY_US
    return [(midnight + start, midnight + end) for start, end in clock_spans(day_hours)]


# A pure function of hashable values: equal hours share one table, such as those of two thousand like rosters.
@lru_cache(maxsize=256)
def compile_hours(
    zone: str,
    since: date,
    until: date,
    week: WeeklyHours,
    seasons: Iterable[tuple[date, date, WeeklyHours]],
    exceptions: Iterable[tuple[date, Hours]],
) -> tuple[OpenTable, tuple[int, ...]]:
    """The open table, and the ordinals of the days that have open hours."""
    first, last = since.toordinal(), until.toordinal()
    by_day = {ordinal: week.on_weekday((ordinal - 1) % 7) for ordinal in range(first, last)}
    for begin, end, season_week in seasons:
        for ordinal in range(max(begin.toordinal(), first), min(end.toordinal(), last)):
            by_day[ordinal] = season_week.on_weekday((ordinal - 1) % 7)
    by_day |= {day.toordinal(): day_hours for day, day_hours in exceptions if since <= day < until}
    walls = [span for ordinal, day_hours in by_day.items() for span in wall_spans(ordinal, day_hours)]
    bounds = first_instant_us(since, zone), first_instant_us(until, zone)
    table = OpenTable.of(wall_to_us(walls, zone), since_us=bounds[0], until_us=bounds[1], zone=zone)
    return table, tuple(ordinal for ordinal, day_hours in by_day.items() if day_hours)
