"""Logs of requests: written down from what happened, and rewritten, so that the events stay in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve

from asnwork.domain.identity import EventId, OfficerId, RequestId
from asnwork.domain.request.events import (
    ProductDelivered,
    ProductReady,
    PromiseGiven,
    RequestAssigned,
    RequestClosed,
    RequestDecided,
    RequestEvent,
    StepCompleted,
    StepStarted,
)
from asnwork.domain.request.stages import Decision

__all__ = ["Happened", "Log", "doers", "later", "numbered", "one_round", "one_step"]

Log = tuple[RequestEvent, ...]
"""The events of one request, in order."""


class Happened:
    """Something that happened, before it has found its place; `numbered` makes an event of it."""

    __slots__ = ("actor", "at", "fields", "kind")

    def __init__(self, kind: type[RequestEvent], at: datetime, actor: str, **fields: Any) -> None:
        self.kind, self.at, self.actor, self.fields = kind, at, actor, fields

    def but(self, **fields: Any) -> Happened:
        """Return the same with other fields."""
        return Happened(self.kind, self.at, self.actor, **{**self.fields, **fields})

    def event(self, request: RequestId, place: int) -> RequestEvent:
        """Return the event at its place."""
        return self.kind(
            event_id=EventId(f"{request}-{place}"),
            occurred_at=self.at,
            recorded_at=self.at,
            actor=self.actor,
            request=request,
            sequence=place,
            **self.fields,
        )


def numbered(request: RequestId, happenings: Iterable[Happened | RequestEvent]) -> Log:
    """Return the log of one request: each event at its place, with an identifier made of both."""
    return tuple(_placed(each, request, place) for place, each in enumerate(happenings, start=1))


def _placed(each: Happened | RequestEvent, request: RequestId, place: int) -> RequestEvent:
    if isinstance(each, Happened):
        return each.event(request, place)
    if (each.request, each.sequence) == (request, place):
        return each
    return evolve(each, request=request, sequence=place, event_id=EventId(f"{request}-{place}"))


def one_step(step: str, officer: OfficerId, at: datetime) -> tuple[Happened, ...]:
    """Return how an officer is given a step, begins and finishes it, all at one moment."""
    held = {"step": step, "officer": officer}
    return tuple(
        Happened(kind, at, officer, **held) for kind in (RequestAssigned, StepStarted, StepCompleted)
    )


def one_round(
    work: Iterable[tuple[str, OfficerId]], at: datetime, *, granted: bool = True
) -> tuple[Happened, ...]:
    """Return how a request is done from the first step to its close at one moment; the last step decides.

    Args:
        work: The steps, each with who does it.
        at: When.
        granted: Whether the request is granted; otherwise it is refused.
    """
    steps = tuple(work)
    decider = steps[-1][1]
    done = [event for step, officer in steps for event in one_step(step, officer, at)]
    if granted:
        decision = Happened(RequestDecided, at, decider, decision=Decision.GRANTED)
        kinds: tuple[type[RequestEvent], ...] = (ProductReady, ProductDelivered, RequestClosed)
    else:
        decision = Happened(RequestDecided, at, decider, decision=Decision.REFUSED, reason="papers are false")
        kinds = (RequestClosed,)
    return (*done, decision, *(Happened(kind, at, decider) for kind in kinds))


def later(event: RequestEvent, by: timedelta) -> RequestEvent:
    """Return an event that happens later; what it promises falls due later too."""
    moved = evolve(event, occurred_at=event.occurred_at + by, recorded_at=event.recorded_at + by)
    if isinstance(moved, PromiseGiven) and moved.due_at is not None:
        return evolve(moved, due_at=moved.due_at + by)
    return moved


def doers(log: Log) -> tuple[OfficerId, ...]:
    """Return who finished a step of a request, in the order of their identifiers."""
    return tuple(sorted({event.officer for event in log if isinstance(event, StepCompleted)}))
