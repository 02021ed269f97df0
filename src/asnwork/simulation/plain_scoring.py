"""Scorers in plain Python over columns of evidence: row by row, by the `evaluate` of an application."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.identity import OfficerId
from asnwork.scoring.predicate import score_figures
from asnwork.scoring.scorer import Scorer, evaluate
from asnwork.simulation.columns import Column

__all__ = ["score_rows"]


def score_rows(
    scorer: Scorer,
    figures: Mapping[str, Column],
    *,
    units: Mapping[str, str],
    period: Period,
    on: date,
    size: int,
) -> dict[str, Column]:
    """Return the scores of many officers by a scorer that is no formula, one officer after the other.

    Args:
        scorer: Any scorer; one made of formulas is scored at once by `score_columns`, with the same answers.
        figures: Columns of evidence, not-a-number where a figure is missing.
        units: The units of figures; one that is not among them is taken to be in the unit that is read.
        period: The period of the evidence.
        on: The day whose law is read.
        size: How many officers there are.

    Returns:
        Columns "score.value", "score.gate" and "score.part.<name>" for each part that some officer has;
        not-a-number where there is no value.

    Raises:
        BrokenScorer: As for `evaluate`.
    """
    read = {name: figures[name] for name in sorted(scorer.reads) if name in figures}
    known = {**dict.fromkeys(read, ""), **getattr(scorer, "units", {}), **units}
    found = {name: np.full(size, np.nan) for name in ("score.value", "score.gate")}
    for row in range(size):
        evidence = Evidence(
            officer=OfficerId(f"row_{row + 1}"),
            period=period,
            as_of=period.bounds[1],
            figures={name: _known(column[row]) for name, column in read.items()},
            units={name: known[name] for name in read},
        )
        for name, value in score_figures(evaluate(scorer, evidence, on=on)).items():
            if name not in found:
                found[name] = np.full(size, np.nan)
            found[name][row] = np.nan if value is None else value
    return found


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)
