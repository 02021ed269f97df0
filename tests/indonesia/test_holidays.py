from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from asnwork.domain.law import Certainty, Reform, apply_reforms
from asnwork.domain.working_time import WeeklyHours, WorkingCalendar, hours
from asnwork.errors import CalendarUnknown, InvalidInput, UnknownName
from asnwork.indonesia.calendars import counter_calendar, office_calendar, surabaya_calendar
from asnwork.indonesia.holidays import national_holidays, ramadan_periods
from asnwork.indonesia.law import national_law
from asnwork.indonesia.working_weeks import (
    office_week,
    ramadan_six_day_week,
    ramadan_week,
    registry_counter_hours,
)

LAW = national_law()
YEARS = range(2020, 2028)
SHARED = Path(__file__).parents[3] / "shared" / "data" / "indonesia_holidays_2020_2027.csv"

# Typed in apart from the file under test: 2026 from a published list, 2027 from a test of the decree's annex.
# * is an election day, which a decree of its own sets.
HOLIDAYS = {
    2024: "01-01 02-08 02-10 02-14* 03-11 03-29 03-31 04-10 04-11 05-01 05-09 05-23 06-01 06-17 07-07 08-17"
    " 09-16 11-27* 12-25",
    2025: "01-01 01-27 01-29 03-29 03-31 04-01 04-18 04-20 05-01 05-12 05-29 06-01 06-06 06-27 08-17 09-05"
    " 12-25",
    2026: "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25"
    " 12-25",
    2027: "01-01 01-05 02-06 03-08 03-10 03-11 03-26 03-28 05-01 05-06 05-17 05-20 06-01 06-06 08-15 08-17"
    " 12-25 12-26",
}
JOINT_LEAVE = {
    2024: "02-09 03-12 04-08 04-09 04-12 04-15 05-10 05-24 06-18 12-26",
    2025: "01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26",
    2026: "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24",
    2027: "02-05 03-09 03-12 03-15 03-25 05-18 05-19 12-24",
}


def days_of(kind, year=None):
    """The dates of a kind, of one year or of all."""
    return {each.day for each in national_holidays() if each.kind == kind and year in (None, each.day.year)}


def on(year, texts):
    """Dates of a year from texts such as 02-14*."""
    return {date.fromisoformat(f"{year}-{text.strip('*')}") for text in texts.split()}


def without(*kinds):
    """The calendar of the offices, less the exceptions of some kinds."""
    calendar = surabaya_calendar()
    kept = tuple(each for each in calendar.exceptions if each.kind not in kinds)
    return WorkingCalendar(
        name="compared",
        zone=calendar.zone,
        since=calendar.since,
        until=calendar.until,
        week=calendar.week,
        exceptions=kept,
    )


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_days_are_those_of_the_decrees(year):
    """Public holidays and joint leave of 2024 to 2027 are the published ones, day by day."""
    assert on(year, HOLIDAYS[year]) == days_of("public_holiday", year)
    assert on(year, JOINT_LEAVE[year]) == days_of("joint_leave", year)


def test_every_year_is_there_once_and_in_order():
    """The years meet without a gap, days ascend, and no day comes twice."""
    days = [each.day for each in national_holidays()]
    assert set(YEARS) == {day.year for day in days}
    assert sorted(set(days)) == days


def test_a_well_known_joint_leave_is_there():
    """18 August 2025, added late by a changed decree, is joint leave under its name in both languages."""
    day = surabaya_calendar().exception_on(date(2025, 8, 18))
    assert ("joint_leave", "Cuti bersama Hari Kemerdekaan Republik Indonesia") == (day.kind, day.name_id)
    assert "Joint leave, Independence Day" == day.name
    assert "933/2025" in day.basis.reason


@pytest.mark.parametrize(
    ("year", "weekdays", "less_holidays", "less_both", "fridays"),
    [
        (2024, 262, 248, 238, 47),
        (2025, 261, 248, 237, 44),
        (2026, 261, 248, 240, 46),
        (2027, 261, 250, 242, 48),
    ],
)
def test_working_days_by_year(year, weekdays, less_holidays, less_both, fridays):
    """Weekdays, those less holidays, those less both, and the Fridays left are as counted from the lists."""
    span = (date(year, 1, 1), date(year + 1, 1, 1))
    calendars = (without("public_holiday", "joint_leave"), without("joint_leave"), surabaya_calendar())
    assert [weekdays, less_holidays, less_both] == [calendar.working_days(*span) for calendar in calendars]
    calendar = surabaya_calendar()
    days = (date(year, 1, 1) + timedelta(days=each) for each in range(366))
    assert fridays == sum(
        day.weekday() == 4 and calendar.is_working_day(day) for day in days if day.year == year
    )


@pytest.mark.parametrize(
    ("year", "months"),
    [
        (2024, (22, 18, 18, 16, 18, 18, 23, 22, 20, 23, 20, 20)),
        (2025, (19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21)),
        (2026, (20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21)),
        (2027, (19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22)),
    ],
)
def test_working_days_by_month(year, months):
    """Each month has the working days that remain after holidays and joint leave."""
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    assert months == tuple(surabaya_calendar().working_days(*month) for month in pairwise(firsts))


