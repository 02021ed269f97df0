"""How a value came about: a formula with the values of all its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from asnwork.domain.formula.inside import children_of
from asnwork.domain.formula.nodes import Figure, Formula, digits
from asnwork.domain.formula.walker import NUMBERS, computed

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
    values = {id(child): part for child, part in zip(children_of(formula), parts, strict=True)}
    value = computed(formula, lambda child: values[id(child)], figures, on, NUMBERS)
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
