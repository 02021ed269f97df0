"""Rows of facts drawn at random: what three officers did in and around a month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from asnwork.domain.attendance import Absence, AttendanceDay
from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.moment import from_us
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.domain.work_result import WorkResult
from asnwork.policies.fact_rows import Rows

__all__ = ["AS_OF", "HOUR", "LEAVE", "MAY", "OFFICERS", "START", "rows"]

MAY = Period.month(2026, 5, zone="Asia/Jakarta")
START, END = MAY.bounds
HOUR = 3_600_000_000
AS_OF = START + 60 * 24 * HOUR
OFFICERS = tuple(OfficerId(name) for name in ("ani", "budi", "citra"))

LEAVE = Absence(code="leave", lawful=True, on_duty=False)
FIELD_DUTY = Absence(code="field_duty", lawful=True, on_duty=True)
NO_EXCUSE = Absence(code="no_excuse", lawful=False, on_duty=False)

_MOMENT = st.integers(-240, 60 * 24).map(lambda hours: START + hours * HOUR)
_MAYBE = st.none() | _MOMENT
_OFFICER = st.sampled_from(OFFICERS)
_FLAG = st.sampled_from([None, True, False])
_APPLICANTS = ("", "ani", "citizen-1", "citizen-1")


@st.composite
def _request(draw: st.DrawFn, number: int) -> RequestFact:
    return RequestFact(
        request=RequestId(f"r{number % 4}"),
        round=1 + number // 4,
        service="card",
        channel="counter",
        applicant=_APPLICANTS[number % 4],
        decided_by=draw(st.none() | _OFFICER),
        declined_by=draw(st.sets(_OFFICER, max_size=2).map(sorted)),
        as_of=AS_OF,
        submitted_at=draw(_MOMENT),
        decided_at=draw(_MAYBE),
        ready_at=draw(_MAYBE),
        closed_at=draw(_MAYBE),
        ended_at=draw(_MAYBE),
        reopened_at=draw(_MAYBE),
        due_at=draw(_MAYBE),
        office_due_at=draw(_MAYBE),
        decision=draw(st.sampled_from(["", "granted", "refused", "not_ours"])),
        returns=draw(st.none() | st.integers(0, 3)),
        trips_before_answer=draw(st.none() | st.integers(0, 3)),
        usual_trips=draw(st.none() | st.integers(0, 2)),
        solved=draw(_FLAG),
        confirmed_by=draw(st.sampled_from(["", "ani", "citizen-1", "citizen-2"])),
    )


@st.composite
def _step(draw: st.DrawFn, request: int, number: int, step: str) -> StepFact:
    return StepFact(
        request=RequestId(f"r{request}"),
        round=number,
        step=step,
        officer=draw(_OFFICER),
        among_citizens=draw(_FLAG),
        ended_at=draw(_MOMENT),
        credit=draw(st.none() | st.integers(1, 240).map(lambda minutes: minutes * 60_000_000)),
    )


_DONE = st.tuples(st.integers(0, 4), st.integers(1, 2), st.sampled_from(["verify", "sign"]))


@st.composite
def _day(draw: st.DrawFn, officer: OfficerId, number: int) -> AttendanceDay:
    day = (MAY.since + timedelta(days=number)) if number >= 0 else MAY.since - timedelta(days=-number)
    late = draw(st.none() | st.integers(0, 120).map(float))
    return AttendanceDay(
        officer=officer,
        day=day,
        starts_at=datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC),
        at_office=draw(st.booleans()),
        clocked_in=draw(st.booleans()),
        late_minutes=late,
        early_minutes=draw(st.none() | st.integers(0, 120).map(float)),
        absence=draw(st.sampled_from([None, None, LEAVE, FIELD_DUTY, NO_EXCUSE])),
    )


@st.composite
def _result(draw: st.DrawFn, number: int) -> WorkResult:
    officer = draw(_OFFICER)
    return WorkResult(
        id=f"w{number}",
        officer=officer,
        item=draw(st.sampled_from(["reports", "visits"])),
        realised=float(draw(st.integers(0, 20))),
        recorded_at=from_us(draw(_MOMENT), MAY.zone),
        entered_by=officer,
        validated_by=draw(st.none() | _OFFICER),
    )


@st.composite
def rows(draw: st.DrawFn) -> Rows:
    """Rows of every source, with moments before, in and after May 2026; some sources may be absent."""
    numbers = draw(st.lists(st.integers(0, 7), unique=True, max_size=6))
    days = draw(st.sets(st.tuples(_OFFICER, st.integers(-3, 40)), max_size=8))
    done = draw(st.lists(_DONE, unique=True, max_size=10))
    results = draw(st.integers(0, 6))
    there = draw(st.tuples(*[st.sampled_from([True, True, True, False])] * 4))
    return Rows(
        requests=[draw(_request(number)) for number in numbers] if there[0] else None,
        steps=[draw(_step(*each)) for each in done] if there[1] else None,
        attendance=[draw(_day(officer, number)) for officer, number in sorted(days)] if there[2] else None,
        work_results=[draw(_result(number)) for number in range(results)] if there[3] else None,
    )
