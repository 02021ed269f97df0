from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.reason import explain
from asnwork.errors import InvalidInput
from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import CITIZENS, WORK
from asnwork.scoring.score import Gate, InsufficientEvidence, Score, rank_key
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.among_citizens import among_citizens
from tests.scoring.evidence import ATTENDANCE, evidence, of
from tests.scoring.strategies.blind import never_lower

SCORER = among_citizens(national_law())
FULL: dict[str, float | None] = {
    "done.work": 100.0,
    "target.work": 100.0,
    "done.citizens": 15.0,
    "target.citizens": 20.0,
    "available": 1.0,
}


@pytest.mark.parametrize(
    ("changes", "value", "gate"),
    [
        ({}, 75.0, Gate.MET),
        ({"available": 0.5}, 100.0, Gate.MET),
        ({"available": None}, 75.0, Gate.MET),
        ({"done.citizens": 0.0}, 0.0, Gate.MET),
        ({"done.citizens": 40.0}, 100.0, Gate.MET),
        ({"done.work": 90.0}, 75.0, Gate.MET),
        ({"done.work": 89.0}, 75.0, Gate.MISSED),
        ({"done.work": None}, 75.0, Gate.UNKNOWN),
    ],
)
def test_it_counts_citizens_against_the_target(
    changes: dict[str, float | None], value: float, gate: Gate
) -> None:
    """Citizens against the target, less for lawful leave, at most all of it; the main job is the gate."""
    score = evaluate(SCORER, of({**FULL, **changes}))
    assert isinstance(score, Score)
    assert (value, gate) == (score.value, score.gate)


@pytest.mark.parametrize("missing", ["done.citizens", "target.citizens"])
def test_without_a_count_or_a_target_there_is_no_score(missing: str) -> None:
    """A log that does not hear citizens, and a plan without them, is no zero."""
    answer = evaluate(SCORER, of({**FULL, missing: None}))
    assert isinstance(answer, InsufficientEvidence)
    assert (0.0, (missing,)) == (answer.coverage, answer.missing)


def test_it_tells_the_citizens() -> None:
    """The one part tells how many, of how many, in both languages."""
    score = evaluate(SCORER, of(FULL))
    assert isinstance(score, Score)
    (reason,) = score.parts[0].reasons
    told = "15 citizens call their matter solved, of 20 expected with 1 of the working days available"
    assert told == str(reason)
    assert explain(reason, lang="id").startswith(
        "15 warga menyatakan urusannya terselesaikan, dari target 20"
    )


def test_its_lever_is_the_citizens_served_and_not_what_they_answer() -> None:
    """More citizens whose matter is solved move it up; the words ask nobody for an answer."""
    (lever,) = SCORER.levers
    assert ("done.citizens", "more", "") == (lever.figure, lever.better, lever.most)
    assert lever.wording is not None
    assert "matter is really solved" in lever.wording.en
    assert "benar-benar terselesaikan" in lever.wording.id


def test_it_reads_citizens_and_the_main_job_alone() -> None:
    """Nothing that says when or where somebody was, and no promise, is among what it reads."""
    assert set(FULL) == SCORER.reads
    assert not SCORER.reads & set(ATTENDANCE)


def test_the_gate_is_that_of_the_plans_main_results() -> None:
    """A plan without a main result has no gate, and so no scorer."""
    with pytest.raises(InvalidInput, match="at least one planned result"):
        among_citizens(national_law(), results=[CITIZENS])
    assert SCORER == among_citizens(national_law(), results=iter([WORK]))


@given(evidence(), st.integers(1, 30))
def test_one_more_citizen_never_lowers_it(found: Evidence, more: int) -> None:
    """The more citizens say so the higher it ranks, and no number lifts a missed main job over a met one."""
    done = found["done.citizens"]
    if done is None:
        return
    raised = evolve(found, figures={**found.figures, "done.citizens": done + more})
    assert never_lower(SCORER, found, raised)


@given(evidence(), evidence())
def test_no_number_of_citizens_makes_up_for_the_main_job(one: Evidence, other: Evidence) -> None:
    """Whoever meets the main job ranks above whoever misses it."""
    first, second = evaluate(SCORER, one), evaluate(SCORER, other)
    if isinstance(first, Score) and isinstance(second, Score) and first.gate is Gate.MET:
        assert second.gate is not Gate.MISSED or rank_key(first) > rank_key(second)
