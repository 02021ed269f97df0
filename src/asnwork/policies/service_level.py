"""What is promised: when a request is due, why, and how a pause moves it.

`due_us` counts on plain numbers; `promise` asks it and adds the reasons. So an application and a simulation
give one answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from attrs import frozen

from asnwork.domain.law import Basis
from asnwork.domain.moment import DAY_US, first_instant_us, zone_named
from asnwork.domain.open_table import OpenTable, add_us, is_open_us, next_opening_us
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.domain.service import ClosedDay, OutsideHours, StartRule, TimeLimit, TimeUnit
from asnwork.domain.working_time import WorkingCalendar, from_us, to_us

__all__ = ["Promise", "due_us", "moved_by_pause", "promise"]

_MINUTE_US = 60_000_000
_HOUR_US = 60 * _MINUTE_US

# Members bound once: looking one up in its enum costs more than all the arithmetic of a promise.
_MINUTES, _HOURS, _WORKING_MINUTES = TimeUnit.MINUTES, TimeUnit.ELAPSED_HOURS, TimeUnit.WORKING_MINUTES
_CALENDAR_DAYS = TimeUnit.CALENDAR_DAYS
_FILE_COMPLETE, _NEXT_OPENING = StartRule.FILE_COMPLETE, StartRule.NEXT_OPENING
_AS_FILED, _NO_PROMISE = OutsideHours.AS_FILED, OutsideHours.NO_PROMISE
_CLOCK = ClosedDay.CLOCK


@frozen(kw_only=True)
class Promise:
    """What a citizen is promised (janji layanan), and why; kept once given, also when the standard changes.

    Attributes:
        due_at: When it is due, on the clock of the calendar's zone; None when nothing is promised (yet).
        reasons: Why, first to last; never empty.
        basis: What the time limit rests on.
    """

    due_at: datetime | None
    reasons: tuple[Reason, ...]
    basis: Basis


def due_us(
    limit: TimeLimit, submitted_us: int, complete_us: int | None, calendar: WorkingCalendar
) -> int | None:
    """Return when a request is due, in microseconds since the epoch; None when nothing is promised (yet).

    The clock starts when the request is filed, or when its file is complete (but never before it is filed).
    When that is outside opening hours, `outside_hours` says what holds. Then:

    - minutes and elapsed hours run on the clock; elapsed hours that end on a closed day stay, or end at the
      same clock time of the next working day, as `closed_day` says;
    - working minutes run while the calendar is open;
    - days are due at the closing time of day n, and the day on which the clock starts does not count.

    Args:
        limit: How long it may take.
        submitted_us: When it was filed, in microseconds since the epoch.
        complete_us: When all papers were there; None while they are not.
        calendar: The opening hours; a rest break is a closing like any other.

    Raises:
        CalendarUnknown: A day that must be known lies outside the calendar.

    Assumption: a calendar day that falls on a closed day is due at the closing time of the next working day.

    Examples:
        >>> from datetime import timezone
        >>> from asnwork.domain.law import assumed
        >>> from asnwork.domain.working_time import WeeklyHours, hours
        >>> office = WorkingCalendar(name="office", zone="Asia/Jakarta", since=date(2026, 1, 1),
        ...     until=date(2027, 1, 1), week=WeeklyHours.of(mon_thu=hours("08:00-16:00")))
        >>> day = TimeLimit(amount=24, unit=TimeUnit.ELAPSED_HOURS, basis=assumed("for this example"))
        >>> monday_nine = to_us(datetime(2026, 5, 4, 2, tzinfo=timezone.utc))
        >>> (due_us(day, monday_nine, None, office) - monday_nine) // 3_600_000_000
        24
    """
    start = _start_us(limit, submitted_us, complete_us, calendar.table)
    if start is None:
        return None
    unit = limit.unit
    if unit is _HOURS:
        due = start + limit.amount * _HOUR_US
        return due if limit.closed_day is _CLOCK else _on_working_day(due, calendar)
    if unit is _MINUTES:
        return start + limit.amount * _MINUTE_US
    if unit is _WORKING_MINUTES:
        return add_us(calendar.table, start, limit.amount * _MINUTE_US)
    return _closing_us(_last_day(limit, start, calendar), calendar)


def _start_us(limit: TimeLimit, submitted_us: int, complete_us: int | None, table: OpenTable) -> int | None:
    start = submitted_us
    if limit.start is _FILE_COMPLETE:
        if complete_us is None:
            return None
        start = max(submitted_us, complete_us)
    outside = limit.outside_hours
    if (outside is _AS_FILED and limit.start is not _NEXT_OPENING) or is_open_us(table, start):
        return start
    return None if outside is _NO_PROMISE else next_opening_us(table, start)


def _on_working_day(due: int, calendar: WorkingCalendar) -> int:
    """The moment itself on a working day, else the same clock time of the next one."""
    table = calendar.table
    if is_open_us(table, due):
        return due
    midnights = _midnights(calendar.zone, calendar.since, calendar.until)
    day = bisect_right(midnights, due) - 1
    passed = bisect_left(table.starts, midnights[day + 1])
    if passed and table.ends[passed - 1] > midnights[day]:
        return due
    opening = next_opening_us(table, due)
    following = bisect_right(midnights, opening) - 1
    if midnights[day + 1] - midnights[day] == midnights[following + 1] - midnights[following] == DAY_US:
        return midnights[following] + due - midnights[day]
    # On a day on which clocks jump the time since midnight is not the time on the clock.
    moment = from_us(due, calendar.zone)
    there = from_us(opening, calendar.zone).date()
    return to_us(datetime.combine(there, moment.time(), zone_named(calendar.zone)))


# The first instants of a calendar's days, and of the day after them; equal calendars share them.
@lru_cache(maxsize=64)
def _midnights(zone: str, since: date, until: date) -> tuple[int, ...]:
    days = range(since.toordinal(), until.toordinal() + 1)
    return tuple(first_instant_us(date.fromordinal(day), zone) for day in days)


def _last_day(limit: TimeLimit, start: int, calendar: WorkingCalendar) -> date:
    counted_from = from_us(start, calendar.zone).date()
    if limit.unit is not _CALENDAR_DAYS:
        return calendar.add_working_days(counted_from, limit.amount)
    last = counted_from + timedelta(days=limit.amount)
    return last if calendar.is_working_day(last) else calendar.add_working_days(last, 1)


def _closing_us(day: date, calendar: WorkingCalendar) -> int:
    """When a working day closes; the same as `WorkingCalendar.closing_on`, from the table."""
    table = calendar.table
    midnight = _midnights(calendar.zone, calendar.since, calendar.until)[(day - calendar.since).days + 1]
    return min(table.ends[bisect_left(table.starts, midnight) - 1], midnight)


def moved_by_pause(due_us: int, paused_working_us: int, table: OpenTable) -> int:
    """Return the due moment after a pause: later by the working time in which the request was paused.

    Args:
        due_us: When it was due, in microseconds since the epoch.
        paused_working_us: Working time paused, in microseconds.
        table: The open intervals of the office.

    Raises:
        InvalidInput: The working time is negative.
        CalendarUnknown: The moment, or the answer, lies outside the table.

    Examples:
        >>> table = OpenTable.of([(10, 20), (50, 60)], since_us=0, until_us=100)
        >>> moved_by_pause(15, 7, table)
        52
    """
    return add_us(table, due_us, paused_working_us)


_NOT_COMPLETE = Wording(
    "the papers are not complete; the clock starts when they are",
    "berkas belum lengkap; jangka waktu dihitung sejak berkas lengkap",
)
_NOT_PROMISED = Wording(
    "filed outside opening hours, at $start: nothing is promised",
    "diajukan di luar jam pelayanan, pada $start: tidak ada janji waktu",
)
_COMPLETE = Wording(
    "the clock starts when the papers are complete, at $start", "dihitung sejak berkas lengkap, $start"
)
_OPENING = Wording(
    "outside opening hours at $filed; the clock starts at the next opening, $start",
    "di luar jam pelayanan pada $filed; dihitung sejak buka berikutnya, $start",
)
_COUNTED: Mapping[TimeUnit, Wording] = {
    TimeUnit.MINUTES: Wording("$amount minutes after $start: $ends", "$amount menit sejak $start: $ends"),
    TimeUnit.ELAPSED_HOURS: Wording(
        "$amount clock hours after $start: $ends", "$amount jam sejak $start: $ends"
    ),
    TimeUnit.CALENDAR_DAYS: Wording(
        "closing time of calendar day $amount after the day of $start: $ends",
        "saat tutup hari kalender ke-$amount setelah hari $start: $ends",
    ),
    TimeUnit.WORKING_DAYS: Wording(
        "closing time of working day $amount after the day of $start: $ends",
        "saat tutup hari kerja ke-$amount setelah hari $start: $ends",
    ),
    TimeUnit.WORKING_MINUTES: Wording(
        "$amount minutes of opening hours after $start: $ends",
        "$amount menit jam pelayanan sejak $start: $ends",
    ),
}
_CLOSED = Wording(
    "$ends falls on a closed day; due on the next working day, at $due",
    "$ends jatuh pada hari tutup; jatuh tempo pada hari kerja berikutnya, $due",
)


def promise(
    limit: TimeLimit, *, submitted_at: datetime, complete_at: datetime | None, calendar: WorkingCalendar
) -> Promise:
    """Return what a request is promised, and why.

    The due moment is that of `due_us`, which says how each unit is counted.

    Args:
        limit: How long it may take.
        submitted_at: When it was filed; aware.
        complete_at: When all papers were there; None while they are not.
        calendar: The opening hours.

    Returns:
        The promise; without a due moment only with the reason why.

    Raises:
        InvalidInput: A moment without a zone.
        CalendarUnknown: A day that must be known lies outside the calendar.

    Examples:
        >>> from zoneinfo import ZoneInfo
        >>> from asnwork.domain.law import assumed
        >>> from asnwork.domain.working_time import WeeklyHours, hours
        >>> day = hours("08:00-16:00")
        >>> office = WorkingCalendar(name="office", zone="Asia/Jakarta", since=date(2026, 1, 1),
        ...     until=date(2027, 1, 1), week=WeeklyHours.of(mon_thu=day, fri=day))
        >>> limit = TimeLimit(amount=24, unit=TimeUnit.ELAPSED_HOURS, basis=assumed("for this example"))
        >>> evening = datetime(2026, 5, 4, 20, tzinfo=ZoneInfo("Asia/Jakarta"))
        >>> given = promise(limit, submitted_at=evening, complete_at=evening, calendar=office)
        >>> for reason in given.reasons: print(reason)
        outside opening hours at 2026-05-04 20:00 WIB; the clock starts at the next opening,
        2026-05-05 08:00 WIB
        24 clock hours after 2026-05-05 08:00 WIB: 2026-05-06 08:00 WIB
    """
    filed_us, complete_us = to_us(submitted_at), None if complete_at is None else to_us(complete_at)
    due = due_us(limit, filed_us, complete_us, calendar)
    start = _start_us(limit, filed_us, complete_us, calendar.table)
    reasons = _reasons_of_start(limit, filed_us, complete_us, start, calendar.zone)
    if due is None or start is None:
        return Promise(due_at=None, reasons=reasons, basis=limit.basis)
    reasons += _reasons_of_end(limit, start, due, calendar)
    return Promise(due_at=from_us(due, calendar.zone), reasons=reasons, basis=limit.basis)


def _reason(limit: TimeLimit, code: str, wording: Wording, **values: Value) -> Reason:
    return Reason(rule="promise", code=code, values=values, law=limit.basis, wording=wording)


def _reasons_of_start(
    limit: TimeLimit, filed_us: int, complete_us: int | None, start: int | None, zone: str
) -> tuple[Reason, ...]:
    reasons, counted_from = [], filed_us
    if limit.start is _FILE_COMPLETE:
        if complete_us is None:
            return (_reason(limit, "not_complete", _NOT_COMPLETE),)
        counted_from = max(filed_us, complete_us)
        reasons.append(_reason(limit, "from_complete", _COMPLETE, start=from_us(counted_from, zone)))
    moment = from_us(counted_from, zone)
    if start is None:
        reasons.append(_reason(limit, "not_promised", _NOT_PROMISED, start=moment))
    elif start != counted_from:
        reasons.append(_reason(limit, "from_opening", _OPENING, filed=moment, start=from_us(start, zone)))
    return tuple(reasons)


def _reasons_of_end(limit: TimeLimit, start: int, due: int, calendar: WorkingCalendar) -> tuple[Reason, ...]:
    start_at, due_at = from_us(start, calendar.zone), from_us(due, calendar.zone)
    ends: date = due_at
    if limit.unit is _HOURS:
        ends = from_us(start + limit.amount * _HOUR_US, calendar.zone)
    elif limit.unit is _CALENDAR_DAYS:
        last = start_at.date() + timedelta(days=limit.amount)
        ends = due_at if last == due_at.date() else last
    counted = _reason(limit, "counted", _COUNTED[limit.unit], amount=limit.amount, start=start_at, ends=ends)
    if ends == due_at:
        return (counted,)
    return counted, _reason(limit, "closed_day", _CLOSED, ends=ends, due=due_at)
