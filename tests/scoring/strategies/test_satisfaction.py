from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from asnwork.domain.evidence import Period
from asnwork.domain.law import Change, Item, Items, Reform, apply_reforms, assumed
from asnwork.domain.reason import explain
from asnwork.errors import InvalidInput
from asnwork.indonesia.satisfaction_survey import (
    SurveyOrder,
    elements_in_order,
    published_index,
    satisfaction_index,
)
from asnwork.policies.survey import FORMS, HALF_WIDTH, forms_figure, survey_evidence, total_figure
from asnwork.scoring.combine import banded, part_of, weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.predicate import score_figures
from asnwork.scoring.rebuilding import rebuilt_value
from asnwork.scoring.score import Gate, InsufficientEvidence, Score, effective_weights
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.satisfaction import satisfaction
from tests.adapters.logs import shared
from tests.scoring.evidence import of
from tests.scoring.strategies.surveys import DAY, FORM, LAW, NINE, survey

SCORER = satisfaction(LAW)
FORMS_ENOUGH = st.lists(FORM, min_size=2, max_size=4).map(lambda forms: forms * 5)


def scored(forms: list[Mapping[str, int | None]], scorer: FormulaScorer = SCORER) -> Score:
    """The score of a survey that has one."""
    answer = evaluate(scorer, survey(forms))
    assert isinstance(answer, Score), answer
    return answer


def answered(forms: list[Mapping[str, int | None]], least: int = 5) -> bool:
    """Whether enough forms answered enough elements."""
    elements = sum(any(form[element] for form in forms) for element in NINE)
    return elements >= least and sum(any(form.values()) for form in forms) >= 10


# --- the index ---------------------------------------------------------------------------------


@pytest.mark.parametrize("order", SurveyOrder)
def test_a_real_survey_has_the_index_that_is_known(order: SurveyOrder) -> None:
    """49 forms of Sekadau give 78.74 (B) with the exact weight, however the last two columns are read."""
    with shared("skm_sekadau_2019s1.csv").open(encoding="utf-8") as lines:
        rows = {row["respondent"]: [int(row[f"u{n}"]) for n in range(1, 10)] for row in csv.DictReader(lines)}
    day = date(2019, 6, 30)
    found = survey_evidence(
        {name: elements_in_order(row, order, law=LAW, on=day) for name, row in rows.items()},
        unit="sekadau",
        period=Period(since=date(2019, 1, 1), until=date(2019, 7, 1), zone="Asia/Pontianak"),
        as_of=0,
        law=LAW,
    )
    score = evaluate(SCORER, found)
    assert isinstance(score, Score)
    assert 78.7415 == round(score.value, 4)
    printed, grade = published_index(score.value, law=LAW, on=day)
    assert (78.74, "B") == (printed, grade.code)
    (reason,) = score.reasons
    assert "78.74 from 49 forms, 95 % interval 76.26 to 81.23" == str(reason)
    graded = evaluate(banded(SCORER, LAW["survey.grade"]), found)
    assert isinstance(graded, Score)
    assert (3.0, reason) == (graded.value, evolve(graded.reasons[-1], rule="satisfaction"))


@given(FORMS_ENOUGH.filter(answered))
def test_it_is_the_index_of_the_regulation(forms: list[Mapping[str, int | None]]) -> None:
    """It is what the exact fractions give, to twelve digits, whatever was left open."""
    answers = {element: [form[element] for form in forms] for element in NINE}
    exactly = satisfaction_index(answers, law=LAW, on=DAY)
    score = scored(forms)
    assert exactly.converted == pytest.approx(score.value, rel=1e-12)
    assert (exactly.published, exactly.grade) == published_index(score.value, law=LAW, on=DAY)
    assert {each.element: each.forms > 0 for each in exactly.elements} == {
        part.name: part.value is not None for part in score.parts
    }


