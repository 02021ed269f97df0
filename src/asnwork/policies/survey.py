"""Gathering a satisfaction survey (survei kepuasan masyarakat): from its forms to the evidence of a unit.

The survey measures a unit. Its elements are known by what they ask, never by a number, and whoever has
columns U1 to U9 says in which order they stand (`asnwork.indonesia.elements_in_order`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from attrs import evolve, frozen

from asnwork.domain.evidence import PERSONAL_ELEMENTS, Evidence, Period, UnitEvidence
from asnwork.domain.formula import Figure, evaluate
from asnwork.domain.intervals import half_width
from asnwork.domain.law import Law
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import Fault, InvalidInput

__all__ = [
    "FORMS",
    "HALF_WIDTH",
    "PERSONAL_ELEMENTS",
    "SurveyForm",
    "answer_fault",
    "forms_figure",
    "survey_evidence",
    "total_figure",
    "unit_mean_figure",
    "with_personal_answers",
    "with_unit_means",
]

SurveyForm = Mapping[str, int | None]
"""One form: for each element, by its code, the answer; None for a question left open."""

FORMS = "survey.forms"
"""The figure that holds how many forms answered anything."""

HALF_WIDTH = "survey.half_width"
"""The figure that holds half the width of the interval of the index, in points."""

_MEAN = Figure("total", "answers") / Figure("forms")
_NO_SPREAD = Wording(
    "fewer than two forms do not tell how far forms differ",
    "kurang dari dua kuesioner, sebarannya tidak diketahui",
)
_NO_ANSWER = Wording("nobody answered $element", "tidak ada yang menjawab unsur $element")


def total_figure(element: str) -> str:
    """Return the name of the figure that holds the answers to an element, added up."""
    return f"survey.total.{element}"


def forms_figure(element: str) -> str:
    """Return the name of the figure that holds how many forms answered an element."""
    return f"survey.forms.{element}"


def unit_mean_figure(element: str) -> str:
    """Return the name of the figure that holds the mean answer of an officer's unit in an earlier survey."""
    return f"survey.unit_mean.{element}"


def survey_evidence(
    forms: Mapping[str, SurveyForm],
    *,
    unit: str,
    period: Period,
    as_of: int,
    law: Law,
    on: date | None = None,
    population: int | None = None,
) -> UnitEvidence:
    """Return what the forms of a survey tell of a unit.

    Args:
        forms: The forms, each by a name that points to no person.
        unit: Code of the unit that was asked about.
        period: The period that was asked about.
        as_of: When the forms were gathered, in microseconds since the epoch.
        law: Read at ``survey.elements``, ``survey.answer_low``, ``survey.answer_high``,
            ``survey.conversion`` and ``score.interval_level``.
        on: The day whose law is read; the last day of the period unless said otherwise.
        population: How many citizens were served in the period. Given, the interval shrinks by the finite
            population correction: who asks nearly everybody knows nearly everything.

    Returns:
        The answers to each element, added up (in answers), and how many forms answered it; how many forms
        answered anything; half the width of the interval of the index, in points, missing with fewer than
        two.

    Raises:
        InvalidInput: A form asks what the survey does not, an answer is none of the scale, or there are more
            forms than citizens; every fault at once.
        NoValueOnDay: There was no such rule on the day.

    Source: Student's t over forms; the finite population correction of W. G. Cochran, Sampling Techniques
    (3rd ed., Wiley 1977), 2.6.
    Assumption: forms are a random sample of those served. Where questions were left open, a form counts by
    how much its answers move the index (linearised).

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> forms = {f"form {n}": {"time": answer, "fee": 4} for n, answer in enumerate([3, 3, 4, 2])}
        >>> found = survey_evidence(
        ...     forms, unit="dispendukcapil", period=Period.quarter(2026, 2, zone="Asia/Jakarta"), as_of=0,
        ...     law=national_law(),
        ... )
        >>> found["survey.total.time"], found["survey.forms"], round(found["survey.half_width"], 2)
        (12.0, 4.0, 16.24)
    """
    day = period.until - timedelta(days=1) if on is None else on
    elements = law["survey.elements"].items_on(day).codes
    told = _told(forms, elements, population, law, day, f"survey of {unit}")
    half = half_width(_moves(list(told.values())), law["score.interval_level"].number_on(day))
    points = law["survey.conversion"].number_on(day)
    width = None if half is None else half * points * _finite_population(len(told), population)
    counted = _counted(told, elements)
    return UnitEvidence(
        unit=unit,
        period=period,
        as_of=as_of,
        figures={**counted.figures, FORMS: float(len(told)), HALF_WIDTH: width},
        units={**counted.units, FORMS: "1", HALF_WIDTH: "points"},
        rows={**counted.rows, FORMS: tuple(told), HALF_WIDTH: tuple(told)},
        missing={HALF_WIDTH: _why("few_forms", _NO_SPREAD)} if width is None else {},
    )


def _told(
    forms: Mapping[str, SurveyForm],
    elements: Collection[str],
    population: int | None,
    law: Law,
    day: date,
    source: str,
) -> dict[str, dict[str, int]]:
    """The answers of every form that answered anything, the forms in the order of their names."""
    low, high = (int(law[f"survey.answer_{end}"].number_on(day)) for end in ("low", "high"))
    scale = range(low, high + 1)
    told = {
        name: {element: answer for element, answer in form.items() if answer is not None}
        for name, form in sorted(forms.items())
        if any(answer is not None for answer in form.values())
    }
    faults = [fault for name, form in forms.items() for fault in _faults(name, form, elements, scale)]
    if population is not None and population < len(told):
        faults.append(Fault("population", given=population, expected=f"at least the {len(told)} forms"))
    if faults:
        raise InvalidInput(*faults, source=source)
    return told


