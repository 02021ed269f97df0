"""The published examples of hours, lateness, flexible work, calendar and promise: each with name and tag.

Seen: read on a public page. Derived: arithmetic from what was read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from pytest import approx, param

from asnwork.domain.formula import Banded, Figure, evaluate
from asnwork.domain.law import Law
from asnwork.domain.working_time import Hours, WeeklyHours, hours
from asnwork.indonesia.calendars import surabaya_calendar
from asnwork.indonesia.law import national_law
from asnwork.indonesia.surabaya import surabaya_catalogue
from asnwork.indonesia.working_weeks import office_week, ramadan_six_day_week, ramadan_week
from asnwork.policies.lateness import compensation, promise_days_late
from asnwork.policies.service_level import promise
from asnwork.policies.workplace import WORKPLACE_FIGURES, may_work_elsewhere
from asnwork.policies.workplaces.friday_home import friday_home
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere

LAW = national_law()
ZONE = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 24)
RAMADAN = date(2025, 3, 3)


# --- Perpres 21/2023: hours ----------------------------------------------------------------------------


def rest(day: Hours) -> timedelta:
    """The rest in a day of two stretches."""
    (_, stops), (starts, _) = day
    return datetime.combine(TODAY, starts) - datetime.combine(TODAY, stops)


@pytest.mark.parametrize(
    ("week", "on", "outer", "rests", "saturday", "total"),
    [
        param(
            ramadan_week,
            RAMADAN,
            ("08:00-15:00", "08:00-15:30"),
            (30, 60),
            False,
            timedelta(hours=32, minutes=30),
            id="HOUR-1-seen",
        ),
        param(
            ramadan_six_day_week,
            RAMADAN,
            ("08:00-14:00", "08:00-14:00"),
            (30, 60),
            True,
            timedelta(hours=32, minutes=30),
            id="HOUR-2-seen",
        ),
        param(
            office_week,
            TODAY,
            ("07:30-16:00", "07:30-16:30"),
            (60, 90),
            False,
            timedelta(hours=37, minutes=30),
            id="HOUR-3-derived",
        ),
    ],
)
def test_the_hours_of_a_week(
    week: Callable[..., WeeklyHours],
    on: date,
    outer: tuple[str, str],
    rests: tuple[int, int],
    saturday: bool,
    total: timedelta,
) -> None:
    """Start, end, rest and total of each week are the published ones."""
    found = week(LAW, on=on)
    usual = (found.monday, found.tuesday, found.wednesday, found.thursday)
    for day in (*usual, found.saturday) if saturday else usual:
        assert hours(outer[0]) == ((day[0][0], day[-1][1]),)
        assert timedelta(minutes=rests[0]) == rest(day)
    assert hours(outer[1]) == ((found.friday[0][0], found.friday[-1][1]),)
    assert timedelta(minutes=rests[1]) == rest(found.friday)
    assert saturday is bool(found.saturday)
    assert () == found.sunday
    assert total == found.total


# --- Kepmendagri 900-4700/2020: lateness ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "percent"),
    [
        param(0, 0, id="TL-1-derived-0"),
        param(1, 0.5, id="TL-1-derived-1"),
        param(30, 0.5, id="TL-1-derived-30"),
        param(31, 1, id="TL-1-derived-31"),
        param(60, 1, id="TL-1-derived-60"),
        param(61, 1.25, id="TL-1-derived-61"),
        param(90, 1.25, id="TL-1-derived-90"),
        param(91, 1.5, id="TL-1-derived-91"),
    ],
)
def test_the_cut_for_coming_late(minutes: float, percent: float) -> None:
    """Each minute at an edge gets its cut, in percent of the discipline part of one month's TPP."""
    cut = LAW["tpp.late_cut"]
    assert percent / 100 == approx(cut.bands_on(TODAY).of(minutes))
    late = Banded(Figure("late", "minutes"), cut)
    assert percent / 100 == approx(evaluate(late, {"late": float(minutes)}, on=TODAY))
    assert "the discipline part of one month's TPP" == cut.share_of


