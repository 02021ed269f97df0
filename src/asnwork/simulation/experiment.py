"""Experiments: several schemes on the same seeded city, over loads and assumptions, with their noise.

What differs for certain is kept apart from what differs only under an assumption. The main runs use every
assumption at "no effect" of place; the range runs put the effect of place at the ends of its range, and
the city at other loads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from datetime import timedelta
from typing import Any, Protocol

import numpy as np
from attrs import evolve, field, frozen

from asnwork.domain.evidence import Period
from asnwork.domain.formula import Formula
from asnwork.domain.law import Law, Reform
from asnwork.domain.service import TimeLimit
from asnwork.errors import DuplicateName, Fault, InvalidInput
from asnwork.policies.workplace import elsewhere_formula
from asnwork.simulation.city import build_city
from asnwork.simulation.measures import (
    CELLS,
    OfficerPeriods,
    cells_of,
    officer_periods,
    on_time_by_reading,
    pay_columns,
    service_measures,
)
from asnwork.simulation.rules import AnyRule
from asnwork.simulation.run import Run, run
from asnwork.simulation.scenario import Scenario

__all__ = ["Design", "Finding", "Group", "Outcome", "Point", "compare", "points_of"]

PLACE_EFFECT = "place_effect"
NO_EFFECT = 0.0


class _Scheme(Protocol):
    """What a scheme must be made of to be compared."""

    @property
    def name(self) -> str: ...
    @property
    def workplace(self) -> Any: ...
    @property
    def pay(self) -> Any: ...
    @property
    def outcome(self) -> Any: ...


def _copied_laws(laws: Mapping[str, Law]) -> dict[str, Law]:
    return dict(laws)


def _copied_readings(readings: Mapping[str, TimeLimit]) -> dict[str, TimeLimit]:
    return dict(readings)


def _copied_numbers(numbers: Mapping[str, float]) -> dict[str, float]:
    return dict(numbers)


def _copied_counts(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(counts)


def _copied_measures(measures: Mapping[str, Mapping[str, float]]) -> dict[str, Mapping[str, float]]:
    return dict(measures)


@frozen(kw_only=True)
class Design:
    """What is run.

    Attributes:
        replications: How many replications of the main runs.
        loads: The loads at which every headline is shown.
        range_replications: How many replications of the range runs.
        range_days: Days of the window of the range runs; shorter than the scenario's, to save time.
        readings: Readings of the promise under which the on-time share is shown, by name.
    """

    replications: int = 5
    loads: tuple[float, ...] = (0.4, 0.6, 0.8, 0.95)
    range_replications: int = 1
    range_days: int = 28
    readings: Mapping[str, TimeLimit] = field(converter=_copied_readings, factory=dict, hash=False)

    def __attrs_post_init__(self) -> None:
        if self.replications < 1 or self.range_replications < 0 or self.range_days < 1:
            raise InvalidInput(
                Fault(
                    "design",
                    given=(self.replications, self.range_replications, self.range_days),
                    expected="at least one replication, no negative number, at least one day",
                )
            )


@frozen(kw_only=True, order=True)
class Point:
    """One unit of work: a load, an effect of place, a workplace rule and a replication.

    Attributes:
        main: Whether it is one of the main runs, which are scored and paid.
        load: The load.
        effect: The effect of place.
        workplace: The name of the workplace rule.
        replication: The number of the replication, 0 for the first.
    """

    main: bool
    load: float
    effect: float
    replication: int
    workplace: str


@frozen(kw_only=True)
class Group:
    """Officers who are alike, and what each pay rule pays them: sums over officer-periods.

    Attributes:
        name: What they have in common: a cell of the mayor's table, or the code of a group of staff.
        officer_periods: How many officer-periods.
        officers: How many different officers.
        base: Their base allowance, in rupiah.
        paid: What each pay rule pays them at the same total, in rupiah; by name of the pay rule. A rule that
            pays nobody has 0 here.
        held: Officer-periods whose pay is held for want of evidence; by name of the pay rule.
    """

    name: str
    officer_periods: int
    officers: int
    base: float
    paid: Mapping[str, float] = field(converter=_copied_numbers, hash=False)
    held: Mapping[str, int] = field(converter=_copied_counts, hash=False)


@frozen(kw_only=True)
class Finding:
    """What came out of one unit of work.

    Attributes:
        point: Which.
        service: The measures of service.
        readings: The on-time share under each reading of the promise; of the first main replication only.
        cells: The cells of the mayor's table; empty in range runs.
        staff: The groups of staff; empty in range runs.
        measures: For each pay rule the measures of pay; empty in range runs.
    """

    point: Point
    service: Mapping[str, float] = field(converter=_copied_numbers, hash=False)
    readings: Mapping[str, float] = field(converter=_copied_numbers, factory=dict, hash=False)
    cells: tuple[Group, ...] = ()
    staff: tuple[Group, ...] = ()
    measures: Mapping[str, Mapping[str, float]] = field(converter=_copied_measures, factory=dict, hash=False)


@frozen(kw_only=True)
class Outcome:
    """All findings of an experiment, in the order of its points.

    Attributes:
        scenario: The scenario.
        schemes: The schemes, the first being what the others are compared with.
        design: What was asked for.
        findings: What came out.
        interrupted: Whether the experiment was stopped before all points were done.
        reform: The reform under which some of the schemes stand once more; None when there is none.
        laws: For pay rules made of another law, that law; by name of the pay rule.
    """

    scenario: Scenario
    schemes: tuple[Any, ...]
    design: Design
    findings: tuple[Finding, ...]
    interrupted: bool = False
    reform: Reform | None = None
    laws: Mapping[str, Law] = field(converter=_copied_laws, factory=dict, hash=False)

    def main(self, workplace: str) -> tuple[Finding, ...]:
        """Return the findings of the main runs under a workplace rule, by replication."""
        return tuple(f for f in self.findings if f.point.main and f.point.workplace == workplace)

    def ranged(self, workplace: str, *, load: float, effect: float) -> tuple[Finding, ...]:
        """Return the findings of the range runs at a load and an effect of place."""
        return tuple(
            f
            for f in self.findings
            if not f.point.main
            and (f.point.workplace, f.point.load, f.point.effect) == (workplace, load, effect)
        )


def points_of(scenario: Scenario, schemes: Sequence[_Scheme], design: Design) -> tuple[Point, ...]:
    """Return the units of work of an experiment, in order.

    Pay changes no service while no behaviour responds, so each workplace rule is simulated once for all of
    its pay rules.
    """
    workplaces = sorted({scheme.workplace.name for scheme in schemes})
    # Where a rule opens no place elsewhere, the effect of being there changes nothing.
    opens = {scheme.workplace.name for scheme in schemes if scheme.workplace.places}
    assumed = scenario.assumptions[PLACE_EFFECT]
    effects = sorted({assumed.low, NO_EFFECT, assumed.high})
    points = [
        Point(main=True, load=scenario.load, effect=NO_EFFECT, replication=number, workplace=workplace)
        for number in range(design.replications)
        for workplace in workplaces
    ]
    points += [
        Point(main=False, load=load, effect=effect, replication=number, workplace=workplace)
        for number in range(design.range_replications)
        for load in design.loads
        for workplace in workplaces
        for effect in (effects if workplace in opens else [NO_EFFECT])
    ]
    return tuple(points)


def compare(
    scenario: Scenario,
    schemes: Iterable[_Scheme],
    *,
    law: Law,
    rule: AnyRule,
    design: Design | None = None,
    laws: Mapping[str, Law] | None = None,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Compare schemes on the same seeded city.

    Args:
        scenario: The city.
        schemes: The schemes; the others are compared with the first.
        law: The law that they were made of.
        rule: Who takes what; the same under every scheme.
        design: How many replications, at which loads.
        laws: For pay rules made of another law, that law; by name of the pay rule.
        executor: Where the units of work are run; here and now when None.
        on_progress: Called with (done, total) after each unit of work.

    Returns:
        The findings. When it is interrupted (Ctrl-C), those that are finished, marked as interrupted.

    Raises:
        InvalidInput: There is no scheme.
        DuplicateName: Two different workplace rules, or pay rules, have one name.
    """
    compared = tuple(schemes)
    if not compared:
        raise InvalidInput(Fault("schemes", given=(), expected="at least one scheme"))
    _refuse_twins("workplace rule", [scheme.workplace for scheme in compared])
    _refuse_twins("pay rule", [scheme.pay for scheme in compared])
    place = scenario.assumptions[PLACE_EFFECT]
    if not place.low <= NO_EFFECT <= place.high:
        raise InvalidInput(
            Fault(
                f"assumptions.{PLACE_EFFECT}",
                given=f"{place.low} to {place.high}",
                expected="a range that holds 0, since the main runs assume no effect",
            )
        )
    design = design or Design()
    points = points_of(scenario, compared, design)
    tasks = [
        _Task(
            scenario=scenario,
            schemes=compared,
            law=law,
            laws=laws or {},
            rule=rule,
            design=design,
            point=point,
        )
        for point in points
    ]
    found: dict[Point, Finding] = {}
    interrupted = False
    try:
        for finding in _each(tasks, executor):
            found[finding.point] = finding
            if on_progress is not None:
                on_progress(len(found), len(tasks))
    except KeyboardInterrupt:
        interrupted = True
    return Outcome(
        scenario=scenario,
        schemes=compared,
        design=design,
        findings=tuple(found[point] for point in points if point in found),
        interrupted=interrupted,
        laws=laws or {},
    )


