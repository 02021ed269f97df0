"""Two laws of a scorer that looks at work alone, for any such scorer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from attrs import evolve

from asnwork.domain.attendance import AttendanceDay
from asnwork.domain.evidence import Evidence
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.plan import PerformancePlan
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.indonesia.law import national_law
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from asnwork.policies.outcome import WORK
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.score import InsufficientEvidence, Score, rank_key
from asnwork.scoring.scorer import Scorer, evaluate
from tests.rows import AS_OF, HOUR, LEAVE, MAY, START

__all__ = ["assert_blind_to_rows", "month", "without_reasons_of_leave"]

LAW = national_law()
ANI = OfficerId("ani")
_MEASURES = (*standard_outcome(LAW).measures, *attendance_measures(LAW))


def without_reasons_of_leave(answer: Score | InsufficientEvidence) -> Any:
    """What a scorer answered, but for who, when and why a figure is missing."""
    if isinstance(answer, InsufficientEvidence):
        return answer.coverage, answer.missing
    return answer.value, answer.gate, [(part.value, part.effective_weight) for part in answer.parts]


def assert_blind_to_rows(scorer: Scorer, found: Evidence, changed: Evidence) -> None:
    """Assert that two evidences which differ in presence and place alone get the same answer."""
    assert without_reasons_of_leave(evaluate(scorer, found)) == without_reasons_of_leave(
        evaluate(scorer, changed)
    )


def month(*, minutes: int, target: float, leave: set[int], presence: dict[int, dict[str, Any]]) -> Evidence:
    """A May in which so many minutes of work were done, with leave on some days and presence as given."""
    request = RequestFact(
        request=RequestId("r"),
        service="s",
        channel="c",
        as_of=AS_OF,
        submitted_at=START,
        decided_at=START + HOUR,
        ready_at=START + HOUR,
        closed_at=START + HOUR,
        office_due_at=START + 24 * HOUR,
        decision="granted",
        solved=True,
    )
    step = StepFact(
        request=RequestId("r"),
        step="verify",
        officer=ANI,
        ended_at=START + HOUR,
        credit=minutes * 60_000_000,
    )
    days = []
    for number, parts in sorted(presence.items()):
        day = AttendanceDay(
            officer=ANI,
            day=date(2026, 5, number),
            starts_at=datetime(2026, 5, number, 1, tzinfo=UTC),
            **parts,
        )
        days.append(evolve(day, absence=LEAVE) if number in leave else day)
    plan = PerformancePlan(officer=ANI, period=MAY, results=[evolve(WORK, target=target)])
    rows = Rows(requests=[request], steps=[step], attendance=days, work_results=[])
    return gather(ANI, MAY, rows, measures=_MEASURES, plan=plan, as_of=AS_OF)


def never_lower(scorer: Scorer, before: Evidence, after: Evidence) -> bool:
    """Whether the answer to `after` ranks at least as high; no score at all ranks nowhere."""
    first, second = evaluate(scorer, before), evaluate(scorer, after)
    if isinstance(first, InsufficientEvidence):
        return True
    if isinstance(second, InsufficientEvidence):
        return first.value == 0
    return rank_key(second) >= rank_key(first)
