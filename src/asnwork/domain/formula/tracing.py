"""How a value came about: a formula with the values of all its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from asnwork.domain.formula.inside import children_of, with_children
from asnwork.domain.formula.nodes import Figure, Formula, digits
from asnwork.domain.formula.walker import Steps, steps_of

__all__ = ["Trace", "missing_figures", "missing_within", "trace"]


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
        known = {str(place): part.rebuilt for place, part in enumerate(self.parts)}
        stand_ins = [Figure(str(place), part.formula.unit) for place, part in enumerate(self.parts)]
        return _number(Steps([with_children(self.formula, stand_ins)]).run(known, on=self.on).whole[0])

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the trace as indented lines, the whole first."""
        value = "missing" if self.value is None else digits(self.value)
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
    value_of = steps_of([formula]).run(figures, on=on).of

    def traced(node: Formula) -> Trace:
        parts = tuple(map(traced, children_of(node)))
        return Trace(formula=node, value=_number(value_of(node)), on=on, parts=parts)

    return traced(formula)


def _number(value: Any) -> float | None:
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
    return missing_within(formula, steps_of([formula]).run(figures, on=on).of)


def missing_within(formula: Formula, value_of: Callable[[Formula], float | None]) -> tuple[str, ...]:
    """Return what `missing_figures` does, where the value of each part of the formula is known already."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen and value_of(node) is None:
            seen.add(id(node))
            waiting.extend(children_of(node))
            if isinstance(node, Figure):
                found.add(node.name)
    return tuple(sorted(found))
