"""Working calendars of Surabaya: office weeks, Ramadan, holidays and joint leave, counters.

Holidays are dated data with their decrees (`holidays.toml`), read on first use. Days outside its years are
unknown, and the calendars say so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from asnwork.domain.law import Basis, Certainty, LegalReference, assumed
from asnwork.domain.working_time import DayException, SeasonHours, WeeklyHours, WorkingCalendar, hours
from asnwork.errors import UnknownName

__all__ = [
    "RamadanPeriod",
    "counter_calendar",
    "national_holidays",
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


def office_week() -> WeeklyHours:
    """The usual office week: 37 hours 30 minutes on five days, rest not counted.

    Law: Perpres 21/2023 art. 3, 4(1), 4(3), 4(5).
    Assumption: where the rest lies, 12:00-13:00, on Friday 11:30-13:00; only its length is in the sources.

    Examples:
        >>> office_week().total.total_seconds() / 3600
        37.5
    """
    return WeeklyHours.of(
        mon_thu=hours("07:30-12:00", "13:00-16:00"), fri=hours("07:30-11:30", "13:00-16:30")
    )


def ramadan_week() -> WeeklyHours:
    """The office week in Ramadan: 32 hours 30 minutes on five days, rest not counted.

    Law: Perpres 21/2023 art. 4(2), 4(4), 4(6); Surabaya SE 800/4362/436.8.4/2025.

    Examples:
        >>> ramadan_week().total.total_seconds() / 3600
        32.5
    """
    return WeeklyHours.of(
        mon_thu=hours("08:00-12:00", "12:30-15:00"), fri=hours("08:00-11:30", "12:30-15:30")
    )


def ramadan_six_day_week() -> WeeklyHours:
    """The week in Ramadan of offices that work on Saturday too: 32 hours 30 minutes on six days.

    Law: Perpres 21/2023 art. 4(2), 4(4), 4(6).
    """
    day = hours("08:00-12:00", "12:30-14:00")
    return WeeklyHours.of(mon_thu=day, fri=hours("08:00-11:30", "12:30-14:00"), sat=day)


def registry_counter_hours(place: str) -> WeeklyHours:
    """When the public finds a registry counter open: the hall in Siola, a kelurahan or a kecamatan.

    Source: hours published by the city. Saturday 09:00-12:00 is custom, not law.
    Assumption: counters stay open over the rest, served by turns; no rest is published.

    Args:
        place: "siola", "kelurahan" or "kecamatan".

    Returns:
        The opening week.

    Raises:
        UnknownName: Another place.

    Examples:
        >>> registry_counter_hours("siola").friday == hours("07:30-14:30")
        True
    """
    saturday = hours("09:00-12:00")
    local = WeeklyHours.of(mon_thu=hours("07:30-16:00"), fri=hours("07:30-16:30"), sat=saturday)
    weeks = {
        "siola": WeeklyHours.of(mon_thu=hours("07:30-15:00"), fri=hours("07:30-14:30"), sat=saturday),
        "kelurahan": local,
        "kecamatan": local,
    }
    if place not in weeks:
        raise UnknownName("counter", place, weeks)
    return weeks[place]


@cache
def surabaya_calendar() -> WorkingCalendar:
    """The working calendar of the city's offices, for the years whose holidays are known.

    Law: Perpres 21/2023 art. 3-4; Perwali Surabaya 73/2024 (its table of hours was not seen).
    Assumption: the same weeks held before 12 April 2023, the day of Perpres 21/2023.

    Examples:
        >>> calendar = surabaya_calendar()
        >>> calendar.working_days(date(2026, 1, 1), date(2027, 1, 1))
        240
        >>> calendar.is_working_day(date(2028, 1, 3))
        Traceback (most recent call last):
        asnwork.errors.CalendarUnknown: joint leave for 2028 is not known ...
    """
    years = [entry["year"] for entry in _holiday_file()["year"]]
    seasons = (
        SeasonHours(
            since=period.since,
            until=period.until,
            week=ramadan_week(),
            name=f"Ramadan {period.hijri_year} H",
        )
        for period in ramadan_periods()
    )
    return WorkingCalendar(
        name="Surabaya offices",
        zone="Asia/Jakarta",
        since=date(min(years), 1, 1),
        until=date(max(years) + 1, 1, 1),
        week=office_week(),
        seasons=tuple(seasons),
        exceptions=national_holidays(),
    )


@cache
def counter_calendar(place: str) -> WorkingCalendar:
    """The opening calendar of a registry counter, under the holidays of the city.

    Assumption: in Ramadan counters keep the office hours of the month, and are closed on Saturday.

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
    return surabaya_calendar().with_week(registry_counter_hours(place), f"registry counter, {place}")
