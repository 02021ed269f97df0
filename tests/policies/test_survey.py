from __future__ import annotations

from datetime import date
from math import sqrt
from statistics import mean, stdev
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence, Period, UnitEvidence
from asnwork.domain.identity import OfficerId
from asnwork.domain.intervals import t_quantile
from asnwork.errors import InvalidInput, NoValueOnDay
from asnwork.indonesia.law import national_law
from asnwork.policies.survey import (
    FORMS,
    HALF_WIDTH,
    PERSONAL_ELEMENTS,
    forms_figure,
    survey_evidence,
    total_figure,
    unit_mean_figure,
    with_personal_answers,
    with_unit_means,
)

LAW = national_law()
MAY = Period.month(2026, 5, zone="Asia/Jakarta")
NINE = LAW["survey.elements"].items_on(date(2026, 5, 31)).codes
ANSWER = st.integers(1, 4)
FULL = st.lists(st.fixed_dictionaries(dict.fromkeys(NINE, ANSWER)), min_size=2, max_size=12)
OPEN = st.lists(st.fixed_dictionaries(dict.fromkeys(NINE, st.none() | ANSWER)), max_size=8)


def of(forms: Any, **options: Any) -> UnitEvidence:
    """The evidence of a unit from forms, which are numbered when they have no names."""
    named = forms if isinstance(forms, dict) else {f"f{n:02}": form for n, form in enumerate(forms)}
    return survey_evidence(named, **{"unit": "front", "period": MAY, "as_of": 0, "law": LAW, **options})


@given(OPEN)
def test_sums_are_those_of_the_forms(forms: list[dict[str, int | None]]) -> None:
    """Each element has the sum of its answers and how many forms answered it, and both name their forms."""
    found = of(forms)
    for element in NINE:
        answers = [form[element] for form in forms if form[element] is not None]
        assert (sum(answers), len(answers)) == (found[total_figure(element)], found[forms_figure(element)])
        assert len(answers) == len(found.rows[total_figure(element)])
    answering = [f"f{n:02}" for n, form in enumerate(forms) if any(form.values())]
    assert (float(len(answering)), tuple(answering)) == (found[FORMS], found.rows[FORMS])


@given(FULL)
def test_the_half_width_is_that_of_the_mean_of_forms(forms: list[dict[str, int]]) -> None:
    """With every question answered it is Student's interval of the mean over forms, in points."""
    indices = [25 * mean(form.values()) for form in forms]
    expected = t_quantile(0.975, len(forms) - 1) * stdev(indices) / sqrt(len(forms))
    assert expected == pytest.approx(of(forms)[HALF_WIDTH], abs=1e-9)


@given(OPEN, st.randoms())
def test_the_order_of_forms_does_not_matter(forms: list[dict[str, int | None]], random: Any) -> None:
    """Forms, and the elements in them, may come in any order."""
    named = [(f"f{n}", form) for n, form in enumerate(forms)]
    mixed = [
        (name, dict(random.sample(list(form.items()), len(form))))
        for name, form in random.sample(named, len(named))
    ]
    assert of(dict(named)) == of(dict(mixed))


@pytest.mark.parametrize(
    ("population", "factor"), [(None, 1.0), (1000, sqrt(996 / 999)), (5, sqrt(1 / 4)), (4, 0.0)]
)
def test_who_asks_nearly_everybody_knows_nearly_everything(population: int | None, factor: float) -> None:
    """The finite population correction narrows the interval, to nothing when everybody was asked."""
    forms = [{"time": answer} for answer in (1, 2, 4, 4)]
    assert factor * of(forms)[HALF_WIDTH] == pytest.approx(of(forms, population=population)[HALF_WIDTH])


@pytest.mark.parametrize("forms", [[], [{"time": None}], [{"time": 3}], [{"time": 3}, {"time": None}]])
def test_fewer_than_two_forms_have_no_interval(forms: list[dict[str, int | None]]) -> None:
    """The half-width is missing, not 0, and says why; nobody served changes nothing."""
    found = of(forms, population=1)
    assert found[HALF_WIDTH] is None
    assert "fewer than two forms do not tell how far forms differ" == str(found.missing[HALF_WIDTH])


