"""Opening hours on the wall clock: of a day, of a week, of a season, of one exceptional day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import TypeAlias

from attrs import frozen

from asnwork.domain.law import Basis
from asnwork.domain.moment import DAY_US
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = [
    "DAY_KINDS",
    "DayException",
    "Hours",
    "SeasonHours",
    "WeeklyHours",
    "clock_spans",
    "hours",
    "overlap",
]

Hours: TypeAlias = tuple[tuple[time, time], ...]
"""Open intervals of one day, ascending, not overlapping; empty is closed; an end of `time.min` is 24:00."""

DAY_KINDS = ("public_holiday", "joint_leave", "own_day", "special_hours")

_INTERVAL = re.compile(r"\s*(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})\s*", re.ASCII)


def hours(*texts: str) -> Hours:
    """The open intervals of one day, from texts such as ``"07:30-12:00"``.

    Args:
        texts: One interval each, in the order of the day. ``24:00`` (or ``00:00``) as an end is midnight;
            an interval does not cross midnight: a night is two intervals on two days.

    Returns:
        The intervals; none at all means closed.

    Raises:
        InvalidInput: A text is not an interval, ends before it starts, or overlaps the one before.

    Examples:
        >>> hours("07:30-12:00", "13:00-16:00")[1]
        (datetime.time(13, 0), datetime.time(16, 0))
    """
    faults: list[Fault] = []
    found: list[tuple[time, time]] = []
    for index, text in enumerate(texts):
        match = _INTERVAL.fullmatch(text)
        start = _clock(*match.group(1, 2)) if match else None
        end = _clock(*match.group(3, 4), end=True) if match else None
        if start is None or end is None:
            hint = "24:00 is allowed as an end"
            faults.append(Fault(f"hours[{index}]", given=text, expected="HH:MM-HH:MM", hint=hint))
        else:
            found.append((start, end))
    faults = faults or _faults("hours", tuple(found))
    if faults:
        raise InvalidInput(*faults)
    return tuple(found)


def _clock(hour: str, minute: str, *, end: bool = False) -> time | None:
    if end and (int(hour), int(minute)) == (24, 0):
        return time.min
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _clock_us(clock: time) -> int:
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    return seconds * 1_000_000 + clock.microsecond


def clock_spans(day_hours: Hours) -> tuple[tuple[int, int], ...]:
    """The same intervals as microseconds since midnight on the wall clock.

    Examples:
        >>> clock_spans(hours("00:00-24:00"))
        ((0, 86400000000),)
    """
    return tuple((_clock_us(start), _clock_us(end) or DAY_US) for start, end in day_hours)


def _faults(path: str, day_hours: Hours) -> list[Fault]:
    """Every fault of the hours of one day."""
    found = []
    last = 0
    for index, (start, end) in enumerate(day_hours):
        where, given = f"{path}[{index}]", f"{start:%H:%M}-{end:%H:%M}"
        opens, closes = _clock_us(start), _clock_us(end) or DAY_US
        if start.tzinfo or end.tzinfo:
            expected, hint = "times without a zone", "the calendar has the zone"
            found.append(Fault(where, given=given, expected=expected, hint=hint))
        elif opens >= closes:
            hint = "a night is two intervals: 22:00-24:00 and, on the next day, 00:00-06:00"
            found.append(Fault(where, given=given, expected="an end after the start", hint=hint))
        elif opens < last:
            expected = "a start that is not before the end of the interval before it"
            found.append(Fault(where, given=given, expected=expected))
        last = max(last, closes)
    return found


def overlap(left: Hours, right: Hours) -> Hours:
    """What is open in both.

    Examples:
        >>> both = overlap(hours("07:30-12:00", "13:00-16:00"), hours("10:00-14:00"))
        >>> both == hours("10:00-12:00", "13:00-14:00")
        True
    """

    def shared() -> Iterator[tuple[time, time]]:
        for start, end in left:
            for other_start, other_end in right:
                latest = max(start, other_start)
                earliest = min(end, other_end, key=lambda clock: _clock_us(clock) or DAY_US)
                if _clock_us(latest) < (_clock_us(earliest) or DAY_US):
                    yield latest, earliest

    return tuple(shared())


@frozen(kw_only=True)
class WeeklyHours:
    """The open hours of each weekday; a weekday that is not given is closed.

    Examples:
        >>> day = hours("07:30-12:00", "13:00-16:00")
        >>> str(WeeklyHours.of(mon_thu=day, fri=hours("07:30-11:30", "13:00-16:30")).total)
        '1 day, 13:30:00'
    """

    monday: Hours = ()
    tuesday: Hours = ()
    wednesday: Hours = ()
    thursday: Hours = ()
    friday: Hours = ()
    saturday: Hours = ()
    sunday: Hours = ()

    def __attrs_post_init__(self) -> None:
        names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        faults = [fault for name, day in zip(names, self.days, strict=True) for fault in _faults(name, day)]
        if faults:
            raise InvalidInput(*faults)

    @classmethod
    def of(cls, *, mon_thu: Hours = (), fri: Hours = (), sat: Hours = (), sun: Hours = ()) -> WeeklyHours:
        """A week whose first four days are alike, as office weeks are."""
        days = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), mon_thu)
        return cls(**days, friday=fri, saturday=sat, sunday=sun)

    @property
    def days(self) -> tuple[Hours, ...]:
        """The hours of the seven days, Monday first."""
        first = (self.monday, self.tuesday, self.wednesday, self.thursday)
        return (*first, self.friday, self.saturday, self.sunday)

    def on_weekday(self, weekday: int) -> Hours:
        """The hours of a weekday, Monday 0 to Sunday 6, as `date.weekday` counts."""
        return self.days[weekday]

    @property
    def total(self) -> timedelta:
        """The open time of the week."""
        spans = (span for day in self.days for span in clock_spans(day))
        return timedelta(microseconds=sum(end - start for start, end in spans))

    def restricted(self, other: WeeklyHours) -> WeeklyHours:
        """The week that is open where both weeks are."""
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = map(overlap, self.days, other.days)
        return WeeklyHours(
            monday=monday,
            tuesday=tuesday,
            wednesday=wednesday,
            thursday=thursday,
            friday=friday,
            saturday=saturday,
            sunday=sunday,
        )


@frozen(kw_only=True)
class SeasonHours:
    """Another week that replaces the usual one for some dates, such as Ramadan; `until` is exclusive."""

    since: date
    until: date
    week: WeeklyHours
    name: str

    def __attrs_post_init__(self) -> None:
        if self.until <= self.since:
            expected = f"a day after {self.since} (until is exclusive)"
            raise InvalidInput(Fault(f"season {self.name!r}.until", given=str(self.until), expected=expected))

    def covers(self, day: date) -> bool:
        """Whether the season's week holds on the day."""
        return self.since <= day < self.until


@frozen(kw_only=True)
class DayException:
    """One date with its own hours: public holiday, joint leave (cuti bersama), own day, special hours.

    Attributes:
        day: The date.
        hours: What is open all the same; empty when the day is closed.
        name: In English.
        name_id: In Indonesian.
        kind: One of `DAY_KINDS`.
        basis: What the day rests on, where that is known.

    Raises:
        InvalidInput: The hours are not the hours of a day.
        UnknownName: No such kind of day.
    """

    day: date
    hours: Hours
    name: str
    name_id: str
    kind: str
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        if self.kind not in DAY_KINDS:
            raise UnknownName("kind of day", self.kind, DAY_KINDS)
        faults = _faults(f"{self.day}", self.hours)
        if faults:
            raise InvalidInput(*faults)
