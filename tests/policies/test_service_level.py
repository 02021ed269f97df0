from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from asnwork.domain.law import assumed
from asnwork.domain.reason import explain
from asnwork.domain.service import ClosedDay, OutsideHours, StartRule, TimeLimit, TimeUnit
from asnwork.domain.working_time import (
    DayException,
    OpenTable,
    WeeklyHours,
    WorkingCalendar,
    between_us,
    from_us,
    hours,
    to_us,
)
from asnwork.errors import CalendarUnknown, InvalidInput
from asnwork.policies.service_level import Promise, due_us, moved_by_pause, promise
from tests.policies.cases import cases

BASIS = assumed("for the tests")
SINCE, UNTIL = date(2018, 9, 1), date(2019, 12, 1)

# Rest breaks, a night shift over midnight, a week that is open only twice, and hours that clock changes cut.
WEEKS = {
    "office": WeeklyHours.of(
        mon_thu=hours("07:30-12:00", "13:00-16:00"), fri=hours("07:30-11:30", "13:00-16:30")
    ),
    "night": WeeklyHours.of(mon_thu=hours("00:00-06:00", "22:00-24:00"), fri=hours("00:00-06:00")),
    "round": WeeklyHours.of(mon_thu=hours("00:00-24:00"), fri=hours("00:00-24:00"), sat=hours("09:00-12:00")),
    "rare": WeeklyHours(tuesday=hours("09:00-12:00"), sunday=hours("01:00-04:00")),
}
# Jakarta never changes its clocks; Berlin does at night, Sao Paulo did at midnight.
ZONES = ("Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "America/Sao_Paulo")


def calendar_of(week: str, zone: str, closed: frozenset[date] = frozenset()) -> WorkingCalendar:
    """A calendar of fifteen months with some closed days."""
    exceptions = tuple(
        DayException(day=day, hours=(), name="closed", name_id="tutup", kind="own_day")
        for day in sorted(closed)
    )
    return WorkingCalendar(
        name=week, zone=zone, since=SINCE, until=UNTIL, week=WEEKS[week], exceptions=exceptions
    )


calendars = st.builds(
    calendar_of,
    st.sampled_from(sorted(WEEKS)),
    st.sampled_from(ZONES),
    st.frozensets(st.dates(date(2018, 10, 1), date(2019, 3, 31)), max_size=12),
)
limits = st.builds(
    TimeLimit,
    amount=st.integers(1, 30),
    unit=st.sampled_from(TimeUnit),
    start=st.sampled_from(StartRule),
    outside_hours=st.sampled_from(OutsideHours),
    closed_day=st.sampled_from(ClosedDay),
    basis=st.just(BASIS),
)
# Filed from October to February, so that no due moment leaves the calendar.
moments = st.integers(
    to_us(datetime(2018, 10, 1, tzinfo=ZoneInfo("UTC"))) // 1_000_000,
    to_us(datetime(2019, 2, 20, tzinfo=ZoneInfo("UTC"))) // 1_000_000,
).map(lambda second: second * 1_000_000)
completions = st.none() | moments


def slow_due(
    limit: TimeLimit, submitted: datetime, complete: datetime | None, calendar: WorkingCalendar
) -> datetime | None:
    """When a request is due, by walking through the days of the calendar with moments."""
    counted_from = submitted
    if limit.start is StartRule.FILE_COMPLETE:
        if complete is None:
            return None
        counted_from = max(submitted, complete)
    start = counted_from
    if not calendar.is_open(counted_from):
        if limit.outside_hours is OutsideHours.NO_PROMISE:
            return None
        if limit.outside_hours is OutsideHours.FROM_NEXT_OPENING or limit.start is StartRule.NEXT_OPENING:
            start = calendar.next_opening(counted_from)
    start = start.astimezone(ZoneInfo(calendar.zone))
    return slow_end(limit, start, calendar)


def slow_end(limit: TimeLimit, start: datetime, calendar: WorkingCalendar) -> datetime:
    """When a time limit that starts then ends, by walking."""
    match limit.unit:
        case TimeUnit.MINUTES:
            return from_us(to_us(start) + limit.amount * 60_000_000, calendar.zone)
        case TimeUnit.WORKING_MINUTES:
            return calendar.add(start, timedelta(minutes=limit.amount))
        case TimeUnit.ELAPSED_HOURS:
            due = from_us(to_us(start) + limit.amount * 3_600_000_000, calendar.zone)
            day = due.date()
            if limit.closed_day is ClosedDay.CLOCK or calendar.hours_on(day):
                return due
            while not calendar.hours_on(day):
                day += timedelta(days=1)
            return datetime.combine(day, due.time(), ZoneInfo(calendar.zone))
        case TimeUnit.CALENDAR_DAYS:
            day = start.date() + timedelta(days=limit.amount)
            while not calendar.hours_on(day):
                day += timedelta(days=1)
            return calendar.hours_on(day)[-1][1]
        case TimeUnit.WORKING_DAYS:
            day, left = start.date(), limit.amount
            while left:
                day += timedelta(days=1)
                left -= bool(calendar.hours_on(day))
            return calendar.hours_on(day)[-1][1]


@given(limit=limits, submitted=moments, complete=completions, calendar=calendars)
def test_numbers_agree_with_walking_through_the_days(
    limit: TimeLimit, submitted: int, complete: int | None, calendar: WorkingCalendar
) -> None:
    """Counted on numbers, a request is due exactly when a walk through the days of the calendar says."""
    filed = from_us(submitted, "UTC")
    ready = None if complete is None else from_us(complete, "UTC")
    expected = slow_due(limit, filed, ready, calendar)
    assert (None if expected is None else to_us(expected)) == due_us(limit, submitted, complete, calendar)


@given(limit=limits, submitted=moments, complete=completions, calendar=calendars)
def test_a_promise_is_the_number_with_its_reasons(
    limit: TimeLimit, submitted: int, complete: int | None, calendar: WorkingCalendar
) -> None:
    """A promise has the due moment of the numbers, and reasons that name it, in both languages."""
    ready = None if complete is None else from_us(complete, "UTC")
    given_ = promise(limit, submitted_at=from_us(submitted, "UTC"), complete_at=ready, calendar=calendar)
    due = due_us(limit, submitted, complete, calendar)
    assert BASIS == given_.basis
    assert given_.reasons
    assert all(BASIS == reason.law for reason in given_.reasons)
    for text in [text for reason in given_.reasons for text in (str(reason), explain(reason, lang="id"))]:
        assert "$" not in text
    if due is None:
        assert given_.due_at is None
        assert given_.reasons[-1].code in ("not_complete", "not_promised")
    else:
        assert from_us(due, calendar.zone) == given_.due_at
        last = given_.reasons[-1]
        assert given_.due_at == last["due" if last.code == "closed_day" else "ends"]


@given(limit=limits, submitted=moments, later=moments, calendar=calendars)
def test_who_files_later_is_not_due_earlier(
    limit: TimeLimit, submitted: int, later: int, calendar: WorkingCalendar
) -> None:
    """Later filing is never due earlier, but for elapsed hours that closed days push over each other."""
    assume(limit.unit is not TimeUnit.ELAPSED_HOURS or limit.closed_day is ClosedDay.CLOCK)
    first, second = sorted((submitted, later))
    dues = [due_us(limit, moment, moment, calendar) for moment in (first, second)]
    assert None in dues or dues == sorted(dues)


@given(limit=limits, submitted=moments, calendar=calendars)
def test_a_promise_is_never_in_the_past(limit: TimeLimit, submitted: int, calendar: WorkingCalendar) -> None:
    """What is promised lies after the moment of filing."""
    due = due_us(limit, submitted, submitted, calendar)
    assert due is None or due > submitted


def clock(moment: datetime | bool | None, calendar: WorkingCalendar) -> datetime | None:
    """A moment of a scenario on the clock of the calendar; False is "not yet"."""
    return moment.replace(tzinfo=ZoneInfo(calendar.zone)) if isinstance(moment, datetime) else None


@pytest.mark.parametrize("case", cases("promise"))
def test_scenarios(case: dict[str, Any], office: WorkingCalendar) -> None:
    """Each case of the scenario file gets the due moment and the reasons that it names."""
    kinds = {"unit": TimeUnit, "start": StartRule, "outside_hours": OutsideHours, "closed_day": ClosedDay}
    named = {name: kinds.get(name, int)(value) for name, value in case["limit"].items()}
    limit = TimeLimit(**named, basis=BASIS)
    submitted = clock(case["submitted"], office)
    assert submitted is not None
    complete = clock(case.get("complete", case["submitted"]), office)
    answer = promise(limit, submitted_at=submitted, complete_at=complete, calendar=office)
    assert clock(case.get("due"), office) == answer.due_at
    assert case["codes"] == [reason.code for reason in answer.reasons]


def given_on(limit: TimeLimit, office: WorkingCalendar, *filed: int) -> Promise:
    """What is promised to a request that is filed then, complete at once."""
    moment = datetime(2026, *filed, tzinfo=ZoneInfo(office.zone))
    return promise(limit, submitted_at=moment, complete_at=moment, calendar=office)


@pytest.mark.parametrize(
    ("unit", "en", "id_"),
    [
        (TimeUnit.MINUTES, "3 minutes after 2026-05-06 09:00 WIB", "3 menit sejak 2026-05-06 09:00 WIB"),
        (TimeUnit.ELAPSED_HOURS, "3 clock hours after 2026-05-06", "3 jam sejak 2026-05-06"),
        (TimeUnit.CALENDAR_DAYS, "closing time of calendar day 3 after", "hari kalender ke-3 setelah hari"),
        (TimeUnit.WORKING_DAYS, "closing time of working day 3 after", "hari kerja ke-3 setelah hari"),
        (TimeUnit.WORKING_MINUTES, "3 minutes of opening hours after", "3 menit jam pelayanan sejak"),
    ],
)
def test_each_unit_has_its_own_words(unit: TimeUnit, en: str, id_: str, office: WorkingCalendar) -> None:
    """The reason says what was counted, from when, in both languages."""
    limit = TimeLimit(amount=3, unit=unit, basis=BASIS)
    reason = given_on(limit, office, 5, 6, 9).reasons[0]
    assert re.match(re.escape(en), str(reason))
    assert id_ in explain(reason, lang="id")


def test_a_move_over_closed_days_names_both_moments(office: WorkingCalendar) -> None:
    """A promise that was moved says where it fell and where it went."""
    limit = TimeLimit(amount=24, unit=TimeUnit.ELAPSED_HOURS, basis=BASIS)
    expected = (
        "2026-05-09 10:00 WIB falls on a closed day; due on the next working day, at 2026-05-11 10:00 WIB"
    )
    assert expected == str(given_on(limit, office, 5, 8, 10).reasons[-1])


def test_a_closed_calendar_day_is_named_as_a_day(office: WorkingCalendar) -> None:
    """A calendar day without closing time is named as a day."""
    limit = TimeLimit(amount=1, unit=TimeUnit.CALENDAR_DAYS, basis=BASIS)
    reasons = given_on(limit, office, 5, 8, 10).reasons
    assert date(2026, 5, 9) == reasons[0]["ends"]
    assert str(reasons[1]).startswith("2026-05-09 falls on a closed day")


def test_the_same_clock_time_survives_a_change_of_clocks() -> None:
    """Moved from a Sunday on which clocks change to Monday, a promise keeps its time on the clock."""
    calendar = calendar_of("office", "Europe/Berlin")
    limit = TimeLimit(amount=48, unit=TimeUnit.ELAPSED_HOURS, basis=BASIS)
    friday = datetime(2019, 3, 29, 14, tzinfo=ZoneInfo("Europe/Berlin"))
    # 48 hours later it is 15:00 on Sunday, since an hour was skipped.
    answer = promise(limit, submitted_at=friday, complete_at=friday, calendar=calendar)
    assert datetime(2019, 4, 1, 15, tzinfo=ZoneInfo("Europe/Berlin")) == answer.due_at


@pytest.mark.parametrize("unit", TimeUnit)
def test_outside_the_calendar_nothing_is_guessed(unit: TimeUnit, office: WorkingCalendar) -> None:
    """A due moment that needs days that are not known is an error, not a guess."""
    limit = TimeLimit(amount=1, unit=unit, basis=BASIS)
    with pytest.raises(CalendarUnknown):
        given_on(limit, office, 12, 31, 23)


@pytest.mark.parametrize(
    ("unit", "amount"),
    [(TimeUnit.WORKING_DAYS, 1), (TimeUnit.CALENDAR_DAYS, 2), (TimeUnit.ELAPSED_HOURS, 24)],
)
def test_the_last_day_is_not_followed_by_a_guess(
    unit: TimeUnit, amount: int, office: WorkingCalendar
) -> None:
    """Filed in hours on the last day, what is due after it is an error."""
    limit = TimeLimit(amount=amount, unit=unit, basis=BASIS)
    with pytest.raises(CalendarUnknown):
        given_on(limit, office, 12, 31, 10)


def test_a_day_before_the_calendar_is_not_guessed(office: WorkingCalendar) -> None:
    """Days are not counted from a day that the calendar does not know, even when they end inside it."""
    limit = TimeLimit(amount=40, unit=TimeUnit.WORKING_DAYS, outside_hours=OutsideHours.AS_FILED, basis=BASIS)
    filed = to_us(datetime(2025, 12, 1, 9, tzinfo=ZoneInfo(office.zone)))
    with pytest.raises(CalendarUnknown):
        due_us(limit, filed, filed, office)


def test_a_naive_moment_is_refused(office: WorkingCalendar) -> None:
    """A moment without a zone is refused, filed or complete."""
    limit = TimeLimit(amount=1, unit=TimeUnit.MINUTES, basis=BASIS)
    aware, naive = datetime(2026, 5, 4, 9, tzinfo=ZoneInfo(office.zone)), datetime(2026, 5, 4, 9)
    for submitted, complete in ((naive, aware), (aware, naive)):
        with pytest.raises(InvalidInput, match="a moment with a zone"):
            promise(limit, submitted_at=submitted, complete_at=complete, calendar=office)


@given(
    due=st.integers(0, 150),
    paused=st.integers(0, 40),
)
@example(due=30, paused=0)
def test_a_pause_moves_the_due_moment_by_its_working_time(due: int, paused: int) -> None:
    """Between the old and the new due moment lies exactly the working time that was paused."""
    table = OpenTable.of([(10, 20), (50, 60), (90, 100), (170, 220)], since_us=0, until_us=300)
    moved = moved_by_pause(due, paused, table)
    assert paused == between_us(table, due, moved)
    assert (moved == due) is (paused == 0)


def test_a_pause_carries_a_promise_over_the_night(office: WorkingCalendar) -> None:
    """Two working hours paused move 15:00 to 08:30 on the next day."""
    due, back = (datetime(2026, 5, day, tzinfo=ZoneInfo(office.zone)) for day in (4, 5))
    moved = moved_by_pause(to_us(due.replace(hour=15)), 2 * 3_600_000_000, office.table)
    assert back.combine(back.date(), time(8, 30), back.tzinfo) == from_us(moved, office.zone)
