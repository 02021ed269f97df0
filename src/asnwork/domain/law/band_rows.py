"""Bands as tables print them, each with both ends; gaps and overlaps are refused."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from asnwork.domain.law.bands import Bands, digits, exact_decimal, is_step, misplaced, reading_faults
from asnwork.errors import Fault, InvalidInput

__all__ = ["BandRow", "bands_from_rows"]


@frozen(kw_only=True)
class BandRow:
    """One band as a table prints it.

    Attributes:
        value: Its value.
        low: Where it begins; None for the first.
        low_in: Whether a quantity at its beginning lies in it ("at least") or not ("more than").
        high: Where it ends; None when not said.
        high_in: Whether a quantity at its end lies in it ("at most") or not ("below").
    """

    value: float
    low: float | None = None
    low_in: bool = True
    high: float | None = None
    high_in: bool = False


def bands_from_rows(rows: Iterable[BandRow], *, reading: str = "single", step: float | None = None) -> Bands:
    """Return the table that printed bands make; gaps and overlaps are refused, all at once.

    Args:
        rows: The bands, ascending; the first has no beginning, each other one has.
        reading: "single" or "marginal".
        step: The step to which a quantity is rounded first; with it "up to 76.60" and "from 76.61" meet.

    Raises:
        InvalidInput: A gap, an overlap, ends of two kinds, or ends that do not go with the reading or the
            step; all at once, each with the band's number.

    Examples:
        >>> rows = [BandRow(value=0, high=31), BandRow(value=1, low=31, high=61), BandRow(value=2, low=62)]
        >>> bands_from_rows(rows)
        Traceback (most recent call last):
        asnwork.errors.InvalidInput: bands[2]: given 62, expected a beginning at 61 (this leaves a gap)
    """
    bands = tuple(rows)
    faults = [
        *reading_faults(reading, step),
        *_end_faults(bands),
        *_number_faults(bands, reading, step),
        *_meeting_faults(bands, step if step is not None and is_step(step) else None),
    ]
    if faults:
        raise InvalidInput(*faults)
    later = bands[1:]
    return Bands(
        edges=tuple(float(row.low) for row in later if row.low is not None),
        values=tuple(float(row.value) for row in bands),
        closed="left" if all(row.low_in for row in later) else "right",
        reading=reading,
        step=step,
    )


def _end_faults(bands: tuple[BandRow, ...]) -> Iterator[Fault]:
    if not bands:
        yield Fault("bands", given="none", expected="at least one band")
        return
    if bands[0].low is not None:
        yield Fault("bands[0]", given=bands[0].low, expected="nothing: the first band has no lower end")
    if bands[-1].high is not None:
        at = f"bands[{len(bands) - 1}]"
        yield Fault(at, given=bands[-1].high, expected="nothing: the last band has no upper end")
    for index, row in enumerate(bands[1:], start=1):
        if row.low is None:
            yield Fault(
                f"bands[{index}]", given="nothing", expected="where the band begins: at_least or more_than"
            )
    if len({row.low_in for row in bands[1:] if row.low is not None}) > 1:
        expected = "one of the two in one table"
        yield Fault("bands", given="at_least and more_than", expected=expected)


def _number_faults(bands: tuple[BandRow, ...], reading: str, step: float | None) -> Iterator[Fault]:
    for index, row in enumerate(bands):
        for number in (row.value, row.low, row.high):
            if number is not None and not math.isfinite(number):
                yield Fault(f"bands[{index}]", given=number, expected="a finite number")
        expected = "" if row.low is None or index == 0 else misplaced(row.low, reading, step)
        if expected:
            yield Fault(f"bands[{index}]", given=row.low, expected=f"a beginning {expected}")


def _meeting_faults(bands: tuple[BandRow, ...], step: float | None) -> Iterator[Fault]:
    for index, (row, after) in enumerate(pairwise(bands), start=1):
        if after.low is None or not all(map(math.isfinite, (after.low, row.low or 0, row.high or 0))):
            continue
        if row.low is not None and after.low <= row.low:
            expected = f"more than {digits(row.low)}, where the band before begins"
            yield Fault(f"bands[{index}]", given=after.low, expected=expected)
        elif row.high is not None:
            meets = _next_beginning(row.high, row.high_in, after.low_in, step)
            hint = _gap(exact_decimal(after.low) - meets, row.high_in, after.low_in, step)
            if hint:
                expected = _beginning(meets, row.high_in, after.low_in, step)
                yield Fault(f"bands[{index}]", given=after.low, expected=expected, hint=hint)


def _next_beginning(high: float, high_in: bool, low_in: bool, step: float | None) -> Decimal:
    """Where the next band must begin so that it meets the end of this one."""
    if step is None or high_in != low_in:
        return exact_decimal(high)
    return exact_decimal(high) + (exact_decimal(step) if low_in else -exact_decimal(step))


def _beginning(meets: Decimal, high_in: bool, low_in: bool, step: float | None) -> str:
    if step is None and high_in == low_in:
        return "at_most and then more_than, or below and then at_least"
    return f"a beginning {'at' if low_in else 'after'} {digits(float(meets))}"


def _gap(difference: Decimal, high_in: bool, low_in: bool, step: float | None) -> str:
    """What two ends leave between them, in words; a point that lies in both or in neither counts too."""
    if difference:
        return "this leaves a gap" if difference > 0 else "this leaves an overlap"
    if step is not None or high_in != low_in:
        return ""
    return "the end itself lies in both" if high_in else "the end itself lies in neither"
