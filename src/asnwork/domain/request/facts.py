"""Facts: what happened to a request, as rows. The waist of the library.

Everything that is measured reads facts and nothing else: one row for each request and round, one row
for each step done. An application folds them from events, a case table gives them as they are, and a
simulation writes them as columns with the same names.

Moments are microseconds since the epoch, durations microseconds of working time; yes is 1, no is 0.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from asnwork.domain.identity import OfficerId, RequestId

__all__ = ["REQUEST_FIGURES", "STEP_FIGURES", "RequestFact", "StepFact", "request_figures", "step_figures"]


@frozen(kw_only=True)
class RequestFact:
    """One round of one request.

    Attributes:
        request: Which request.
        round: Which round; 1 until it is reopened.
        service: Code of the service.
        channel: Code of the channel.
        district: Code of the district.
        unit: Code of the unit that answers for it; empty when not known.
        applicant: The city's own reference to the applicant, never an identity number; empty when not known.
            It tells rows of one citizen apart from rows of another, and no report shows it. An officer who
            asks for something is seen to only where that reference is the officer's own identifier; a city
            that knows its officers as citizens by another reference has to replace it before.
        decided_by: The officer who did the step that decides; None when nobody did or it is not known.
        as_of: When the row was made; what came later is not in it.
        submitted_at: When the request was filed; a reopened round starts at its reopening.
        complete_at: When all papers were there.
        first_response_at: When the citizen first heard something.
        decided_at: When it was decided.
        ready_at: When the product was ready.
        delivered_at: When the citizen had it.
        closed_at: When it was closed.
        ended_at: When it was withdrawn, forwarded or found a duplicate.
        reopened_at: When it was reopened after this round.
        due_at: When it is due for the citizen: the promise, moved by what the citizen was waited for.
        office_due_at: When it is due for the office: moved by outside failures too.
        first_response_due_at: When the first response is due.
        paused_by_applicant: Working time in which the citizen was waited for.
        paused_outside: Working time in which something outside the office was waited for.
        effort: Working time spent on it.
        steps_done: How many steps were done.
        trips: How many trips the citizen made.
        trips_before_answer: How many of them came before the answer: to file, or for what was missing.
        usual_trips: How many trips before the answer the citizen would have made without help, those that
            nobody can save left out; None when not known.
        returns: How often the file went back to the applicant before the answer; None when not known.
        declined_by: Officers who gave a step of this round back, whatever else they did of it.
        decision: "granted", "refused", "not_ours", or empty.
        ended_as: "withdrawn", "forwarded", "duplicate", or empty.
        solved: What the citizen says; None when not known.
        confirmed_by: Who gave that answer: the applicant's reference, an officer who entered it, or another;
            empty when not known.
    """

    request: RequestId
    round: int = 1
    service: str
    channel: str
    district: str = ""
    unit: str = ""
    applicant: str = ""
    decided_by: OfficerId | None = None
    as_of: int
    submitted_at: int
    complete_at: int | None = None
    first_response_at: int | None = None
    decided_at: int | None = None
    ready_at: int | None = None
    delivered_at: int | None = None
    closed_at: int | None = None
    ended_at: int | None = None
    reopened_at: int | None = None
    due_at: int | None = None
    office_due_at: int | None = None
    first_response_due_at: int | None = None
    paused_by_applicant: int = 0
    paused_outside: int = 0
    effort: int | None = None
    steps_done: int | None = None
    trips: int | None = None
    trips_before_answer: int | None = None
    usual_trips: int | None = None
    returns: int | None = None
    declined_by: tuple[OfficerId, ...] = field(converter=tuple[OfficerId, ...], default=())
    decision: str = ""
    ended_as: str = ""
    solved: bool | None = None
    confirmed_by: str = ""

    @property
    def key(self) -> str:
        """Its name among the rows: the request, and the round when it is not the first."""
        return self.request if self.round == 1 else f"{self.request}#{self.round}"

    @property
    def declined_key(self) -> str:
        """The name of the row of it that whoever declined it has."""
        return f"{self.key}/declined"


@frozen(kw_only=True)
class StepFact:
    """One step that an officer did for one round of a request.

    Attributes:
        request: Which request.
        round: Which round.
        step: Code of the step.
        officer: Who did it.
        unit: Code of the officer's unit; empty when not known.
        place: Code of the place where it was done; empty when not known.
        at_office: Whether that place counts as the office; None when not known.
        among_citizens: Whether that place is one of the citizens; None when not known.
        queued_at: When the step began to wait; None when not known.
        started_at: When it was begun; None when not known.
        ended_at: When it was done.
        effort: Working time spent; None when not known.
        credit: Working time that the step is expected to take, which is what it counts for; None when not
            known.
    """

    request: RequestId
    round: int = 1
    step: str
    officer: OfficerId
    unit: str = ""
    place: str = ""
    at_office: bool | None = None
    among_citizens: bool | None = None
    queued_at: int | None = None
    started_at: int | None = None
    ended_at: int
    effort: int | None = None
    credit: int | None = None

    @property
    def key(self) -> str:
        """Its name among the rows: request, round when not the first, and step."""
        return f"{self.request}{'' if self.round == 1 else f'#{self.round}'}/{self.step}"


_MOMENTS = (
    "as_of",
    "submitted_at",
    "complete_at",
    "first_response_at",
    "decided_at",
    "ready_at",
    "delivered_at",
    "closed_at",
    "ended_at",
    "reopened_at",
    "due_at",
    "office_due_at",
    "first_response_due_at",
)
_DURATIONS = ("paused_by_applicant", "paused_outside", "effort")
_COUNTS = {
    "round": "rounds",
    "steps_done": "steps",
    "trips": "trips",
    "trips_before_answer": "trips",
    "usual_trips": "trips",
    "returns": "returns",
}

REQUEST_FIGURES: Mapping[str, str] = {
    **dict.fromkeys(_MOMENTS, "microseconds"),
    **dict.fromkeys(_DURATIONS, "microseconds"),
    **_COUNTS,
    "granted": "yes/no",
    "refused": "yes/no",
    "not_ours": "yes/no",
    "withdrawn": "yes/no",
    "forwarded": "yes/no",
    "duplicate": "yes/no",
    "solved": "yes/no",
}
"""The figures of one round of a request by name, with their units."""

STEP_FIGURES: Mapping[str, str] = {
    "step_queued_at": "microseconds",
    "step_started_at": "microseconds",
    "step_ended_at": "microseconds",
    "step_effort": "microseconds",
    "step_credit": "microseconds",
    "at_office": "yes/no",
    "among_citizens": "yes/no",
    **REQUEST_FIGURES,
}
"""The figures of one step done: its own, and those of the request it belongs to."""


def request_figures(fact: RequestFact) -> dict[str, float | None]:
    """Return the figures of one round of a request, for formulas.

    Examples:
        >>> fact = RequestFact(
        ...     request=RequestId("r1"), service="s", channel="c", as_of=9, submitted_at=1, due_at=5
        ... )
        >>> figures = request_figures(fact)
        >>> figures["due_at"], figures["ready_at"], figures["granted"]
        (5.0, None, 0.0)
    """
    figures: dict[str, float | None] = {
        name: _number(getattr(fact, name)) for name in (*_MOMENTS, *_DURATIONS, *_COUNTS, "solved")
    }
    for name in ("granted", "refused", "not_ours"):
        figures[name] = float(fact.decision == name)
    for name in ("withdrawn", "forwarded", "duplicate"):
        figures[name] = float(fact.ended_as == name)
    return figures


def step_figures(step: StepFact, request: RequestFact) -> dict[str, float | None]:
    """Return the figures of one step done, with those of its request, for formulas."""
    return {
        "step_queued_at": _number(step.queued_at),
        "step_started_at": _number(step.started_at),
        "step_ended_at": _number(step.ended_at),
        "step_effort": _number(step.effort),
        "step_credit": _number(step.credit),
        "at_office": _number(step.at_office),
        "among_citizens": _number(step.among_citizens),
        **request_figures(request),
    }


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
