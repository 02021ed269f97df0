"""Whole rupiah out of shares: rounded half up, and parts that add up to their whole.

Shares are read to twelve decimals, so that a last bit of a float never moves a rupiah; everything after that
is exact.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["ONE", "adding_up", "half_up", "is_whole", "whole_parts"]

ONE = 10**12
"""The whole, in the parts in which shares are read."""


def whole_parts(share: float) -> int:
    """Return a share as a whole number of parts of `ONE`; a hair below nothing is nothing.

    Examples:
        >>> whole_parts(0.1 + 0.2) == whole_parts(0.3)
        True
    """
    return max(0, round(share * ONE))


def is_whole(value: object, *, least: int) -> bool:
    """Return whether a value is a whole number that is not below the least.

    Examples:
        >>> is_whole(5, least=1), is_whole(5.0, least=1), is_whole(True, least=1)
        (True, False, False)
    """
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def half_up(above: int, below: int) -> int:
    """Return a quotient rounded to the next whole number, a half upwards.

    Examples:
        >>> half_up(5, 2), half_up(4, 3)
        (3, 1)
    """
    return (2 * above + below) // (2 * below)


def adding_up(above: Sequence[int], below: int, total: int) -> tuple[int, ...]:
    """Return the quotients as whole numbers that add up to the total (largest remainder).

    Each is rounded down; what is left over goes, one each, to those that lost most, to the first of equals.

    Args:
        above: What is divided, none below 0.
        below: By what, above 0.
        total: Their sum, rounded either way.

    Examples:
        >>> adding_up([10, 10, 10], 3, 10)
        (4, 3, 3)
    """
    parts = [divmod(amount, below) for amount in above]
    left = total - sum(whole for whole, _ in parts)
    by_loss = sorted(range(len(parts)), key=lambda index: -parts[index][1])
    lifted = set(by_loss[:left])
    return tuple(whole + (index in lifted) for index, (whole, _) in enumerate(parts))
