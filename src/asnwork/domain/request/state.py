"""The state of a request: what its events have added up to, round by round."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request.documents import Document
from asnwork.domain.request.stages import Decision, EndedAs, PauseReason, Solved, Stage

__all__ = ["CitizenRequest", "Pause", "Promise", "Round", "StepDone", "StepInHand"]


@frozen(kw_only=True)
class Promise:
    """What the citizen was told: a moment or the reason why there is none, and what that rests on."""

    given_at: datetime
    due_at: datetime | None
    first_response_due_at: datetime | None
    reason: str
    law: str


@frozen(kw_only=True)
class Pause:
    """A stretch in which something was waited for; `until` is None while it lasts."""

    reason: PauseReason
    since: datetime
    until: datetime | None = None


@frozen(kw_only=True)
class StepInHand:
    """The step that an officer holds now; `started_at` is None until this officer begins it."""

    step: str
    officer: OfficerId
    assigned_at: datetime
    started_at: datetime | None = None
    place: str = ""


@frozen(kw_only=True)
class StepDone:
    """A step that an officer finished; `started_at` is when it was first begun, also by another officer."""

    step: str
    officer: OfficerId
    unit: str
    place: str
    at_office: bool | None
    among_citizens: bool | None
    queued_at: datetime
    started_at: datetime
    ended_at: datetime
    effort: timedelta | None


@frozen(kw_only=True)
class Round:
    """One round of a request: from its filing, or reopening, to its close.

    Attributes:
        submitted_at: When it was filed; a later round begins at its reopening.
        steps: Codes of the steps that this round goes through, in order.
        stage: How far it is.
        ended_as: How it ended, when it did not go all the way.
        decision: The office's answer, once there is one.
        solved: The citizen's answer.
        confirmed_by: Who gave that answer; empty while it is unknown.
        complete_at: When all required papers were there.
        promise: What the citizen was told.
        informed_at: When the citizen first heard something.
        last_informed_at: When the citizen last heard something.
        in_hand: The step that an officer holds.
        queued_at: When the step that is not done yet could first have been begun; None until it is begun.
        begun_at: When that step was first begun, also when it was given back since.
        done: The steps that were done, in order.
        pauses: What was waited for, by when it began.
        trips: How many trips the citizen made.
        trips_before_answer: How many of them came before the answer.
        last_trip_at: When the citizen last came, filing aside.
        declined_by: Officers who gave a step back themselves, by when they first did.
        decided_at: When it was decided.
        ready_at: When the product was ready.
        delivered_at: When the citizen had it.
        closed_at: When it was closed.
        ended_at: When it was withdrawn, forwarded or found a duplicate.
        reopened_at: When it was reopened after this round.
    """

    submitted_at: datetime
    steps: tuple[str, ...]
    stage: Stage = Stage.SUBMITTED
    ended_as: EndedAs | None = None
    decision: Decision | None = None
    solved: Solved = Solved.UNKNOWN
    confirmed_by: str = ""
    complete_at: datetime | None = None
    promise: Promise | None = None
    informed_at: datetime | None = None
    last_informed_at: datetime | None = None
    in_hand: StepInHand | None = None
    queued_at: datetime | None = None
    begun_at: datetime | None = None
    done: tuple[StepDone, ...] = ()
    pauses: tuple[Pause, ...] = ()
    trips: int = 0
    trips_before_answer: int = 0
    last_trip_at: datetime | None = None
    declined_by: tuple[OfficerId, ...] = ()
    decided_at: datetime | None = None
    ready_at: datetime | None = None
    delivered_at: datetime | None = None
    closed_at: datetime | None = None
    ended_at: datetime | None = None
    reopened_at: datetime | None = None

    @property
    def next_step(self) -> str | None:
        """The step that comes next, in hand or not; None when all are done."""
        return next(iter(self.steps[len(self.done) :]), None)

    @property
    def open_pauses(self) -> tuple[Pause, ...]:
        """The pauses that last."""
        return tuple(pause for pause in self.pauses if pause.until is None)

    @property
    def answered_at(self) -> datetime | None:
        """When the promise ended: the product was ready, the request was refused, or it ended before."""
        if self.decision in (Decision.REFUSED, Decision.NOT_OURS):
            return self.decided_at
        return self.ready_at or self.ended_at


@frozen(kw_only=True)
class CitizenRequest:
    """A request of a citizen (permohonan), as far as its events go; only `apply` changes it.

    Attributes:
        id: Which request.
        service: Code of the service.
        channel: Code of the channel.
        district: Code of the district; empty when not known.
        unit: Code of the unit that answers for it; empty when not known.
        applicant: A reference to the applicant.
        required: Codes of the papers that make the file complete.
        all_steps: Codes of the steps of the service, in order; those of a round are its own.
        credits: Working time that each of them is expected to take; empty when not known.
        before_complete: Codes of the steps that may begin while the papers are incomplete.
        hand_over_steps: Codes of the steps that begin only when the product is ready.
        deciding_step: Code of the step that takes the decision.
        collected: Whether the citizen comes for the product.
        usual_trips: Trips that help can save the citizen in a round; None when not known.
        documents: The papers that came.
        rounds: What happened in each round; the last one is the present one.
        version: How many events it is made of.
        last_event_at: When the last of them occurred.
    """

    id: RequestId
    service: str
    channel: str
    district: str
    unit: str
    applicant: str
    required: tuple[str, ...]
    all_steps: tuple[str, ...]
    credits: tuple[timedelta, ...]
    before_complete: tuple[str, ...]
    hand_over_steps: tuple[str, ...]
    deciding_step: str
    collected: bool
    usual_trips: int | None
    documents: tuple[Document, ...]
    rounds: tuple[Round, ...]
    version: int
    last_event_at: datetime

    @property
    def present(self) -> Round:
        """The present round."""
        return self.rounds[-1]

    @property
    def round(self) -> int:
        """Which round this is; 1 until it is reopened."""
        return len(self.rounds)

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return self.present.stage

    @property
    def ended_as(self) -> EndedAs | None:
        """How it ended, when it did not go all the way."""
        return self.present.ended_as

    @property
    def decision(self) -> Decision | None:
        """The office's answer, once there is one."""
        return self.present.decision

    @property
    def solved(self) -> Solved:
        """The citizen's answer; closed is not solved."""
        return self.present.solved

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.stage is not Stage.CLOSED

    @property
    def is_paused(self) -> bool:
        """Whether something is waited for."""
        return bool(self.present.open_pauses)

    @property
    def missing_papers(self) -> tuple[str, ...]:
        """The required kinds of papers that have not come."""
        came = {document.kind for document in self.documents}
        return tuple(kind for kind in self.required if kind not in came)

    @property
    def is_complete(self) -> bool:
        """Whether all required papers have come (berkas lengkap)."""
        return not self.missing_papers
