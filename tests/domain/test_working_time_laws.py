"""The laws of working time, on generated calendars and against a walk over the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.working_time import DayException, SeasonHours, WeeklyHours, WorkingCalendar, hours
from asnwork.errors import CalendarUnknown

QUARTER = timedelta(minutes=15)

# Windows of four weeks; each zone but the first has a change of clocks inside its window.
WINDOWS = (
    ("Asia/Jakarta", date(2026, 3, 9)),
    ("Europe/Amsterdam", date(2026, 3, 16)),
    ("Europe/Amsterdam", date(2026, 10, 12)),
    ("Australia/Lord_Howe", date(2026, 3, 23)),
    ("America/Havana", date(2026, 10, 19)),
)


def own_day(day, day_hours=()):
    """An exception on a day."""
    return DayException(day=day, hours=day_hours, name="Own day", name_id="Hari sendiri", kind="own_day")


@st.composite
def day_hours(draw):
    """Hours of one day on a grid of quarters: closed, one interval or several, up to midnight."""
    edges = sorted(draw(st.lists(st.integers(0, 96), max_size=6, unique=True)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    texts = (f"{a // 4:02}:{a % 4 * 15:02}-{b // 4:02}:{b % 4 * 15:02}" for a, b in pairs)
    return hours(*texts)


@st.composite
def weeks(draw):
    """Weeks whose days differ."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return WeeklyHours(**{name: draw(day_hours()) for name in names})


@st.composite
def calendars(draw):
    """Four weeks with any week, at most one season and three exceptions, most where clocks change."""
    zone, since = draw(st.sampled_from(WINDOWS))
    seasons = ()
    if draw(st.booleans()):
        first = draw(st.integers(0, 27))
        last = draw(st.integers(first + 1, 28))
        week = draw(weeks())
        begin, end = since + timedelta(days=first), since + timedelta(days=last)
        seasons = (SeasonHours(since=begin, until=end, week=week, name="season"),)
    exceptions = tuple(
        own_day(since + timedelta(days=offset), draw(st.just(()) | day_hours()))
        for offset in sorted(draw(st.sets(st.integers(0, 27), max_size=3)))
    )
    return WorkingCalendar(
        name="generated",
        zone=zone,
        since=since,
        until=since + timedelta(days=28),
        week=draw(weeks()),
        seasons=seasons,
        exceptions=exceptions,
    )


def moment_in(data, calendar, *, grid=timedelta(microseconds=1), since=None, within=None):
    """A moment of a calendar, on a grid counted from its first instant, at or after another moment."""
    first = start_of(calendar)
    last = datetime.combine(calendar.until, time(), ZoneInfo(calendar.zone)).astimezone(UTC)
    low = 0 if since is None else (since - first) // grid
    high = (last - first) // grid if within is None else min((last - first) // grid, low + within // grid)
    return first + data.draw(st.integers(low, high)) * grid


def start_of(calendar):
    """The first instant of a calendar, in UTC."""
    return datetime.combine(calendar.since, time(), ZoneInfo(calendar.zone)).astimezone(UTC)


def naively_open(calendar, moment):
    """Whether a moment is open: look at the clock on the wall and at the hours of the day, nothing clever."""
    local = moment.astimezone(ZoneInfo(calendar.zone))
    day = local.date()
    week = next((each.week for each in calendar.seasons if each.since <= day < each.until), calendar.week)
    exceptions = {each.day: each.hours for each in calendar.exceptions}
    today = exceptions.get(day, week.on_weekday(day.weekday()))
    return any(start <= local.time() and (local.time() < end or end == time()) for start, end in today)


