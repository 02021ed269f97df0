from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from asnwork.domain.working_time import (
    DayException,
    SeasonHours,
    WeeklyHours,
    WorkingCalendar,
    hours,
)
from asnwork.errors import CalendarUnknown, InvalidInput, UnknownName

JAKARTA = ZoneInfo("Asia/Jakarta")
OFFICE = WeeklyHours.of(mon_thu=hours("07:30-12:00", "13:00-16:00"), fri=hours("07:30-11:30", "13:00-16:30"))


def holiday(day, kind="public_holiday", day_hours=()):
    """An exception on a day."""
    return DayException(day=day, hours=day_hours, name="Holiday", name_id="Libur", kind=kind)


def office(**changes):
    """The office week for the year 2026, with changes."""
    given = {
        "name": "office",
        "zone": "Asia/Jakarta",
        "since": date(2026, 1, 1),
        "until": date(2027, 1, 1),
        "week": OFFICE,
    }
    return WorkingCalendar(**given | changes)


def at(text):
    """A moment in Jakarta."""
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


# Vectors ------------------------------------------------------------------------------------


def test_hour_1_ramadan_on_five_days():
    """HOUR-1 [seen]: Mon-Thu 08:00-15:00 less 30 minutes and Fri 08:00-15:30 less 60 make 32 h 30 min."""
    week = WeeklyHours.of(
        mon_thu=hours("08:00-12:00", "12:30-15:00"), fri=hours("08:00-11:30", "12:30-15:30")
    )
    assert timedelta(hours=32, minutes=30) == week.total


def test_hour_2_ramadan_on_six_days():
    """HOUR-2 [seen, sum derived]: six days 08:00-14:00 less 30 minutes, Friday less 60, make 32 h 30 min."""
    day = hours("08:00-12:00", "12:30-14:00")
    week = WeeklyHours.of(mon_thu=day, fri=hours("08:00-11:30", "12:30-14:00"), sat=day)
    assert timedelta(hours=32, minutes=30) == week.total


def test_hour_3_the_usual_week():
    """HOUR-3 [derived]: Mon-Thu 07:30-16:00 less 60 minutes and Fri 07:30-16:30 less 90 make 37 h 30 min."""
    assert timedelta(hours=37, minutes=30) == OFFICE.total


HOLIDAYS_2026 = (
    "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25"
)
JOINT_LEAVE_2026 = "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24"


def year_2026():
    """The office week with the holidays and joint leave of 2026."""
    both = ((HOLIDAYS_2026, "public_holiday"), (JOINT_LEAVE_2026, "joint_leave"))
    days = [(date.fromisoformat(f"2026-{text}"), kind) for texts, kind in both for text in texts.split()]
    return office(exceptions=tuple(holiday(day, kind) for day, kind in days))


def test_cal_1_days_around_nyepi_and_the_first_friday_at_home():
    """CAL-1 [derived]: 18 March 2026 is joint leave, 19 March Nyepi, 10 April a working Friday."""
    calendar = year_2026()
    days = (date(2026, 3, 18), date(2026, 3, 19))
    assert ["joint_leave", "public_holiday"] == [calendar.exception_on(day).kind for day in days]
    assert [False, False] == [calendar.is_working_day(day) for day in days]
    assert calendar.exception_on(date(2026, 4, 10)) is None
    assert calendar.is_working_day(date(2026, 4, 10))
    assert 4 == date(2026, 4, 10).weekday()


def test_cal_2_working_days_of_2026():
    """CAL-2 [derived]: March, May and the year 2026 have 17, 16 and 240 working days."""
    calendar = year_2026()
    assert 17 == calendar.working_days(date(2026, 3, 1), date(2026, 4, 1))
    assert 16 == calendar.working_days(date(2026, 5, 1), date(2026, 6, 1))
    assert 240 == calendar.working_days(date(2026, 1, 1), date(2027, 1, 1))


# Single cases ---------------------------------------------------------------------------------


