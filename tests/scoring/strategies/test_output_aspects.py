from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import Constant
from asnwork.domain.indicator import ASPECTS, Indicator
from asnwork.domain.moment import from_us
from asnwork.domain.plan import PerformancePlan, PlannedResult, achievement
from asnwork.domain.reason import explain
from asnwork.domain.work_result import WorkResult
from asnwork.indonesia.law import national_law
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from asnwork.policies.outcome import WORK
from asnwork.scoring.score import Gate, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.output import output
from tests.rows import AS_OF, MAY, OFFICERS, START
from tests.scoring.evidence import ATTENDANCE
from tests.scoring.strategies.claims import assert_claims, evidence_for, known_evidence, reasons_of

LAW = national_law()
ANI, BUDI = OFFICERS[:2]
QUALITY = Indicator(aspect="quality", target=90.0, unit="points")
TIME = Indicator(aspect="time", target=7.0, target_high=8.0, unit="days")
COST = Indicator(aspect="cost", target=100_000.0, unit="rupiah")
REPORTS = PlannedResult(
    code="reports",
    label="audit reports",
    label_id="laporan audit",
    main=True,
    target=4.0,
    unit="reports",
    indicators=[QUALITY, TIME, COST],
)
EXTRA = PlannedResult(code="extra", main=False, target=2.0, unit="talks", indicators=[TIME])
STRETCH = PlannedResult(code="stretch", main=False, target=9.0, unit="talks", committed=False)
SCORER = output(LAW, results=[REPORTS])
BOTH = output(LAW, results=[REPORTS, EXTRA, STRETCH])
FULL: dict[str, float | None] = {
    "done.reports": 3.0,
    "target.reports": 4.0,
    "available": 1.0,
    "quality.total.reports": 162.0,
    "quality.told.reports": 2.0,
    "quality.target.reports": 90.0,
    "quality.target_high.reports": None,
    "time.total.reports": 27.0,
    "time.told.reports": 3.0,
    "time.target.reports": 7.0,
    "time.target_high.reports": 8.0,
    "cost.total.reports": 240_000.0,
    "cost.told.reports": 3.0,
    "cost.target.reports": 100_000.0,
    "cost.target_high.reports": None,
}


def scored(scorer: Any = SCORER, **changes: float | None) -> Score:
    """The score of full evidence with changes."""
    figures = {**FULL, **{name.replace("__", "."): value for name, value in changes.items()}}
    answer = evaluate(scorer, evidence_for(scorer, figures))
    assert isinstance(answer, Score)
    return answer


def test_a_result_is_judged_by_four_aspects() -> None:
    """Quantity, quality, time and cost count alike; what beats its target counts as reaching it."""
    score = scored()
    assert {"reports": 75.0, "reports.quality": 90.0, "reports.time": 87.5, "reports.cost": 100.0} == {
        part.name: part.value for part in score.parts
    }
    assert (88.125, Gate.MISSED) == (score.value, score.gate)


def test_each_aspect_is_told_in_words() -> None:
    """Each aspect says what was measured over how many, and what was expected, in both languages."""
    _, quality, time, cost = (part.reasons[0] for part in scored().parts)
    assert "audit reports, quality: 162 points over 2 reports that tell it, 90 expected of each" == str(
        quality
    )
    assert "audit reports, time: 27 days over 3 reports that tell it, 7 to 8 expected of each" == str(time)
    assert (
        "laporan audit, biaya: 240.000 rupiah untuk 3 laporan yang menyebutkannya, "
        "100.000 diharapkan untuk tiap satuan"
    ) == explain(cost, lang="id")
    assert "7 s.d. 8 diharapkan" in explain(time, lang="id")


@pytest.mark.parametrize("told", [None, 0.0])
def test_an_aspect_that_nobody_tells_drops_out(told: float | None) -> None:
    """Without a result that tells its quality, the other aspects take its weight."""
    score = scored(quality__total__reports=told, quality__told__reports=told)
    assert (pytest.approx((75 + 87.5 + 100) / 3), 0.75) == (score.value, score.coverage)
    assert [3334, 0, 3333, 3333] == [part.effective_weight for part in score.parts]


def test_leave_prorates_quantity_and_no_mean() -> None:
    """With three quarters of the days available three of four reports are all of them; means stay."""
    before, after = scored(), scored(available=0.75)
    assert [75.0, 100.0] == [score.parts[0].value for score in (before, after)]
    assert [part.value for part in before.parts[1:]] == [part.value for part in after.parts[1:]]


def test_the_gate_looks_at_quantity_alone() -> None:
    """Neither splendid nor poor quality moves the gate of the main job."""
    poor = scored(done__reports=4.0, quality__total__reports=0.0)
    splendid = scored(done__reports=1.0, quality__total__reports=999.0)
    assert (Gate.MET, Gate.MISSED) == (poor.gate, splendid.gate)


def test_the_weight_of_a_result_is_shared_over_its_aspects() -> None:
    """Two results share the weight, each over its aspects, the first of them taking what does not divide."""
    assert [1250] * 4 + [2500] * 2 == [part.weight for part in BOTH.parts]
    odd = output(LAW, results=[REPORTS, EXTRA], weights=[6667, 3333])
    assert [1667, 1667, 1667, 1666, 1667, 1666] == [part.weight for part in odd.parts]


