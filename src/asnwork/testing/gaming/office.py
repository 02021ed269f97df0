"""A small office for two months: what happened to its requests, what its officers entered, when they came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from asnwork.domain.attendance import AttendanceDay
from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.moment import to_us
from asnwork.domain.plan import PerformancePlan, PlannedResult
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.domain.request.fold import facts_of
from asnwork.domain.work_result import WorkResult
from asnwork.domain.working_time import WeeklyHours, WorkingCalendar
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import MONTHS, gather, period_figures
from asnwork.policies.outcome import CITIZENS, WORK, Measure, OutcomePolicy
from asnwork.scoring.scorer import InsufficientEvidence, Score, Scorer, evaluate
from asnwork.testing.gaming.logs import Log
from asnwork.testing.gaming.showing import log_lines, result_line

__all__ = ["OFFICE_RESULTS", "Folds", "Office", "evidence_of", "judged", "office_calendar", "rows_of_office"]

Fold: TypeAlias = tuple[tuple[RequestFact, ...], tuple[StepFact, ...]]

Folds: TypeAlias = dict[tuple[int, datetime], tuple[Log, Fold]]
"""Logs that were folded, by which object they are and as of when, each kept with what it is known by."""

ZONE = "Asia/Jakarta"

OFFICE_RESULTS = (
    evolve(WORK, target=60.0),
    evolve(CITIZENS, target=2.0),
    PlannedResult(
        code="reports", label="reports", label_id="laporan", main=False, target=2.0, unit="results"
    ),
)
"""What is expected of each officer in a month: an hour of steps, two citizens content, two reports."""

FIRST, SECOND = (Period.month(2026, month, zone=ZONE) for month in (5, 6))


@lru_cache(maxsize=1)
def office_calendar() -> WorkingCalendar:
    """Return the hours of the office: eight to four, Monday to Friday, and no holiday."""
    hours = ((time(8), time(16)),)
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    return WorkingCalendar(
        name="small office",
        zone=ZONE,
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
        week=WeeklyHours(**dict.fromkeys(days, hours)),
    )


@frozen(kw_only=True, repr=False)
class Office:
    """What happened in a small office in two months that follow one another.

    Attributes:
        officers: Who works there.
        logs: The events of each request.
        work_results: What the officers entered besides requests.
        attendance: Their days; None when none are recorded.
        results: What is expected of each officer in a month.
        first: The first month.
        second: The month after it.
        as_of: When evidence is gathered, long after both months; what has not been done by then never was.
    """

    officers: tuple[OfficerId, ...]
    logs: tuple[Log, ...] = ()
    work_results: tuple[WorkResult, ...] = ()
    attendance: tuple[AttendanceDay, ...] | None = None
    results: tuple[PlannedResult, ...] = OFFICE_RESULTS
    first: Period = FIRST
    second: Period = SECOND
    as_of: datetime = field(default=datetime(2026, 12, 1, tzinfo=ZoneInfo(ZONE)))

    @property
    def both(self) -> Period:
        """Both months as one period."""
        return Period(since=self.first.since, until=self.second.until, zone=self.first.zone)

    def plan(self, officer: OfficerId, period: Period) -> PerformancePlan:
        """Return what is expected of an officer in a period: each month as much as in the other."""
        months = period_figures(period)[MONTHS]
        results = [evolve(result, target=result.target * months) for result in self.results]
        return PerformancePlan(officer=officer, period=period, results=results)

    @property
    def lines(self) -> tuple[str, ...]:
        """What happened, a line for each moment of a request and for each work result."""
        logs = (line for log in self.logs for line in log_lines(log))
        return (*logs, *map(result_line, self.work_results))

    def __repr__(self) -> str:
        return "\n".join((f"Office of {', '.join(self.officers)}", *(f"  {line}" for line in self.lines)))

    def with_log(self, place: int, *logs: Log) -> Office:
        """Return the office in which other logs stand in the place of one."""
        return evolve(self, logs=(*self.logs[:place], *logs, *self.logs[place + 1 :]))


def rows_of_office(office: Office, as_of: datetime, *, folds: Folds | None = None) -> Rows:
    """Return the rows of facts of an office as they were known at a moment.

    Args:
        office: What happened.
        as_of: The moment.
        folds: Where logs that were folded before are kept, and those of now are put.
    """
    kept = {} if folds is None else folds
    found = [_folded(log, as_of, kept) for log in office.logs]
    return Rows(
        requests=[fact for facts, _ in found for fact in facts],
        steps=[step for _, steps in found for step in steps],
        attendance=office.attendance,
        work_results=[result for result in office.work_results if result.recorded_at <= as_of],
    )


def _folded(log: Log, as_of: datetime, folds: Folds) -> Fold:
    # Known by which object it is: to compare or to hash a log costs more than to fold it.
    key = (id(log), as_of)
    if key not in folds:
        folds[key] = log, facts_of(log, calendar=office_calendar(), as_of=as_of)
    return folds[key][1]


def evidence_of(
    office: Office,
    officer: OfficerId,
    *,
    policy: OutcomePolicy,
    period: Period,
    as_of: datetime,
    measures: Iterable[Measure] = (),
    folds: Folds | None = None,
) -> Evidence:
    """Return the evidence of an officer of an office, by the chain that an application goes through.

    Args:
        office: What happened.
        officer: Whose evidence.
        policy: When output and outcome count.
        period: For which period.
        as_of: When it is gathered.
        measures: More figures than those of the policy, such as those of attendance.
        folds: Where folded logs are kept, when several evidences are gathered.
    """
    return gather(
        officer,
        period,
        rows_of_office(office, as_of, folds=folds),
        measures=(*policy.measures, *measures),
        attribution=policy.attribution,
        plan=office.plan(officer, period),
        as_of=to_us(as_of),
    )


def judged(
    office: Office,
    officer: OfficerId,
    *,
    policy: OutcomePolicy,
    scorer: Scorer,
    period: Period,
    as_of: datetime,
    measures: Iterable[Measure] = (),
) -> Score | InsufficientEvidence:
    """Return what a scorer says of an officer of an office: events, facts, evidence, score.

    Args:
        office: What happened.
        officer: Who is judged.
        policy: When output and outcome count.
        scorer: What is measured.
        period: For which period.
        as_of: When the evidence is gathered.
        measures: More figures than those of the policy, such as those of attendance.
    """
    evidence = evidence_of(office, officer, policy=policy, period=period, as_of=as_of, measures=measures)
    return evaluate(scorer, evidence)