def test_every_fault_comes_at_once() -> None:
    """A numbered element, an answer off the scale, yes for an answer, and too few citizens."""
    with pytest.raises(InvalidInput, match="survey of front: 4 faults") as caught:
        of({"a": {"U8": 3, "time": 5}, "b": {"time": True}, "c": {"time": 4}}, population=2)
    assert ["a.U8", "a.time", "b.time", "population"] == [fault.path for fault in caught.value.faults]


def test_there_was_no_such_survey_before_the_rule() -> None:
    """A period before the regulation has no elements to ask about."""
    with pytest.raises(NoValueOnDay):
        of([], period=Period.month(2016, 12, zone="Asia/Jakarta"))
    assert 0.0 == of([], period=Period.month(2016, 12, zone="Asia/Jakarta"), on=date(2017, 1, 1))[FORMS]


# --- an officer's evidence beside the unit's ---------------------------------------------------

JUNE = Evidence(
    officer=OfficerId("ani"),
    period=Period.month(2026, 6, zone="Asia/Jakarta"),
    as_of=9,
    figures={"a": 1.0},
    units={"a": "1"},
)


def test_of_the_unit_only_two_elements_are_taken() -> None:
    """Competence and behaviour of an earlier survey, as mean answers with their forms, and nothing else."""
    forms = [dict.fromkeys(NINE, 4), {**dict.fromkeys(NINE, 1), "behaviour": None}]
    found = with_unit_means(JUNE, of(forms))
    assert {"a", *map(unit_mean_figure, PERSONAL_ELEMENTS)} == set(found.figures)
    assert [2.5, 4.0] == [found[unit_mean_figure(element)] for element in PERSONAL_ELEMENTS]
    assert {"answers"} == {found.units[unit_mean_figure(element)] for element in PERSONAL_ELEMENTS}
    assert ("f00",) == found.rows[unit_mean_figure("behaviour")]


def test_of_forms_about_an_officer_only_two_elements_are_kept() -> None:
    """Of nine answers two reach the officer's evidence, with their forms; what it had stays."""
    forms = {"a": dict.fromkeys(NINE, 4), "b": {"competence": 2, "time": 1}}
    found = with_personal_answers(JUNE, forms, law=LAW)
    own = {name(element) for name in (total_figure, forms_figure) for element in PERSONAL_ELEMENTS}
    assert {"a", *own} == set(found.figures)
    assert (6.0, 2.0, 4.0, 1.0) == tuple(
        found[name(element)] for element in PERSONAL_ELEMENTS for name in (total_figure, forms_figure)
    )
    assert ("a", "b") == found.rows[total_figure("competence")]
    assert "answers" == found.units[total_figure("behaviour")]


def test_forms_about_an_officer_are_checked_whole() -> None:
    """An answer off the scale is refused, whatever it was about."""
    with pytest.raises(InvalidInput, match=r"survey about ani: a\.time: given 7, expected 1 to 4, or None"):
        with_personal_answers(JUNE, {"a": {"time": 7}}, law=LAW)


def test_what_nobody_answered_is_missing() -> None:
    """A unit without answers gives no mean, and the evidence says why."""
    found = with_unit_means(JUNE, of([{"competence": 3}]))
    assert (3.0, None) == tuple(found[unit_mean_figure(element)] for element in PERSONAL_ELEMENTS)
    assert "nobody answered behaviour" == str(found.missing[unit_mean_figure("behaviour")])


@pytest.mark.parametrize("month", [6, 7])
def test_a_survey_of_the_same_time_is_refused(month: int) -> None:
    """A mean of the same period is made of colleagues' forms; a later one is refused too."""
    survey = evolve(of([{"time": 3}]), period=Period.month(2026, month, zone="Asia/Jakarta"))
    with pytest.raises(InvalidInput, match="expected a survey that ends before 2026-06-01"):
        with_unit_means(JUNE, survey)