def test_every_day_says_what_it_rests_on():
    """Days of 2020 to 2023 rest on a library and say so, later ones on their decree, save estimated ones."""
    texts = {each.day: str(each.basis) for each in national_holidays()}
    assert texts[date(2022, 5, 2)].startswith("reported: library vacanza/holidays")
    assert "reported: Keppres 8/2024" == texts[date(2024, 3, 11)]
    assert texts[date(2025, 8, 18)].startswith("reported: SKB 3 Menteri 1017/2024")
    assert texts[date(2026, 3, 19)].startswith("reported: SKB 3 Menteri 1497/2025")
    assert texts[date(2027, 5, 20)].startswith("reported: SKB 3 Menteri 1205/2026")
    estimated = [day for day, text in texts.items() if text.startswith("assumed: estimated")]
    assert [date(2027, 3, 10), date(2027, 3, 11), date(2027, 5, 17)] == estimated


def test_every_day_has_a_name_in_both_languages():
    """No name is empty, and joint leave is called so in both languages."""
    assert all(each.name.strip() and each.name_id.strip() for each in national_holidays())
    joint = [each for each in national_holidays() if each.kind == "joint_leave"]
    assert all("cuti bersama" in each.name_id.lower() and "Joint leave" in each.name for each in joint)


def test_ramadan_ends_on_the_eve_of_eid():
    """Each Ramadan lasts 29 or 30 days and ends where Eid al-Fitr begins, one for each year that is known."""
    eids = [each.day for each in national_holidays() if each.name.split(";")[0] == "Eid al-Fitr"]
    periods = ramadan_periods()
    assert eids == [period.until for period in periods]
    assert {29, 30} >= {(period.until - period.since).days for period in periods}
    assert list(range(1441, 1449)) == [period.hijri_year for period in periods]
    reported = [each.hijri_year for each in periods if each.basis.certainty is Certainty.REPORTED]
    assert [1447] == reported


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2023, 4, 11), date(2023, 4, 12), date(2027, 12, 31)])
def test_weeks_have_the_hours_of_the_decree(day):
    """The office weeks of Perpres 21/2023 lie as expected, before it too, where that is assumed."""
    long, short = hours("07:30-12:00", "13:00-16:00"), hours("08:00-12:00", "12:30-15:00")
    usual = WeeklyHours.of(mon_thu=long, fri=hours("07:30-11:30", "13:00-16:30"))
    assert usual == office_week(LAW, on=day)
    fasting = WeeklyHours.of(mon_thu=short, fri=hours("08:00-11:30", "12:30-15:30"))
    assert fasting == ramadan_week(LAW, on=day)
    six = hours("08:00-12:00", "12:30-14:00")
    friday = hours("08:00-11:30", "12:30-14:00")
    assert WeeklyHours.of(mon_thu=six, fri=friday, sat=six) == ramadan_six_day_week(LAW, on=day)
    before = day < date(2023, 4, 12)
    assert before is (LAW["hours.weekly_minutes"].basis.on(day).certainty is Certainty.ASSUMED)


def test_the_week_in_ramadan_is_that_of_the_city():
    """The hours reckoned from the decree are those that Surabaya published for the Ramadan of 2025."""
    day = date(2025, 3, 3)
    week = ramadan_week(LAW, on=day)

    def at(minutes):
        after = timedelta(minutes=LAW[f"ramadan_2025.{minutes}"].number_on(day))
        return (datetime(2025, 3, 3, tzinfo=UTC) + after).time()

    assert [at("start"), at("rest_begins"), at("end")] == [
        week.monday[0][0],
        week.monday[0][1],
        week.monday[1][1],
    ]
    assert [at("start"), at("rest_begins_friday"), at("end_friday")] == [
        week.friday[0][0],
        week.friday[0][1],
        week.friday[1][1],
    ]


def reformed(path, value, since, until=None):
    """The shipped law with one number changed."""
    change = Reform.of("what if", path, value, since=since, until=until, reason="what if")
    return apply_reforms(LAW, change)


def test_a_law_that_changes_the_hours_changes_the_calendar_from_that_day():
    """A later start holds from its day on, moves the end, and leaves Ramadan and the days before alone."""
    calendar = office_calendar(reformed("hours.start", 480, date(2026, 2, 1)))
    opened = [calendar.opening_on(date(2026, *day)).hour for day in ((1, 30), (2, 2), (2, 20), (3, 25))]
    assert [7, 8, 8, 8] == opened
    assert [15, 16] == [calendar.closing_on(date(2026, *day)).hour for day in ((2, 20), (5, 4))]
    assert "Ramadan 1447 H" == calendar.season_on(date(2026, 2, 20)).name
    assert "hours from 2026-02-01" == calendar.season_on(date(2026, 5, 4)).name
    assert calendar.season_on(date(2026, 1, 30)) is None


