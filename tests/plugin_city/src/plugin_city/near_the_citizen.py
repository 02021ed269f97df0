"""Output, and what citizens themselves call solved."""

from __future__ import annotations

from asnwork.domain import Constant, Figure, Law, Wording, assumed
from asnwork.scoring import FormulaScorer, Lever, PartRule, output, part_of, weighted_mean

__all__ = ["near_the_citizen"]


def near_the_citizen(law: Law) -> FormulaScorer:
    """Score 80 % output, with its main-job gate, and 20 % the share of requests that citizens call solved."""
    solved = PartRule(
        name="solved",
        formula=Figure("solved_yes") / Figure("solved_known") * Constant(100, "points"),
        weight=2_000,
        wording=Wording(
            "$solved_yes of $solved_known citizens call it solved",
            "$solved_yes dari $solved_known warga menyatakan terselesaikan",
        ),
        basis=assumed("a wish of this city; no rule gives the weight"),
        levers=[
            Lever(
                figure="solved_yes",
                most="solved_known",
                wording=Wording(
                    "$change more requests solved: $after instead of $before",
                    "$change permohonan lagi terselesaikan: $after, bukan $before",
                ),
            )
        ],
    )
    parts = [part_of(output(law), 8_000), solved]
    return weighted_mean("near_the_citizen", parts, version="1", minimum_coverage=0.5)
