from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.law import Law
from asnwork.errors import InvalidInput, NoValueOnDay, UnknownName
from asnwork.indonesia.exact import exact, half_up, law_number, law_whole
from tests.laws import parameter

DAY = date(2026, 5, 4)
FRACTIONS = st.fractions(-1000, 1000, max_denominator=10_000)
STEPS = st.fractions(0, 10, max_denominator=1000).filter(bool)


@given(st.decimals(-10_000, 10_000, places=6))
def test_decimals_are_read_as_they_are_printed(number):
    """A float that stands for a decimal is that decimal, exactly."""
    assert Fraction(number) == exact(float(number))


@given(st.integers(-(10**30), 10**30) | FRACTIONS)
def test_what_is_exact_stays_as_it_is(number):
    """Whole numbers and fractions are not touched, however long they are."""
    assert number == exact(number)


def test_a_last_bit_moves_nothing():
    """A sum that misses its decimal by a hair is read as the decimal."""
    assert Fraction(3, 10) == exact(0.1 + 0.2)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_finite_is_refused(number):
    """NaN and infinity are no numbers to reckon with; the message names the place."""
    with pytest.raises(InvalidInput, match=r"target: given .*, expected a finite number"):
        exact(number, "target")


def test_what_is_below_the_least_is_refused():
    """A number that may not be below 0 is refused below it, and not at it."""
    assert 0 == exact(0, least=0)
    with pytest.raises(InvalidInput, match="weight: given -1, expected 0 or more"):
        exact(-1, "weight", least=0)


@given(FRACTIONS, STEPS)
def test_rounding_gives_the_nearest_multiple(number, step):
    """A rounded number is a multiple of the step, at most half a step away, and a half goes up."""
    rounded = half_up(number, step)
    assert 1 == (rounded / step).denominator
    assert -step / 2 < rounded - number <= step / 2


@given(FRACTIONS, STEPS)
def test_rounding_twice_is_rounding_once(number, step):
    """What is rounded already stays."""
    assert half_up(number, step) == half_up(half_up(number, step), step)


def test_a_number_of_the_law_is_what_is_printed():
    """0.7 in a file is seven tenths, not the float beside it."""
    law = Law(parameters=[parameter("a.share", "share", 0.7), parameter("a.days", "days", 14.0)])
    assert Fraction(7, 10) == law_number(law, "a.share", DAY)
    assert 14 == law_whole(law, "a.days", DAY)
    with pytest.raises(InvalidInput, match=r"a\.share: given 0\.7, expected a whole number"):
        law_whole(law, "a.share", DAY)


def test_what_the_law_does_not_say_is_an_error():
    """A path that is not there and a day without a value are refused."""
    law = Law(parameters=[parameter("a.days", "days", 14.0, since=DAY)])
    with pytest.raises(UnknownName):
        law_number(law, "a.day", DAY)
    with pytest.raises(NoValueOnDay):
        law_whole(law, "a.days", date(2026, 5, 3))


def test_yes_is_no_number() -> None:
    """True and False are refused, and do not pass for 1 and 0."""
    for answer in (True, False):
        with pytest.raises(InvalidInput, match="a finite number"):
            exact(answer)
