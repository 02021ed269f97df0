"""Rows of a scenario file become values; each name is looked up in the file or in its catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, TypeVar

from attrs import field, frozen
from cattrs import Converter
from cattrs.gen import override

from asnwork.adapters.containers import Hook, all_or_faults
from asnwork.adapters.converter import make_converter
from asnwork.adapters.faults import Refused, did_you_mean, spoken
from asnwork.adapters.unions import table_reader
from asnwork.domain.catalogue import Catalogue
from asnwork.domain.law import Basis
from asnwork.domain.officer import OfficerKind, Position, Skill
from asnwork.domain.weekly_hours import DayException, Hours, SeasonHours, WeeklyHours, hours
from asnwork.domain.working_time import WorkingCalendar
from asnwork.simulation.scenario import StaffGroup, Stream

__all__ = ["CalendarTable", "Holiday", "Known", "converter_for"]

T = TypeVar("T")


@frozen(kw_only=True)
class Known:
    """What the rows of a file may call by name; a name whose own table is wrong is known, as None.

    Attributes:
        sources: What numbers rest on.
        kinds: Kinds of officers.
        positions: Posts.
        weeks: Hours of duty.
        profiles: Weights of the hours of a day.
        units: Codes of the offices.
        catalogue: Services, channels, places and skills; None when it could not be read.
    """

    sources: Mapping[str, Basis | None] = field(factory=dict)
    kinds: Mapping[str, OfficerKind | None] = field(factory=dict)
    positions: Mapping[str, Position | None] = field(factory=dict)
    weeks: Mapping[str, WeeklyHours | None] = field(factory=dict)
    profiles: Mapping[str, tuple[float, ...]] = field(factory=dict)
    units: frozenset[str] = frozenset()
    catalogue: Catalogue | None = None


class _Anything(dict[str, Any]):
    """Stands for what a catalogue that could not be read may have held: every name is known."""

    def __contains__(self, name: object) -> bool:
        return True


def converter_for(known: Known) -> Converter:
    """Return a strict converter that reads names of a scenario file as what they stand for.

    Args:
        known: The names.
    """
    converter = make_converter()
    converter.register_structure_hook(
        WeeklyHours, _named_or_read("weeks", known.weeks, _week_hook(converter))
    )
    _register_named(converter, Basis, "sources", known.sources)
    _register_named(converter, OfficerKind, "kinds", known.kinds)
    _register_named(converter, Position, "positions", known.positions)
    catalogue = known.catalogue
    places = _Anything() if catalogue is None else catalogue.places
    skills = _Anything() if catalogue is None else dict.fromkeys(catalogue.skills)
    services = _Anything() if catalogue is None else catalogue.services
    channels = _Anything() if catalogue is None else catalogue.channels
    weights = converter.get_structure_hook(tuple[float, ...])
    _register(converter, Holiday, hours=_hours_hook)
    _register(
        converter,
        StaffGroup,
        units=_units_hook(known.units),
        skills=_skills_hook(skills, converter),
        place=_one_of("places", places),
        elsewhere=_one_of("places", places),
    )
    _register(
        converter,
        Stream,
        service=_one_of("services", services),
        channel=_one_of("channels", channels),
        offices=_units_hook(known.units),
        hours=_named_or_read("profiles", known.profiles, weights),
    )
    return converter


def _register(converter: Converter, kind: type, **hooks: Hook) -> None:
    overrides = {name: override(struct_hook=hook) for name, hook in hooks.items()}
    converter.register_structure_hook(kind, table_reader(kind, converter, **overrides))


def _register_named(converter: Converter, kind: type[T], section: str, known: Mapping[str, T | None]) -> None:
    converter.register_structure_hook(kind, _named_or_read(section, known, table_reader(kind, converter)))


def _named_or_read(section: str, known: Mapping[str, Any], read: Hook) -> Hook:
    """A name of a section of the file, or the thing itself in its place."""

    def read_either(value: Any, kind: Any) -> Any:
        if not isinstance(value, str):
            return read(value, kind)
        if value not in known:
            raise Refused(
                value, f"{spoken(kind)}, or a name under [{section}]", did_you_mean(value, known, section)
            )
        return known[value]

    return read_either


def _one_of(kind: str, known: Mapping[str, Any]) -> Hook:
    def read(value: Any, _: Any) -> str:
        if type(value) is not str or value not in known:
            hint = did_you_mean(value, [name for name in known if name], kind)
            raise Refused(value, f"the code of one of the {kind}", hint)
        return value

    return read


def _units_hook(units: frozenset[str]) -> Hook:
    """Codes of units, or patterns such as "kel-*"; each unit once, in order."""

    def read_one(value: Any, _: Any) -> list[str]:
        found = [code for code in units if type(value) is str and fnmatchcase(code, value)]
        if not found:
            raise Refused(
                value, "the code of a unit, or a pattern that fits some", did_you_mean(value, units, "units")
            )
        return found

    def read(value: Any, kind: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise Refused(value, "a list of codes of units or patterns")
        found = all_or_faults(kind, ((index, str, read_one, each) for index, each in enumerate(value)))
        return tuple(sorted({code for codes in found for code in codes}))

    return read


def _skills_hook(known: Mapping[str, Any], converter: Converter) -> Hook:
    """A table of skills with their levels."""
    whole = converter.get_structure_hook(int)

    def reader_of(code: str) -> Hook:
        def read_one(value: Any, kind: Any) -> Skill:
            if code not in known:
                raise Refused(code, "a skill of the catalogue", did_you_mean(code, known, "skills"))
            level = whole(value, kind)
            if level < 1:
                raise Refused(value, "a level of 1 or more")
            return Skill(code=code, level=level)

        return read_one

    def read(value: Any, kind: Any) -> tuple[Skill, ...]:
        if not isinstance(value, Mapping):
            raise Refused(value, "a table of skills with their levels, such as { help = 2 }")
        items = ((str(code), int, reader_of(str(code)), level) for code, level in sorted(value.items()))
        return tuple(all_or_faults(kind, items))

    return read


# --- hours ------------------------------------------------------------------------------------------


def _hours_hook(value: Any, kind: Any) -> Hours:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise Refused(value, 'a list of hours such as ["07:30-12:00", "13:00-16:00"]')
    return hours(*value)


@frozen(kw_only=True)
class _Week:
    """A week in a file: four days at once, and days by themselves, which win."""

    mon_thu: Hours = ()
    mon: Hours | None = None
    tue: Hours | None = None
    wed: Hours | None = None
    thu: Hours | None = None
    fri: Hours = ()
    sat: Hours = ()
    sun: Hours = ()

    def hours(self) -> WeeklyHours:
        """The week as it is everywhere else."""
        first = [self.mon_thu if day is None else day for day in (self.mon, self.tue, self.wed, self.thu)]
        return WeeklyHours(
            monday=first[0],
            tuesday=first[1],
            wednesday=first[2],
            thursday=first[3],
            friday=self.fri,
            saturday=self.sat,
            sunday=self.sun,
        )


def _week_hook(converter: Converter) -> Hook:
    days = ("mon_thu", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
    read = table_reader(_Week, converter, **{day: override(struct_hook=_hours_hook) for day in days})

    def read_week(value: Any, _: Any) -> WeeklyHours:
        week: _Week = read(value, _Week)
        return week.hours()

    return read_week


# --- a calendar in the file -------------------------------------------------------------------------


@frozen(kw_only=True)
class Holiday:
    """A day of a calendar with its own hours; closed when it has none."""

    day: date
    name: str
    name_id: str = ""
    kind: str = "public_holiday"
    hours: Hours = ()
    basis: Basis | None = None


@frozen(kw_only=True)
class CalendarTable:
    """The table [calendar] of a file."""

    zone: str
    since: date
    until: date
    week: WeeklyHours
    name: str = "office"
    holidays: tuple[Holiday, ...] = ()
    seasons: tuple[SeasonHours, ...] = ()

    def calendar(self) -> WorkingCalendar:
        """The calendar as it is everywhere else; raises what `WorkingCalendar` and `DayException` raise."""
        days = (
            DayException(
                day=each.day,
                hours=each.hours,
                name=each.name,
                name_id=each.name_id or each.name,
                kind=each.kind,
                basis=each.basis,
            )
            for each in self.holidays
        )
        return WorkingCalendar(
            name=self.name,
            zone=self.zone,
            since=self.since,
            until=self.until,
            week=self.week,
            seasons=self.seasons,
            exceptions=tuple(sorted(days, key=lambda exception: exception.day)),
        )
