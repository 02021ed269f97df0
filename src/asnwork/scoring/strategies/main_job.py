"""Scoring by the main job: how far the least achieved main result reached its target."""

from __future__ import annotations

from collections.abc import Iterable

from asnwork.domain.formula import Constant
from asnwork.domain.law import Law
from asnwork.domain.plan import PlannedResult, achievement
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import WORK
from asnwork.policies.outcome import main_job as gate_of
from asnwork.scoring.combine import minimum_of
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import PartRule
from asnwork.scoring.score import equal_weights
from asnwork.scoring.strategies.output import done_lever, result_label

__all__ = ["main_job"]


def main_job(law: Law, *, results: Iterable[PlannedResult] = (WORK,)) -> FormulaScorer:
    """Return the scorer of the main job (kinerja utama): the least achieved main result, and the gate.

    It shows the gate of the other scorers as a number: how near, and by which result. One main result never
    makes up for another, and where one of them is not known there is no score. It reads no attendance; lawful
    leave prorates the targets. As a part of another scorer it brings its gate along.

    Args:
        law: Read at ``main_job.threshold`` and ``rating.cap``.
        results: The results in the officers' plans; those that are not main are not looked at.

    Returns:
        0 to 100 points: 100 when every main target is reached; what lies above a target adds nothing.

    Raises:
        InvalidInput: No result is main.

    Assumption: the share of its target from which a result counts as met is not in any rule.

    Examples:
        >>> from datetime import date
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> results = [WORK, PlannedResult(code="reports", main=True, target=4.0, unit="reports")]
        >>> figures = {"done.work": 2000.0, "target.work": 2000.0, "available": 1.0}
        >>> figures |= {"done.reports": 3.0, "target.reports": 4.0}
        >>> evaluate(main_job(national_law(), results=results).formula, figures, on=date(2026, 5, 31))
        75.0
    """
    main = tuple(result for result in results if result.main)
    weights = equal_weights(len(main))
    return minimum_of(
        "main_job",
        [_part(result, weight) for result, weight in zip(main, weights, strict=True)],
        version="1",
        minimum_coverage=1,
        gate=gate_of(law, main),
    )


def _part(result: PlannedResult, weight: int) -> PartRule:
    label = result_label(result)
    return PartRule(
        name=result.code,
        formula=achievement([result], cap=1) * Constant(100, "points"),
        weight=weight,
        label=label,
        wording=Wording(
            f"{label.en}: $value % of the target is reached", f"{label.id}: $value % dari target tercapai"
        ),
        levers=[done_lever(result)],
    )
