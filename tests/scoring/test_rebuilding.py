from __future__ import annotations

import pytest
from attrs import evolve

from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import Constant, Figure, IfMissing, all_met, at_least, yes_or_no
from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Wording, explain
from asnwork.errors import InvalidInput
from asnwork.indonesia.law import national_law
from asnwork.policies.condition import Condition
from asnwork.scoring.combine import minimum_of, part_of, weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer, score_columns
from asnwork.scoring.part_rule import PartRule
from asnwork.scoring.rebuilding import rebuilt_from_leaves, rebuilt_value
from asnwork.scoring.score import InsufficientEvidence, Scale, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.output import output
from tests.rows import MAY

WORDS = Wording("$value", "$value")
ENOUGH = Condition(
    code="few",
    formula=at_least(Figure("forms"), 10, missing="missing"),
    wording=Wording("$forms forms are too few", "$forms kuesioner terlalu sedikit"),
)


def points(name: str, weight: int) -> PartRule:
    """A part that is a figure of its own name, in points."""
    return PartRule(name=name, formula=Figure(name, "points"), weight=weight, wording=WORDS)


def of(**figures: float | None) -> Evidence:
    """Evidence of these figures, in points but for the forms."""
    units = {name: "1" if name == "forms" else "points" for name in figures}
    return Evidence(officer=OfficerId("ani"), period=MAY, as_of=0, figures=figures, units=units)


INNER = evolve(
    weighted_mean("inner", [points("x", 10_000)], version="1", minimum_coverage=0.5), conditions=[ENOUGH]
)
PLAIN_POINTS = weighted_mean("gated", [points("x", 10_000)], version="1", minimum_coverage=0.5)
OUTER = weighted_mean("outer", [part_of(INNER, 5000), points("y", 5000)], version="1", minimum_coverage=0.5)


@pytest.mark.parametrize(("forms", "expected"), [(4.0, 80.0), (10.0, 50.0), (None, 80.0)])
def test_a_condition_within_a_part_holds_for_its_leaves(forms: float | None, expected: float) -> None:
    """An inner score with too little to be one drops out of the whole, and out of what rebuilds it."""
    score = evaluate(OUTER, of(x=20.0, y=80.0, forms=forms))
    assert isinstance(score, Score)
    assert expected == score.value == rebuilt_value(OUTER, score) == rebuilt_from_leaves(OUTER, score)


def test_a_part_says_which_condition_is_not_met() -> None:
    """The condition has its own sentence in the part and in an answer without a score, and no other."""
    score = evaluate(OUTER, of(x=20.0, y=80.0, forms=4.0))
    assert isinstance(score, Score)
    assert ["4 forms are too few"] == [str(reason) for reason in score.parts[0].reasons]
    assert score.parts[0].unmet == score.parts[0].reasons
    alone = evaluate(INNER, of(x=20.0, forms=4.0))
    assert isinstance(alone, InsufficientEvidence)
    assert ["few"] == [reason.code for reason in alone.unmet]
    assert () == score.parts[1].unmet


def test_without_any_evidence_there_is_no_score_however_the_parts_are_joined() -> None:
    """A formula of one's own may stand in for a missing part; where all are missing it gives no score."""
    part = points("x", 10_000)
    scorer = FormulaScorer(
        name="own",
        version="1",
        scale=part.scale,
        parts=[part],
        joined=IfMissing(part.figure, Constant(50, "points")),
        minimum_coverage=Constant(0, "share"),
    )
    answer = evaluate(scorer, of(x=None))
    assert isinstance(answer, InsufficientEvidence)
    assert (0.0, ("x",)) == (answer.coverage, answer.missing)


def test_a_part_without_a_label_goes_by_its_name() -> None:
    """Where there is nothing to judge, what has no words for people is told by its code in both languages."""
    ratio = Figure("x", "points") / Figure("forms")
    part = evolve(points("x", 10_000), formula=ratio)
    answer = evaluate(weighted_mean("m", [part], version="1", minimum_coverage=0.5), of(x=20.0, forms=0.0))
    assert isinstance(answer, InsufficientEvidence)
    (reason,) = answer.reasons
    assert ("nothing_to_judge", "x") == (reason.code, reason["part"])
    assert "insufficient evidence: nothing to judge for x" == str(reason)
    assert explain(reason, "id").endswith("tidak ada yang dapat dinilai untuk x")


