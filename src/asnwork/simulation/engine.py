"""One simulated year, or less: the scenario and the rules laid on a desk, and the desk run to its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from asnwork.domain.assignment import CANDIDATE_FIGURES, Candidate, WaitingStep
from asnwork.domain.formula import Figure, Formula, all_of, evaluate, figures_of
from asnwork.domain.identity import RequestId
from asnwork.domain.working_time import add_us, between_us, to_us
from asnwork.errors import BrokenRule
from asnwork.policies.service_level import due_us, moved_by_pause
from asnwork.simulation.demand import Arrivals, draw_arrivals
from asnwork.simulation.desk import CLOSE, NEVER, OPEN, Desk, Log, Shift, State
from asnwork.simulation.draws import Draws
from asnwork.simulation.loop import run_desk
from asnwork.simulation.lowering import Asked, lower, ordering
from asnwork.simulation.scenario import Assign, Rework, Scenario
from asnwork.simulation.staffing import OFF, DayPlan, OfficerDraws, Staff, day_plan, draw_officers, staff_of
from asnwork.simulation.work import Kind, Work, lay_out

__all__ = ["AssigningRule", "City", "Outages", "build_city", "draw_outages", "lay_desk", "simulate_desk"]

HOUR = 3_600_000_000
_OFFICER_FIGURES = frozenset(CANDIDATE_FIGURES) | {"now"}
_PAIR = frozenset(
    {"same_unit", "has_skill", "skill_level", "place_allows", "expected_effort", "finishes_today"}
)


class _Condition(Protocol):
    @property
    def formula(self) -> Formula: ...


class _Term(Protocol):
    @property
    def formula(self) -> Formula: ...
    @property
    def prefers(self) -> str: ...


class _Level(Protocol):
    @property
    def terms(self) -> Sequence[_Term]: ...


class AssigningRule(Protocol):
    """What an assignment rule must be made of, so that the engine can ask it: formulas, in levels."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def hard(self) -> Sequence[_Condition]:
        """What must hold for an officer to take a step."""
        ...

    @property
    def levels(self) -> Sequence[_Level]:
        """Which officer comes first."""
        ...

    @property
    def queue(self) -> Sequence[_Term]:
        """Which step comes first."""
        ...


PlainRule = Callable[[Candidate, Sequence[WaitingStep], int], WaitingStep | None]
"""A rule that is any function: which of the waiting steps a free officer takes now, if any; slower."""
AnyRule = AssigningRule | PlainRule


@frozen(kw_only=True, eq=False)
class Outages:
    """Failures of outside systems: for each system the stretches in which it cannot be used."""

    systems: tuple[str, ...]
    stretches: tuple[tuple[tuple[int, int], ...], ...]


@frozen(kw_only=True, eq=False)
class City:
    """All that is drawn for one replication before any scheme is looked at; `midnights` bound its days."""

    scenario: Scenario
    replication: int
    staff: Staff
    officers: OfficerDraws
    arrivals: Arrivals
    work: Work
    outages: Outages
    midnights: NDArray[np.int64]

    @property
    def ends_at(self) -> int:
        """The moment at which the simulation stops, in microseconds."""
        return int(self.midnights[-1])


@lru_cache(maxsize=2)
def build_city(scenario: Scenario, replication: int) -> City:
    """Return the city of one replication; the last two are kept, since schemes meet the same city."""
    draws = Draws(seed=scenario.seed, replication=replication)
    staff = staff_of(scenario)
    arrivals = draw_arrivals(scenario, draws)
    return City(
        scenario=scenario,
        replication=replication,
        staff=staff,
        officers=draw_officers(scenario, staff, draws),
        arrivals=arrivals,
        work=lay_out(scenario, staff, arrivals, draws),
        outages=draw_outages(scenario, staff, draws),
        midnights=_midnights(scenario, staff),
    )


def _midnights(scenario: Scenario, staff: Staff) -> NDArray[np.int64]:
    zone = ZoneInfo(scenario.calendar.zone)
    days = (*staff.days, staff.days[-1] + timedelta(days=1))
    return np.array([to_us(datetime.combine(day, time(), zone)) for day in days], dtype=np.int64)