def _refuse_twins(kind: str, rules: Sequence[Any]) -> None:
    """Each rule is run, and paid, once under its name: another rule of that name would never be looked at."""
    known: dict[str, Any] = {}
    for rule in rules:
        if known.setdefault(rule.name, rule) != rule:
            raise DuplicateName(kind, rule.name)


@frozen(kw_only=True)
class _Task:
    scenario: Scenario
    schemes: tuple[Any, ...]
    law: Law
    laws: Mapping[str, Law] = field(converter=_copied_laws, hash=False)
    rule: Any
    design: Design
    point: Point


def _each(tasks: Sequence[_Task], executor: Executor | None) -> Iterator[Finding]:
    if executor is None:
        yield from map(_work, tasks)
        return
    # Tasks that share a city go to one worker together, since drawing it takes a while.
    batches: dict[tuple[Any, ...], list[_Task]] = {}
    for task in tasks:
        point = task.point
        batches.setdefault((point.main, point.load, point.replication), []).append(task)
    waiting: list[Future[list[Finding]]] = [executor.submit(_work_all, batch) for batch in batches.values()]
    try:
        for future in as_completed(waiting):
            yield from future.result()
    finally:
        for future in waiting:
            future.cancel()


def _work_all(tasks: Sequence[_Task]) -> list[Finding]:
    return [_work(task) for task in tasks]


