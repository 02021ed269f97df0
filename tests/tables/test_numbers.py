from __future__ import annotations

import math
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.errors import InvalidInput, UnknownName
from asnwork.tables import duration, largest_remainder, number, percent, rupiah

FINITE = st.floats(allow_nan=False, allow_infinity=False)
WEIGHTS = st.lists(st.integers(0, 10**6) | st.floats(0, 1e9), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "value", "digits", "lang"),
    [
        ("1,234.5", 1234.5, 1, "en"),
        ("1.234,5", 1234.5, 1, "id"),
        ("1.234.567", 1234567, 0, "id"),
        ("-1,234", -1234.0, 0, "en"),
        ("0.0", -0.04, 1, "en"),
        ("0", -0.0, 0, "id"),
        ("9,007,199,254,740,993.00", 2**53 + 1, 2, "en"),
        ("-", None, 3, "id"),
    ],
)
def test_numbers_follow_the_language(text, value, digits, lang):
    """Thousands and decimals are marked as the language does, a missing value by a dash."""
    assert text == number(value, digits, lang)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_number_is_written_for_nan(value):
    """NaN and infinities are refused by every format, with the way out."""
    for written in (number, percent, rupiah, duration):
        with pytest.raises(InvalidInput, match="None where a value is missing"):
            written(value)


def test_an_unknown_language_is_named():
    """A language without words is refused, also where there is no value to write."""
    for written in (number, percent, rupiah, duration):
        with pytest.raises(UnknownName, match="language 'fr'"):
            written(None, lang="fr")


@given(FINITE | st.integers(), st.integers(0, 6))
def test_both_languages_write_the_same_number(value, digits):
    """Swapping points and commas turns one language into the other, and reading it back is near the value."""
    english = number(value, digits, "en")
    assert english == number(value, digits, "id").translate(str.maketrans(",.", ".,"))
    assert abs(Fraction(english.replace(",", "")) - Fraction(value)) <= Fraction(1, 2 * 10**digits)


def test_shares_and_money():
    """A share is written in percent, an amount in whole rupiah with the sign in front."""
    assert ("71.6 %", "72 %", "-0.4 %") == (percent(0.716), percent(0.716, 0), percent(-0.004))
    assert ("Rp 0", "-Rp 1.500.000", "-") == (rupiah(0), rupiah(-1_500_000, "id"), rupiah(None))
    assert "-" == percent(None, 2, "id")


@pytest.mark.parametrize(
    ("english", "indonesian", "length"),
    [
        ("0 min", "0 menit", 0),
        ("< 1 min", "< 1 menit", timedelta(seconds=29)),
        ("1 min", "1 menit", 0.6),
        ("2 h", "2 jam", 119.9),
        ("2 h 15 min", "2 jam 15 menit", 135),
        ("-2 h 15 min", "-2 jam 15 menit", timedelta(minutes=-135)),
        ("24 h", "24 jam", timedelta(days=1)),
        ("47 h 59 min", "47 jam 59 menit", 47 * 60 + 59),
        ("2 days", "2 hari", timedelta(hours=48, minutes=20)),
        ("3 days 4 h", "3 hari 4 jam", timedelta(days=3, hours=3, minutes=40)),
        ("< 1 min", "< 1 menit", -0.2),
        ("-", "-", None),
    ],
)
def test_lengths_of_time(english, indonesian, length):
    """A length shows at most two units, carries over when rounded, and turns to days from 48 hours."""
    assert english == duration(length)
    assert indonesian == duration(length, "id")


@given(WEIGHTS, st.integers(0, 10**9))
def test_shares_add_up(weights, total):
    """The whole numbers add up to the total, and each is less than one away from its exact share."""
    if not any(weights):
        weights = [*weights, 1]
    shares = largest_remainder(weights, total)
    whole = sum(map(Fraction, weights))
    assert total == sum(shares)
    assert all(abs(share - Fraction(w) * total / whole) < 1 for share, w in zip(shares, weights, strict=True))


@given(st.integers(1, 20), st.integers(0, 100))
def test_equal_remainders_go_to_the_first(count, total):
    """Among equal weights the first ones get the units that are left."""
    shares = largest_remainder([Fraction(1, 3)] * count, total)
    assert list(shares) == sorted(shares, reverse=True)


def test_whole_values_that_add_up_stay():
    """Values that are whole and add up to the total come back unchanged."""
    assert (20, 30, 50) == largest_remainder([20, 30, 50], 100)
    assert () == largest_remainder([], 0)
    assert (0, 0) == largest_remainder([0, 0], 0)


def test_all_faults_of_shares_at_once():
    """Every weight that cannot be one is named, with the total."""
    with pytest.raises(InvalidInput) as caught:
        largest_remainder([1, -1, math.nan], -3)
    assert ["values[1]", "values[2]", "total"] == [fault.path for fault in caught.value.faults]
    with pytest.raises(InvalidInput, match="one value above zero"):
        largest_remainder([0, 0], 5)
