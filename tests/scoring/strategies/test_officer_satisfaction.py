from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.reason import explain
from asnwork.errors import InvalidInput
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.survey import PERSONAL_ELEMENTS, forms_figure, total_figure, unit_mean_figure
from asnwork.scoring.score import InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.officer_satisfaction import officer_satisfaction
from tests.rows import AS_OF, MAY, OFFICERS
from tests.scoring.strategies.surveys import DAY, LAW, survey

SCORER = officer_satisfaction(LAW)
COUNT = st.integers(1, 40)


def of(total: float | None, forms: float | None, mean: float | None) -> Evidence:
    """Evidence in which both elements have the same answers."""
    figures: dict[str, float | None] = {}
    for element in PERSONAL_ELEMENTS:
        figures |= {total_figure(element): total, forms_figure(element): forms}
        figures[unit_mean_figure(element)] = mean
    units = {name: "1" if name.startswith("survey.forms") else "answers" for name in figures}
    return Evidence(officer=OFFICERS[0], period=MAY, as_of=AS_OF, figures=figures, units=units)


def value(total: float, forms: float, mean: float) -> float:
    """The value of such evidence."""
    score = evaluate(SCORER, of(total, forms, mean))
    assert isinstance(score, Score)
    return score.value


def test_it_reads_two_elements_and_no_other() -> None:
    """Of the survey an officer's score reads competence and behaviour, and the unit's earlier means."""
    names = (total_figure, forms_figure, unit_mean_figure)
    assert {name(element) for name in names for element in ("competence", "behaviour")} == SCORER.reads
    assert "officer" == SCORER.subject


def test_no_shipped_scheme_uses_it() -> None:
    """It is off by default."""
    used = {name for pay in all_pays(LAW) for name in pay.scorer.reads}
    assert not any(name.startswith("survey.") for name in used)


@pytest.mark.parametrize(("forms", "expected"), [(1, 12.5), (10, 10.0), (90, 5.0)])
def test_few_forms_stay_near_the_unit(forms: int, expected: float) -> None:
    """The lowest answers against a unit's mean of 3: with few forms the unit's mean holds, with many not."""
    drawn = 25 * (forms + 30) / (forms + 10)
    assert drawn == pytest.approx(value(forms, forms, 3.0))
    assert drawn > 25


@given(COUNT, st.integers(1, 4), st.floats(1, 4))
def test_it_lies_between_the_officers_answers_and_the_unit(forms: int, answer: int, mean: float) -> None:
    """It never passes either end."""
    low, high = sorted((25 * float(answer), 25 * mean))
    assert low - 1e-9 <= value(forms * answer, forms, mean) <= high + 1e-9


@pytest.mark.parametrize(("total", "forms", "mean"), [(0.0, 0.0, 3.0), (None, None, 3.0), (9.0, 3.0, None)])
def test_without_forms_or_mean_there_is_no_score(
    total: float | None, forms: float | None, mean: float | None
) -> None:
    """Nobody gets the unit's mean for want of answers, and nobody zero."""
    assert isinstance(evaluate(SCORER, of(total, forms, mean)), InsufficientEvidence)


def test_a_strength_may_be_given() -> None:
    """With strength 0 the officer's own answers stand alone."""
    score = evaluate(officer_satisfaction(LAW, strength=0), of(8.0, 2.0, 1.0))
    assert isinstance(score, Score)
    assert 100.0 == score.value


def test_it_explains_itself() -> None:
    """Each part tells its forms and the mean that it is drawn to, in both languages; no lever has words."""
    score = evaluate(SCORER, of(8.0, 2.0, 3.0))
    assert isinstance(score, Score)
    texts = [explain(part.reasons[0], lang=lang) for part in score.parts for lang in ("en", "id")]
    assert texts[0].startswith(
        "competence of the officer: 79.17 points from 2 forms, drawn to the unit's earlier mean 3"
    )
    assert [] == [text for text in texts if re.search(r"\$|unknown", text)]
    assert {(total_figure(element), None) for element in PERSONAL_ELEMENTS} == {
        (lever.figure, lever.wording) for lever in SCORER.levers
    }
    assert {"survey.unit_strength"} <= {parameter.path for parameter in SCORER.parameters}
    assert score == evaluate(SCORER, evolve(of(8.0, 2.0, 3.0)), on=DAY)


def test_a_unit_has_no_such_score() -> None:
    """It measures officers, and refuses a unit."""
    with pytest.raises(InvalidInput, match="expected evidence of an officer"):
        evaluate(SCORER, survey([]))
