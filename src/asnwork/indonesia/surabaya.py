"""The shipped city: the civil registry of Surabaya (administrasi kependudukan), from its data files.

One file for each service in `services/`, one for each channel in `channels/`, the places in `places.toml`,
and all else, numbers with what they rest on, in `surabaya/city.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product
from types import MappingProxyType
from typing import Any

from attrs import evolve

from asnwork.adapters.catalogue_file import catalogue_of
from asnwork.adapters.documents import parse
from asnwork.adapters.scenario_file import Calendars, Catalogues, structure_scenario
from asnwork.domain.catalogue import Catalogue
from asnwork.domain.law import Basis
from asnwork.domain.service import ClosedDay, OutsideHours, TimeLimit
from asnwork.indonesia.calendars import surabaya_calendar
from asnwork.simulation.scenario import Scenario

__all__ = [
    "CALENDARS",
    "CATALOGUES",
    "promise_readings",
    "surabaya_catalogue",
    "surabaya_catalogue_files",
    "surabaya_registry",
]


def _folder() -> Traversable:
    return files("asnwork.indonesia")


@cache
def surabaya_catalogue_files() -> Mapping[str, str]:
    """Return the texts of the shipped catalogue files, by their names.

    Examples:
        >>> "services/birth_act.toml" in surabaya_catalogue_files()
        True
    """
    found = {"places.toml": _folder().joinpath("places.toml").read_text(encoding="utf-8")}
    for folder in ("services", "channels"):
        for file in _folder().joinpath(folder).iterdir():
            if file.name.endswith(".toml"):
                found[f"{folder}/{file.name}"] = file.read_text(encoding="utf-8")
    return MappingProxyType(found)


@cache
def surabaya_catalogue() -> Catalogue:
    """Return the services, channels and places of the civil registry, with the kecamatan.

    It is read once and then kept; it never changes.

    Examples:
        >>> [step.code for step in surabaya_catalogue().service("birth_act").steps]
        ['help', 'verify', 'record', 'sign']
        >>> surabaya_catalogue().service("birth_act").step("sign").leans_on
        ('tte',)
    """
    return catalogue_of(surabaya_catalogue_files())


CATALOGUES: Catalogues = MappingProxyType({"surabaya": surabaya_catalogue_files})
"""The shipped catalogues, by the names that scenario files call them by."""
CALENDARS: Calendars = MappingProxyType({"surabaya": surabaya_calendar})
"""The shipped calendars, by the names that scenario files call them by."""


@cache
def surabaya_registry() -> Scenario:
    """Return the civil registry of Surabaya: 153 kelurahan, the Siola hall and the back office, one quarter.

    It is read once and then kept; it never changes.

    Assumption: how many officers there are, how long steps take and how requests come is not known; the
    minutes follow from the load. Kelurahan are numbered within their kecamatan, since their list is not
    shipped. Counters keep office hours; Saturday is left out.

    Examples:
        >>> city = surabaya_registry()
        >>> sum(unit.code.startswith("kel-") for unit in city.units)
        153
        >>> round(sum(stream.per_day for stream in city.demand), -2)
        3500.0
    """
    text = _folder().joinpath("surabaya", "city.toml").read_text(encoding="utf-8")
    raw = parse(text, form="toml", source="surabaya/city.toml")
    kelurahan = raw.pop("kelurahan")
    raw["units"] += _units(kelurahan)
    return structure_scenario(raw, source="surabaya/city.toml", catalogues=CATALOGUES, calendars=CALENDARS)


def _units(kelurahan: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The kecamatan and their kelurahan as units: how many there are, by the code of the kecamatan."""
    for kecamatan, count in kelurahan.items():
        name = surabaya_catalogue().district(kecamatan).name
        parent = f"kec-{kecamatan}"
        yield {"code": parent, "name": f"Kecamatan {name}", "district": kecamatan}
        for number in range(1, count + 1):
            yield {
                "code": f"kel-{kecamatan}-{number}",
                "name": f"Kelurahan {number}, {name}",
                "parent": parent,
                "district": kecamatan,
            }


def promise_readings() -> Mapping[str, TimeLimit]:
    """Return the readings of the 1x24-hour promise, by name: outside opening hours x on closed days.

    The city says that requests outside working days and hours are no part of the promise, and not whether
    their clock starts at the next opening; nor what becomes of a promise that ends on a closed day.

    Examples:
        >>> list(promise_readings())[0]
        'from_next_opening x next_working_day_same_time'
    """
    given = surabaya_catalogue().service("death_act").standard.completion
    readings = product(
        (OutsideHours.FROM_NEXT_OPENING, OutsideHours.NO_PROMISE),
        (ClosedDay.NEXT_WORKING_DAY_SAME_TIME, ClosedDay.CLOCK),
    )
    return MappingProxyType(
        {
            f"{outside.value} x {closed.value}": evolve(
                given, outside_hours=outside, closed_day=closed, basis=_reading(given.basis)
            )
            for outside, closed in readings
        }
    )


def _reading(basis: Basis) -> Basis:
    return evolve(basis, reason=f"{basis.reason}; how it is read outside opening hours is assumed")
