"""Output, and the share of steps done among citizens, in the neighbourhood halls."""

from __future__ import annotations

from asnwork.domain import Constant, Figure, Law, Wording, assumed
from asnwork.scoring import FormulaScorer, Lever, PartRule, output, part_of, weighted_mean

__all__ = ["near_the_citizen"]

AMONG, DONE = Figure("steps_among_citizens"), Figure("steps_done", "steps")


def near_the_citizen(law: Law) -> FormulaScorer:
    """Score 80 % output, with its main-job gate, and 20 % the share of steps done among citizens."""
    among = PartRule(
        name="among_citizens",
        formula=AMONG / (DONE / Constant(1, "steps")) * Constant(100, "points"),
        weight=2_000,
        wording=Wording(
            "$steps_among_citizens of $steps_done steps done among citizens",
            "$steps_among_citizens dari $steps_done langkah di tengah warga",
        ),
        basis=assumed("a wish of this city; no rule gives the weight"),
        levers=[
            Lever(
                figure="steps_among_citizens",
                most="steps_done",
                wording=Wording(
                    "$change more steps done among citizens: $after instead of $before",
                    "$change langkah lagi di tengah warga: $after, bukan $before",
                ),
            )
        ],
    )
    parts = [part_of(output(law), 8_000), among]
    return weighted_mean("near_the_citizen", parts, version="1", minimum_coverage=0.5)
