"""Pays the officer-months of a case: the score, the predicate proposed for it, and the allowance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.formula import Formula, evaluate
from asnwork.errors import BrokenRule
from asnwork.indonesia.law import national_law
from asnwork.scoring.allowance import Allowance
from asnwork.scoring.allowance_rule import PREDICATE
from asnwork.scoring.predicate import (
    BEHAVIOUR_RATING,
    Predicate,
    Rating,
    predicate_rank_formula,
    score_figures,
)
from asnwork.scoring.proposal import Proposal
from asnwork.scoring.scheme import PayRule
from asnwork.testing.laws.answers import Answer, NoAnswer, answer_of, last_day
from asnwork.testing.laws.law import Case, Month

__all__ = ["Desk", "Payer", "evidence_read", "with_terms"]

Payer = Callable[..., Allowance]
"""Whatever pays: `asnwork.scoring.allowance`, or an application's own function with its arguments."""

_BASES = (5_000_000.0, 1.0, 3_333_333.0, 12_345_679.0)
_BASE, _BEHAVIOUR = "base", "behaviour"


@cache
def _national_predicate() -> Formula:
    return predicate_rank_formula(national_law())


def evidence_read(pay: PayRule) -> frozenset[str]:
    """Return the figures of evidence that scorer and allowance of a pay rule read."""
    own = {name for name in pay.allowance.reads if not name.startswith("score.") and name != PREDICATE.name}
    return frozenset(own | pay.scorer.reads)


def with_terms(cases: SearchStrategy[Case], **more: SearchStrategy[float]) -> SearchStrategy[Case]:
    """Return the cases, each with a base and, where a person gave one, a rating of behaviour.

    Args:
        cases: The cases.
        more: Further terms by name.
    """
    rated = {_BEHAVIOUR: st.sampled_from([float(rating) for rating in Rating])}
    terms = st.fixed_dictionaries({_BASE: st.sampled_from(_BASES), **more}, optional=rated)
    return st.builds(lambda case, found: evolve(case, terms=found), cases, terms)


@frozen(kw_only=True)
class Desk:
    """Who pays, and by which formula a predicate is proposed; None for that of the nation."""

    payer: Payer
    predicate: Formula | None

    def proposed(self, found: Answer, case: Case, on: date) -> Predicate | None:
        """Return the predicate that is proposed for a score; None where there is none."""
        figures = {**score_figures(found), BEHAVIOUR_RATING.name: case.terms.get(_BEHAVIOUR)}
        formula = _national_predicate() if self.predicate is None else self.predicate
        rank = evaluate(formula, figures, on=on)
        return None if rank is None else Predicate(int(rank))

    def simulated(self, pay: PayRule, month: Month, case: Case) -> Allowance:
        """Return what an officer is paid in a simulation, for the predicate proposed for the score.

        Raises:
            NoAnswer: The scorer gives no answer, or the rule cannot be followed.
        """
        found = answer_of(pay.scorer, month)
        predicate = self.proposed(found, case, last_day(month))
        return self.paid(pay, month, case, found, predicate, simulated=True)

    def paid(
        self,
        pay: PayRule,
        month: Month,
        case: Case,
        found: Answer,
        predicate: Proposal | Predicate | None,
        *,
        simulated: bool = False,
    ) -> Allowance:
        """Return what an officer is paid for a score and a predicate.

        Raises:
            NoAnswer: The rule cannot be followed.
            NotIssued: Nobody issued the predicate, and this is no simulation.
        """
        figures, base = {**month.figures, **score_figures(found)}, int(case.terms[_BASE])
        on = last_day(month)
        try:
            return self.payer(pay.allowance, base, predicate, figures, on=on, simulated=simulated)
        except BrokenRule as error:
            raise NoAnswer(str(error)) from error
