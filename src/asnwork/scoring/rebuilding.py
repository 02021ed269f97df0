"""Scores computed again from what they show, to check a breakdown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from asnwork.domain.formula import evaluate
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import VALUE, part_figure
from asnwork.scoring.score import Part, Score

__all__ = ["rebuilt_from_leaves", "rebuilt_value"]


def rebuilt_value(scorer: FormulaScorer, score: Score) -> float | None:
    """Return the value of a score computed again from its parts alone, to check a breakdown.

    Args:
        scorer: The scorer that made the score.
        score: A score that `evaluate` returned.

    Raises:
        InvalidInput: The score names no day, so that the law to read is not known.
    """
    return _rejoined(scorer, {part.name: part.value for part in score.parts}, score.on)


def rebuilt_from_leaves(scorer: FormulaScorer, score: Score) -> float | None:
    """Return the value of a score computed again from its innermost parts, those that are made of figures.

    Args:
        scorer: The scorer that made the score.
        score: A score that `evaluate` returned.

    Raises:
        InvalidInput: The score names no day, so that the law to read is not known.
    """
    return _from_leaves(scorer, score.parts, score.on)


def _from_leaves(scorer: FormulaScorer, parts: tuple[Part, ...], on: date | None) -> float | None:
    found = {part.name: part.value for part in parts}
    for rule, part in zip(scorer.parts, parts, strict=True):
        if rule.scorer is not None:
            # What must be so for the inner score is no leaf: where it is not so, there is none.
            found[part.name] = None if part.unmet else _from_leaves(rule.scorer, part.parts, on)
    return _rejoined(scorer, found, on)


def _rejoined(scorer: FormulaScorer, parts: Mapping[str, float | None], on: date | None) -> float | None:
    found = {part_figure(name): value for name, value in parts.items()}
    value: float | None = evaluate(scorer._enough, found, on=on)
    for adjustment in scorer.adjustments:
        value = evaluate(adjustment.formula, {VALUE: value}, on=on)
    return value
