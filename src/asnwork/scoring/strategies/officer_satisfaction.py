"""Scoring an officer by what citizens say of competence and behaviour: off by default, used by no scheme.

The satisfaction survey measures a unit. Two of its elements ask about who served, and a city may try what
follows from counting them. Before it does: citizens mark the office, the wait and the answer too when they
mark the person at the counter, and few of them answer.
"""

from __future__ import annotations

from asnwork.domain.formula import DatedConstant, Figure
from asnwork.domain.law import Law, Parameter
from asnwork.domain.reason import Wording
from asnwork.policies.survey import PERSONAL_ELEMENTS, forms_figure, total_figure, unit_mean_figure
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import Lever, PartRule, word_of
from asnwork.scoring.score import equal_weights
from asnwork.scoring.shrinkage import shrunk_share
from asnwork.scoring.strategies.satisfaction import survey_points, survey_scale

__all__ = ["officer_satisfaction"]

_WORDS = {
    "competence": Wording("competence of the officer", "kompetensi pegawai"),
    "behaviour": Wording("behaviour of the officer", "perilaku pegawai"),
}


def officer_satisfaction(law: Law, *, strength: Parameter | float | None = None) -> FormulaScorer:
    """Return the scorer of an officer by the two elements of the survey that ask about who served.

    It reads competence and behaviour (U6 and U7) and nothing else of the survey, from forms that name the
    officer (`with_personal_answers`), each drawn towards the unit's mean in an earlier survey
    (`with_unit_means`). Without forms, or without that mean, there is no score. No shipped scheme uses it.

    Args:
        law: Read at ``survey.answer_low``, ``survey.answer_high``, ``survey.conversion``,
            ``survey.unit_strength`` and ``score.minimum_coverage``.
        strength: For how many forms the unit's mean counts; ``survey.unit_strength`` unless given.

    Returns:
        25 to 100 points.

    Assumption: the two elements weigh alike; the strength.

    Examples:
        >>> from datetime import date
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> figures = {
        ...     f"survey.{name}.{element}": value for element in ("competence", "behaviour")
        ...     for name, value in {"total": 8.0, "forms": 2.0, "unit_mean": 3.0}.items()
        ... }
        >>> evaluate(officer_satisfaction(national_law()).formula, figures, on=date(2026, 5, 31))
        79.16666666666666
    """
    drawn = law["survey.unit_strength"] if strength is None else strength
    weights = equal_weights(len(PERSONAL_ELEMENTS))
    return weighted_mean(
        "officer_satisfaction",
        [
            _part(law, element, weight, drawn)
            for element, weight in zip(PERSONAL_ELEMENTS, weights, strict=True)
        ],
        version="1",
        minimum_coverage=DatedConstant(law["score.minimum_coverage"]),
    )


def _part(law: Law, element: str, weight: int, strength: Parameter | float) -> PartRule:
    answers, forms, mean = total_figure(element), forms_figure(element), unit_mean_figure(element)
    share = shrunk_share(Figure(answers, "answers"), Figure(forms), Figure(mean, "answers"), strength)
    words, counted, drawn = _WORDS[element], word_of(forms), word_of(mean)
    return PartRule(
        name=element,
        formula=survey_points(law, share),
        weight=weight,
        scale=survey_scale(law),
        label=words,
        wording=Wording(
            f"{words.en}: $value points from ${counted} forms, drawn to the unit's earlier mean ${drawn}",
            f"{words.id}: $value poin dari ${counted} kuesioner, ditarik ke rata-rata unit dahulu ${drawn}",
        ),
        # Without words: nobody is told to collect better answers.
        levers=[Lever(figure=answers)],
    )
