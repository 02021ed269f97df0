"""Numbers as a sheet prints them: as many decimals as it takes that the total follows from what is printed.

All of it is exact arithmetic on what is printed, as with a pencil. Rounding is half up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from attrs import frozen

from asnwork.domain.reason import Reason, Wording
from asnwork.scoring.rupiah import half_up
from asnwork.scoring.score import POINTS, Joined, Part

__all__ = [
    "DECIMALS",
    "HAIR",
    "MOST_DECIMALS",
    "Made",
    "Printed",
    "both",
    "by_hand",
    "exact",
    "in_band",
    "number",
    "plainly",
    "printed",
    "rounded",
    "same_side",
]

DECIMALS = 2
"""How many decimals a score is printed with, where these are enough."""

MOST_DECIMALS = 10
"""How many decimals are ever needed: a hair of rounding of a float is smaller."""

_SHARE_DECIMALS = 12
_TEN = 10
_SWAP = str.maketrans(",.", ".,")
_NO_HAIR = Fraction(0)


def exact(value: Fraction | float) -> Fraction:
    """Return a number as it is written in decimals, exactly; a fraction is one already.

    Examples:
        >>> exact(0.1)
        Fraction(1, 10)
    """
    return value if isinstance(value, Fraction) else Fraction(repr(float(value)))


HAIR = exact(POINTS.hair)
"""How far, in points, a sum of floats may lie beside the number that it stands for; that of the ratings."""


class Made(Protocol):
    """What has a value and the parts that made it: a score, or a part of one."""

    @property
    def value(self) -> float | None:
        """The value."""
        ...

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts."""
        ...

    @property
    def joined(self) -> Joined | None:
        """How the parts made the value."""
        ...


@frozen(kw_only=True)
class Printed:
    """With how many decimals a value is printed, and each of its parts.

    Attributes:
        decimals: Those of the value.
        parts: Those of the parts, so that the printed value follows from the printed parts.
    """

    decimals: int
    parts: tuple[Printed, ...] = ()


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Return a number rounded half up to so many decimals.

    Examples:
        >>> rounded(exact(77.005), 2)
        Fraction(7701, 100)
    """
    scale = _TEN**decimals
    return Fraction(half_up(value.numerator * scale, value.denominator), scale)


def both(value: Fraction | float, decimals: int) -> Wording:
    """Return a number as it is printed in either language, rounded half up.

    Examples:
        >>> both(1234.5, 2)
        Wording(en='1,234.50', id='1.234,50')
    """
    whole = rounded(exact(value), decimals)
    sign, units = ("-" if whole < 0 else ""), abs(whole.numerator * _TEN**decimals // whole.denominator)
    above, below = divmod(units, _TEN**decimals)
    text = f"{sign}{above:,}" + (f".{below:0{decimals}d}" if decimals else "")
    return Wording(text, text.translate(_SWAP))


def plainly(value: Fraction) -> Wording:
    """Return a number in either language without zeros at its end.

    Examples:
        >>> plainly(Fraction(40)), plainly(Fraction(3334, 100)).id
        (Wording(en='40', id='40'), '33,34')
    """
    text = both(value, _SHARE_DECIMALS).en.rstrip("0").removesuffix(".")
    return Wording(text, text.translate(_SWAP))


def by_hand(way: str, values: Sequence[tuple[Fraction, int]]) -> Fraction:
    """Return what values with their weights make, by hand.

    Examples:
        >>> by_hand("mean", [(Fraction(80), 4000), (Fraction(90), 3000)])
        Fraction(590, 7)
    """
    if way == "least":
        return min(value for value, _ in values)
    if way == "plain":
        return sum((value for value, _ in values), Fraction(0)) / len(values)
    return sum((value * weight for value, weight in values), Fraction(0)) / sum(w for _, w in values)


def printed(made: Made, decimals: int) -> Printed | None:
    """Return with how many decimals the parts are printed so that the printed value follows from them.

    Args:
        made: A score or a part.
        decimals: How many decimals its value has.

    Returns:
        The least that do; None when there are none, as where a value lies on the very edge of a rounding.
    """
    if not made.parts:
        return Printed(decimals=decimals)
    for finer in range(decimals, decimals + MOST_DECIMALS):
        parts = [printed(part, finer) for part in made.parts]
        known = tuple(part for part in parts if part is not None)
        if len(known) == len(parts) and _follows(made, finer, decimals):
            return Printed(decimals=decimals, parts=known)
    return None


def _follows(made: Made, finer: int, decimals: int) -> bool:
    joined = made.joined
    if made.value is None or joined is None or joined.value is None:
        return True
    present = [(rounded(exact(p.value), finer), p.weight) for p in made.parts if p.value is not None]
    hand = by_hand(joined.way, present) if joined.way else exact(joined.value)
    steps = [joined.value, *(number(reason["after"]) for reason in joined.adjusted)]
    return (
        rounded(hand, decimals) == rounded(exact(joined.value), decimals)
        and rounded(exact(steps[-1]), decimals) == rounded(exact(made.value), decimals)
        and all(in_band(reason, decimals) or _on_edge(reason) for reason in joined.adjusted)
    )


def number(value: object) -> float:
    """Return what a reason holds as a number; 0 for what is none."""
    return float(value) if isinstance(value, int | float) else 0.0


def in_band(reason: Reason, decimals: int) -> bool:
    """Whether a printed value lies in the band in which the value lies; yes for what is no band."""
    values = dict(reason.values)
    if "closed" not in values:
        return True
    before = rounded(exact(number(values["before"])), decimals)
    low, high = _edges(reason)
    left = values["closed"] == "left"
    above = low is None or (before >= low if left else before > low)
    return above and (high is None or (before < high if left else before <= high))


def _edges(reason: Reason) -> tuple[Fraction | None, ...]:
    """The low and the high end of a band, None where it is open."""
    values = dict(reason.values)
    return tuple(exact(edge) if isinstance(edge := values[end], float) else None for end in ("low", "high"))


def _on_edge(reason: Reason) -> bool:
    """Whether a value lies within a hair of an end of its band, so that no decimals show on which side."""
    before = exact(number(reason["before"]))
    return any(edge is not None and abs(before - edge) <= HAIR for edge in _edges(reason))


def same_side(
    value: Fraction | float, edges: Iterable[Fraction], decimals: int, hair: Fraction = _NO_HAIR
) -> bool:
    """Whether a printed value stands to every edge as the value does.

    Args:
        value: The value.
        edges: What it is compared with.
        decimals: With how many decimals it is printed.
        hair: How near it lies to an edge where it counts as on it.

    Examples:
        >>> same_side(90.00000000000001, [Fraction(90)], 2, HAIR), same_side(89.999, [Fraction(90)], 2, HAIR)
        (True, False)
    """
    real = exact(value)
    told = rounded(real, decimals)
    return all(_side(told, edge, _NO_HAIR) == _side(real, edge, hair) for edge in edges)


def _side(value: Fraction, edge: Fraction, hair: Fraction) -> int:
    """Under an edge, on it or over it: -1, 0 or 1."""
    return 0 if abs(value - edge) <= hair else 1 if value > edge else -1