@frozen
class _Counted:
    """The answers to some elements, added up: figures with their units and forms."""

    figures: dict[str, float | None]
    units: dict[str, str]
    rows: dict[str, tuple[str, ...]]


def _counted(told: Mapping[str, Mapping[str, int]], elements: Iterable[str]) -> _Counted:
    found = _Counted({}, {}, {})
    for element in elements:
        names = tuple(name for name in told if element in told[name])
        total = math.fsum(told[name][element] for name in names)
        for figure, unit, value in (
            (total_figure(element), "answers", total),
            (forms_figure(element), "1", float(len(names))),
        ):
            found.figures[figure], found.units[figure], found.rows[figure] = value, unit, names
    return found


def _finite_population(forms: int, population: int | None) -> float:
    if population is None or population <= 1:
        return 1.0
    return math.sqrt((population - forms) / (population - 1))


def answer_fault(path: str, answer: object, scale: Collection[int]) -> Fault | None:
    """Return what is wrong with one answer; None when nothing is."""
    # True would count as 1.
    if answer is None or (not isinstance(answer, bool) and answer in scale):
        return None
    return Fault(path, given=answer, expected=f"{min(scale)} to {max(scale)}, or None")


def _faults(
    name: str, form: SurveyForm, elements: Collection[str], scale: Collection[int]
) -> Iterator[Fault]:
    for element, answer in form.items():
        if element not in elements:
            yield Fault(f"{name}.{element}", given=element, expected=f"one of {', '.join(elements)}")
        elif (fault := answer_fault(f"{name}.{element}", answer, scale)) is not None:
            yield fault


def _moves(told: list[dict[str, int]]) -> list[float]:
    """How far each form moves the index, in answers; the index is the mean of the means of the elements.

    A form moves it by what its answers lie above those means, each over the number of forms that answered;
    with all answered, that is what its own mean lies above the index, over the number of forms.
    """
    asked = dict.fromkeys(element for form in told for element in form)
    given = {element: [form[element] for form in told if element in form] for element in asked}
    means = {element: math.fsum(answers) / len(answers) for element, answers in given.items()}
    return [
        math.fsum((answer - means[element]) / len(given[element]) for element, answer in form.items())
        / len(given)
        for form in told
    ]


def _why(code: str, wording: Wording, **values: str) -> Reason:
    return Reason(rule="survey_evidence", code=code, values=values, wording=wording)


def with_personal_answers(evidence: Evidence, forms: Mapping[str, SurveyForm], *, law: Law) -> Evidence:
    """Return an officer's evidence with the answers to the two elements that ask about who served.

    Whatever else the forms hold is looked at for faults and not kept.

    Args:
        evidence: The officer's evidence.
        forms: The forms of the period that name the officer, each by a name that points to no citizen.
        law: Read at ``survey.elements``, ``survey.answer_low`` and ``survey.answer_high``, on the last day
            of the period.

    Raises:
        InvalidInput: A form asks what the survey does not, or an answer is none of the scale; every fault at
            once.
    """
    day = evidence.period.until - timedelta(days=1)
    elements = law["survey.elements"].items_on(day).codes
    told = _told(forms, elements, None, law, day, f"survey about {evidence.officer}")
    counted = _counted(told, PERSONAL_ELEMENTS)
    return evolve(
        evidence,
        figures={**evidence.figures, **counted.figures},
        units={**evidence.units, **counted.units},
        rows={**evidence.rows, **counted.rows},
    )


def with_unit_means(evidence: Evidence, earlier: UnitEvidence) -> Evidence:
    """Return an officer's evidence with the mean answers of the unit in an earlier survey.

    Only what asks about who served is taken. The survey must lie before the officer's period: a mean of the
    same period would be made of colleagues' forms, and of the officer's own.

    Args:
        evidence: The officer's evidence.
        earlier: The unit's evidence, of an earlier survey.

    Raises:
        InvalidInput: The survey does not end before the officer's period begins.
        UnknownName: The unit's evidence is none of a survey.
    """
    if earlier.period.bounds[1] > evidence.period.bounds[0]:
        expected = f"a survey that ends before {evidence.period.since}"
        raise InvalidInput(Fault("earlier.period", given=str(earlier.period), expected=expected))
    figures: dict[str, float | None] = {}
    missing: dict[str, Reason] = {}
    for element in PERSONAL_ELEMENTS:
        total, forms = earlier[total_figure(element)], earlier[forms_figure(element)]
        mean = evaluate(_MEAN, {"total": total, "forms": forms})
        figures[unit_mean_figure(element)] = mean
        if mean is None:
            missing[unit_mean_figure(element)] = _why("no_answer", _NO_ANSWER, element=element)
    sources = {unit_mean_figure(element): total_figure(element) for element in PERSONAL_ELEMENTS}
    return evolve(
        evidence,
        figures={**evidence.figures, **figures},
        units={**evidence.units, **{name: earlier.units[source] for name, source in sources.items()}},
        rows={**evidence.rows, **{name: earlier.rows.get(source, ()) for name, source in sources.items()}},
        missing={**evidence.missing, **missing},
    )
