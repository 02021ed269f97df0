from __future__ import annotations

from datetime import UTC, date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.weekly_hours import (
    DayException,
    SeasonHours,
    WeeklyHours,
    clock_spans,
    hours,
    overlap,
)
from asnwork.errors import InvalidInput, UnknownName

DAY = hours("07:30-12:00", "13:00-16:00")


def minutes(day_hours):
    """The open minutes of a day, as a set."""
    spans = clock_spans(day_hours)
    return {minute for start, end in spans for minute in range(start // 60_000_000, end // 60_000_000)}


@st.composite
def days(draw):
    """Hours of a day on a grid of half hours."""
    edges = sorted(draw(st.lists(st.integers(0, 48), max_size=8, unique=True)))
    return hours(
        *(
            f"{start // 2:02}:{start % 2 * 30:02}-{end // 2:02}:{end % 2 * 30:02}"
            for start, end in zip(edges[::2], edges[1::2], strict=False)
        )
    )


def test_hours_are_read_as_offices_write_them():
    """Colons or dots, a hyphen or a dash, with or without spaces: all mean the same hours."""
    assert DAY == hours("7.30 – 12.00", " 13:00-16:00 ")
    assert ((time(7, 30), time(12)), (time(13), time(16))) == DAY


def test_midnight_closes_a_day():
    """24:00 and 00:00 as an end both mean midnight, and a whole day has 24 hours."""
    assert hours("22:00-24:00") == hours("22:00-00:00")
    assert 24 * 60 == len(minutes(hours("00:00-24:00")))


def test_no_interval_is_closed():
    """No text at all is a closed day."""
    assert () == hours()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("8-16",), "HH:MM-HH:MM"),
        (("08:60-16:00",), "HH:MM-HH:MM"),
        (("24:00-24:00",), "HH:MM-HH:MM"),
        (("08:00-24:01",), "HH:MM-HH:MM"),
        (("22:00-06:00",), "a night is two intervals"),
        (("08:00-08:00",), "an end after the start"),
        (("13:00-16:00", "08:00-12:00"), "not before the end of the interval before it"),
        (("08:00-24:00", "09:00-10:00"), "not before the end of the interval before it"),
    ],
)
def test_hours_that_cannot_be_are_refused(texts, expected):
    """Unreadable, empty, backward or overlapping hours are refused, and the error says what is expected."""
    with pytest.raises(InvalidInput, match=expected):
        hours(*texts)


def test_every_unreadable_text_is_named():
    """All faults come at once, each with its place."""
    with pytest.raises(InvalidInput) as caught:
        hours("x", "08:00-12:00", "y")
    assert ["hours[0]", "hours[2]"] == [fault.path for fault in caught.value.faults]


def test_intervals_may_touch():
    """An interval may begin where the one before it ends."""
    assert 8 * 60 == len(minutes(hours("08:00-12:00", "12:00-16:00")))


def test_every_faulty_weekday_is_named():
    """A week names each weekday that has faulty hours, zones among them."""
    with pytest.raises(InvalidInput) as caught:
        WeeklyHours(tuesday=((time(9), time(8)),), sunday=((time(8, tzinfo=UTC), time(9)),))
    assert ["tuesday[0]", "sunday[0]"] == [fault.path for fault in caught.value.faults]


def test_a_week_knows_its_days_and_its_total():
    """Weekdays count from Monday, and the total is the sum of the days."""
    week = WeeklyHours.of(
        mon_thu=DAY, fri=hours("07:30-11:30"), sat=hours("09:00-12:00"), sun=hours("23:00-24:00")
    )
    assert [DAY] * 4 == [week.on_weekday(weekday) for weekday in range(4)]
    assert (week.friday, week.saturday, week.sunday) == tuple(
        week.on_weekday(weekday) for weekday in (4, 5, 6)
    )
    assert timedelta(hours=4 * 7.5 + 4 + 3 + 1) == week.total


@given(days(), days())
def test_the_overlap_is_open_where_both_are(left, right):
    """Hours overlap exactly in the minutes that both have, in either order."""
    assert minutes(left) & minutes(right) == minutes(overlap(left, right))
    assert overlap(left, right) == overlap(right, left)


@given(days(), days())
def test_a_restricted_week_is_restricted_on_each_day(left, right):
    """A restricted week has the overlap on every weekday, each with its own."""
    week = WeeklyHours(monday=left, thursday=right, sunday=left)
    other = WeeklyHours(monday=right, thursday=right, saturday=right)
    assert WeeklyHours(monday=overlap(left, right), thursday=right) == week.restricted(other)


def test_a_season_covers_its_days_and_ends_before_until():
    """A season holds from its first day up to, and not on, the day of `until`."""
    season = SeasonHours(since=date(2026, 2, 19), until=date(2026, 3, 21), week=WeeklyHours(), name="Ramadan")
    found = [season.covers(date(2026, 2, 18)), season.covers(date(2026, 2, 19))]
    assert [False, True] == found
    assert [True, False] == [season.covers(date(2026, 3, 20)), season.covers(date(2026, 3, 21))]


def test_a_season_without_days_is_refused():
    """A season must have at least one day."""
    with pytest.raises(InvalidInput, match=r"season 'Ramadan'\.until"):
        SeasonHours(since=date(2026, 2, 19), until=date(2026, 2, 19), week=WeeklyHours(), name="Ramadan")


def test_an_exception_has_a_known_kind_and_possible_hours():
    """A kind of day that does not exist, or hours that cannot be, are refused."""
    with pytest.raises(UnknownName, match="public_holiday"):
        DayException(
            day=date(2026, 1, 1), hours=(), name="New Year", name_id="Tahun Baru", kind="publik_holiday"
        )
    with pytest.raises(InvalidInput, match="2026-01-01"):
        DayException(
            day=date(2026, 1, 1), hours=((time(9), time(8)),), name="x", name_id="x", kind="special_hours"
        )
