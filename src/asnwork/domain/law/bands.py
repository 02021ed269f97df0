"""Tables of bands: which value belongs to which stretch of a quantity, and what is odd about one."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import evolve, field, frozen

from asnwork.errors import Fault, InvalidInput

__all__ = [
    "READINGS",
    "Bands",
    "Cliff",
    "cliffs",
    "digits",
    "exact_decimal",
    "flat_from",
    "is_step",
    "misplaced",
    "reading_faults",
]

READINGS = ("single", "marginal")
"""Single: the band's value is the answer. Marginal: it is the rate for the part that lies in the band."""


def digits(number: float) -> str:
    """Return a number with all its digits, and no .0 behind a whole one."""
    return repr(float(number)).removesuffix(".0")


def exact_decimal(number: float) -> Decimal:
    """Return a number as its digits say."""
    return Decimal(repr(float(number)))


def _is_multiple(number: float, step: float) -> bool:
    return (Fraction(exact_decimal(number)) / Fraction(exact_decimal(step))).denominator == 1


def _floats(numbers: Iterable[float]) -> tuple[float, ...]:
    return tuple(map(float, numbers))


@frozen(kw_only=True)
class Bands:
    """A table of bands: which value belongs to which stretch of a quantity.

    `edges` ascend; `values` has one more entry than `edges`.

    Attributes:
        edges: Where a band ends and the next begins.
        values: The value of each band; with a marginal reading a rate.
        closed: With "left" a quantity on an edge belongs to the band that begins there, with "right" to the
            band that ends there.
        reading: "single": the band's value is the answer. "marginal": each part of the quantity counts at
            the rate of the band in which it lies; the first rate is for what lies below the first edge, down
            to 0.
        step: The quantity is rounded to a multiple of it before it is looked up, half up; None looks it up
            as it is. Tables that are printed as "up to 76.60" and "from 76.61" have the step 0.01.

    Raises:
        InvalidInput: The edges do not ascend or are no multiples of the step, the number of values does not
            fit, or a marginal table begins below 0 or has a step.

    Examples:
        >>> late = Bands(edges=(1.0, 31.0, 61.0), values=(0.0, 0.5, 1.0, 1.25), closed="left")
        >>> [late.of(minutes) for minutes in (0, 1, 30, 31, 90)]
        [0.0, 0.5, 0.5, 1.0, 1.25]
        >>> tax = Bands(edges=(100.0,), values=(0.0, 0.5), reading="marginal")
        >>> tax.of(80), tax.of(120)
        (0.0, 10.0)
        >>> grade = Bands(edges=(76.61,), values=(2.0, 3.0), step=0.01)
        >>> grade.of(76.604), grade.of(76.605)
        (2.0, 3.0)
    """

    edges: tuple[float, ...] = field(converter=_floats)
    values: tuple[float, ...] = field(converter=_floats)
    closed: str = "left"
    reading: str = "single"
    step: float | None = None
    plain: Bands = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = [*self._shape_faults(), *self._kind_faults()]
        if faults:
            raise InvalidInput(*faults)
        object.__setattr__(self, "plain", self if self.step is None else self._shifted(self.step))

    def _shape_faults(self) -> Iterator[Fault]:
        if any(b <= a for a, b in pairwise(self.edges)):
            yield Fault("edges", given=self.edges, expected="edges that ascend, none twice")
        if not all(map(math.isfinite, (*self.edges, *self.values))):
            yield Fault("values", given=(*self.edges, *self.values), expected="finite numbers")
        if len(self.values) != len(self.edges) + 1:
            expected = f"{len(self.edges) + 1} values, one more than edges"
            yield Fault("values", given=len(self.values), expected=expected)

    def _kind_faults(self) -> Iterator[Fault]:
        if self.closed not in ("left", "right"):
            yield Fault("closed", given=self.closed, expected="'left' or 'right'")
        yield from reading_faults(self.reading, self.step)
        for expected in dict.fromkeys(misplaced(edge, self.reading, self.step) for edge in self.edges):
            if expected:
                yield Fault("edges", given=self.edges, expected=f"edges {expected}")

    def _shifted(self, step: float) -> Bands:
        # Rounded half up, a quantity reaches an edge from half a step below it on.
        half = exact_decimal(step) / 2
        shift = -half if self.closed == "left" else half
        edges = tuple(float(exact_decimal(edge) + shift) for edge in self.edges)
        return evolve(self, edges=edges, closed="left", step=None)

    def of(self, quantity: float) -> float:
        """Return the value of the band that the quantity falls in; with a marginal reading the sum.

        What lies below 0 has no part in a marginal sum.

        Raises:
            InvalidInput: The quantity is no number (NaN).
        """
        if quantity != quantity:
            expected = "a number; what is missing falls in no band"
            raise InvalidInput(Fault("quantity", given=quantity, expected=expected))
        table = self.plain
        if table.reading == "marginal":
            return table._summed(quantity)
        passed = (bisect_right if table.closed == "left" else bisect_left)(table.edges, quantity)
        return table.values[passed]

    def _summed(self, quantity: float) -> float:
        total = 0.0
        starts, ends = (0.0, *self.edges), (*self.edges, math.inf)
        for rate, start, end in zip(self.values, starts, ends, strict=True):
            total += rate * max(0.0, min(quantity, end) - start)
        return total


