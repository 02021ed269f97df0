"""Strategies for opening hours and working calendars."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.weekly_hours import DAY_KINDS
from asnwork.domain.working_time import (
    DayException,
    Hours,
    OpenTable,
    SeasonHours,
    WeeklyHours,
    WorkingCalendar,
)
from asnwork.testing.strategies.plain import days, several, words, zones
from asnwork.testing.strategies.rules import bases

__all__ = ["calendars", "day_exceptions", "day_hours", "open_tables", "seasons", "weekly_hours"]

_DAY = 24 * 60


def day_hours() -> SearchStrategy[Hours]:
    """The open intervals of a day: up to three, apart from each other or touching; none when closed."""

    def pairs(cuts: set[int]) -> Hours:
        clocks = [time.min if cut == _DAY else time(*divmod(cut, 60)) for cut in sorted(cuts)]
        return tuple(zip(clocks[::2], clocks[1::2], strict=False))

    return st.sets(st.integers(0, _DAY), max_size=6).map(pairs)


def weekly_hours() -> SearchStrategy[WeeklyHours]:
    """The open hours of a week."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return st.builds(WeeklyHours, **{name: day_hours() for name in names})


def seasons() -> SearchStrategy[tuple[SeasonHours, ...]]:
    """Seasons that do not overlap."""

    def build(cuts: set[date], weeks: list[WeeklyHours]) -> tuple[SeasonHours, ...]:
        found = sorted(cuts)
        return tuple(
            SeasonHours(since=since, until=until, week=week, name=f"season {since.year}")
            for since, until, week in zip(found[::2], found[1::2], weeks, strict=False)
        )

    return st.builds(build, st.sets(days(), max_size=4), st.lists(weekly_hours(), min_size=2, max_size=2))


def day_exceptions() -> SearchStrategy[DayException]:
    """Dates with their own hours."""
    return st.builds(
        DayException,
        day=days(),
        hours=day_hours(),
        name=words(),
        name_id=words(),
        kind=st.sampled_from(DAY_KINDS),
        basis=st.none() | bases(),
    )


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Working calendars of one day up to two years."""
    since = draw(days())
    return WorkingCalendar(
        name=draw(words()),
        zone=draw(zones()),
        since=since,
        until=since + timedelta(days=draw(st.integers(1, 730))),
        week=draw(weekly_hours()),
        seasons=draw(seasons()),
        exceptions=draw(several(day_exceptions(), by="day")),
    )


@st.composite
def open_tables(draw: st.DrawFn) -> OpenTable:
    """Open intervals as numbers."""
    cuts = sorted(draw(st.sets(st.integers(0, 10**12), max_size=8)))
    intervals = zip(cuts[::2], cuts[1::2], strict=False)
    return OpenTable.of(intervals, since_us=0, until_us=10**12, zone=draw(zones()))