def test_an_unmet_condition_is_the_only_reason() -> None:
    """Where a condition keeps a score from being one, what else could not be judged is no reason for it."""
    ratio = evolve(points("z", 5000), formula=Figure("z", "points") / Figure("forms"))
    scorer = weighted_mean("m", [points("x", 5000), ratio], version="1", minimum_coverage=0.5)
    answer = evaluate(evolve(scorer, conditions=[ENOUGH]), of(x=20.0, z=3.0, forms=0.0))
    assert isinstance(answer, InsufficientEvidence)
    assert ["insufficient evidence: 0 forms are too few"] == [str(reason) for reason in answer.reasons]


def test_columns_know_conditions() -> None:
    """In columns a score whose condition is not met is missing, as it is for one."""
    np = pytest.importorskip("numpy")
    from asnwork.simulation.columns import COLUMNS

    columns = {"x": np.array([20.0, 20.0]), "forms": np.array([4.0, 10.0])}
    found = score_columns(INNER, columns, on=MAY.since, algebra=COLUMNS)["value"]
    assert (True, 20.0) == (bool(np.isnan(found[0])), found[1])


def test_an_answer_without_a_score_has_the_scale_of_the_score() -> None:
    """It says on which scale the value would be."""
    days = Scale(low=0, high=30, unit="points", higher_is_better=False)
    part = evolve(points("x", 10_000), scale=days)
    answer = evaluate(weighted_mean("m", [part], version="1", minimum_coverage=0.5), of(x=None))
    assert isinstance(answer, InsufficientEvidence)
    assert days == answer.scale


def test_a_gate_that_is_not_known_tells_no_sides() -> None:
    """What was reached of the main job is told where the gate is known, and only there."""
    scorer = output(national_law())
    figures = {"done.work": 95.0, "target.work": 100.0, "available": 1.0}
    units = {"done.work": "minutes", "target.work": "minutes", "available": "share"}
    known = evaluate(
        scorer, Evidence(officer=OfficerId("ani"), period=MAY, as_of=0, figures=figures, units=units)
    )
    assert isinstance(known, Score)
    met = next(reason for reason in known.reasons if reason.code == "gate_met")
    assert {"reached": 0.95, "needed": 0.9} == dict(met.values)
    gated = evolve(PLAIN_POINTS, gate=scorer.gate)
    answer = evaluate(gated, of(x=20.0))
    assert isinstance(answer, Score)
    (unknown,) = [reason for reason in answer.reasons if reason.code == "gate_unknown"]
    assert () == unknown.values


# --- what a scorer may not lose ----------------------------------------------------------------


def test_what_weighs_nothing_is_not_missing() -> None:
    """The figure of a part without weight is not among those for want of which there is no score."""
    parts = [points("x", 0), points("y", 10_000)]
    answer = evaluate(weighted_mean("m", parts, version="1", minimum_coverage=0.5), of(x=None, y=None))
    assert isinstance(answer, InsufficientEvidence)
    assert ("y",) == answer.missing


def test_the_least_is_taken_of_what_weighs_anything() -> None:
    """A part without weight never decides; where less is better nothing is the least."""
    parts = [points("x", 0), points("y", 6000), points("z", 4000)]
    scorer = minimum_of("least", parts, version="1", minimum_coverage=0.5)
    for figures, expected in (
        ({"x": 10.0, "y": 90.0, "z": 80.0}, 80.0),
        ({"x": 10.0, "y": 90.0, "z": None}, 90.0),
    ):
        score = evaluate(scorer, of(**figures))
        assert isinstance(score, Score)
        assert expected == score.value
    days = Scale(low=0, high=100, unit="points", higher_is_better=False)
    fewer = [evolve(points(name, 5000), scale=days) for name in ("x", "y")]
    with pytest.raises(InvalidInput, match=r"parts of late: given \['x', 'y'\].*of which more is better"):
        minimum_of("late", fewer, version="1", minimum_coverage=0.5)


def test_a_gate_that_comes_with_a_part_is_never_lost() -> None:
    """A scorer that is made by hand must have the gates of its parts within its own."""
    gate, other = at_least(Figure("x", "points"), 50, missing="missing"), yes_or_no(1)
    part = evolve(points("x", 10_000), gate=gate)
    made = {
        "name": "own",
        "version": "1",
        "scale": part.scale,
        "parts": [part],
        "joined": part.figure,
        "minimum_coverage": Constant(0.5, "share"),
    }
    with pytest.raises(InvalidInput, match="gate of own: given None, expected the gate of its part x"):
        FormulaScorer(**made)
    with pytest.raises(InvalidInput, match=r"gate of own: given '1', .*weighted_mean and minimum_of join"):
        FormulaScorer(**made, gate=other)
    assert gate == FormulaScorer(**made, gate=gate).gate
    assert FormulaScorer(**made, gate=all_met(other, gate)).gate is not None