def draw_outages(scenario: Scenario, staff: Staff, draws: Draws) -> Outages:
    """Draw the failures of the outside systems that some step leans on."""
    systems = sorted(
        {
            system
            for stream in scenario.demand
            for step in scenario.catalogue.service(stream.service).steps
            for system in step.leans_on
        }
    )
    zone = ZoneInfo(scenario.calendar.zone)
    first, last = (to_us(datetime.combine(day, time(), zone)) for day in (staff.days[0], staff.days[-1]))
    every, lasts = scenario.value("outage_days") * 24 * HOUR, scenario.value("outage_hours") * HOUR
    stretches = []
    for system in systems:
        stream = draws.stream("outage", system)
        found: list[tuple[int, int]] = []
        at = first + round(stream.exponential(every))
        while at < last and lasts > 0:
            until = at + max(round(stream.exponential(lasts)), 1)
            found.append((at, until))
            at = until + max(round(stream.exponential(every)), 1)
        stretches.append(tuple(found))
    return Outages(systems=tuple(systems), stretches=tuple(stretches))


# --- rooms: who may take what, from where ---------------------------------------------------------


@frozen(kw_only=True, eq=False)
class _Rooms:
    kinds_of_room: list[list[int]]
    rooms_of_kind: list[list[int]]
    number: Mapping[tuple[int, str, int], int]


def _split(rule: AnyRule) -> tuple[list[Formula], list[Formula]]:
    """Hard conditions that a kind of work decides, and those that depend on the moment."""
    if callable(rule):
        return [Figure("place_allows", "yes/no")], []
    still, moving = [], []
    for condition in rule.hard:
        read = set(figures_of(condition.formula)) - {"on_duty"}
        if read <= _PAIR:
            still.append(condition.formula)
        elif read <= _PAIR | _OFFICER_FIGURES:
            moving.append(condition.formula)
        else:
            raise BrokenRule(
                rule.name,
                f"a hard condition reads {sorted(read - _PAIR - _OFFICER_FIGURES)}, which differs in a queue",
            )
    return still, moving


