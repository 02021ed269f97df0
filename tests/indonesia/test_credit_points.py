from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from asnwork.domain.law import Certainty
from asnwork.errors import InvalidInput, NoValueOnDay
from asnwork.indonesia.credit_points import FunctionalLevel, credit_points_for, yearly_coefficient
from asnwork.indonesia.law import national_law
from asnwork.scoring.predicate import Predicate, Rating

LAW = national_law()
DAY = date(2026, 12, 31)


@pytest.mark.parametrize(("predicate", "percent"), [*zip(Predicate, (25, 50, 75, 100, 150), strict=True)])
def test_each_predicate_earns_its_percent(predicate, percent):
    """The five predicates earn 25 to 150 percent of the coefficient."""
    assert percent == credit_points_for(predicate, 100, law=LAW, on=DAY)


@given(st.sampled_from(Predicate), st.integers(0, 1000), st.integers(0, 1000))
def test_points_go_with_the_coefficient(predicate, one, other):
    """Twice the coefficient earns twice the points: the points of a sum are the sum of the points."""
    together = credit_points_for(predicate, one + other, law=LAW, on=DAY)
    apart = [credit_points_for(predicate, part, law=LAW, on=DAY) for part in (one, other)]
    assert approx(together) == sum(apart)


def test_a_coefficient_below_nothing_is_refused():
    """A coefficient is 0 or more."""
    with pytest.raises(InvalidInput, match="coefficient"):
        credit_points_for(Predicate.GOOD, -1, law=LAW, on=DAY)


@pytest.mark.parametrize(
    ("level", "points"), [*zip(FunctionalLevel, (12.5, 25, 37.5, 50, 5, 12.5, 25), strict=True)]
)
def test_each_level_has_its_coefficient(level, points):
    """Each level has a coefficient, and only the one that was found in a form is reported."""
    assert points == yearly_coefficient(level, law=LAW, on=DAY)
    certainty = LAW[f"credit.coefficient.{level.value}"].basis.on(DAY).certainty
    assert (Certainty.REPORTED if level is FunctionalLevel.EXPERT_MIDDLE else Certainty.ASSUMED) is certainty


def test_there_was_no_such_rule_before():
    """Before the instrument there are no points."""
    with pytest.raises(NoValueOnDay):
        credit_points_for(Predicate.GOOD, 25, law=LAW, on=date(2022, 12, 31))


@pytest.mark.parametrize("wrong", [0, 4, 6, Rating.ABOVE, True, None, float("nan")])
def test_what_is_no_predicate_earns_nothing(wrong):
    """A number or a rating in place of a predicate is refused, and not read as the nearest band."""
    with pytest.raises(InvalidInput, match="predicate"):
        credit_points_for(wrong, 25, law=LAW, on=DAY)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_a_coefficient_is_finite(wrong):
    """What is no number is no coefficient."""
    with pytest.raises(InvalidInput, match="coefficient"):
        credit_points_for(Predicate.GOOD, wrong, law=LAW, on=DAY)
