"""Working calendars of Surabaya: office weeks, Ramadan, holidays and joint leave, counters.

Hours are numbers of the law, holidays dated data with their decrees (`holidays.toml`); both are read on first
use. Days outside its years are unknown, and the calendars say so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from asnwork.domain.law import Basis, Certainty, Law, LegalReference, assumed
from asnwork.domain.working_time import DayException, Hours, SeasonHours, WeeklyHours, WorkingCalendar
from asnwork.errors import Fault, InvalidInput, UnknownName
from asnwork.indonesia.law import national_law

__all__ = [
    "RamadanPeriod",
    "counter_calendar",
    "national_holidays",
    "office_calendar",
    "office_week",
    "ramadan_periods",
    "ramadan_six_day_week",
    "ramadan_week",
    "registry_counter_hours",
    "surabaya_calendar",
]


@frozen(kw_only=True)
class RamadanPeriod:
    """The days of one Ramadan, `until` exclusive, and how we know them."""

    hijri_year: int
    since: date
    until: date
    basis: Basis


@cache
def _holiday_file() -> Mapping[str, Any]:
    text = files("asnwork.indonesia").joinpath("holidays.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _basis(entry: Mapping[str, Any]) -> Basis:
    """What a year of holidays, or a Ramadan, rests on."""
    if entry["status"] == "assumed":
        return assumed(entry["reason"])
    return Basis(
        certainty=Certainty(entry["status"]),
        reference=LegalReference(**entry["reference"]),
        reason=entry.get("note", ""),
    )


@cache
def national_holidays() -> tuple[DayException, ...]:
    """Every public holiday (hari libur nasional) and joint leave (cuti bersama) that is known, by date.

    Each carries its basis; a day that may still move is assumed, with the reason.

    Examples:
        >>> nyepi = next(day for day in national_holidays() if day.day == date(2026, 3, 19))
        >>> nyepi.kind, nyepi.name_id, str(nyepi.basis)
        ('public_holiday', 'Hari Suci Nyepi', 'reported: SKB 3 Menteri 1497/2025, 2/2025, 5/2025')
    """
    return tuple(
        DayException(
            day=day["date"],
            hours=(),
            name=day["name_en"],
            name_id=day["name_id"],
            kind=day["kind"],
            basis=assumed(f"estimated: {year['note']}") if day.get("estimated") else _basis(year),
        )
        for year in _holiday_file()["year"]
        for day in year["days"]
    )


@cache
def ramadan_periods() -> tuple[RamadanPeriod, ...]:
    """Every Ramadan that is known, by date; most of them are recalled, and say so.

    Examples:
        >>> [period.since.isoformat() for period in ramadan_periods() if period.hijri_year == 1447]
        ['2026-02-19']
    """
    return tuple(
        RamadanPeriod(
            hijri_year=entry["hijri_year"], since=entry["since"], until=entry["until"], basis=_basis(entry)
        )
        for entry in _holiday_file()["ramadan"]
    )


_MIDNIGHT = datetime.min.replace(tzinfo=UTC)
_DAY = timedelta(days=1)
_RAMADAN = "_ramadan"


def _clock(minutes: float) -> time:
    """The wall clock so many minutes after midnight; a whole day is 24:00."""
    after = timedelta(minutes=minutes)
    if not timedelta(0) <= after <= _DAY:
        raise InvalidInput(Fault("hours", given=minutes, expected="minutes after midnight within a day"))
    return (_MIDNIGHT + after).time()


def _minutes(law: Law, path: str, on: date) -> float:
    return law[path].number_on(on)


def _worked(law: Law, day: str, season: str, on: date, *, end: float | None = None) -> Hours:
    """The hours of a working day: from the start to the rest, and from there to the end.

    Without an end each day of the week is worked equally long.
    """
    friday = "_friday" if day == "friday" else ""
    start = _minutes(law, f"hours.start{season}", on)
    rest = _minutes(law, f"hours.rest{friday}{season}", on)
    begins = _minutes(law, f"hours.rest_begins{friday}{season}", on)
    if end is None:
        days = len(law["hours.working_days"].items_on(on))
        end = start + rest + _minutes(law, f"hours.weekly_minutes{season}", on) / days
    return (_clock(start), _clock(begins)), (_clock(begins + rest), _clock(end))


def _five_days(law: Law, season: str, on: date) -> WeeklyHours:
    days = law["hours.working_days"].items_on(on).codes
    return WeeklyHours(**{day: _worked(law, day, season, on) for day in days})


def office_week(law: Law, *, on: date) -> WeeklyHours:
    """The usual office week: 37 hours 30 minutes on five days, rest not counted.

    Each day is worked equally long, so that Friday, with its longer rest, ends later.

    Args:
        law: Read at ``hours``.
        on: The day whose law is read.

    Law: Perpres 21/2023 art. 3, 4(1), 4(3), 4(5).
    Assumption: where the rest lies, 12:00-13:00, on Friday 11:30-13:00; only its length is in the sources.

    Raises:
        InvalidInput: The law's rest lies outside its hours, or its hours outside a day.

    Examples:
        >>> office_week(national_law(), on=date(2026, 5, 4)).total.total_seconds() / 3600
        37.5
    """
    return _five_days(law, "", on)


def ramadan_week(law: Law, *, on: date) -> WeeklyHours:
    """The office week in Ramadan: 32 hours 30 minutes on five days, rest not counted.

    Args:
        law: Read at ``hours``.
        on: The day whose law is read.

    Law: Perpres 21/2023 art. 4(2), 4(4), 4(6); Surabaya SE 800/4362/436.8.4/2025 has the same hours.
    Assumption: where the rest lies in other years than 2025.

    Raises:
        InvalidInput: The law's rest lies outside its hours, or its hours outside a day.

    Examples:
        >>> ramadan_week(national_law(), on=date(2026, 2, 19)).total.total_seconds() / 3600
        32.5
    """
    return _five_days(law, _RAMADAN, on)


def ramadan_six_day_week(law: Law, *, on: date) -> WeeklyHours:
    """The week in Ramadan of offices that work on Saturday too: 32 hours 30 minutes on six days.

    Every day ends at the same time, so that Friday, with its longer rest, is worked less.

    Args:
        law: Read at ``hours``.
        on: The day whose law is read.

    Law: Perpres 21/2023 art. 4(2), 4(4), 4(6).

    Raises:
        InvalidInput: The law's rest lies outside its hours, or its hours outside a day.
    """
    end = _minutes(law, "hours.six_days_end_ramadan", on)
    days = law["hours.six_days"].items_on(on).codes
    return WeeklyHours(**{day: _worked(law, day, _RAMADAN, on, end=end) for day in days})


def registry_counter_hours(place: str, law: Law, *, on: date) -> WeeklyHours:
    """When the public finds a registry counter open: the hall in Siola, a kelurahan or a kecamatan.

    Source: hours published by the city. Saturday 09:00-12:00 is custom, not law.
    Assumption: counters stay open over the rest, served by turns; no rest is published.

    Args:
        place: "siola", "kelurahan" or "kecamatan".
        law: Read at ``counter``.
        on: The day whose law is read.

    Returns:
        The opening week.

    Raises:
        UnknownName: Another place.

    Examples:
        >>> siola = registry_counter_hours("siola", national_law(), on=date(2026, 5, 4))
        >>> str(siola.friday[0][1])
        '14:30:00'
    """
    places = law["counter.places"].items_on(on)
    if place not in places:
        raise UnknownName("counter", place, places.codes)

    def at(moment: str) -> time:
        return _clock(_minutes(law, f"counter.{place}.{moment}", on))

    return WeeklyHours.of(
        mon_thu=((at("opens"), at("closes")),),
        fri=((at("opens"), at("closes_friday")),),
        sat=((at("opens_saturday"), at("closes_saturday")),),
    )


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
    years = [entry["year"] for entry in _holiday_file()["year"]]
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
