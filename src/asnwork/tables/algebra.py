"""Formulas over data frames: the algebra in which a table of any kind evaluates the rules, as expressions.

Null is missing, on every back end; so is not-a-number in an input, since pandas writes missing numbers so.
A quotient by zero is missing. Nothing is computed here: terms become columns when their frame is run.

What is known while a rule is put together is not computed for each row: constants are folded, a term that
stands twice is one term, and what is never missing is not guarded. A term that grows long becomes a column
of its own, so that the size of a query grows with the size of its rule and no faster.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial, reduce
from typing import Any, Protocol

from attrs import frozen

from asnwork.errors import MissingExtra

__all__ = ["FrameAlgebra", "Term", "narwhals"]

# How many reads of columns an expression may hold before it becomes a column itself.
_LONGEST = 12

_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "x": operator.mul,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


class _Bands(Protocol):
    """What is read of a table of bands."""

    @property
    def edges(self) -> tuple[float, ...]: ...

    @property
    def values(self) -> tuple[float, ...]: ...

    @property
    def closed(self) -> str: ...


class _Numbers(Protocol):
    """The algebra of plain numbers, by which constants are folded; None is missing."""

    def arithmetic(self, operation: str, left: float | None, right: float | None) -> float | None: ...

    def comparison(
        self, operation: str, left: float | None, right: float | None, missing: float | None
    ) -> float | None: ...

    def banded(self, of: float | None, bands: Any) -> float | None: ...


def narwhals(purpose: str) -> Any:
    """Return the library that knows all frames.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        import narwhals.stable.v2 as library
    except ImportError as missing:
        raise MissingExtra("narwhals", "frames", purpose) from missing
    return library


@frozen(eq=False)
class Term:
    """A value of each row: a constant, or an expression with what is known of it.

    Attributes:
        key: The same for two terms of one algebra that are the same.
        number: The constant; None for one that is missing, and for an expression.
        expression: Its value, a number; None for a constant.
        truth: Where it is 1, true or false in each row; None for what may be another number, or missing.
        known: Whether it is never missing.
        size: How many columns its expression reads, each as often as it stands there.
    """

    key: int
    number: float | None = None
    expression: Any = None
    truth: Any = None
    known: bool = False
    size: int = 0

    @property
    def constant(self) -> bool:
        """Whether it is the same in each row."""
        return self.expression is None

    @property
    def nothing(self) -> bool:
        """Whether it is missing in each row."""
        return self.constant and self.number is None


