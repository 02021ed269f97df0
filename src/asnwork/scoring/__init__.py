"""Rules that measure: from evidence to score, proposal, predicate and pay."""

from __future__ import annotations

from asnwork.scoring.allowance import Allowance, AllowanceLine, LineStatus, allowance
from asnwork.scoring.allowance_rule import AllowanceRule, LineRule, share_formula
from asnwork.scoring.budget import BudgetNeutral, budget_neutral
from asnwork.scoring.combine import banded, capped, floored, minimum_of, part_of, weighted_mean, with_gate
from asnwork.scoring.counterfactual import Counterfactual, Counterfactuals, counterfactuals
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
from asnwork.scoring.predicate_pay import pay_by_predicate
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
    Joined,
    Lever,
    Part,
    PartRule,
    Remark,
    Scale,
    Score,
    Scorer,
    evaluate,
    law_digest,
    rank_key,
    rebuilt_from_leaves,
    rebuilt_value,
    score_columns,
)
from asnwork.scoring.sheet import Sheet, SheetLine, sheet
from asnwork.scoring.shrinkage import shrunk_share
from asnwork.scoring.strategies.among_citizens import among_citizens
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.main_job import main_job
from asnwork.scoring.strategies.officer_satisfaction import officer_satisfaction
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output
from asnwork.scoring.strategies.satisfaction import satisfaction
from asnwork.scoring.strategies.standardised_outcome import standardised_outcome
from asnwork.scoring.strategies.work_behaviour import (
    behaviour_figures,
    behaviour_rating_formula,
    work_behaviour,
)
from asnwork.scoring.under_each import UnderEach, UnderPay, under_each

__all__ = [
    "INSTANCES",
    "POINTS",
    "Adjustment",
    "Allowance",
    "AllowanceLine",
    "AllowanceRule",
    "BudgetNeutral",
    "Counterfactual",
    "Counterfactuals",
    "Draft",
    "FormulaScorer",
    "Gate",
    "InsufficientEvidence",
    "Joined",
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
    "Remark",
    "Scale",
    "Scheme",
    "Score",
    "Scorer",
    "Sheet",
    "SheetLine",
    "Stage",
    "UnderEach",
    "UnderPay",
    "accept",
    "allowance",
    "allowed_moves",
    "among_citizens",
    "answer",
    "attendance",
    "attendance_only",
    "banded",
    "behaviour_figures",
    "behaviour_rating_formula",
    "budget_neutral",
    "capped",
    "change",
    "counterfactuals",
    "evaluate",
    "factorial",
    "floored",
    "issue",
    "law_digest",
    "main_job",
    "minimum_of",
    "object_",
    "officer_satisfaction",
    "outcome",
    "outcome_pay",
    "output",
    "part_of",
    "pay_by_predicate",
    "predicate_of",
    "predicate_rank_formula",
    "proposal_day",
    "propose",
    "rank_key",
    "rebuilt_from_leaves",
    "rebuilt_value",
    "result_rating",
    "satisfaction",
    "score_columns",
    "score_figures",
    "see",
    "share_formula",
    "sheet",
    "shrunk_share",
    "spoken",
    "standardised_outcome",
    "surabaya_eperformance",
    "tpp_60_40",
    "under_each",
    "weighted_mean",
    "with_gate",
    "work_behaviour",
]