def reading_faults(reading: str, step: float | None) -> Iterator[Fault]:
    """Yield what is wrong with how a table is read."""
    if reading not in READINGS:
        yield Fault("reading", given=reading, expected="'single' or 'marginal'")
    if step is None:
        return
    if reading == "marginal":
        yield Fault("step", given=step, expected="no step beside a marginal reading")
    if not is_step(step):
        yield Fault("step", given=step, expected="a finite number above 0")


def is_step(step: float) -> bool:
    """Return whether a quantity can be rounded to it."""
    return math.isfinite(step) and step > 0


def misplaced(edge: float, reading: str, step: float | None) -> str:
    """What an edge should be; empty when nothing is wrong with it."""
    if reading == "marginal" and edge <= 0:
        return "above 0, since rates count from 0"
    if step is not None and is_step(step) and math.isfinite(edge) and not _is_multiple(edge, step):
        return f"at a multiple of the step {digits(step)}"
    return ""


# --- bands as they are printed: each with both ends -----------------------------------------------------


# --- what is odd about a table --------------------------------------------------------------------------


@frozen(kw_only=True)
class Cliff:
    """An edge at which the answer jumps: a little more of the quantity changes it by `after - before`."""

    edge: float
    before: float
    after: float

    @property
    def height(self) -> float:
        """How far the answer jumps; below 0 when it falls."""
        return self.after - self.before

    def __str__(self) -> str:
        return f"at {digits(self.edge)}: {digits(self.before)} to {digits(self.after)}"


def cliffs(bands: Bands) -> tuple[Cliff, ...]:
    """Return the edges at which the answer jumps, the highest jump first.

    A marginal table has none: its answer goes on where it was. A jump is no fault; it is where somebody who
    is one minute later loses most, and worth a look.

    Examples:
        >>> late = Bands(edges=(1.0, 31.0), values=(0.0, 0.5, 0.75))
        >>> print(*cliffs(late), sep="; ")
        at 1: 0 to 0.5; at 31: 0.5 to 0.75
    """
    if bands.reading == "marginal":
        return ()
    jumps = (
        Cliff(edge=edge, before=before, after=after)
        for edge, (before, after) in zip(bands.edges, pairwise(bands.values), strict=True)
        if before != after
    )
    return tuple(sorted(jumps, key=lambda cliff: (-abs(cliff.height), cliff.edge)))


def flat_from(bands: Bands) -> float | None:
    """Return the edge from which on more of the quantity changes nothing.

    None when more of it always changes something, and when it changes nothing anywhere.

    Examples:
        >>> flat_from(Bands(edges=(1.0, 31.0), values=(0.0, 0.5, 0.75)))
        31.0
        >>> flat_from(Bands(edges=(100.0,), values=(0.0, 0.5), reading="marginal")) is None
        True
    """
    if bands.reading == "marginal" and bands.values[-1] != 0:
        return None
    last = bands.values[-1]
    edges = [edge for edge, value in zip(bands.edges, bands.values, strict=False) if value != last]
    return edges[-1] if edges else None
