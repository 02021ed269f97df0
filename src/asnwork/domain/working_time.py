"""Working time: what a calendar of open hours makes of moments, spans and days.

A `WorkingCalendar` is a week, the seasons that replace it, and the dates that are exceptions, in one time
zone and for the years whose holidays are known. Asked about another year it refuses; it never guesses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise

from attrs import evolve, frozen

from asnwork.domain.moment import from_us, span_us, to_us, wall_to_us, zone_named
from asnwork.domain.open_table import (
    OpenTable,
    add_us,
    between_us,
    compile_hours,
    is_open_us,
    next_opening_us,
    subtract_us,
    wall_spans,
)
from asnwork.domain.weekly_hours import DayException, Hours, SeasonHours, WeeklyHours, hours, overlap
from asnwork.errors import CalendarUnknown, Fault, InvalidInput

__all__ = [
    "DayException",
    "Hours",
    "OpenTable",
    "SeasonHours",
    "WeeklyHours",
    "WorkingCalendar",
    "add_us",
    "between_us",
    "from_us",
    "hours",
    "is_open_us",
    "next_opening_us",
    "span_us",
    "subtract_us",
    "to_us",
]


@frozen(kw_only=True)
class WorkingCalendar:
    """When work is done: a week, seasons, exceptions, a zone, and the dates for which all of it is known.

    An exception wins over a season, a season over the week. `until` is exclusive. Hours are wall-clock hours
    of the zone; intervals are half-open: open at their start, closed at their end.

    Raises:
        InvalidInput: No days at all, two exceptions on one day, or two seasons that overlap.
        UnknownName: No such time zone.

    Examples:
        >>> day = hours("08:00-12:00", "13:00-16:00")
        >>> calendar = WorkingCalendar(name="office", zone="Asia/Jakarta", since=date(2026, 1, 1),
        ...     until=date(2027, 1, 1), week=WeeklyHours.of(mon_thu=day, fri=day))
        >>> friday = datetime(2026, 1, 2, 15, tzinfo=zone_named("Asia/Jakarta"))
        >>> calendar.add(friday, timedelta(hours=2)).isoformat()
        '2026-01-05T09:00:00+07:00'
    """

    name: str
    zone: str
    since: date
    until: date
    week: WeeklyHours
    seasons: tuple[SeasonHours, ...] = ()
    exceptions: tuple[DayException, ...] = ()

    def __attrs_post_init__(self) -> None:
        zone_named(self.zone)
        faults = []
        if self.until <= self.since:
            expected = f"a day after {self.since} (until is exclusive)"
            faults.append(Fault("calendar.until", given=str(self.until), expected=expected))
        twice = [
            str(day) for day, count in Counter(each.day for each in self.exceptions).items() if count > 1
        ]
        if twice:
            given, hint = ", ".join(sorted(twice)), "with_days replaces the exception that a day has"
            faults.append(
                Fault("calendar.exceptions", given=given, expected="one exception a day", hint=hint)
            )
        for first, second in pairwise(sorted(self.seasons, key=lambda season: season.since)):
            if second.since < first.until:
                given = f"{first.name} until {first.until}, {second.name} since {second.since}"
                faults.append(Fault("calendar.seasons", given=given, expected="seasons that do not overlap"))
        if faults:
            raise InvalidInput(*faults, source=self.name)

    @cached_property
    def _by_day(self) -> Mapping[date, DayException]:
        return {exception.day: exception for exception in self.exceptions}

    @cached_property
    def _compiled(self) -> tuple[OpenTable, tuple[int, ...]]:
        seasons = tuple((season.since, season.until, season.week) for season in self.seasons)
        days = tuple((exception.day, exception.hours) for exception in self.exceptions)
        return compile_hours(self.zone, self.since, self.until, self.week, seasons, days)

    @property
    def table(self) -> OpenTable:
        """The open intervals as numbers; built once for equal hours, whatever the calendars are called."""
        return self._compiled[0]

    def is_open(self, moment: datetime) -> bool:
        """Whether work is done at the moment.

        Raises:
            CalendarUnknown: The moment lies outside the calendar.
        """
        return is_open_us(self.table, to_us(moment))

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself when it is open, else the next moment that is.

        Raises:
            CalendarUnknown: The moment lies outside the calendar, or nothing opens before its end.
        """
        return from_us(next_opening_us(self.table, to_us(moment)), self.zone)

    def add(self, moment: datetime, working_time: timedelta) -> datetime:
        """The earliest moment by which so much working time has passed since the moment.

        Time that fills a morning ends when the morning closes, not when the afternoon opens. Adding nothing
        gives the moment itself, open or not.

        Args:
            moment: With a zone; any zone.
            working_time: Zero or more.

        Returns:
            A moment on the clock of the calendar's zone.

        Raises:
            InvalidInput: A moment without a zone, or a negative span.
            CalendarUnknown: The moment, or the answer, lies outside the calendar.
        """
        return from_us(add_us(self.table, to_us(moment), span_us(working_time)), self.zone)

    def subtract(self, moment: datetime, working_time: timedelta) -> datetime:
        """The latest moment since which so much working time has passed up to the moment.

        Raises:
            InvalidInput: A moment without a zone, or a negative span.
            CalendarUnknown: The moment, or the answer, lies outside the calendar.
        """
        return from_us(subtract_us(self.table, to_us(moment), span_us(working_time)), self.zone)

    def between(self, a: datetime, b: datetime) -> timedelta:
        """The working time from `a` to `b`.

        Law: adds up over splits; is never negative; ``between(a, add(a, t)) == t``.

        Raises:
            InvalidInput: A moment without a zone, or `b` before `a`.
            CalendarUnknown: A moment lies outside the calendar.
        """
        return timedelta(microseconds=between_us(self.table, to_us(a), to_us(b)))

    def exception_on(self, day: date) -> DayException | None:
        """The holiday, joint leave, own day or special hours of the day, if it has one.

        Raises:
            CalendarUnknown: The day lies outside the calendar.
        """
        return self._by_day.get(self._known(day))

    def season_on(self, day: date) -> SeasonHours | None:
        """The season that the day belongs to, if any.

        Raises:
            CalendarUnknown: The day lies outside the calendar.
        """
        self._known(day)
        return next((season for season in self.seasons if season.covers(day)), None)

    def hours_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The open intervals of the day as moments; empty when it is closed.

        Raises:
            CalendarUnknown: The day lies outside the calendar.
        """
        exception, season = self.exception_on(day), self.season_on(day)
        if exception is not None:
            day_hours = exception.hours
        else:
            day_hours = (season.week if season else self.week).on_weekday(day.weekday())
        intervals = wall_to_us(wall_spans(day.toordinal(), day_hours), self.zone)
        return tuple((from_us(start, self.zone), from_us(end, self.zone)) for start, end in intervals)

    def opening_on(self, day: date) -> datetime | None:
        """When the day opens, or nothing when it is closed; midnight when it is open from the night on.

        Raises:
            CalendarUnknown: The day lies outside the calendar.
        """
        intervals = self.hours_on(day)
        return intervals[0][0] if intervals else None

    def closing_on(self, day: date) -> datetime | None:
        """When the day closes for good, or nothing when it is closed all day.

        Raises:
            CalendarUnknown: The day lies outside the calendar.
        """
        intervals = self.hours_on(day)
        return intervals[-1][1] if intervals else None

    def is_working_day(self, day: date) -> bool:
        """Whether the day (hari kerja) has any open hours.

        Raises:
            CalendarUnknown: The day lies outside the calendar.
        """
        return self.working_days(self._known(day), day + timedelta(days=1)) == 1

    def working_days(self, since: date, until: date) -> int:
        """How many working days there are from `since` to the day before `until`.

        Raises:
            InvalidInput: `until` before `since`.
            CalendarUnknown: A day lies outside the calendar.
        """
        if until < since:
            expected, hint = "an end that is not before the start", "swap the two days"
            raise InvalidInput(
                Fault("working_days", given=f"{since} to {until}", expected=expected, hint=hint)
            )
        ordinals = self._compiled[1]
        first, last = self._known(since, edge=True).toordinal(), self._known(until, edge=True).toordinal()
        return bisect_left(ordinals, last) - bisect_left(ordinals, first)

    def add_working_days(self, day: date, n: int) -> date:
        """The nth working day after the day, which itself does not count; the day itself for zero.

        Raises:
            InvalidInput: A negative number.
            CalendarUnknown: The day, or the answer, lies outside the calendar.

        Examples:
            >>> week = WeeklyHours.of(mon_thu=hours("08:00-16:00"))
            >>> calendar = WorkingCalendar(name="four days", zone="Asia/Jakarta", since=date(2026, 1, 1),
            ...     until=date(2027, 1, 1), week=week)
            >>> calendar.add_working_days(date(2026, 1, 7), 2)
            datetime.date(2026, 1, 12)
        """
        if n < 0:
            raise InvalidInput(Fault("working days", given=n, expected="zero or more"))
        if n == 0:
            return self._known(day)
        ordinals = self._compiled[1]
        index = bisect_right(ordinals, self._known(day).toordinal()) + n - 1
        if index >= len(ordinals):
            raise self._unknown(self.until)
        return date.fromordinal(ordinals[index])

    def with_week(self, week: WeeklyHours, name: str) -> WorkingCalendar:
        """The calendar of another roster: its own week under the same seasons, holidays and zone.

        In a season the season's week holds for everybody; for somebody who works only part of the office
        hours all year round, use `restricted`.
        """
        return evolve(self, week=week, name=name)

    def with_days(self, *days: DayException) -> WorkingCalendar:
        """The same calendar with more exceptions, as a city's own days; they replace what a day had.

        Raises:
            InvalidInput: Two of the days given are one date.
        """
        given = {exception.day for exception in days}
        kept = tuple(exception for exception in self.exceptions if exception.day not in given)
        return evolve(self, exceptions=(*kept, *days))

    def restricted(self, week: WeeklyHours, name: str) -> WorkingCalendar:
        """The calendar of somebody who works only while this calendar and their own week are open."""

        def narrowed(exception: DayException) -> DayException:
            own = week.on_weekday(exception.day.weekday())
            return evolve(exception, hours=overlap(exception.hours, own))

        seasons = tuple(evolve(season, week=season.week.restricted(week)) for season in self.seasons)
        exceptions = tuple(map(narrowed, self.exceptions))
        return evolve(
            self, name=name, week=self.week.restricted(week), seasons=seasons, exceptions=exceptions
        )

    def _known(self, day: date, *, edge: bool = False) -> date:
        """The day, when the calendar covers it; `edge` lets the first day after it pass."""
        if isinstance(day, datetime):
            expected, hint = "a date, not a moment", "say in which zone: moment.astimezone(zone).date()"
            raise InvalidInput(Fault("day", given=day.isoformat(), expected=expected, hint=hint))
        if not self.since <= day < self.until and not (edge and day == self.until):
            raise self._unknown(day)
        return day

    def _unknown(self, day: date) -> CalendarUnknown:
        return CalendarUnknown(day, known=f"{self.since} to {self.until - timedelta(days=1)}")
