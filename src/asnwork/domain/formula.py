"""Formulas over named figures: the one language in which rules are written.

A formula is a frozen value: a figure, a number, a dated number of the law, + - x /, a comparison,
the lesser or greater of two, bands, and a stand-in for a missing figure; nothing more. It can be
printed, compared, stored and taken apart. One walker, `evaluate`, reads it over a small algebra:
plain numbers here, columns and data frames elsewhere, always with the same answers.

Yes is 1 and no is 0. A missing figure is None and makes what is computed from it missing; a
quotient by zero is missing too. So `only_if(x, condition)` is x where the condition is yes and
missing elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.law import Bands, Parameter
from asnwork.errors import Fault, InvalidInput, UnitMismatch, UnknownName

__all__ = [
    "NUMBERS",
    "Algebra",
    "Arithmetic",
    "Banded",
    "Comparison",
    "Constant",
    "DatedConstant",
    "Figure",
    "Formula",
    "IfMissing",
    "Trace",
    "all_met",
    "all_of",
    "any_of",
    "at_least",
    "at_most",
    "children_of",
    "equal_to",
    "evaluate",
    "evaluate_all",
    "figures_of",
    "less_than",
    "maximum",
    "minimum",
    "missing_figures",
    "more_than",
    "no",
    "only_if",
    "parameters_of",
    "present",
    "substituted",
    "total",
    "trace",
    "yes_or_no",
]

C = TypeVar("C")


class Formula:
    """What every formula is: it has a unit, is printable, and takes + - x /."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def unit(self) -> str:
            """The unit of its value."""
            raise NotImplementedError

    def __add__(self, other: Formula | float) -> Arithmetic:
        return Arithmetic("+", self, _formula(other, like=self))

    def __sub__(self, other: Formula | float) -> Arithmetic:
        return Arithmetic("-", self, _formula(other, like=self))

    def __mul__(self, other: Formula | float) -> Arithmetic:
        return Arithmetic("x", self, _formula(other))

    def __truediv__(self, other: Formula | float) -> Arithmetic:
        return Arithmetic("/", self, _formula(other))


def _formula(value: Formula | float, like: Formula | None = None) -> Formula:
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
        return _digits(self.value)


def _digits(value: float) -> str:
    # All digits that tell it from every other number, so that two formulas never print alike.
    return repr(value).removesuffix(".0")


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
_WHEN_MISSING: Mapping[str, float | None] = {"no": 0.0, "yes": 1.0, "missing": None}


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
        if self.missing not in _WHEN_MISSING:
            raise UnknownName("answer to a missing figure", self.missing, _WHEN_MISSING)
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


# --- words for common shapes -------------------------------------------------------------------


