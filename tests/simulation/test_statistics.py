from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.errors import InvalidInput
from asnwork.simulation.statistics import PairedDifference, paired_difference

measures = st.lists(st.tuples(*[st.floats(-1e3, 1e3)] * 2), min_size=2, max_size=8)


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
