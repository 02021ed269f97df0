"""Officer-months gathered from rows of a log, with some days and with more days of lawful leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.attendance import Absence, AttendanceDay
from asnwork.domain.evidence import Evidence
from asnwork.domain.identity import RequestId
from asnwork.domain.moment import from_us
from asnwork.domain.plan import PerformancePlan, PlannedResult
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.domain.work_result import WorkResult
from asnwork.indonesia.law import national_law
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from asnwork.policies.outcome import WORK, Measure
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.testing.laws.law import Case, Month
from asnwork.testing.laws.months import known_units

__all__ = ["gathered_leave", "is_gathered"]

_LEAVE = Absence(code="leave", label_id="cuti", lawful=True, on_duty=False)
_HOUR = 3_600_000_000
_MINUTE = 60_000_000
_TARGET = 100.0
_MOST = 150
_DAYS = 8
_LATE = 120


def is_gathered(figure: str) -> bool:
    """Return whether the library gathers a figure from the rows of a log."""
    return figure in known_units() or figure.startswith(("done.", "target."))


@cache
def _measures() -> tuple[Measure, ...]:
    law = national_law()
    return (*standard_outcome(law).measures, *attendance_measures(law))


@st.composite
def gathered_leave(draw: st.DrawFn, units: Mapping[str, str], months: SearchStrategy[Month]) -> Case:
    """Two months of the same rows, of which the second has more days of lawful leave.

    Args:
        draw: Handed in by hypothesis.
        units: The figures that are read, each with its unit.
        months: Officer-months, for the figures that are not gathered.
    """
    month = draw(months)
    assert isinstance(month, Evidence), "a unit takes no leave"
    codes = sorted({name.partition(".")[2] for name in units if name.startswith(("done.", "target."))})
    plan = _plan(month, {code: units.get(f"done.{code}", units.get(f"target.{code}", "1")) for code in codes})
    done = {result.code: draw(st.integers(0, _MOST)) for result in plan.results}
    numbers = st.integers(0, (month.period.until - month.period.since).days - 1)
    days = draw(st.dictionaries(numbers, _PRESENCE, min_size=1, max_size=_DAYS))
    leave = draw(st.sets(st.sampled_from(sorted(days))))
    more = leave | draw(st.sets(st.sampled_from(sorted(days)), min_size=1))
    found = [_gathered(month, plan, done, _attendance(month, days, away)) for away in (leave, more)]
    return Case(months={"before": found[0], "more leave": found[1]}, figure="leave")


_MINUTES = st.none() | st.integers(0, _LATE).map(float)
_PRESENCE: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "at_office": st.booleans(),
        "clocked_in": st.booleans(),
        "late_minutes": _MINUTES,
        "early_minutes": _MINUTES,
    }
)


def _plan(month: Evidence, units: Mapping[str, str]) -> PerformancePlan:
    own = (
        PlannedResult(code=code, main=True, target=_TARGET, unit=unit)
        for code, unit in units.items()
        if code != WORK.code
    )
    results = (evolve(WORK, target=_TARGET), *own)
    return PerformancePlan(officer=month.officer, period=month.period, results=results)


def _attendance(
    month: Evidence, days: Mapping[int, Mapping[str, Any]], leave: Iterable[int]
) -> list[AttendanceDay]:
    first, away = month.period.since, set(leave)
    return [
        AttendanceDay(
            officer=month.officer,
            day=first + timedelta(days=number),
            starts_at=datetime.combine(first + timedelta(days=number), time(1), tzinfo=UTC),
            absence=_LEAVE if number in away else None,
            **presence,
        )
        for number, presence in sorted(days.items())
    ]


def _gathered(
    month: Evidence, plan: PerformancePlan, done: Mapping[str, int], attendance: list[AttendanceDay]
) -> Evidence:
    """The month with the figures that gathering makes of these rows in the place of drawn ones."""
    start, as_of = month.period.bounds[0], max(month.as_of, month.period.bounds[1])
    rows = Rows(
        requests=[_request(start, as_of)],
        steps=[
            StepFact(
                request=RequestId("r1"),
                step="verify",
                officer=month.officer,
                among_citizens=True,
                ended_at=start + _HOUR,
                credit=done[WORK.code] * _MINUTE,
            )
        ],
        attendance=attendance,
        work_results=[
            WorkResult(
                id=f"w.{code}",
                officer=month.officer,
                item=code,
                realised=float(amount),
                recorded_at=from_us(start + _HOUR, month.period.zone),
                entered_by=month.officer,
                validated_by=month.officer,
            )
            for code, amount in done.items()
            if code != WORK.code
        ],
    )
    made = gather(month.officer, month.period, rows, measures=_measures(), plan=plan, as_of=as_of)
    figures = {name: made.figures.get(name, value) for name, value in month.figures.items()}
    return evolve(month, figures=figures)


def _request(start: int, as_of: int) -> RequestFact:
    """A request that was granted in time and solved."""
    done = start + _HOUR
    return RequestFact(
        request=RequestId("r1"),
        service="service",
        channel="channel",
        as_of=as_of,
        submitted_at=start,
        decided_at=done,
        ready_at=done,
        closed_at=done,
        office_due_at=start + 2 * _HOUR,
        due_at=start + 2 * _HOUR,
        decision="granted",
        solved=True,
    )
