from __future__ import annotations

from math import inf, nan, pi, sqrt, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.intervals import deviations, half_width, share_variance, t_quantile
from asnwork.errors import InvalidInput

# Student's t, as every table prints it: degrees of freedom, then 90, 95, 97.5 and 99.5 %.
TABLE = {
    1: (3.0777, 6.3138, 12.7062, 63.6567),
    2: (1.8856, 2.9200, 4.3027, 9.9248),
    4: (1.5332, 2.1318, 2.7764, 4.6041),
    9: (1.3830, 1.8331, 2.2622, 3.2498),
    30: (1.3104, 1.6973, 2.0423, 2.7500),
    1000: (1.2824, 1.6464, 1.9623, 2.5808),
}
PROBABILITIES = (0.9, 0.95, 0.975, 0.995)


@pytest.mark.parametrize("degrees", TABLE)
def test_quantiles_are_those_of_the_tables(degrees: int) -> None:
    """The quantiles of Student's t are the published ones, to the digits that are published."""
    assert TABLE[degrees] == tuple(round(t_quantile(each, degrees), 4) for each in PROBABILITIES)


@given(st.floats(0.51, 0.9999))
def test_quantiles_with_one_and_two_degrees_have_a_closed_form(probability: float) -> None:
    """With 1 degree of freedom it is a tangent, with 2 a root, to nine digits."""
    assert tan(pi * (probability - 0.5)) == pytest.approx(t_quantile(probability, 1), rel=1e-9, abs=1e-9)
    root = (2 * probability - 1) * sqrt(2 / (4 * probability * (1 - probability)))
    assert root == pytest.approx(t_quantile(probability, 2), rel=1e-9, abs=1e-9)


def test_quantiles_fall_towards_the_normal_one() -> None:
    """More degrees of freedom make a narrower interval, down to that of a known variance."""
    quantiles = [t_quantile(0.975, degrees) for degrees in (1, 2, 3, 5, 10, 100, 10_000, 1_000_000)]
    assert sorted(quantiles, reverse=True) == quantiles
    assert 1.959964 == pytest.approx(quantiles[-1], abs=1e-5)


def test_quantiles_far_out_are_found() -> None:
    """With one degree of freedom the tail is long: a level close to 1 has a quantile far out."""
    assert tan(pi * (1 - 1e-9 - 0.5)) == pytest.approx(t_quantile(1 - 1e-9, 1), rel=1e-6)


@given(st.floats(0.5, 0.999), st.floats(0.5, 0.999), st.integers(1, 200))
def test_a_higher_level_never_makes_a_narrower_interval(one: float, other: float, degrees: int) -> None:
    """Quantiles rise with the probability and are 0 in the middle."""
    low, high = sorted((one, other))
    assert 0 <= t_quantile(low, degrees) <= t_quantile(high, degrees)
    assert 0 == pytest.approx(t_quantile(0.5, degrees), abs=1e-9)


@pytest.mark.parametrize(
    ("probability", "degrees"), [(0.49, 4), (1.0, 4), (nan, 4), (inf, 4), (-1, 4), (0.9, 0), (0.9, -3)]
)
def test_there_is_no_such_quantile(probability: float, degrees: int) -> None:
    """A probability outside 0.5 to 1 and fewer than 1 degree of freedom are refused, with both."""
    with pytest.raises(InvalidInput, match=r"expected 0.5 to below 1, with 1 degree of freedom") as caught:
        t_quantile(probability, degrees)
    assert "probability" == caught.value.faults[0].path


# --- normal deviations -------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "expected"), [(0.5, 0.6745), (0.9, 1.6449), (0.95, 1.96), (0.99, 2.5758)])
def test_deviations_are_those_of_the_tables(level: float, expected: float) -> None:
    """So many standard deviations on either side hold the level, to the digits that are published."""
    assert expected == round(deviations(level), 4)


@pytest.mark.parametrize("level", [0, 1, -0.1, 95, nan, inf])
def test_a_level_is_a_share(level: float) -> None:
    """A level outside 0 to 1, such as one in percent, is refused."""
    with pytest.raises(InvalidInput, match=r"level: given .*, expected more than 0 and less than 1"):
        deviations(level)


# --- half-widths -------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 4), min_size=2, max_size=30))
def test_a_half_width_is_that_of_a_mean(answers: list[int]) -> None:
    """With each case over n it is t x s / root of n, as every book has it."""
    count = len(answers)
    mean = sum(answers) / count
    spread = sqrt(sum((answer - mean) ** 2 for answer in answers) / (count - 1))
    found = half_width([(answer - mean) / count for answer in answers], 0.95)
    assert t_quantile(0.975, count - 1) * spread / sqrt(count) == pytest.approx(found)


@pytest.mark.parametrize("moves", [[], [0.0]])
def test_one_case_has_no_half_width(moves: list[float]) -> None:
    """Fewer than two cases tell nothing of how far cases differ."""
    assert half_width(moves, 0.95) is None


# --- the variance of a share -------------------------------------------------------------------


def test_a_share_of_many_has_the_variance_of_the_books() -> None:
    """With many cases the half cases added do not matter: p x (1 - p)."""
    assert 0.16 == pytest.approx(share_variance(80_000, 100_000), rel=1e-4)


@given(st.integers(0, 50), st.integers(0, 50))
def test_nothing_is_certain(good: int, bad: int) -> None:
    """A share of all or of none still has a variance; good and bad may be swapped."""
    variance = share_variance(good, good + bad)
    assert 0 < variance <= 0.25
    assert variance == pytest.approx(share_variance(bad, good + bad))


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (nan, 3)])
def test_a_part_is_no_more_than_the_whole(part: float, whole: float) -> None:
    """Less than none, and more than all, are refused."""
    with pytest.raises(InvalidInput, match="at most the whole"):
        share_variance(part, whole)
