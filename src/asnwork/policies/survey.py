"""Gathering a satisfaction survey (survei kepuasan masyarakat): from its forms to the evidence of a unit.

The survey measures a unit. Its elements are known by what they ask, never by a number, and whoever has
columns U1 to U9 says in which order they stand (`asnwork.indonesia.elements_in_order`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from attrs import evolve

from asnwork.domain.evidence import Evidence, Period, UnitEvidence
from asnwork.domain.formula import Figure, evaluate
from asnwork.domain.intervals import t_quantile
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
    "with_unit_means",
]

SurveyForm = Mapping[str, int | None]
"""One form: for each element, by its code, the answer; None for a question left open."""

FORMS = "survey.forms"
"""The figure that holds how many forms answered anything."""

HALF_WIDTH = "survey.half_width"
"""The figure that holds half the width of the interval of the index, in points."""

PERSONAL_ELEMENTS = ("competence", "behaviour")
"""The elements that ask about who served (the sixth and the seventh); no other speaks of an officer."""

_MEAN = Figure("total", "answers") / Figure("forms")
_ONE_FORM = Wording("one form does not tell how far forms differ", "satu kuesioner tidak menunjukkan sebaran")
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
        answered anything; half the width of the interval of the index, in points, missing with one form.

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
    scale = range(
        int(law["survey.answer_low"].number_on(day)), int(law["survey.answer_high"].number_on(day)) + 1
    )
    told = {name: _answers(form) for name, form in forms.items()}
    faults = [fault for name, form in forms.items() for fault in _faults(name, form, elements, scale)]
    answering = tuple(name for name, answers in told.items() if answers)
    if population is not None and population < len(answering):
        faults.append(Fault("population", given=population, expected=f"at least the {len(answering)} forms"))
    if faults:
        raise InvalidInput(*faults, source=f"survey of {unit}")
    rows = {element: tuple(name for name in answering if element in told[name]) for element in elements}
    totals = {element: math.fsum(told[name][element] for name in names) for element, names in rows.items()}
    spread = _half_width([told[name] for name in answering], law["score.interval_level"].number_on(day))
    if spread is not None and population is not None:
        spread *= math.sqrt((population - len(answering)) / max(population - 1, 1))
    points = law["survey.conversion"].number_on(day)
    return UnitEvidence(
        unit=unit,
        period=period,
        as_of=as_of,
        figures={
            **{total_figure(element): totals[element] for element in elements},
            **{forms_figure(element): float(len(rows[element])) for element in elements},
            FORMS: float(len(answering)),
            HALF_WIDTH: None if spread is None else spread * points,
        },
        units={
            **{total_figure(element): "answers" for element in elements},
            **{forms_figure(element): "1" for element in elements},
            FORMS: "1",
            HALF_WIDTH: "points",
        },
        rows={
            **{total_figure(element): rows[element] for element in elements},
            **{forms_figure(element): rows[element] for element in elements},
            FORMS: answering,
            HALF_WIDTH: answering,
        },
        missing={} if spread is not None else {HALF_WIDTH: _why("one_form", _ONE_FORM)},
    )


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


def _answers(form: SurveyForm) -> dict[str, int]:
    return {element: answer for element, answer in form.items() if answer is not None}


def _half_width(told: list[dict[str, int]], level: float) -> float | None:
    """Half the width of the interval of the index, in answers; None with fewer than two forms.

    The index is the mean of the means of the elements. A form moves it by how far its answers lie from those
    means, each over the number of forms that answered; with all answered that is the mean of the form.
    """
    forms = len(told)
    if forms <= 1:
        return None
    given = {
        element: [form[element] for form in told if element in form] for form in told for element in form
    }
    means = {element: math.fsum(answers) / len(answers) for element, answers in given.items()}
    moves = [
        math.fsum((answer - means[element]) / len(given[element]) for element, answer in form.items())
        for form in told
    ]
    squares = math.fsum((move / len(given)) ** 2 for move in moves)
    return t_quantile((1 + level) / 2, forms - 1) * math.sqrt(squares * forms / (forms - 1))


def _why(code: str, wording: Wording, **values: str) -> Reason:
    return Reason(rule="survey_evidence", code=code, values=values, wording=wording)


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
