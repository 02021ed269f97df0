"""The moves: which event may happen in which stage, and where it leads; what is not in the table is refused.

Some moves have a condition besides the stage, such as who holds a step; the conditions stand below the table,
each as the sentence that the error will say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

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
from asnwork.domain.request.stages import Decision, Stage
from asnwork.domain.request.state import CitizenRequest
from asnwork.errors import MoveNotAllowed

__all__ = ["MOVES", "allowed_events", "stage_after"]

SUBMITTED, ASSIGNED, IN_PROGRESS = Stage.SUBMITTED, Stage.ASSIGNED, Stage.IN_PROGRESS
DECIDED, READY, DELIVERED, CLOSED = Stage.DECIDED, Stage.READY, Stage.DELIVERED, Stage.CLOSED
OPEN = (SUBMITTED, ASSIGNED, IN_PROGRESS, DECIDED, READY, DELIVERED)


def _stays(*stages: Stage) -> dict[Stage, Stage]:
    return {stage: stage for stage in stages}


MOVES: Mapping[type[RequestEvent], Mapping[Stage, Stage]] = {
    DocumentReceived: _stays(*OPEN),
    PromiseGiven: _stays(SUBMITTED, ASSIGNED, IN_PROGRESS),
    CitizenInformed: _stays(*OPEN),
    CitizenTripMade: _stays(*OPEN),
    RequestAssigned: {SUBMITTED: ASSIGNED, **_stays(IN_PROGRESS, DECIDED, READY)},
    AssignmentDeclined: {ASSIGNED: SUBMITTED, IN_PROGRESS: SUBMITTED, **_stays(DECIDED, READY)},
    StepStarted: {ASSIGNED: IN_PROGRESS, **_stays(IN_PROGRESS, DECIDED, READY)},
    StepCompleted: _stays(IN_PROGRESS, DECIDED, READY),
    ClockPaused: _stays(*OPEN),
    ClockResumed: _stays(*OPEN),
    RequestDecided: {IN_PROGRESS: DECIDED},
    ProductReady: {DECIDED: READY},
    ProductDelivered: {READY: DELIVERED},
    RequestClosed: {DECIDED: CLOSED, DELIVERED: CLOSED},
    SolvedReported: _stays(DECIDED, READY, DELIVERED, CLOSED),
    RequestReopened: {CLOSED: SUBMITTED},
    RequestWithdrawn: dict.fromkeys(OPEN, CLOSED),
    RequestForwarded: dict.fromkeys(OPEN, CLOSED),
    RequestMarkedDuplicate: dict.fromkeys(OPEN, CLOSED),
}
"""For each event the stages in which it may happen, and the stage that each leads to."""


def allowed_events(request: CitizenRequest | None) -> tuple[type[RequestEvent], ...]:
    """Return the events that the table allows in the request's stage, conditions aside.

    Args:
        request: The request; None before it is submitted.

    Examples:
        >>> [event.__name__ for event in allowed_events(None)]
        ['RequestSubmitted']
    """
    if request is None:
        return (RequestSubmitted,)
    return tuple(event for event, moves in MOVES.items() if request.stage in moves)


def stage_after(request: CitizenRequest | None, event: RequestEvent) -> Stage:
    """Return the stage to which an event leads.

    Args:
        request: The request; None before it is submitted.
        event: What happens.

    Raises:
        MoveNotAllowed: The table has no such move, or its condition is not met; names state, event and moves.
    """
    kind = type(event)
    if request is None:
        if kind is RequestSubmitted:
            return SUBMITTED
        raise _refusal(request, kind)
    leads_to = MOVES.get(kind, {}).get(request.stage)
    if leads_to is None:
        raise _refusal(request, kind)
    why = _CONDITIONS[kind](request, event) if kind in _CONDITIONS else ""
    if why:
        raise _refusal(request, kind, why)
    return leads_to


def _refusal(request: CitizenRequest | None, kind: type[RequestEvent], why: str = "") -> MoveNotAllowed:
    state = "not submitted" if request is None else request.stage.value
    others = [other.__name__ for other in allowed_events(request) if other is not kind]
    return MoveNotAllowed(state, kind.__name__, others, why)


# The conditions: each answers with the reason for refusing, or with nothing.


def _promise(request: CitizenRequest, event: PromiseGiven) -> str:
    """A moment once promised is kept; a reason why there was none may still give way to a moment."""
    given = request.present.promise
    if given is None:
        return ""
    if given.due_at is not None:
        return f"{given.due_at.isoformat()} was promised, and a promise is kept"
    response = given.first_response_due_at
    if response is not None and event.first_response_due_at != response:
        return f"a first response by {response.isoformat()} was promised, and a promise is kept"
    return ""


def _inform(request: CitizenRequest, event: CitizenInformed) -> str:
    informed_at = request.present.informed_at
    if event.kind == "first_response" and informed_at is not None:
        return f"the citizen first heard at {informed_at.isoformat()}; what follows is an update"
    return ""


def _assign(request: CitizenRequest, event: RequestAssigned) -> str:
    """The steps go in order, one at a time, those after the deciding one only when it was granted."""
    held, step = request.present.in_hand, request.present.next_step
    if held is not None:
        return f"{held.officer} holds the step {held.step}; it is declined or completed first"
    if event.step != step:
        return f"the next step is {step}" if step else "all steps are done"
    if _deciding_step_done(request) and request.decision is not Decision.GRANTED:
        return f"the step {step} comes after the decision, and the request was not granted"
    if step in request.hand_over_steps and request.stage is not READY:
        return f"the step {step} hands the product over, and the product is not ready"
    return ""


def _decline(request: CitizenRequest, event: AssignmentDeclined) -> str:
    held = request.present.in_hand
    if held is None:
        return "nobody holds a step"
    return "" if held.officer == event.officer else f"{held.officer} holds the step {held.step}"


def _start(request: CitizenRequest, event: StepStarted) -> str:
    """The officer who was assigned the step begins it, with complete papers or when it may begin before."""
    held = request.present.in_hand
    if held is None:
        return "nobody was assigned a step"
    if (held.step, held.officer) != (event.step, event.officer):
        return f"the step {held.step} was assigned to {held.officer}"
    if held.started_at is not None:
        return f"the step {held.step} was begun at {held.started_at.isoformat()}"
    if event.step not in request.before_complete and request.missing_papers:
        return f"papers are missing: {', '.join(request.missing_papers)}"
    return ""


def _complete(request: CitizenRequest, event: StepCompleted) -> str:
    """The officer who began the step completes it."""
    held = request.present.in_hand
    if held is None or held.started_at is None:
        return "no step was begun"
    if (held.step, held.officer) != (event.step, event.officer):
        return f"the step {held.step} was begun by {held.officer}"
    return ""


def _pause(request: CitizenRequest, event: ClockPaused) -> str:
    return f"it is paused for {event.reason.code} already" if _paused_for(request, event) else ""


def _resume(request: CitizenRequest, event: ClockResumed) -> str:
    return "" if _paused_for(request, event) else f"it is not paused for {event.reason.code}"


def _paused_for(request: CitizenRequest, event: ClockPaused | ClockResumed) -> bool:
    return any(pause.reason.code == event.reason.code for pause in request.present.open_pauses)


def _decide(request: CitizenRequest, event: RequestDecided) -> str:
    return "" if _deciding_step_done(request) else f"the step {request.deciding_step} is not done"


def _deciding_step_done(request: CitizenRequest) -> bool:
    return any(step.step == request.deciding_step for step in request.present.done)


def _ready(request: CitizenRequest, event: ProductReady) -> str:
    """What was granted becomes ready when only the steps of the hand-over are left."""
    if request.decision is not Decision.GRANTED:
        return "it was not granted; close it"
    step = request.present.next_step
    return "" if step is None or step in request.hand_over_steps else f"the step {step} is not done"


def _deliver(request: CitizenRequest, event: ProductDelivered) -> str:
    step = request.present.next_step
    return "" if step is None else f"the step {step} is not done"


def _close(request: CitizenRequest, event: RequestClosed) -> str:
    if request.stage is DECIDED and request.decision is Decision.GRANTED:
        return "it was granted; the product becomes ready and is delivered first"
    return ""


def _reopen(request: CitizenRequest, event: RequestReopened) -> str:
    """A new round goes through the steps again, or some of them in order, the deciding one among them."""
    again = event.steps or request.all_steps
    in_order = tuple(step for step in request.all_steps if step in again) == again
    if in_order and request.deciding_step in again:
        return ""
    return f"steps are done again in the order {request.all_steps}, {request.deciding_step} among them"


_CONDITIONS: Mapping[type[RequestEvent], Callable[[CitizenRequest, Any], str]] = {
    PromiseGiven: _promise,
    CitizenInformed: _inform,
    RequestAssigned: _assign,
    AssignmentDeclined: _decline,
    StepStarted: _start,
    StepCompleted: _complete,
    ClockPaused: _pause,
    ClockResumed: _resume,
    RequestDecided: _decide,
    ProductReady: _ready,
    ProductDelivered: _deliver,
    RequestClosed: _close,
    RequestReopened: _reopen,
}
