"""Periods, and the evidence that stands for an officer, or for a unit, in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

from asnwork.domain.identity import OfficerId
from asnwork.domain.moment import first_instant_us
from asnwork.domain.reason import Reason
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["FORBIDDEN_FIGURES", "Evidence", "Period", "UnitEvidence"]

FORBIDDEN_FIGURES = (
    *("latitude", "longitude", "lat", "lon", "lng", "gps", "coordinate", "coordinates", "geolocation"),
    *("location", "geofence", "koordinat", "lokasi", "lintang", "bujur"),
    *("keystroke", "keystrokes", "mouse", "screen", "screenshot", "layar", "webcam", "kamera"),
    *("callback", "reply", "replies", "balasan"),
)
"""Words that the name of no figure of evidence holds: nobody is tracked by place, screen or call."""


def _require(name: str, given: int, last: int) -> None:
    if not 1 <= given <= last:
        raise InvalidInput(Fault(name, given=given, expected=f"1 to {last}"))


@frozen(kw_only=True, order=True)
class Period:
    """A stretch of whole days in one zone; `until` is the first day after it.

    Raises:
        InvalidInput: It has no day in it.

    Examples:
        >>> str(Period.month(2026, 5, zone="Asia/Jakarta"))
        '2026-05-01 to 2026-05-31'
    """

    since: date
    until: date
    zone: str

    def __attrs_post_init__(self) -> None:
        if self.until <= self.since:
            raise InvalidInput(Fault("until", given=self.until, expected=f"a day after {self.since}"))

    @classmethod
    def month(cls, year: int, month: int, *, zone: str) -> Period:
        """Return a calendar month; `month` is 1 to 12."""
        _require("month", month, 12)
        return cls._months(date(year, month, 1), 1, zone)

    @classmethod
    def quarter(cls, year: int, quarter: int, *, zone: str) -> Period:
        """Return a quarter of a year; `quarter` is 1 to 4."""
        _require("quarter", quarter, 4)
        return cls._months(date(year, 3 * quarter - 2, 1), 3, zone)

    @classmethod
    def _months(cls, first: date, months: int, zone: str) -> Period:
        # Counted from the first of a month, so no day is ever clipped.
        return cls(since=first, until=first + relativedelta(months=months), zone=zone)

    def months(self) -> Iterator[Period]:
        """Yield the calendar months that the period is made of, the first and last cut to it."""
        first = self.since.replace(day=1)
        while first < self.until:
            month = Period._months(first, 1, self.zone)
            since, until = max(month.since, self.since), min(month.until, self.until)
            yield Period(since=since, until=until, zone=self.zone)
            first = month.until

    @property
    def bounds(self) -> tuple[int, int]:
        """The first moment in it and the first after it, in microseconds since the epoch."""
        return first_instant_us(self.since, self.zone), first_instant_us(self.until, self.zone)

    def __str__(self) -> str:
        return f"{self.since} to {self.until - relativedelta(days=1)}"


# One for each kind of value, since a type checker must see what goes in.


def _copied_figures(given: Mapping[str, float | None]) -> dict[str, float | None]:
    return dict(given)


def _copied_units(given: Mapping[str, str]) -> dict[str, str]:
    return dict(given)


def _copied_rows(given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return dict(given)


def _copied_reasons(given: Mapping[str, Reason]) -> dict[str, Reason]:
    return dict(given)


@frozen(kw_only=True)
class _Gathered:
    """What evidence is made of, whosever it is, with the guards that hold for all of it."""

    period: Period
    as_of: int
    figures: Mapping[str, float | None] = field(converter=_copied_figures, hash=False)
    units: Mapping[str, str] = field(converter=_copied_units, hash=False)
    rows: Mapping[str, tuple[str, ...]] = field(converter=_copied_rows, factory=dict, hash=False)
    missing: Mapping[str, Reason] = field(converter=_copied_reasons, factory=dict, hash=False)

    def __attrs_post_init__(self) -> None:
        faults = [fault for name, value in self.figures.items() for fault in _faults(name, value, self.units)]
        if faults:
            raise InvalidInput(*faults, source=f"evidence of {self.whose}")

    def __getitem__(self, figure: str) -> float | None:
        """Return a figure by its name; raises UnknownName with the near misses."""
        if figure not in self.figures:
            raise UnknownName("figure", figure, self.figures)
        return self.figures[figure]

    if TYPE_CHECKING:

        @property
        def whose(self) -> str:
            """Whose evidence it is, in words."""
            raise NotImplementedError


@frozen(kw_only=True)
class Evidence(_Gathered):
    """What is known of one officer's work in one period: figures, each able to name its rows.

    There is no place in it for coordinates, screen activity or the speed of answering a superior.

    Attributes:
        officer: Whose evidence.
        period: For which period.
        as_of: When it was gathered, in microseconds since the epoch; what came later is not in it.
        figures: The value of each figure, None when it is missing.
        units: The unit of each figure.
        rows: For each figure the rows of the facts that it is made of.
        missing: Why a figure is missing, where that is known.

    Raises:
        InvalidInput: A figure is forbidden, has no unit, or is not a finite number.
    """

    officer: OfficerId

    @property
    def whose(self) -> str:
        """Whose evidence it is, in words."""
        return self.officer


@frozen(kw_only=True)
class UnitEvidence(_Gathered):
    """What is known of one unit (unit kerja) in one period; it names no officer.

    Attributes:
        unit: Code of the unit.
        period: For which period.
        as_of: When it was gathered, in microseconds since the epoch; what came later is not in it.
        figures: The value of each figure, None when it is missing.
        units: The unit of measure of each figure.
        rows: For each figure the rows that it is made of.
        missing: Why a figure is missing, where that is known.

    Raises:
        InvalidInput: A figure is forbidden, has no unit, or is not a finite number.

    Examples:
        >>> survey = UnitEvidence(
        ...     unit="dispendukcapil", period=Period.month(2026, 5, zone="Asia/Jakarta"), as_of=0,
        ...     figures={"survey.forms": 49.0}, units={"survey.forms": "1"},
        ... )
        >>> survey["survey.forms"], survey.whose
        (49.0, 'the unit dispendukcapil')
    """

    unit: str

    @property
    def whose(self) -> str:
        """Whose evidence it is, in words."""
        return f"the unit {self.unit}"


def _faults(name: str, value: float | None, units: Mapping[str, str]) -> Iterator[Fault]:
    words = re.split(r"[^a-z]+", name.lower())
    if not {*words, *map("".join, pairwise(words))}.isdisjoint(FORBIDDEN_FIGURES):
        expected = "a figure that does not track an officer"
        yield Fault(name, given=name, expected=expected, hint="see the guards in docs/concepts/proposal.md")
    if name not in units:
        yield Fault(name, given="no unit", expected="a unit")
    if value is not None and not abs(value) < float("inf"):
        yield Fault(name, given=value, expected="a finite number, or None when missing")
