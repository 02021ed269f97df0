"""Words for common shapes of formulas."""

from __future__ import annotations

from asnwork.domain.formula.nodes import Arithmetic, Comparison, Constant, Formula, IfMissing, as_formula

__all__ = [
    "all_met",
    "all_of",
    "any_of",
    "at_least",
    "at_most",
    "equal_to",
    "less_than",
    "maximum",
    "minimum",
    "more_than",
    "no",
    "only_if",
    "present",
    "total",
    "yes_or_no",
]


def less_than(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the left is less than the right."""
    return Comparison("<", left, as_formula(right, like=left), missing)


def at_most(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the left is at most the right."""
    return Comparison("<=", left, as_formula(right, like=left), missing)


def equal_to(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the two are equal."""
    return Comparison("=", left, as_formula(right, like=left), missing)


def at_least(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the left is at least the right.

    Examples:
        >>> from asnwork.domain.formula import Figure, evaluate
        >>> done = at_least(Figure("done", "steps"), 40, missing="missing")
        >>> evaluate(done, {"done": 41.0}), evaluate(done, {"done": None})
        (1.0, None)
    """
    return Comparison(">=", left, as_formula(right, like=left), missing)


def more_than(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the left is more than the right."""
    return Comparison(">", left, as_formula(right, like=left), missing)


def minimum(first: Formula, *others: Formula | float) -> Formula:
    """Return the least of the formulas; missing when one is missing."""
    return _fold("min", first, others)


def maximum(first: Formula, *others: Formula | float) -> Formula:
    """Return the greatest of the formulas; missing when one is missing."""
    return _fold("max", first, others)


def total(first: Formula, *others: Formula | float) -> Formula:
    """Return the sum of the formulas; missing when one is missing."""
    return _fold("+", first, others)


def all_of(first: Formula, *others: Formula) -> Formula:
    """Return yes when every condition is yes; missing when one is missing."""
    return minimum(first, *others)


def all_met(first: Formula, *others: Formula) -> Formula:
    """Return yes when every condition is yes, and no as soon as one is no, whatever else is missing.

    Examples:
        >>> from asnwork.domain.formula import Figure, evaluate
        >>> both = all_met(Figure("a", "yes/no"), Figure("b", "yes/no"))
        >>> [evaluate(both, {"a": a, "b": None}) for a in (0.0, 1.0)]
        [0.0, None]
    """
    result = first
    for other in others:
        known = minimum(IfMissing(result, yes_or_no(1)), IfMissing(other, yes_or_no(1)))
        # Where one side is missing only a no counts: no / (1 - no) is no, yes / (1 - yes) is missing.
        result = IfMissing(minimum(result, other), only_if(known, no(known)))
    return result


def any_of(first: Formula, *others: Formula) -> Formula:
    """Return yes when some condition is yes; missing when one is missing."""
    return maximum(first, *others)


def no(condition: Formula) -> Formula:
    """Return yes where the condition is no."""
    return yes_or_no(1) - condition


def yes_or_no(answer: float) -> Constant:
    """Return the constant yes (1) or no (0)."""
    return Constant(answer, "yes/no")


def present(of: Formula) -> Comparison:
    """Return whether the formula has a value.

    Examples:
        >>> from asnwork.domain.formula import Figure, evaluate
        >>> evaluate(present(Figure("late")), {"late": None})
        0.0
    """
    return Comparison("=", of, of, "no")


def only_if(of: Formula, condition: Formula) -> Formula:
    """Return the formula where the condition is yes, and missing where it is no or missing.

    Examples:
        >>> from asnwork.domain.formula import Figure, evaluate
        >>> judged = only_if(Figure("kept", "yes/no"), Figure("ended", "yes/no"))
        >>> evaluate(judged, {"kept": 1.0, "ended": 0.0})
    """
    return Arithmetic("/", of, condition)


def _fold(operation: str, first: Formula, others: tuple[Formula | float, ...]) -> Formula:
    result = first
    for other in others:
        result = Arithmetic(operation, result, as_formula(other, like=first))
    return result
