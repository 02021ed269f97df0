from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.behaviour import BehaviourRating, behaviour_figure
from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import evaluate as evaluate_formula
from asnwork.domain.formula import figures_of
from asnwork.domain.law import Item, Items, Reform, apply_reforms
from asnwork.domain.moment import from_us
from asnwork.domain.rating import Rating
from asnwork.domain.reason import explain
from asnwork.indonesia.law import national_law
from asnwork.policies.behaviour_measures import behaviour_measures, behaviour_values
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from asnwork.scoring.allowance import allowance
from asnwork.scoring.pay.surabaya_eperformance import surabaya_eperformance
from asnwork.scoring.predicate import RESULT_RATING, Predicate, predicate_rank_formula
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.work_behaviour import (
    behaviour_figures,
    behaviour_rating_formula,
    work_behaviour,
)
from tests.rows import AS_OF, MAY, OFFICERS, START, rows
from tests.scoring.evidence import ATTENDANCE
from tests.scoring.strategies.claims import assert_claims, evidence_for, known_evidence

LAW = national_law()
SCORER = work_behaviour(LAW)
VALUES = behaviour_values(LAW).codes
DAY = date(2026, 5, 31)
THEN = date(2021, 12, 31)
BELOW, AS_EXPECTED, ABOVE = Rating


def figures(*totals: float | None, told: float = 2.0) -> dict[str, float | None]:
    """The figures of the values in order, each with the sum of so many ratings; those left out have none."""
    found: dict[str, float | None] = dict.fromkeys(SCORER.reads)
    for value, total in zip(VALUES, totals, strict=False):
        if total is not None:
            found |= {behaviour_figure("total", value): total, behaviour_figure("told", value): told}
    return found


def scored(*totals: float | None) -> Score | InsufficientEvidence:
    """The score of such figures."""
    return evaluate(SCORER, evidence_for(SCORER, figures(*totals)))


@pytest.mark.parametrize(
    ("total", "expected"), [(2.0, 0.0), (3.0, 45.0), (4.0, 90.0), (5.0, 95.0), (6.0, 100.0)]
)
def test_a_mean_rating_is_worth_points(total: float, expected: float) -> None:
    """Below is nothing, as expected is what the law data say, above is all; straight lines in between."""
    score = scored(*[total] * 7)
    assert isinstance(score, Score)
    assert expected == pytest.approx(score.value)
    assert [expected] * 7 == [pytest.approx(part.value) for part in score.parts]
    assert Gate.UNKNOWN is score.gate


def test_what_as_expected_is_worth_can_be_changed() -> None:
    """The points for what is expected are a number of the law data, open to a what-if."""
    reform = Reform.of("milder", "behaviour.expected_points", 80, since=date(2026, 1, 1), reason="what if")
    scorer = work_behaviour(apply_reforms(LAW, reform))
    score = evaluate(scorer, evidence_for(scorer, figures(*[4.0] * 7)))
    assert isinstance(score, Score)
    assert 80.0 == pytest.approx(score.value)
    assert "behaviour.expected_points" in {parameter.path for parameter in scorer.parameters}


def test_values_that_nobody_rated_drop_out() -> None:
    """Four of seven values are enough for a score; three are not, and what is missing is named."""
    score = scored(6, 6, 4, 4)
    assert isinstance(score, Score)
    assert 95.0 == pytest.approx(score.value)
    assert 0.5716 == pytest.approx(score.coverage)
    answer = scored(6, 6, 4)
    assert isinstance(answer, InsufficientEvidence)
    assert "behaviour.total.harmonious" in answer.missing


def test_each_value_is_told_in_words() -> None:
    """A value says how many rated it and what its list rests on, in both languages."""
    score = scored(*[5.0] * 7)
    assert isinstance(score, Score)
    reason = score.parts[1].reasons[0]
    assert "accountable: 2 ratings by others, 5 in all at 1 to 3 each, are worth 95 points" == str(reason)
    assert "akuntabel: 2 penilaian oleh orang lain, jumlah 5" in explain(reason, lang="id")
    assert "PermenPANRB 6/2022" in explain(reason, lang="id")


