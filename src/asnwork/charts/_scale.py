"""From values to places: a linear scale that never divides by zero, and round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Scale", "Ticks", "scale", "ticks"]

_MOST_DIGITS = 6
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
# Hours are counted in quarters of a day, not in tens.
_HOURS = (1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 48.0, 120.0, 240.0)


class Scale(NamedTuple):
    """Values from low to high on the line from start to end, in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where the value stands; what lies outside stands at the end."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def scale(values: Iterable[float], start: float, end: float, *, pad: float = 0.0) -> Scale:
    """A scale that holds all the values, with a share of air at both ends.

    A single value, or none, gets a range around it.
    """
    given = tuple(values) or (0.0, 1.0)
    low, high = min(given), max(given)
    # Below this two values stand on one pixel, and their distance is rounding.
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        room = abs(high) * 0.1 or 1.0
        low, high = low - room, high + room
    air = (high - low) * pad
    return Scale(low - air, high + air, start, end)


class Ticks(NamedTuple):
    """Round values, and the decimals that tell them apart."""

    values: tuple[float, ...]
    digits: int


def ticks(on: Scale, count: int, *, hours: bool = False) -> Ticks:
    """About so many round values within the scale, in order."""
    rough = (on.high - on.low) / max(1, count)
    power = 10.0 ** math.floor(math.log10(rough))
    if hours and _HOURS[0] <= rough <= _HOURS[-1]:
        step = next(step for step in _HOURS if step >= rough)
    else:
        step = next(step * power for step in _STEPS if step * power >= rough * 0.999)
    first, last = math.ceil(on.low / step - 1e-9), math.floor(on.high / step + 1e-9)
    digits = next((digits for digits in range(_MOST_DIGITS) if _whole(step * 10**digits)), _MOST_DIGITS)
    return Ticks(tuple(place * step for place in range(first, last + 1)), digits)


def _whole(value: float) -> bool:
    return value > 0.5 and abs(value - round(value)) < 1e-6
