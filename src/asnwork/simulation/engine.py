"""One simulated stretch of time: the city and the rules laid on a desk, and the desk run to its end."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from asnwork.domain.formula import Formula, figures_of
from asnwork.domain.service import StartRule
from asnwork.domain.working_time import add_us, between_us
from asnwork.errors import BrokenRule
from asnwork.policies.service_level import due_us, moved_by_pause
from asnwork.simulation.city import City, build_city
from asnwork.simulation.desk import CLOSE, NEVER, OPEN, Desk, Log, Shift, State
from asnwork.simulation.loop import run_desk
from asnwork.simulation.lowering import ordering
from asnwork.simulation.questions import asker, may_start, officer_figures, pair_key, work_figures
from asnwork.simulation.rooms import Rooms, lay_rooms
from asnwork.simulation.rules import OFFICER_FIGURES, AnyRule, orders
from asnwork.simulation.scenario import Assign, Rework, Scenario
from asnwork.simulation.staffing import OFF, DayPlan, day_plan
from asnwork.simulation.work import Work

__all__ = ["City", "build_city", "lay_desk", "simulate_desk"]

HOUR = 3_600_000_000


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
    rooms = lay_rooms(city, plan, rule)
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
    terms, queue = orders(rule)
    by_officer = all(set(figures_of(formula)) <= OFFICER_FIGURES - {"now"} for formula, _ in terms)
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
        may_start=may_start(scenario, work.kinds, rule, state),
        state=state,
        queue_key=ordering(
            queue,
            work_figures(work, row, kind, submitted_at, due_at, state),
            on=scenario.since,
        ),
        officer_key=ordering(terms, officer_figures(state), on=scenario.since) if by_officer else _first_come,
        pair_key=None if by_officer or callable(rule) else pair_key(city, rule, terms, state),
        ask=asker(city, plan, rule, state, due_at, submitted_at) if callable(rule) else None,
        named=scenario.assign is Assign.ON_ARRIVAL,
        rework_same=scenario.rework is Rework.SAME_OFFICER,
        time_out=NEVER if scenario.time_out_hours is None else round(scenario.time_out_hours * HOUR),
        answered=_answered(scenario, work, submitted_at, due_at),
        promised=_promised(scenario, work),
        due_at=due_at,
        ends_at=city.ends_at,
    )


def simulate_desk(
    city: City, elsewhere: Formula, rule: AnyRule, places: Collection[str] | None = None
) -> tuple[DayPlan, Desk, Log]:
    """Simulate one replication under one workplace rule.

    Args:
        city: The replication.
        elsewhere: Where an officer may work elsewhere, over `WORKPLACE_FIGURES`.
        rule: Who takes what.
        places: Codes of the places that the workplace rule opens; None for any.
    """
    plan = day_plan(city.scenario, city.staff, city.officers, elsewhere, places)
    desk = lay_desk(city, plan, rule)
    return plan, desk, run_desk(desk)


def _first_come(officer: int, now: int) -> int:
    return 0


def _earlier(work: Work) -> list[int]:
    # A reopened row leaves out the help with papers: its pieces are found in the first round by their steps.
    earlier = [-1] * len(work.row)
    first = work.first_piece.tolist()
    for row in np.flatnonzero(work.round > 1).tolist():
        before = int(work.request[row])
        by_step = {int(work.step[p]): p for p in range(first[before], first[before + 1])}
        for piece in range(first[row], first[row + 1]):
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
        limit = limits[stream[row]]
        if limit.start is StartRule.FILE_COMPLETE:
            return due_us(limit, submitted_at[row], came, scenario.calendar) or 0
        return moved_by_pause(due_at[row], between_us(table, asked, came), table) if due_at[row] else 0

    return answered


def _timetable(city: City, plan: DayPlan, rooms: Rooms) -> tuple[list[Shift], list[tuple[int, int, int]]]:
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
