"""The city of one replication: all that is drawn before any scheme is looked at."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from asnwork.domain.working_time import to_us
from asnwork.simulation.demand import Arrivals, draw_arrivals
from asnwork.simulation.draws import Draws
from asnwork.simulation.scenario import Scenario
from asnwork.simulation.staffing import OfficerDraws, Staff, draw_officers, staff_of
from asnwork.simulation.work import Work, lay_out

__all__ = ["City", "Outages", "build_city", "draw_outages"]

HOUR = 3_600_000_000


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
    first, last = (
        to_us(datetime.combine(day, time(), zone))
        for day in (staff.days[0], staff.days[-1] + timedelta(days=1))
    )
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
