"""The kinds of formula: a closed set of frozen values, each with its unit and its text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.law import Parameter
from asnwork.domain.law.bands import digits
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = [
    "WHEN_MISSING",
    "Arithmetic",
    "Banded",
    "Comparison",
    "Constant",
    "DatedConstant",
    "Figure",
    "Formula",
    "IfMissing",
    "as_formula",
    "digits",
]


class Formula:
    """What every formula is: it has a unit, is printable, and takes + - x /."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def unit(self) -> str:
            """The unit of its value."""
            raise NotImplementedError

    def __add__(self, other: Formula | float) -> Arithmetic:
        return Arithmetic("+", self, as_formula(other, like=self))

    def __sub__(self, other: Formula | float) -> Arithmetic:
        return Arithmetic("-", self, as_formula(other, like=self))

    def __mul__(self, other: Formula | float) -> Arithmetic:
        return Arithmetic("x", self, as_formula(other))

    def __truediv__(self, other: Formula | float) -> Arithmetic:
        return Arithmetic("/", self, as_formula(other))


def as_formula(value: Formula | float, like: Formula | None = None) -> Formula:
    """Return a formula as it is, and a number as a constant in the unit of another formula, or in none."""
    if isinstance(value, Formula):
        return value
    return Constant(float(value), "1" if like is None else like.unit)


@frozen
class Figure(Formula):
    """A figure, by its name.

    Examples:
        >>> late = Figure("late", "requests")
        >>> str(late / Figure("closed", "requests"))
        '(late / closed)'
    """

    name: str
    unit: str = "1"

    def __str__(self) -> str:
        return self.name


def _finite(_: object, __: object, value: float) -> None:
    if not math.isfinite(value):
        raise InvalidInput(Fault("value", given=value, expected="a finite number"))


@frozen
class Constant(Formula):
    """A number that does not come from a rule."""

    value: float = field(converter=float, validator=_finite)
    unit: str = "1"

    def __str__(self) -> str:
        return digits(self.value)


@frozen
class DatedConstant(Formula):
    """A number of the law: the one in force on the day that is asked about."""

    parameter: Parameter

    @property
    def unit(self) -> str:
        """The unit of the parameter."""
        return self.parameter.unit

    def __str__(self) -> str:
        return f"[{self.parameter.path}]"


_ARITHMETIC = {
    "+": "add",
    "-": "subtract",
    "x": "multiply",
    "/": "divide",
    "min": "compare",
    "max": "compare",
}


@frozen
class Arithmetic(Formula):
    """Two formulas joined by +, -, x, /, min or max; missing when either is missing."""

    operation: str
    left: Formula
    right: Formula
    unit: str = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.operation not in _ARITHMETIC:
            raise UnknownName("operation", self.operation, _ARITHMETIC)
        left, right = self.left.unit, self.right.unit
        if self.operation == "x":
            unit = units.multiplied(left, right)
        elif self.operation == "/":
            unit = units.divided(left, right)
        else:
            unit = units.same(left, right, _ARITHMETIC[self.operation], self)
        object.__setattr__(self, "unit", unit)

    def __str__(self) -> str:
        if self.operation in ("min", "max"):
            return f"{self.operation}({self.left}, {self.right})"
        return f"({self.left} {self.operation} {self.right})"


_COMPARISONS = ("<", "<=", "=", ">=", ">")
WHEN_MISSING: Mapping[str, float | None] = {"no": 0.0, "yes": 1.0, "missing": None}


@frozen
class Comparison(Formula):
    """Yes (1) or no (0); `missing` says what it answers when a side is missing: no, yes or missing."""

    operation: str
    left: Formula
    right: Formula
    missing: str

    @property
    def unit(self) -> str:
        """Yes or no."""
        return "yes/no"

    def __attrs_post_init__(self) -> None:
        if self.operation not in _COMPARISONS:
            raise UnknownName("comparison", self.operation, _COMPARISONS)
        if self.missing not in WHEN_MISSING:
            raise UnknownName("answer to a missing figure", self.missing, WHEN_MISSING)
        units.same(self.left.unit, self.right.unit, "compare", self)

    def __str__(self) -> str:
        return f"({self.left} {self.operation} {self.right}, if missing {self.missing})"


@frozen
class Banded(Formula):
    """The value of the band of the law that a formula falls in; missing when the formula is."""

    of: Formula
    parameter: Parameter

    def __attrs_post_init__(self) -> None:
        units.same(self.of.unit, self.parameter.of_unit, "look up", self)

    @property
    def unit(self) -> str:
        """The unit of the values of the bands."""
        return self.parameter.unit

    def __str__(self) -> str:
        return f"[{self.parameter.path}]({self.of})"


@frozen
class IfMissing(Formula):
    """A formula, and what stands in for it where it is missing."""

    of: Formula
    instead: Formula
    unit: str = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "unit", units.same(self.of.unit, self.instead.unit, "stand in", self))

    def __str__(self) -> str:
        return f"({self.of}, if missing {self.instead})"