def _work(task: _Task) -> Finding:
    point, design = task.point, task.design
    scheme = next(scheme for scheme in task.schemes if scheme.workplace.name == point.workplace)
    scenario = task.scenario if point.main else _shortened(task.scenario, design.range_days)
    scenario = scenario.at_load(point.load)
    # The city is drawn without the effect of place, which changes only how long work takes once begun.
    city = build_city(scenario.with_assumption(PLACE_EFFECT, NO_EFFECT), point.replication)
    city = evolve(city, scenario=scenario.with_assumption(PLACE_EFFECT, point.effect))
    elsewhere: Formula = elsewhere_formula(scheme.workplace)
    simulated = run(city, elsewhere, task.rule, places=scheme.workplace.places)
    policy = task.schemes[0].outcome  # one yardstick for all schemes
    service = service_measures(simulated, policy)
    if not point.main:
        return Finding(point=point, service=service)
    readings = on_time_by_reading(simulated, policy, design.readings) if point.replication == 0 else {}
    return _with_pay(Finding(point=point, service=service, readings=readings), simulated, task)


def _shortened(scenario: Scenario, days: int) -> Scenario:
    return evolve(scenario, until=min(scenario.until, scenario.since + timedelta(days=days)))


# --- who is paid for what ----------------------------------------------------------------------------


