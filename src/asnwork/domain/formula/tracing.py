"""How a value came about: a formula with the values of all its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from asnwork.domain.formula.inside import children_of
from asnwork.domain.formula.nodes import Figure, Formula, digits
from asnwork.domain.formula.walker import Walk

__all__ = ["Trace", "missing_figures", "trace"]


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
    parts = tuple(trace(child, figures, on=on) for child in children_of(formula))
    value = _joined(formula, [part.value for part in parts], figures, on)
    return Trace(formula=formula, value=value, on=on, parts=parts)


def _joined(
    formula: Formula, parts: Iterable[float | None], figures: Mapping[str, float | None], on: date | None
) -> float | None:
    """The value of a formula whose children have these values."""
    walk = Walk(figures, on)
    walk.known.update(zip(map(id, children_of(formula)), parts, strict=True))
    value = walk.value_of(formula)
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
    return tuple(sorted(set(_causes(formula, Walk(figures, on).value_of))))


def _causes(formula: Formula, value_of: Callable[[Formula], float | None]) -> Iterator[str]:
    if value_of(formula) is None:
        if isinstance(formula, Figure):
            yield formula.name
        for child in children_of(formula):
            yield from _causes(child, value_of)
