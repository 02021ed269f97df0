"""What a run is judged by: service as citizens meet it, and who is paid for what.

Every judgement is a formula of a rule, evaluated over columns; nothing is judged here a second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from asnwork.domain.evidence import Period
from asnwork.domain.formula import Formula, evaluate
from asnwork.domain.law import Law
from asnwork.domain.plan import AVAILABLE, target_figure
from asnwork.domain.service import TimeLimit
from asnwork.domain.working_time import between_us
from asnwork.errors import UnknownName
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.gathering import MONTHS
from asnwork.policies.service_level import due_us
from asnwork.scoring.allowance import share_formula
from asnwork.scoring.predicate import predicate_rank_formula
from asnwork.scoring.scorer import FormulaScorer, Scorer, score_columns
from asnwork.simulation.columns import COLUMNS, Column
from asnwork.simulation.evidence import SOURCES, EvidenceColumns, Measured, last_day
from asnwork.simulation.facts import nobodys, whole
from asnwork.simulation.plain_scoring import score_rows
from asnwork.simulation.run import WORK, Run
from asnwork.simulation.staffing import OFF

__all__ = [
    "CELLS",
    "SERVICE_MEASURES",
    "OfficerPeriods",
    "PayColumns",
    "cells_of",
    "officer_periods",
    "on_time_by_reading",
    "pay_columns",
    "service_measures",
    "simulated_figures",
]

HOUR = 3_600_000_000

SERVICE_MEASURES: Mapping[str, str] = {
    "on_time": "share",
    "hours_to_ready": "hours",
    "hours_to_ready_p90": "hours",
    "trips_per_1000": "trips",
    "days_elsewhere": "share",
    "overtime": "share",
}
"""The measures of service, with their units."""

CELLS = ("present_achieved", "present_missed", "away_achieved", "away_missed", "insufficient")
"""The cells of the mayor's table: present or not, achieved or not, and what cannot be told."""

PRESENT_SHARE = 0.5
"""Present is at the office on at least this share of the working days not on leave."""


class _Policy(Protocol):
    @property
    def measures(self) -> Sequence[Any]: ...
    @property
    def attribution(self) -> str: ...
    @property
    def achieved(self) -> Formula: ...


class _Pay(Protocol):
    @property
    def scorer(self) -> Any: ...
    @property
    def allowance(self) -> Any: ...


# --- service ---------------------------------------------------------------------------------------


def service_measures(run: Run, policy: _Policy) -> dict[str, float]:
    """Return what citizens and officers met in the window.

    On time is counted as the policy's measure "citizen_promises" says: ready in time; late, or open past
    the promise, count as late; open and not yet due are left out.

    Args:
        run: The run.
        policy: The outcome policy whose measures "citizen_promises_judged" and "citizen_promises_kept" are
            read.

    Returns:
        The measures of `SERVICE_MEASURES`, and the counts that they rest on: requests, judged, open_not_due,
        and not_ready: those that the waits leave out, since they were not ready when the run ended.
    """
    window = run.in_window
    requests = {name: run.requests[name][window] for name in ("submitted_at", "ready_at", "due_at")}
    judged, kept = _promises(run, policy, window, {})
    waits = (requests["ready_at"] - requests["submitted_at"]) / HOUR
    waits = waits[~np.isnan(waits)]
    promised = ~np.isnan(requests["due_at"])
    return {
        "on_time": _share(kept, judged),
        "hours_to_ready": float(np.mean(waits)) if len(waits) else float("nan"),
        "hours_to_ready_p90": float(np.quantile(waits, 0.9)) if len(waits) else float("nan"),
        "trips_per_1000": 1000 * _trips(run, window),
        "days_elsewhere": _elsewhere(run),
        "overtime": _overtime(run),
        "requests": float(window.sum()),
        "judged": float(np.nansum(judged)),
        "not_ready": float(np.isnan(requests["ready_at"]).sum()),
        "open_not_due": float((promised & np.isnan(judged)).sum()),
    }


def _promises(
    run: Run, policy: _Policy, rows: NDArray[np.bool_], instead: Mapping[str, Column]
) -> tuple[Column, Column]:
    """The policy's judgement of each promise, over rows of requests, with other columns for some of them."""
    figures = _Some(run, rows, instead)
    found = {measure.name: measure for measure in policy.measures}
    answers = []
    for name in ("citizen_promises_judged", "citizen_promises_kept"):
        if name not in found:
            raise UnknownName("measure of the outcome policy", name, found)
        answers.append(
            np.asarray(evaluate(found[name].of, figures, on=run.city.scenario.since, algebra=COLUMNS))
        )
    return answers[0], answers[1]


