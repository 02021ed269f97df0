"""Events: what can happen to a request, one frozen class each, in the past participle.

Once stored, an event is never changed. A field that is added later gets a default, or the adapter that reads
old events brings them up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import cast

from attrs import field, frozen

from asnwork.domain.identity import EventId, OfficerId, RequestId, reference_faults
from asnwork.domain.request.checks import (
    at_fixed_offset,
    kind_faults,
    moment_faults,
    refuse,
    span_faults,
    text_faults,
    twice_faults,
)
from asnwork.domain.request.documents import Document
from asnwork.domain.request.stages import Decision, PauseReason, Solved
from asnwork.errors import Fault

__all__ = [
    "AssignmentDeclined",
    "CitizenInformed",
    "CitizenTripMade",
    "ClockPaused",
    "ClockResumed",
    "DocumentReceived",
    "ProductDelivered",
    "ProductReady",
    "PromiseGiven",
    "RequestAssigned",
    "RequestClosed",
    "RequestDecided",
    "RequestEvent",
    "RequestForwarded",
    "RequestMarkedDuplicate",
    "RequestReopened",
    "RequestSubmitted",
    "RequestWithdrawn",
    "SolvedReported",
    "Stamp",
    "StepCompleted",
    "StepStarted",
]


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    # A text is an iterable of texts too. It is left for the check to refuse: its letters are never meant.
    return cast("tuple[str, ...]", codes) if isinstance(codes, str) else tuple(codes)


def _documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(documents)


def _spans(spans: Iterable[timedelta]) -> tuple[timedelta, ...]:
    return tuple(spans)


def _or_none(moment: datetime | None) -> datetime | None:
    return None if moment is None else at_fixed_offset(moment)


@frozen(kw_only=True)
class Stamp:
    """Who did something, when, and because of what; the caller gives it, nothing here reads a clock.

    Attributes:
        event_id: The identifier of the event.
        occurred_at: When it happened.
        recorded_at: When it was written down; the same moment or a later one.
        actor: Who did it: an officer, "applicant", or the name of a system. What a system passes on for the
            applicant, such as a message, is the applicant's.
        cause: The key that makes a repeated delivery harmless, such as a message id; empty when none.

    Raises:
        InvalidInput: A moment without a zone, recorded before it occurred, or an empty text; all at once.

    Examples:
        >>> from zoneinfo import ZoneInfo
        >>> nine = datetime(2026, 5, 4, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
        >>> Stamp(event_id=EventId("e1"), occurred_at=nine, recorded_at=nine, actor="applicant").cause
        ''
    """

    event_id: EventId
    occurred_at: datetime = field(converter=at_fixed_offset)
    recorded_at: datetime = field(converter=at_fixed_offset)
    actor: str
    cause: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(self._faults(), type(self).__name__)

    def _faults(self) -> Iterator[Fault]:
        yield from self._empty("event_id", "actor")
        if not isinstance(self.cause, str):
            yield Fault("cause", given=self.cause, expected="a text, empty when there is none")
        unzoned = [
            *moment_faults("occurred_at", self.occurred_at),
            *moment_faults("recorded_at", self.recorded_at),
        ]
        yield from unzoned
        if not unzoned and self.recorded_at < self.occurred_at:
            expected = f"{self.occurred_at.isoformat()}, when it occurred, or later"
            yield Fault("recorded_at", given=self.recorded_at.isoformat(), expected=expected)

    def _empty(self, *names: str) -> Iterator[Fault]:
        for name in names:
            yield from text_faults(name, getattr(self, name))


@frozen(kw_only=True)
class RequestEvent(Stamp):
    """Something that happened to one request: a stamp that has found its place in the request's life.

    Attributes:
        request: Which request.
        sequence: Its place among the events of the request, from 1 on.
    """

    request: RequestId
    sequence: int

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("request")
        if type(self.sequence) is not int or self.sequence < 1:
            yield Fault("sequence", given=self.sequence, expected="a whole number, at least 1")


@frozen(kw_only=True)
class RequestSubmitted(RequestEvent):
    """A citizen filed a request (diajukan), and what its service asks for was fixed.

    Attributes:
        service: Code of the service.
        channel: Code of the channel.
        district: Code of the district; empty when not known.
        unit: Code of the unit that answers for it; empty when not known.
        applicant: A reference to the applicant, never an identity number.
        required: Codes of the papers that make the file complete.
        documents: The papers that came with it.
        steps: Codes of the steps, in order.
        credits: Working time that each step is expected to take, in their order; empty when not known.
        before_complete: Codes of the steps that may begin while the papers are incomplete.
        hand_over_steps: Codes of the steps that begin only when the product is ready, the last ones.
        deciding_step: Code of the step that takes the decision.
        collected: Whether the citizen comes for the product.
        trips: Trips that the citizen made in order to file.
        usual_trips: Trips that help can save the citizen; None when not known, as in events of before.
    """

    service: str
    channel: str
    district: str = ""
    unit: str = ""
    applicant: str
    required: tuple[str, ...] = field(converter=_codes, default=())
    documents: tuple[Document, ...] = field(converter=_documents, default=())
    steps: tuple[str, ...] = field(converter=_codes)
    credits: tuple[timedelta, ...] = field(converter=_spans, default=())
    before_complete: tuple[str, ...] = field(converter=_codes, default=())
    hand_over_steps: tuple[str, ...] = field(converter=_codes, default=())
    deciding_step: str
    collected: bool = False
    trips: int = 0
    usual_trips: int | None = None

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("service", "channel", "applicant")
        yield from reference_faults("applicant", self.applicant)
        names = ("steps", "required", "before_complete", "hand_over_steps")
        no_lists = [fault for name in names for fault in kind_faults(name, getattr(self, name), tuple)]
        yield from no_lists or self._step_faults()
        for index, document in enumerate(self.documents):
            yield from kind_faults(f"documents[{index}]", document, Document)
        for name, trips in (("trips", self.trips), ("usual_trips", self.usual_trips)):
            if trips is not None and (type(trips) is not int or trips < 0):
                yield Fault(name, given=trips, expected="a whole number, 0 or more")

    def _step_faults(self) -> Iterator[Fault]:
        steps, handed = self.steps, self.hand_over_steps
        yield from twice_faults("steps", steps)
        yield from twice_faults("required", self.required)
        for index, code in enumerate(self.before_complete):
            if code not in steps:
                yield Fault(f"before_complete[{index}]", given=code, expected=f"one of the steps {steps}")
        if handed != steps[len(steps) - len(handed) :]:
            yield Fault("hand_over_steps", given=handed, expected=f"the last of the steps {steps}, in order")
        if self.deciding_step not in steps or self.deciding_step in handed:
            expected = f"one of the steps {steps} before the hand-over"
            yield Fault("deciding_step", given=self.deciding_step, expected=expected)
        if self.credits and len(self.credits) != len(steps):
            yield Fault(
                "credits", given=len(self.credits), expected=f"{len(steps)}, one for each step, or none"
            )
        for index, credit in enumerate(self.credits):
            yield from span_faults(f"credits[{index}]", credit)


@frozen(kw_only=True)
class DocumentReceived(RequestEvent):
    """A paper came (berkas diterima); the file is complete when all required kinds have come."""

    document: Document

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from kind_faults("document", self.document, Document)


@frozen(kw_only=True)
class PromiseGiven(RequestEvent):
    """The citizen was told when the product is due, or why there is no such moment (dijanjikan).

    Attributes:
        due_at: The moment promised; None when there is none.
        first_response_due_at: When a first response is due; None when none is promised.
        reason: Code of the reason for this moment, or for there being none; always filled.
        law: What it rests on, in words.
    """

    due_at: datetime | None = field(converter=_or_none)
    first_response_due_at: datetime | None = field(converter=_or_none, default=None)
    reason: str
    law: str = ""

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("reason")
        for name in ("due_at", "first_response_due_at"):
            moment = getattr(self, name)
            if moment is not None:
                yield from moment_faults(name, moment)


@frozen(kw_only=True)
class CitizenInformed(RequestEvent):
    """The citizen heard from the office (diberi kabar); `kind` is "first_response" or "update"."""

    kind: str = "update"

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        if self.kind not in ("first_response", "update"):
            yield Fault("kind", given=self.kind, expected="'first_response' or 'update'")


@frozen(kw_only=True)
class CitizenTripMade(RequestEvent):
    """The citizen had to come to the office (datang ke kantor)."""


@frozen(kw_only=True)
class RequestAssigned(RequestEvent):
    """A step was given to an officer (ditugaskan)."""

    step: str
    officer: OfficerId

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("step", "officer")


@frozen(kw_only=True)
class AssignmentDeclined(RequestEvent):
    """A step was given back (penugasan dikembalikan), with the reason; the request keeps its age.

    Where the officer is also the actor the officer declined it, and it stays theirs to answer for until
    somebody answers the citizen. Where another took it from them, such as a superior, it does not.
    """

    officer: OfficerId
    reason: str

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("officer", "reason")


@frozen(kw_only=True)
class StepStarted(RequestEvent):
    """An officer began a step (mulai dikerjakan); `place` is the code of where, empty when not known."""

    step: str
    officer: OfficerId
    place: str = ""

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("step", "officer")


@frozen(kw_only=True)
class StepCompleted(RequestEvent):
    """An officer finished a step (selesai dikerjakan).

    Attributes:
        step: Code of the step.
        officer: Who did it.
        unit: Code of the officer's unit; empty when not known.
        place: Code of the place where it was done; empty when not known.
        at_office: Whether that place counts as the office; None when not known.
        among_citizens: Whether that place is one of the citizens; None when not known.
        effort: Working time spent on it; None when not known.
    """

    step: str
    officer: OfficerId
    unit: str = ""
    place: str = ""
    at_office: bool | None = None
    among_citizens: bool | None = None
    effort: timedelta | None = None

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("step", "officer")
        if self.effort is not None:
            yield from span_faults("effort", self.effort)


@frozen(kw_only=True)
class ClockPaused(RequestEvent):
    """Somebody or something has to be waited for (dijeda); the clocks stop."""

    reason: PauseReason

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from kind_faults("reason", self.reason, PauseReason)


@frozen(kw_only=True)
class ClockResumed(RequestEvent):
    """What was waited for came (dilanjutkan); the clocks run when nothing else is waited for."""

    reason: PauseReason

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from kind_faults("reason", self.reason, PauseReason)


@frozen(kw_only=True)
class RequestDecided(RequestEvent):
    """The office gave its answer (diputus); a refusal says why."""

    decision: Decision
    reason: str = ""

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from kind_faults("decision", self.decision, Decision)
        if self.decision is not Decision.GRANTED:
            yield from self._empty("reason")


@frozen(kw_only=True)
class ProductReady(RequestEvent):
    """The product can be had (siap diambil); the promise ends here."""


@frozen(kw_only=True)
class ProductDelivered(RequestEvent):
    """The citizen has the product (diserahkan)."""


@frozen(kw_only=True)
class RequestClosed(RequestEvent):
    """The request was closed (ditutup), which does not say that the matter is solved."""


@frozen(kw_only=True)
class SolvedReported(RequestEvent):
    """The citizen said whether the matter is solved (dinyatakan selesai), also after closing.

    The actor is who gave the answer: "applicant" for the citizen, also when a system passed it on; an officer
    who entered it is named, and what officers enter about their own work proves nothing.
    A no that the applicant gave stands until the applicant says otherwise.
    """

    solved: Solved

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from kind_faults("solved", self.solved, Solved)


@frozen(kw_only=True)
class RequestReopened(RequestEvent):
    """A closed request was taken up again (dibuka kembali) for a new round.

    Attributes:
        reason: Why.
        steps: Codes of the steps that are done again, in order; empty for all of them.
    """

    reason: str
    steps: tuple[str, ...] = field(converter=_codes, default=())

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("reason")
        yield from kind_faults("steps", self.steps, tuple)


@frozen(kw_only=True)
class RequestWithdrawn(RequestEvent):
    """The applicant took the request back (dicabut)."""


@frozen(kw_only=True)
class RequestForwarded(RequestEvent):
    """The file was passed on to another agency (penerusan berkas); `to` says which."""

    to: str

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("to")


@frozen(kw_only=True)
class RequestMarkedDuplicate(RequestEvent):
    """The request was found to repeat another one (ganda); `of` says which."""

    of: RequestId

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from self._empty("of")
        if self.of == self.request:
            yield Fault("of", given=self.of, expected="another request than this one")
