"""What in a workplace rule exceeds the rules above it: found by asking both about every kind of officer.

Nothing is declared by hand. A rule exceeds a limit when there is an officer and a day on which the rule lets
work elsewhere and the limit does not; the most ordinary such officer is the example.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date

from attrs import frozen

from asnwork.domain.formula import (
    Comparison,
    Constant,
    DatedConstant,
    Formula,
    children_of,
    equal_to,
    evaluate,
    figures_of,
    yes_or_no,
)
from asnwork.domain.law import Basis
from asnwork.domain.reason import Reason, Wording, explain
from asnwork.policies.condition import Condition
from asnwork.policies.officer_days import OfficerDay, officer_days
from asnwork.policies.workplace import WorkplaceRule, elsewhere_formula

__all__ = ["LegalConflict", "LegalLimit", "workplace_conflicts"]

# What stays the same with an officer through a week.
_OFFICER = ("needs_presence", "direct_service", "under_discipline", "is_asn", "days_in_post")


@frozen(kw_only=True)
class LegalLimit:
    """What rules above ask of every workplace rule.

    Attributes:
        code: Its name.
        condition: What must be so whenever somebody works elsewhere, field duty apart.
        opens: That the limit holds on the day; None when it holds on every day.
        wording: What a rule does that exceeds it; `$rule` is the rule.
    """

    code: str
    condition: Condition
    opens: Condition | None = None
    wording: Wording

    def holds_on(self, day: date) -> bool:
        """Return whether the limit is law on the day."""
        return self.opens is None or self.opens.holds({}, on=day)


@frozen(kw_only=True)
class LegalConflict:
    """What a rule does that a rule above it does not allow.

    Attributes:
        rule: The name of the rule.
        code: The limit that it exceeds.
        basis: The article that sets the limit, and how sure that is.
        reason: What exceeds it, in words.
        needs: What would mend it: one of `LEGAL_STATUS`.
        example: The most ordinary officer and day on which it shows; None when it shows in the rule itself.
        because: What the limit says of the example, in words; None when there is no example.
    """

    rule: str
    code: str
    basis: Basis | None
    reason: Reason
    needs: str = "needs_national_change"
    example: OfficerDay | None = None
    because: Reason | None = None

    def __str__(self) -> str:
        shown = f"; for example {self.example}: {self.because}" if self.because is not None else ""
        return f"{explain(self.reason)}{shown}"


def workplace_conflicts(
    rule: WorkplaceRule, limits: Iterable[LegalLimit], *, on: date
) -> tuple[LegalConflict, ...]:
    """Return which limits a workplace rule exceeds on a day, each with an example.

    Every kind of officer of `officer_days` is tried, with days in the post just below and at each number
    that the rule or a limit names; and only with as many days elsewhere before as the rule itself lets one
    have.

    Args:
        rule: The rule.
        limits: What rules above ask.
        on: The day whose law is read.

    Returns:
        One conflict for each limit that is exceeded, in the order of the limits.
    """
    standing = [limit for limit in limits if limit.holds_on(on)]
    allowed = elsewhere_formula(rule)
    kept = [equal_to(limit.condition.formula, yes_or_no(1), missing="no") for limit in standing]
    days = {day for formula in (allowed, *kept) for day in _days_in_post(formula, on)}
    reached = tuple(_reached(allowed, officer_days(days_in_post=days), on))
    found = []
    for limit, formula in zip(standing, kept, strict=True):
        example = next((case for case in reached if evaluate(formula, case.figures, on=on) != 1), None)
        if example is not None:
            found.append(_conflict(rule, limit, example, on))
    return tuple(found)


def _reached(allowed: Formula, cases: Iterable[OfficerDay], on: date) -> Iterator[OfficerDay]:
    """The cases in which the rule lets work elsewhere and that one can come to from Monday on, in order."""
    cases = tuple(cases)
    works = [evaluate(allowed, case.figures, on=on) == 1 for case in cases]
    open_days = {_place(case) for case, open_ in zip(cases, works, strict=True) if open_}
    for case, open_ in zip(cases, works, strict=True):
        officer, weekday, taken = _place(case)
        if open_ and taken in _taken_before(officer, weekday, open_days):
            yield case


def _place(case: OfficerDay) -> tuple[tuple[float, ...], int, int]:
    """Which kind of officer, on which day of the week, with how many days elsewhere before it."""
    officer = tuple(case.figures[name] for name in _OFFICER)
    return officer, int(case.figures["weekday"]), int(case.figures["days_elsewhere_this_week"])


def _taken_before(
    officer: tuple[float, ...], weekday: int, open_days: Container[tuple[tuple[float, ...], int, int]]
) -> set[int]:
    """How many days elsewhere an officer can have had before a day of the week; staying in is always open."""
    taken = {0}
    for earlier in range(1, weekday):
        taken |= {days + 1 for days in taken if (officer, earlier, days) in open_days}
    return taken


def _conflict(rule: WorkplaceRule, limit: LegalLimit, example: OfficerDay, on: date) -> LegalConflict:
    because = limit.condition.reason(rule.name, example.figures, on=on)
    basis = because.law
    values = {"rule": rule.label.en, "rule_id": rule.label.id}
    reason = Reason(rule=rule.name, code=limit.code, values=values, law=basis, wording=limit.wording)
    return LegalConflict(
        rule=rule.name, code=limit.code, basis=basis, reason=reason, example=example, because=because
    )


def _days_in_post(formula: Formula, on: date) -> Iterator[float]:
    """The numbers that days in the post are compared with in a formula, its law as of the day."""
    if isinstance(formula, Comparison) and "days_in_post" in figures_of(formula):
        yield from _numbers(formula, on)
    else:
        for part in children_of(formula):
            yield from _days_in_post(part, on)


def _numbers(formula: Formula, on: date) -> Iterator[float]:
    if isinstance(formula, Constant):
        yield formula.value
    elif isinstance(formula, DatedConstant):
        yield formula.parameter.number_on(on)
    for part in children_of(formula):
        yield from _numbers(part, on)