def less_than(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the left is less than the right."""
    return Comparison("<", left, _formula(right, like=left), missing)


def at_most(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the left is at most the right."""
    return Comparison("<=", left, _formula(right, like=left), missing)


def equal_to(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the two are equal."""
    return Comparison("=", left, _formula(right, like=left), missing)


def at_least(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the left is at least the right.

    Examples:
        >>> done = at_least(Figure("done", "steps"), 40, missing="missing")
        >>> evaluate(done, {"done": 41.0}), evaluate(done, {"done": None})
        (1.0, None)
    """
    return Comparison(">=", left, _formula(right, like=left), missing)


def more_than(left: Formula, right: Formula | float, *, missing: str) -> Comparison:
    """Return whether the left is more than the right."""
    return Comparison(">", left, _formula(right, like=left), missing)


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
        >>> evaluate(present(Figure("late")), {"late": None})
        0.0
    """
    return Comparison("=", of, of, "no")


def only_if(of: Formula, condition: Formula) -> Formula:
    """Return the formula where the condition is yes, and missing where it is no or missing.

    Examples:
        >>> judged = only_if(Figure("kept", "yes/no"), Figure("ended", "yes/no"))
        >>> evaluate(judged, {"kept": 1.0, "ended": 0.0})
    """
    return Arithmetic("/", of, condition)


def _fold(operation: str, first: Formula, others: tuple[Formula | float, ...]) -> Formula:
    result = first
    for other in others:
        result = Arithmetic(operation, result, _formula(other, like=first))
    return result


# --- the walker --------------------------------------------------------------------------------


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
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "x": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "min": min,
    "max": max,
}
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
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
        >>> late = more_than(Figure("days"), 3, missing="no")
        >>> evaluate_all([late, no(late)], {"days": 5.0})
        (1.0, 0.0)
    """
    known: dict[int, Any] = {}

    def value_of(node: Formula) -> Any:
        # The same formula object often stands in several places: compute it once.
        key = id(node)
        if key not in known:
            known[key] = _computed(node, value_of, figures, on, algebra)
        return known[key]

    return tuple(map(value_of, formulas))


def _computed(
    node: Formula,
    value_of: Callable[[Formula], Any],
    figures: Mapping[str, Any],
    on: date | None,
    algebra: Algebra[Any],
) -> Any:
    """The value of one node; `value_of` gives those of its children."""
    match node:
        case Figure(name=name):
            if name not in figures:
                raise UnknownName("figure", name, figures)
            return figures[name]
        case Arithmetic():
            return algebra.arithmetic(node.operation, value_of(node.left), value_of(node.right))
        case Constant():
            return algebra.constant(node.value)
        case Comparison():
            missing = _WHEN_MISSING[node.missing]
            return algebra.comparison(node.operation, value_of(node.left), value_of(node.right), missing)
        case IfMissing():
            return algebra.if_missing(value_of(node.of), value_of(node.instead))
        case DatedConstant(parameter=parameter):
            return algebra.constant(parameter.number_on(_day(on, parameter)))
        case Banded(parameter=parameter):
            return algebra.banded(value_of(node.of), _bands(parameter, _day(on, parameter)))
    raise TypeError(f"not a formula: {node!r}; the kinds of formula are closed")


def _day(on: date | None, parameter: Parameter) -> date:
    if on is None:
        expected = f"a day, since the formula reads {parameter.path}"
        raise InvalidInput(Fault("on", given=None, expected=expected))
    return on


def _bands(parameter: Parameter, day: date) -> Bands:
    value = parameter.on(day)
    if not isinstance(value, Bands):
        raise InvalidInput(Fault(parameter.path, given=value, expected="bands"))
    return value


# --- looking inside ----------------------------------------------------------------------------


def children_of(node: Formula) -> tuple[Formula, ...]:
    """Return the formulas that a formula is made of, left to right.

    Examples:
        >>> [str(part) for part in children_of(Figure("late") / Figure("closed"))]
        ['late', 'closed']
    """
    parts = _CHILDREN.get(type(node))
    return () if parts is None else parts(node)


_CHILDREN: Mapping[type, Callable[[Any], tuple[Formula, ...]]] = {
    Arithmetic: attrgetter("left", "right"),
    Comparison: attrgetter("left", "right"),
    IfMissing: attrgetter("of", "instead"),
    Banded: lambda node: (node.of,),
}


def _with_children(node: Formula, parts: Sequence[Formula]) -> Formula:
    match node:
        case Arithmetic():
            return Arithmetic(node.operation, parts[0], parts[1])
        case Comparison():
            return Comparison(node.operation, parts[0], parts[1], node.missing)
        case IfMissing():
            return IfMissing(parts[0], parts[1])
        case Banded():
            return Banded(parts[0], node.parameter)
    return node


def substituted(formula: Formula, figures: Mapping[str, Formula]) -> Formula:
    """Return the formula with other formulas in the place of some of its figures.

    Args:
        formula: The formula to change a copy of.
        figures: What takes the place of a figure, by the figure's name.

    Raises:
        UnitMismatch: What takes a figure's place does not have the figure's unit.

    Examples:
        >>> share = Figure("kept") / Figure("judged")
        >>> str(substituted(share, {"judged": Figure("early") + Figure("late")}))
        '(kept / (early + late))'
    """
    known: dict[int, Formula] = {}

    def copy_of(node: Formula) -> Formula:
        # What was one object stays one object, so that it is still computed once.
        key = id(node)
        if key not in known:
            if isinstance(node, Figure) and node.name in figures:
                known[key] = figures[node.name]
                units.same(node.unit, known[key].unit, "stand in", f"the figure {node.name}")
            else:
                known[key] = _with_children(node, tuple(map(copy_of, children_of(node))))
        return known[key]

    return copy_of(formula)


def _walk(formula: Formula) -> Iterator[Formula]:
    """Every formula in it, each object once."""
    seen: set[int] = set()
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            waiting.extend(children_of(node))
            yield node


def figures_of(formula: Formula) -> Mapping[str, str]:
    """Return the unit of each figure that the formula reads, by name, in alphabetical order.

    Raises:
        UnitMismatch: One figure is read in two units.

    Examples:
        >>> dict(figures_of(Figure("late", "requests") / Figure("closed", "requests")))
        {'closed': 'requests', 'late': 'requests'}
    """
    found: dict[str, str] = {}
    for node in _walk(formula):
        if isinstance(node, Figure) and found.setdefault(node.name, node.unit) != node.unit:
            raise UnitMismatch("read", found[node.name], node.unit, f"the figure {node.name}")
    return dict(sorted(found.items()))


def parameters_of(formula: Formula) -> tuple[Parameter, ...]:
    """Return the parameters of the law that the formula reads, by path."""
    found = {
        node.parameter.path: node.parameter
        for node in _walk(formula)
        if isinstance(node, DatedConstant | Banded)
    }
    return tuple(found[path] for path in sorted(found))


@frozen(kw_only=True)
class Trace:
    """How a value came about: the formula, its value, and the traces of its parts.

    `rebuilt` computes the value once more from the parts alone, so that a trace can be checked by
    somebody who has nothing else.
    """

    formula: Formula
    value: float | None
    on: date | None
    parts: tuple[Trace, ...] = ()

    @property
    def rebuilt(self) -> float | None:
        """The value, computed again from the values of the parts."""
        if not self.parts:
            return self.value
        return _joined(self.formula, [part.rebuilt for part in self.parts], {}, self.on)

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the trace as indented lines, the whole first."""
        value = "missing" if self.value is None else _digits(self.value)
        yield f"{'  ' * depth}{self.formula} = {value}"
        for part in self.parts:
            yield from part.lines(depth + 1)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def trace(formula: Formula, figures: Mapping[str, float | None], *, on: date | None = None) -> Trace:
    """Return the value of a formula together with how it came about.

    Args:
        formula: What to compute.
        figures: The value of each figure, None when missing.
        on: The day whose law is read.

    Raises:
        UnknownName: The formula reads a figure that is not among the figures.

    Examples:
        >>> print(trace(Figure("kept") / Figure("judged"), {"kept": 3.0, "judged": 4.0}))
        (kept / judged) = 0.75
          kept = 3
          judged = 4
    """
    parts = tuple(trace(child, figures, on=on) for child in children_of(formula))
    value = _joined(formula, [part.value for part in parts], figures, on)
    return Trace(formula=formula, value=value, on=on, parts=parts)


def _joined(
    formula: Formula, parts: Iterable[float | None], figures: Mapping[str, float | None], on: date | None
) -> float | None:
    """The value of a formula whose children have these values."""
    values = {id(child): part for child, part in zip(children_of(formula), parts, strict=True)}
    value = _computed(formula, lambda child: values[id(child)], figures, on, NUMBERS)
    return None if value is None else float(value)


def missing_figures(
    formula: Formula, figures: Mapping[str, float | None], *, on: date | None = None
) -> tuple[str, ...]:
    """Return the figures that make a formula missing, in alphabetical order.

    Args:
        formula: What to compute.
        figures: The value of each figure, None when missing.
        on: The day whose law is read.

    Returns:
        No name when the formula has a value, and none when it is missing only because a quotient by zero is.

    Examples:
        >>> share = Figure("kept") / Figure("judged")
        >>> missing_figures(share, {"kept": None, "judged": 4.0})
        ('kept',)
        >>> missing_figures(share, {"kept": 0.0, "judged": 0.0})
        ()
    """
    return tuple(sorted(set(_causes(trace(formula, figures, on=on)))))


def _causes(of: Trace) -> Iterator[str]:
    if of.value is None and isinstance(of.formula, Figure):
        yield of.formula.name
    elif of.value is None:
        for part in of.parts:
            yield from _causes(part)
