from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import explain
from asnwork.errors import InvalidInput
from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import WORK
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.output import output
from tests.rows import AS_OF, MAY, OFFICERS
from tests.scoring.evidence import ATTENDANCE, evidence, of
from tests.scoring.strategies.blind import assert_blind_to_rows, month, never_lower

LAW = national_law()
SCORER = output(LAW)
PRESENCE = st.fixed_dictionaries(
    {
        "at_office": st.booleans(),
        "clocked_in": st.booleans(),
        "late_minutes": st.none() | st.integers(0, 200).map(float),
        "early_minutes": st.none() | st.integers(0, 200).map(float),
    }
)
DAYS = st.integers(1, 28)


@pytest.mark.parametrize(
    ("done", "available", "expected", "gate"),
    [
        (100.0, 1.0, 100.0, Gate.MET),
        (130.0, 1.0, 100.0, Gate.MET),
        (90.0, 1.0, 90.0, Gate.MET),
        (45.0, 0.5, 90.0, Gate.MET),
        (50.0, None, 50.0, Gate.MISSED),
        (0.0, 1.0, 0.0, Gate.MISSED),
        (5.0, 0.0, 100.0, Gate.MET),
    ],
)
def test_points_are_the_share_of_the_target(
    done: float, available: float | None, expected: float, gate: Gate
) -> None:
    """Points are what was done of the prorated target, at most 100, and the gate is the main job."""
    score = evaluate(SCORER, of({"done.work": done, "target.work": 100.0, "available": available}))
    assert isinstance(score, Score)
    assert (expected, gate) == (score.value, score.gate)


def test_it_tells_what_was_done_of_what() -> None:
    """The part tells done, target and leave in words."""
    score = evaluate(SCORER, of({"done.work": 45.0, "target.work": 100.0, "available": 0.5}))
    assert isinstance(score, Score)
    (reason,) = score.parts[0].reasons
    assert "work on requests: 45 of 100 minutes; share of working days not on leave: 0.5" == str(reason)
    assert "pelayanan permohonan: 45 dari 100 menit" in explain(reason, lang="id")


REPORTS = PlannedResult(code="reports", main=False, target=4.0, unit="reports")


def full(done: dict[str, float | None]) -> Evidence:
    """Evidence for two planned results."""
    figures = {"target.work": 100.0, "target.reports": 4.0, "available": 1.0, **done}
    units = {
        name: "minutes" if "work" in name else "reports" if "reports" in name else "share" for name in figures
    }
    return Evidence(officer=OFFICERS[0], period=MAY, as_of=AS_OF, figures=figures, units=units)


@pytest.mark.parametrize(("weights", "expected"), [(None, 75.0), ((8000, 2000), 60.0), ((5000, 5000), 75.0)])
def test_several_results_are_averaged(weights: tuple[int, int] | None, expected: float) -> None:
    """Planned results weigh alike or as given; an additional one does not touch the gate."""
    scorer = output(LAW, results=[WORK, REPORTS], weights=weights)
    score = evaluate(scorer, full({"done.work": 50.0, "done.reports": 4.0}))
    assert isinstance(score, Score)
    assert (expected, Gate.MISSED) == (score.value, score.gate)
    assert ["work", "reports"] == [part.name for part in score.parts]


def test_a_result_that_is_not_known_drops_out() -> None:
    """Without work results the work on requests carries the whole weight, at half coverage."""
    score = evaluate(output(LAW, results=[WORK, REPORTS]), full({"done.work": 90.0, "done.reports": None}))
    assert isinstance(score, Score)
    assert (90.0, 0.5, [10_000, 0]) == (
        score.value,
        score.coverage,
        [part.effective_weight for part in score.parts],
    )


def test_a_plan_without_a_main_result_has_no_gate_to_pass() -> None:
    """A scorer of output needs a main job."""
    with pytest.raises(InvalidInput, match="at least one planned result"):
        output(LAW, results=[REPORTS])


# --- laws --------------------------------------------------------------------------------------


def test_it_declares_no_attendance() -> None:
    """Nothing that says when or where somebody was is among what it reads."""
    assert not SCORER.reads & set(ATTENDANCE)
    assert {"done.work", "target.work", "available"} == SCORER.reads


@given(evidence(), st.fixed_dictionaries({name: st.none() | st.floats(0, 99) for name in ATTENDANCE}))
def test_it_is_blind_to_attendance_figures(found: Evidence, presence: dict[str, float | None]) -> None:
    """Changing every figure of attendance and place leaves the answer the same."""
    changed = evolve(found, figures={**found.figures, **presence})
    assert evaluate(SCORER, found) == evaluate(SCORER, changed)


@given(st.dictionaries(DAYS, st.tuples(PRESENCE, PRESENCE), min_size=1), st.integers(0, 200))
def test_it_is_blind_to_attendance_rows(days: dict[int, tuple[Any, Any]], minutes: int) -> None:
    """Coming late, early or not at all changes nothing, from the rows to the score."""
    first, second = (
        month(minutes=minutes, target=100.0, leave=set(), presence={day: p[i] for day, p in days.items()})
        for i in (0, 1)
    )
    assert_blind_to_rows(SCORER, first, second)


@given(st.sets(DAYS, min_size=1), st.integers(0, 200), st.data())
def test_lawful_leave_never_lowers_it(days: set[int], minutes: int, data: st.DataObject) -> None:
    """With the same work done, more days of lawful leave never lower score or gate."""
    before = data.draw(st.sets(st.sampled_from(sorted(days))))
    after = before | data.draw(st.sets(st.sampled_from(sorted(days))))
    presence = {day: {"at_office": True} for day in days}
    first, second = (
        month(minutes=minutes, target=100.0, leave=leave, presence=presence) for leave in (before, after)
    )
    assert never_lower(SCORER, first, second)


@given(evidence(), st.floats(0, 5000))
def test_more_work_is_never_worse(found: Evidence, more: float) -> None:
    """With more done and all else equal the answer does not get worse."""
    done = found["done.work"]
    if done is not None:
        better = evolve(found, figures={**found.figures, "done.work": done + more})
        assert never_lower(SCORER, found, better)


def test_no_work_known_is_no_zero() -> None:
    """Without any step that tells what it counts for there is no score."""
    answer = evaluate(SCORER, of({"done.work": None, "target.work": 100.0, "available": 1.0}))
    assert isinstance(answer, InsufficientEvidence)
    assert ("done.work",) == answer.missing


@pytest.mark.parametrize("weights", [[], [5000, 5000]])
def test_there_is_a_weight_for_each_result(weights: list[int]) -> None:
    """As many weights as committed results are asked for, by their codes."""
    with pytest.raises(
        InvalidInput, match=r"weights: given .*, expected one weight for each committed result: work"
    ):
        output(national_law(), weights=weights)
