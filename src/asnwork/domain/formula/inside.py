"""Looking inside a formula: its parts, what it reads, and the same formula over other parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from asnwork.domain import units
from asnwork.domain.formula.nodes import (
    Arithmetic,
    Banded,
    Comparison,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
)
from asnwork.domain.law import Parameter
from asnwork.errors import UnitMismatch

__all__ = ["children_of", "every_node", "figures_of", "parameters_of", "substituted", "with_children"]


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


def with_children(node: Formula, parts: Sequence[Formula]) -> Formula:
    """Return the same kind of formula over other parts, left to right."""
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
                known[key] = with_children(node, tuple(map(copy_of, children_of(node))))
        return known[key]

    return copy_of(formula)


def every_node(formula: Formula) -> Iterator[Formula]:
    """Yield the formula and every formula within it, each object once.

    Examples:
        >>> sorted(str(node) for node in every_node(Figure("late") / Figure("closed")))
        ['(late / closed)', 'closed', 'late']
    """
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
    for node in every_node(formula):
        if isinstance(node, Figure) and found.setdefault(node.name, node.unit) != node.unit:
            raise UnitMismatch("read", found[node.name], node.unit, f"the figure {node.name}")
    return dict(sorted(found.items()))


def parameters_of(formula: Formula) -> tuple[Parameter, ...]:
    """Return the parameters of the law that the formula reads, by path."""
    found = {
        node.parameter.path: node.parameter
        for node in every_node(formula)
        if isinstance(node, DatedConstant | Banded)
    }
    return tuple(found[path] for path in sorted(found))
