from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from asnwork.domain.evidence import Evidence
from asnwork.domain.reason import explain
from asnwork.indonesia.law import national_law
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.attendance import attendance
from tests.scoring.evidence import evidence, of

SCORER = attendance(national_law())


@pytest.mark.parametrize(
    ("late", "early", "absence", "months", "expected"),
    [
        (0.0, 0.0, 0.0, 1.0, 100.0),
        (0.015, 0.005, 0.03, 1.0, 95.0),
        (0.15, 0.0, 0.0, 3.0, 95.0),
        (0.05, 0.0, 0.0, 0.5, 90.0),
        (0.5, 0.5, 0.5, 1.0, 0.0),
    ],
)
def test_cuts_are_taken_from_all_months(
    late: float, early: float, absence: float, months: float, expected: float
) -> None:
    """What is left of 100 points after the cuts of the period, spread over its months; never below zero."""
    figures = {"late_cut": late, "early_cut": early, "absence_cut": absence, "months": months}
    score = evaluate(SCORER, of(figures))
    assert isinstance(score, Score)
    assert expected == pytest.approx(score.value)


def test_it_tells_the_cuts() -> None:
    """The one part tells each cut in words, in both languages."""
    figures = {"late_cut": 0.01, "early_cut": 0.0, "absence_cut": 0.03, "months": 1.0}
    score = evaluate(SCORER, of(figures))
    assert isinstance(score, Score)
    (reason,) = score.parts[0].reasons
    assert "cuts for coming late (0.01), leaving early (0) and absence (0.03)" in str(reason)
    assert "potongan datang terlambat (0,01)" in explain(reason, lang="id")


@given(evidence())
def test_it_reads_presence_and_no_work(found: Evidence) -> None:
    """Whatever was done, only the cuts and the length of the period count; one missing cut is no zero."""
    reads = {"late_cut", "early_cut", "absence_cut", "months"}
    assert reads == SCORER.reads
    answer = evaluate(SCORER, found)
    missing = {name for name in reads if found[name] is None}
    assert isinstance(answer, InsufficientEvidence) is bool(missing)
    if isinstance(answer, InsufficientEvidence):
        assert missing == set(answer.missing)
    else:
        assert Gate.UNKNOWN is answer.gate


def test_it_is_for_no_law_in_particular() -> None:
    """It reads the law through the cuts, so it scores any day."""
    assert () == SCORER.parameters
    figures = {"late_cut": 0.0, "early_cut": 0.0, "absence_cut": 0.0, "months": 1.0}
    assert isinstance(evaluate(SCORER, of(figures), on=date(1990, 1, 1)), Score)