@pytest.mark.parametrize("percent", [param(1.5, id="TL-1-derived-no-record")])
def test_the_cut_without_a_record(percent: float) -> None:
    """A day without a record is cut like the longest lateness, from the same base."""
    cut = LAW["tpp.no_record_cut"]
    assert percent / 100 == cut.number_on(TODAY)
    assert LAW["tpp.late_cut"].share_of == cut.share_of


@pytest.mark.parametrize(
    ("minutes", "percent"),
    [(0, 0), (1, 0.5), (30, 0.5), (31, 1), (60, 1), (61, 1.5), (90, 1.5), (91, 2)],
)
@pytest.mark.parametrize("path", ["older_pattern.late_cut", "older_pattern.early_cut"])
def test_the_older_pattern_cuts_the_whole_allowance(path: str, minutes: float, percent: float) -> None:
    """The pattern of Permentan 68/2012 has its own numbers, of the whole allowance and not of a part."""
    assert percent / 100 == approx(LAW[path].bands_on(TODAY).of(minutes))
    assert "the whole of it" in LAW[path].share_of


# --- PermenPANRB 4/2025: flexible place ----------------------------------------------------------------

WEDNESDAY = date(2026, 5, 6)
CLERK: dict[str, float | None] = {
    **dict.fromkeys(WORKPLACE_FIGURES, 0.0),
    "weekday": 3.0,
    "is_asn": 1.0,
    "days_in_post": 1_000.0,
}


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        param({"days_elsewhere_this_week": 2.0}, "below_weekly_limit", id="FLEX-1-derived"),
        param(
            {"days_elsewhere_this_week": 2.0, "assigned_to_field": 1.0},
            "field_duty",
            id="FLEX-1-derived-third-day-is-field-duty",
        ),
        param({"days_in_post": 30.0}, "settled_in_post", id="FLEX-1-derived-newly-promoted"),
        param({"needs_presence": 1.0}, "task_allows", id="FLEX-1-derived-special-equipment"),
    ],
)
def test_who_may_work_elsewhere(figures: dict[str, float | None], reason: str) -> None:
    """A third day is over the limit unless it is field duty; the newly promoted and equipment stay in."""
    found = may_work_elsewhere(two_days_elsewhere(LAW), CLERK | figures, on=WEDNESDAY)
    assert [reason] == [each.code for each in found.reasons]
    assert ("field_duty" == reason) is found.allowed


# --- Calendar ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "kind", "open_at_home"),
    [
        param(date(2026, 3, 18), "joint_leave", False, id="CAL-1-derived-joint-leave"),
        param(date(2026, 3, 19), "public_holiday", False, id="CAL-1-derived-nyepi"),
        param(date(2026, 4, 10), None, True, id="CAL-1-derived-first-friday"),
        param(date(2026, 4, 3), "public_holiday", False, id="CAL-1-derived-friday-before"),
    ],
)
def test_days_of_the_calendar(day: date, kind: str | None, open_at_home: bool) -> None:
    """Joint leave, Nyepi and the first working Friday at home are what they are."""
    exception = surabaya_calendar().exception_on(day)
    assert kind == (exception and exception.kind)
    assert (kind is None) is surabaya_calendar().is_working_day(day)
    figures = CLERK | {"weekday": float(day.isoweekday())}
    assert open_at_home is may_work_elsewhere(friday_home(LAW), figures, on=day).allowed


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        param(date(2026, 3, 1), date(2026, 4, 1), 17, id="CAL-2-derived-march"),
        param(date(2026, 5, 1), date(2026, 6, 1), 16, id="CAL-2-derived-may"),
        param(date(2026, 1, 1), date(2027, 1, 1), 240, id="CAL-2-derived-year"),
    ],
)
def test_working_days(since: date, until: date, days: int) -> None:
    """Working days are Monday to Friday less holidays and joint leave."""
    assert days == surabaya_calendar().working_days(since, until)


# --- The promise of 1x24 hours -------------------------------------------------------------------------