class FrameAlgebra:
    """The algebra of data-frame expressions over one frame.

    Args:
        frame: A frame of narwhals.
        numbers: The algebra of plain numbers, by which constants are folded.

    Raises:
        MissingExtra: narwhals is not installed.

    Examples:
        >>> import narwhals.stable.v2 as nw, polars
        >>> from asnwork.domain.formula import NUMBERS, Figure, evaluate
        >>> table = nw.from_native(polars.DataFrame({"kept": [3.0, 0.0, None], "judged": [4, 0, 1]}))
        >>> algebra = FrameAlgebra(table, NUMBERS)
        >>> share = evaluate(
        ...     Figure("kept") / Figure("judged"),
        ...     dict(zip(table.columns, algebra.read(table.columns))),
        ...     algebra=algebra,
        ... )
        >>> algebra.with_columns({"share": share})["share"].to_list()
        [0.75, None, None]
    """

    def __init__(self, frame: Any, numbers: _Numbers) -> None:
        self._library = narwhals("formulas over data frames")
        self._numbers = numbers
        self._terms: dict[Hashable, Term] = {}
        self._kept: dict[int, Term] = {}
        self._taken = set(frame.collect_schema().names())
        self._frame = frame
        self._by_reciprocal = frame.implementation.is_polars()

    # --- what formulas ask for ---------------------------------------------------------------------

    def constant(self, value: float | None) -> Term:
        """Return the number, or a missing value, as a term."""
        return self._once(("constant", value), lambda: {"number": value, "known": value is not None})

    def arithmetic(self, operation: str, left: Term, right: Term) -> Term:
        """Return +, -, x, /, min or max; missing when a side is missing or the divisor is zero."""
        if left.constant and right.constant:
            return self.constant(self._numbers.arithmetic(operation, left.number, right.number))
        if left.nothing or right.nothing or (operation == "/" and right.number == 0):
            return self.constant(None)
        settled = self._settled(operation, left, right)
        if settled is not None:
            return settled
        make = {"/": self._quotient, "min": self._chosen, "max": self._chosen}.get(operation, self._joined)
        return self._once((operation, left.key, right.key), lambda: make(operation, left, right))

    def comparison(self, operation: str, left: Term, right: Term, missing: float | None) -> Term:
        """Return 1 or 0, and `missing` where a side is missing."""
        if left.constant and right.constant:
            return self.constant(self._numbers.comparison(operation, left.number, right.number, missing))
        if left.nothing or right.nothing:
            return self.constant(missing)
        key = (operation, left.key, right.key, missing)
        return self._once(key, lambda: self._compared(operation, left, right, missing))

    def banded(self, of: Term, bands: _Bands) -> Term:
        """Return the value of the band, missing where `of` is."""
        if of.constant:
            return self.constant(self._numbers.banded(of.number, bands))
        key = ("bands", of.key, bands.edges, bands.values, bands.closed)
        return self._once(key, lambda: self._looked_up(of, bands))

    def if_missing(self, of: Term, instead: Term) -> Term:
        """Return `of`, and `instead` where it is missing."""
        if of.known or instead.nothing:
            return of
        if of.constant:
            return instead
        return self._once(("if missing", of.key, instead.key), lambda: self._filled(of, instead))

    # --- columns in, columns out -------------------------------------------------------------------

    def read(self, names: Iterable[str]) -> tuple[Term, ...]:
        """Return columns of numbers or truth values as terms; what is not a finite number is missing."""
        wanted = list(names)
        held = {name: self._name() for name in dict.fromkeys(wanted) if ("column", name) not in self._terms}
        if not held:
            return tuple(self._terms["column", name] for name in wanted)
        numbers = {name: self._library.col(name).cast(self._library.Float64) for name in held}
        self._frame = self._frame.with_columns(
            *(self._when(numbers[name].is_finite(), numbers[name]).alias(own) for name, own in held.items())
        )
        for name, own in held.items():
            self._once(("column", name), partial(dict, expression=self._library.col(own), size=1))
        return tuple(self._terms["column", name] for name in wanted)

    def condition(self, truth: Any) -> Term:
        """Return an expression that is true or false in each row, and never missing, as yes or no."""
        return self._once(("condition", len(self._terms)), lambda: self._yes_or_no(truth, _LONGEST + 1))

    def since(self, reached: Term, before: Term, after: Term) -> Term:
        """Return the one term where a condition does not hold, and the other where it does."""
        if before.key == after.key:
            return before
        key = ("since", reached.key, before.key, after.key)
        return self._once(key, lambda: self._turned(reached, before, after))

    def expression(self, term: Term) -> Any:
        """Return a term as an expression of float64 over the columns of `frame`."""
        if term.constant:
            return self._library.lit(term.number, self._library.Float64)
        return self._kept.get(term.key, term).expression

    def truth(self, term: Term) -> Any:
        """Return yes or no as an expression of truth values; None for what may be something else."""
        if term.constant:
            return self._library.lit(term.number == 1) if term.number in (0, 1) else None
        return self._kept.get(term.key, term).truth

    @property
    def frame(self) -> Any:
        """The frame, with what was computed on the way in columns whose names no other column has."""
        return self._frame

    def with_columns(self, terms: Mapping[str, Term]) -> Any:
        """Return the frame with the terms as columns of float64."""
        named = {name: self.expression(term) for name, term in terms.items()}
        return self._frame.with_columns(*(value.alias(name) for name, value in named.items()))

    def kept(self, term: Term) -> Term:
        """Return the term as a column of the frame, so that who reads it twice does not compute it twice."""
        if term.constant or term.size <= 1:
            return term
        if term.key not in self._kept:
            name = self._name()
            value = term.expression if term.truth is None else term.truth
            self._frame = self._frame.with_columns(value.alias(name))
            column = self._library.col(name)
            found = {"expression": column, "known": term.known, "size": 1}
            if term.truth is not None:
                found = self._yes_or_no(column, 1)
            self._kept[term.key] = Term(key=term.key, **found)
        return self._kept[term.key]

    # --- how ---------------------------------------------------------------------------------------

    def _once(self, what: Hashable, make: Callable[[], dict[str, Any]]) -> Term:
        """The term that is made so: the one that is there already, or else a new one."""
        if what not in self._terms:
            found = make()  # which may make other terms: the key is free only after it
            made = Term(key=len(self._terms), **found)
            self._terms[what] = self.kept(made) if made.size > _LONGEST else made
        return self._terms[what]

    def _settled(self, operation: str, left: Term, right: Term) -> Term | None:
        """The side that is the answer in each row; None where there is something to compute."""
        if (operation in "+-" and right.number == 0) or (operation in "x/" and right.number == 1):
            return left
        either = (left, right) if left.constant else (right, left)
        if operation in ("min", "max") and all(self.truth(term) is not None for term in either):
            first, other = either
            if first.constant:
                return first if first.number == (operation == "max") else other
        return None

    def _name(self) -> str:
        name = f"asnwork_{len(self._taken)}"
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    def _when(self, condition: Any, value: Any, *otherwise: Any) -> Any:
        chosen = self._library.when(condition).then(value)
        return chosen.otherwise(*otherwise) if otherwise else chosen

    def _there(self, *terms: Term) -> Any:
        """Where all of them are there; None when that is everywhere."""
        there = [~term.expression.is_null() for term in terms if not term.known]
        return reduce(operator.and_, there) if there else None

    def _yes_or_no(self, truth: Any, size: int) -> dict[str, Any]:
        number = truth.cast(self._library.Float64)
        return {"expression": number, "truth": truth, "known": True, "size": size}

    def _joined(self, operation: str, left: Term, right: Term) -> dict[str, Any]:
        size = left.size + right.size
        if operation == "-" and left.number == 1 and right.truth is not None:
            return self._yes_or_no(~right.truth, size)
        value = _SIGNS[operation](self.expression(left), self.expression(right))
        return {"expression": value, "known": left.known and right.known, "size": size}

    def _quotient(self, _: str, left: Term, right: Term) -> dict[str, Any]:
        value = self.expression(left)
        if right.constant:
            # Polars multiplies by the reciprocal of a constant: a last digit off, which may flip a threshold.
            below = value * 0.0 + right.number if self._by_reciprocal else right.number
            return {"expression": value / below, "known": left.known, "size": 2 * left.size}
        if right.truth is not None:
            # Divided by yes it is what it is, divided by no it is missing.
            return {"expression": self._when(self.kept(right).truth, value), "size": left.size + 1}
        below = self.kept(right)
        return {
            "expression": self._when(below.expression != 0, value / below.expression),
            "size": left.size + 2,
        }

    def _chosen(self, operation: str, left: Term, right: Term) -> dict[str, Any]:
        yes, also = self.truth(left), self.truth(right)
        if yes is not None and also is not None:
            join = operator.and_ if operation == "min" else operator.or_
            return self._yes_or_no(join(yes, also), left.size + right.size)
        left, right = self.kept(left), self.kept(right)
        ours, theirs, there = self.expression(left), self.expression(right), self._there(left, right)
        value = self._when(ours <= theirs if operation == "min" else ours >= theirs, ours, theirs)
        if there is not None:
            value = self._when(there, value)
        return {"expression": value, "known": there is None, "size": 3 * (left.size + right.size)}

    def _compared(self, operation: str, left: Term, right: Term, missing: float | None) -> dict[str, Any]:
        left, right = self.kept(left), self.kept(right)
        there, size = self._there(left, right), 2 * (left.size + right.size)
        if left.key == right.key and operation == "=" and there is not None:
            holds = there
        else:
            holds = _SIGNS[operation](self.expression(left), self.expression(right))
        # What a comparison with a missing side gives differs from back end to back end, so none is asked.
        if there is None:
            return self._yes_or_no(holds, size)
        if missing is not None:
            return self._yes_or_no(holds & there if missing == 0 else holds | ~there, size)
        return {"expression": self._when(there, holds.cast(self._library.Float64)), "size": size}

    def _looked_up(self, of: Term, bands: _Bands) -> dict[str, Any]:
        of = self.kept(of)
        quantity, (value, *values) = of.expression, bands.values
        result = self.expression(self.constant(value))
        if not of.known:
            result = self._when(~quantity.is_null(), result)
        steps = 1
        for edge, following in zip(bands.edges, values, strict=True):
            if following != value:
                passed = quantity >= edge if bands.closed == "left" else quantity > edge
                result = self._when(passed, self.expression(self.constant(following)), result)
                steps += 1
            value = following
        return {"expression": result, "known": of.known, "size": steps * of.size}

    def _filled(self, of: Term, instead: Term) -> dict[str, Any]:
        of = self.kept(of)
        value = self._when(of.expression.is_null(), self.expression(instead), of.expression)
        return {"expression": value, "known": instead.known, "size": 2 * of.size + instead.size}

    def _turned(self, reached: Term, before: Term, after: Term) -> dict[str, Any]:
        turned = self.kept(reached).truth
        size = 2 + before.size + after.size
        yes, earlier = self.truth(after), self.truth(before)
        if yes is not None and earlier is not None:
            return self._yes_or_no((turned & yes) | (~turned & earlier), size)
        value = self._when(turned, self.expression(after), self.expression(before))
        return {"expression": value, "known": before.known and after.known, "size": size}
