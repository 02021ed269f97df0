"""Allowance rules: lines, each a formula for its share of the base allowance.

`share_formula` is the rule as one formula, which a simulation evaluates over columns;
`asnwork.scoring.allowance` pays one officer by the same lines.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.formula import (
    Figure,
    Formula,
    IfMissing,
    figures_of,
    no,
    only_if,
    parameters_of,
    total,
    yes_or_no,
)
from asnwork.domain.law import Basis, Parameter
from asnwork.domain.reason import Wording
from asnwork.errors import DuplicateName, Fault, InvalidInput
from asnwork.policies.workplace import LEGAL_STATUS

__all__ = ["MONTHS", "PREDICATE", "AllowanceRule", "LineRule", "share_formula"]

PREDICATE = Figure("predicate", "1")
"""The rank of the predicate, 1 (sangat kurang) to 5 (sangat baik)."""

MONTHS = Figure("months", "months")
"""How many months the figures of evidence are summed over, and the base is paid for; one when missing."""


@frozen(kw_only=True)
class LineRule:
    """One line of an allowance: how much of the base it can pay, and which part of that is earned.

    Attributes:
        code: Its name.
        weight: The most that it pays, a share of the base.
        achieved: Which part of that is earned, 0 to 1; missing evidence holds the line.
        applies: Where it answers no the line drops out and pays nothing; None when it never drops out.
        wording: What it pays for. `$weight_percent`, `$achieved_percent` and
            `$amount` stand for what was found.
        basis: What it rests on; None takes the basis of the parameter that its weight, or else what is
            earned of it, reads, on the day.
        label: Its name for people; its own name stands in where there is none.
        share: The line's share of the base: weight x achieved.
    """

    code: str
    weight: Formula
    achieved: Formula
    applies: Formula | None = None
    wording: Wording
    basis: Basis | None = None
    label: Wording | None = None
    share: Formula = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for formula in (self.weight, self.achieved):
            units.same(formula.unit, "share", "pay", f"the line {self.code}")
        share = self.weight * self.achieved
        if self.applies is not None:
            # Where the line drops out its evidence may be missing; elsewhere it may not.
            earned = IfMissing(self.achieved, only_if(yes_or_no(1), no(self.applies)))
            share = self.weight * self.applies * earned
        object.__setattr__(self, "share", share)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the law that it reads."""
        return parameters_of(self.share)

    def basis_on(self, day: date) -> Basis | None:
        """Return what the line rests on, on the day; None when it reads no law and names none."""
        if self.basis is not None:
            return self.basis
        read = (*parameters_of(self.weight), *parameters_of(self.achieved))
        return next((parameter.basis.on(day, parameter.path) for parameter in read), None)


@frozen(kw_only=True)
class AllowanceRule:
    """How an allowance follows from evidence, score and predicate.

    Attributes:
        name: Its name in files.
        version: Raised when the rule changes its answers.
        label: Its name for people.
        lines: What is paid for; their weights add up to the whole base.
        legal_status: One of `LEGAL_STATUS`.
        basis: What the rule, and its legal status, rest on.
        for_teaching_only: Whether it is an extreme that shows something and is never in a headline.

    Raises:
        DuplicateName: Two lines have one code.
        InvalidInput: There is no line, or the legal status is unknown.
    """

    name: str
    version: str = "1"
    label: Wording
    lines: tuple[LineRule, ...] = field(converter=tuple[LineRule, ...])
    legal_status: str = "within_rules"
    basis: Basis
    for_teaching_only: bool = False

    def __attrs_post_init__(self) -> None:
        codes = [line.code for line in self.lines]
        if not codes:
            raise InvalidInput(Fault("lines", given=(), expected="at least one line"))
        for code in codes:
            if codes.count(code) > 1:
                raise DuplicateName(f"line of {self.name}", code)
        if self.legal_status not in LEGAL_STATUS:
            expected = f"one of {', '.join(LEGAL_STATUS)}"
            raise InvalidInput(Fault("legal_status", given=self.legal_status, expected=expected))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the law that its lines read."""
        return parameters_of(share_formula(self))

    @property
    def reads(self) -> frozenset[str]:
        """The figures that it reads: of evidence, of the score, and the predicate."""
        return frozenset(figures_of(share_formula(self)))


def share_formula(rule: AllowanceRule) -> Formula:
    """Return which share of the base the rule pays in all, 0 to 1; missing where a line is held."""
    first, *others = (line.share for line in rule.lines)
    return total(first, *others)