def test_an_interval_is_open_at_its_start_and_closed_at_its_end():
    """Half-open: 07:30 is open, 12:00 is not, and the next opening after it is 13:00."""
    calendar = office()
    moments = [at("2026-01-05T07:30"), at("2026-01-05T11:59:59"), at("2026-01-05T12:00")]
    assert [True, True, False] == [calendar.is_open(moment) for moment in moments]
    assert at("2026-01-05T13:00") == calendar.next_opening(at("2026-01-05T12:00"))


def test_time_that_fills_a_morning_ends_with_it():
    """The earliest moment counts: a full morning ends at noon, one microsecond more ends after the rest."""
    calendar = office()
    morning = timedelta(hours=4, minutes=30)
    assert at("2026-01-05T12:00") == calendar.add(at("2026-01-05T07:30"), morning)
    later = calendar.add(at("2026-01-05T07:30"), morning + timedelta(microseconds=1))
    assert at("2026-01-05T13:00:00.000001") == later


def test_a_promise_crosses_nights_weekends_and_holidays():
    """Two hours from the last working hour before a long weekend end in the first hour after it."""
    calendar = year_2026()
    filed = at("2026-03-17T15:30")
    assert at("2026-03-25T09:00") == calendar.add(filed, timedelta(hours=2))
    assert date(2026, 3, 25) == calendar.add_working_days(filed.date(), 1)


def test_a_night_roster_crosses_midnight_in_two_intervals():
    """22:00-24:00 and 00:00-06:00 make one night of eight hours, and its days open and close at midnight."""
    night = WeeklyHours(monday=hours("22:00-24:00"), tuesday=hours("00:00-06:00"))
    calendar = office(week=night)
    assert timedelta(hours=8) == calendar.between(at("2026-01-05T12:00"), at("2026-01-06T12:00"))
    assert at("2026-01-06T06:00") == calendar.add(at("2026-01-05T22:00"), timedelta(hours=8))
    assert (
        at("2026-01-06T00:00")
        == calendar.closing_on(date(2026, 1, 5))
        == calendar.opening_on(date(2026, 1, 6))
    )


@pytest.mark.parametrize(("day", "expected"), [("2026-03-29", 7), ("2026-10-25", 9), ("2026-03-28", 8)])
def test_a_night_in_amsterdam_is_as_long_as_the_clocks_make_it(day, expected):
    """A night from 22:00 to 06:00 has seven hours when clocks go forward, nine when they go back."""
    day = date.fromisoformat(day)
    every = hours("00:00-06:00", "22:00-24:00")
    calendar = office(
        zone="Europe/Amsterdam", week=WeeklyHours.of(mon_thu=every, fri=every, sat=every, sun=every)
    )
    zone = ZoneInfo("Europe/Amsterdam")
    evening = datetime.combine(day - timedelta(days=1), time(22), zone)
    morning = datetime.combine(day, time(6), zone)
    assert timedelta(hours=expected) == calendar.between(evening, morning)
    assert morning == calendar.add(evening, timedelta(hours=expected))


def test_moments_of_another_zone_are_understood():
    """A moment may come in any zone; the answer is on the clock of the calendar."""
    answer = office().add(datetime(2026, 1, 5, 0, 30, tzinfo=UTC), timedelta(hours=1))
    assert "2026-01-05T08:30:00+07:00" == answer.isoformat()


def test_the_same_hours_in_three_zones_open_an_hour_apart():
    """WIB, WITA and WIT are three calendars: Jayapura opens two hours before Jakarta."""
    zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    openings = [office(zone=zone).opening_on(date(2026, 1, 5)) for zone in zones]
    assert [timedelta(hours=1)] * 2 == [openings[0] - openings[1], openings[1] - openings[2]]


