"""What a scorer answers to a case, and how two answers stand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import TypeVar

from asnwork.errors import BrokenScorer
from asnwork.scoring.score import InsufficientEvidence, Score, rank_key
from asnwork.scoring.scorer import FormulaScorer, Scorer, evaluate
from asnwork.tables import Table
from asnwork.testing.laws.law import Case, Month

__all__ = [
    "Answer",
    "NoAnswer",
    "answer_of",
    "case_table",
    "fault_kind",
    "fresh",
    "last_day",
    "ranks_lower",
    "told",
]

Answer = Score | InsufficientEvidence

S = TypeVar("S", bound=Scorer)

_HAIR = 1e-9  # of the scale: what rounding may take away without lowering a score


class NoAnswer(Exception):
    """A scorer gave no answer to judge; the law that it breaks by that is another one."""


def answer_of(scorer: Scorer, evidence: Month) -> Answer:
    """Return what a scorer answers.

    Raises:
        NoAnswer: The scorer raised; the laws "answers", "declared", "bounded" and "explained" say so.
    """
    try:
        return evaluate(scorer, evidence)
    except Exception as error:
        raise NoAnswer(str(error)) from error


def fault_kind(error: Exception) -> str:
    """Return the name of the law that a scorer breaks by raising."""
    return error.kind if isinstance(error, BrokenScorer) else "answers"


def ranks_lower(before: Answer, after: Answer) -> bool:
    """Return whether the second answer ranks below the first, gate first; no score is below any."""
    if isinstance(before, InsufficientEvidence):
        return False
    if isinstance(after, InsufficientEvidence):
        return True
    (gate, value), (later_gate, later) = rank_key(before), rank_key(after)
    hair = _HAIR * (before.scale.high - before.scale.low)
    return later_gate < gate or (later_gate == gate and later < value - hair)


def told(found: Answer) -> str:
    """Return an answer in a few words."""
    if isinstance(found, InsufficientEvidence):
        return "no score"
    return f"{found.value:.10g} {found.scale.unit}, main job {found.gate.value}"


def case_table(scorer: Scorer, case: Case) -> Table:
    """Return the figures of a case side by side, those that the scorer reads and those that differ.

    Args:
        scorer: Who was asked; its answers are the last row.
        case: The case.
    """
    months = case.months
    names = {name for each in months.values() for name in each.figures}
    kept = sorted(name for name in names if name in scorer.reads or _differs(name, months))
    columns: dict[str, list[str | None]] = {"figure": [*kept, *case.terms, "answer"]}
    terms = [f"{value:,.10g}" for value in case.terms.values()]
    for label, each in months.items():
        shown = [each.figures.get(name) for name in kept]
        cells = [None if value is None else f"{value:.10g}" for value in shown]
        columns[label] = [*cells, *terms, _said(fresh(scorer), each)]
    return Table(columns)


def _differs(name: str, months: Mapping[str, Month]) -> bool:
    first, *others = (each.figures.get(name) for each in months.values())
    return any(other != first for other in others)


def _said(scorer: Scorer, evidence: Month) -> str:
    try:
        return told(answer_of(scorer, evidence))
    except NoAnswer:
        return "an error"


def last_day(month: Month) -> date:
    """Return the day whose law is read for an officer-month."""
    return month.period.until - timedelta(days=1)


def fresh(scorer: S) -> S:
    """Return a scorer that has scored nobody yet: a copy, or itself where it is data or cannot be copied."""
    if isinstance(scorer, FormulaScorer):
        return scorer
    try:
        return deepcopy(scorer)
    except Exception:
        return scorer
