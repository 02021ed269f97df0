"""Public holidays, joint leave and Ramadan, as dated data with their decrees."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from asnwork.domain.law import Basis, Certainty, LegalReference, assumed
from asnwork.domain.working_time import DayException

__all__ = [
    "RamadanPeriod",
    "holiday_years",
    "national_holidays",
    "ramadan_periods",
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


def holiday_years() -> tuple[int, ...]:
    """Return the years whose holidays and joint leave are known, in ascending order.

    Examples:
        >>> holiday_years()[-1]
        2027
    """
    return tuple(sorted(entry["year"] for entry in _holiday_file()["year"]))
