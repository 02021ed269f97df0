from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.scoring.rupiah import ONE, adding_up, half_up, is_whole, whole_parts


@pytest.mark.parametrize(
    ("above", "below", "expected"), [(1, 2, 1), (3, 2, 2), (4, 3, 1), (5, 3, 2), (0, 7, 0), (7, 7, 1)]
)
def test_a_half_goes_up(above: int, below: int, expected: int) -> None:
    """The nearest whole number, the greater of two equally near ones."""
    assert expected == half_up(above, below)


def test_shares_are_read_to_twelve_decimals() -> None:
    """The last bits of a float do not matter, and a hair below nothing is nothing."""
    assert 3 * ONE // 10 == whole_parts(0.1 + 0.2)
    assert 0 == whole_parts(-1e-15)


@pytest.mark.parametrize(
    ("value", "expected"), [(0, True), (5, True), (-1, False), (True, False), (1.0, False), (None, False)]
)
def test_whole_numbers_are_told_from_others(value: object, expected: bool) -> None:
    """Only whole numbers that reach the least are amounts."""
    assert expected is is_whole(value, least=0)


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=6), st.integers(1, 10**6))
def test_parts_add_up_and_stay_within_a_rupiah(above: list[int], below: int) -> None:
    """Parts add up to the rounded whole, and none is off by a whole unit or more."""
    total = half_up(sum(above), below)
    parts = adding_up(above, below, total)
    assert total == sum(parts)
    assert all(abs(part - Fraction(amount, below)) < 1 for part, amount in zip(parts, above, strict=True))
    # Who has more never gets less.
    assert [part for _, part in sorted(zip(above, parts, strict=True))] == sorted(parts)


def test_equal_losses_go_to_the_first() -> None:
    """Of parts that lost the same the first one is lifted."""
    assert (2, 1, 1) == adding_up([4, 4, 4], 3, 4)
