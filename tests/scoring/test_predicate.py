from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import Figure, evaluate, figures_of
from asnwork.domain.plan import PlannedResult, achievement
from asnwork.indonesia.law import national_law
from asnwork.scoring.predicate import (
    Predicate,
    Rating,
    predicate_of,
    predicate_rank_formula,
    result_rating,
    result_rating_formula,
    score_figures,
)
from asnwork.scoring.score import Gate, InsufficientEvidence, Part, Score, rank_key

LAW = national_law()
DAY = date(2026, 5, 31)
RANK = predicate_rank_formula(LAW)
GATES = {Gate.MET: 1.0, Gate.MISSED: 0.0, Gate.UNKNOWN: None}

# PRED-1 to PRED-9: results, behaviour, predicate, as the regulation's matrix prints them.
CELLS = [
    ("ABOVE", "BELOW", "kurang/misconduct"),
    ("ABOVE", "AS_EXPECTED", "baik"),
    ("ABOVE", "ABOVE", "sangat baik"),
    ("AS_EXPECTED", "BELOW", "kurang/misconduct"),
    ("AS_EXPECTED", "AS_EXPECTED", "baik"),
    ("AS_EXPECTED", "ABOVE", "baik"),
    ("BELOW", "BELOW", "sangat kurang"),
    ("BELOW", "AS_EXPECTED", "butuh perbaikan"),
    ("BELOW", "ABOVE", "butuh perbaikan"),
]


def score(value: float, gate: Gate) -> Score:
    """A score with this value and gate."""
    part = Part(name="work", value=value, weight=10_000, effective_weight=10_000)
    return Score(
        scorer="s",
        version="1",
        value=value,
        gate=gate,
        parts=(part,),
        reasons=(),
        coverage=1.0,
        law_digest="",
        library_version="",
        read=(),
    )


def rank(value: float | None, gate: float | None, behaviour: float | None = None) -> float | None:
    """The rank that the formula gives to a score."""
    figures = {"score.value": value, "score.gate": gate, "rating.behaviour": behaviour}
    return evaluate(RANK, figures, on=DAY)


@pytest.mark.parametrize(("result", "behaviour", "label"), CELLS)
def test_each_cell_of_the_matrix(result: str, behaviour: str, label: str) -> None:
    """PRED-1..9: each cell of the matrix has the predicate that the regulation prints."""
    predicate = predicate_of(Rating[result], Rating[behaviour], law=LAW, on=DAY)
    assert label == predicate.label_id


@pytest.mark.parametrize(("result", "behaviour"), tuple(product(Rating, Rating)))
def test_the_matrix_is_the_compact_rule(result: Rating, behaviour: Rating) -> None:
    """The matrix equals the compact rule that other implementations use."""
    if behaviour is Rating.BELOW:
        expected = Predicate.VERY_POOR if result is Rating.BELOW else Predicate.POOR
    elif result is Rating.BELOW:
        expected = Predicate.NEEDS_IMPROVEMENT
    elif result is Rating.ABOVE and behaviour is Rating.ABOVE:
        expected = Predicate.VERY_GOOD
    else:
        expected = Predicate.GOOD
    assert expected is predicate_of(result, behaviour, law=LAW, on=DAY)


def test_levels_are_ordered_and_named() -> None:
    """Ratings and predicates are ordered from the least, and each has its Indonesian name."""
    assert [1, 2, 3] == list(Rating)
    assert ["di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi"] == [r.label_id for r in Rating]
    assert Predicate.VERY_POOR < Predicate.POOR < Predicate.NEEDS_IMPROVEMENT < Predicate.GOOD
    assert "sangat baik" == max(Predicate).label_id


@pytest.mark.parametrize(
    ("value", "gate", "expected"),
    [
        (0.0, 1.0, Rating.BELOW),
        (89.9, 1.0, Rating.BELOW),
        (90.0, 1.0, Rating.AS_EXPECTED),
        (100.0, 1.0, Rating.AS_EXPECTED),
        (100.1, 1.0, Rating.ABOVE),
        (120.0, 0.0, Rating.BELOW),
        (120.0, None, None),
        (None, 1.0, None),
    ],
)
def test_results_are_rated_by_gate_and_value(
    value: float | None, gate: float | None, expected: Rating | None
) -> None:
    """Below 90 % of what was expected is below, above 100 % above; a missed main job is below in any case."""
    assert expected is result_rating(LAW, {"score.value": value, "score.gate": gate}, on=DAY)


@pytest.mark.parametrize("value", [90.0, 100.0])
def test_a_hair_of_rounding_makes_no_rating(value: float) -> None:
    """Weights that do not add up to the last bit never move a rating over an edge."""
    for off in (-1e-11, 0.0, 1e-11):
        figures = {"score.value": value + off, "score.gate": 1.0}
        assert Rating.AS_EXPECTED is result_rating(LAW, figures, on=DAY)


def test_targets_that_can_be_passed_are_rated_by_achievement() -> None:
    """An achievement in parts of the target may stand in for the score's value."""
    plan = [PlannedResult(code="work", main=True, target=40.0, unit="steps")]
    rating = result_rating_formula(LAW, achieved=achievement(plan, cap=1.2), gate=Figure("main", "yes/no"))
    figures = {"done.work": 44.0, "target.work": 40.0, "available": None, "main": 1.0}
    assert 3.0 == evaluate(rating, figures, on=DAY)


def test_behaviour_that_nobody_rated_is_as_expected() -> None:
    """Missing behaviour gives the predicate of behaviour as expected."""
    assert rank(95.0, 1.0, 2.0) == rank(95.0, 1.0, None) == Predicate.GOOD
    assert Predicate.POOR == rank(95.0, 1.0, 1.0)
    assert Predicate.VERY_GOOD == rank(110.0, 1.0, 3.0)


def test_the_formula_reads_the_score_and_behaviour_only() -> None:
    """No figure of evidence reaches the predicate past the score."""
    expected = {"rating.behaviour": "1", "score.gate": "yes/no", "score.value": "points"}
    assert expected == dict(figures_of(RANK))


scores = st.builds(score, st.floats(0, 100), st.sampled_from([Gate.MET, Gate.MISSED]))


@given(scores, scores, st.sampled_from([None, 1.0, 2.0, 3.0]))
def test_a_score_that_ranks_higher_never_gets_a_lower_predicate(
    one: Score, other: Score, behaviour: float | None
) -> None:
    """Gate first, then value: the order of predicates follows the order of scores."""
    lower, higher = sorted((one, other), key=rank_key)
    ranks = [rank(s.value, GATES[s.gate], behaviour) for s in (lower, higher)]
    assert None not in ranks
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("gate", Gate)
def test_a_score_becomes_figures(gate: Gate) -> None:
    """Value, gate and parts of a score are figures; an unknown gate is missing."""
    expected = {"score.value": 80.0, "score.gate": GATES[gate], "score.part.work": 80.0}
    assert expected == score_figures(score(80.0, gate))


def test_no_score_is_missing_and_not_zero() -> None:
    """Insufficient evidence gives no value, no gate, and so no rating and no predicate."""
    none = InsufficientEvidence(scorer="s", version="1", coverage=0.1, missing=("done.work",), reasons=())
    figures = score_figures(none)
    assert {"score.value": None, "score.gate": None} == figures
    assert result_rating(LAW, figures, on=DAY) is None
