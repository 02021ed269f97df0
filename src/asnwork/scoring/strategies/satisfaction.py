"""Scoring by the satisfaction survey (SKM): a unit's score, never an officer's."""

from __future__ import annotations

from datetime import date

from asnwork.domain.formula import (
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    at_least,
    maximum,
    minimum,
    present,
    total,
)
from asnwork.domain.law import Item, Law
from asnwork.domain.reason import Wording
from asnwork.policies.condition import Condition
from asnwork.policies.survey import FORMS, HALF_WIDTH, forms_figure, total_figure
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import UNIT, Lever, PartRule, part_figure, word_of
from asnwork.scoring.remark import JOINED, Remark
from asnwork.scoring.score import Scale, equal_weights

__all__ = ["enough_forms", "satisfaction", "survey_points", "survey_scale"]

_FEW = Wording(
    "$survey_forms forms answered, fewer than the $survey_least_forms from which a survey is read",
    "$survey_forms kuesioner terjawab, kurang dari $survey_least_forms yang diperlukan untuk membaca survei",
)
_INTERVAL = Wording(
    "$index from $forms forms, $level % interval $low to $high",
    "$index dari $forms kuesioner, selang $level %: $low s.d. $high",
)


def satisfaction(law: Law, *, on: date | None = None) -> FormulaScorer:
    """Return the scorer of a unit by its satisfaction survey (indeks kepuasan masyarakat, IKM).

    Each element that was answered weighs exactly 1/n; the basis points that are shown are rounded. It says
    how sure the index is, and gives none below a least number of forms. It reads a unit's evidence
    (`survey_evidence`) and refuses an officer's. Grades: `banded(satisfaction(law), law["survey.grade"])`, or
    `asnwork.indonesia.published_index` for the number as it is printed.

    Args:
        law: Read at ``survey.elements``, ``survey.answer_low``, ``survey.answer_high``,
            ``survey.conversion``, ``survey.least_forms``, ``score.minimum_coverage`` and
            ``score.interval_level``.
        on: The day whose list of elements is asked about; the newest list unless given. Score a survey of an
            earlier rule by the list of its own time.

    Returns:
        25 to 100 points: 25 when everybody gave the lowest answer.

    Law: PermenPANRB 14/2017, reported.
    Assumption: the least number of forms, and the share of elements that must be answered.

    Examples:
        >>> from datetime import date
        >>> from asnwork.domain.evidence import Period
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.policies.survey import survey_evidence
        >>> from asnwork.scoring.scorer import evaluate
        >>> law = national_law()
        >>> asked = law["survey.elements"].items_on(date(2026, 5, 31)).codes
        >>> forms = {str(n): dict.fromkeys(asked, 3 + (n % 4 == 0)) for n in range(20)}
        >>> may = Period.month(2026, 5, zone="Asia/Jakarta")
        >>> found = survey_evidence(forms, unit="dispendukcapil", period=may, as_of=0, law=law)
        >>> print(evaluate(satisfaction(law), found).reasons[0])
        81.25 from 20 forms, 95 % interval 76.05 to 86.45
    """
    elements = _elements(law, on)
    weights = equal_weights(len(elements))
    parts = [_part(law, element, weight) for element, weight in zip(elements, weights, strict=True)]
    figures = [Figure(part_figure(part.name), "points") for part in parts]
    answered = total(*map(present, figures))
    return FormulaScorer(
        name="satisfaction",
        version="1",
        scale=survey_scale(law),
        parts=parts,
        joined=total(*(IfMissing(figure, Constant(0, "points")) for figure in figures)) / answered,
        way="plain",
        minimum_coverage=DatedConstant(law["score.minimum_coverage"]),
        conditions=[enough_forms(law)],
        remarks=[_interval(law)],
    )


def survey_points(law: Law, mean: Formula) -> Formula:
    """Return a mean answer as points; what no answers can give is cut to the scale."""
    points = DatedConstant(law["survey.conversion"])
    low, high = (DatedConstant(law[f"survey.answer_{end}"]) for end in ("low", "high"))
    return minimum(maximum(mean, low), high) * points


def survey_scale(law: Law) -> Scale:
    """Return what the lowest and the highest answers give, on whatever day."""
    low, high, points = (
        [law[path].number_on(day) for day, _ in law[path].values.values]
        for path in ("survey.answer_low", "survey.answer_high", "survey.conversion")
    )
    return Scale(low=min(low) * min(points), high=max(high) * max(points), unit="points")


def enough_forms(law: Law) -> Condition:
    """Return the condition that as many forms were answered as a survey needs to be read."""
    least = DatedConstant(law["survey.least_forms"])
    return Condition(
        code="few_forms", formula=at_least(Figure(FORMS), least, missing="missing"), wording=_FEW
    )


def _elements(law: Law, on: date | None) -> tuple[Item, ...]:
    asked = law["survey.elements"]
    return tuple(asked.items_on(asked.values.values[-1][0] if on is None else on))


def _part(law: Law, element: Item, weight: int) -> PartRule:
    answers, forms = total_figure(element.code), forms_figure(element.code)
    label = Wording(element.label or element.code, element.label_id or element.code)
    return PartRule(
        name=element.code,
        formula=survey_points(law, Figure(answers, "answers") / Figure(forms)),
        weight=weight,
        scale=survey_scale(law),
        label=label,
        wording=Wording(
            f"{label.en}: $value points from ${word_of(forms)} forms",
            f"{label.id}: $value poin dari ${word_of(forms)} kuesioner",
        ),
        basis=law["survey.elements"].brought_by,
        # Without words: nobody is told to collect better answers.
        levers=[Lever(figure=answers)],
        subject=UNIT,
    )


def _interval(law: Law) -> Remark:
    scale, index, half = survey_scale(law), Figure(JOINED, "points"), Figure(HALF_WIDTH, "points")
    return Remark(
        code="interval",
        values={
            "index": index,
            "forms": Figure(FORMS),
            "level": DatedConstant(law["score.interval_level"]) * 100,
            "low": maximum(index - half, scale.low),
            "high": minimum(index + half, scale.high),
        },
        wording=_INTERVAL,
    )
