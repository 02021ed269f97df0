"""A scenario file part by part: named things first, then the rows that call them by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

from attrs import frozen
from cattrs import Converter

from asnwork.adapters.catalogue_file import catalogue_of
from asnwork.adapters.converter import structure
from asnwork.adapters.documents import read_text
from asnwork.adapters.faults import NOTHING, did_you_mean, faults_of, joined, joined_text
from asnwork.adapters.scenario_rows import CalendarTable, Known, converter_for
from asnwork.domain.catalogue import Catalogue
from asnwork.domain.law import Basis, assumed
from asnwork.domain.officer import OfficerKind, Position, Unit
from asnwork.domain.weekly_hours import WeeklyHours
from asnwork.domain.working_time import WorkingCalendar
from asnwork.errors import AsnworkError, DuplicateName, Fault, InvalidInput
from asnwork.simulation.scenario import (
    ASSUMPTIONS,
    Assign,
    Assumption,
    EndOfShift,
    Rework,
    Scenario,
    StaffGroup,
    Stream,
)

__all__ = ["Calendars", "Catalogues", "ScenarioReader"]

T = TypeVar("T")

Catalogues: TypeAlias = Mapping[str, Callable[[], Mapping[str, str]]]
"""Catalogues by name: a function that returns the texts of the catalogue's files, by their names."""
Calendars: TypeAlias = Mapping[str, Callable[[], WorkingCalendar]]
"""Calendars by name: a function that returns the calendar."""


@frozen(kw_only=True)
class _Head:
    """The table [scenario]; what it leaves out stays as `Scenario` has it, so no default here is used."""

    name: str
    label: str
    label_id: str
    since: date
    until: date
    load: float
    run_in_days: int = 0
    run_out_days: int = 0
    seed: int = 0
    assign: Assign = Assign.WHEN_FREE
    end_of_shift: EndOfShift = EndOfShift.RESUME
    start_anyway: bool = False
    rework: Rework = Rework.SAME_OFFICER
    time_out_hours: float | None = None
    field_place: str = ""
    work_target: float = 0.0


_TABLES = ("scenario", "routing", "kinds", "positions", "weeks", "profiles", "assumptions", "sources")
_LISTS = ("units", "staff", "demand")
_KEYS = ("catalogue", "calendar", "basis", *_TABLES, *_LISTS)
_NEEDED = ("catalogue", "calendar", "scenario", *_LISTS, "routing")
_OFFICE = "office"
_EVEN = (1.0,) * 24
_STAND_IN = assumed("stands in for a part that is wrong, so that it is reported once")


