"""Units as plain text: which quantities may be added, and what a product or a quotient is in."""

from __future__ import annotations

from collections import Counter

from asnwork.errors import UnitMismatch

__all__ = ["DIMENSIONLESS", "divided", "multiplied", "same"]

DIMENSIONLESS = frozenset({"1", "share", "yes/no"})
"""Units that are pure numbers: a count of nothing, a part of a whole, and no (0) or yes (1)."""


def _powers(unit: str) -> Counter[str]:
    """How often each name stands above the line, less how often below it; pure numbers do not count."""
    powers: Counter[str] = Counter()
    if unit in DIMENSIONLESS:
        return powers
    for place, names in enumerate(unit.split("/")):
        for name in names.split("*"):
            if name not in DIMENSIONLESS:
                powers[name] += -1 if place else 1
    return powers


def _text(powers: Counter[str]) -> str:
    above = [name for name in sorted(powers) for _ in range(powers[name])]
    below = [name for name in sorted(powers) for _ in range(-powers[name])]
    text = "*".join(above) or "1"
    return f"{text}/{'*'.join(below)}" if below else text


def same(left: str, right: str, operation: str, where: object = "") -> str:
    """Return the unit of a sum or comparison of the two.

    Args:
        left: One unit.
        right: The other.
        operation: What is done with the two, for the error.
        where: Where, for the error; it is printed only then.

    Raises:
        UnitMismatch: The two do not go together.

    Examples:
        >>> same("minutes", "minutes", "add")
        'minutes'
        >>> same("share", "yes/no", "add")
        '1'
    """
    if left == right:
        return left
    if _powers(left) != _powers(right):
        raise UnitMismatch(operation, left, right, str(where))
    return "1" if left in DIMENSIONLESS else left


def multiplied(left: str, right: str) -> str:
    """Return the unit of a product.

    Examples:
        >>> multiplied("rupiah/month", "share"), multiplied("rupiah/month", "month")
        ('rupiah/month', 'rupiah')
        >>> multiplied("share", "share")
        'share'
    """
    if left in DIMENSIONLESS:
        return right if right not in DIMENSIONLESS or left == right else "1"
    if right in DIMENSIONLESS:
        return left
    powers = _powers(left)
    powers.update(_powers(right))
    return _text(powers)


def divided(left: str, right: str) -> str:
    """Return the unit of a quotient.

    Examples:
        >>> divided("minutes", "minutes"), divided("rupiah", "month"), divided("share", "yes/no")
        ('1', 'rupiah/month', 'share')
    """
    if right in DIMENSIONLESS:
        # Yes or no, where the divisor is yes, is still yes or no.
        return "1" if left == right != "yes/no" else left
    powers = _powers(left)
    powers.subtract(_powers(right))
    return _text(powers)
