from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from asnwork.domain.law import Bands, Reform, apply_reforms
from asnwork.errors import InvalidInput, NoValueOnDay, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.indonesia.satisfaction_survey import (
    AnswerSum,
    SurveyOrder,
    elements_in_order,
    published_index,
    satisfaction_index,
    satisfaction_index_2004,
    survey_grade,
)

LAW = national_law()
DAY = date(2026, 6, 30)
THEN = date(2012, 12, 31)
NINE = LAW["survey.elements"].items_on(DAY).codes
ANSWER = st.integers(1, 4)
FORMS = st.lists(st.fixed_dictionaries(dict.fromkeys(NINE, st.none() | ANSWER)), min_size=1, max_size=8)


def of(answers, law=LAW):
    """The index of a survey on the day of the tests."""
    return satisfaction_index(answers, law=law, on=DAY)


def columns(forms):
    """The answers by element."""
    return {element: [form[element] for form in forms] for element in NINE}


def answered(forms):
    """Whether any question was answered at all."""
    return any(answer is not None for form in forms for answer in form.values())


# --- elements ----------------------------------------------------------------------------------


def test_the_nine_elements_are_known_by_what_they_ask():
    """The regulation's list has complaints eighth and facilities ninth, and no numbers as names."""
    assert (
        *("requirements", "procedure", "time", "fee", "product", "competence", "behaviour"),
        *("complaints", "facilities"),
    ) == NINE


@pytest.mark.parametrize(("order", "eighth"), [*zip(SurveyOrder, ("complaints", "facilities"), strict=True)])
def test_who_has_numbered_columns_says_their_order(order, eighth):
    """The same columns, said to be in another order, go to other elements."""
    numbered = [f"U{number}" for number in range(1, 10)]
    found = elements_in_order(numbered, order, law=LAW, on=DAY)
    assert set(NINE) == set(found)
    assert "U8" == found[eighth]
    assert numbered[:7] == [found[element] for element in NINE[:7]]


def test_an_order_has_no_default():
    """Whoever forgets to say the order is stopped."""
    with pytest.raises(TypeError):
        elements_in_order([1] * 9, law=LAW, on=DAY)


@pytest.mark.parametrize("count", [0, 8, 10])
def test_columns_must_be_as_many_as_elements(count):
    """More or fewer columns than elements are refused."""
    with pytest.raises(InvalidInput, match="9, one for each element"):
        elements_in_order([1] * count, SurveyOrder.COMPLAINTS_EIGHTH, law=LAW, on=DAY)


@pytest.mark.parametrize("name", ["U8", "U9", "u8", "unsur 8", "8", "facility"])
def test_a_numbered_element_is_refused(name):
    """A crossed import cannot slip through: elements have no numbers here."""
    with pytest.raises(UnknownName, match="element of the survey"):
        of({name: [4]})


# --- the index ---------------------------------------------------------------------------------


@given(FORMS.filter(answered))
def test_an_index_stays_on_its_scale(forms):
    """The index lies in 1 to 4, the converted one in 25 to 100, and is 25 times as much."""
    found = of(columns(forms))
    assert 1 <= found.index <= 4
    assert 25 <= found.published <= 100
    assert approx(25 * found.index) == found.converted
    assert abs(found.published - found.converted) <= 0.005 + 1e-12


@given(FORMS.filter(answered), st.randoms())
def test_the_order_of_forms_and_elements_does_not_matter(forms, random):
    """Forms and elements may come in any order."""
    answers = columns(random.sample(forms, len(forms)))
    mixed = {element: answers[element] for element in random.sample(NINE, len(NINE))}
    first, again = of(columns(forms)), of(mixed)
    assert (first.index, first.published, first.grade) == (again.index, again.published, again.grade)
    assert set(first.elements) == set(again.elements)


@given(FORMS.filter(answered))
def test_sums_give_the_same_as_answers(forms):
    """Whoever has only sums and numbers of forms gets the same index."""
    told = {
        element: [answer for answer in given if answer is not None]
        for element, given in columns(forms).items()
    }
    sums = {element: AnswerSum(total=sum(given), forms=len(given)) for element, given in told.items()}
    assert of(columns(forms)) == of(sums)


@given(FORMS.filter(answered))
def test_what_the_elements_add_is_the_index(forms):
    """The weighted scores add up to the index, and what nobody answered is listed as missing."""
    found = of(columns(forms))
    assert approx(found.index) == sum(each.weighted for each in found.elements if each.weighted is not None)
    silent = {element for element, given in columns(forms).items() if all(answer is None for answer in given)}
    assert silent == set(found.missing)
    assert all(each.forms == 0 and each.weighted is None for each in found.elements if each.score is None)


@given(FORMS.filter(answered))
def test_the_grade_is_that_of_the_published_index(forms):
    """Whoever looks up the printed number in the printed table finds the grade."""
    found = of(columns(forms))
    assert survey_grade(found.published, law=LAW, on=DAY) == found.grade
    assert survey_grade(found.converted, law=LAW, on=DAY) == found.grade