class _Some(dict[str, Column]):
    """Some rows of the facts of requests, looked up when they are asked for; they are no officer's."""

    def __init__(self, run: Run, rows: NDArray[np.bool_], instead: Mapping[str, Column]) -> None:
        super().__init__({**nobodys(int(rows.sum())), **instead})
        self._run, self._rows = run, rows

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._run.requests

    def __missing__(self, name: str) -> Column:
        return self._run.requests[name][self._rows]


def _share(part: Column, whole: Column) -> float:
    count = float(np.nansum(whole))
    return float(np.nansum(part)) / count if count else float("nan")


def _trips(run: Run, window: NDArray[np.bool_]) -> float:
    """Trips for each request filed in the window, those of its reopened round among them."""
    of_window = window[run.city.work.request]
    count = int(window.sum())
    return float(np.nansum(run.requests["trips"][of_window])) / count if count else float("nan")


def _elsewhere(run: Run) -> float:
    scenario = run.city.scenario
    days = np.array([scenario.since <= day < scenario.until for day in run.city.staff.days])
    place = run.plan.place[:, days]
    away = np.array(
        [not scenario.catalogue.places[code].at_office for code in run.city.staff.place_codes] + [False]
    )
    on_duty = place != OFF
    elsewhere = away[place] & ~run.city.officers.field_duty[:, days]
    return float(elsewhere[on_duty].mean()) if on_duty.any() else 0.0


def _overtime(run: Run) -> float:
    """Working time outside duty hours, as a share of working time, of pieces begun in the window."""
    log, desk, staff, scenario = run.log, run.desk, run.city.staff, run.city.scenario
    period = Period(since=scenario.since, until=scenario.until, zone=scenario.calendar.zone)
    since, until = period.bounds
    rosters = [scenario.calendar.with_week(group.week, name=group.code).table for group in staff.groups]
    closings: dict[int, list[int]] = {}
    for shift in desk.shifts:
        for officer in shift.officers:
            closings.setdefault(officer, []).append(shift.closes)
    ended, started, officers = whole(log.ended_at), whole(log.started_at), whole(log.officer)
    inside = (started >= since) & (started < until)
    finished = np.flatnonzero(
        np.array(desk.finishes, dtype=np.bool_)[whole(desk.kind)] & (ended >= 0) & inside
    )
    over = 0
    for officer, moments in closings.items():
        pieces = finished[officers[finished] == officer]
        closes = np.sort(np.asarray(moments))
        place = np.searchsorted(closes, started[pieces], side="right").clip(max=len(closes) - 1)
        roster = rosters[staff.group_of[officer]]
        for piece in pieces[ended[pieces] > closes[place]]:
            begins, ends = int(started[piece]), int(ended[piece])
            over += ends - begins - between_us(roster, begins, ends)
    total = int(whole(log.worked)[inside].sum())
    return over / total if total else 0.0


def on_time_by_reading(run: Run, policy: _Policy, readings: Mapping[str, TimeLimit]) -> dict[str, float]:
    """Return the on-time share under each reading of one promise, over the same requests.

    Requests of services that are promised another limit are left out, and so are those for which the
    citizen was asked for papers, since they have a promise of their own.

    Args:
        run: The run.
        policy: The outcome policy.
        readings: Time limits by the name of the reading; all of one amount and unit.
    """
    scenario = run.city.scenario
    lengths = {(limit.amount, limit.unit) for limit in readings.values()}
    limits = [scenario.catalogue.service(each.service).standard.completion for each in scenario.demand]
    read = np.array([(limit.amount, limit.unit) in lengths for limit in limits], dtype=np.bool_)
    rows = run.in_window & (whole(run.log.asked_at) < 0) & read[run.city.work.stream]
    submitted = run.requests["submitted_at"][rows]
    found = {}
    for name, limit in readings.items():
        dues = [due_us(limit, int(moment), int(moment), scenario.calendar) for moment in submitted]
        due = np.array([np.nan if moment is None else moment for moment in dues], dtype=np.float64)
        judged, kept = _promises(run, policy, rows, {"due_at": due, "office_due_at": due})
        found[name] = _share(kept, judged)
    return found


# --- officers --------------------------------------------------------------------------------------


@frozen(kw_only=True, eq=False)
class OfficerPeriods:
    """The officers of a run in some periods: their evidence, and their cells of the mayor's table.

    Attributes:
        evidence: Their evidence.
        present: Whether each was at the office on at least half of the working days not on leave.
        achieved: Whether the outcome policy, with its main-job gate, calls the period achieved.
        base: The base allowance for the period, in rupiah; missing for who gets none.
    """

    evidence: EvidenceColumns
    present: Column
    achieved: Column
    base: Column


