"""Working calendars of Surabaya: office weeks, Ramadan, holidays and joint leave, counters.

Hours are numbers of the law, holidays dated data with their decrees (`holidays.toml`); both are read on first
use. Days outside its years are unknown, and the calendars say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from asnwork.domain.law import Law
from asnwork.domain.working_time import SeasonHours, WeeklyHours, WorkingCalendar
from asnwork.indonesia.holidays import holiday_years, national_holidays, ramadan_periods
from asnwork.indonesia.law import national_law
from asnwork.indonesia.working_weeks import office_week, ramadan_week, registry_counter_hours

__all__ = ["counter_calendar", "office_calendar", "surabaya_calendar"]


_DAY = timedelta(days=1)


def office_calendar(law: Law, *, name: str = "Surabaya offices") -> WorkingCalendar:
    """The working calendar of offices in Surabaya under a law, for the years whose holidays are known.

    From a day on which the law changes the hours, the week is another one; each Ramadan has the week of the
    law of its first day.

    Args:
        law: Read at ``hours``.
        name: The calendar's name, for messages.

    Law: Perpres 21/2023 art. 3-4; Perwali Surabaya 73/2024 (its table of hours was not seen).

    Raises:
        InvalidInput: The law's rest lies outside its hours, or its hours outside a day.

    Examples:
        >>> from asnwork.domain.law import Reform, apply_reforms
        >>> early = Reform.of("early", "hours.start", 420, since=date(2026, 7, 1), reason="what if")
        >>> calendar = office_calendar(apply_reforms(national_law(), early))
        >>> [str(calendar.opening_on(date(2026, month, 30)).time()) for month in (6, 7)]
        ['07:30:00', '07:00:00']
    """
    years = holiday_years()
    since, until = date(min(years), 1, 1), date(max(years) + 1, 1, 1)
    (_, _, week), *others = _weeks(law, since, until)
    later = [stretch for stretch in others if stretch[-1] != week]
    ramadans = tuple(_ramadans(law))
    return WorkingCalendar(
        name=name,
        zone="Asia/Jakarta",
        since=since,
        until=until,
        week=week,
        seasons=tuple(sorted((*ramadans, *_between(later, ramadans)), key=lambda season: season.since)),
        exceptions=national_holidays(),
    )


def _ramadans(law: Law) -> Iterator[SeasonHours]:
    for period in ramadan_periods():
        week = ramadan_week(law, on=period.since)
        name = f"Ramadan {period.hijri_year} H"
        yield SeasonHours(since=period.since, until=period.until, week=week, name=name)


def _weeks(law: Law, since: date, until: date) -> list[tuple[date, date, WeeklyHours]]:
    """The office weeks of the law with their days, the end exclusive, each another than the one before."""
    changes = {day for each in law.under("hours") for day, _ in each.values.values if since < day < until}
    found = [(since, office_week(law, on=since))]
    for day in sorted(changes):
        week = office_week(law, on=day)
        if week != found[-1][1]:
            found.append((day, week))
    ends = [*(day for day, _ in found[1:]), until]
    return [(day, end, week) for (day, week), end in zip(found, ends, strict=True)]


def _between(
    weeks: Iterable[tuple[date, date, WeeklyHours]], seasons: Sequence[SeasonHours]
) -> Iterator[SeasonHours]:
    """The weeks as seasons of their own, in the days that the given seasons leave to them."""
    for first, last, week in weeks:
        ends = [
            (season.since, season.until) for season in seasons if first < season.until and season.since < last
        ]
        starts = [first, *(until for _, until in ends)]
        stops = [*(since for since, _ in ends), last]
        for since, until in zip(starts, stops, strict=True):
            if since < until:
                yield SeasonHours(since=since, until=until, week=week, name=f"hours from {first}")


@cache
def surabaya_calendar() -> WorkingCalendar:
    """The working calendar of the city's offices, for the years whose holidays are known.

    It is `office_calendar` of the shipped law, made once.

    Law: Perpres 21/2023 art. 3-4; Perwali Surabaya 73/2024 (its table of hours was not seen).
    Assumption: the same weeks held before 12 April 2023, the day of Perpres 21/2023; the law says so.

    Examples:
        >>> calendar = surabaya_calendar()
        >>> calendar.working_days(date(2026, 1, 1), date(2027, 1, 1))
        240
        >>> calendar.is_working_day(date(2028, 1, 3))
        Traceback (most recent call last):
        asnwork.errors.CalendarUnknown: joint leave for 2028 is not known ...
    """
    return office_calendar(national_law())


@cache
def counter_calendar(place: str) -> WorkingCalendar:
    """The opening calendar of a registry counter, under the holidays of the city.

    Assumption: in Ramadan counters keep the office hours of the month, and are closed on Saturday; the hours
    of the last announcement hold on every day that the calendar knows.

    Args:
        place: "siola", "kelurahan" or "kecamatan".

    Returns:
        The calendar.

    Raises:
        UnknownName: Another place.

    Examples:
        >>> counter_calendar("kelurahan").is_working_day(date(2026, 5, 9))
        True
    """
    offices, law = surabaya_calendar(), national_law()
    announced = max(day for day, _ in law["counter.places"].values.values)
    week = registry_counter_hours(place, law, on=max(announced, offices.since))
    return offices.with_week(week, f"registry counter, {place}")