def test_every_element_that_was_answered_weighs_alike() -> None:
    """An element that nobody answered drops out; the weights that remain are shown and total the whole."""
    forms = [{**dict.fromkeys(NINE, 3), "fee": None, "time": 4} for _ in range(10)]
    score = scored(forms)
    assert (7 * 75 + 100) / 8 == pytest.approx(score.value, rel=1e-12)
    shown = {part.name: part.effective_weight for part in score.parts}
    assert (0, 10_000) == (shown.pop("fee"), sum(shown.values()))
    assert {0} == {abs(weight - 1250) // 2 for weight in shown.values()}
    assert effective_weights([1] * 9, [True] * 9) == tuple(part.weight for part in score.parts)


@pytest.mark.parametrize(("answer", "expected"), [(1, 25.0), (4, 100.0)])
def test_the_ends_of_the_scale_are_reached(answer: int, expected: float) -> None:
    """Only lowest answers give 25 points, only highest 100, without a hair, and the interval stays inside."""
    score = scored([dict.fromkeys(NINE, answer)] * 10)
    assert (expected, 25.0, 100.0) == (score.value, score.scale.low, score.scale.high)
    assert [expected, expected] == [score.reasons[0][end] for end in ("low", "high")]


# --- how sure it is ----------------------------------------------------------------------------


@given(FORMS_ENOUGH.filter(answered))
def test_the_interval_holds_the_index_and_stays_on_the_scale(forms: list[Mapping[str, int | None]]) -> None:
    """Its ends lie on either side of the index, no further than the half-width."""
    score = scored(forms)
    (reason,) = score.reasons
    half = survey(forms)[HALF_WIDTH]
    low, high = float(reason["low"]), float(reason["high"])
    assert 25 <= low <= score.value <= high <= 100
    assert low == pytest.approx(max(25, score.value - half))
    assert high == pytest.approx(min(100, score.value + half))


@pytest.mark.parametrize(("count", "enough"), [(0, False), (1, False), (9, False), (10, True)])
def test_a_few_forms_make_no_index(count: int, enough: bool) -> None:
    """Below ten forms the answer is that the evidence does not suffice, in both languages."""
    answer = evaluate(SCORER, survey([dict.fromkeys(NINE, 3)] * count))
    assert enough == isinstance(answer, Score)
    if isinstance(answer, InsufficientEvidence):
        assert f"insufficient evidence: {count} forms answered, fewer than the 10 from which" in str(answer)
        assert f"bukti tidak cukup: {count} kuesioner terjawab" in explain(answer.reasons[0], lang="id")


def test_the_least_number_of_forms_is_law() -> None:
    """A reform of the number moves the line."""
    three = Reform.of("three", "survey.least_forms", 3, since=date(2026, 1, 1), reason="what if")
    law = apply_reforms(LAW, three)
    assert isinstance(evaluate(satisfaction(law), survey([dict.fromkeys(NINE, 3)] * 3)), Score)


def test_a_few_elements_make_no_index() -> None:
    """With less than half of the elements answered there is no index."""
    answer = evaluate(SCORER, survey([dict.fromkeys(NINE[:4], 3)] * 10))
    assert isinstance(answer, InsufficientEvidence)
    assert 4 / 9 == pytest.approx(answer.coverage, abs=1e-3)


def test_missing_is_not_zero() -> None:
    """Where it is not known how many forms there were there is no index, and the reason is the figure."""
    found = survey([dict.fromkeys(NINE, 3)] * 10)
    unknown = evolve(found, figures={**found.figures, FORMS: None})
    answer = evaluate(SCORER, unknown)
    assert isinstance(answer, InsufficientEvidence)
    assert (FORMS,) == answer.missing
    assert "unknown forms answered" in str(answer)


def test_without_a_half_width_nothing_is_said_of_it() -> None:
    """An index whose forms are gone keeps its value and claims no interval."""
    found = survey([dict.fromkeys(NINE, 3)] * 10)
    score = evaluate(SCORER, evolve(found, figures={**found.figures, HALF_WIDTH: None}))
    assert isinstance(score, Score)
    assert (75.0, ()) == (score.value, score.reasons)


# --- whose it is -------------------------------------------------------------------------------


def test_the_score_is_the_units() -> None:
    """It carries the unit, no officer and no gate."""
    score = scored([dict.fromkeys(NINE, 3)] * 10)
    assert ("front", None, Gate.UNKNOWN) == (score.unit, score.officer, score.gate)
    few = evaluate(SCORER, survey([]))
    assert ("front", None) == (few.unit, few.officer)


def test_an_officer_has_no_such_score() -> None:
    """Evidence of an officer is refused by a unit's scorer, and a unit's by an officer's; both say why."""
    with pytest.raises(InvalidInput, match=r"given 'of ani', expected evidence of a unit.*measures nobody"):
        evaluate(SCORER, of({}))
    with pytest.raises(InvalidInput, match=r"given 'of the unit front', expected evidence of an officer"):
        evaluate(outcome(LAW), survey([]))


def test_it_is_no_part_of_an_officers_score() -> None:
    """It cannot be weighed into an officer's score, only into another score of units."""
    unit, officer = part_of(SCORER, 5000), part_of(outcome(LAW), 5000)
    with pytest.raises(InvalidInput, match="satisfaction: unit, outcome: officer"):
        weighted_mean("both", [unit, officer], version="1", minimum_coverage=0)
    both = [unit, evolve(unit, name="again")]
    assert "unit" == weighted_mean("units", both, version="1", minimum_coverage=0).subject


@pytest.mark.parametrize("count", [0, 10])
def test_it_rates_and_pays_nobody(count: int) -> None:
    """The figures that ratings and pay read are refused to a unit's answer."""
    with pytest.raises(InvalidInput, match="given 'of the unit front', expected the score of an officer"):
        score_figures(evaluate(SCORER, survey([dict.fromkeys(NINE, 3)] * count)))


def test_nobody_is_told_to_collect_better_answers() -> None:
    """Its levers are the answers, each better with more, and none has words."""
    assert {total_figure(element) for element in NINE} == {lever.figure for lever in SCORER.levers}
    assert {("more", None)} == {(lever.better, lever.wording) for lever in SCORER.levers}


# --- laws --------------------------------------------------------------------------------------


@given(FORMS_ENOUGH.filter(answered), st.sampled_from(NINE), st.integers(1, 40))
def test_better_answers_are_never_worse(
    forms: list[Mapping[str, int | None]], element: str, more: int
) -> None:
    """More answered by as many forms never lowers the index, and never leads off the scale."""
    found = survey(forms)
    assume(found[forms_figure(element)])
    figures = {**found.figures, total_figure(element): (found[total_figure(element)] or 0) + more}
    better = evaluate(SCORER, evolve(found, figures=figures))
    assert isinstance(better, Score)
    assert scored(forms).value <= better.value <= 100


@given(FORMS_ENOUGH.filter(answered))
def test_it_explains_itself(forms: list[Mapping[str, int | None]]) -> None:
    """Its parts rebuild it; every reason is whole in both languages; it is the same every time."""
    score = scored(forms)
    assert score.value == rebuilt_value(SCORER, score)
    assert score == scored(forms)
    reasons = [*score.reasons, *(reason for part in score.parts for reason in part.reasons)]
    texts = [explain(reason, lang=lang) for reason in reasons for lang in ("en", "id")]
    assert [] == [text for text in texts if re.search(r"\$|unknown|tidak diketahui", text)]


def test_it_reads_the_law_that_it_says() -> None:
    """Its digest covers scale, conversion, least number and the level of the interval."""
    assert {
        *("survey.answer_low", "survey.answer_high", "survey.conversion", "survey.least_forms"),
        *("score.minimum_coverage", "score.interval_level"),
    } == {parameter.path for parameter in SCORER.parameters}
    assert {"survey.half_width": "points", FORMS: "1"}.items() <= SCORER.units.items()
    assert SCORER.reads == frozenset(SCORER.units)


def test_the_elements_are_those_of_the_newest_list_or_of_a_day() -> None:
    """When the elements change, the new ones alone weigh; an older survey is scored by the list of then."""
    new = [Item(code=code, label=code, label_id=code) for code in ("access", "speed", "respect")]
    changed = Reform(
        name="three_elements",
        changes=[
            Change(
                path="survey.elements",
                value=Items(new),
                since=date(2027, 1, 1),
                basis=assumed("for the tests"),
            )
        ],
    )
    law = apply_reforms(LAW, changed)
    assert ["access", "speed", "respect"] == [part.name for part in satisfaction(law).parts]
    assert [part.name for part in SCORER.parts] == [
        part.name for part in satisfaction(law, on=date(2026, 12, 31)).parts
    ]