def test_hours_that_begin_and_end_within_ramadan_touch_nothing_else():
    """Hours that hold only on days of Ramadan leave the calendar as it was: the month has its own week."""
    changed = reformed("hours.start", 480, date(2026, 2, 23), date(2026, 2, 25))
    assert surabaya_calendar() == office_calendar(changed)


@pytest.mark.parametrize(
    ("path", "value"), [("hours.start", 1500), ("hours.start", -1), ("hours.rest_begins", 400)]
)
def test_hours_outside_a_day_are_refused(path, value):
    """Hours outside the day, or a rest before the start, are refused and never turned round."""
    with pytest.raises(InvalidInput):
        office_calendar(reformed(path, value, date(2026, 7, 1)))


def test_offices_open_and_close_with_the_season():
    """Offices open at 07:30, in Ramadan at 08:00, and close on Fridays as their week says."""
    zone = ZoneInfo("Asia/Jakarta")
    calendar = surabaya_calendar()
    assert datetime(2026, 2, 13, 7, 30, tzinfo=zone) == calendar.opening_on(date(2026, 2, 13))
    assert datetime(2026, 2, 13, 16, 30, tzinfo=zone) == calendar.closing_on(date(2026, 2, 13))
    assert datetime(2026, 2, 20, 8, tzinfo=zone) == calendar.opening_on(date(2026, 2, 20))
    assert datetime(2026, 2, 20, 15, 30, tzinfo=zone) == calendar.closing_on(date(2026, 2, 20))
    assert "Ramadan 1447 H" == calendar.season_on(date(2026, 3, 20)).name


def test_counters_open_on_saturday_too():
    """Siola closes earlier than a kelurahan, and both open on Saturday from 09:00 to 12:00."""
    day = date(2026, 5, 4)
    siola, kelurahan = (registry_counter_hours(place, LAW, on=day) for place in ("siola", "kelurahan"))
    saturday = hours("09:00-12:00")
    assert WeeklyHours.of(mon_thu=hours("07:30-15:00"), fri=hours("07:30-14:30"), sat=saturday) == siola
    assert WeeklyHours.of(mon_thu=hours("07:30-16:00"), fri=hours("07:30-16:30"), sat=saturday) == kelurahan
    assert kelurahan == registry_counter_hours("kecamatan", LAW, on=day)
    calendar = counter_calendar("siola")
    assert [True, False] == [calendar.is_working_day(date(2026, 5, day)) for day in (9, 10)]
    assert not calendar.is_working_day(date(2026, 5, 1))


def test_an_unknown_counter_is_refused():
    """A counter that is not there raises and names the near miss."""
    with pytest.raises(UnknownName, match="did you mean siola"):
        registry_counter_hours("siolla", LAW, on=date(2026, 5, 4))


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2028, 1, 3), date(2029, 6, 1)])
def test_years_whose_joint_leave_is_not_known_are_refused(day):
    """A day before 2020 or from 2028 on is neither open nor closed."""
    with pytest.raises(CalendarUnknown, match=f"joint leave for {day.year} is not known"):
        surabaya_calendar().is_working_day(day)


def test_a_promise_that_runs_into_2028_is_refused():
    """Working time that would end in 2028 is refused, not counted without holidays."""
    with pytest.raises(CalendarUnknown, match="joint leave for 2028"):
        surabaya_calendar().add(
            datetime(2027, 12, 31, 16, tzinfo=ZoneInfo("Asia/Jakarta")), timedelta(hours=1)
        )


def test_the_days_are_those_of_the_research_table():
    """All 193 days agree with the table that was gathered for the project, where that is at hand."""
    if not SHARED.exists():
        pytest.skip(f"the research table is not at hand: no {SHARED.name}")
    kinds = {"public": "public_holiday", "cuti_bersama": "joint_leave"}
    with SHARED.open(encoding="utf-8", newline="") as rows:
        expected = {date.fromisoformat(row["date"]): kinds[row["kind"]] for row in csv.DictReader(rows)}
    assert expected == {each.day: each.kind for each in national_holidays()}
    assert 193 == len(expected)


@pytest.mark.parametrize(("category", "kind"), [("public", "public_holiday"), ("government", "joint_leave")])
def test_the_days_are_those_of_the_holidays_library(category, kind):
    """The library has the same days; a newer release that differs says which days to look up."""
    holidays = pytest.importorskip("holidays", reason="the holidays library is not installed")
    library = holidays.country_holidays("ID", years=YEARS, categories=(category,))
    assert set(library) == days_of(kind)


@pytest.mark.parametrize(
    ("year", "holidays", "joint_leave"), [(2020, 17, 5), (2021, 15, 1), (2022, 16, 4), (2023, 16, 11)]
)
def test_days_of_the_years_without_a_known_decree(year, holidays, joint_leave):
    """The years whose decrees were not looked up have as many days as the library listed."""
    assert (holidays, joint_leave) == (
        len(days_of("public_holiday", year)),
        len(days_of("joint_leave", year)),
    )
