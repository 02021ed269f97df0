"""Scoring by work behaviour (perilaku kerja): how others rate each value that the law lists.

Ratings are people's. Nothing here is advice: no figure of it says what somebody could do, and a rating by
oneself, presence and place are not read.
"""

from __future__ import annotations

from datetime import date

from asnwork.domain.behaviour import behaviour_figure
from asnwork.domain.formula import (
    Banded,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    all_of,
    at_least,
    at_most,
    equal_to,
    maximum,
    minimum,
    more_than,
    only_if,
    present,
    total,
)
from asnwork.domain.law import Basis, Item, Law
from asnwork.domain.rating import Rating
from asnwork.domain.reason import Wording
from asnwork.policies.behaviour_measures import behaviour_values
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import Lever, PartRule, word_of
from asnwork.scoring.pay.surabaya_eperformance import BEHAVIOUR_POINTS
from asnwork.scoring.score import InsufficientEvidence, Score, equal_weights

__all__ = ["behaviour_figures", "behaviour_rating_formula", "work_behaviour"]


def work_behaviour(law: Law, *, on: date | None = None) -> FormulaScorer:
    """Return the scorer of work behaviour: the mean rating by others of each value, as points.

    A value that nobody rated drops out; where too few were rated there is no score. It has no gate.

    Args:
        law: Read at ``behaviour.values``, ``behaviour.expected_points`` and ``score.minimum_coverage``.
        on: The day whose list of values is scored; the newest list unless said otherwise.

    Returns:
        0 to 100 points: 0 where all are rated below what is expected, 100 where all are above it.

    Raises:
        NoValueOnDay: There was no list on the day.

    Law: PermenPANRB 6/2022 for the seven values (BerAKHLAK), PP 30/2019 for the five before, reported.
    Assumption: values weigh alike, and so do superiors, peers and subordinates; between two steps of a rating
    points run on a straight line.

    Examples:
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> scorer = work_behaviour(national_law())
        >>> figures = dict.fromkeys(scorer.reads)
        >>> for value in ("accountable", "competent", "adaptive", "loyal"):
        ...     figures |= {f"behaviour.total.{value}": 5.0, f"behaviour.told.{value}": 2.0}
        >>> evaluate(scorer.formula, figures, on=date(2026, 5, 31))
        95.0
    """
    items = behaviour_values(law, on).entries
    listed = law["behaviour.values"]
    basis = listed.basis.on(listed.values.values[-1][0] if on is None else on, listed.path)
    weights = equal_weights(len(items))
    expected = DatedConstant(law["behaviour.expected_points"])
    return weighted_mean(
        "work_behaviour",
        [_part(item, weight, expected, basis) for item, weight in zip(items, weights, strict=True)],
        version="1",
        minimum_coverage=DatedConstant(law["score.minimum_coverage"]),
    )


def _mean(item: Item) -> Formula:
    return Figure(behaviour_figure("total", item.code)) / Figure(behaviour_figure("told", item.code))


def _part(item: Item, weight: int, expected: Formula, basis: Basis) -> PartRule:
    to_expected = maximum(minimum(_mean(item) - Rating.BELOW, 1), 0)
    beyond = maximum(minimum(_mean(item) - Rating.AS_EXPECTED, 1), 0)
    total_figure, told_figure = (behaviour_figure(what, item.code) for what in ("total", "told"))
    told, summed = f"${word_of(told_figure)}", f"${word_of(total_figure)}"
    en, id_ = item.label or item.code, item.label_id or item.code
    return PartRule(
        name=item.code,
        formula=expected * to_expected + (Constant(100, "points") - expected) * beyond,
        weight=weight,
        wording=Wording(
            f"{en}: {told} ratings by others, {summed} in all at 1 to 3 each, are worth $value points",
            f"{id_}: {told} penilaian oleh orang lain, jumlah {summed} dengan 1 s.d. 3 untuk tiap penilaian, "
            "bernilai $value poin",
        ),
        label=Wording(en, id_),
        basis=basis,
        levers=[Lever(figure=total_figure)],
    )


def behaviour_rating_formula(law: Law, *, on: date | None = None) -> Formula:
    """Return the rating of work behaviour as a whole, 1 below to 3 above what is expected.

    It is above where most values are above and none is below, below where most are below, and as expected
    otherwise. A value is what the mean of its ratings by others is nearest to. Give it to
    `predicate_rank_formula` as `behaviour`.

    Args:
        law: Read at ``behaviour.values``, ``behaviour.value_rating``, ``behaviour.most`` and
            ``score.minimum_coverage``.
        on: The day whose list of values is rated; the newest list unless said otherwise.

    Returns:
        A formula over the figures of `behaviour_measures`: 1, 2 or 3; missing where too few were rated.

    Raises:
        NoValueOnDay: There was no list on the day.

    Law: PermenPANRB 6/2022, rule of thumb, recalled and not checked against its text, assumed.
    Assumption: most is more than half of the values that were rated.

    Examples:
        >>> from asnwork.domain.formula import evaluate, figures_of
        >>> from asnwork.indonesia.law import national_law
        >>> rating = behaviour_rating_formula(national_law())
        >>> figures = {name: 4.0 if "told" in name else 11.0 for name in figures_of(rating)}
        >>> evaluate(rating, figures, on=date(2026, 5, 31))
        3.0
        >>> figures["behaviour.total.loyal"] = 5.0
        >>> evaluate(rating, figures, on=date(2026, 5, 31))
        2.0
    """
    items = behaviour_values(law, on).entries
    rated = [Banded(_mean(item), law["behaviour.value_rating"]) for item in items]
    known = total(*(present(each) for each in rated))
    above, below = (
        total(*(equal_to(each, step, missing="no") for each in rated))
        for step in (Rating.ABOVE, Rating.BELOW)
    )
    most = DatedConstant(law["behaviour.most"])
    mostly_above = more_than(above / known, most, missing="missing")
    mostly_below = more_than(below / known, most, missing="missing")
    rating = (
        Constant(Rating.AS_EXPECTED)
        + all_of(mostly_above, at_most(below, 0, missing="missing"))
        - mostly_below
    )
    minimum_coverage = DatedConstant(law["score.minimum_coverage"])
    return only_if(rating, at_least(known / Constant(len(items)), minimum_coverage, missing="no"))


def behaviour_figures(answer: Score | InsufficientEvidence) -> dict[str, float | None]:
    """Return what a pay rule may read of a score of work behaviour.

    Args:
        answer: A score of `work_behaviour`, or that there is none.

    Returns:
        "behaviour.points", missing where there is no score.

    Examples:
        >>> none = InsufficientEvidence(scorer="s", version="1", coverage=0, missing=(), reasons=())
        >>> behaviour_figures(none)
        {'behaviour.points': None}
    """
    return {BEHAVIOUR_POINTS.name: answer.value if isinstance(answer, Score) else None}
