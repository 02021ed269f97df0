"""Scoring by outcome, with promises compared to the same mix of cases: off by default, used by no scheme."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from asnwork.domain.formula import (
    Constant,
    DatedConstant,
    Figure,
    Formula,
    maximum,
    minimum,
    more_than,
    only_if,
)
from asnwork.domain.law import Law
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import Wording
from asnwork.policies.expected import expected_figures
from asnwork.policies.outcome import WORK
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import PartRule
from asnwork.scoring.remark import Remark
from asnwork.scoring.strategies.outcome import outcome

__all__ = ["standardised_outcome"]

_EXPECTED, _, _HALF_WIDTH, _REFERENCE = expected_figures("promises_kept")
_KEPT = Wording(
    "$promises_kept of $promises_judged promises kept, where $promises_kept_expected were to be expected of "
    "such cases: $value points",
    "$promises_kept dari $promises_judged janji ditepati, sedangkan untuk kasus seperti itu wajarnya "
    "$promises_kept_expected: $value poin",
)
_INTERVAL = Wording(
    "promises kept, compared with the same cases: $level % interval $low to $high points",
    "janji yang ditepati, dibandingkan dengan kasus yang sama: selang $level %: $low s.d. $high poin",
)


def standardised_outcome(law: Law, *, results: Iterable[PlannedResult] = (WORK,)) -> FormulaScorer:
    """Return `outcome` with promises kept measured against what the same cases came to before.

    The part for promises is observed over expected (`with_expected`), times the share that was kept of all
    cases in the reference period, at most 100 points. Who had only hard cases and did with them as well as
    was usual gets the usual share. It says how far chance alone may move that part. No shipped scheme uses
    it.

    Args:
        law: Read where `outcome` reads it, and at ``score.interval_level``.
        results: The results in the officers' plans; the main ones are the output.

    Returns:
        0 to 100 points.

    Source: indirect standardisation, N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research,
    vol. II (IARC 1987), chapter 2; for the interval see `with_expected`.

    Examples:
        >>> from datetime import date
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> figures = dict.fromkeys(standardised_outcome(national_law()).reads)
        >>> figures.update({
        ...     "done.work": 2000.0, "target.work": 2000.0, "promises_kept": 12.0, "promises_judged": 20.0,
        ...     "promises_kept_expected": 12.0, "promises_kept_reference": 0.8,
        ... })
        >>> round(evaluate(standardised_outcome(national_law()).formula, figures, on=date(2026, 5, 31)), 2)
        92.31
    """
    plain = outcome(law, results=results)
    return evolve(
        plain,
        name="standardised_outcome",
        parts=[_standardised(part) if part.name == "kept" else part for part in plain.parts],
        remarks=[_interval(law)],
    )


def _points(kept: Formula) -> Formula:
    """So many promises kept, as points: over what was to be expected, times the usual share."""
    compared = kept / Figure(_EXPECTED) * Figure(_REFERENCE, "share")
    return minimum(compared * Constant(100, "points"), 100)


def _standardised(kept: PartRule) -> PartRule:
    judged = more_than(Figure("promises_judged"), 0, missing="no")
    return evolve(kept, formula=only_if(_points(Figure("promises_kept")), judged), wording=_KEPT)


def _interval(law: Law) -> Remark:
    kept, half = Figure("promises_kept"), Figure(_HALF_WIDTH)
    return Remark(
        code="interval",
        values={
            "level": DatedConstant(law["score.interval_level"]) * 100,
            "low": _points(maximum(kept - half, 0)),
            "high": _points(kept + half),
        },
        wording=_INTERVAL,
    )