def _lay_rooms(city: City, plan: DayPlan, rule: AnyRule) -> _Rooms:
    scenario, staff, work = city.scenario, city.staff, city.work
    still, _ = _split(rule)
    alike: dict[tuple[Any, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, kind in enumerate(work.kinds):
        alike[(kind.skill, kind.place, kind.expected_effort, kind.finishes)][kind.unit].append(index)
    used = sorted(
        {
            (staff.group_of[officer], staff.unit_of[officer], int(place))
            for officer, places in enumerate(plan.place)
            for place in np.unique(places)
            if place != OFF
        }
    )
    answers: dict[tuple[Any, ...], bool] = {}

    def allowed(level: int, allows: bool, same: bool, expected: int, finishes: bool) -> bool:
        asked = (level, allows, same, expected, finishes)
        if asked not in answers:
            figures = {
                "on_duty": 1.0,
                "same_unit": float(same),
                "has_skill": float(level > 0),
                "skill_level": float(level),
                "place_allows": float(allows),
                "expected_effort": float(expected),
                "finishes_today": float(finishes),
            }
            answers[asked] = all(evaluate(formula, figures, on=scenario.since) == 1 for formula in still)
        return answers[asked]

    kinds_of_room: list[list[int]] = []
    for group, unit, place in used:
        levels = {skill.code: skill.level for skill in staff.groups[group].skills}
        offers = scenario.catalogue.places[staff.place_codes[place]]
        found: list[int] = []
        for (skill, need, expected, finishes), by_unit in alike.items():
            asked = (levels.get(skill, 0), offers.allows(need))
            if allowed(*asked, True, expected, finishes):
                found += by_unit.get(unit, [])
            if allowed(*asked, False, expected, finishes):
                found += [kind for other, kinds in by_unit.items() if other != unit for kind in kinds]
        kinds_of_room.append(sorted(found))
    rooms_of_kind: list[list[int]] = [[] for _ in work.kinds]
    for room, served in enumerate(kinds_of_room):
        for number in served:
            rooms_of_kind[number].append(room)
    return _Rooms(
        kinds_of_room=kinds_of_room,
        rooms_of_kind=rooms_of_kind,
        number={each: index for index, each in enumerate(used)},
    )


# --- the desk --------------------------------------------------------------------------------------


def lay_desk(city: City, plan: DayPlan, rule: AnyRule) -> Desk:
    """Lay the work of a city and the rules on a desk for the loop.

    Args:
        city: The replication.
        plan: Where everybody is, under one workplace rule.
        rule: Who takes what: a rule made of formulas, or any function.

    Raises:
        BrokenRule: The rule reads, where it may not, what differs from piece to piece; or it is a function
            and officers are to be named on arrival.
    """
    scenario, work = city.scenario, city.work
    if callable(rule) and scenario.assign is Assign.ON_ARRIVAL:
        raise BrokenRule(
            getattr(rule, "__name__", "function"), "a function cannot name officers on arrival; use when_free"
        )
    rooms = _lay_rooms(city, plan, rule)
    submitted_at, due_at = work.submitted_at.tolist(), work.due_at.tolist()
    officers = len(city.staff.officers)
    state = State(
        room=[0] * officers,
        closes=[0] * officers,
        last_given_at=[None] * officers,
        given_today=[0] * officers,
        open_now=[0] * officers,
        idle_since=[None] * officers,
        queued_at=[-1] * len(work.row),
    )
    row, kind = work.row.tolist(), work.kind.tolist()
    terms, queue = _orders(rule)
    by_officer = all(set(figures_of(formula)) <= _OFFICER_FIGURES for formula, _ in terms)
    shifts, timetable = _timetable(city, plan, rooms)
    return Desk(
        rows_in_order=np.flatnonzero(work.round == 1).tolist(),
        submitted_at=submitted_at,
        first_piece=work.first_piece.tolist(),
        ready_piece=work.ready_piece.tolist(),
        waits_for_papers=work.waits_for_papers.tolist(),
        papers_after=work.papers_after.tolist(),
        collect_at=_collects(scenario, work),
        reopened_as=work.reopened_as.tolist(),
        reopen_after=work.reopen_after.tolist(),
        row=row,
        kind=kind,
        effort=work.effort.tolist(),
        timetable=timetable,
        shifts=shifts,
        kinds_of_system=[
            [index for index, each in enumerate(work.kinds) if system in each.leans_on]
            for system in city.outages.systems
        ],
        officers=officers,
        rooms=rooms.kinds_of_room,
        rooms_of_kind=rooms.rooms_of_kind,
        earlier=_earlier(work),
        finishes=[kind.finishes for kind in work.kinds],
        may_start=_may_start(scenario, work.kinds, rule, state),
        state=state,
        queue_key=ordering(
            queue,
            _work_figures(work, row, kind, submitted_at, due_at, state),
            on=scenario.since,
        ),
        officer_key=ordering(terms, _officer_figures(state), on=scenario.since)
        if by_officer
        else _first_come,
        pair_key=None if by_officer or callable(rule) else _pair_key(city, rule, terms, state),
        ask=_asker(city, plan, rule, state, due_at, submitted_at) if callable(rule) else None,
        named=scenario.assign is Assign.ON_ARRIVAL,
        rework_same=scenario.rework is Rework.SAME_OFFICER,
        time_out=NEVER if scenario.time_out_hours is None else round(scenario.time_out_hours * HOUR),
        answered=_answered(scenario, work, submitted_at, due_at),
        promised=_promised(scenario, work),
        due_at=due_at,
        ends_at=city.ends_at,
    )


def simulate_desk(city: City, elsewhere: Formula, rule: AnyRule) -> tuple[DayPlan, Desk, Log]:
    """Simulate one replication under one workplace rule.

    Args:
        city: The replication.
        elsewhere: Where an officer may work elsewhere, over `WORKPLACE_FIGURES`.
        rule: Who takes what.
    """
    plan = day_plan(city.scenario, city.staff, city.officers, elsewhere)
    desk = lay_desk(city, plan, rule)
    return plan, desk, run_desk(desk)


_Terms = list[tuple[Formula, bool]]


def _orders(rule: AnyRule) -> tuple[_Terms, _Terms]:
    """The terms that order officers, and those that order a queue; a function has no such terms."""
    if callable(rule):
        return [], []
    return (
        [(term.formula, term.prefers == "more") for level in rule.levels for term in level.terms],
        [(term.formula, term.prefers == "more") for term in rule.queue],
    )


def _asker(
    city: City, plan: DayPlan, rule: PlainRule, state: State, due_at: list[int], submitted_at: list[int]
) -> Callable[[int, Sequence[int], int], int]:
    """Put a function in the place of the loop's own choice: it sees what an application would show it."""
    staff, work, scenario = city.staff, city.work, city.scenario
    places = [scenario.catalogue.places[code] for code in staff.place_codes]

    def step(piece: int) -> WaitingStep:
        kind, row = work.kinds[work.kind[piece]], int(work.row[piece])
        return WaitingStep(
            request=RequestId(f"r{int(work.request[row]) + 1:07d}"),
            round=int(work.round[row]),
            step=work.step_codes[work.step[piece]],
            service=scenario.demand[work.stream[row]].service,
            unit=kind.unit,
            skill=kind.skill,
            place=kind.place,
            submitted_at=submitted_at[row],
            waiting_since=state.queued_at[piece],
            due_at=due_at[row] or None,
            expected_effort=kind.expected_effort,
            finishes_today=kind.finishes,
            order=piece,
        )

    def ask(officer: int, pieces: Sequence[int], now: int) -> int:
        day = int(np.searchsorted(city.midnights, now, side="right")) - 1
        candidate = Candidate(
            officer=staff.officers[officer].id,
            place=places[plan.place[officer, day]],
            on_duty_until=state.closes[officer],
            units={staff.unit_of[officer]},
            skills={skill.code: skill.level for skill in staff.officers[officer].skills},
            open_now=state.open_now[officer],
            given_today=state.given_today[officer],
            last_given_at=state.last_given_at[officer],
            idle_since=state.idle_since[officer],
            order=officer,
        )
        found = rule(candidate, [step(piece) for piece in pieces], now)
        return -1 if found is None else found.order

    return ask


def _first_come(officer: int, now: int) -> int:
    return 0


def _earlier(work: Work) -> list[int]:
    # A reopened row leaves out the help with papers, so its pieces are the last ones of the first round.
    earlier = [-1] * len(work.row)
    first = work.first_piece.tolist()
    for row in np.flatnonzero(work.round > 1).tolist():
        before = int(work.request[row])
        length = first[row + 1] - first[row]
        by_step = {int(work.step[p]): p for p in range(first[before], first[before + 1])}
        for piece in range(first[row], first[row] + length):
            earlier[piece] = by_step[int(work.step[piece])]
    return earlier


def _collects(scenario: Scenario, work: Work) -> Callable[[int, int], int]:
    table, after = scenario.calendar.table, work.collect_after.tolist()
    return lambda row, now: add_us(table, now, after[row])


def _promised(scenario: Scenario, work: Work) -> Callable[[int, int], int]:
    limits = [scenario.catalogue.service(each.service).standard.completion for each in scenario.demand]
    stream = work.stream.tolist()

    def promised(row: int, now: int) -> int:
        due = due_us(limits[stream[row]], now, now, scenario.calendar)
        return 0 if due is None else due

    return promised


def _answered(
    scenario: Scenario, work: Work, submitted_at: list[int], due_at: list[int]
) -> Callable[[int, int, int], int]:
    limits = [scenario.catalogue.service(each.service).standard.completion for each in scenario.demand]
    stream, table = work.stream.tolist(), scenario.calendar.table

    def answered(row: int, asked: int, came: int) -> int:
        due = due_us(limits[stream[row]], submitted_at[row], came, scenario.calendar)
        if due is None or not due_at[row]:
            return 0
        if due != due_us(limits[stream[row]], submitted_at[row], asked, scenario.calendar):
            return due
        return moved_by_pause(due, between_us(table, asked, came), table)

    return answered


def _timetable(city: City, plan: DayPlan, rooms: _Rooms) -> tuple[list[Shift], list[tuple[int, int, int]]]:
    staff = city.staff
    shifts: list[Shift] = []
    timetable: list[tuple[int, int, int]] = []
    pace = _pace(city, plan)
    everyone = [[o for o, group in enumerate(staff.group_of) if group == g] for g in range(len(staff.groups))]
    for group, by_day in enumerate(staff.stretches):
        for day, stretches in enumerate(by_day):
            there = [officer for officer in everyone[group] if plan.place[officer, day] != OFF]
            numbers = [
                rooms.number[(group, staff.unit_of[officer], int(plan.place[officer, day]))]
                for officer in there
            ]
            for number, (opens, closes) in enumerate(stretches):
                shift = Shift(
                    officers=there,
                    closes=closes,
                    rooms=numbers,
                    pace=[pace[officer][day] for officer in there],
                    day_opens=stretches[0][0],
                    last_of_day=number == len(stretches) - 1,
                    everyone=everyone[group],
                )
                timetable += [(opens, OPEN, len(shifts)), (closes, CLOSE, len(shifts))]
                shifts.append(shift)
    for system, stretches_of_system in enumerate(city.outages.stretches):
        for begins, ends in stretches_of_system:
            timetable += [(begins, CLOSE, len(shifts) + system), (ends, OPEN, len(shifts) + system)]
    timetable.sort()
    return shifts, timetable


def _pace(city: City, plan: DayPlan) -> list[list[int]]:
    away = np.array(
        [not city.scenario.catalogue.places[code].at_office for code in city.staff.place_codes] + [False]
    )
    elsewhere = away[plan.place] & ~city.officers.field_duty
    speed = city.officers.speed[:, None] * np.where(elsewhere, 1 + city.scenario.value("place_effect"), 1.0)
    pace: list[list[int]] = np.rint(1000 / speed).astype(np.int64).tolist()
    return pace


# --- figures as the loop knows them ----------------------------------------------------------------


def _officer_figures(state: State) -> dict[str, Asked]:
    closes, last, today = state.closes, state.last_given_at, state.given_today
    open_now, idle = state.open_now, state.idle_since
    return {
        "on_duty": 1.0,
        "now": lambda officer, now: now,
        "on_duty_until": lambda officer, now: closes[officer],
        "last_given_at": lambda officer, now: last[officer],
        "given_today": lambda officer, now: today[officer],
        "open_now": lambda officer, now: open_now[officer],
        "idle_since": lambda officer, now: idle[officer],
    }


def _work_figures(
    work: Work, row: list[int], kind: list[int], submitted_at: list[int], due_at: list[int], state: State
) -> dict[str, Asked]:
    queued_at = state.queued_at
    expected = [each.expected_effort for each in work.kinds]
    finishes = [float(each.finishes) for each in work.kinds]
    return {
        "submitted_at": lambda piece, now: submitted_at[row[piece]],
        "waiting_since": lambda piece, now: queued_at[piece],
        "due_at": lambda piece, now: due_at[row[piece]] or None,
        "expected_effort": lambda piece, now: expected[kind[piece]],
        "finishes_today": lambda piece, now: finishes[kind[piece]],
    }


def _kind_figures(kind: Kind, *, start_anyway: bool) -> dict[str, Asked]:
    return {
        "expected_effort": float(kind.expected_effort),
        "finishes_today": float(kind.finishes and not start_anyway),
    }


def _may_start(
    scenario: Scenario, kinds: Sequence[Kind], rule: AnyRule, state: State
) -> list[Callable[[int, int], Any] | None]:
    _, moving = _split(rule)
    if not moving or callable(rule):
        return [None] * len(kinds)
    condition, officer = all_of(*moving), _officer_figures(state)
    known: dict[tuple[int, bool], Callable[[int, int], Any] | None] = {}
    asked = []
    for kind in kinds:
        key = (kind.expected_effort, kind.finishes)
        if key not in known:
            figures = {**officer, **_kind_figures(kind, start_anyway=scenario.start_anyway)}
            known[key] = _as_question(lower(condition, figures, on=scenario.since))
        asked.append(known[key])
    return asked


def _as_question(lowered: Asked) -> Callable[[int, int], Any] | None:
    if callable(lowered):
        return lowered  # yes and no are 1 and 0, and so as good as true and false
    return None if lowered == 1 else (lambda officer, now: False)


def _pair_key(
    city: City, rule: AssigningRule, terms: list[tuple[Formula, bool]], state: State
) -> Callable[[int, int, int], Any]:
    allowed = _PAIR | _OFFICER_FIGURES
    for formula, _ in terms:
        if not set(figures_of(formula)) <= allowed:
            raise BrokenRule(
                rule.name, f"{formula} reads more than officer and kind of work, which a queue cannot keep"
            )
    staff, kinds = city.staff, city.work.kinds
    places = city.scenario.catalogue.places
    keys: dict[int, Callable[[int, int], Any]] = {}

    def key_of(kind: Kind) -> Callable[[int, int], Any]:
        levels = [officer.level_of(kind.skill) for officer in staff.officers]
        same = [float(unit == kind.unit) for unit in staff.unit_of]
        figures: dict[str, Asked] = {
            **_officer_figures(state),
            **_kind_figures(kind, start_anyway=False),
            "skill_level": lambda officer, now: levels[officer],
            "has_skill": lambda officer, now: float(levels[officer] > 0),
            "same_unit": lambda officer, now: same[officer],
            "place_allows": 1.0 if places else 0.0,
        }
        return ordering(terms, figures, on=city.scenario.since)

    def pair_key(officer: int, kind: int, now: int) -> Any:
        if kind not in keys:
            keys[kind] = key_of(kinds[kind])
        return keys[kind](officer, now)

    return pair_key
