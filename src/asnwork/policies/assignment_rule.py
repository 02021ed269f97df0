"""What an assignment rule is: hard conditions, levels of terms for the officer, terms for the queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import field, frozen

from asnwork.domain.assignment import PAIR_FIGURES, WORK_FIGURES
from asnwork.domain.formula import (
    Figure,
    Formula,
    any_of,
    at_most,
    equal_to,
    evaluate,
    parameters_of,
    yes_or_no,
)
from asnwork.domain.reason import Wording
from asnwork.errors import BrokenRule, UnknownName
from asnwork.policies.condition import Condition, require_figures, require_once

__all__ = ["HARD_CONDITIONS", "LEVELS", "AssignmentRule", "Level", "SortKey", "Term"]

LEVELS = ("main_job", "service", "comfort")
"""The levels, the one that decides first in front."""

SortKey: TypeAlias = tuple[tuple[bool, float], ...]
"""One pair for each term: whether it is missing, and the number, less being better."""

_PREFERENCES = ("less", "more")


@frozen(kw_only=True)
class Term:
    """One thing by which candidates, or waiting steps, are put in order; a missing figure sorts last.

    Attributes:
        code: Its name, for programs.
        formula: What is compared.
        prefers: Whether "less" or "more" of it comes first.
        wording: Why the one in front is in front: `$value` and `$other` are the two numbers, `$next` is the
            officer behind.

    Raises:
        UnknownName: The preference is neither.
    """

    code: str
    formula: Formula
    prefers: str = "less"
    wording: Wording

    def __attrs_post_init__(self) -> None:
        if self.prefers not in _PREFERENCES:
            raise UnknownName(f"preference of the term {self.code}", self.prefers, _PREFERENCES)

    def value(self, figures: Mapping[str, float | None]) -> float | None:
        """Return what is compared; None when it is missing."""
        found: float | None = evaluate(self.formula, figures)
        return found

    def key(self, value: float | None) -> tuple[bool, float]:
        """Return what sorts the value: first what is preferred, last what is missing.

        Examples:
            >>> words = Wording("has less than $next", "lebih sedikit daripada $next")
            >>> load = Term(code="load", formula=Figure("open_now", "steps"), wording=words)
            >>> sorted([3.0, None, 1.0], key=load.key)
            [1.0, 3.0, None]
        """
        if value is None:
            return True, 0.0
        return False, value if self.prefers == "less" else -value


@frozen(kw_only=True)
class Level:
    """Terms that are looked at together, in order, before any term of a lower level."""

    name: str
    terms: tuple[Term, ...] = field(converter=tuple[Term, ...])


@frozen(kw_only=True)
class AssignmentRule:
    """Who should take a step, and which step comes first.

    Attributes:
        name: Its name in files.
        version: Raised when the rule changes its answers.
        label: Its name for people.
        hard: What must be so for an officer to take a step, from the hardest to the softest.
        levels: Which officer for a step: some of `LEVELS`, in their order.
        queue: Which step first; the terms read `WORK_FIGURES` only, so that a step's place does not age.

    Raises:
        UnknownName: A figure that is not known here, or a level that is none.
        UnitMismatch: A figure is read in another unit.
        DuplicateName: Two conditions, levels or terms have one name.
        BrokenRule: The levels are out of order, or something reads the law, which would need a day.
    """

    name: str
    version: str = "1"
    label: Wording
    hard: tuple[Condition, ...] = field(converter=tuple[Condition, ...])
    levels: tuple[Level, ...] = field(converter=tuple[Level, ...])
    queue: tuple[Term, ...] = field(converter=tuple[Term, ...])

    def __attrs_post_init__(self) -> None:
        where = f"the assignment rule {self.name}"
        names = [level.name for level in self.levels]
        for name in names:
            if name not in LEVELS:
                raise UnknownName(f"level of {where}", name, LEVELS)
        require_once(f"level of {where}", names)
        if names != sorted(names, key=LEVELS.index):
            raise BrokenRule(
                self.name, f"levels stand as {', '.join(names)}; the order is {', '.join(LEVELS)}"
            )
        terms = [term for level in self.levels for term in level.terms]
        require_once(f"hard condition of {where}", [condition.code for condition in self.hard])
        require_once(f"term of {where}", [term.code for term in terms])
        require_once(f"queue term of {where}", [term.code for term in self.queue])
        for condition in self.hard:
            self._require(condition.formula, PAIR_FIGURES)
        for term in terms:
            self._require(term.formula, PAIR_FIGURES)
        for term in self.queue:
            self._require(term.formula, WORK_FIGURES)

    def _require(self, formula: Formula, known: Mapping[str, str]) -> None:
        require_figures(formula, known, f"the assignment rule {self.name}")
        if read := parameters_of(formula):
            raise BrokenRule(
                self.name, f"reads {read[0].path}, and an assignment has no day to read the law on"
            )


def _must(code: str, formula: Formula, en: str, id_: str) -> Condition:
    return Condition(code=code, formula=formula, wording=Wording(en, id_))


def _yes(figure: str) -> Formula:
    return equal_to(Figure(figure, "yes/no"), yes_or_no(1), missing="no")


_ENDS = Figure("now", "microseconds") + Figure("expected_effort", "microseconds")

HARD_CONDITIONS = (
    _must("on_duty", _yes("on_duty"), "not on duty now", "sedang tidak bertugas"),
    _must("has_skill", _yes("has_skill"), "without the skill of the step", "tanpa keahlian yang diperlukan"),
    _must(
        "place_allows",
        _yes("place_allows"),
        "at a place where the step cannot be done",
        "berada di tempat yang tidak memungkinkan tahap ini",
    ),
    _must("same_unit", _yes("same_unit"), "not of the unit of the step", "bukan dari unit tahap ini"),
    _must(
        "time_left",
        any_of(
            equal_to(Figure("finishes_today", "yes/no"), yes_or_no(0), missing="no"),
            at_most(_ENDS, Figure("on_duty_until", "microseconds"), missing="no"),
        ),
        "with too little time left today",
        "dengan sisa waktu hari ini yang tidak cukup",
    ),
)
"""What the shipped rules ask of an officer, from the hardest to the softest; missing is not met.

A step that must be finished in its shift needs the time for it before the stretch of duty ends.
"""
