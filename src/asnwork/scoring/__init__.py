"""Rules that measure: from evidence to score, proposal, predicate and pay."""

from __future__ import annotations

from asnwork.scoring.allowance import Allowance, AllowanceLine, LineStatus, allowance
from asnwork.scoring.allowance_rule import AllowanceRule, LineRule, share_formula
from asnwork.scoring.budget import BudgetNeutral, budget_neutral
from asnwork.scoring.combine import banded, capped, floored, minimum_of, part_of, weighted_mean, with_gate
from asnwork.scoring.pay.attendance_only import attendance_only
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.pay.surabaya_eperformance import surabaya_eperformance
from asnwork.scoring.pay.tpp_60_40 import tpp_60_40
from asnwork.scoring.predicate import (
    Predicate,
    Rating,
    predicate_of,
    predicate_rank_formula,
    result_rating,
    score_figures,
)
from asnwork.scoring.proposal import INSTANCES, Move, Proposal, Stage, proposal_day, propose, spoken
from asnwork.scoring.proposal_moves import accept, allowed_moves, answer, change, issue, object_, see
from asnwork.scoring.scheme import PayRule, Scheme, factorial
from asnwork.scoring.scorer import (
    POINTS,
    Adjustment,
    Draft,
    FormulaScorer,
    Gate,
    InsufficientEvidence,
    Lever,
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
from asnwork.scoring.strategies.among_citizens import among_citizens
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output

__all__ = [
    "INSTANCES",
    "POINTS",
    "Adjustment",
    "Allowance",
    "AllowanceLine",
    "AllowanceRule",
    "BudgetNeutral",
    "Draft",
    "FormulaScorer",
    "Gate",
    "InsufficientEvidence",
    "Lever",
    "LineRule",
    "LineStatus",
    "Move",
    "Part",
    "PartRule",
    "PayRule",
    "Predicate",
    "Proposal",
    "Rating",
    "Scale",
    "Scheme",
    "Score",
    "Scorer",
    "Stage",
    "accept",
    "allowance",
    "allowed_moves",
    "among_citizens",
    "answer",
    "attendance",
    "attendance_only",
    "banded",
    "budget_neutral",
    "capped",
    "change",
    "evaluate",
    "factorial",
    "floored",
    "issue",
    "law_digest",
    "minimum_of",
    "object_",
    "outcome",
    "outcome_pay",
    "output",
    "part_of",
    "predicate_of",
    "predicate_rank_formula",
    "proposal_day",
    "propose",
    "rank_key",
    "rebuilt_value",
    "result_rating",
    "score_columns",
    "score_figures",
    "see",
    "share_formula",
    "spoken",
    "surabaya_eperformance",
    "tpp_60_40",
    "weighted_mean",
    "with_gate",
]
