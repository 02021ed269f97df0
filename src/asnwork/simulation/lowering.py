"""Formulas lowered to small functions, for the places where a simulation asks one rule a million times.

The one walker of `asnwork.domain.formula` does it, over an algebra whose values are either plain
numbers, folded at once, or functions of a situation. So a lowered rule cannot differ from the rule.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import inf
from typing import Any

from asnwork.domain.formula import NUMBERS, Formula, evaluate
from asnwork.domain.law import Bands

__all__ = ["Asked", "Situation", "lower", "ordering"]

Situation = Callable[[int, int], float | None]
"""A function of two whole numbers, such as an officer and a moment, to a number or None."""
Asked = float | None | Situation


_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {"min": min, "max": max}
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


class _Lowering:
    """The algebra whose values are numbers (known now) or functions (known when asked).

    What is known is computed by `NUMBERS`; what is asked is computed by the same operations without the
    detour, since it is asked a million times.
    """

    def constant(self, value: float) -> Asked:
        return value

    def arithmetic(self, operation: str, left: Asked, right: Asked) -> Asked:
        settled = _settled(operation, left, right)
        if settled is not _OPEN:
            return settled  # type: ignore[return-value]
        if operation in _ARITHMETIC:
            return _strict(_ARITHMETIC[operation], None, left, right)
        # What may leave the range of numbers, or divide by zero, is checked.
        return _join(lambda a, b: NUMBERS.arithmetic(operation, a, b), left, right)

    def comparison(self, operation: str, left: Asked, right: Asked, missing: float | None) -> Asked:
        answer = _strict(_COMPARISONS[operation], missing, left, right)
        if callable(answer) and missing is not None:
            answer.always_answers = True  # type: ignore[attr-defined]
        return answer

    def banded(self, of: Asked, bands: Bands) -> Asked:
        return _join(lambda a, _: NUMBERS.banded(a, bands), of, 0.0)

    def if_missing(self, of: Asked, instead: Asked) -> Asked:
        return _join(NUMBERS.if_missing, of, instead)


def _strict(operation: Callable[[Any, Any], Any], missing: float | None, left: Asked, right: Asked) -> Asked:
    """Join two sides by an operation that answers `missing` when a side is missing."""
    if left is None or right is None:
        return missing
    if callable(left) and callable(right):
        first, second = left, right

        def of_both(a: int, b: int) -> Any:
            x, y = first(a, b), second(a, b)
            return missing if x is None or y is None else operation(x, y)

        return of_both
    if callable(left):
        ask, known = left, right

        def of_left(a: int, b: int) -> Any:
            x = ask(a, b)
            return missing if x is None else operation(x, known)

        return of_left
    if callable(right):
        given, asked = left, right

        def of_right(a: int, b: int) -> Any:
            y = asked(a, b)
            return missing if y is None else operation(given, y)

        return of_right
    return float(operation(left, right))


_OPEN = object()


def _settled(operation: str, left: Asked, right: Asked) -> object:
    # "Yes or anything" is yes and "no and anything" is no, if the other side always answers yes or no.
    for known, asked in ((left, right), (right, left)):
        if getattr(asked, "always_answers", False) and known in (0.0, 1.0):
            if operation == "max":
                return 1.0 if known == 1.0 else asked
            if operation == "min":
                return asked if known == 1.0 else 0.0
    return _OPEN


def _join(operation: Callable[[Any, Any], float | None], left: Asked, right: Asked) -> Asked:
    if not callable(left) and not callable(right):
        return operation(left, right)
    if not callable(right):
        known = right
        return lambda a, b, ask=left: operation(ask(a, b), known)  # type: ignore[misc]
    if not callable(left):
        given = left
        return lambda a, b, ask=right: operation(given, ask(a, b))  # type: ignore[misc]
    first, second = left, right
    return lambda a, b: operation(first(a, b), second(a, b))


def lower(formula: Formula, figures: Mapping[str, Asked], *, on: date | None = None) -> Asked:
    """Return a formula as a number, when all it reads is known, or else as a function of a situation.

    Args:
        formula: What to compute.
        figures: For each figure its value, None when missing, or a function of the situation.
        on: The day whose law is read.

    Examples:
        >>> from asnwork.domain.formula import Figure
        >>> left = Figure("until", "microseconds") - Figure("now", "microseconds")
        >>> ask = lower(left, {"until": 100.0, "now": lambda officer, now: now})
        >>> ask(0, 60)
        40.0
    """
    lowered: Asked = evaluate(formula, figures, on=on, algebra=_Lowering())
    return lowered


def ordering(
    terms: Sequence[tuple[Formula, bool]], figures: Mapping[str, Asked], *, on: date | None = None
) -> Callable[[int, int], Any]:
    """Return a function that gives the sort key of a situation; the least key comes first.

    Args:
        terms: Formulas with whether more of it comes first; compared one after the other.
        figures: As for `lower`.
        on: The day whose law is read.

    Returns:
        A function of the situation; a missing value sorts last.
    """
    asked = [_key(lower(formula, figures, on=on), more_first) for formula, more_first in terms]
    if not asked:
        return lambda a, b: 0
    if len(asked) == 1:
        return asked[0]
    if len(asked) == 2:
        first, second = asked
        return lambda a, b: (first(a, b), second(a, b))
    return lambda a, b: tuple(ask(a, b) for ask in asked)


def _key(asked: Asked, more_first: bool) -> Callable[[int, int], float]:
    if not callable(asked):
        known = inf if asked is None else -asked if more_first else asked
        return lambda a, b: known

    def key(a: int, b: int) -> float:
        value = asked(a, b)
        if value is None:
            return inf
        return -value if more_first else value

    return key