def test_the_list_is_that_of_the_day() -> None:
    """A day of 2021 is scored by the five aspects of then, equally weighed; they rest on the list of then."""
    then = work_behaviour(LAW, on=THEN)
    assert [("service_orientation", 2000), ("leadership", 2000)] == [
        (then.parts[index].name, then.parts[index].weight) for index in (0, -1)
    ]
    assert LAW["behaviour.values"].basis.on(THEN, "") == then.parts[0].basis
    assert (1429, 1428) == (SCORER.parts[0].weight, SCORER.parts[-1].weight)


def test_the_newest_list_is_taken_unless_a_day_is_given() -> None:
    """Under a reform that brings a third list, that one is scored, and rests on the reform."""
    shorter = Items([Item(code="loyal", label="loyal", label_id="loyal")])
    reform = Reform.of("shorter", "behaviour.values", shorter, since=date(2027, 1, 1), reason="what if one")
    (part,) = work_behaviour(apply_reforms(LAW, reform)).parts
    assert ("loyal", 10_000) == (part.name, part.weight)
    assert "what if one" in str(part.basis)


def test_no_lever_is_advice() -> None:
    """Better ratings raise the score, but nobody is told to get them, nor to be rated by more people."""
    assert [behaviour_figure("total", value) for value in VALUES] == [lever.figure for lever in SCORER.levers]
    assert {("more", None)} == {(lever.better, lever.wording) for lever in SCORER.levers}


def test_it_reads_ratings_and_nothing_else() -> None:
    """No attendance, no place and no work is among what it reads."""
    assert {behaviour_figure(what, value) for what in ("total", "told") for value in VALUES} == SCORER.reads
    assert not SCORER.reads & set(ATTENDANCE)
    assert SCORER.reads == set(figures_of(behaviour_rating_formula(LAW)))


# --- the rating of behaviour as a whole -------------------------------------------------------------


def rating_of(*totals: float | None) -> float | None:
    """The rating for such figures."""
    return evaluate_formula(behaviour_rating_formula(LAW), figures(*totals), on=DAY)


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([6] * 7, ABOVE),
        ([6] * 4 + [4] * 3, ABOVE),
        ([6] * 3 + [4] * 4, AS_EXPECTED),
        ([6] * 6 + [2], AS_EXPECTED),
        ([4] * 7, AS_EXPECTED),
        ([4] * 4 + [2] * 3, AS_EXPECTED),
        ([4] * 3 + [2] * 4, BELOW),
        ([6] * 3 + [2] * 4, BELOW),
        ([2] * 7, BELOW),
        ([5] * 7, ABOVE),
        ([3] * 7, AS_EXPECTED),
        ([2.9] * 7, BELOW),
        ([4.9] * 7, AS_EXPECTED),
        ([6, 6, 6, 4], ABOVE),
        ([6, 6, 4, 4], AS_EXPECTED),
        ([2, 2, 2, 4], BELOW),
        ([6, 6, 6], None),
        ([], None),
    ],
)
def test_most_values_make_the_rating(totals: list[float], expected: Rating | None) -> None:
    """More than half of what was rated makes the rating; one value below keeps it from being above."""
    assert expected == rating_of(*totals)


