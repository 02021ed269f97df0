"""The one walker: it reads a formula over an algebra, and plain numbers are the first of these."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar

from asnwork.domain.formula.nodes import (
    WHEN_MISSING,
    Arithmetic,
    Banded,
    Comparison,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
)
from asnwork.domain.law import Bands, Parameter
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["NUMBERS", "Algebra", "Walk", "evaluate", "evaluate_all"]

C = TypeVar("C")


class Algebra(Protocol[C]):
    """What a kind of value must know so that formulas can be evaluated on it.

    `C` is a number or None for `NUMBERS`, a column elsewhere. Missing values come in and go out in
    the way of that kind.
    """

    def constant(self, value: float) -> C:
        """Return the number as a value of this kind."""
        ...

    def arithmetic(self, operation: str, left: C, right: C) -> C:
        """Return +, -, x, /, min or max; missing when a side is missing or the divisor is zero."""
        ...

    def comparison(self, operation: str, left: C, right: C, missing: float | None) -> C:
        """Return 1 or 0, and `missing` where a side is missing."""
        ...

    def banded(self, of: C, bands: Bands) -> C:
        """Return the value of the band, missing where `of` is."""
        ...

    def if_missing(self, of: C, instead: C) -> C:
        """Return `of`, and `instead` where it is missing."""
        ...


class _Numbers:
    """The algebra of plain numbers; None is missing."""

    def constant(self, value: float) -> float | None:
        return value

    def arithmetic(self, operation: str, left: float | None, right: float | None) -> float | None:
        if left is None or right is None or (operation == "/" and right == 0):
            return None
        value = _OPERATIONS[operation](left, right)
        # Beyond the range of numbers, as in infinity less infinity, there is no value either.
        return None if math.isnan(value) else value

    def comparison(
        self, operation: str, left: float | None, right: float | None, missing: float | None
    ) -> float | None:
        if left is None or right is None:
            return missing
        return float(_COMPARE[operation](left, right))

    def banded(self, of: float | None, bands: Bands) -> float | None:
        return None if of is None else bands.of(of)

    def if_missing(self, of: float | None, instead: float | None) -> float | None:
        return instead if of is None else of


_OPERATIONS: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "x": operator.mul,
    "/": operator.truediv,
    "min": min,
    "max": max,
}
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}

NUMBERS: Algebra[float | None] = _Numbers()
"""The algebra of plain numbers, in which None is missing."""


def evaluate(
    formula: Formula,
    figures: Mapping[str, Any],
    *,
    on: date | None = None,
    algebra: Algebra[Any] = NUMBERS,
) -> Any:
    """Return the value of a formula.

    Args:
        formula: What to compute.
        figures: The value of each figure by name; with `NUMBERS`, a number or None when missing.
        on: The day whose law is read; needed only when the formula reads the law.
        algebra: The kind of value: plain numbers unless said otherwise.

    Returns:
        A number or None with `NUMBERS`; whatever the algebra works with otherwise.

    Raises:
        UnknownName: The formula reads a figure that is not among the figures.
        NoValueOnDay: The law says nothing on the day.

    Examples:
        >>> share = Figure("kept", "requests") / Figure("judged", "requests")
        >>> evaluate(share, {"kept": 3.0, "judged": 4.0})
        0.75
        >>> evaluate(share, {"kept": 0.0, "judged": 0.0}) is None
        True
    """
    return evaluate_all((formula,), figures, on=on, algebra=algebra)[0]


def evaluate_all(
    formulas: Iterable[Formula],
    figures: Mapping[str, Any],
    *,
    on: date | None = None,
    algebra: Algebra[Any] = NUMBERS,
) -> tuple[Any, ...]:
    """Return the values of several formulas over the same figures; what they share is computed once.

    Args:
        formulas: What to compute.
        figures: The value of each figure by name.
        on: The day whose law is read.
        algebra: The kind of value.

    Raises:
        UnknownName: A formula reads a figure that is not among the figures.
        NoValueOnDay: The law says nothing on the day.

    Examples:
        >>> from asnwork.domain.formula import more_than, no
        >>> late = more_than(Figure("days"), 3, missing="no")
        >>> evaluate_all([late, no(late)], {"days": 5.0})
        (1.0, 0.0)
    """
    return tuple(map(Walk(figures, on, algebra).value_of, formulas))


class Walk:
    """One walk over formulas and figures; what stands in several places is computed once.

    It knows formulas by their identity, so they must outlive it.

    Args:
        figures: The value of each figure by name.
        on: The day whose law is read.
        algebra: The kind of value.
    """

    __slots__ = ("algebra", "figures", "known", "on")

    def __init__(self, figures: Mapping[str, Any], on: date | None, algebra: Algebra[Any] = NUMBERS) -> None:
        self.figures = figures
        self.on = on
        self.algebra = algebra
        self.known: dict[int, Any] = {}

    def value_of(self, node: Formula) -> Any:
        """The value of a formula."""
        key = id(node)
        if key in self.known:
            return self.known[key]
        kind = _KINDS.get(type(node))
        if kind is None:
            raise TypeError(f"not a formula: {node!r}; the kinds of formula are closed")
        found = self.known[key] = kind(self, node)
        return found

    def _figure(self, node: Figure) -> Any:
        if node.name not in self.figures:
            raise UnknownName("figure", node.name, self.figures)
        return self.figures[node.name]

    def _arithmetic(self, node: Arithmetic) -> Any:
        return self.algebra.arithmetic(node.operation, self.value_of(node.left), self.value_of(node.right))

    def _constant(self, node: Constant) -> Any:
        return self.algebra.constant(node.value)

    def _comparison(self, node: Comparison) -> Any:
        left, right = self.value_of(node.left), self.value_of(node.right)
        return self.algebra.comparison(node.operation, left, right, WHEN_MISSING[node.missing])

    def _if_missing(self, node: IfMissing) -> Any:
        return self.algebra.if_missing(self.value_of(node.of), self.value_of(node.instead))

    def _dated(self, node: DatedConstant) -> Any:
        return self.algebra.constant(node.parameter.number_on(self._day(node.parameter)))

    def _banded(self, node: Banded) -> Any:
        bands = node.parameter.bands_on(self._day(node.parameter)).plain
        return _in_bands(self.value_of(node.of), bands, self.algebra)

    def _day(self, parameter: Parameter) -> date:
        if self.on is None:
            expected = f"a day, since the formula reads {parameter.path}"
            raise InvalidInput(Fault("on", given=None, expected=expected))
        return self.on


# Looked up, since a match asks one kind after the other, and a walk is most of what a score costs.
_KINDS: Mapping[type, Callable[[Walk, Any], Any]] = {
    Figure: Walk._figure,
    Arithmetic: Walk._arithmetic,
    Constant: Walk._constant,
    Comparison: Walk._comparison,
    IfMissing: Walk._if_missing,
    DatedConstant: Walk._dated,
    Banded: Walk._banded,
}


def _in_bands(of: Any, bands: Bands, algebra: Algebra[Any]) -> Any:
    if bands.reading == "single":
        return algebra.banded(of, bands)
    # A rate for each part of the quantity; the first part begins at 0, the last has no end.
    join, constant = algebra.arithmetic, algebra.constant
    total, start = constant(0.0), 0.0
    for rate, end in zip(bands.values, (*bands.edges, None), strict=True):
        reached = of if end is None else join("min", of, constant(end))
        part = join("max", join("-", reached, constant(start)), constant(0.0))
        total = join("+", total, join("x", part, constant(rate)))
        start = start if end is None else end
    return total