def test_a_season_replaces_the_week_and_an_exception_the_season():
    """In a season its week holds, and on a day with special hours only those."""
    ramadan = WeeklyHours.of(mon_thu=hours("08:00-15:00"))
    season = SeasonHours(
        since=date(2026, 2, 19), until=date(2026, 3, 21), week=ramadan, name="Ramadan 1447 H"
    )
    special = holiday(date(2026, 2, 24), "special_hours", hours("10:00-11:00"))
    calendar = office(seasons=(season,), exceptions=(special,))
    assert (None, season) == (calendar.season_on(date(2026, 2, 18)), calendar.season_on(date(2026, 2, 19)))
    assert ((at("2026-02-23T08:00"), at("2026-02-23T15:00")),) == calendar.hours_on(date(2026, 2, 23))
    assert ((at("2026-02-24T10:00"), at("2026-02-24T11:00")),) == calendar.hours_on(date(2026, 2, 24))
    assert not calendar.is_working_day(date(2026, 2, 20))
    assert calendar.is_working_day(date(2026, 2, 13))


def test_a_roster_keeps_seasons_and_holidays():
    """Another week changes the hours only: holidays stay, and so does the first calendar."""
    calendar = year_2026()
    saturday = calendar.with_week(WeeklyHours(saturday=hours("09:00-12:00")), "Saturday counter")
    assert ("Saturday counter", calendar.exceptions) == (saturday.name, saturday.exceptions)
    assert saturday.is_working_day(date(2026, 3, 14))
    assert not saturday.is_working_day(date(2026, 3, 21))
    assert OFFICE == calendar.week


def test_part_time_is_narrowed_in_seasons_and_on_special_days_too():
    """Who works mornings only works them in the usual week, in a season and on a day with special hours."""
    ramadan = WeeklyHours.of(mon_thu=hours("08:00-15:00"))
    season = SeasonHours(
        since=date(2026, 2, 19), until=date(2026, 3, 21), week=ramadan, name="Ramadan 1447 H"
    )
    special = holiday(date(2026, 2, 24), "special_hours", hours("10:00-20:00"))
    mornings = WeeklyHours.of(mon_thu=hours("00:00-12:00"))
    calendar = office(seasons=(season,), exceptions=(special,)).restricted(mornings, "mornings")
    worked = [calendar.hours_on(date(2026, 2, day)) for day in (9, 23, 24)]
    expected = [("2026-02-09T07:30", 12), ("2026-02-23T08:00", 12), ("2026-02-24T10:00", 12)]
    assert [((at(start), at(start).replace(hour=end, minute=0)),) for start, end in expected] == worked
    assert "mornings" == calendar.name


def test_a_citys_own_day_replaces_what_the_day_had():
    """A further exception wins over the one that the day has, and the other days stay."""
    calendar = year_2026()
    opened = calendar.with_days(holiday(date(2026, 3, 18), "special_hours", hours("08:00-12:00")))
    assert calendar.working_days(date(2026, 3, 1), date(2026, 4, 1)) + 1 == opened.working_days(
        date(2026, 3, 1), date(2026, 4, 1)
    )
    assert "special_hours" == opened.exception_on(date(2026, 3, 18)).kind
    with pytest.raises(InvalidInput, match="2026-03-18"):
        calendar.with_days(holiday(date(2026, 3, 18)), holiday(date(2026, 3, 18)))


def test_exceptions_and_seasons_outside_the_calendar_do_no_harm():
    """A list of holidays of several years fits a calendar of one, and a season may begin before it."""
    season = SeasonHours(
        since=date(2025, 12, 1), until=date(2026, 1, 10), week=WeeklyHours(), name="long season"
    )
    after = SeasonHours(since=date(2026, 1, 10), until=date(2027, 2, 1), week=WeeklyHours(), name="another")
    night = holiday(date(2027, 1, 1), "special_hours", hours("20:00-24:00"))
    calendar = office(seasons=(season, after), exceptions=(holiday(date(2025, 12, 25)), night))
    assert 0 == calendar.working_days(date(2026, 1, 1), date(2027, 1, 1))
    assert calendar.with_week(OFFICE, "same").table == office(week=WeeklyHours()).table


