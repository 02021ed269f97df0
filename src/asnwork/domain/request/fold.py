"""The fold from a request's events to its facts: one row for each round, one for each step done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from asnwork.domain.moment import span_us, to_us
from asnwork.domain.request.clocks import paused_spans, state_at
from asnwork.domain.request.events import RequestEvent
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.domain.request.stages import Solved
from asnwork.domain.request.state import CitizenRequest, Round, StepDone
from asnwork.domain.working_time import WorkingCalendar, add_us, between_us

__all__ = ["facts_of"]

_SAID = {Solved.YES: True, Solved.NO: False, Solved.UNKNOWN: None}


def facts_of(
    source: CitizenRequest | Iterable[RequestEvent], *, calendar: WorkingCalendar, as_of: datetime
) -> tuple[tuple[RequestFact, ...], tuple[StepFact, ...]]:
    """Return the facts of a request as they were known at a moment.

    Pauses count until the promise ends: the product is ready, or the request is refused or ended. Where the
    applicant and something outside are waited for at once, the time counts as the applicant's, so that it
    counts once. A promise is moved by the pauses after it was given; those before were known to who gave it.

    Args:
        source: The request, or its events; with events one can look back.
        calendar: Whose working time is counted.
        as_of: The moment; what occurred later is not seen.

    Returns:
        A row for each round, and a row for each step done; both empty before the request was filed.

    Raises:
        InvalidInput: `as_of` has no zone, or lies before the last event of a request given as its state.
        CalendarUnknown: A pause, or a promise that it moves, lies outside the calendar.
    """
    request = state_at(source, as_of)
    if request is None:
        return (), ()
    numbered = tuple(enumerate(request.rounds, start=1))
    rows = tuple(_request_fact(request, number, round_, calendar, as_of) for number, round_ in numbered)
    steps = tuple(_step_fact(request, number, done) for number, round_ in numbered for done in round_.done)
    return rows, steps


def _request_fact(
    request: CitizenRequest, number: int, round_: Round, calendar: WorkingCalendar, as_of: datetime
) -> RequestFact:
    until = to_us(round_.answered_at or as_of)
    by_applicant, outside = _paused(round_, calendar, until, to_us(round_.submitted_at))
    due, office_due = _dues(round_, calendar, until)
    promise = round_.promise
    return RequestFact(
        request=request.id,
        round=number,
        service=request.service,
        channel=request.channel,
        district=request.district,
        unit=request.unit,
        applicant=request.applicant,
        decided_by=next((step.officer for step in round_.done if step.step == request.deciding_step), None),
        as_of=to_us(as_of),
        submitted_at=to_us(round_.submitted_at),
        complete_at=_us(round_.complete_at),
        first_response_at=_us(round_.informed_at),
        decided_at=_us(round_.decided_at),
        ready_at=_us(round_.ready_at),
        delivered_at=_us(round_.delivered_at),
        closed_at=_us(round_.closed_at),
        ended_at=_us(round_.ended_at),
        reopened_at=_us(round_.reopened_at),
        due_at=due,
        office_due_at=office_due,
        first_response_due_at=_us(promise.first_response_due_at) if promise else None,
        paused_by_applicant=by_applicant,
        paused_outside=outside,
        effort=_effort(round_),
        steps_done=len(round_.done),
        trips=round_.trips,
        trips_before_answer=round_.trips_before_answer,
        usual_trips=request.usual_trips,
        returns=_returns(round_),
        declined_by=round_.declined_by,
        decision=round_.decision.value if round_.decision else "",
        ended_as=round_.ended_as.value if round_.ended_as else "",
        solved=_SAID[round_.solved],
        confirmed_by=round_.confirmed_by,
    )


def _step_fact(request: CitizenRequest, number: int, done: StepDone) -> StepFact:
    credits = dict(zip(request.all_steps, request.credits, strict=False))
    return StepFact(
        request=request.id,
        round=number,
        step=done.step,
        officer=done.officer,
        unit=done.unit,
        place=done.place,
        at_office=done.at_office,
        among_citizens=done.among_citizens,
        queued_at=to_us(done.queued_at),
        started_at=to_us(done.started_at),
        ended_at=to_us(done.ended_at),
        effort=None if done.effort is None else span_us(done.effort),
        credit=span_us(credits[done.step]) if credits else None,
    )


def _us(moment: datetime | None) -> int | None:
    return None if moment is None else to_us(moment)


def _paused(round_: Round, calendar: WorkingCalendar, until: int, since: int) -> tuple[int, int]:
    """The working time paused between two moments: for the applicant, and for something outside alone."""
    by_applicant, whole = (
        sum(
            between_us(calendar.table, max(start, since), end)
            for start, end in paused_spans(round_, until, outside=kind)
            if end > since
        )
        for kind in (False, None)
    )
    return by_applicant, whole - by_applicant


def _dues(round_: Round, calendar: WorkingCalendar, until: int) -> tuple[int | None, int | None]:
    """When it is due for the citizen and for the office: the promise, moved by the pauses after it."""
    promise = round_.promise
    if promise is None or promise.due_at is None:
        return None, None
    due = to_us(promise.due_at)
    by_applicant, outside = _paused(round_, calendar, until, to_us(promise.given_at))
    return _moved(due, by_applicant, calendar), _moved(due, by_applicant + outside, calendar)


def _moved(due: int, paused: int, calendar: WorkingCalendar) -> int:
    """A moment moved by working time; by none it stays where it is, in closed hours and unknown years too."""
    return add_us(calendar.table, due, paused) if paused else due


def _returns(round_: Round) -> int:
    """How often the applicant was waited for before the answer; waiting to be collected is no return."""
    answered = round_.answered_at
    return sum(
        not pause.reason.outside and (answered is None or pause.since < answered) for pause in round_.pauses
    )


def _effort(round_: Round) -> int | None:
    """The sum over the steps done; None when one is not known, since a part would pass for the whole."""
    efforts = [span_us(step.effort) for step in round_.done if step.effort is not None]
    return sum(efforts) if len(efforts) == len(round_.done) else None
