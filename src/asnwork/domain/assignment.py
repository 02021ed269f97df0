"""Assignments: the work that waits, who could take it, and who did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.place import WorkPlace
from asnwork.errors import DuplicateName

__all__ = [
    "CANDIDATE_FIGURES",
    "PAIR_FIGURES",
    "WORK_FIGURES",
    "Assignment",
    "Candidate",
    "WaitingStep",
    "candidate_figures",
    "pair_figures",
    "refuse_twins",
    "work_figures",
]


@frozen(kw_only=True)
class WaitingStep:
    """One step of one request that waits for an officer.

    Moments are microseconds since the epoch, durations microseconds.

    Attributes:
        request: Which request.
        round: Which round of it; 1 until it is reopened.
        step: Code of the step.
        service: Code of the service.
        unit: Code of the unit whose officers do it.
        skill: The skill it needs.
        place: What it needs of the place.
        submitted_at: When the request was filed; it keeps this age through every return.
        waiting_since: When this step began to wait.
        due_at: When the request is due; None without a promise.
        expected_effort: How long the step is expected to take.
        finishes_today: Whether it must be finished in the shift in which it begins.
        order: Its place among those that are equal in all else.
    """

    request: RequestId
    round: int = 1
    step: str
    service: str
    unit: str
    skill: str
    place: str
    submitted_at: int
    waiting_since: int
    due_at: int | None = None
    expected_effort: int = 0
    finishes_today: bool = False
    order: int = 0


def _as_set(units: Iterable[str]) -> frozenset[str]:
    return frozenset(units)


def _levels(skills: Mapping[str, int]) -> dict[str, int]:
    return dict(skills)


@frozen(kw_only=True)
class Candidate:
    """An officer who might take a step, as the situation is now.

    Attributes:
        officer: Who.
        place: The place where the officer is today; None when off duty.
        on_duty_until: When the present stretch of duty ends; None when off duty.
        units: Codes of the units held.
        skills: Level of each skill.
        open_now: How many steps the officer has in hand or waiting for this officer alone.
        given_today: How many steps were given today.
        last_given_at: When the last step was given; None when none was.
        idle_since: When the officer became free; None when not free.
        order: The officer's place among those that are equal in all else.
    """

    officer: OfficerId
    place: WorkPlace | None
    on_duty_until: int | None
    units: frozenset[str] = field(converter=_as_set)
    skills: Mapping[str, int] = field(converter=_levels, hash=False)
    open_now: int = 0
    given_today: int = 0
    last_given_at: int | None = None
    idle_since: int | None = None
    order: int = 0


@frozen(kw_only=True)
class Assignment:
    """A step given to an officer (penugasan), and when, in microseconds since the epoch."""

    request: RequestId
    round: int
    step: str
    officer: OfficerId
    given_at: int


WORK_FIGURES: Mapping[str, str] = {
    "submitted_at": "microseconds",
    "waiting_since": "microseconds",
    "due_at": "microseconds",
    "expected_effort": "microseconds",
    "finishes_today": "yes/no",
}
"""The figures of a waiting step alone: what the order of a queue may read."""

CANDIDATE_FIGURES: Mapping[str, str] = {
    "on_duty": "yes/no",
    "on_duty_until": "microseconds",
    "open_now": "steps",
    "given_today": "steps",
    "last_given_at": "microseconds",
    "idle_since": "microseconds",
}
"""The figures of an officer alone, as the situation is now."""


def work_figures(work: WaitingStep) -> dict[str, float | None]:
    """Return the figures of a waiting step, for formulas."""
    return {
        "submitted_at": float(work.submitted_at),
        "waiting_since": float(work.waiting_since),
        "due_at": None if work.due_at is None else float(work.due_at),
        "expected_effort": float(work.expected_effort),
        "finishes_today": float(work.finishes_today),
    }


def candidate_figures(candidate: Candidate) -> dict[str, float | None]:
    """Return the figures of a candidate, for formulas."""
    until, last, idle = candidate.on_duty_until, candidate.last_given_at, candidate.idle_since
    return {
        "on_duty": float(candidate.place is not None and until is not None),
        "on_duty_until": None if until is None else float(until),
        "open_now": float(candidate.open_now),
        "given_today": float(candidate.given_today),
        "last_given_at": None if last is None else float(last),
        "idle_since": None if idle is None else float(idle),
    }


def pair_figures(work: WaitingStep, candidate: Candidate, now: int) -> dict[str, float | None]:
    """Return every figure that an assignment rule may read: of the step, the officer, and the two together.

    The figures of the two together are `same_unit`, `has_skill`, `place_allows` (yes/no),
    `skill_level` (levels) and `now` (microseconds).
    """
    level = candidate.skills.get(work.skill, 0)
    return {
        **work_figures(work),
        **candidate_figures(candidate),
        "now": float(now),
        "same_unit": float(work.unit in candidate.units),
        "has_skill": float(level > 0),
        "skill_level": float(level),
        "place_allows": float(candidate.place is not None and candidate.place.allows(work.place)),
    }


PAIR_FIGURES: Mapping[str, str] = {
    **WORK_FIGURES,
    **CANDIDATE_FIGURES,
    "now": "microseconds",
    "same_unit": "yes/no",
    "has_skill": "yes/no",
    "skill_level": "levels",
    "place_allows": "yes/no",
}
"""All figures that an assignment rule may read, with their units."""


def refuse_twins(candidates: tuple[Candidate, ...]) -> None:
    """Raise DuplicateName when an officer stands among the candidates twice."""
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.officer in seen:
            raise DuplicateName("candidate", candidate.officer)
        seen.add(candidate.officer)
