"""What an assignment rule must be made of, so that the engine can ask it; or any function at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from asnwork.domain.assignment import CANDIDATE_FIGURES, Candidate, WaitingStep
from asnwork.domain.formula import Figure, Formula, figures_of
from asnwork.errors import BrokenRule

__all__ = [
    "OFFICER_FIGURES",
    "PAIR_FIGURES",
    "AnyRule",
    "AssigningRule",
    "PlainRule",
    "Terms",
    "orders",
    "split",
]

OFFICER_FIGURES = frozenset(CANDIDATE_FIGURES) | {"now"}
PAIR_FIGURES = frozenset(
    {"same_unit", "has_skill", "skill_level", "place_allows", "expected_effort", "finishes_today"}
)


class _Condition(Protocol):
    @property
    def formula(self) -> Formula: ...


class _Term(Protocol):
    @property
    def formula(self) -> Formula: ...
    @property
    def prefers(self) -> str: ...


class _Level(Protocol):
    @property
    def terms(self) -> Sequence[_Term]: ...


class AssigningRule(Protocol):
    """What an assignment rule must be made of, so that the engine can ask it: formulas, in levels."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def hard(self) -> Sequence[_Condition]:
        """What must hold for an officer to take a step."""
        ...

    @property
    def levels(self) -> Sequence[_Level]:
        """Which officer comes first."""
        ...

    @property
    def queue(self) -> Sequence[_Term]:
        """Which step comes first."""
        ...


PlainRule = Callable[[Candidate, Sequence[WaitingStep], int], WaitingStep | None]
"""A rule that is any function: which of the waiting steps a free officer takes now, if any; slower."""
AnyRule = AssigningRule | PlainRule


Terms = list[tuple[Formula, bool]]


def orders(rule: AnyRule) -> tuple[Terms, Terms]:
    """The terms that order officers, and those that order a queue; a function has no such terms."""
    if callable(rule):
        return [], []
    return (
        [(term.formula, term.prefers == "more") for level in rule.levels for term in level.terms],
        [(term.formula, term.prefers == "more") for term in rule.queue],
    )


def split(rule: AnyRule) -> tuple[list[Formula], list[Formula]]:
    """Hard conditions that a kind of work decides, and those that depend on the moment."""
    if callable(rule):
        return [Figure("place_allows", "yes/no")], []
    still, moving = [], []
    known = PAIR_FIGURES | OFFICER_FIGURES
    for condition in rule.hard:
        read = set(figures_of(condition.formula)) - {"on_duty"}
        if read <= PAIR_FIGURES:
            still.append(condition.formula)
        elif read <= known:
            moving.append(condition.formula)
        else:
            raise BrokenRule(
                rule.name,
                f"a hard condition reads {sorted(read - known)}, which differs within a queue",
            )
    return still, moving