@pytest.mark.parametrize("count", range(1, 10))
def test_a_perfect_survey_is_perfect(count):
    """With an exact weight every number of elements gives 100, and not 99.9."""
    assert 100 == of(dict.fromkeys(NINE[:count], (4, 4))).converted


def test_a_question_left_open_is_no_answer():
    """An open question is left out of the mean, and is not counted as nothing."""
    found = of({"time": [4, None, 2], "fee": [None, None, None]})
    assert (3.0, 2) == (found.elements[0].score, found.elements[0].forms)
    assert (("fee",), 3.0) == (found.missing, found.index)


@pytest.mark.parametrize(
    "answers", [{}, {"time": []}, {"time": [None]}, {"fee": AnswerSum(total=0, forms=0)}]
)
def test_no_answer_at_all_has_no_index(answers):
    """Without a single answer there is no index, not an index of nothing."""
    with pytest.raises(InvalidInput, match="at least one answer"):
        of(answers)


def test_every_wrong_answer_is_named():
    """Answers outside the scale are refused together, each with its place."""
    with pytest.raises(InvalidInput) as caught:
        of({"time": [0, 4, 5], "fee": [2.5], "product": AnswerSum(total=81, forms=20)})
    assert ["answers.time[0]", "answers.time[2]", "answers.fee[0]", "answers.product.total"] == [
        fault.path for fault in caught.value.faults
    ]


def test_an_unknown_element_is_told_with_everything_else():
    """Unknown elements and wrong answers come together, and a near miss is named."""
    with pytest.raises(InvalidInput) as caught:
        of({"facility": [9], "U8": [4], "time": [0]})
    assert ["answers.facility", "answers.U8", "answers.facility[0]", "answers.time[0]"] == [
        fault.path for fault in caught.value.faults
    ]
    assert "did you mean facilities?" == caught.value.faults[0].hint
    assert caught.value.faults[1].hint.startswith("known: behaviour, competence")


def test_an_unknown_element_that_nobody_answered_is_two_faults():
    """That it is unknown does not hide that there is no answer."""
    with pytest.raises(InvalidInput) as caught:
        of({"U8": [None]})
    assert ["answers.U8", "answers"] == [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize("element", [8, None])
def test_an_element_that_is_no_text_is_unknown_too(element):
    """A number or nothing in place of a code is refused like any other unknown element."""
    with pytest.raises(UnknownName, match="element of the survey"):
        of({element: [4]})


def test_answers_may_come_one_by_one():
    """Answers that can be read only once are not used up by being checked."""
    assert of({"time": [3, 4, None]}) == of({"time": (answer for answer in (3, 4, None))})


@pytest.mark.parametrize("wrong", [True, False, 2.5, float("nan"), "3"])
def test_an_answer_is_a_number_of_the_scale(wrong):
    """Yes and no, a broken number, no number, and text are no answers."""
    with pytest.raises(InvalidInput, match=r"answers\.time\[1\]"):
        of({"time": [3, wrong]})


@pytest.mark.parametrize(
    ("total", "forms"),
    [(3, 0), (3, -1), (-1, 1), (3, 1.5), (3, True), (True, 1), (3, "1"), (float("nan"), 1)],
)
def test_a_sum_without_forms_is_refused(total, forms):
    """A sum is a number, and says of how many whole forms."""
    with pytest.raises(InvalidInput):
        AnswerSum(total=total, forms=forms)


# --- grades ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("converted", "grade"),
    [(25, "D"), (64.994, "D"), (64.995, "C"), (76.604, "C"), (76.605, "B"), (88.305, "A"), (100, "A")],
)
def test_an_index_is_rounded_before_it_is_graded(converted, grade):
    """What would fall between two printed bands is rounded half up first."""
    assert grade == survey_grade(converted, law=LAW, on=DAY).code


def test_rounding_is_a_matter_of_the_law():
    """A law without a step grades the index as it is."""
    table = LAW["survey.grade"].bands_on(DAY)
    plain = Bands(edges=table.edges, values=table.values)
    law = apply_reforms(LAW, Reform.of("as it is", "survey.grade", plain, since=DAY, reason="a test"))
    assert "C" == survey_grade(76.605, law=law, on=DAY).code
    assert 100 * 7 / 12 == approx(of({"time": [2, 2, 3]}, law).published)


@pytest.mark.parametrize("converted", [24.99, 100.01, 0, -1, 3.5, float("nan"), float("inf")])
def test_an_index_that_no_answers_give_has_no_grade(converted):
    """What no answers can give has no grade, such as an index that was not converted yet."""
    with pytest.raises(InvalidInput, match="converted"):
        survey_grade(converted, law=LAW, on=DAY)


