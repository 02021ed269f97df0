"""From a score to a predicate (predikat kinerja): two ratings, and the cell of the matrix that they meet in.

The rating of work results is a formula over the score: its gate first, then its value. The rating of
behaviour is a person's; where nobody gave one it is taken as expected, and the proposal says so. What
comes out here is only ever proposed: `asnwork.scoring.proposal` holds the way to an issued predicate.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum

from asnwork.domain.formula import (
    Banded,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    at_least,
    evaluate,
    minimum,
    more_than,
)
from asnwork.domain.law import Law
from asnwork.domain.rating import Rating
from asnwork.errors import Fault, InvalidInput
from asnwork.scoring.score import POINTS, Gate, InsufficientEvidence, Score

__all__ = [
    "BEHAVIOUR_RATING",
    "RESULT_RATING",
    "SCORE_GATE",
    "SCORE_VALUE",
    "Predicate",
    "Rating",
    "predicate_of",
    "predicate_rank_formula",
    "result_rating",
    "result_rating_formula",
    "score_figures",
]


class Predicate(IntEnum):
    """The five performance predicates (predikat kinerja), the least first."""

    VERY_POOR = 1
    POOR = 2
    NEEDS_IMPROVEMENT = 3
    GOOD = 4
    VERY_GOOD = 5

    @property
    def label_id(self) -> str:
        """The predicate in Indonesian, as the regulation prints it."""
        return ("sangat kurang", "kurang/misconduct", "butuh perbaikan", "baik", "sangat baik")[self - 1]


SCORE_VALUE = Figure("score.value", "points")
"""The value of the score, 0 to 100 points."""

SCORE_GATE = Figure("score.gate", "yes/no")
"""Whether the main job is met; missing when that is not known."""

RESULT_RATING = Figure("rating.result", "1")
"""The rating of work results, 1 to 3."""

BEHAVIOUR_RATING = Figure("rating.behaviour", "1")
"""The rating of work behaviour, 1 to 3, given by a person; missing when nobody gave one."""

_ACHIEVED = SCORE_VALUE / Constant(100, "points")
# Sums of weights come out a hair beside the number that they stand for; that hair never makes a rating.
_HAIR = Constant(POINTS.hair / POINTS.high, "share")


_GATE = {Gate.MET: 1.0, Gate.MISSED: 0.0, Gate.UNKNOWN: None}


def score_figures(score: Score | InsufficientEvidence) -> dict[str, float | None]:
    """Return what ratings and pay may read of a score: its value, its gate, its parts.

    Args:
        score: A score, or that there is none: then value and gate are missing.

    Returns:
        "score.value", "score.gate", and "score.part.<name>" for each part.

    Raises:
        InvalidInput: It is the score of a unit, which rates and pays nobody.

    Examples:
        >>> score_figures(InsufficientEvidence(scorer="s", version="1", coverage=0.2, missing=(), reasons=()))
        {'score.value': None, 'score.gate': None}
    """
    if score.unit is not None:
        hint = "what measures a unit measures nobody in it; see docs/concepts/fair.md"
        given = f"of the unit {score.unit}"
        raise InvalidInput(Fault("score", given=given, expected="the score of an officer", hint=hint))
    if isinstance(score, InsufficientEvidence):
        return {SCORE_VALUE.name: None, SCORE_GATE.name: None}
    parts = {f"score.part.{part.name}": part.value for part in score.parts}
    return {SCORE_VALUE.name: score.value, SCORE_GATE.name: _GATE[score.gate], **parts}


def result_rating_formula(law: Law, *, achieved: Formula = _ACHIEVED, gate: Formula = SCORE_GATE) -> Formula:
    """Return the rating of work results (hasil kerja), 1 below expectation to 3 above it.

    A missed main job is below expectation, whatever else was achieved. Where it is not known whether the
    main job is met, there is no rating: a person gives it.

    Args:
        law: Read at ``rating.below`` and ``rating.above``.
        achieved: How much of what was expected was achieved, in parts of it; the score's value unless
            said otherwise. For an SKP with targets that can be passed, give `achievement(...)`.
        gate: Whether the main job is met.

    Returns:
        A formula over the score's figures: 1, 2 or 3; missing where the gate or the value is.

    Law: PermenPANRB 6/2022 has no threshold; the numbers are those of KMK 127/2026.
    Assumption: 100 points are what was expected in full.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> rating, day = result_rating_formula(national_law()), date(2026, 5, 31)
        >>> evaluate(rating, {"score.value": 93.0, "score.gate": 1.0}, on=day)
        2.0
        >>> evaluate(rating, {"score.value": 93.0, "score.gate": 0.0}, on=day)
        1.0
    """
    below, above = DatedConstant(law["rating.below"]), DatedConstant(law["rating.above"])
    reached = at_least(achieved, below - _HAIR, missing="missing")
    passed = more_than(achieved, above + _HAIR, missing="missing")
    by_value = Constant(Rating.BELOW) + reached + passed
    by_gate = Constant(Rating.BELOW) + gate * Constant(Rating.ABOVE - Rating.BELOW)
    return minimum(by_value, by_gate)


def predicate_rank_formula(
    law: Law, *, result: Formula | None = None, behaviour: Formula = BEHAVIOUR_RATING
) -> Formula:
    """Return the rank of the predicate, 1 (sangat kurang) to 5 (sangat baik).

    It follows the order of scores: a score that ranks higher never gets a lower predicate at the same
    behaviour.

    Args:
        law: Read at ``predicate.matrix`` and at what `result_rating_formula` reads.
        result: The rating of work results; from the score unless said otherwise.
        behaviour: The rating of behaviour; as expected where it is missing.

    Returns:
        A formula: 1 to 5; missing where the rating of results is.

    Law: PermenPANRB 6/2022, matrix of work results and work behaviour.
    Assumption: behaviour that nobody rated is as expected.
    """
    rated = result_rating_formula(law) if result is None else result
    behaved = IfMissing(behaviour, Constant(Rating.AS_EXPECTED))
    cell = (rated - Rating.BELOW) * len(Rating) + (behaved - Rating.BELOW)
    return Banded(cell, law["predicate.matrix"])


def result_rating(law: Law, figures: Mapping[str, float | None], *, on: date) -> Rating | None:
    """Return the rating of work results for the figures of a score; None when it cannot be given.

    Args:
        law: The law.
        figures: At least ``score.value`` and ``score.gate``, None when missing.
        on: The day whose law is read.
    """
    rating = evaluate(result_rating_formula(law), figures, on=on)
    return None if rating is None else Rating(int(rating))


def predicate_of(result: Rating, behaviour: Rating, *, law: Law, on: date) -> Predicate:
    """Return the predicate in which a rating of results and one of behaviour meet.

    Args:
        result: The rating of work results (hasil kerja).
        behaviour: The rating of work behaviour (perilaku kerja).
        law: Read at ``predicate.matrix``.
        on: The day whose law is read.

    Raises:
        NoValueOnDay: The law has no matrix on that day.
    """
    figures = {RESULT_RATING.name: float(result), BEHAVIOUR_RATING.name: float(behaviour)}
    return Predicate(int(evaluate(predicate_rank_formula(law, result=RESULT_RATING), figures, on=on)))