def _with_pay(finding: Finding, simulated: Run, task: _Task) -> Finding:
    scenario = simulated.city.scenario
    whole = Period(since=scenario.since, until=scenario.until, zone=scenario.calendar.zone)
    policy = task.schemes[0].outcome
    judged = _Judged(simulated, tuple(whole.months()))
    officers = judged.by(policy, task.law)
    shares = {}
    for scheme in task.schemes:
        name, law = scheme.pay.name, task.laws.get(scheme.pay.name, task.law)
        if name not in shares:
            shares[name] = pay_columns(judged.by(scheme.outcome, law), scheme.pay, law).share
    paid = _at_one_total(shares, officers.base)
    cell, months = cells_of(officers), len(officers.evidence.periods)
    codes = [simulated.city.staff.groups[group].code for group in simulated.city.staff.group_of]
    group = np.repeat(np.array(codes), months)
    officer = np.repeat(np.arange(len(codes)), months)
    gets = ~np.isnan(officers.base)
    rows = [(name, gets & (cell == index)) for index, name in enumerate(CELLS)]
    staff = [(name, gets & (group == name)) for name in dict.fromkeys(codes)]

    def grouped(name: str, chosen: Any) -> Group:
        return Group(
            name=name,
            officer_periods=int(chosen.sum()),
            officers=len(np.unique(officer[chosen])),
            base=float(officers.base[chosen].sum()),
            paid={pay: float(np.nansum(amounts[chosen])) for pay, amounts in paid.items()},
            held={pay: int(np.isnan(amounts[chosen]).sum()) for pay, amounts in paid.items()},
        )

    achieved, present = officers.achieved == 1, officers.present == 1
    measures = {
        pay: {
            "paid_to_achieved": _part(amounts, achieved),
            "paid_to_present_missed": _part(amounts, present & (officers.achieved == 0)),
        }
        for pay, amounts in paid.items()
    }
    return evolve(
        finding,
        cells=tuple(grouped(name, chosen) for name, chosen in rows),
        staff=tuple(grouped(name, chosen) for name, chosen in staff),
        measures=measures,
    )


class _Judged:
    """The evidence of all officers by each outcome policy and law that is asked for, made once."""

    def __init__(self, simulated: Run, periods: tuple[Period, ...]) -> None:
        self._simulated, self._periods = simulated, periods
        self._found: dict[tuple[int, int], OfficerPeriods] = {}

    def by(self, policy: Any, law: Law) -> OfficerPeriods:
        key = id(policy), id(law)
        if key not in self._found:
            self._found[key] = officer_periods(self._simulated, policy, law, self._periods)
        return self._found[key]


def _part(amounts: Any, chosen: Any) -> float:
    total = float(np.nansum(amounts))
    return float(np.nansum(amounts[chosen])) / total if total else float("nan")


def _at_one_total(shares: Mapping[str, Any], base: Any) -> dict[str, Any]:
    """What each rule pays when all pay what the first one that pays anything pays in all.

    Pay is held where a share is missing; a rule that pays nobody anything cannot be brought to a total.
    """
    paid = {name: share * base for name, share in shares.items()}
    totals = {name: float(np.nansum(amounts)) for name, amounts in paid.items()}
    total = next((whole for whole in totals.values() if whole), 0.0)
    return {
        name: amounts * (total / totals[name]) if totals[name] else amounts for name, amounts in paid.items()
    }