@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar: calendar.is_open(at("2025-12-31T23:59:59")),
        lambda calendar: calendar.is_open(at("2027-01-01T00:00")),
        lambda calendar: calendar.next_opening(at("2026-12-31T16:00")),
        lambda calendar: calendar.add(at("2026-12-31T15:00"), timedelta(hours=2)),
        lambda calendar: calendar.subtract(at("2026-01-01T08:00"), timedelta(hours=2)),
        lambda calendar: calendar.between(at("2026-12-31T15:00"), at("2027-01-04T08:00")),
        lambda calendar: calendar.exception_on(date(2027, 1, 1)),
        lambda calendar: calendar.season_on(date(2027, 1, 1)),
        lambda calendar: calendar.hours_on(date(2025, 12, 31)),
        lambda calendar: calendar.opening_on(date(2027, 1, 1)),
        lambda calendar: calendar.closing_on(date(2027, 1, 1)),
        lambda calendar: calendar.is_working_day(date(2027, 1, 1)),
        lambda calendar: calendar.working_days(date(2026, 1, 1), date(2027, 1, 2)),
        lambda calendar: calendar.add_working_days(date(2026, 12, 31), 1),
        lambda calendar: calendar.add_working_days(date(2027, 1, 1), 0),
    ],
)
def test_outside_the_known_years_no_question_is_answered(ask):
    """A day outside the calendar is never taken as open or as closed."""
    with pytest.raises(CalendarUnknown, match=r"known: 2026-01-01 to 2026-12-31"):
        ask(office())


def test_an_unknown_year_says_which_year_is_missing():
    """Work that runs past the known holidays names the year whose joint leave is not known."""
    with pytest.raises(CalendarUnknown, match="joint leave for 2027 is not known"):
        office().add(at("2026-12-31T15:00"), timedelta(hours=2))


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda calendar: calendar.is_open(datetime(2026, 1, 5, 8)), "a moment with a zone"),
        (lambda calendar: calendar.add(datetime(2026, 1, 5, 8), timedelta()), "a moment with a zone"),
        (lambda calendar: calendar.add(at("2026-01-05T08:00"), timedelta(hours=-1)), "zero or more"),
        (lambda calendar: calendar.subtract(at("2026-01-05T08:00"), timedelta(hours=-1)), "zero or more"),
        (lambda calendar: calendar.between(at("2026-01-06T08:00"), at("2026-01-05T08:00")), "swap the two"),
        (lambda calendar: calendar.working_days(date(2026, 1, 6), date(2026, 1, 5)), "swap the two"),
        (lambda calendar: calendar.add_working_days(date(2026, 1, 5), -1), "zero or more"),
        (lambda calendar: calendar.is_working_day(at("2026-01-05T08:00")), "a date, not a moment"),
    ],
)
def test_questions_that_make_no_sense_are_refused(ask, expected):
    """Naive moments, negative spans, swapped ends and moments for days are refused with the way out."""
    with pytest.raises(InvalidInput, match=expected):
        ask(office())


def test_every_fault_of_a_calendar_is_named():
    """No days, two exceptions on a day and overlapping seasons are all reported at once."""
    season = SeasonHours(since=date(2026, 2, 1), until=date(2026, 3, 1), week=OFFICE, name="first")
    other = SeasonHours(since=date(2026, 2, 28), until=date(2026, 4, 1), week=OFFICE, name="second")
    twice = (holiday(date(2026, 1, 1)), holiday(date(2026, 1, 1), "joint_leave"))
    with pytest.raises(InvalidInput) as caught:
        office(until=date(2026, 1, 1), seasons=(other, season), exceptions=twice)
    paths = [fault.path for fault in caught.value.faults]
    assert ["calendar.until", "calendar.exceptions", "calendar.seasons"] == paths


def test_a_calendar_needs_a_zone_that_exists():
    """A misspelt zone is refused when the calendar is made, with the near miss."""
    with pytest.raises(UnknownName, match="Asia/Jakarta"):
        office(zone="Asia/Jakata")


def test_equal_hours_share_one_table():
    """The table is built once for equal hours, whatever the calendars are called, and survives pickling."""
    calendar = year_2026()
    roster = calendar.with_week(OFFICE, "roster of one officer")
    assert calendar.table is roster.table
    assert calendar.table is office(exceptions=calendar.exceptions).table
    copy = pickle.loads(pickle.dumps(calendar))  # noqa: S301
    assert (calendar, calendar.table) == (copy, copy.table)
    assert hash(calendar) == hash(copy)
