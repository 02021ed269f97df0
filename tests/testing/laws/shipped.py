"""Every scorer and every pay rule that ships with the library, and the laws that they are known to break.

A scorer that is added to `scoring/strategies` is found; a pay rule comes from `all_pays`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path

import asnwork.scoring.strategies as strategies
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.scorer import Scorer

__all__ = ["KNOWN", "LAW", "shipped_pays", "shipped_scorers"]

LAW = national_law()

KNOWN: Mapping[str, Mapping[str, str]] = {
    "attendance": {"blind": "it counts presence and nothing else, and says so: see what it reads"},
}
"""For each scorer the laws that it breaks, with the reason. A law that holds again must leave this table."""


def shipped_scorers() -> tuple[Scorer, ...]:
    """One of each file in `scoring/strategies`, by the national law."""
    found = sorted(Path(strategies.__file__).parent.glob("[a-z]*.py"))
    modules = {path.stem: importlib.import_module(f"{strategies.__name__}.{path.stem}") for path in found}
    return tuple(getattr(module, name)(LAW) for name, module in modules.items())


def shipped_pays() -> tuple[PayRule, ...]:
    """Every shipped pay rule with its scorer."""
    return all_pays(LAW)
