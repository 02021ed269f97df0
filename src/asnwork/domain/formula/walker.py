"""The one walker: it lays formulas out as steps, and reads them over an algebra."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from asnwork.domain.formula.algebra import NUMBERS, Algebra
from asnwork.domain.formula.inside import children_of
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
from asnwork.domain.same import Same
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["Steps", "Values", "evaluate", "evaluate_all", "steps_of"]


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
    return steps_of(formulas).run(figures, on=on, algebra=algebra).whole


class Values:
    """The values of some formulas over the same figures, and of every part of them.

    Attributes:
        whole: The values of the formulas, in order.
    """

    __slots__ = ("_found", "_steps", "whole")

    def __init__(self, steps: Steps, found: Sequence[Any]) -> None:
        self._steps = steps
        self._found = found
        self.whole = tuple([found[place] for place in steps._ends])

    def of(self, node: Formula) -> Any:
        """Return the value of one of the formulas, or of a part of one: that very object, no equal one."""
        return self._found[self._steps._places[id(node)]]


class Steps:
    """Formulas laid out flat, to be evaluated many times: each part a step, after what it is made of.

    What is equal is one step, and computed once.

    Args:
        formulas: What to compute.

    Raises:
        TypeError: One of them, or a part of one, is of a kind that the language does not have.

    Examples:
        >>> share = Figure("kept", "requests") / Figure("judged", "requests")
        >>> steps = Steps([share, share * 100])
        >>> steps.run({"kept": 3.0, "judged": 4.0}).whole
        (0.75, 75.0)
    """

    __slots__ = ("_ends", "_formulas", "_places", "_steps")

    def __init__(self, formulas: Iterable[Formula]) -> None:
        # Held, since the parts are known by their identity.
        self._formulas = tuple(formulas)
        self._places: dict[int, int] = {}
        self._steps: list[tuple[type, Any, int, int]] = []
        known: dict[tuple[Any, ...], int] = {}
        places = self._places
        # No recursion, so that a sum of thousands of figures has a value.
        waiting = list(reversed(self._formulas))
        while waiting:
            node = waiting[-1]
            parts = children_of(node)
            inner = [part for part in parts if id(part) not in places]
            if inner:
                waiting.extend(reversed(inner))
                continue
            waiting.pop()
            kind, what = type(node), _what(node)
            left = places[id(parts[0])] if parts else 0
            right = places[id(parts[-1])] if parts else 0
            # A parameter is compared by identity: its whole history would take long.
            key = (kind, id(what) if kind in _OF_LAW else what, left, right)
            place = known.setdefault(key, len(self._steps))
            if place == len(self._steps):
                self._steps.append((kind, what, left, right))
            places[id(node)] = place
        self._ends = [places[id(formula)] for formula in self._formulas]

    def __reduce__(self) -> tuple[type[Steps], tuple[tuple[Formula, ...]]]:
        # A copy is laid out anew, by the identity of its own formulas.
        return Steps, (self._formulas,)

    def run(
        self, figures: Mapping[str, Any], *, on: date | None = None, algebra: Algebra[Any] = NUMBERS
    ) -> Values:
        """Return the values of the formulas and their parts; arguments and errors as for `evaluate_all`."""
        found: list[Any] = []
        add = found.append
        arithmetic, comparison = algebra.arithmetic, algebra.comparison
        # The most frequent kind first: this loop is most of what a score costs.
        for kind, what, left, right in self._steps:
            if kind is Arithmetic:
                add(arithmetic(what, found[left], found[right]))
            elif kind is Figure:
                if what not in figures:
                    raise UnknownName("figure", what, figures)
                add(figures[what])
            elif kind is Comparison:
                operation, missing = what
                add(comparison(operation, found[left], found[right], missing))
            elif kind is Constant:
                add(algebra.constant(what))
            elif kind is IfMissing:
                add(algebra.if_missing(found[left], found[right]))
            elif kind is DatedConstant:
                add(algebra.constant(what.number_on(_day(on, what))))
            else:
                add(_in_bands(found[left], what.bands_on(_day(on, what)).plain, algebra))
        return Values(self, found)


def _what(node: Formula) -> Any:
    """What a step knows besides the values of its parts."""
    known = _KNOWN.get(type(node))
    if known is None:
        raise TypeError(f"not a formula: {node!r}; the kinds of formula are closed")
    return known(node)


_KNOWN: Mapping[type, Callable[[Any], Any]] = {
    Figure: attrgetter("name"),
    Constant: attrgetter("value"),
    DatedConstant: attrgetter("parameter"),
    Banded: attrgetter("parameter"),
    Arithmetic: attrgetter("operation"),
    Comparison: lambda node: (node.operation, WHEN_MISSING[node.missing]),
    IfMissing: lambda node: None,
}
_OF_LAW = (DatedConstant, Banded)


def _day(on: date | None, parameter: Parameter) -> date:
    if on is None:
        expected = f"a day, since the formula reads {parameter.path}"
        raise InvalidInput(Fault("on", given=None, expected=expected))
    return on


def steps_of(formulas: Iterable[Formula]) -> Steps:
    """Return the steps of formulas, laid out the first time that these very ones are asked for."""
    return _laid_out(Same(formulas))


@lru_cache(maxsize=1024)
def _laid_out(same: Same[Formula]) -> Steps:
    return Steps(same.things)


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
