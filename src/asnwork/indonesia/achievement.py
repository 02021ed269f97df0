"""Achievement as PermenPANRB 8/2021 had it: from realisation and target to the value of an indicator.

PermenPANRB 6/2022 rates expectations and took the place of this arithmetic; it is kept for appraisals of
its days, and because no later rule has any other. Whoever wants it for a later year reads the law of its last
day, the end of 2021 (assumed). Every step is counted exactly.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import frozen

from asnwork.domain.law import Bands, Law
from asnwork.errors import Fault, InvalidInput
from asnwork.indonesia.exact import Exact, exact, half_up, law_number
from asnwork.scoring.predicate import Predicate

__all__ = ["Better", "IndicatorValue", "TargetRange", "achieved_percent", "indicator_value"]


class Better(Enum):
    """Which way an indicator gets better: more is better (normal), or less is (khusus), such as time."""

    MORE = "more"
    LESS = "less"


@frozen(kw_only=True)
class TargetRange:
    """A target that is a range, such as 80 to 90 %; both ends belong to it.

    Raises:
        InvalidInput: The low end is not above 0, or not below the high end.
    """

    low: Exact
    high: Exact

    def __attrs_post_init__(self) -> None:
        if not 0 < exact(self.low, "low") < exact(self.high, "high"):
            given = (self.low, self.high)
            raise InvalidInput(Fault("target", given=given, expected="0 < low < high"))


def achieved_percent(
    realised: Exact, target: Exact | TargetRange, *, better: Better = Better.MORE, law: Law, on: date
) -> float:
    """Return how much of a target was achieved (capaian indikator kinerja), in percent, not yet rounded.

    Where more is better it is realised / target; where less is better, 1 + (1 - realised / target). Above a
    range the target is its upper end, below it its lower end, whichever way is better.

    The annex prints one example that its own arithmetic does not give: 92 against a target of 80 to 90 is
    shown as 113 %. Divided by the upper end it is 102.2 %, and that is what comes out here.

    Args:
        realised: What was realised, in the unit of the target; 0 or more.
        target: A number above 0, or a range.
        better: Which way it gets better.
        law: Read at ``achievement.inside_range``.
        on: The day whose law is read.

    Returns:
        Percent of the target; below 0 where less is better and more than twice the target was used.

    Raises:
        InvalidInput: What was realised is below 0, the target is not above 0, one of them is not finite, or
            `better` is no `Better`.
        NoValueOnDay: There was no such rule on the day.

    Law: PermenPANRB 8/2021, annex pp. 99 and 110, reported.
    Assumption: within a range the target is reached in full; the pages that were read do not say.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> law, day = national_law(), date(2021, 12, 31)
        >>> achieved_percent(70, TargetRange(low=80, high=90), law=law, on=day)
        87.5
        >>> achieved_percent(9, TargetRange(low=7, high=8), better=Better.LESS, law=law, on=day)
        87.5
    """
    if not isinstance(better, Better):
        raise InvalidInput(Fault("better", given=better, expected="Better.MORE or Better.LESS"))
    # Read in any case: on a day without the rule there is no achievement, whatever the target is.
    inside = law_number(law, "achievement.inside_range", on)
    done = exact(realised, "realised", least=0)
    if isinstance(target, TargetRange):
        low, high = exact(target.low), exact(target.high)
        if low <= done <= high:
            return float(inside)
        aim = high if done > high else low
    else:
        aim = exact(target, "target")
        if aim <= 0:
            raise InvalidInput(Fault("target", given=target, expected="more than 0"))
    part = done / aim
    return float(100 * (part if better is Better.MORE else 1 + (1 - part)))


# --- from an achievement to a value -----------------------------------------------------------------

# The ends of each category's line, by its rank; on a flat line both are one parameter.
_LINES = {
    Predicate.VERY_POOR: ("achievement.very_poor_low", "achievement.very_poor_high"),
    Predicate.POOR: ("achievement.poor_low", "achievement.poor_high"),
    Predicate.NEEDS_IMPROVEMENT: ("achievement.fair_low", "achievement.fair_high"),
    Predicate.GOOD: ("achievement.good", "achievement.good"),
    Predicate.VERY_GOOD: ("achievement.very_good_low", "achievement.very_good_high"),
}


@frozen(kw_only=True)
class IndicatorValue:
    """The value of one indicator (nilai capaian IKI), with the rounded percent and the category it is in."""

    percent: float
    category: Predicate
    value: float


def indicator_value(percent: Exact, *, target_is_ceiling: bool = False, law: Law, on: date) -> IndicatorValue:
    """Return the value of an indicator (nilai capaian IKI) for what was achieved.

    The achievement is rounded to a whole percent, a half up; that percent has a category, and within a
    category the value runs on a straight line from its low to its high end.

    Args:
        percent: What was achieved, by `achieved_percent`.
        target_is_ceiling: Whether the target is the most that is possible; then all of it is very good.
        law: Read at ``achievement``.
        on: The day whose law is read.

    Returns:
        The whole percent, the category and the value, 0 to 120 points. What is above 110 % has a category
        without a name and counts as very good; the third category was called cukup.

    Raises:
        InvalidInput: The percent is not finite, or a rank in the law is no category.
        NoValueOnDay: There was no such rule on the day.

    Law: PermenPANRB 8/2021, annex pp. 99, 101 and 363, reported; the line of 101 to 110 % is recalled.
    Assumption: an achievement below 0 counts as 0; a half goes up.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> law, day = national_law(), date(2021, 12, 31)
        >>> indicator_value(achieved_percent(93, 95, law=law, on=day), law=law, on=day)
        IndicatorValue(percent=98.0, category=<Predicate.NEEDS_IMPROVEMENT: 3>, value=88.0)
    """
    table = law["achievement.category"].bands_on(on)
    step = exact(table.step or 1)
    reached = half_up(max(Fraction(0), exact(percent, "percent")), step)
    rank = _rank(table, reached)
    if target_is_ceiling and reached == 100:
        category, value = Predicate.VERY_GOOD, law_number(law, "achievement.ceiling", on)
    elif rank > Predicate.VERY_GOOD:
        category, value = Predicate.VERY_GOOD, law_number(law, "achievement.beyond", on)
    else:
        category = Predicate(int(rank))
        low, high = (law_number(law, path, on) for path in _LINES[category])
        value = low + (high - low) * _along(table, reached, step)
    return IndicatorValue(percent=float(reached), category=category, value=float(value))


def _rank(table: Bands, reached: Fraction) -> float:
    """The rank of the category: that of a predicate, or one more for what is beyond them."""
    rank, most = table.of(float(reached)), Predicate.VERY_GOOD + 1
    if rank not in range(1, most + 1):
        raise InvalidInput(Fault("achievement.category", given=rank, expected=f"a category, 1 to {most}"))
    return rank


def _along(table: Bands, reached: Fraction, step: Fraction) -> Fraction:
    """How far along its band a percent lies, 0 to 1; a band ends one step before the next begins."""
    edges = [Fraction(0), *map(exact, table.edges)]
    begins = max(edge for edge in edges if edge <= reached)
    ends = min((edge for edge in edges if edge > reached), default=reached + step) - step
    return (reached - begins) / (ends - begins) if ends > begins else Fraction(1)
