"""The effects: what each event writes into a request; `apply` sees to whether it may, and to the stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve

from asnwork.domain.request.events import (
    AssignmentDeclined,
    CitizenInformed,
    CitizenTripMade,
    ClockPaused,
    ClockResumed,
    DocumentReceived,
    ProductDelivered,
    ProductReady,
    PromiseGiven,
    RequestAssigned,
    RequestClosed,
    RequestDecided,
    RequestEvent,
    RequestForwarded,
    RequestMarkedDuplicate,
    RequestReopened,
    RequestSubmitted,
    RequestWithdrawn,
    SolvedReported,
    StepCompleted,
    StepStarted,
)
from asnwork.domain.request.stages import EndedAs, Solved
from asnwork.domain.request.state import CitizenRequest, Pause, Promise, Round, StepDone, StepInHand

__all__ = ["EFFECTS"]


def _submitted(request: None, event: RequestSubmitted) -> CitizenRequest:
    filed = CitizenRequest(
        id=event.request,
        service=event.service,
        channel=event.channel,
        district=event.district,
        unit=event.unit,
        applicant=event.applicant,
        required=event.required,
        all_steps=event.steps,
        credits=event.credits,
        before_complete=event.before_complete,
        hand_over_steps=event.hand_over_steps,
        deciding_step=event.deciding_step,
        collected=event.collected,
        usual_trips=event.usual_trips,
        documents=event.documents,
        rounds=(_first_round(event),),
        version=event.sequence,
        last_event_at=event.occurred_at,
    )
    return _with_completeness(filed, event)


def _first_round(event: RequestSubmitted) -> Round:
    return Round(
        submitted_at=event.occurred_at,
        steps=event.steps,
        trips=event.trips,
        trips_before_answer=event.trips,
    )


def _now(request: CitizenRequest, **changes: Any) -> CitizenRequest:
    """The request with changes to its present round."""
    return evolve(request, rounds=(*request.rounds[:-1], evolve(request.present, **changes)))


def _with_completeness(request: CitizenRequest, event: RequestEvent) -> CitizenRequest:
    if request.present.complete_at is None and request.is_complete:
        return _now(request, complete_at=event.occurred_at)
    return request


def _document(request: CitizenRequest, event: DocumentReceived) -> CitizenRequest:
    return _with_completeness(evolve(request, documents=(*request.documents, event.document)), event)


def _promise(request: CitizenRequest, event: PromiseGiven) -> CitizenRequest:
    promise = Promise(
        given_at=event.occurred_at,
        due_at=event.due_at,
        first_response_due_at=event.first_response_due_at,
        reason=event.reason,
        law=event.law,
    )
    return _now(request, promise=promise)


def _informed(request: CitizenRequest, event: CitizenInformed) -> CitizenRequest:
    first = request.present.informed_at or event.occurred_at
    return _now(request, informed_at=first, last_informed_at=event.occurred_at)


def _trip(request: CitizenRequest, event: CitizenTripMade) -> CitizenRequest:
    present = request.present
    return _now(
        request,
        trips=present.trips + 1,
        trips_before_answer=present.trips_before_answer + (present.answered_at is None),
        last_trip_at=event.occurred_at,
    )


def _assigned(request: CitizenRequest, event: RequestAssigned) -> CitizenRequest:
    return _now(
        request, in_hand=StepInHand(step=event.step, officer=event.officer, assigned_at=event.occurred_at)
    )


def _declined(request: CitizenRequest, event: AssignmentDeclined) -> CitizenRequest:
    declined = request.present.declined_by
    if event.actor == event.officer and event.officer not in declined:
        declined = (*declined, event.officer)
    return _now(request, in_hand=None, declined_by=declined)


def _started(request: CitizenRequest, event: StepStarted) -> CitizenRequest:
    present = request.present
    assert present.in_hand is not None, "the moves let only a step in hand be begun"
    return _now(
        request,
        in_hand=evolve(present.in_hand, started_at=event.occurred_at, place=event.place),
        queued_at=present.queued_at or _queued_at(request, event.step),
        begun_at=present.begun_at or event.occurred_at,
    )


def _queued_at(request: CitizenRequest, step: str) -> datetime:
    """When a step could first have been begun.

    That is when the last of these had happened: it was filed, the papers were there, the step before was
    done, the decision was taken; for a step of the hand-over, the product was ready and the citizen came.
    """
    present = request.present
    moments = [present.submitted_at, present.decided_at, *(done.ended_at for done in present.done[-1:])]
    if step not in request.before_complete:
        moments.append(present.complete_at)
    if step in request.hand_over_steps:
        moments += [present.ready_at, present.last_trip_at]
    return max(moment for moment in moments if moment is not None)


def _completed(request: CitizenRequest, event: StepCompleted) -> CitizenRequest:
    present = request.present
    held, queued_at, begun_at = present.in_hand, present.queued_at, present.begun_at
    assert held and queued_at and begun_at, "the moves let only a step that was begun be completed"
    done = StepDone(
        step=event.step,
        officer=event.officer,
        unit=event.unit,
        place=event.place or held.place,
        at_office=event.at_office,
        among_citizens=event.among_citizens,
        queued_at=queued_at,
        started_at=begun_at,
        ended_at=event.occurred_at,
        effort=event.effort,
    )
    return _now(request, in_hand=None, queued_at=None, begun_at=None, done=(*present.done, done))


def _paused(request: CitizenRequest, event: ClockPaused) -> CitizenRequest:
    pause = Pause(reason=event.reason, since=event.occurred_at)
    return _now(request, pauses=(*request.present.pauses, pause))


def _resumed(request: CitizenRequest, event: ClockResumed) -> CitizenRequest:
    return _now(request, pauses=_ended(request, event, event.reason.code))


def _ended(request: CitizenRequest, event: RequestEvent, code: str | None = None) -> tuple[Pause, ...]:
    """The pauses, those that last and wait for the code, or for anything, ended by the event."""
    return tuple(
        evolve(pause, until=event.occurred_at)
        if pause.until is None and code in (None, pause.reason.code)
        else pause
        for pause in request.present.pauses
    )


def _decided(request: CitizenRequest, event: RequestDecided) -> CitizenRequest:
    return _now(request, decision=event.decision, decided_at=event.occurred_at)


def _made_ready(request: CitizenRequest, event: ProductReady) -> CitizenRequest:
    return _now(request, ready_at=event.occurred_at)


def _delivered(request: CitizenRequest, event: ProductDelivered) -> CitizenRequest:
    return _now(request, delivered_at=event.occurred_at)


def _closed(request: CitizenRequest, event: RequestClosed) -> CitizenRequest:
    return _now(request, closed_at=event.occurred_at, pauses=_ended(request, event))


def _solved(request: CitizenRequest, event: SolvedReported) -> CitizenRequest:
    """The last answer counts, but the applicant's own stands until the applicant says otherwise.

    Only a no may be entered over a yes of the applicant's: it speaks against who enters it.
    """
    by, present = request.applicant if event.actor == "applicant" else event.actor, request.present
    against = present.solved is Solved.YES and event.solved is Solved.NO
    if present.confirmed_by == request.applicant != by and not against:
        return request
    return _now(request, solved=event.solved, confirmed_by="" if event.solved is Solved.UNKNOWN else by)


def _reopened(request: CitizenRequest, event: RequestReopened) -> CitizenRequest:
    before = _now(request, reopened_at=event.occurred_at)
    again = Round(submitted_at=event.occurred_at, steps=event.steps or request.all_steps)
    return _with_completeness(evolve(before, rounds=(*before.rounds, again)), event)


def _cut_short(ended_as: EndedAs) -> Callable[[CitizenRequest, Any], CitizenRequest]:
    def end(request: CitizenRequest, event: RequestEvent) -> CitizenRequest:
        pauses = _ended(request, event)
        return _now(request, ended_as=ended_as, ended_at=event.occurred_at, in_hand=None, pauses=pauses)

    return end


EFFECTS: Mapping[type[RequestEvent], Callable[[Any, Any], CitizenRequest]] = {
    RequestSubmitted: _submitted,
    DocumentReceived: _document,
    PromiseGiven: _promise,
    CitizenInformed: _informed,
    CitizenTripMade: _trip,
    RequestAssigned: _assigned,
    AssignmentDeclined: _declined,
    StepStarted: _started,
    StepCompleted: _completed,
    ClockPaused: _paused,
    ClockResumed: _resumed,
    RequestDecided: _decided,
    ProductReady: _made_ready,
    ProductDelivered: _delivered,
    RequestClosed: _closed,
    SolvedReported: _solved,
    RequestReopened: _reopened,
    RequestWithdrawn: _cut_short(EndedAs.WITHDRAWN),
    RequestForwarded: _cut_short(EndedAs.FORWARDED),
    RequestMarkedDuplicate: _cut_short(EndedAs.DUPLICATE),
}
"""For each event the function from the request before it, and the event, to the request after it."""
