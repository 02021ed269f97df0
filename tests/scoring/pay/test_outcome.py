from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.attendance import ATTENDANCE_FIGURES
from asnwork.domain.formula import evaluate, substituted
from asnwork.indonesia.law import national_law
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.scoring.allowance import allowance, share_formula
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.predicate import predicate_rank_formula

LAW = national_law()
DAY = date(2026, 5, 31)
RULE = outcome_pay(LAW)
# What a simulation evaluates over columns: pay straight from the score, the predicate in between.
PAY = substituted(share_formula(RULE), {"predicate": predicate_rank_formula(LAW)})


def share(value: float | None, gate: float | None, behaviour: float | None = None) -> float | None:
    """Which share of the base a score pays."""
    figures = {"score.value": value, "score.gate": gate, "rating.behaviour": behaviour}
    return evaluate(PAY, figures, on=DAY)


@pytest.mark.parametrize(("rank", "paid"), [(1, 0.25), (2, 0.5), (3, 0.75), (4, 1), (5, 1)])
def test_each_predicate_pays_its_share(rank: int, paid: float) -> None:
    """Each predicate pays the share that the law gives it."""
    found = allowance(RULE, 4_000_000, None, {"predicate": float(rank)}, on=DAY, simulated=True)
    assert paid * 4_000_000 == found.total


def test_attendance_is_not_read() -> None:
    """No figure of attendance, raw or summed, is among what it reads."""
    attendance = {*ATTENDANCE_FIGURES, *(measure.name for measure in attendance_measures(LAW))}
    assert {"predicate"} == RULE.reads
    assert set() == RULE.reads & attendance


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_missed_main_job_never_pays_more(missed: float, met: float) -> None:
    """Whatever else is achieved, who misses the main job is not paid more than who meets it."""
    low, high = share(missed, 0.0), share(met, 1.0)
    assert low is not None
    assert high is not None
    assert low <= high


def test_the_main_job_is_a_gate() -> None:
    """With all points and the main job missed three quarters are paid, with it met the whole."""
    assert (0.75, 1.0) == (share(100.0, 0.0), share(100.0, 1.0))


def test_without_a_score_pay_is_held() -> None:
    """No score, or a main job of which nothing is known: the line is held."""
    assert share(None, 1.0) is None
    assert share(100.0, None) is None
    held = allowance(RULE, 4_000_000, None, {}, on=DAY, simulated=True)
    assert (None, ("predicate",)) == (held.total, held.lines[0].missing)


def test_it_needs_the_mayor() -> None:
    """Pay that reads no attendance needs a regulation of the mayor, as far as we know."""
    assert "needs_mayor_regulation" == RULE.legal_status
