"""Thresholds of the command line, such as `on_time>=0.9`."""

from __future__ import annotations

import re

from attrs import frozen

from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["MEASURES", "Threshold", "parse_threshold"]

MEASURES = (
    "on_time",
    "hours_to_ready",
    "hours_to_ready_p90",
    "trips_per_1000",
    "days_elsewhere",
    "overtime",
    "paid_to_achieved",
    "paid_to_present_missed",
)


@frozen(kw_only=True)
class Threshold:
    """What a measure must keep to.

    Attributes:
        measure: The measure.
        least: Whether it must be at least the limit; at most otherwise.
        limit: The limit, in the measure's own unit: a share of one, hours, trips.
    """

    measure: str
    least: bool
    limit: float

    def kept_by(self, value: float | None) -> bool:
        """Return whether a value keeps to it; a missing value does not."""
        return value is not None and (value >= self.limit if self.least else value <= self.limit)

    def __str__(self) -> str:
        return f"{self.measure}{'>=' if self.least else '<='}{self.limit:g}"


def parse_threshold(text: str) -> Threshold:
    """Return the threshold that a text states.

    Raises:
        InvalidInput: It is none.
        UnknownName: There is no such measure.

    Examples:
        >>> parse_threshold("on_time >= 0.9").kept_by(0.91)
        True
    """
    match = re.fullmatch(r"\s*(\w+)\s*(>=|<=)\s*(\d+(?:\.\d+)?)\s*", text, re.ASCII)
    if match is None:
        raise InvalidInput(
            Fault("--require", given=text, expected="a measure, >= or <=, a number: 'on_time>=0.9'")
        )
    measure, sign, limit = match.groups()
    if measure not in MEASURES:
        raise UnknownName("measure", measure, MEASURES)
    return Threshold(measure=measure, least=sign == ">=", limit=float(limit))
