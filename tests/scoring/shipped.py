"""Every scorer and pay rule that ships, found in their rooms, so that no test leaves a new one out."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from asnwork.domain.law import Law
from asnwork.indonesia.schemes import all_pays
from asnwork.scoring import strategies
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.scorer import Scorer

__all__ = ["figures_for", "shipped_pays", "shipped_scorers"]


def shipped_scorers(law: Law) -> dict[str, Scorer]:
    """The shipped scorers, each the function of law with the name of its file."""
    names = sorted(module.name for module in pkgutil.iter_modules(strategies.__path__))
    return {
        name: getattr(importlib.import_module(f"{strategies.__name__}.{name}"), name)(law) for name in names
    }


def shipped_pays(law: Law) -> dict[str, PayRule]:
    """The shipped pay rules, by name."""
    return {pay.name: pay for pay in all_pays(law)}


def _values(unit: str) -> st.SearchStrategy[float]:
    """Values of a figure, with zeros and equal ones met often."""
    match unit:
        case "share":
            return st.sampled_from([0.0, 0.25, 1.0]) | st.floats(0, 1.25)
        case "yes/no":
            return st.sampled_from([0.0, 1.0])
        case "points":
            return st.sampled_from([0.0, 100.0]) | st.floats(0, 100)
        case "minutes":
            return st.sampled_from([0.0, 1800.0, 2000.0]) | st.floats(0, 4000)
    return st.integers(0, 12).map(float)


@st.composite
def figures_for(draw: st.DrawFn, units: Mapping[str, str], rule: Any = None) -> dict[str, float | None]:
    """A value for each figure, any of them missing; what is part of another figure rarely passes it."""
    found = {name: draw(_values(unit)) for name, unit in units.items()}
    for lever in getattr(rule, "levers", ()):
        if lever.most in found and draw(st.integers(0, 9)):
            found[lever.figure] = min(found[lever.figure], found[lever.most])
    gone = draw(st.sets(st.sampled_from(sorted(found)), max_size=3)) if found else set()
    return {name: None if name in gone else value for name, value in found.items()}