def naively_between(calendar, a, b):
    """The open time from a to b, quarter of an hour by quarter of an hour."""
    quarters = (a + QUARTER * index for index in range((b - a) // QUARTER))
    return QUARTER * sum(naively_open(calendar, moment) for moment in quarters)


@given(calendars(), st.data())
def test_working_time_equals_a_walk_over_every_quarter(calendar, data):
    """Working time is what a walk over the wall clock counts, where clocks change too."""
    a = moment_in(data, calendar, grid=QUARTER)
    b = moment_in(data, calendar, grid=QUARTER, since=a, within=timedelta(days=5))
    assert naively_between(calendar, a, b) == calendar.between(a, b)


@given(calendars(), st.data())
def test_open_means_that_the_wall_clock_is_inside_the_hours(calendar, data):
    """A moment is open exactly when the clock on the wall stands inside the hours of its day."""
    moment = moment_in(data, calendar) - timedelta(microseconds=1)
    if moment >= start_of(calendar):
        assert naively_open(calendar, moment) is calendar.is_open(moment)


@given(calendars(), st.data())
def test_the_next_opening_is_open_and_nothing_is_open_before_it(calendar, data):
    """The next opening is open, is not earlier, and no working time lies before it."""
    moment = moment_in(data, calendar)
    try:
        opening = calendar.next_opening(moment)
    except CalendarUnknown:
        end = datetime.combine(calendar.until, time(), ZoneInfo(calendar.zone))
        assert timedelta() == calendar.between(moment, end)
    else:
        assert calendar.is_open(opening)
        assert opening >= moment
        assert timedelta() == calendar.between(moment, opening)
        assert (opening == moment) is calendar.is_open(moment)


@given(calendars(), st.data())
def test_working_time_adds_up_over_splits_and_is_never_negative(calendar, data):
    """However a stretch is split, its parts add up to the whole, and none is negative."""
    a, b, c = sorted(moment_in(data, calendar) for _ in range(3))
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert timedelta() <= calendar.between(a, b) <= b - a


@given(calendars(), st.data())
def test_adding_is_undone_by_counting(calendar, data):
    """Exactly what was added lies between, adding nothing stays, and a moment earlier it had not passed."""
    moment = moment_in(data, calendar)
    amount = timedelta(microseconds=data.draw(st.integers(0, 60 * 3_600_000_000)))
    assert moment == calendar.add(moment, timedelta())
    try:
        later = calendar.add(moment, amount)
    except CalendarUnknown:
        end = datetime.combine(calendar.until, time(), ZoneInfo(calendar.zone))
        assert calendar.between(moment, end) < amount
    else:
        assert amount == calendar.between(moment, later)
        if amount:
            assert amount > calendar.between(moment, later - timedelta(microseconds=1))


@given(calendars(), st.data())
def test_subtracting_mirrors_adding(calendar, data):
    """Exactly what was subtracted lies between, and a moment later it would be less."""
    moment = moment_in(data, calendar)
    amount = timedelta(microseconds=data.draw(st.integers(0, 60 * 3_600_000_000)))
    try:
        earlier = calendar.subtract(moment, amount)
    except CalendarUnknown:
        assert calendar.between(start_of(calendar), moment) < amount
    else:
        assert amount == calendar.between(earlier, moment)
        if amount:
            assert amount > calendar.between(earlier + timedelta(microseconds=1), moment)


@given(calendars(), st.data())
def test_adding_is_monotone_in_both_arguments(calendar, data):
    """A later moment or a longer time never ends earlier."""
    a, b = sorted(moment_in(data, calendar) for _ in range(2))
    short, long = sorted(timedelta(minutes=data.draw(st.integers(0, 1200))) for _ in range(2))
    try:
        latest = calendar.add(b, long)
    except CalendarUnknown:
        return
    assert calendar.add(a, short) <= calendar.add(a, long) <= latest
    assert calendar.add(a, short) <= calendar.add(b, short) <= latest


@given(calendars(), st.data())
def test_a_further_holiday_never_makes_working_time_longer(calendar, data):
    """Closing one more day leaves at most what there was, and nothing on that day itself."""
    a, b = sorted(moment_in(data, calendar) for _ in range(2))
    day = calendar.since + timedelta(days=data.draw(st.integers(0, 27)))
    closed = calendar.with_days(own_day(day))
    assert closed.between(a, b) <= calendar.between(a, b)
    zone = ZoneInfo(calendar.zone)
    midnights = (datetime.combine(day + timedelta(days=each), time(), zone) for each in (0, 1))
    assert timedelta() == closed.between(*midnights)
    assert not closed.is_working_day(day)


@given(calendars(), weeks(), st.data())
def test_a_restricted_calendar_is_open_when_both_are(calendar, week, data):
    """Who works a week of their own inside the office's hours is open exactly when both are."""
    restricted = calendar.restricted(week, "part time")
    own = evolve(calendar, week=week, seasons=(), exceptions=())
    first = moment_in(data, calendar, grid=QUARTER)
    last = moment_in(data, calendar, grid=QUARTER, since=first, within=timedelta(days=3))
    for index in range((last - first) // QUARTER):
        moment = first + QUARTER * index
        both = naively_open(calendar, moment) and naively_open(own, moment)
        assert both is restricted.is_open(moment)


@given(calendars())
def test_the_days_hold_what_the_table_holds(calendar):
    """The hours of all days, opening and closing included, are the intervals of the table."""
    days = [calendar.since + timedelta(days=each) for each in range(28)]
    by_day = [calendar.hours_on(day) for day in days]
    total = sum((end - start for each in by_day for start, end in spans(each)), timedelta())
    assert (
        calendar.between(
            start_of(calendar), datetime.combine(calendar.until, time(), ZoneInfo(calendar.zone))
        )
        == total
    )
    assert [each[0][0] if each else None for each in by_day] == [calendar.opening_on(day) for day in days]
    assert [each[-1][1] if each else None for each in by_day] == [calendar.closing_on(day) for day in days]


def spans(intervals):
    """Intervals in UTC, where differences are true."""
    return [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in intervals]


@given(calendars(), st.data())
def test_working_days_count_as_a_walk_day_by_day_does(calendar, data):
    """Working days are counted, and counted off, as a walk over the calendar would."""
    days = [calendar.since + timedelta(days=each) for each in range(28)]
    working = [day for day in days if calendar.is_working_day(day)]
    first, last = sorted(data.draw(st.integers(0, 28)) for _ in range(2))
    since, until = (calendar.since + timedelta(days=each) for each in (first, last))
    assert len([day for day in working if since <= day < until]) == calendar.working_days(since, until)
    day = data.draw(st.sampled_from(days))
    following = [each for each in working if each > day]
    for n, expected in enumerate(following, start=1):
        assert expected == calendar.add_working_days(day, n)
    with pytest.raises(CalendarUnknown):
        calendar.add_working_days(day, len(following) + 1)
