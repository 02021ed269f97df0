"""What the tests of the simulation share: rules, a run, and its facts as an application would hold them."""

from __future__ import annotations

from typing import Any

from asnwork.domain.attendance import Absence, AttendanceDay
from asnwork.domain.formula import Formula
from asnwork.domain.request import facts_of
from asnwork.domain.working_time import from_us
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_workplaces
from asnwork.policies.assignment_rules import by_rotation
from asnwork.policies.fact_rows import Rows
from asnwork.policies.workplace import elsewhere_formula
from asnwork.simulation.engine import build_city
from asnwork.simulation.run import Run, run
from asnwork.simulation.scenario import Assumption, Scenario
from asnwork.simulation.staffing import OFF
from tests.simulation.cities import LIVELY, OURS, small_city

LAW = national_law()
ELSEWHERE: dict[str, Formula] = {rule.name: elsewhere_formula(rule) for rule in all_workplaces(LAW)}
ANYWHERE, OFFICE = ELSEWHERE["anywhere_if_task_allows"], ELSEWHERE["office_only"]

LEAVE = Absence(code="leave", label_id="cuti", lawful=True, on_duty=False)
FIELD_DUTY = Absence(code="field_duty", label_id="dinas luar", lawful=True, on_duty=True)


def simulated(scenario: Scenario | None = None, elsewhere: Formula = ANYWHERE, replication: int = 0) -> Run:
    """A run of a city, of the small one unless another is given."""
    return run(build_city(scenario or small_city(), replication), elsewhere, by_rotation())


def ranged_city(**changes: Any) -> Scenario:
    """The small city with the range for the effect of place that the shipped city has."""
    effect = Assumption(value=0.0, low=-0.18, high=0.04, unit="share", basis=OURS)
    return small_city(**{"assumptions": {**LIVELY, "place_effect": effect}, **changes})


def rows_of(found: Run) -> Rows:
    """The facts of a run as rows: every request folded from its events, every officer's day."""
    scenario = found.city.scenario
    as_of = from_us(found.city.ends_at, scenario.calendar.zone)
    requests, steps = [], []
    for number in range(len(found.city.arrivals)):
        told = facts_of(found.request(f"r{number + 1:07d}"), calendar=scenario.calendar, as_of=as_of)
        requests += told[0]
        steps += told[1]
    return Rows(requests=requests, steps=steps, attendance=list(days_of(found)))


def days_of(found: Run) -> list[AttendanceDay]:
    """The working days of all officers, told from where the day plan puts them and what was drawn."""
    staff, drawn, scenario = found.city.staff, found.city.officers, found.city.scenario
    days = []
    for number, officer in enumerate(staff.officers):
        for index, day in enumerate(staff.days):
            stretches = staff.stretches[staff.group_of[number]][index]
            if not stretches:
                continue
            place = int(found.plan.place[number, index])
            there = place != OFF
            at_office = there and scenario.catalogue.places[staff.place_codes[place]].at_office
            absence = LEAVE if drawn.on_leave[number, index] else None
            if there and drawn.field_duty[number, index]:
                absence = FIELD_DUTY
            late = float(drawn.late_minutes[number, index]) if at_office else 0.0
            days.append(
                AttendanceDay(
                    officer=officer.id,
                    day=day,
                    starts_at=from_us(stretches[0][0], scenario.calendar.zone),
                    at_office=at_office,
                    clocked_in=there,
                    late_minutes=late if there else None,
                    early_minutes=0.0 if there else None,
                    absence=absence,
                )
            )
    return days
