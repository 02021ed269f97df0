"""What a kind of value must know for formulas to be read over it; plain numbers are the first of these."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from asnwork.domain.law import Bands

__all__ = ["NUMBERS", "Algebra"]

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
        return value if value == value else None

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
