"""Scenarios: everything that a simulated city is made of, as one frozen value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from asnwork.domain.catalogue import Catalogue
from asnwork.domain.law import Basis
from asnwork.domain.officer import OfficerKind, Position, Skill, Unit, units_by_code
from asnwork.domain.service import Service
from asnwork.domain.weekly_hours import WeeklyHours
from asnwork.domain.working_time import WorkingCalendar
from asnwork.errors import DuplicateName, Fault, InvalidInput, UnknownName

__all__ = [
    "ASSUMPTIONS",
    "Assign",
    "Assumption",
    "EndOfShift",
    "Rework",
    "Scenario",
    "StaffGroup",
    "Stream",
]


class Assign(Enum):
    """When a step gets its officer."""

    WHEN_FREE = "when_free"
    ON_ARRIVAL = "on_arrival"


class EndOfShift(Enum):
    """What becomes of a step that is not done at closing, unless a citizen waits beside it."""

    RESUME = "resume"
    FINISH = "finish"


class Rework(Enum):
    """Who does a reopened request."""

    SAME_OFFICER = "same_officer"
    QUEUE = "queue"


@frozen(kw_only=True)
class Assumption:
    """A number that is not known: the value used, the range in which it may lie, and why.

    Attributes:
        value: The value used.
        low: The least that is held possible.
        high: The most that is held possible.
        unit: Its unit.
        basis: What value and range rest on.
    """

    value: float
    low: float
    high: float
    unit: str
    basis: Basis

    def __attrs_post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise InvalidInput(
                Fault(
                    "value", given=self.value, expected=f"a number in its own range {self.low} to {self.high}"
                )
            )

    def at(self, value: float) -> Assumption:
        """Return the assumption with another value inside its range."""
        return evolve(self, value=value)


ASSUMPTIONS: Mapping[str, str] = {
    "place_effect": "change of work per minute away from the office, as a share",
    "effort_variation": "coefficient of variation of the minutes that one step takes",
    "officer_spread": "coefficient of variation of work per minute between officers",
    "wish_elsewhere": "share of days on which an officer who may work elsewhere does",
    "leave": "share of working days on lawful leave",
    "absent": "share of working days absent without leave",
    "late": "share of office days on which an officer comes late",
    "late_minutes": "mean minutes late on such a day",
    "field_duty": "share of days on duty in a neighbourhood hall, by assignment letter",
    "incomplete": "share of requests filed with papers missing",
    "incomplete_after_help": "share of those in which papers are still missing after help",
    "answer_hours": "mean elapsed hours until a citizen sends the missing papers",
    "collect_hours": "mean opening hours until a citizen comes for the product",
    "reopened": "share of closed requests that the citizen reopens",
    "reopen_hours": "mean elapsed hours until a citizen reopens",
    "solved": "share of citizens who say that it is solved, of those who are not asked to come back",
    "outage_days": "mean elapsed days between failures of an outside system",
    "outage_hours": "mean elapsed hours that a failure lasts",
}
"""The assumptions that a scenario must state, and what each of them is."""


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _twice(path: str, names: Iterable[str]) -> list[Fault]:
    """One fault for each name that stands more than once."""
    counts = Counter(names)
    return [Fault(path, given=name, expected="each once") for name, count in counts.items() if count > 1]


@frozen(kw_only=True)
class Stream:
    """Requests for one service by one channel at some offices.

    Attributes:
        service: Code of the service.
        channel: Code of the channel.
        offices: Codes of the units at which they are filed, all alike; kept in order of their codes.
        per_day: Expected requests on a working day, at all of the offices together.
        hours: Weights of the 24 hours of a day; a channel that is not always open keeps to opening hours.
        closed_day: What a closed day brings, as a share of a working day; 0 unless the channel is always
            open.
        basis: What the numbers rest on.
    """

    service: str
    channel: str
    offices: tuple[str, ...] = field(converter=_in_order)
    per_day: float
    hours: tuple[float, ...] = field(converter=tuple[float, ...])
    closed_day: float = 0.0
    basis: Basis

    @property
    def name(self) -> str:
        """Its name: what, how and where; no other stream of a scenario has it."""
        return "/".join((self.service, self.channel, *self.offices))

    def __attrs_post_init__(self) -> None:
        where = f"demand[{self.service}/{self.channel}]"
        faults = []
        if not 0 <= self.per_day < float("inf"):
            faults.append(Fault(f"{where}.per_day", given=self.per_day, expected="0 or more requests a day"))
        if len(self.hours) != 24 or min(self.hours, default=-1) < 0 or not sum(self.hours) > 0:
            faults.append(Fault(f"{where}.hours", given=self.hours, expected="24 weights, not all 0"))
        if not 0 <= self.closed_day < float("inf"):
            faults.append(
                Fault(f"{where}.closed_day", given=self.closed_day, expected="a share of a working day")
            )
        if not self.offices:
            faults.append(Fault(f"{where}.offices", given=(), expected="at least one unit"))
        faults += _twice(f"{where}.offices", self.offices)
        if faults:
            raise InvalidInput(*faults)


@frozen(kw_only=True)
class StaffGroup:
    """Officers who are alike: in each of some units, so many with one post, roster and set of skills.

    Attributes:
        code: Its name; the officers are called "<code>-<unit>-<number>".
        units: Codes of the units that have such officers.
        each: How many in each unit.
        kind: What kind of officers.
        position: Their post.
        skills: What they can do.
        week: When they work.
        place: Code of their place of work at the office.
        elsewhere: Code of the place where they are when they work elsewhere.
        at_least: How many of those on duty in a unit must be at their place at the office.
        reserved_minutes: Minutes at the end of the day that are kept for work that is no request.
        basis: What the number of officers rests on.
    """

    code: str
    units: tuple[str, ...] = field(converter=tuple[str, ...])
    each: int
    kind: OfficerKind
    position: Position
    skills: tuple[Skill, ...] = field(converter=tuple[Skill, ...])
    week: WeeklyHours
    place: str
    elsewhere: str = ""
    at_least: int = 0
    reserved_minutes: int = 0
    basis: Basis

    def __attrs_post_init__(self) -> None:
        where = f"staff[{self.code}]"
        parts = {"units": self.units, "skills": tuple(skill.code for skill in self.skills)}
        faults = []
        if self.each < 1:
            faults.append(Fault(f"{where}.each", given=self.each, expected="officers: 1 or more"))
        for name, number in (("at_least", self.at_least), ("reserved_minutes", self.reserved_minutes)):
            if number < 0:
                faults.append(Fault(f"{where}.{name}", given=number, expected="0 or more"))
        faults += [
            Fault(f"{where}.{name}", given=(), expected="at least one")
            for name, part in parts.items()
            if not part
        ]
        for name, part in parts.items():
            faults += _twice(f"{where}.{name}", part)
        if faults:
            raise InvalidInput(*faults)


def _by_code(groups: Iterable[StaffGroup]) -> tuple[StaffGroup, ...]:
    return tuple(sorted(groups, key=lambda group: group.code))


def _units_by_code(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units, key=lambda unit: unit.code))


def _by_name(streams: Iterable[Stream]) -> tuple[Stream, ...]:
    return tuple(sorted(streams, key=lambda stream: stream.name))


def _copied_routing(routing: Mapping[str, str]) -> dict[str, str]:
    return dict(routing)


def _copied_assumptions(assumptions: Mapping[str, Assumption]) -> dict[str, Assumption]:
    return dict(sorted(assumptions.items()))


@frozen(kw_only=True)
class Scenario:
    """A city as a simulation sees it; the same under every scheme.

    Attributes:
        name: Its name.
        label: What it is, in English.
        label_id: What it is, in Indonesian.
        catalogue: Services, channels and places.
        calendar: Opening hours of the office, with holidays.
        units: The offices.
        routing: For each skill the unit that does such steps: its code, or "office" for the one where a
            request is filed.
        staff: The officers.
        demand: The requests.
        since: The first day whose requests are measured.
        until: The first day whose requests are measured no more.
        run_in_days: Days simulated before, so that the backlog is there.
        run_out_days: Days simulated after, so that requests can end; nothing new is filed in them.
        load: Work asked for, as a share of the officer time that there is; the minutes of the steps follow
            from it.
        assumptions: What is not known, by name.
        field_place: Code of the place of field duty.
        assign: When a step gets its officer.
        end_of_shift: What becomes of a step that is not done at closing.
        start_anyway: Whether a step that must be finished may begin although it is expected to pass closing.
        rework: Who does a reopened request.
        time_out_hours: Elapsed hours after which a step that waits for one officer goes back to the queue;
            None for never.
        seed: The seed of all draws.
        work_target: Share of the expected work that a performance plan asks for.

    Raises:
        InvalidInput: Days, load, time-out, target or assumptions are wrong, or two groups of staff have one
            code; all faults at once.
        UnknownName: Something is called by a name that is not there.
    """

    name: str
    label: str
    label_id: str
    catalogue: Catalogue
    calendar: WorkingCalendar
    units: tuple[Unit, ...] = field(converter=_units_by_code)
    routing: Mapping[str, str] = field(converter=_copied_routing, hash=False)
    staff: tuple[StaffGroup, ...] = field(converter=_by_code)
    demand: tuple[Stream, ...] = field(converter=_by_name)
    since: date
    until: date
    run_in_days: int = 56
    run_out_days: int = 28
    load: float
    assumptions: Mapping[str, Assumption] = field(converter=_copied_assumptions, hash=False)
    field_place: str = ""
    assign: Assign = Assign.WHEN_FREE
    end_of_shift: EndOfShift = EndOfShift.RESUME
    start_anyway: bool = False
    rework: Rework = Rework.SAME_OFFICER
    time_out_hours: float | None = None
    seed: int = 0
    work_target: float = 0.85

    def __attrs_post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise InvalidInput(*faults, source=f"scenario {self.name}")
        _check_names(self)

    def value(self, assumption: str) -> float:
        """Return the value used for an assumption."""
        return self.assumptions[assumption].value

    def with_assumption(self, name: str, value: float) -> Scenario:
        """Return the scenario with another value for one assumption, inside its range."""
        if name not in self.assumptions:
            raise UnknownName("assumption", name, self.assumptions)
        return evolve(self, assumptions={**self.assumptions, name: self.assumptions[name].at(value)})

    def at_load(self, load: float) -> Scenario:
        """Return the scenario at another load."""
        return evolve(self, load=load)


def _faults(scenario: Scenario) -> list[Fault]:
    faults = []
    if scenario.until <= scenario.since:
        faults.append(Fault("until", given=scenario.until, expected=f"a day after {scenario.since}"))
    for name, days in (("run_in_days", scenario.run_in_days), ("run_out_days", scenario.run_out_days)):
        if days < 0:
            faults.append(Fault(name, given=days, expected="0 or more days"))
    if not 0 < scenario.load < 5:
        faults.append(Fault("load", given=scenario.load, expected="more than 0, such as 0.8"))
    hours, target = scenario.time_out_hours, scenario.work_target
    if hours is not None and not 0 < hours < float("inf"):
        faults.append(Fault("time_out_hours", given=hours, expected="more than 0 hours, or None for never"))
    if not 0 < target < float("inf"):
        faults.append(Fault("work_target", given=target, expected="more than 0, such as 0.85"))
    faults += [
        Fault(f"assumptions.{name}", given=None, expected=f"stated: {what}")
        for name, what in ASSUMPTIONS.items()
        if name not in scenario.assumptions
    ]
    faults += [
        fault
        for name, assumption in scenario.assumptions.items()
        for fault in _out_of_bounds(name, assumption)
    ]
    faults += _twice("staff", [group.code for group in scenario.staff])
    return faults


_SHARES = frozenset(name for name, what in ASSUMPTIONS.items() if what.startswith("share "))


def _out_of_bounds(name: str, assumption: Assumption) -> Iterator[Fault]:
    path = f"assumptions.{name}"
    if name == "place_effect":
        if not assumption.low > -1:
            yield Fault(
                f"{path}.low", given=assumption.low, expected="more than -1: some work is always done"
            )
    elif name in _SHARES and not 0 <= assumption.value <= 1:
        yield Fault(f"{path}.value", given=assumption.value, expected="a share, 0 to 1")
    elif not 0 <= assumption.value < float("inf"):
        yield Fault(f"{path}.value", given=assumption.value, expected="0 or more")


def _check_names(scenario: Scenario) -> None:
    units = units_by_code(scenario.units)
    catalogue = scenario.catalogue
    seen: set[str] = set()
    for stream in scenario.demand:
        if stream.name in seen:
            raise DuplicateName("stream of demand", stream.name)
        seen.add(stream.name)
        service, channel = catalogue.service(stream.service), catalogue.channel(stream.channel)
        _known("unit", stream.offices, units)
        _require_decision(service, stream)
        for step in service.steps_for(assisted=channel.assisted):
            _known("skill without a routing", [step.skill], scenario.routing)
    _known("unit", [unit for unit in scenario.routing.values() if unit != "office"], units)
    for group in scenario.staff:
        _known("unit", group.units, units)
        _known("place", [place for place in (group.place, group.elsewhere) if place], catalogue.places)
        _known("skill", [skill.code for skill in group.skills], catalogue.skills)
    _known("place", [place for place in (scenario.field_place,) if place], catalogue.places)
    _known("assumption", scenario.assumptions, ASSUMPTIONS)


def _require_decision(service: Service, stream: Stream) -> None:
    """A reopened request goes through no step of assisted channels, so a decision must not be one."""
    if any(step.decides and step.assisted_only for step in service.steps):
        path = f"demand[{stream.service}/{stream.channel}].service"
        raise InvalidInput(
            Fault(path, given=service.code, expected="a service whose decision no channel leaves out")
        )


def _known(kind: str, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)