def test_a_stretch_goal_counts_in_no_score() -> None:
    """A result that is not committed is no part, weighs nothing and is not read."""
    assert output(LAW, results=[REPORTS, EXTRA]) == BOTH
    assert "done.stretch" not in BOTH.reads


def test_a_plan_without_indicators_is_scored_as_before() -> None:
    """Quantity alone makes one part for each result, with its whole weight."""
    bare = [WORK, evolve(EXTRA, indicators=())]
    parts = output(LAW, results=bare).parts
    assert [("work", 5000), ("extra", 5000)] == [(part.name, part.weight) for part in parts]
    assert [achievement([result], cap=1) * Constant(100, "points") for result in bare] == [
        part.formula for part in parts
    ]


def test_levers_say_what_somebody_could_do() -> None:
    """More of the quantity and the quality, less of time and cost; each in words."""
    assert {
        "done.reports": "more",
        "quality.total.reports": "more",
        "time.total.reports": "less",
        "cost.total.reports": "less",
    } == {lever.figure: lever.better for lever in SCORER.levers}
    words = [lever.wording for lever in SCORER.levers]
    assert words[2] is not None
    assert "audit reports, time: $change days less in all, $after instead of $before" == words[2].en
    assert "laporan audit, waktu: $change hari lebih sedikit secara keseluruhan, $after, bukan $before" == (
        words[2].id
    )
    assert words[1] is not None
    assert "$change points more in all" in words[1].en
    assert "$change poin lebih banyak" in words[1].id


def test_an_indicator_may_turn_the_way_round() -> None:
    """Quality counted in errors is better with less."""
    errors = evolve(REPORTS, indicators=[evolve(QUALITY, unit="errors", less_is_better=True)])
    assert ["more", "less"] == [lever.better for lever in output(LAW, results=[errors]).levers]


def gathered(*results: WorkResult) -> Evidence:
    """The evidence of May by a plan for reports."""
    plan = PerformancePlan(officer=ANI, period=MAY, results=[REPORTS])
    return gather(ANI, MAY, Rows(work_results=results), measures=[], plan=plan, as_of=AS_OF)


def report(name: str, **parts: Any) -> WorkResult:
    """One validated report in May."""
    told = {"officer": ANI, "item": "reports", "realised": 1.0, "validated_by": BUDI, **parts}
    return WorkResult(id=name, entered_by=ANI, recorded_at=from_us(START, MAY.zone), **told)


def test_from_results_to_a_score() -> None:
    """Units, names and numbers fit from the plan and the results to the score."""
    first = report("w1", quality=90.0, time=7.5, cost=90_000.0)
    second = report("w2", realised=3.0, quality=72.0, time=10.0)
    score = evaluate(SCORER, gathered(first, second, report("w3", quality=0.0, validated_by=None)))
    assert isinstance(score, Score)
    quality, time = (90 + 3 * 72) / 4 / 90, (7.5 + 30) / 4 / 8
    assert [100.0, 100 * quality, 100 * (2 - time), 100.0] == [
        pytest.approx(part.value) for part in score.parts
    ]
    assert (1.0, Gate.MET) == (score.coverage, score.gate)


def test_quantity_without_measures_is_enough_for_no_more_than_quantity() -> None:
    """Reports that tell no aspect leave a quarter of the weight with evidence: too little for a score."""
    answer = evaluate(SCORER, gathered(report("w1")))
    assert not isinstance(answer, Score)
    assert 0.25 == answer.coverage
    assert "insufficient evidence: the log does not tell: quality of audit reports, validated" in map(
        str, reasons_of(answer)
    )


# --- laws --------------------------------------------------------------------------------------


@given(known_evidence(BOTH), st.floats(0, 500))
def test_it_keeps_its_claims(found: Evidence, more: float) -> None:
    """Bounded, explained, the same in any order, never worse by its levers or by lawful leave."""
    assert_claims(BOTH, found, more)


@given(st.lists(st.sets(st.sampled_from(sorted(ASPECTS))), min_size=1, max_size=6), st.data())
def test_weights_total_the_whole(aspects: list[set[str]], data: st.DataObject) -> None:
    """However many results and aspects there are, the parts weigh 10,000 together and hardly differ."""
    results = [
        PlannedResult(
            code=f"r{number}",
            main=True,
            target=1.0,
            unit="1",
            indicators=[Indicator(aspect=aspect, target=1.0, unit="1") for aspect in sorted(found)],
        )
        for number, found in enumerate(aspects)
    ]
    weights = data.draw(st.none() | st.permutations([10_000] + [0] * (len(results) - 1)))
    parts = output(LAW, results=results, weights=weights).parts
    assert 10_000 == sum(part.weight for part in parts if isinstance(part.weight, int))
    for result in results:
        own = [part.weight for part in parts if part.name.split(".")[0] == result.code]
        assert len(result.indicators) + 1 == len(own)
        assert all(0 <= int(first) - int(last) <= 1 for first, last in [(own[0], own[-1])])


def test_it_declares_no_attendance() -> None:
    """Nothing that says when or where somebody was is among what it reads."""
    assert set(FULL) == SCORER.reads
    assert not BOTH.reads & set(ATTENDANCE)
