"""Scoring by output: how far the planned results were reached, whoever was present."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from asnwork.domain.formula import Constant, DatedConstant
from asnwork.domain.law import Law
from asnwork.domain.plan import AVAILABLE, PlannedResult, achievement, done_figure, target_figure
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import WORK, main_job
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.figure_words import unit_label
from asnwork.scoring.formula_scorer import FormulaScorer, Lever, PartRule, word_of
from asnwork.scoring.score import effective_weights

__all__ = ["done_lever", "output"]


def done_lever(result: PlannedResult) -> Lever:
    """Return the lever of a planned result: more of it done, in its unit."""
    en, id_ = result.label or result.code, result.label_id or result.code
    unit = unit_label(result.unit)
    return Lever(
        figure=done_figure(result.code),
        whole=False,
        wording=_more(unit, en, id_),
        one=_more(unit_label(result.unit, 1), en, id_),
    )


def _more(unit: Wording, en: str, id_: str) -> Wording:
    return Wording(
        f"$change {unit.en} more of {en}: $after instead of $before",
        f"$change {unit.id} lagi untuk {id_}: $after, bukan $before",
    )


def output(
    law: Law, *, results: Iterable[PlannedResult] = (WORK,), weights: Sequence[int] | None = None
) -> FormulaScorer:
    """Return the scorer of output (keluaran): each planned result against its target, and the main-job gate.

    It reads no attendance: where the work was done and when somebody came changes nothing. Lawful leave
    prorates the targets, so it never lowers the score.

    Args:
        law: Read at ``main_job.threshold``, ``rating.cap`` and ``score.minimum_coverage``.
        results: The results in the officers' plans.
        weights: What each result weighs, in basis points that total 10,000; all alike unless given.

    Returns:
        0 to 100 points: 100 when every target is reached; what lies above a target adds nothing.

    Assumption: planned results weigh alike.

    Examples:
        >>> from datetime import date
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> figures = {"done.work": 900.0, "target.work": 2000.0, "available": 0.5}
        >>> evaluate(output(national_law()).formula, figures, on=date(2026, 5, 31))
        90.0
    """
    planned = tuple(results)
    if weights is None:
        weights = effective_weights([1] * len(planned), [True] * len(planned))
    return weighted_mean(
        "output",
        [_part(result, weight) for result, weight in zip(planned, weights, strict=True)],
        version="1",
        minimum_coverage=DatedConstant(law["score.minimum_coverage"]),
        gate=main_job(law, planned),
    )


def _part(result: PlannedResult, weight: int) -> PartRule:
    done, target = word_of(done_figure(result.code)), word_of(target_figure(result.code))
    en, id_ = result.label or result.code, result.label_id or result.code
    unit = unit_label(result.unit)
    return PartRule(
        name=result.code,
        formula=achievement([result], cap=1) * Constant(100, "points"),
        weight=weight,
        label=Wording(en, id_),
        wording=Wording(
            f"{en}: ${done} of ${target} {unit.en}; share of working days not on leave: ${AVAILABLE}",
            f"{id_}: ${done} dari ${target} {unit.id}; bagian hari kerja di luar cuti: ${AVAILABLE}",
        ),
        levers=[done_lever(result)],
    )
