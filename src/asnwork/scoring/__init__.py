"""Rules that measure: from evidence to score, proposal, predicate and pay."""

from __future__ import annotations

from asnwork.scoring.combine import (
    banded,
    capped,
    floored,
    minimum_of,
    part_of,
    weighted_mean,
    with_gate,
)
from asnwork.scoring.scorer import (
    POINTS,
    Adjustment,
    Draft,
    FormulaScorer,
    Gate,
    InsufficientEvidence,
    Part,
    PartRule,
    Scale,
    Score,
    Scorer,
    evaluate,
    law_digest,
    rank_key,
    rebuilt_value,
    score_columns,
)
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output

__all__ = [
    "POINTS",
    "Adjustment",
    "Draft",
    "FormulaScorer",
    "Gate",
    "InsufficientEvidence",
    "Part",
    "PartRule",
    "Scale",
    "Score",
    "Scorer",
    "attendance",
    "banded",
    "capped",
    "evaluate",
    "floored",
    "law_digest",
    "minimum_of",
    "outcome",
    "output",
    "part_of",
    "rank_key",
    "rebuilt_value",
    "score_columns",
    "weighted_mean",
    "with_gate",
]