@frozen(kw_only=True)
class ScenarioReader:
    """A scenario file part by part; what is wrong is noted with its path and reading goes on."""

    raw: Mapping[str, Any]
    faults: list[Fault]

    def parts(
        self, folder: str | os.PathLike[str] | None, catalogues: Catalogues, calendars: Calendars
    ) -> dict[str, Any]:
        """Return what `Scenario` is made of; of no use once faults were noted."""
        self.check_keys()
        sources = self.named("sources", Basis, converter_for(Known()))
        plain = converter_for(Known(sources=sources))
        profiles = self.named("profiles", tuple[float, ...], plain)
        known = Known(
            sources=sources,
            kinds=self.named("kinds", OfficerKind, plain, coded=True),
            positions=self.named("positions", Position, plain, coded=True),
            weeks=self.named("weeks", WeeklyHours, plain),
            profiles={name: weights or _EVEN for name, weights in profiles.items()},
            units=frozenset(self.codes("units").values()),
            catalogue=self.catalogue(folder, catalogues),
        )
        converter = converter_for(known)
        demand = self.each("demand", Stream, converter)
        self.check_once("stream of demand", {path: stream.name for path, stream in demand.items()})
        self.check_once("group of staff", self.codes("staff"))
        return {
            "catalogue": known.catalogue,
            "calendar": self.calendar(calendars, converter),
            "units": self.units(known, plain),
            "routing": self.routing(known, demand),
            "staff": tuple(self.each("staff", StaffGroup, converter).values()),
            "demand": tuple(demand.values()),
            "assumptions": self.assumptions(converter),
            **self.head(known, plain),
        }

    # --- how parts are read ---------------------------------------------------------------------

    def fault(self, path: str, given: object, expected: str, hint: str = "") -> None:
        """Note that something is wrong."""
        self.faults.append(Fault(path, given=given, expected=expected, hint=hint))

    def note(self, error: AsnworkError, path: str) -> None:
        """Note what a class found wrong in the value at a path."""
        for fault in error.faults if isinstance(error, InvalidInput) else faults_of(error):
            below = fault.path.removeprefix("(all of it)").removeprefix(f"{path}.")
            self.fault(joined_text(path, below), fault.given, fault.expected, fault.hint)

    def check_keys(self) -> None:
        """Note keys that no part has, parts that are missing, and parts of another shape."""
        for key in sorted(set(self.raw) - set(_KEYS)):
            self.fault(joined("", key), key, "a known key", did_you_mean(key, _KEYS, "keys"))
        for key in _NEEDED:
            if key not in self.raw:
                self.fault(key, NOTHING, "this part of a scenario")
        for key, shape in {**dict.fromkeys(_TABLES, dict), **dict.fromkeys(_LISTS, list)}.items():
            if key in self.raw and not isinstance(self.raw[key], shape):
                heading = f"[[{key}]]" if shape is list else f"[{key}]"
                self.fault(key, self.raw[key], f"what stands under {heading}")

    def check_once(self, kind: str, names: Mapping[str, str]) -> None:
        """Note the names that stand at more than one path."""
        first: dict[str, str] = {}
        for path, name in names.items():
            if first.setdefault(name, path) != path:
                self.fault(path, name, f"each {kind} once", f"it stands at {first[name]} too")

    def table(self, key: str) -> Mapping[str, Any]:
        """The table at a key; empty when it is missing or something else."""
        value = self.raw.get(key)
        return value if isinstance(value, dict) else {}

    def rows(self, key: str) -> dict[str, Any]:
        """The items of a list by their path, each resting on the file's basis when it names none."""
        value = self.raw.get(key)
        found = value if isinstance(value, list) else []
        return {joined(key, index): row for index, row in enumerate(found)}

    def codes(self, key: str) -> dict[str, str]:
        """The codes of the items of a list, by the path of the item."""
        return {
            path: row["code"]
            for path, row in self.rows(key).items()
            if isinstance(row, dict) and isinstance(row.get("code"), str)
        }

    def built(self, value: Any, kind: Any, path: str, converter: Converter) -> Any:
        """Return a value of a class; None once its faults are noted."""
        try:
            return structure(value, kind, converter=converter)
        except InvalidInput as error:
            self.note(error, path)
            return None

    def resting(self, value: Any) -> Any:
        """The value with the basis of the file, when it is a table that names none."""
        rests = not isinstance(value, dict) or "basis" in value or "basis" not in self.raw
        return value if rests else {**value, "basis": self.raw["basis"]}

    def each(self, key: str, kind: type[T], converter: Converter) -> dict[str, T]:
        """Return the things of a list by path; those that are wrong are left out."""
        found = {
            path: self.built(self.resting(row), kind, path, converter) for path, row in self.rows(key).items()
        }
        return {path: thing for path, thing in found.items() if thing is not None}

    def named(self, key: str, kind: Any, converter: Converter, *, coded: bool = False) -> dict[str, Any]:
        """Return the things of a section by name; None for those that are wrong."""
        return {
            name: self.built(
                {"code": name, **value} if coded and isinstance(value, dict) else value,
                kind,
                joined(key, name),
                converter,
            )
            for name, value in self.table(key).items()
        }

    # --- the parts ------------------------------------------------------------------------------

    def catalogue(self, folder: str | os.PathLike[str] | None, catalogues: Catalogues) -> Catalogue | None:
        """Return the catalogue that the named ones and the files make together; None when there is none."""
        names = self.raw.get("catalogue", [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.fault("catalogue", names, "a list of names and of files that end in .toml")
            return None
        texts: dict[str, str] = {}
        noted = len(self.faults)
        for index, name in enumerate(names):
            texts |= self.catalogue_texts(name, joined("catalogue", index), folder, catalogues)
        if len(self.faults) > noted or "catalogue" not in self.raw:
            return None
        try:
            return catalogue_of(texts)
        except InvalidInput as error:
            self.faults.extend(error.faults)
        except DuplicateName as error:
            self.fault(
                "catalogue", error.name, f"each {error.kind} in one file", f"{error.first} and {error.second}"
            )
        return None

    def catalogue_texts(
        self, name: str, path: str, folder: str | os.PathLike[str] | None, catalogues: Catalogues
    ) -> dict[str, str]:
        """Return the texts of one catalogue, or of one file."""
        if name in catalogues:
            return {f"{name}/{file}": text for file, text in catalogues[name]().items()}
        if folder is None or not name.endswith(".toml"):
            files = "" if folder is None else ", or a file that ends in .toml"
            self.fault(
                path, name, f"the name of a catalogue{files}", did_you_mean(name, catalogues, "catalogues")
            )
            return {}
        try:
            return {name: read_text(Path(folder) / name)}
        except InvalidInput as error:
            self.faults.extend(
                Fault(path, given=name, expected=each.expected, hint=each.hint) for each in error.faults
            )
            return {}

    def calendar(self, calendars: Calendars, converter: Converter) -> WorkingCalendar | None:
        """Return the calendar: a named one, or the one in the file."""
        given = self.raw.get("calendar", {})
        if isinstance(given, str):
            if given in calendars:
                return calendars[given]()
            hint = did_you_mean(given, calendars, "calendars")
            self.fault("calendar", given, "the name of a calendar, or a table [calendar]", hint)
            return None
        table = self.built(given, CalendarTable, "calendar", converter) if "calendar" in self.raw else None
        if table is None:
            return None
        try:
            return cast(WorkingCalendar, table.calendar())
        except AsnworkError as error:
            self.note(error, "calendar")
            return None

    def units(self, known: Known, converter: Converter) -> tuple[Unit, ...]:
        """Return the units by code, each with a parent and a district that are there."""
        self.check_once("unit", self.codes("units"))
        rows = {path: self.built(row, Unit, path, converter) for path, row in self.rows("units").items()}
        units = {path: unit for path, unit in rows.items() if unit is not None}
        districts = known.catalogue.districts if known.catalogue else {}
        for path, unit in units.items():
            if unit.parent and unit.parent not in known.units:
                self.fault(
                    f"{path}.parent",
                    unit.parent,
                    "the code of a unit",
                    did_you_mean(unit.parent, known.units),
                )
            if unit.district and districts and unit.district not in districts:
                hint = did_you_mean(unit.district, districts, "districts")
                self.fault(f"{path}.district", unit.district, "the code of a district of the catalogue", hint)
        return tuple(sorted(units.values(), key=lambda unit: unit.code))

    def routing(self, known: Known, demand: Mapping[str, Stream]) -> dict[str, str]:
        """Return who does the steps that need a skill: all skills that the demand asks for."""
        routing = self.table("routing")
        skills = known.catalogue.skills if known.catalogue else routing.keys()
        for skill, unit in routing.items():
            path = joined("routing", skill)
            if skill not in skills:
                self.fault(path, skill, "a skill of the catalogue", did_you_mean(skill, skills, "skills"))
            if unit not in known.units and unit != _OFFICE:
                hint = did_you_mean(unit, {_OFFICE, *known.units}, "units")
                self.fault(
                    path, unit, f'"{_OFFICE}", where the request was filed, or the code of a unit', hint
                )
        for skill in sorted(_skills_asked(known.catalogue, demand.values()) - set(routing)):
            self.fault(
                joined("routing", skill), NOTHING, f'"{_OFFICE}" or the code of a unit: who does such steps'
            )
        return dict(sorted(routing.items()))

    def assumptions(self, converter: Converter) -> dict[str, Assumption]:
        """Return the assumptions; all of them must be stated."""
        given = self.table("assumptions")
        for name in sorted(set(given) - set(ASSUMPTIONS)):
            hint = did_you_mean(name, ASSUMPTIONS, "assumptions")
            self.fault(joined("assumptions", name), name, "a known assumption", hint)
        found = {}
        for name, meaning in ASSUMPTIONS.items():
            path = joined("assumptions", name)
            if name in given:
                found[name] = self.built(self.resting(given[name]), Assumption, path, converter)
            else:
                self.fault(path, NOTHING, f"a table with value, low, high, unit and basis: {meaning}")
        return found

    def head(self, known: Known, converter: Converter) -> dict[str, Any]:
        """Return the table [scenario], checked by the scenario that it would make without anything else."""
        given = self.table("scenario")
        head = self.built(given, _Head, "scenario", converter) if "scenario" in self.raw else None
        if head is None:
            return {}
        places = known.catalogue.places if known.catalogue else {head.field_place}
        if head.field_place and head.field_place not in places:
            hint = did_you_mean(head.field_place, places, "places")
            self.fault("scenario.field_place", head.field_place, "the code of one of the places", hint)
        found = {key: getattr(head, key) for key in given}
        self.check_head(found)
        return found

    def check_head(self, head: Mapping[str, Any]) -> None:
        """Note what `Scenario` itself finds wrong with its days and its load."""
        nothing = Assumption(value=0.0, low=0.0, high=0.0, unit="1", basis=_STAND_IN)
        rest: dict[str, Any] = {
            "catalogue": Catalogue(),
            "calendar": None,
            "units": (),
            "routing": {},
            "staff": (),
            "demand": (),
            "assumptions": dict.fromkeys(ASSUMPTIONS, nothing),
        }
        try:
            Scenario(**{**head, "field_place": "", **rest})
        except InvalidInput as error:
            self.note(error, "scenario")


def _skills_asked(catalogue: Catalogue | None, demand: Iterable[Stream]) -> set[str]:
    """The skills that the steps of some streams need."""
    if catalogue is None:
        return set()
    return {
        step.skill
        for stream in demand
        for step in catalogue.service(stream.service).steps_for(
            assisted=catalogue.channel(stream.channel).assisted
        )
    }
