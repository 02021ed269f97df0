"""A request is a fold over its events: `apply` is the only way it changes, `replay` adds up a whole life."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from asnwork.domain.request.checks import refuse
from asnwork.domain.request.effects import EFFECTS
from asnwork.domain.request.events import RequestEvent
from asnwork.domain.request.moves import stage_after
from asnwork.domain.request.stages import Decision, EndedAs, PauseReason, Solved, Stage
from asnwork.domain.request.state import CitizenRequest, Pause, Promise, Round, StepDone, StepInHand
from asnwork.errors import Fault, InvalidInput

__all__ = [
    "CitizenRequest",
    "Decision",
    "EndedAs",
    "Pause",
    "PauseReason",
    "Promise",
    "Round",
    "Solved",
    "Stage",
    "StepDone",
    "StepInHand",
    "apply",
    "replay",
]


def apply(request: CitizenRequest | None, event: RequestEvent) -> CitizenRequest:
    """Return the request as it is after an event.

    Args:
        request: The request before the event; None before it is submitted. It is left as it is.
        event: What happened.

    Raises:
        InvalidInput: The event is not the next one of this request, or occurred before the last one.
        MoveNotAllowed: Such an event is not allowed now; the error names state, event and allowed moves.
    """
    refuse(_misplaced(request, event), type(event).__name__)
    stage = stage_after(request, event)
    changed = EFFECTS[type(event)](request, event)
    present = evolve(changed.present, stage=stage)
    return evolve(
        changed,
        rounds=(*changed.rounds[:-1], present),
        version=event.sequence,
        last_event_at=event.occurred_at,
    )


def replay(events: Iterable[RequestEvent]) -> CitizenRequest:
    """Return the request that the events add up to.

    Args:
        events: All events of one request, in order.

    Raises:
        InvalidInput: There are no events, or they do not follow each other.
        MoveNotAllowed: An event is not allowed where it stands.
    """
    request: CitizenRequest | None = None
    for event in events:
        request = apply(request, event)
    if request is None:
        raise InvalidInput(Fault("events", given=(), expected="at least RequestSubmitted"))
    return request


def _misplaced(request: CitizenRequest | None, event: RequestEvent) -> list[Fault]:
    """What is wrong with the place of an event; one moment can hold several, so times may be equal."""
    faults = []
    following = 1 if request is None else request.version + 1
    if event.sequence != following:
        faults.append(Fault("sequence", given=event.sequence, expected=f"{following}, the next one"))
    if request is not None and event.request != request.id:
        faults.append(Fault("request", given=event.request, expected=f"{request.id!r}, whose state this is"))
    if request is not None and event.occurred_at < request.last_event_at:
        given, last = event.occurred_at.isoformat(), request.last_event_at.isoformat()
        hint = "events are applied in the order in which they occurred; recorded_at may be later"
        faults.append(
            Fault("occurred_at", given=given, expected=f"{last}, the last event, or later", hint=hint)
        )
    return faults
