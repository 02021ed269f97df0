from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import explain
from asnwork.errors import InvalidInput
from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import WORK
from asnwork.policies.outcome import main_job as gate_of
from asnwork.scoring.combine import part_of, weighted_mean
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.main_job import main_job
from tests.scoring.evidence import ATTENDANCE
from tests.scoring.strategies.claims import assert_claims, evidence_for, known_evidence

LAW = national_law()
REPORTS = PlannedResult(
    code="reports", label="reports", label_id="laporan", main=True, target=4.0, unit="reports"
)
EXTRA = PlannedResult(code="extra", main=False, target=2.0, unit="talks")
SCORER = main_job(LAW, results=[WORK, EXTRA, REPORTS])
FULL: dict[str, float | None] = {
    "done.work": 2000.0,
    "target.work": 2000.0,
    "done.reports": 4.0,
    "target.reports": 4.0,
    "available": 1.0,
}


@pytest.mark.parametrize(
    ("changes", "expected", "gate"),
    [
        ({}, 100.0, Gate.MET),
        ({"done.reports": 3.0}, 75.0, Gate.MISSED),
        ({"done.reports": 3.0, "done.work": 9999.0}, 75.0, Gate.MISSED),
        ({"done.reports": 3.0, "available": 0.75}, 100.0, Gate.MET),
        ({"done.work": 1800.0}, 90.0, Gate.MET),
        ({"done.work": 1799.0}, pytest.approx(89.95), Gate.MISSED),
        ({"done.work": 0.0}, 0.0, Gate.MISSED),
        ({"available": None}, 100.0, Gate.MET),
    ],
)
def test_the_least_achieved_main_result_counts(
    changes: dict[str, float | None], expected: float, gate: Gate
) -> None:
    """The value is that of the main result that is furthest from its target, and the gate follows it."""
    score = evaluate(SCORER, evidence_for(SCORER, {**FULL, **changes}))
    assert isinstance(score, Score)
    assert (expected, gate) == (score.value, score.gate)


@pytest.mark.parametrize("name", ["done.work", "target.reports"])
def test_an_unknown_main_result_is_no_score(name: str) -> None:
    """The least of results is not known while one of them is not."""
    answer = evaluate(SCORER, evidence_for(SCORER, {**FULL, name: None}))
    assert isinstance(answer, InsufficientEvidence)
    assert ((name,), 0.5) == (answer.missing, answer.coverage)


def test_each_main_result_is_told() -> None:
    """Every main result says how far it was reached, in both languages; additional ones are not asked."""
    score = evaluate(SCORER, evidence_for(SCORER, {**FULL, "done.reports": 3.0}))
    assert isinstance(score, Score)
    assert ["work", "reports"] == [part.name for part in score.parts]
    reason = score.parts[1].reasons[0]
    assert "reports: 75 % of the target is reached" == str(reason)
    assert "laporan: 75 % dari target tercapai" == explain(reason, lang="id")


def test_the_gate_is_that_of_the_other_scorers() -> None:
    """It is the gate of the outcome policy, and it comes along into a scorer of which this is a part."""
    assert gate_of(LAW, [WORK, REPORTS]) == SCORER.gate
    whole = weighted_mean("whole", [part_of(SCORER, 10_000)], version="1", minimum_coverage=0.5)
    score = evaluate(whole, evidence_for(SCORER, {**FULL, "done.reports": 3.0}))
    assert isinstance(score, Score)
    assert (75.0, Gate.MISSED) == (score.value, score.gate)
    assert {"done.work", "done.reports"} == {lever.figure for lever in whole.levers}


def test_there_is_a_main_job() -> None:
    """A plan of additional results alone has none."""
    with pytest.raises(InvalidInput, match="at least one"):
        main_job(LAW, results=[EXTRA])


def test_it_declares_no_attendance() -> None:
    """Nothing that says when or where somebody was is among what it reads."""
    assert set(FULL) == SCORER.reads
    assert not SCORER.reads & set(ATTENDANCE)


@given(known_evidence(SCORER), st.floats(0, 500))
def test_it_keeps_its_claims(found: Evidence, more: float) -> None:
    """Bounded, explained, the same in any order, never worse by its levers or by lawful leave."""
    assert_claims(SCORER, found, more)


@given(known_evidence(SCORER))
def test_value_and_gate_agree(found: Evidence) -> None:
    """The gate is met just where the value reaches the threshold."""
    answer = evaluate(SCORER, found)
    if isinstance(answer, Score):
        assert (Gate.MET if answer.value >= 90 - 1e-9 else Gate.MISSED) is answer.gate
