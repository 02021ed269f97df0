"""What happened in an office, as lines that a person can follow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from asnwork.domain.request import events
from asnwork.domain.work_result import WorkResult
from asnwork.testing.gaming.logs import Log

__all__ = ["log_lines", "result_line"]

_WORDS: dict[type[events.RequestEvent], str] = {
    events.RequestSubmitted: "filed by {0.applicant}",
    events.DocumentReceived: "paper {0.document.kind} received",
    events.PromiseGiven: "promised by {0.due_at:%d %b %H:%M}",
    events.CitizenInformed: "citizen informed",
    events.CitizenTripMade: "citizen came",
    events.RequestAssigned: "{0.step} given to {0.officer}",
    events.AssignmentDeclined: "declined by {0.officer}",
    events.StepStarted: "begun",
    events.StepCompleted: "done",
    events.ClockPaused: "paused for {0.reason.code}",
    events.ClockResumed: "resumed",
    events.RequestDecided: "{0.decision.value}",
    events.ProductReady: "ready",
    events.ProductDelivered: "delivered",
    events.RequestClosed: "closed",
    events.SolvedReported: "solved: {0.solved.value}, recorded by {0.actor}",
    events.RequestReopened: "reopened by {0.actor}",
    events.RequestWithdrawn: "withdrawn by {0.actor}",
    events.RequestForwarded: "forwarded to {0.to} by {0.actor}",
    events.RequestMarkedDuplicate: "marked as a duplicate of {0.of} by {0.actor}",
}


def _words(event: events.RequestEvent) -> str:
    if isinstance(event, events.PromiseGiven) and event.due_at is None:
        return f"no moment promised: {event.reason}"
    return _WORDS[type(event)].format(event)


def log_lines(log: Log) -> Iterator[str]:
    """Yield what happened to a request, a line for each moment."""
    yield f"request {log[0].request}"
    for moment, then in groupby(log, key=lambda event: event.occurred_at):
        words = ", ".join(map(_words, then))
        yield f"  {moment:%d %b %H:%M}  {words}"


def result_line(result: WorkResult) -> str:
    """Return what an officer entered, and who validated it."""
    by = f"validated by {result.validated_by}" if result.validated_by else "validated by nobody"
    return f"{result.item} {result.id}: {result.realised:g}, entered by {result.entered_by}, {by}"