def test_the_values_that_are_rated_are_those_of_the_day() -> None:
    """Before 2022 the rating reads the five aspects that were rated then."""
    then = date(2021, 5, 31)
    known = figures_of(behaviour_rating_formula(LAW, on=then))
    assert set(work_behaviour(LAW, on=then).reads) == set(known) != set(SCORER.reads)
    bases = {on: LAW["behaviour.values"].basis.on(on) for on in (then, DAY)}
    assert bases[then] == work_behaviour(LAW, on=then).parts[0].basis != bases[DAY]
    assert bases[DAY] == work_behaviour(LAW).parts[0].basis


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([6] * 7, Predicate.VERY_GOOD),
        ([4] * 7, Predicate.GOOD),
        ([2] * 7, Predicate.POOR),
        ([], Predicate.GOOD),
    ],
)
def test_the_rating_meets_the_results_in_the_matrix(totals: list[float], expected: Predicate) -> None:
    """The formula takes the place of a person's rating; where it gives none behaviour is as expected."""
    rank = predicate_rank_formula(LAW, result=RESULT_RATING, behaviour=behaviour_rating_formula(LAW))
    known = {**figures(*totals), RESULT_RATING.name: float(ABOVE)}
    assert expected == evaluate_formula(rank, known, on=DAY)


@given(st.lists(st.none() | st.integers(2, 6), max_size=7), st.integers(0, 6), st.integers(0, 4))
def test_a_better_rating_never_lowers_the_whole(totals: list[float | None], index: int, more: int) -> None:
    """The rating and the points are one of their steps and on their scale, and rise with every rating."""
    before = rating_of(*totals)
    assert before in (None, *Rating)
    if index < len(totals) and (old := totals[index]) is not None:
        after = rating_of(*totals[:index], min(old + more, 6), *totals[index + 1 :])
        assert (before is None) is (after is None)
        assert before is None or after is None or before <= after


# --- what pay reads ---------------------------------------------------------------------------------


def test_pay_by_behaviour_takes_the_points() -> None:
    """The allowance of e-Performance pays its 20 % by the score, and without one work carries it all."""
    rule = surabaya_eperformance(LAW)
    for totals, expected in (([4] * 7, 5_000_000 * 0.98), ([4], 5_000_000)):
        known = {"score.value": 100.0, **behaviour_figures(scored(*totals))}
        money = allowance(rule, 5_000_000, None, known, on=DAY, simulated=True)
        assert expected == money.total


# --- from ratings to a score ------------------------------------------------------------------------


def rated(name: str, value: str, rating: Rating, **parts: Any) -> BehaviourRating:
    """A rating of Ani by Budi in May."""
    told = {"officer": OFFICERS[0], "rated_by": OFFICERS[1], "view": "peer", **parts}
    return BehaviourRating(id=name, value=value, rating=rating, rated_at=from_us(START, MAY.zone), **told)


def test_from_ratings_to_a_score() -> None:
    """Ratings by others are scored; what officers say of themselves raises nothing."""
    ratings = [rated(f"b{value}", value, AS_EXPECTED) for value in VALUES]
    own = [rated(f"s{value}", value, ABOVE, rated_by=OFFICERS[0], view="self") for value in VALUES]
    for found in (ratings, [*ratings, *own]):
        evidence = gather(
            OFFICERS[0], MAY, Rows(ratings=found), measures=behaviour_measures(LAW), as_of=AS_OF
        )
        score = evaluate(SCORER, evidence)
        assert isinstance(score, Score)
        assert 90.0 == pytest.approx(score.value)
    alone = gather(OFFICERS[0], MAY, Rows(ratings=own), measures=behaviour_measures(LAW), as_of=AS_OF)
    answer = evaluate(SCORER, alone)
    assert isinstance(answer, InsufficientEvidence)
    assert "insufficient evidence: nothing to judge for accountable" in map(str, answer.reasons)


@given(rows())
def test_any_ratings_are_scored_or_found_too_few(found: Rows) -> None:
    """Evidence gathered from any rows fits the scorer."""
    evidence = gather(OFFICERS[0], MAY, found, measures=behaviour_measures(LAW), as_of=AS_OF)
    assert_claims(SCORER, evidence, 1.0)


@given(known_evidence(SCORER), st.floats(0, 50))
def test_it_keeps_its_claims(found: Evidence, more: float) -> None:
    """Bounded, explained, the same in any order, and never worse by its levers."""
    assert_claims(SCORER, found, more)
