"""A simulated run: what happened in one replication under one workplace rule, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from asnwork.domain.evidence import Period
from asnwork.domain.formula import Formula
from asnwork.domain.identity import OfficerId
from asnwork.domain.plan import PerformancePlan, PlannedResult
from asnwork.domain.request import CitizenRequest
from asnwork.errors import UnknownName
from asnwork.simulation.city import City
from asnwork.simulation.columns import Column
from asnwork.simulation.desk import Desk, Log
from asnwork.simulation.engine import simulate_desk
from asnwork.simulation.evidence import SOURCES, EvidenceColumns, Measured, gather_columns
from asnwork.simulation.facts import (
    Columns,
    attendance_columns,
    owned_requests,
    owned_steps,
    request_columns,
    step_columns,
    whole,
)
from asnwork.simulation.requests import Rebuilder
from asnwork.simulation.rules import AnyRule
from asnwork.simulation.staffing import DayPlan

__all__ = ["WORK", "Run", "run"]

WORK = "work"
"""The planned result of every simulated officer: expected minutes of steps done."""


class Run:
    """What happened in one replication under one workplace rule.

    Attributes:
        city: All that was drawn.
        plan: Where everybody was.
        desk: What the loop worked on.
        log: What the loop wrote.
    """

    def __init__(self, city: City, plan: DayPlan, desk: Desk, log: Log) -> None:
        self.city, self.plan, self.desk, self.log = city, plan, desk, log

    @cached_property
    def requests(self) -> Columns:
        """The facts of all rounds of requests, as columns."""
        return request_columns(self.city, self.desk, self.log)

    @cached_property
    def _steps(self) -> tuple[Columns, NDArray[np.int64], NDArray[np.int64]]:
        return step_columns(self.city, self.plan, self.log, self.requests)

    @property
    def steps(self) -> Columns:
        """The facts of all steps done, as columns."""
        return self._steps[0]

    @cached_property
    def _rebuilder(self) -> Rebuilder:
        return Rebuilder(self.city, self.plan, self.desk, self.log)

    def request(self, request: str) -> CitizenRequest:
        """Return one request as the application would hold it, folded from its events.

        Args:
            request: Its identifier: "r" and its number in order of arrival, from "r0000001" on.

        Raises:
            UnknownName: No such request arrived.
        """
        count = len(self.city.arrivals)
        digits = request.removeprefix("r")
        if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits) <= count:
            raise UnknownName("request", request, [f"r{1:07d}", f"r{count:07d}"] if count else [])
        return self._rebuilder.request(int(digits) - 1)

    def targets(self, periods: Sequence[Period]) -> Column:
        """Return the target of the planned work, in minutes, of each officer and period, flattened.

        It is the share of duty time that the load asks for, times the target of the scenario; officers
        without a plan, and periods without duty, have none.
        """
        staff, scenario = self.city.staff, self.city.scenario
        share = scenario.load * scenario.work_target
        by_group = np.array(
            [[self._duty_minutes(group, period) for period in periods] for group in range(len(staff.groups))]
        )
        planned = np.array([group.kind.has_plan for group in staff.groups])
        by_group = np.where(planned[:, None] & (by_group > 0), by_group * share, np.nan)
        return np.asarray(by_group[list(staff.group_of)].ravel())

    def _duty_minutes(self, group: int, period: Period) -> float:
        staff = self.city.staff
        return sum(
            (closes - opens) / 60_000_000
            for day, stretches in zip(staff.days, staff.stretches[group], strict=True)
            if period.since <= day < period.until
            for opens, closes in stretches
        )

    def plan_of(self, officer: int, period: Period) -> PerformancePlan | None:
        """Return the performance plan of an officer, by number; None for one who has none."""
        target = self.targets([period])[officer]
        if np.isnan(target) or target <= 0:
            return None
        result = PlannedResult(code=WORK, main=True, target=float(target), unit="minutes")
        return PerformancePlan(officer=self.officers[officer], period=period, results=(result,))

    @property
    def officers(self) -> tuple[OfficerId, ...]:
        """The officers, in canonical order."""
        return tuple(officer.id for officer in self.city.staff.officers)

    def evidence(
        self, periods: Sequence[Period], measures: Iterable[Measured], *, attribution: str = "each_step"
    ) -> EvidenceColumns:
        """Return the evidence of all officers in some periods, by the measures of any rule.

        Args:
            periods: The periods.
            measures: How rows become figures.
            attribution: Whose a request is: "each_step" or "decider"; only rows of requests ask for it.
        """
        steps, doer, pieces = self._steps
        rows, owners = self._owners(attribution, doer, pieces)
        done = owned_steps(self.city, self.desk, self.log, steps, pieces, self.requests)
        columns = (
            (done, doer),
            (owned_requests(self.city, self.requests, rows, owners), owners),
            attendance_columns(self.city, self.plan),
        )
        sources = dict(zip(SOURCES, columns, strict=True))
        return gather_columns(
            periods,
            measures,
            sources,
            officers=len(self.officers),
            targets={WORK: self.targets(periods)},
            as_of=self.city.ends_at,
        )

    def _owners(
        self, attribution: str, doer: NDArray[np.int64], pieces: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        work = self.city.work
        if attribution == "decider":
            officer = whole(self.log.officer)[work.deciding_piece]
            rows = np.flatnonzero(whole(self.log.ended_at)[work.deciding_piece] >= 0)
            return rows, officer[rows]
        pairs = np.unique(np.stack([work.row[pieces], doer]), axis=1)
        return pairs[0], pairs[1]

    @property
    def in_window(self) -> NDArray[np.bool_]:
        """Which rows are first rounds of requests that were filed in the window that is measured."""
        scenario = self.city.scenario
        period = Period(since=scenario.since, until=scenario.until, zone=scenario.calendar.zone)
        start, end = period.bounds
        filed = whole(self.desk.submitted_at)
        return np.asarray((self.city.work.round == 1) & (filed >= start) & (filed < end))


def run(city: City, elsewhere: Formula, rule: AnyRule, *, places: Collection[str] | None = None) -> Run:
    """Simulate one replication under one workplace rule.

    Args:
        city: The replication; see `build_city`.
        elsewhere: Where an officer may work elsewhere, over `asnwork.policies.workplace.WORKPLACE_FIGURES`.
        rule: Who takes what: a rule made of formulas, or any function of a candidate, the waiting steps and
            now.
        places: Codes of the places that the workplace rule opens; None for any.
    """
    plan, desk, log = simulate_desk(city, elsewhere, rule, places)
    return Run(city, plan, desk, log)
