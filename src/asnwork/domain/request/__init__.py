"""The life of one citizen's request: its events, the moves that are allowed, and the facts it leaves.

The commands are in `asnwork.domain.request.commands`, the clocks in `asnwork.domain.request.clocks`.
"""

from __future__ import annotations

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
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.domain.request.fold import facts_of
from asnwork.domain.request.moves import allowed_events
from asnwork.domain.request.request import apply, replay
from asnwork.domain.request.stages import (
    AGENCY,
    APPLICANT,
    CARD_STOCK,
    NATIONAL_SYSTEM,
    Decision,
    EndedAs,
    PauseReason,
    Solved,
    Stage,
)
from asnwork.domain.request.state import CitizenRequest
from asnwork.domain.request.store import EventStore

__all__ = [
    "AGENCY",
    "APPLICANT",
    "CARD_STOCK",
    "NATIONAL_SYSTEM",
    "AssignmentDeclined",
    "CitizenInformed",
    "CitizenRequest",
    "CitizenTripMade",
    "ClockPaused",
    "ClockResumed",
    "Decision",
    "Document",
    "DocumentReceived",
    "EndedAs",
    "EventStore",
    "PauseReason",
    "ProductDelivered",
    "ProductReady",
    "PromiseGiven",
    "RequestAssigned",
    "RequestClosed",
    "RequestDecided",
    "RequestEvent",
    "RequestFact",
    "RequestForwarded",
    "RequestMarkedDuplicate",
    "RequestReopened",
    "RequestSubmitted",
    "RequestWithdrawn",
    "Solved",
    "SolvedReported",
    "Stage",
    "Stamp",
    "StepCompleted",
    "StepFact",
    "StepStarted",
    "allowed_events",
    "apply",
    "facts_of",
    "replay",
]
