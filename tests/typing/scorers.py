"""What type checkers know of the scoring contract: mypy and pyright read this file, nothing runs it.

A line that must not pass says so twice, since each checker has names of its own for what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_type

from attrs import frozen
from plugin_city.all_or_nothing import AllOrNothing, all_or_nothing
from plugin_city.near_the_citizen import near_the_citizen

from asnwork.adapters import Plugins, discovered_scorers, scorer_faults
from asnwork.domain import Evidence, Formula, Law
from asnwork.errors import Fault
from asnwork.scoring import (
    POINTS,
    Draft,
    FormulaScorer,
    Gate,
    InsufficientEvidence,
    PayRule,
    Scale,
    Score,
    Scorer,
    evaluate,
    outcome,
    outcome_pay,
    output,
    part_of,
    pay_by_predicate,
    rank_key,
    weighted_mean,
)

# --- what a scorer is --------------------------------------------------------------------------


class Plain:
    """A plain class, with no base class."""

    name = "plain"
    version = "1"
    scale = POINTS
    reads = frozenset({"promises_kept"})

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Return nothing."""
        return Draft(value=view["promises_kept"])


@frozen
class OfAttrs:
    """A frozen value of attrs, whose names are fields."""

    name: str
    version: str
    scale: Scale
    reads: frozenset[str]

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Return nothing."""
        return Draft(value=None)


@dataclass(frozen=True)
class OfTheStandardLibrary:
    """A frozen data class, whose names are properties."""

    weight: float

    @property
    def name(self) -> str:
        """Its name."""
        return "standard"

    @property
    def version(self) -> str:
        """Its version."""
        return "1"

    @property
    def scale(self) -> Scale:
        """Its scale."""
        return POINTS

    @property
    def reads(self) -> frozenset[str]:
        """Nothing."""
        return frozenset()

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Return a constant."""
        return Draft(value=self.weight)


class Blind:
    """No scorer: it does not say what it reads."""

    name = "blind"
    version = "1"
    scale = POINTS

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Return nothing."""
        return Draft(value=None)


class Zero:
    """No scorer: it answers with a number, which has no gate and no reasons."""

    name = "zero"
    version = "1"
    scale = POINTS
    reads = frozenset[str]()

    def score(self, view: Mapping[str, float | None], on: date) -> float:
        """Return nothing, as a number."""
        return 0.0


plain: Scorer = Plain()
of_attrs: Scorer = OfAttrs(name="a", version="1", scale=POINTS, reads=frozenset())
standard: Scorer = OfTheStandardLibrary(weight=1.0)
blind: Scorer = Blind()  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
zero: Scorer = Zero()  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
a_class: Scorer = Plain  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]

# --- a function of law, as an entry point names it ---------------------------------------------

shipped: Callable[[Law], Scorer] = output
of_a_city: Callable[[Law], Scorer] = near_the_citizen
in_plain_python: Callable[[Law], Scorer] = all_or_nothing
an_object: Callable[[Law], Scorer] = plain  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]


# --- what comes out ----------------------------------------------------------------------------


def answers(law: Law, evidence: Evidence, on: date) -> None:
    """A result is looked at before its value is."""
    assert_type(near_the_citizen(law), FormulaScorer)
    assert_type(all_or_nothing(law), AllOrNothing)
    answer = evaluate(all_or_nothing(law), evidence, on=on)
    assert_type(answer, Score | InsufficientEvidence)
    answer.value  # type: ignore[union-attr]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    if isinstance(answer, InsufficientEvidence):
        assert_type(answer.missing, tuple[str, ...])
        return
    assert_type(answer.value, float)
    assert_type(answer.gate, Gate)
    assert_type(rank_key(answer), tuple[int, float])
    answer.value = 100.0  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    evaluate(output, evidence)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def missing_is_not_zero(view: Mapping[str, float | None]) -> float:
    """A figure may be missing, and says so before it is added up."""
    Draft(value="90")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    return view["a"] + 1  # type: ignore[operator]  # pyright: ignore[reportOptionalOperand, reportUnknownVariableType]


# --- combining and paying ----------------------------------------------------------------------


def combined(law: Law, gate: Formula) -> Scorer:
    """Parts are combined, never scorers themselves: sums would lose bounds, gate and explanation."""
    output(law) + outcome(law)  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnusedExpression]
    output(law) * 2  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnusedExpression]
    whole = [output(law)]
    weighted_mean("x", whole, version="1", minimum_coverage=0.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    part_of(Plain(), 10_000)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    parts = [part_of(output(law), 5_000), part_of(near_the_citizen(law), 5_000)]
    return weighted_mean("both", parts, version="1", minimum_coverage=0.5, gate=gate)


def paid(law: Law) -> None:
    """Any scorer is paid, by a rule of its own or by its predicate."""
    PayRule(scorer=Plain(), allowance=outcome_pay(law))
    assert_type(pay_by_predicate(Plain(), law), PayRule)
    PayRule(scorer=Blind(), allowance=outcome_pay(law))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def found(law: Law) -> None:
    """What is found is a scorer, whatever its class."""
    plugins = discovered_scorers(law)
    assert_type(plugins, Plugins)
    assert_type(plugins.scorers, dict[str, Scorer])
    assert_type(scorer_faults(object()), tuple[Fault, ...])
