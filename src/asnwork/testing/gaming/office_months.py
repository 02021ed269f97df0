"""A strategy for small offices: two or three officers, a few requests with every outcome, two months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.attendance import AttendanceDay
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.plan import PlannedResult
from asnwork.domain.request.events import (
    AssignmentDeclined,
    ClockPaused,
    ClockResumed,
    PromiseGiven,
    RequestAssigned,
    RequestReopened,
    RequestSubmitted,
    RequestWithdrawn,
    SolvedReported,
    StepStarted,
)
from asnwork.domain.request.stages import APPLICANT, Solved
from asnwork.domain.work_result import WorkResult
from asnwork.testing.gaming.logs import Happened, Log, numbered, one_round, one_step
from asnwork.testing.gaming.office import OFFICE_RESULTS, Office

__all__ = ["office_months"]

OFFICERS = tuple(OfficerId(name) for name in ("ani", "budi", "citra"))
CITIZEN = "applicant"

PROMISED_DAYS, MOST_DAYS = 3, 9
"""What is promised, and the longest that a request takes, in calendar days."""

SOON, LONG_AFTER = 2, 25
"""When a request is reopened, in days after its close: while that counts, and when it no longer does."""

RETURNS = (0, 0, 0, 2)
"""How often a file goes back: mostly never, or too often."""

STEPS = (("record",), ("check", "record"), ("check", "record"))
"""What a request goes through; the last step decides."""

FATES = ("granted", "granted", "refused", "held", "waiting", "withdrawn")
"""What becomes of a request; the first is the simplest and the commonest."""


def _moment(office: Office, day: int, hour: int) -> datetime:
    zone = ZoneInfo(office.first.zone)
    return datetime.combine(office.first.since + timedelta(days=day), time(hour), tzinfo=zone)


def _promised(at: datetime) -> Happened:
    return Happened(PromiseGiven, at, "system", due_at=at + timedelta(days=PROMISED_DAYS), reason="limit")


def _filed(at: datetime, steps: tuple[str, ...]) -> Iterator[Happened]:
    yield Happened(
        RequestSubmitted,
        at,
        CITIZEN,
        service="card",
        channel="counter",
        steps=steps,
        credits=(timedelta(minutes=30),) * len(steps),
        deciding_step=steps[-1],
        collected=False,
    )
    yield _promised(at)


def _handed_back(step: str, officer: OfficerId, at: datetime) -> Iterator[Happened]:
    yield Happened(RequestAssigned, at, "system", step=step, officer=officer)
    yield Happened(AssignmentDeclined, at, officer, officer=officer, reason="no time")


def _sent_back(times: int, at: datetime) -> Iterator[Happened]:
    """The file goes back for papers, so many times."""
    for number in range(times):
        asked = at + timedelta(minutes=10 * number)
        yield Happened(ClockPaused, asked, "system", reason=APPLICANT)
        yield Happened(ClockResumed, asked + timedelta(minutes=5), "system", reason=APPLICANT)


@st.composite
def _life(draw: st.DrawFn, office: Office) -> list[Happened]:
    """One request: filed in the two months or a little before, and as far as it got."""
    filed_at = _moment(office, draw(_filing_days(office)), 9)
    steps = draw(st.sampled_from(STEPS))
    who = [(step, draw(st.sampled_from(office.officers))) for step in steps]
    fate = draw(st.sampled_from(FATES))
    at = filed_at + timedelta(days=draw(st.integers(0, MOST_DAYS)), hours=1)
    events = [*_filed(filed_at, steps), *_sent_back(draw(st.sampled_from(RETURNS)), filed_at)]
    if draw(st.integers(0, 4)) == 4:
        events += _handed_back(steps[0], draw(st.sampled_from(office.officers)), at)
    if fate in ("granted", "refused"):
        events += one_round(who, at, granted=fate == "granted")
        events += draw(_afterwards(who, at))
    else:
        events += _unfinished(fate, who, at)
    return events


def _filing_days(office: Office) -> SearchStrategy[int]:
    """Days from the first of the two months on: any, or a little before either month."""
    edge, last = ((until - office.first.since).days for until in (office.first.until, office.second.until))
    return st.one_of(
        st.integers(0, last - 1), st.integers(edge - MOST_DAYS, edge - 1), st.integers(-MOST_DAYS, -1)
    )


def _unfinished(fate: str, who: list[tuple[str, OfficerId]], at: datetime) -> Iterator[Happened]:
    """All but the last step are done; that one is begun, or nobody has it, or the citizen takes all back."""
    *before, (step, officer) = who
    for earlier, doer in before:
        yield from one_step(earlier, doer, at)
    if fate == "held":
        for kind in (RequestAssigned, StepStarted):
            yield Happened(kind, at, officer, step=step, officer=officer)
    if fate == "withdrawn":
        yield Happened(RequestWithdrawn, at, CITIZEN)


def _log(number: int, life: list[Happened]) -> Log:
    """The log of a request of a citizen of its own."""
    filed, *rest = life
    return numbered(RequestId(f"r{number}"), (filed.but(applicant=f"citizen-{number}"), *rest))


@st.composite
def _afterwards(draw: st.DrawFn, who: list[tuple[str, OfficerId]], closed_at: datetime) -> list[Happened]:
    """What happens to a closed request: the citizen may say whether it is solved, and it may be reopened."""
    events = []
    said = draw(st.sampled_from([None, None, Solved.YES, Solved.NO]))
    if said is not None:
        events.append(Happened(SolvedReported, closed_at + timedelta(hours=1), CITIZEN, solved=said))
    after = draw(st.sampled_from([None, None, None, SOON, LONG_AFTER]))
    if after is not None:
        at = closed_at + timedelta(days=after)
        events += [Happened(RequestReopened, at, CITIZEN, reason="the name is misspelt"), _promised(at)]
        if draw(st.booleans()):
            events += one_round(who, at + timedelta(days=draw(st.integers(0, MOST_DAYS))))
    return events


@st.composite
def _work_result(draw: st.DrawFn, office: Office) -> WorkResult:
    officer = draw(st.sampled_from(office.officers))
    return WorkResult(
        id="w",
        officer=officer,
        item=office.results[-1].code,
        realised=float(draw(st.integers(1, 2))),
        recorded_at=_moment(office, draw(_filing_days(office)), 15),
        entered_by=officer,
        validated_by=draw(st.sampled_from([None, *office.officers])),
    )


def _attendance(office: Office) -> tuple[AttendanceDay, ...]:
    """The first day of each month, at the office and in time: enough for those who count attendance."""
    return tuple(
        AttendanceDay(
            officer=officer,
            day=period.since,
            starts_at=datetime.combine(period.since, time(8), tzinfo=ZoneInfo(period.zone)),
            at_office=True,
            late_minutes=0.0,
            early_minutes=0.0,
        )
        for officer in office.officers
        for period in (office.first, office.second)
    )


@st.composite
def _offices(draw: st.DrawFn, most: int, results: tuple[PlannedResult, ...]) -> Office:
    bare = Office(officers=OFFICERS[: draw(st.integers(2, len(OFFICERS)))], results=results)
    office = evolve(bare, attendance=_attendance(bare))
    lives = draw(st.lists(_life(office), min_size=1, max_size=most))
    entered = draw(st.lists(_work_result(office), max_size=2))
    return evolve(
        office,
        logs=tuple(_log(number, life) for number, life in enumerate(lives, start=1)),
        work_results=tuple(evolve(each, id=f"w{number}") for number, each in enumerate(entered, start=1)),
    )


def office_months(
    *, requests: int = 6, results: Iterable[PlannedResult] = OFFICE_RESULTS
) -> SearchStrategy[Office]:
    """Two months of small offices: requests on time, late, open, refused, handed back, reopened, solved.

    Args:
        requests: How many requests there are at most; at least one.
        results: What is expected of each officer in a month; a scorer that reads other results needs its own.

    Examples:
        >>> from hypothesis import given
        >>> @given(office_months(requests=2))
        ... def a_small_office_has_something_to_do(office):
        ...     assert 1 <= len(office.logs) <= 2
        >>> a_small_office_has_something_to_do()
    """
    return _offices(requests, tuple(results))
