"""Commands: what an application asks of a request, in the imperative.

Each takes the request as it is and a stamp (who, when, because of what), and returns the request as it then
is with the event that happened: `(request, event)`. The caller stores the event. A command that fails changes
nothing; it raises

- `InvalidInput` when a value cannot be what it says, or the stamp lies before the last event of the request;
- `MoveNotAllowed` when the life of the request does not allow it now, naming state, event and allowed moves.

A command is not idempotent; a repeated delivery is found by the store, by the `cause` of the stamp.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from attrs import fields

from asnwork.domain.channel import Channel
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.place import WorkPlace
from asnwork.domain.request.documents import Document
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
    Stamp,
    StepCompleted,
    StepStarted,
)
from asnwork.domain.request.request import apply
from asnwork.domain.request.stages import Decision, PauseReason, Solved
from asnwork.domain.request.state import CitizenRequest
from asnwork.domain.service import Service

__all__ = [
    "assign",
    "close",
    "complete_step",
    "decide",
    "decline",
    "deliver",
    "forward",
    "inform_citizen",
    "make_ready",
    "mark_duplicate",
    "pause",
    "promise",
    "receive_document",
    "record_trip",
    "reopen",
    "report_solved",
    "resume",
    "start_step",
    "submit",
    "withdraw",
]

E = TypeVar("E", bound=RequestEvent)


def submit(
    request: RequestId,
    stamp: Stamp,
    *,
    service: Service,
    channel: Channel,
    applicant: str,
    district: str = "",
    unit: str = "",
    documents: Iterable[Document] = (),
) -> tuple[CitizenRequest, RequestSubmitted]:
    """File a request; what its service asks for now is fixed for its life, also when the service changes.

    Args:
        request: The identifier that the request gets.
        stamp: Who filed it and when.
        service: What is asked for; its steps are those for an assisted or unassisted channel.
        channel: The way in.
        applicant: A reference to the applicant, never an identity number.
        district: Code of the district; empty when not known.
        unit: Code of the unit that answers for it; empty when not known.
        documents: The papers that came with it.

    Raises:
        InvalidInput: A text is empty, or the steps for this channel do not hold the deciding one.

    Examples:
        >>> from asnwork.domain.identity import EventId
        >>> from asnwork.domain.law import assumed
        >>> from asnwork.domain.service import ServiceStandard, Step, TimeLimit, TimeUnit
        >>> from zoneinfo import ZoneInfo
        >>> guess = assumed("for this example")
        >>> record = Step(
        ...     code="record", label="record", label_id="catat", skill="registry", minutes=10, decides=True,
        ...     basis=guess,
        ... )
        >>> one_day = TimeLimit(amount=24, unit=TimeUnit.ELAPSED_HOURS, basis=guess)
        >>> birth = Service(
        ...     code="birth", label="birth certificate", label_id="akta kelahiran", steps=[record],
        ...     standard=ServiceStandard(completion=one_day, basis=guess),
        ... )
        >>> online = Channel(
        ...     code="online", label="online", label_id="daring", electronic=True, always_open=True,
        ...     assisted=False,
        ... )
        >>> nine = datetime(2026, 5, 4, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
        >>> stamp = Stamp(event_id=EventId("e1"), occurred_at=nine, recorded_at=nine, actor="applicant")
        >>> request, event = submit(
        ...     RequestId("r1"), stamp, service=birth, channel=online, applicant="citizen-7"
        ... )
        >>> request.stage.value, request.version, event.steps
        ('submitted', 1, ('record',))
    """
    steps = service.steps_for(assisted=channel.assisted)
    event = RequestSubmitted(
        **_stamped(stamp, request, 1),
        service=service.code,
        channel=channel.code,
        district=district,
        unit=unit,
        applicant=applicant,
        required=tuple(paper.code for paper in service.standard.requirements),
        documents=documents,
        steps=tuple(step.code for step in steps),
        credits=tuple(timedelta(minutes=step.minutes) for step in steps),
        before_complete=tuple(step.code for step in steps if step.before_complete),
        hand_over_steps=tuple(step.code for step in steps if step.hands_over),
        deciding_step=next(step.code for step in service.steps if step.decides),
        collected=service.collected,
        trips=channel.trips,
        usual_trips=service.usual_trips,
    )
    return apply(None, event), event


def receive_document(
    request: CitizenRequest, stamp: Stamp, *, document: Document
) -> tuple[CitizenRequest, DocumentReceived]:
    """Take in a paper; with the last required kind the file is complete."""
    return _done(request, DocumentReceived(**_next(request, stamp), document=document))


def promise(
    request: CitizenRequest,
    stamp: Stamp,
    *,
    due_at: datetime | None,
    reason: str,
    law: str = "",
    first_response_due_at: datetime | None = None,
) -> tuple[CitizenRequest, PromiseGiven]:
    """Tell the citizen when the product is due; a moment once promised in a round is not changed.

    Args:
        request: The request; not yet decided.
        stamp: Who promises and when.
        due_at: The moment; None when there is none, and then `reason` says why.
        reason: Code of the reason.
        law: What it rests on, in words.
        first_response_due_at: When a first response is due; None when none is promised.
    """
    event = PromiseGiven(
        **_next(request, stamp),
        due_at=due_at,
        first_response_due_at=first_response_due_at,
        reason=reason,
        law=law,
    )
    return _done(request, event)


def inform_citizen(
    request: CitizenRequest, stamp: Stamp, *, kind: str = "update"
) -> tuple[CitizenRequest, CitizenInformed]:
    """Note that the citizen heard from the office; "first_response" only when nothing was heard before."""
    return _done(request, CitizenInformed(**_next(request, stamp), kind=kind))


def record_trip(request: CitizenRequest, stamp: Stamp) -> tuple[CitizenRequest, CitizenTripMade]:
    """Note that the citizen had to come to the office."""
    return _done(request, CitizenTripMade(**_next(request, stamp)))


def assign(
    request: CitizenRequest, stamp: Stamp, *, step: str, officer: OfficerId
) -> tuple[CitizenRequest, RequestAssigned]:
    """Give the next step to an officer, when nobody holds one; after the decision only if it was granted."""
    return _done(request, RequestAssigned(**_next(request, stamp), step=step, officer=officer))


def decline(
    request: CitizenRequest, stamp: Stamp, *, officer: OfficerId, reason: str
) -> tuple[CitizenRequest, AssignmentDeclined]:
    """Give a step back, begun or not; the request waits for an officer again and keeps its age."""
    return _done(request, AssignmentDeclined(**_next(request, stamp), officer=officer, reason=reason))


def start_step(
    request: CitizenRequest, stamp: Stamp, *, step: str, officer: OfficerId, place: WorkPlace | None = None
) -> tuple[CitizenRequest, StepStarted]:
    """Begin the step that was assigned to the officer; with complete papers, unless it may begin before."""
    where = place.code if place else ""
    return _done(request, StepStarted(**_next(request, stamp), step=step, officer=officer, place=where))


def complete_step(
    request: CitizenRequest,
    stamp: Stamp,
    *,
    step: str,
    officer: OfficerId,
    unit: str = "",
    place: WorkPlace | None = None,
    effort: timedelta | None = None,
) -> tuple[CitizenRequest, StepCompleted]:
    """Finish the step that the officer began.

    Args:
        request: The request.
        stamp: Who says so and when.
        step: Code of the step.
        officer: Who did it.
        unit: Code of the officer's unit; empty when not known.
        place: Where it was done; None when not known.
        effort: Working time spent on it; None when not known.
    """
    event = StepCompleted(
        **_next(request, stamp),
        step=step,
        officer=officer,
        unit=unit,
        place=place.code if place else "",
        at_office=place.at_office if place else None,
        among_citizens=place.among_citizens if place else None,
        effort=effort,
    )
    return _done(request, event)


def pause(
    request: CitizenRequest, stamp: Stamp, *, reason: PauseReason
) -> tuple[CitizenRequest, ClockPaused]:
    """Stop the clocks while something is waited for; twice for one reason is refused."""
    return _done(request, ClockPaused(**_next(request, stamp), reason=reason))


def resume(
    request: CitizenRequest, stamp: Stamp, *, reason: PauseReason
) -> tuple[CitizenRequest, ClockResumed]:
    """Note that what was waited for came; the clocks run again when nothing else is waited for."""
    return _done(request, ClockResumed(**_next(request, stamp), reason=reason))


def decide(
    request: CitizenRequest, stamp: Stamp, *, decision: Decision, reason: str = ""
) -> tuple[CitizenRequest, RequestDecided]:
    """Give the office's answer once the deciding step is done; a refusal needs a reason."""
    return _done(request, RequestDecided(**_next(request, stamp), decision=decision, reason=reason))


def make_ready(request: CitizenRequest, stamp: Stamp) -> tuple[CitizenRequest, ProductReady]:
    """Say that the product can be had: it was granted, and only steps of the hand-over are left."""
    return _done(request, ProductReady(**_next(request, stamp)))


def deliver(request: CitizenRequest, stamp: Stamp) -> tuple[CitizenRequest, ProductDelivered]:
    """Note that the citizen has the product; all steps are done by then."""
    return _done(request, ProductDelivered(**_next(request, stamp)))


def close(request: CitizenRequest, stamp: Stamp) -> tuple[CitizenRequest, RequestClosed]:
    """Close what was delivered, or was decided and not granted."""
    return _done(request, RequestClosed(**_next(request, stamp)))


def report_solved(
    request: CitizenRequest, stamp: Stamp, *, solved: Solved
) -> tuple[CitizenRequest, SolvedReported]:
    """Note what the citizen says, once it was decided or ended; it may change after closing."""
    return _done(request, SolvedReported(**_next(request, stamp), solved=solved))


def reopen(
    request: CitizenRequest, stamp: Stamp, *, reason: str, steps: Iterable[str] = ()
) -> tuple[CitizenRequest, RequestReopened]:
    """Take a closed request up again: a new round with its own promise; the papers stay.

    Args:
        request: The request; closed.
        stamp: Who takes it up and when.
        reason: Why.
        steps: Codes of the steps to do again, in order, the deciding one among them; all when none are given.
    """
    return _done(request, RequestReopened(**_next(request, stamp), reason=reason, steps=steps))


def withdraw(request: CitizenRequest, stamp: Stamp) -> tuple[CitizenRequest, RequestWithdrawn]:
    """End an open request because the applicant takes it back."""
    return _done(request, RequestWithdrawn(**_next(request, stamp)))


def forward(request: CitizenRequest, stamp: Stamp, *, to: str) -> tuple[CitizenRequest, RequestForwarded]:
    """End an open request by passing its file on to another agency."""
    return _done(request, RequestForwarded(**_next(request, stamp), to=to))


def mark_duplicate(
    request: CitizenRequest, stamp: Stamp, *, of: RequestId
) -> tuple[CitizenRequest, RequestMarkedDuplicate]:
    """End an open request because it repeats another one."""
    return _done(request, RequestMarkedDuplicate(**_next(request, stamp), of=of))


def _done(request: CitizenRequest, event: E) -> tuple[CitizenRequest, E]:
    return apply(request, event), event


def _next(request: CitizenRequest, stamp: Stamp) -> dict[str, Any]:
    return _stamped(stamp, request.id, request.version + 1)


def _stamped(stamp: Stamp, request: RequestId, sequence: int) -> dict[str, Any]:
    """The envelope of an event: the stamp, and its place in the life of the request."""
    envelope = {name: getattr(stamp, name) for name in (field.name for field in fields(Stamp))}
    return {**envelope, "request": request, "sequence": sequence}
