"""The satisfaction survey (survei kepuasan masyarakat, SKM): from answers to an index and its grade.

Elements are known by what they ask, never by a number: sources disagree whether complaints or facilities
come eighth, and a crossed import would show in no total. Whoever has numbered columns says in which order
they stand, with `elements_in_order`.

The survey measures a unit, not an officer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from numbers import Integral
from typing import TypeVar

from attrs import field, frozen

from asnwork.domain.law import Item, Law
from asnwork.errors import Fault, InvalidInput, UnknownName
from asnwork.indonesia.exact import Exact, exact, half_up, law_number, law_whole
from asnwork.policies.survey import answer_fault

__all__ = [
    "AnswerSum",
    "ElementScore",
    "SurveyIndex",
    "SurveyOrder",
    "elements_in_order",
    "published_index",
    "satisfaction_index",
    "satisfaction_index_2004",
    "survey_grade",
]

T = TypeVar("T")


class SurveyOrder(Enum):
    """In which order numbered columns stand: the two differ in the 8th and the 9th element."""

    COMPLAINTS_EIGHTH = "survey.elements"
    FACILITIES_EIGHTH = "survey.questionnaire"


def elements_in_order(columns: Sequence[T], order: SurveyOrder, *, law: Law, on: date) -> dict[str, T]:
    """Return numbered columns (U1 to U9) by what they ask.

    Args:
        columns: What belongs to each element, in the order of the form.
        order: Which order that is. Look at the form: there is no safe guess, so there is no default.
        law: Read at ``survey.elements`` or ``survey.questionnaire``.
        on: The day whose law is read.

    Returns:
        What belongs to each element, by its code.

    Raises:
        InvalidInput: There are more or fewer columns than elements.
        NoValueOnDay: There was no such rule on the day.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> numbered = [f"U{number}" for number in range(1, 10)]
        >>> found = elements_in_order(
        ...     numbered, SurveyOrder.FACILITIES_EIGHTH, law=national_law(), on=date(2026, 6, 30)
        ... )
        >>> found["facilities"], found["complaints"]
        ('U8', 'U9')
    """
    codes = law[order.value].items_on(on).codes
    if len(columns) != len(codes):
        raise InvalidInput(
            Fault("columns", given=len(columns), expected=f"{len(codes)}, one for each element")
        )
    return dict(zip(codes, columns, strict=True))


@frozen(kw_only=True)
class AnswerSum:
    """The answers to one element, added up, and from how many forms.

    Raises:
        InvalidInput: The number of forms is no whole number, 0 or more, or answers add up to something
            without a form.
    """

    total: Exact
    forms: int

    def __attrs_post_init__(self) -> None:
        if isinstance(self.forms, bool) or not isinstance(self.forms, Integral) or self.forms < 0:
            raise InvalidInput(Fault("forms", given=self.forms, expected="a whole number (int), 0 or more"))
        if isinstance(self.total, bool):
            raise InvalidInput(Fault("total", given=self.total, expected="a finite number"))
        if exact(self.total, "total", least=0) and not self.forms:
            raise InvalidInput(Fault("forms", given=self.forms, expected="the forms that were added up"))


@frozen(kw_only=True)
class ElementScore:
    """One element of a survey.

    Attributes:
        element: Its code.
        score: The mean answer (nilai rata-rata, NRR); None when nobody answered.
        weighted: What it adds to the index (NRR tertimbang); None when nobody answered.
        forms: How many forms answered it.
    """

    element: str
    score: float | None
    weighted: float | None
    forms: int


@frozen(kw_only=True)
class SurveyIndex:
    """The index of a survey (indeks kepuasan masyarakat, IKM).

    Attributes:
        index: The index, 1 to 4.
        converted: The converted index, 25 to 100, before it is rounded.
        published: The converted index as it is printed and graded, rounded half up to two decimals.
        grade: The grade (mutu pelayanan), A to D, with its name for people.
        elements: The elements, in the order given; empty where only means were given.
    """

    index: float
    converted: float
    published: float
    grade: Item
    elements: tuple[ElementScore, ...] = field(converter=tuple[ElementScore, ...], default=())

    @property
    def missing(self) -> tuple[str, ...]:
        """The elements that nobody answered; they have no part in the index."""
        return tuple(each.element for each in self.elements if each.score is None)


Answers = Iterable[int | None] | AnswerSum


def satisfaction_index(answers: Mapping[str, Answers], *, law: Law, on: date) -> SurveyIndex:
    """Return the index of a survey from its answers.

    Each element that was answered weighs exactly 1/n; the printed 0.111 would give 99.9 for a perfect survey.
    The converted index is rounded to two decimals before it is graded, since the printed bands leave gaps.

    Args:
        answers: For each element, by its code, the answers of all forms (None for a question left open), or
            their sum and the number of forms that answered it.
        law: Read at ``survey``.
        on: The day whose law is read.

    Returns:
        The index, with each element; what nobody answered drops out, and is listed as missing.

    Raises:
        InvalidInput: An answer is none of the scale, a sum does not fit its forms, nothing was answered, or
            elements are none of the survey; every fault at once. A rank in the law is none of its grades.
        UnknownName: One element is none of the survey, such as "U8", and nothing else is wrong; see
            `elements_in_order`.
        NoValueOnDay: There was no such rule on the day.

    Law: PermenPANRB 14/2017, reported.
    Assumption: a question left open is left out of the mean of its element; half up.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> answers = {"time": [3, 3, 4, 4, None]}
        >>> result = satisfaction_index(answers, law=national_law(), on=date(2026, 6, 30))
        >>> result.elements[0].score, result.published, result.grade.code
        (3.5, 87.5, 'B')
    """
    told = {
        element: given if isinstance(given, AnswerSum) else tuple(given) for element, given in answers.items()
    }
    _check_answers(told, law, on)
    sums = {element: _added(given) for element, given in told.items()}
    answered = sum(each.forms > 0 for each in sums.values())
    means = [exact(each.total) / each.forms for each in sums.values() if each.forms]
    index = sum(means, start=Fraction(0)) / answered
    elements = [_element(element, each, answered) for element, each in sums.items()]
    return _index(index, "survey", law, on, elements)


def _element(element: str, added: AnswerSum, answered: int) -> ElementScore:
    if not added.forms:
        return ElementScore(element=element, score=None, weighted=None, forms=0)
    mean = exact(added.total) / added.forms
    return ElementScore(
        element=element, score=float(mean), weighted=float(mean / answered), forms=added.forms
    )


Told = tuple[int | None, ...] | AnswerSum


def _check_answers(told: Mapping[str, Told], law: Law, on: date) -> None:
    known = law["survey.elements"].items_on(on).codes
    low, high = law_whole(law, "survey.answer_low", on), law_whole(law, "survey.answer_high", on)
    unknown = {
        element: UnknownName("element of the survey", str(element), known)
        for element in told
        if element not in known
    }
    faults = [fault for element, given in told.items() for fault in _faults(element, given, low, high)]
    if not any(given.forms if isinstance(given, AnswerSum) else _answers(given) for given in told.values()):
        faults.append(Fault("answers", given="none", expected="at least one answer"))
    if len(unknown) == 1 and not faults:
        raise next(iter(unknown.values()))
    strange = [_strange(element, error) for element, error in unknown.items()]
    if strange or faults:
        raise InvalidInput(*strange, *faults)


def _strange(element: str, error: UnknownName) -> Fault:
    hint = str(error).partition("; ")[-1]
    return Fault(f"answers.{element}", given=element, expected="an element of the survey", hint=hint)


def _answers(given: Iterable[int | None]) -> list[int]:
    return [answer for answer in given if answer is not None]


def _faults(element: str, given: Told, low: int, high: int) -> Iterator[Fault]:
    path = f"answers.{element}"
    if isinstance(given, AnswerSum):
        if not given.forms * low <= given.total <= given.forms * high:
            expected = f"{given.forms * low} to {given.forms * high} from {given.forms} forms"
            yield Fault(f"{path}.total", given=given.total, expected=expected)
        return
    scale = range(low, high + 1)
    for index, answer in enumerate(given):
        if (fault := answer_fault(f"{path}[{index}]", answer, scale)) is not None:
            yield fault


def _added(given: Told) -> AnswerSum:
    if isinstance(given, AnswerSum):
        return given
    told = _answers(given)
    return AnswerSum(total=sum(told), forms=len(told))


def satisfaction_index_2004(scores: Iterable[Exact], *, law: Law, on: date) -> SurveyIndex:
    """Return the index of a survey by the rule before 2017, from the mean answer of each element.

    Each element weighs the printed 0.071, and the index is rounded to three decimals before it is converted,
    as the reports of that time did.

    Args:
        scores: The mean answer (NRR) of each of the fourteen elements; what they asked was not found.
        law: Read at ``survey_2004``.
        on: The day whose law is read.

    Returns:
        The index, without elements.

    Raises:
        InvalidInput: There are more or fewer scores than elements, or one is none of the scale;
            every fault at once. A rank in the law is none of its grades.
        NoValueOnDay: There was no such rule on the day; from 2017 on there is none.

    Law: KEP/25/M.PAN/2/2004, reported; superseded by PermenPANRB 14/2017.
    Assumption: it ends the day before PermenPANRB 14/2017 begins here.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> satisfaction_index_2004([3] * 14, law=national_law(), on=date(2012, 12, 31)).published
        74.55
    """
    given = tuple(scores)
    count = law_whole(law, "survey_2004.elements", on)
    low, high = law_number(law, "survey_2004.answer_low", on), law_number(law, "survey_2004.answer_high", on)
    faults = [
        Fault(f"scores[{index}]", given=score, expected=f"{low} to {high}")
        for index, score in enumerate(given)
        if isinstance(score, bool) or not math.isfinite(score) or not low <= exact(score) <= high
    ]
    if len(given) != count:
        faults.append(Fault("scores", given=len(given), expected=f"{count}, one for each element"))
    if faults:
        raise InvalidInput(*faults)
    weighted = sum(map(exact, given), start=Fraction(0)) * law_number(law, "survey_2004.element_share", on)
    return _index(half_up(weighted, law_number(law, "survey_2004.index_step", on)), "survey_2004", law, on)


def survey_grade(converted: Exact, *, law: Law, on: date) -> Item:
    """Return the grade of a converted index, rounded half up to two decimals first.

    Args:
        converted: The converted index, 25 to 100: what the lowest and the highest answers give.
        law: Read at ``survey``.
        on: The day whose law is read.

    Raises:
        InvalidInput: No answers give such an index, as when it was not converted yet; or a rank in the law is
            none of its grades.
        NoValueOnDay: There was no such rule on the day.

    Law: PermenPANRB 14/2017, reported.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> grade = survey_grade(76.605, law=national_law(), on=date(2026, 6, 30))
        >>> grade.code, grade.label_id
        ('B', 'baik')
    """
    return published_index(converted, law=law, on=on)[1]


def published_index(converted: Exact, *, law: Law, on: date) -> tuple[float, Item]:
    """Return a converted index as it is printed, rounded half up to two decimals, and its grade.

    Args:
        converted: The converted index, 25 to 100, such as the value of the score `satisfaction`.
        law: Read at ``survey``.
        on: The day whose law is read.

    Raises:
        InvalidInput: As for `survey_grade`.
        NoValueOnDay: There was no such rule on the day.

    Law: PermenPANRB 14/2017, reported.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> printed, grade = published_index(78.7415, law=national_law(), on=date(2026, 6, 30))
        >>> printed, grade.code
        (78.74, 'B')
    """
    index, step = exact(converted, "converted"), law_number(law, "survey.conversion", on)
    low = law_number(law, "survey.answer_low", on) * step
    high = law_number(law, "survey.answer_high", on) * step
    if not low <= index <= high:
        raise InvalidInput(Fault("converted", given=converted, expected=f"{float(low):g} to {float(high):g}"))
    published, grade = _graded(index, "survey", law, on)
    return float(published), grade


def _index(
    index: Fraction, stem: str, law: Law, on: date, elements: Iterable[ElementScore] = ()
) -> SurveyIndex:
    converted = index * law_number(law, f"{stem}.conversion", on)
    published, grade = _graded(converted, stem, law, on)
    return SurveyIndex(
        index=float(index),
        converted=float(converted),
        published=float(published),
        grade=grade,
        elements=tuple(elements),
    )


def _graded(converted: Fraction, stem: str, law: Law, on: date) -> tuple[Fraction, Item]:
    """The converted index as it is printed, and its grade."""
    table = law[f"{stem}.grade"].bands_on(on)
    published = converted if table.step is None else half_up(converted, exact(table.step))
    rank, grades = table.of(float(published)), tuple(law[f"{stem}.grades"].items_on(on))
    if rank not in range(1, len(grades) + 1):
        expected = f"a rank in {stem}.grades, 1 to {len(grades)}"
        raise InvalidInput(Fault(f"{stem}.grade", given=rank, expected=expected))
    return published, grades[int(rank) - 1]
