"""A scorer of a city, in one file: promises kept among those judged, and nothing else but the main job."""

from __future__ import annotations

from asnwork.domain.formula import Constant, Figure
from asnwork.domain.law import Law, assumed
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import main_job
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import PartRule

__all__ = ["kept_promises"]


def kept_promises(law: Law) -> FormulaScorer:
    """Score an officer by how many of the promises judged were kept, gate first."""
    kept = PartRule(
        name="kept",
        formula=Figure("promises_kept") / Figure("promises_judged") * Constant(100, "points"),
        weight=10_000,
        wording=Wording(
            "$promises_kept of $promises_judged promises kept: $value points",
            "$promises_kept dari $promises_judged janji ditepati: $value poin",
        ),
        basis=assumed("for the tests"),
    )
    return weighted_mean("kept_promises", [kept], version="1", minimum_coverage=1, gate=main_job(law))