MONDAY, DONE = datetime(2026, 5, 4, 9, tzinfo=ZONE), datetime(2026, 5, 6, 10, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("reading", "days"),
    [
        param("begun", 2, id="LATE-1-derived-begun"),
        param("whole", 1, id="LATE-1-derived-whole"),
    ],
)
def test_a_late_service(reading: Literal["begun", "whole"], days: int) -> None:
    """Filed Monday 09:00, due Tuesday 09:00, done Wednesday 10:00: both readings of a day late."""
    limit = surabaya_catalogue().service("death_act").standard.completion
    assert LAW["promise.hours"].number_on(MONDAY.date()) == limit.amount
    given = promise(limit, submitted_at=MONDAY, complete_at=None, calendar=surabaya_calendar())
    assert datetime(2026, 5, 5, 9, tzinfo=ZONE) == given.due_at
    assert days == promise_days_late(datetime(2026, 5, 5, 9, tzinfo=ZONE), DONE, reading)
    assert 50_000 * days == compensation(LAW, days, on=MONDAY.date())


# --- Data that no function reads -----------------------------------------------------------------------


def listed(law: Law, path: str, on: date) -> tuple[str, ...]:
    """The codes of a list of the law."""
    return law[path].items_on(on).codes


@pytest.mark.parametrize(
    ("path", "first", "last", "value"),
    [
        ("lebaran_2024.home_share", date(2024, 4, 16), date(2024, 4, 17), 0.5),
        ("before_lebaran_2025.flexible", date(2025, 3, 24), date(2025, 3, 27), 1),
        ("after_lebaran_2025.flexible", date(2025, 4, 8), date(2025, 4, 8), 1),
        ("east_java_2025.elsewhere_share_listed", date(2025, 3, 24), date(2025, 3, 27), 0.5),
        ("east_java_2025.elsewhere_share", date(2025, 3, 24), date(2025, 3, 27), 0.25),
        ("lebaran_2026.flexible", date(2026, 3, 16), date(2026, 3, 27), 1),
        ("friday_home.known_to_run", date(2026, 4, 10), date(2026, 7, 31), 1),
    ],
)
def test_a_circular_holds_on_its_days_only(path: str, first: date, last: date, value: float) -> None:
    """Each circular has its number from its first to its last day, and none outside them."""
    values = LAW[path].values
    assert value == LAW[path].number_on(first) == LAW[path].number_on(last)
    assert not values.covers(first - timedelta(days=1))
    assert not values.covers(last + timedelta(days=1))


def test_the_days_of_lebaran_2026_have_a_gap() -> None:
    """Five days were flexible: 16-17 and 25-27 March."""
    days = [date(2026, 3, 16) + timedelta(days=each) for each in range(12)]
    flexible = [day.day for day in days if LAW["lebaran_2026.flexible"].number_on(day)]
    assert [16, 17, 25, 26, 27] == flexible


def test_shares_of_a_whole_staff_add_up() -> None:
    """What a city lets work at home and what it keeps at the office are the whole staff."""
    shares = [LAW[f"cimahi_2026.{place}_share"] for place in ("home", "office")]
    assert 1 == sum(share.number_on(TODAY) for share in shares)
    assert 1 == len({share.share_of for share in shares})


def test_time_flexibility_has_the_numbers_of_the_week() -> None:
    """Shifts begin where a week of the decree ends: as many days and minutes."""
    days, minutes = (LAW[f"flexible.shift_week_{unit}"].number_on(TODAY) for unit in ("days", "minutes"))
    assert len(LAW["hours.working_days"].items_on(TODAY)) == days
    assert LAW["hours.weekly_minutes"].number_on(TODAY) == minutes
    assert 8.5 * 60 == LAW["flexible.shift_day_minutes"].number_on(TODAY)
    assert ("shift", "dynamic") == listed(LAW, "flexible.time_kinds", TODAY)


def test_the_promise_names_services_and_exceptions() -> None:
    """Eight services, five exceptions, and what is outside it; a reprint waits six months."""
    assert (8, 5, 3) == tuple(
        len(listed(LAW, f"promise.{each}", TODAY)) for each in ("services", "exceptions", "outside")
    )
    assert 6 == LAW["promise.reprint_months"].number_on(TODAY)
    assert (16, 17) == tuple(
        LAW[f"identity_card.{age}_age"].number_on(TODAY) for age in ("recording", "printing")
    )
    assert 3 == LAW["family_card.per_address"].number_on(TODAY)
    assert 0 == LAW["registry.fee_rupiah"].number_on(TODAY)
    assert 10 == LAW["birth_act.puskesmas_minutes"].number_on(date(2023, 3, 1))
