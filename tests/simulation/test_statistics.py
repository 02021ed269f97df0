from __future__ import annotations

from math import inf, nan, pi, sqrt, tan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.errors import InvalidInput
from asnwork.simulation.statistics import PairedDifference, paired_difference, t_quantile

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
measures = st.lists(st.tuples(*[st.floats(-1e3, 1e3)] * 2), min_size=2, max_size=8)


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


# --- paired differences ------------------------------------------------------------------------


def test_a_paired_interval_is_the_one_of_the_books() -> None:
    """Mean, half-width and variance ratio of a small table, worked out by hand."""
    found = paired_difference([10.0, 12.0, 14.0, 16.0], [11.0, 14.0, 15.0, 18.0])
    spread = (0.25 + 0.25 + 0.25 + 0.25) / 3
    assert 1.5 == found.mean
    assert 3.1824463 * sqrt(spread / 4) == pytest.approx(found.half_width, rel=1e-7)
    assert (4, 0.95, 1) == (found.replications, found.level, found.family)
    assert spread / (20 / 3 + 25 / 3) == pytest.approx(found.variance_ratio)
    assert (found.mean - found.half_width, found.mean + found.half_width) == (found.low, found.high)


def test_one_replication_has_no_interval() -> None:
    """With one pair there is a difference and no noise to tell."""
    found = paired_difference([2.0], [5.0])
    assert (
        PairedDifference(mean=3.0, half_width=None, replications=1, level=0.95, family=1, variance_ratio=None)
        == found
    )
    assert (None, None) == (found.low, found.high)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=9))
def test_identical_schemes_differ_by_exactly_nothing(measured: list[float]) -> None:
    """The same numbers differ by 0 with an interval of no width."""
    found = paired_difference(measured, list(measured))
    assert (0.0, 0.0, 0.0, 0.0) == (found.mean, found.half_width, found.low, found.high)


def test_numbers_that_never_vary_have_no_ratio() -> None:
    """Where neither scheme varies nothing can be said of what pairing brings; the difference is exact."""
    found = paired_difference([1.0, 1.0, 1.0], [3.0, 3.0, 3.0])
    assert (2.0, 0.0, None) == (found.mean, found.half_width, found.variance_ratio)


@given(measures)
def test_turning_the_comparison_turns_the_sign(pairs: list[tuple[float, float]]) -> None:
    """The other way round the difference is the opposite, as wide, and pairing brings the same."""
    one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    forth, back = paired_difference(one, other), paired_difference(other, one)
    assert -forth.mean == back.mean
    assert forth.half_width == back.half_width
    assert forth.variance_ratio == back.variance_ratio


@given(measures, st.integers(2, 20))
def test_a_larger_family_or_level_makes_a_wider_interval(
    pairs: list[tuple[float, float]], family: int
) -> None:
    """Bonferroni: each of several intervals that share a level is the interval at a higher level alone."""
    one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    alone = paired_difference(one, other)
    shared = paired_difference(one, other, family=family)
    assert alone.mean == shared.mean
    assert alone.half_width <= shared.half_width
    higher = paired_difference(one, other, level=1 - 0.05 / family)
    assert higher.half_width == pytest.approx(shared.half_width, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("one", "other"), [([], []), ([1.0], []), ([1.0], [1.0, 2.0])])
def test_pairs_must_be_pairs(one: list[float], other: list[float]) -> None:
    """As many of one as of the other, and at least one; both counts are told."""
    with pytest.raises(InvalidInput, match="as many of one as of the other") as caught:
        paired_difference(one, other)
    assert (len(one), len(other)) == caught.value.faults[0].given


# --- coverage ----------------------------------------------------------------------------------

EXPERIMENTS, REPLICATIONS, TRUTH = 2000, 6, 0.03


def covered(family: int, seed: int) -> float:
    """The share of simulated experiments in which every interval of a family holds the known difference."""
    draws = np.random.Generator(np.random.Philox(key=seed))
    city = draws.normal(0.7, 0.10, (EXPERIMENTS, REPLICATIONS, 1))
    noise = draws.normal(0.0, 0.02, (2, EXPERIMENTS, REPLICATIONS, family))
    before, after = city + noise[0], city + TRUTH + noise[1]
    held = 0
    for experiment in range(EXPERIMENTS):
        found = [
            paired_difference(
                before[experiment, :, number].tolist(), after[experiment, :, number].tolist(), family=family
            )
            for number in range(family)
        ]
        held += all(each.low <= TRUTH <= each.high for each in found)
    return held / EXPERIMENTS


def test_intervals_cover_a_known_difference_as_often_as_they_say() -> None:
    """95 % paired intervals cover a known difference in 93 to 97 % of 2,000 experiments."""
    assert 0.93 <= covered(family=1, seed=11) <= 0.97


def test_a_family_of_intervals_covers_as_often_as_it_says() -> None:
    """Three intervals that share 95 % all cover in at least 93 % of experiments, and not always."""
    assert 0.93 <= covered(family=3, seed=12) <= 0.985


def test_pairing_on_common_seeds_narrows_the_difference() -> None:
    """When two schemes meet the same city the ratio of variances says how much that brings."""
    draws = np.random.Generator(np.random.Philox(key=13))
    city, noise = draws.normal(0.7, 0.10, 400), draws.normal(0.0, 0.02, (2, 400))
    together = paired_difference((city + noise[0]).tolist(), (city + noise[1]).tolist())
    other_city = draws.normal(0.7, 0.10, 400)
    apart = paired_difference((city + noise[0]).tolist(), (other_city + noise[1]).tolist())
    assert together.variance_ratio < 0.1
    assert 1 == pytest.approx(apart.variance_ratio, abs=0.3)
    assert together.half_width < apart.half_width
