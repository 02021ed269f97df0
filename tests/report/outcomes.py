"""Makes the outcome of an experiment without running one, so that every number in it is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from asnwork.domain.law import assumed
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import standard_factorial
from asnwork.simulation.experiment import Design, Finding, Group, Outcome, Point, points_of
from asnwork.simulation.scenario import Assumption, Scenario
from tests.simulation.cities import LIVELY, small_city

__all__ = ["PLACE_EFFECT", "city", "made_outcome", "schemes"]

PLACE_EFFECT = Assumption(
    value=0.0, low=-0.18, high=0.04, unit="share", basis=assumed("a study of data entry, for this test")
)
CELLS = {
    "present_achieved": 60,
    "present_missed": 24,
    "away_achieved": 36,
    "away_missed": 4,
    "insufficient": 0,
}
STAFF = {"desk": 40, "check": 60, "record": 24}
READINGS = {"from_next_opening x clock": 0.70, "no_promise x clock": 0.78}

OnTime = Callable[[Point], float]


def city(**changes: Any) -> Scenario:
    """A small city whose effect of place has the range of a study."""
    return small_city(**({"assumptions": {**LIVELY, "place_effect": PLACE_EFFECT}} | changes))


def schemes() -> tuple[Any, ...]:
    """The standard comparison."""
    return standard_factorial(national_law())


def on_time(point: Point) -> float:
    """Worse away from the office at a high load, and by nothing at a low one."""
    away = point.workplace != "office_only"
    return 0.9 - point.load / 10 - 0.001 * point.replication + away * (point.load * point.effect)


def _service(point: Point, share: OnTime) -> dict[str, float]:
    away = point.workplace != "office_only"
    return {
        "on_time": share(point),
        "hours_to_ready": 20 + 10 * point.load - 5 * away * point.effect,
        "hours_to_ready_p90": 60.0,
        "trips_per_1000": 800.0 - 30 * away + point.replication,
        "days_elsewhere": 0.3 * away,
        "overtime": 0.001,
        "requests": 1000.0,
        "judged": 990.0,
        "open_not_due": 10.0,
    }


def _group(name: str, officers: int, holds: Collection[str]) -> Group:
    base = 5_000_000.0 * officers
    missed = name.endswith("_missed")
    paid = {"tpp_60_40": 0.9 * base, "outcome": (0.6 if missed else 1.0) * base}
    held = {pay: officers if pay in holds else 0 for pay in paid}
    paid = {pay: 0.0 if pay in holds else amount for pay, amount in paid.items()}
    return Group(name=name, officer_periods=officers, officers=officers, base=base, paid=paid, held=held)


def _finding(
    point: Point,
    share: OnTime,
    cells: Mapping[str, int],
    readings: Mapping[str, float],
    holds: Collection[str],
) -> Finding:
    service = _service(point, share)
    if not point.main:
        return Finding(point=point, service=service)
    return Finding(
        point=point,
        service=service,
        readings=readings if point.replication == 0 else {},
        cells=tuple(_group(name, officers, holds) for name, officers in cells.items()),
        staff=tuple(_group(code, size, holds) for code, size in STAFF.items()),
        measures={
            "tpp_60_40": {"paid_to_achieved": 0.7, "paid_to_present_missed": 0.2},
            "outcome": {"paid_to_achieved": 0.8, "paid_to_present_missed": 0.15},
        },
    )


def made_outcome(
    *,
    share: OnTime = on_time,
    cells: Mapping[str, int] = CELLS,
    readings: Mapping[str, float] = READINGS,
    compared: tuple[Any, ...] | None = None,
    design: Design | None = None,
    scenario: Scenario | None = None,
    done: Callable[[Point], bool] = lambda point: True,
    holds: Collection[str] = (),
) -> Outcome:
    """An outcome whose numbers follow from its points.

    Args:
        share: The on-time share of a point.
        cells: How many officers each cell of the mayor's table has.
        readings: The on-time share under each reading of the promise.
        compared: The schemes; the standard comparison unless given.
        design: The design; two replications unless given.
        scenario: The city.
        done: Which points are finished; the outcome is interrupted when some are not.
        holds: The pay rules that hold everybody's pay.
    """
    scenario, compared = scenario or city(), compared or schemes()
    design = design or Design(replications=2)
    points = points_of(scenario, compared, design)
    found = tuple(_finding(point, share, cells, readings, holds) for point in points if done(point))
    return Outcome(
        scenario=scenario,
        schemes=compared,
        design=design,
        findings=found,
        interrupted=len(found) < len(points),
    )