def simulated_figures(policy: _Policy, law: Law) -> frozenset[str]:
    """Return the names of the figures that a simulation measures; any other is missing for everybody.

    Args:
        policy: The outcome policy.
        law: The law that the measures of attendance read.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.policies.outcomes.standard_outcome import standard_outcome
        >>> law = national_law()
        >>> found = simulated_figures(standard_outcome(law), law)
        >>> "late_cut" in found, "survey.forms" in found
        (True, False)
    """
    measures = (*policy.measures, *attendance_measures(law))
    measured = (measure.name for measure in measures if measure.source in SOURCES)
    return frozenset([*measured, target_figure(WORK), AVAILABLE, MONTHS])


def officer_periods(run: Run, policy: _Policy, law: Law, periods: Sequence[Period]) -> OfficerPeriods:
    """Return the evidence of all officers in some periods, with who was present and who achieved.

    Args:
        run: The run.
        policy: The outcome policy: the one yardstick for all schemes.
        law: The law that the measures of attendance read.
        periods: The periods.
    """
    measures: list[Measured] = [*policy.measures, *attendance_measures(law)]
    evidence = run.evidence(periods, measures, attribution=policy.attribution)
    figures = evidence.figures
    there = figures["days_working"] - figures["days_on_leave"]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(there > 0, figures["days_at_office"] / there, np.nan)
    present = np.where(np.isnan(share), np.nan, (share >= PRESENT_SHARE).astype(np.float64))
    groups = [run.city.staff.groups[group] for group in run.city.staff.group_of]
    monthly = np.array(
        [float(group.position.allowance) if group.kind.gets_allowance else np.nan for group in groups]
    )
    return OfficerPeriods(
        evidence=evidence,
        present=present,
        achieved=evidence.on_last_day(policy.achieved),
        base=np.repeat(monthly, len(periods)) * figures["months"],
    )


def cells_of(officers: OfficerPeriods) -> NDArray[np.int64]:
    """Return the cell of the mayor's table of each officer and period, as an index into `CELLS`."""
    present, achieved = officers.present, officers.achieved
    cell = np.where(present == 1, 0, 2) + np.where(achieved == 1, 0, 1)
    return np.where(np.isnan(present) | np.isnan(achieved), CELLS.index("insufficient"), cell)


@frozen(kw_only=True, eq=False)
class PayColumns:
    """What one pay rule makes of all officers in all periods.

    Attributes:
        value: The value of the score; missing where the evidence does not suffice.
        gate: Whether the main job is met; missing where it is not known or the scorer has no gate.
        predicate: The rank of the predicate proposed, 1 to 5.
        share: The share of the base that the rule pays, 0 to 1; missing where a line is held.
    """

    value: Column
    gate: Column
    predicate: Column
    share: Column


def pay_columns(officers: OfficerPeriods, pay: _Pay, law: Law) -> PayColumns:
    """Score and pay all officers by one rule: a simulation, since no official issued a predicate.

    Args:
        officers: The officers in their periods.
        pay: A scorer and an allowance. A scorer made of formulas scores all officers at once; another one is
            asked for each of them, slower, with the same answers.
        law: The law that ratings and predicate read.
    """
    evidence = officers.evidence
    periods = len(evidence.periods)
    size = evidence.officers * periods
    found = {name: np.full(size, np.nan) for name in ("value", "gate", "predicate", "share")}
    rank, share = predicate_rank_formula(law), share_formula(pay.allowance)
    for index, period in enumerate(evidence.periods):
        rows, day = slice(index, None, periods), last_day(period)
        view: dict[str, Any] = {name: column[rows] for name, column in evidence.figures.items()}
        blank = np.full(evidence.officers, np.nan)
        view.update(_scored(pay.scorer, view, evidence, index))
        view["rating.behaviour"] = blank
        view["predicate"] = evaluate(rank, view, on=day, algebra=COLUMNS)
        for name in pay.allowance.reads:
            view.setdefault(name, blank)
        found["value"][rows] = view["score.value"]
        found["gate"][rows] = view["score.gate"]
        found["predicate"][rows] = view["predicate"]
        found["share"][rows] = evaluate(share, view, on=day, algebra=COLUMNS)
    return PayColumns(**found)


def _scored(scorer: Scorer, view: Mapping[str, Any], evidence: EvidenceColumns, at: int) -> dict[str, Any]:
    """The scores of all officers in one of the periods, by the law of its last day."""
    period = evidence.periods[at]
    day, officers = last_day(period), evidence.officers
    if not isinstance(scorer, FormulaScorer):
        return {**score_rows(scorer, view, units=evidence.units, period=period, on=day, size=officers)}
    blank = np.full(officers, np.nan)
    # What the simulation has no figure for is missing, as it is for one officer.
    unseen = dict.fromkeys(scorer.reads - view.keys(), blank)
    scored = score_columns(scorer, {**view, **unseen}, on=day, algebra=COLUMNS)
    return {f"score.{name}": blank if column is None else column for name, column in scored.items()}
