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

from asnwork.domain.formula.algebra import NUMBERS, Algebra
from asnwork.domain.formula.inside import children_of, every_node, figures_of, parameters_of, substituted
from asnwork.domain.formula.nodes import (
    Arithmetic,
    Banded,
    Comparison,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
)
from asnwork.domain.formula.tracing import Trace, missing_figures, trace
from asnwork.domain.formula.walker import evaluate, evaluate_all
from asnwork.domain.formula.words import (
    all_met,
    all_of,
    any_of,
    at_least,
    at_most,
    equal_to,
    less_than,
    maximum,
    minimum,
    more_than,
    no,
    only_if,
    present,
    total,
    yes_or_no,
)

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
    "every_node",
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
