"""Intervals for differences between schemes that met the same citizens.

An interval here speaks of simulation noise only: how far the answer would move on other seeds. What is not
known about the city is another matter, and stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt

from attrs import frozen

from asnwork.domain.intervals import t_quantile
from asnwork.errors import Fault, InvalidInput

__all__ = ["PairedDifference", "paired_difference", "t_quantile"]


@frozen(kw_only=True)
class PairedDifference:
    """A mean difference over paired replications, with its simulation noise.

    Attributes:
        mean: The mean difference.
        half_width: Half the width of the interval, in the unit of the measure; None with one replication.
        replications: How many pairs.
        level: The level of the whole family of intervals, such as 0.95.
        family: How many intervals share that level (Bonferroni).
        variance_ratio: Variance of the difference over the variance that unpaired seeds would give; below 1
            pairing helps; None when it cannot be told.
    """

    mean: float
    half_width: float | None
    replications: int
    level: float
    family: int
    variance_ratio: float | None

    @property
    def low(self) -> float | None:
        """The lower end of the interval."""
        return None if self.half_width is None else self.mean - self.half_width

    @property
    def high(self) -> float | None:
        """The upper end of the interval."""
        return None if self.half_width is None else self.mean + self.half_width


def paired_difference(
    baseline: Sequence[float], other: Sequence[float], *, level: float = 0.95, family: int = 1
) -> PairedDifference:
    """Return the mean difference other - baseline over paired replications, with its interval.

    Args:
        baseline: The measure under the first scheme, one number for each replication.
        other: The same under the other scheme, on the same seeds in the same order.
        level: The level of the whole family.
        family: How many intervals share it.

    Raises:
        InvalidInput: The two differ in length, or are empty.

    Examples:
        >>> found = paired_difference([0.50, 0.52, 0.51], [0.55, 0.56, 0.57])
        >>> round(found.mean, 3), found.replications
        (0.05, 3)
        >>> paired_difference([1.0, 2.0], [1.0, 2.0]).half_width
        0.0
    """
    if len(baseline) != len(other) or not baseline:
        raise InvalidInput(
            Fault(
                "replications",
                given=(len(baseline), len(other)),
                expected="as many of one as of the other, at least one",
            )
        )
    differences = [after - before for before, after in zip(baseline, other, strict=True)]
    count = len(differences)
    mean = fsum(differences) / count
    if count == 1:
        return PairedDifference(
            mean=mean, half_width=None, replications=1, level=level, family=family, variance_ratio=None
        )
    spread = _variance(differences)
    unpaired = _variance(baseline) + _variance(other)
    width = t_quantile(1 - (1 - level) / (2 * family), count - 1) * sqrt(spread / count)
    return PairedDifference(
        mean=mean,
        half_width=width,
        replications=count,
        level=level,
        family=family,
        variance_ratio=spread / unpaired if unpaired > 0 else None,
    )


def _variance(numbers: Sequence[float]) -> float:
    mean = fsum(numbers) / len(numbers)
    return fsum((number - mean) ** 2 for number in numbers) / (len(numbers) - 1)