def test_the_range_of_an_index_is_a_matter_of_the_law():
    """With answers to 5 an index may reach 125."""
    wider = Reform.of("five answers", "survey.answer_high", 5, since=DAY, reason="a test")
    assert "A" == survey_grade(125, law=apply_reforms(LAW, wider), on=DAY).code


@pytest.mark.parametrize("rank", [0, -1, 5, 2.5])
@pytest.mark.parametrize(("stem", "day"), [("survey", DAY), ("survey_2004", THEN)])
def test_a_rank_that_is_no_grade_is_refused(stem, day, rank):
    """A rank of the table that none of the grades has is a fault of the law; both places are named."""
    table = LAW[f"{stem}.grade"].bands_on(day)
    odd = Bands(edges=table.edges, values=[rank] * len(table.values), step=table.step)
    reform = Reform.of("odd", f"{stem}.grade", odd, since=day, reason="a test")
    law = apply_reforms(LAW, reform)
    with pytest.raises(InvalidInput) as caught:
        if stem == "survey":
            survey_grade(80, law=law, on=day)
        else:
            satisfaction_index_2004([3] * 14, law=law, on=day)
    assert f"{stem}.grade:" in str(caught.value)
    assert f"{stem}.grades" in str(caught.value)


def test_there_was_no_such_survey_before():
    """Before 2017 the other rule held."""
    with pytest.raises(NoValueOnDay):
        satisfaction_index({"time": [4]}, law=LAW, on=date(2016, 12, 31))


# --- the rule before 2017 ----------------------------------------------------------------------


@given(st.lists(st.integers(100, 400).map(lambda cents: cents / 100), min_size=14, max_size=14))
def test_the_old_index_is_graded_by_the_old_bands(scores):
    """The old bands are more lenient: nobody gets a lower grade by them."""
    found = satisfaction_index_2004(scores, law=LAW, on=THEN)
    assert () == found.elements == found.missing
    codes = LAW["survey.grades"].items_on(DAY).codes
    new = survey_grade(max(25, found.published), law=LAW, on=DAY)
    assert codes.index(new.code) <= codes.index(found.grade.code)


@pytest.mark.parametrize(
    ("score", "published", "grade"), [(1, 24.85, "D"), (2, 49.7, "C"), (3, 74.55, "B"), (4, 99.4, "A")]
)
def test_the_printed_weight_never_reaches_a_hundred(score, published, grade):
    """With the printed 0.071 a perfect survey gets 99.4: why the weight is exact today."""
    found = satisfaction_index_2004([score] * 14, law=LAW, on=THEN)
    assert (published, grade) == (found.published, found.grade.code)


def test_the_exact_weight_would_grade_the_published_example_otherwise():
    """SKM-2 by exact fourteenths is 76.93 and no longer below the bands of 2017 for B."""
    means = [3.06, 2.98, 3.06, 2.9, 3.06, 3.14, 3.04, 3.06, 3.18, 3.08, 3.2, 3.18, 3.1, 3.04]
    assert "B" == survey_grade(25 * sum(means) / 14, law=LAW, on=DAY).code


def test_every_wrong_score_is_named():
    """Scores outside the scale and a wrong number of them are refused together."""
    with pytest.raises(InvalidInput) as caught:
        satisfaction_index_2004([0.5, 4.5], law=LAW, on=THEN)
    assert ["scores[0]", "scores[1]", "scores"] == [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), True])
def test_a_score_that_is_no_number_is_named_with_the_others(wrong):
    """What is no number does not hide the other faults."""
    with pytest.raises(InvalidInput) as caught:
        satisfaction_index_2004([wrong, 3, 0.5], law=LAW, on=THEN)
    assert ["scores[0]", "scores[2]", "scores"] == [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2017, 1, 1), DAY])
def test_the_old_rule_has_a_last_day(day):
    """From 2017 on the old rule is read no more."""
    with pytest.raises(NoValueOnDay):
        satisfaction_index_2004([3] * 14, law=LAW, on=day)


def test_one_rule_follows_the_other():
    """On the day after the last of the old rule the new one holds."""
    last, first = date(2016, 12, 31), date(2017, 1, 1)
    assert "B" == satisfaction_index_2004([3] * 14, law=LAW, on=last).grade.code
    assert "C" == satisfaction_index({"time": [3]}, law=LAW, on=first).grade.code


@given(FORMS.filter(answered))
def test_what_is_printed_is_what_the_index_says(forms):
    """A converted index alone gives the number that is printed and its grade."""
    found = of(columns(forms))
    assert (found.published, found.grade) == published_index(found.converted, law=LAW, on=DAY)
    assert found.grade == survey_grade(found.converted, law=LAW, on=DAY)


def test_what_no_answers_give_is_not_printed():
    """An index that was not converted is refused."""
    with pytest.raises(InvalidInput, match="25 to 100"):
        published_index(3.1, law=LAW, on=DAY)
