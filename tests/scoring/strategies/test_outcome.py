from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import explain
from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import WORK
from asnwork.scoring.score import Gate, InsufficientEvidence, Score, rank_key
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.outcome import outcome
from tests.scoring.evidence import ATTENDANCE, evidence, of
from tests.scoring.strategies.blind import assert_blind_to_rows, month, never_lower
from tests.scoring.strategies.test_output import DAYS, PRESENCE

SCORER = outcome(national_law())
FULL: dict[str, float | None] = {
    "done.work": 100.0,
    "target.work": 100.0,
    "available": 1.0,
    "promises_kept": 8.0,
    "promises_judged": 10.0,
    "not_reopened": 9.0,
    "reopen_judged": 10.0,
    "solved_yes": 3.0,
    "solved_known": 4.0,
    "right_first_time": 6.0,
    "first_time_judged": 10.0,
    "trips_made": 2.0,
    "trips_usual": 8.0,
}
WEIGHTS = (4000, 2500, 1000, 1000, 1000, 500)


@pytest.mark.parametrize(
    ("changes", "value", "weights"),
    [
        ({}, 40 + 0.25 * 80 + 0.1 * 60 + 0.1 * 90 + 0.1 * 75 + 0.05 * 75, WEIGHTS),
        (
            {"solved_yes": 0.0, "solved_known": 0.0},
            (4000 + 2000 + 600 + 900 + 375) / 90,
            (4444, 2778, 1111, 1111, 0, 556),
        ),
        (
            {"promises_judged": None, "solved_known": None, "trips_made": 0.0, "trips_usual": 0.0},
            (4000 + 600 + 900) / 60,
            (6667, 0, 1667, 1666, 0, 0),
        ),
        ({"trips_usual": 0.0}, 40 + 20 + 6 + 9 + 7.5, WEIGHTS),
        ({"trips_usual": None}, (4000 + 2000 + 600 + 900 + 750) / 95, (4210, 2631, 1053, 1053, 1053, 0)),
        ({"done.work": None}, (2000 + 600 + 900 + 750 + 375) / 60, (0, 4167, 1667, 1667, 1666, 833)),
        ({"trips_made": 8.0}, 40 + 20 + 6 + 9 + 7.5, WEIGHTS),
        ({"trips_made": 12.0}, 40 + 20 + 6 + 9 + 7.5, WEIGHTS),
        ({"trips_made": 0.0}, 40 + 20 + 6 + 9 + 7.5 + 5, WEIGHTS),
    ],
)
def test_output_and_outcome_share_the_weight(
    changes: dict[str, float | None], value: float, weights: tuple[int, ...]
) -> None:
    """Output and what citizens got count by their weights; what nobody judged drops out."""
    score = evaluate(SCORER, of({**FULL, **changes}))
    assert isinstance(score, Score)
    assert score.value == pytest.approx(value)
    assert weights == tuple(part.effective_weight for part in score.parts)


def test_it_tells_each_part() -> None:
    """Each part tells its counts in words, with what its weight rests on."""
    score = evaluate(SCORER, of(FULL))
    assert isinstance(score, Score)
    assert [
        "every main result reached at least 100 % of its target",
        "8 of 10 promises kept",
        "6 of 10 requests right first time",
        "9 of 10 results not reopened",
        "3 of 4 citizens call it solved",
        "2 trips of citizens, where 8 are usual",
    ] == [str(part.reasons[0]) for part in score.parts]
    assert "8 dari 10 janji layanan ditepati [assumed: no rule" in explain(
        score.parts[1].reasons[0], lang="id"
    )


def test_too_little_to_judge_is_no_score() -> None:
    """When the work is unknown and promises are not judged, under half of the weight has evidence."""
    answer = evaluate(SCORER, of({**FULL, "done.work": None, "promises_judged": 0.0}))
    assert isinstance(answer, InsufficientEvidence)
    assert (0.35, ("done.work",)) == (answer.coverage, answer.missing)
    assert "insufficient evidence: nothing to judge for promises kept" in str(answer)


def test_only_main_results_are_the_output() -> None:
    """An additional result in the plan changes neither output nor gate."""
    extra = PlannedResult(code="extra", main=False, target=1.0, unit="reports")
    assert SCORER == outcome(national_law(), results=[WORK, extra])


# --- laws --------------------------------------------------------------------------------------


def test_it_declares_no_attendance() -> None:
    """Nothing that says when or where somebody was is among what it reads."""
    assert not SCORER.reads & set(ATTENDANCE)
    assert set(FULL) == SCORER.reads


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


@given(st.sets(DAYS, min_size=1), st.integers(1, 200), st.data())
def test_lawful_leave_never_lowers_it(days: set[int], minutes: int, data: st.DataObject) -> None:
    """With the same work done, more days of lawful leave never lower score or gate."""
    before = data.draw(st.sets(st.sampled_from(sorted(days))))
    after = before | data.draw(st.sets(st.sampled_from(sorted(days))))
    presence = {day: {"at_office": True} for day in days}
    first, second = (
        month(minutes=minutes, target=100.0, leave=leave, presence=presence) for leave in (before, after)
    )
    assert never_lower(SCORER, first, second)


@given(evidence(), evidence())
def test_no_credit_lifts_a_missed_main_job(one: Evidence, other: Evidence) -> None:
    """Whoever misses the main job ranks below whoever meets it, whatever else both did."""
    scores = [score for each in (one, other) if isinstance(score := evaluate(SCORER, each), Score)]
    gates = {score.gate: rank_key(score) for score in scores}
    if Gate.MET in gates and Gate.MISSED in gates:
        assert gates[Gate.MISSED] < gates[Gate.MET]


WHOLE = {"promises_kept": "promises_judged", "not_reopened": "reopen_judged", "solved_yes": "solved_known"}


@given(evidence(), st.sampled_from(sorted(WHOLE)))
def test_a_better_outcome_is_never_worse(found: Evidence, name: str) -> None:
    """One promise kept, result lasting or citizen content more, of as many, never ranks lower."""
    whole = {
        "promises_kept": "promises_judged",
        "not_reopened": "reopen_judged",
        "solved_yes": "solved_known",
    }
    value, most = found[name], found[whole[name]]
    if value is not None and most is not None and value < most:
        better = evolve(found, figures={**found.figures, name: value + 1})
        assert never_lower(SCORER, found, better)
