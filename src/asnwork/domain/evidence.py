"""Periods, and the evidence that stands for an officer, or for a unit, in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

from asnwork.domain.identity import OfficerId
from asnwork.domain.moment import first_instant_us
from asnwork.domain.reason import Reason
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["FORBIDDEN_FIGURES", "PERSONAL_ELEMENTS", "Evidence", "Period", "UnitEvidence"]

FORBIDDEN_FIGURES = (
    *(
        "latitude",
        "longitude",
        "lat",
        "lon",
        "lng",
        "gps",
        "coordinate",
        "geolocation",
        "geotag",
        "geotagging",
    ),
    *("location", "geofence", "geofencing", "tracking", "tracked", "tracker"),
    *("koordinat", "lokasi", "lintang", "bujur", "posisi", "pelacakan", "pelacak"),
    *("keystroke", "keylogger", "keylog", "keypress", "ketikan", "mouse", "tetikus", "click", "klik"),
    *("screen", "screenshot", "screentime", "layar", "idle", "webcam", "camera", "kamera", "cctv"),
    *("callback", "calledback", "reply", "replies", "balasan", "teleponbalik", "panggilanbalik"),
)
"""Words that the name of no figure of evidence holds: nobody is tracked by place, screen or call.

Their plurals are not held either, nor two words that make one of them ("call_back", "screenTime").
"""

_SUPERIORS = frozenset({"superior", "boss", "supervisor", "atasan", "pimpinan"})
_ANSWERS = frozenset({"response", "respond", "answer", "respon", "respons", "jawaban", "menjawab"})

PERSONAL_ELEMENTS = ("competence", "behaviour")
"""The elements of the satisfaction survey that ask about who served (the sixth and the seventh)."""

_SURVEY = "survey"


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
        faults += self._more_faults()
        if faults:
            raise InvalidInput(*faults, source=f"evidence of {self.whose}")

    def _more_faults(self) -> Iterator[Fault]:
        """Faults of one kind of evidence alone; none unless it says so."""
        return iter(())

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

    There is no place in it for coordinates, screen activity or the speed of answering a superior. Of the
    satisfaction survey, which measures a unit, it holds what asks about who served and nothing else.

    Attributes:
        officer: Whose evidence.
        period: For which period.
        as_of: When it was gathered, in microseconds since the epoch; what came later is not in it.
        figures: The value of each figure, None when it is missing.
        units: The unit of each figure.
        rows: For each figure the rows of the facts that it is made of.
        missing: Why a figure is missing, where that is known.

    Raises:
        InvalidInput: A figure is forbidden, has no unit, or is not a finite number; or it is one of the
            survey that measures the unit.
    """

    officer: OfficerId

    def _more_faults(self) -> Iterator[Fault]:
        for name in self.figures:
            first, *_, element = name.split(".") if "." in name else (name, name)
            if first == _SURVEY and element not in PERSONAL_ELEMENTS:
                expected = f"what the survey asks about who served: {' and '.join(PERSONAL_ELEMENTS)}"
                hint = "the other elements measure the unit; see UnitEvidence"
                yield Fault(name, given=name, expected=expected, hint=hint)

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
    if _tracks(name):
        expected = "a figure that does not track an officer"
        yield Fault(name, given=name, expected=expected, hint="see the guards in docs/concepts/proposal.md")
    if name not in units:
        yield Fault(name, given="no unit", expected="a unit")
    if value is not None and not abs(value) < float("inf"):
        yield Fault(name, given=value, expected="a finite number, or None when missing")


@lru_cache(maxsize=1024)
def _tracks(name: str) -> bool:
    """Whether a name speaks of tracking somebody by place, screen or call, in any way of writing it."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    words = re.split(r"[^a-z]+", apart.lower())
    spoken = {*words, *map("".join, pairwise(words))}
    spoken |= {word.removesuffix(ending) for word in spoken for ending in ("s", "nya")}
    answers_superior = not (spoken.isdisjoint(_SUPERIORS) or spoken.isdisjoint(_ANSWERS))
    return answers_superior or not spoken.isdisjoint(FORBIDDEN_FIGURES)
