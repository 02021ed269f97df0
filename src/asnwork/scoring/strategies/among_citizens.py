"""Scoring among citizens: how many of them say that their matter is solved."""

from __future__ import annotations

from collections.abc import Iterable

from asnwork.domain.formula import Constant, DatedConstant
from asnwork.domain.law import Law
from asnwork.domain.plan import AVAILABLE, PlannedResult, achievement, done_figure, target_figure
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import CITIZENS, WORK, main_job
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import PartRule, word_of
from asnwork.scoring.score import WHOLE
from asnwork.scoring.strategies.output import done_lever, result_label

__all__ = ["among_citizens"]

_DONE, _TARGET = done_figure(CITIZENS.code), target_figure(CITIZENS.code)
_WORDING = Wording(
    f"${word_of(_DONE)} citizens call their matter solved, of ${word_of(_TARGET)} expected with "
    f"${AVAILABLE} of the working days available",
    f"${word_of(_DONE)} warga menyatakan urusannya terselesaikan, dari target ${word_of(_TARGET)} dengan "
    f"${AVAILABLE} bagian hari kerja tersedia",
)


def among_citizens(law: Law, *, results: Iterable[PlannedResult] = (WORK, CITIZENS)) -> FormulaScorer:
    """Return the scorer of work that citizens confirm (dirasakan warga), with the main-job gate.

    A citizen counts once in a period, however many requests the citizen made or answers were given; what the
    officer asked for or answered counts for nothing. It reads no place: an officer can be among citizens from
    anywhere. Lawful leave prorates the target, and no number of citizens lifts an officer who misses the main
    job over one who meets it.

    Args:
        law: Read at ``main_job.threshold``, ``rating.cap`` and ``score.minimum_coverage``.
        results: The results in the officers' plans; the main ones are the gate.

    Returns:
        0 to 100 points: 100 when as many citizens as planned call their matter solved. An outcome policy
        counts them when `asnwork.policies.CITIZENS` is among its results.

    Examples:
        >>> from datetime import date
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> figures = {"done.citizens": 9.0, "target.citizens": 20.0, "available": 0.5}
        >>> evaluate(among_citizens(national_law()).formula, figures, on=date(2026, 5, 31))
        90.0
    """
    part = PartRule(
        name="citizens",
        formula=achievement([CITIZENS], cap=1) * Constant(100, "points"),
        weight=WHOLE,
        wording=_WORDING,
        label=result_label(CITIZENS),
        levers=[done_lever(CITIZENS)],
    )
    return weighted_mean(
        "among_citizens",
        [part],
        version="1",
        minimum_coverage=DatedConstant(law["score.minimum_coverage"]),
        gate=main_job(law, results),
    )
