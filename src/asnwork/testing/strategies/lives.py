"""Strategies for whole lives of requests: events that follow one another, as far as they got."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.identity import EventId, OfficerId, RequestId
from asnwork.domain.request import events
from asnwork.domain.request.documents import Document
from asnwork.domain.request.events import RequestEvent
from asnwork.domain.request.request import replay
from asnwork.domain.request.stages import APPLICANT, NATIONAL_SYSTEM, Decision
from asnwork.domain.request.state import CitizenRequest
from asnwork.testing.strategies.plain import codes, counts, moments, request_ids

__all__ = ["citizen_requests", "histories"]

Planned = tuple[type[RequestEvent], dict[str, Any]]


def _papers(kind: str, received_at: datetime) -> Document:
    return Document(kind=kind, mime="application/pdf", size=1, sha256="0f" * 32, received_at=received_at)


def _filed(steps: tuple[str, ...], required: tuple[str, ...], at: datetime) -> Planned:
    return events.RequestSubmitted, {
        "service": "birth_certificate",
        "channel": "whatsapp",
        "applicant": "citizen-7",
        "steps": steps,
        "deciding_step": steps[len(steps) // 2],
        "required": required,
        "documents": tuple(_papers(kind, at) for kind in required),
        "collected": False,
    }


def _work(step: str) -> Iterator[Planned]:
    held = {"step": step, "officer": OfficerId(f"officer_{len(step)}")}
    yield events.RequestAssigned, held
    yield events.StepStarted, held
    yield events.StepCompleted, {**held, "effort": timedelta(minutes=5), "at_office": False}


def _life(steps: tuple[str, ...], required: tuple[str, ...], at: datetime, paused: bool) -> Iterator[Planned]:
    """A request that is granted, closed, reopened, and withdrawn at last."""
    deciding = len(steps) // 2
    yield _filed(steps, required, at)
    yield events.PromiseGiven, {"due_at": at + timedelta(days=1), "reason": "within_limit"}
    yield events.CitizenInformed, {"kind": "first_response"}
    if paused:
        for reason in (APPLICANT, NATIONAL_SYSTEM):
            yield events.ClockPaused, {"reason": reason}
        yield events.ClockResumed, {"reason": APPLICANT}
    for index, step in enumerate(steps):
        yield from _work(step)
        if index == deciding:
            yield events.RequestDecided, {"decision": Decision.GRANTED}
    yield events.ProductReady, {}
    yield events.ProductDelivered, {}
    yield events.RequestClosed, {}
    yield events.RequestReopened, {"reason": "the name is misspelt"}
    yield events.RequestWithdrawn, {}


@st.composite
def histories(draw: st.DrawFn) -> tuple[RequestEvent, ...]:
    """Lives of requests, from the filing up to some event: each event is allowed after those before it."""
    at = draw(moments())
    steps = tuple(draw(st.lists(codes(), min_size=1, max_size=3, unique=True)))
    required = tuple(draw(st.lists(codes(), max_size=2, unique=True)))
    planned = list(_life(steps, required, at, draw(st.booleans())))
    request: RequestId = draw(request_ids())
    found: list[RequestEvent] = []
    for sequence, (kind, fields) in enumerate(planned[: draw(st.integers(1, len(planned)))], start=1):
        found.append(
            kind(
                event_id=EventId(f"{request}-{sequence}"),
                occurred_at=at,
                recorded_at=at,
                actor="system",
                request=request,
                sequence=sequence,
                **fields,
            )
        )
        at += timedelta(minutes=draw(counts(10_000)))
    return tuple(found)


def citizen_requests() -> SearchStrategy[CitizenRequest]:
    """Requests, each as far as some life of it got."""
    return histories().map(replay)
