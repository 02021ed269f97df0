"""Exact numbers: decimals are kept as fractions, and rounded half up where a rule says so."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from asnwork.domain.law import Law
from asnwork.errors import Fault, InvalidInput

__all__ = ["Exact", "exact", "half_up", "law_number", "law_whole"]

Exact: TypeAlias = int | float | Fraction
"""A number as a caller has it: whole, with decimals, or exact already."""


def exact(number: Exact, path: str = "number", *, least: Exact | None = None) -> Fraction:
    """Return a number as the fraction that its decimals say.

    A float is read to fifteen digits, as far as it keeps decimals: its last bit never moves a rounding.

    Args:
        number: The number; finite.
        path: What it is, for the message.
        least: What it may not be below; None when it may be anything.

    Raises:
        InvalidInput: It is yes or no (bool), NaN or infinite, or below the least.

    Examples:
        >>> exact(0.1 + 0.2), exact(97.5)
        (Fraction(3, 10), Fraction(195, 2))
    """
    if isinstance(number, bool) or not math.isfinite(number):
        raise InvalidInput(Fault(path, given=number, expected="a finite number"))
    if least is not None and number < least:
        raise InvalidInput(Fault(path, given=number, expected=f"{least} or more"))
    return Fraction(format(number, ".15g")) if isinstance(number, float) else Fraction(number)


def half_up(number: Fraction, step: Fraction) -> Fraction:
    """Return the multiple of the step that is nearest; of two that are equally near, the higher.

    Examples:
        >>> half_up(exact(97.5), exact(1)), half_up(exact(76.605), exact(0.01)) == exact(76.61)
        (Fraction(98, 1), True)
    """
    whole, rest = divmod(number, step)
    return (whole + (rest + rest >= step)) * step


def law_number(law: Law, path: str, on: date) -> Fraction:
    """Return the number of the law on the day, exactly as it is printed.

    Raises:
        NoValueOnDay: The law says nothing on that day.
        UnknownName: The law has no such parameter.
    """
    return exact(law[path].number_on(on), path)


def law_whole(law: Law, path: str, on: date) -> int:
    """Return a number of the law that counts things, such as days.

    Raises:
        InvalidInput: It is no whole number.
        NoValueOnDay: The law says nothing on that day.
        UnknownName: The law has no such parameter.
    """
    number = law[path].number_on(on)
    if not number.is_integer():
        raise InvalidInput(Fault(path, given=number, expected="a whole number"))
    return int(number)
