"""How sure a number is that was made of few cases: quantiles, and the variance of a share."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, isfinite, lgamma, log, sqrt
from statistics import NormalDist

from asnwork.errors import Fault, InvalidInput

__all__ = ["deviations", "half_width", "share_variance", "t_quantile"]


def deviations(level: float) -> float:
    """Return how many standard deviations on either side hold a share of a normal distribution.

    Args:
        level: The share, between 0 and 1, such as 0.95.

    Raises:
        InvalidInput: The level is not between 0 and 1.

    Examples:
        >>> round(deviations(0.95), 2)
        1.96
    """
    if not 0 < level < 1:
        raise InvalidInput(Fault("level", given=level, expected="more than 0 and less than 1"))
    return NormalDist().inv_cdf((1 + level) / 2)


def half_width(moves: Sequence[float], level: float) -> float | None:
    """Return half the width of the interval of a number that few cases made, by Student's t.

    Args:
        moves: How far each case moves the number, in its unit; they add up to 0. Of a mean of n cases it is
            what each lies above the mean, over n.
        level: The share of such intervals that hold the number that all cases would give.

    Returns:
        Half the width, in the unit of the number; None with fewer than two cases, which tell nothing of it.

    Examples:
        >>> round(half_width([-1 / 3, 0, 1 / 3], 0.95), 4)
        2.4841
        >>> half_width([0.0], 0.95)
    """
    cases = len(moves)
    if cases <= 1:
        return None
    squares = fsum(move * move for move in moves)
    return t_quantile((1 + level) / 2, cases - 1) * sqrt(squares * cases / (cases - 1))


def share_variance(part: float, whole: float) -> float:
    """Return the variance of one case that comes out well as often as `part` of `whole` earlier ones did.

    Half a case that did and half a case that did not are added first (Jeffreys), so that a share of all or
    none, seen in a few cases, is not taken for certain.

    Args:
        part: How many came out well.
        whole: Of how many.

    Raises:
        InvalidInput: There are less than none, or more of the part than of the whole.

    Examples:
        >>> share_variance(30, 30) > 0
        True
    """
    if not 0 <= part <= whole:
        raise InvalidInput(Fault("part", given=(part, whole), expected="0 or more, and at most the whole"))
    share = (part + 0.5) / (whole + 1)
    return share * (1 - share)


def t_quantile(probability: float, degrees: int) -> float:
    """Return the quantile of Student's t distribution, found by bisection on its distribution function.

    Args:
        probability: Between 0.5 and 1.
        degrees: Degrees of freedom, at least 1.

    Raises:
        InvalidInput: A probability or a number of degrees for which there is none.

    Examples:
        >>> round(t_quantile(0.975, 4), 4)
        2.7764
    """
    if not 0.5 <= probability < 1 or degrees < 1:
        raise InvalidInput(
            Fault(
                "probability",
                given=(probability, degrees),
                expected="0.5 to below 1, with 1 degree of freedom or more",
            )
        )
    low, high = 0.0, 1.0
    while _t_below(high, degrees) < probability:
        high *= 2
    # Until no number lies between the two.
    while low < (middle := (low + high) / 2) < high:
        if _t_below(middle, degrees) < probability:
            low = middle
        else:
            high = middle
    return middle


def _t_below(value: float, degrees: int) -> float:
    """The probability that t lies below a value that is not negative."""
    return 1 - _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + value * value)) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    tiny = 1e-300
    d = 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    c, value, m = 1.0, d, 0
    while m == 0 or abs(d * c - 1) >= 1e-14:
        m += 1
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + numerator * d
            c = 1 + numerator / c
            d, c = 1 / (d if abs(d) > tiny else tiny), (c if abs(c) > tiny else tiny)
            value *= d * c
    result = front * value
    assert isfinite(result)
    return result
