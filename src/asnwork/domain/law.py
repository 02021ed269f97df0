"""Law as values: references, dated values, parameters and the law that holds them.

Nothing here reads a file: an adapter turns instrument files into a `Law`.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Generic, TypeVar

from attrs import field, frozen

from asnwork.errors import DuplicateName, Fault, InvalidInput, NoValueOnDay, UnknownName

__all__ = [
    "Bands",
    "Basis",
    "Certainty",
    "Dated",
    "InForce",
    "Law",
    "LegalReference",
    "Parameter",
    "assumed",
]

T = TypeVar("T")


class Certainty(Enum):
    """How sure we are of a value that comes from a rule."""

    ENACTED = "enacted"
    REPORTED = "reported"
    ASSUMED = "assumed"


class InForce(Enum):
    """Whether an instrument is in force, as far as we know."""

    YES = "yes"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class LegalReference:
    """Where a rule stands (dasar hukum): instrument, number, year and article.

    Attributes:
        kind: The kind of instrument, such as "Perpres", "PermenPANRB" or "SE Mendagri".
        number: Its number, as printed.
        year: The year in its name.
        article: Article and paragraph, such as "13(1)"; empty for the whole instrument.
        title: What it is about, in the words of its title.
        link: Where it was read.
        issued_on: The day it was set.
        in_force: Whether it is in force, as far as we know on `reviewed_on`.
        reviewed_on: The day somebody last looked whether this still holds.

    Examples:
        >>> str(LegalReference(kind="Perpres", number="21", year=2023, article="4(1)"))
        'Perpres 21/2023 art. 4(1)'
    """

    kind: str
    number: str
    year: int
    article: str = ""
    title: str = ""
    link: str = ""
    issued_on: date | None = None
    in_force: InForce = InForce.UNKNOWN
    reviewed_on: date | None = None

    def __str__(self) -> str:
        number = self.number if "/" in self.number else f"{self.number}/{self.year}"
        return f"{self.kind} {number}" + (f" art. {self.article}" if self.article else "")


@frozen(kw_only=True)
class Basis:
    """What a value rests on: a reference, or the reason why it is assumed.

    Raises:
        InvalidInput: An enacted or reported value has no reference, or an assumed one no reason.

    Examples:
        >>> str(assumed("no source found; the middle of what was asked for"))
        'assumed: no source found; the middle of what was asked for'
    """

    certainty: Certainty
    reference: LegalReference | None = None
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        if self.certainty is Certainty.ASSUMED:
            if not self.reason.strip():
                expected = "why this is assumed, in words"
                raise InvalidInput(Fault("reason", given=self.reason, expected=expected))
        elif self.reference is None:
            raise InvalidInput(
                Fault(
                    "reference",
                    given=None,
                    expected=f"the reference of a value that is {self.certainty.value}",
                    hint="mark it assumed and give the reason when there is none",
                )
            )

    def __str__(self) -> str:
        text = self.reason if self.certainty is Certainty.ASSUMED else str(self.reference)
        return text if self.certainty is Certainty.ENACTED else f"{self.certainty.value}: {text}"


def assumed(reason: str) -> Basis:
    """Return the basis of a value that is ours and not the law's, with the reason for it."""
    return Basis(certainty=Certainty.ASSUMED, reason=reason)


@frozen(kw_only=True)
class Bands:
    """A table of bands: which value belongs to which stretch of a quantity.

    `edges` ascend; `values` has one more entry than `edges`. With `closed="left"` a quantity on an
    edge belongs to the band that begins there, with "right" to the band that ends there.

    Raises:
        InvalidInput: The edges do not ascend, or the number of values does not fit.

    Examples:
        >>> late = Bands(edges=(1.0, 31.0, 61.0), values=(0.0, 0.5, 1.0, 1.25), closed="left")
        >>> [late.of(minutes) for minutes in (0, 1, 30, 31, 90)]
        [0.0, 0.5, 0.5, 1.0, 1.25]
    """

    edges: tuple[float, ...] = field(converter=tuple[float, ...])
    values: tuple[float, ...] = field(converter=tuple[float, ...])
    closed: str = "left"

    def __attrs_post_init__(self) -> None:
        faults = []
        if any(b <= a for a, b in pairwise(self.edges)):
            faults.append(Fault("edges", given=self.edges, expected="edges that ascend, none twice"))
        if not all(map(math.isfinite, (*self.edges, *self.values))):
            faults.append(Fault("values", given=(*self.edges, *self.values), expected="finite numbers"))
        if len(self.values) != len(self.edges) + 1:
            expected = f"{len(self.edges) + 1} values, one more than edges"
            faults.append(Fault("values", given=len(self.values), expected=expected))
        if self.closed not in ("left", "right"):
            faults.append(Fault("closed", given=self.closed, expected="'left' or 'right'"))
        if faults:
            raise InvalidInput(*faults)

    def of(self, quantity: float) -> float:
        """Return the value of the band that the quantity falls in."""
        passed = (bisect_right if self.closed == "left" else bisect_left)(self.edges, quantity)
        return self.values[passed]


def _as_tuple(values: Iterable[tuple[date, T]]) -> tuple[tuple[date, T], ...]:
    return tuple(values)


@frozen(kw_only=True)
class Dated(Generic[T]):
    """Values that hold from a day on, exact to the day.

    Attributes:
        values: Pairs of (first day, value), ascending, no day twice.
        until: The first day on which no value holds any more; None when open.

    Raises:
        InvalidInput: The days do not ascend, or `until` does not come after the last of them.

    Examples:
        >>> days = Dated(values=((date(2025, 4, 21), 2), (date(2027, 1, 1), 3)))
        >>> days.on(date(2026, 12, 31)), days.on(date(2027, 1, 1))
        (2, 3)
    """

    values: tuple[tuple[date, T], ...] = field(converter=_as_tuple)
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        days = [day for day, _ in self.values]
        if not days:
            raise InvalidInput(Fault("values", given=(), expected="at least one (day, value)"))
        for index, (before, day) in enumerate(pairwise(days), start=1):
            if day <= before:
                raise InvalidInput(Fault(f"values[{index}]", given=day, expected=f"a day after {before}"))
        if self.until is not None and self.until <= days[-1]:
            raise InvalidInput(Fault("until", given=self.until, expected=f"a day after {days[-1]}"))

    @classmethod
    def always(cls, value: T) -> Dated[T]:
        """Return a value that holds on every day."""
        return cls(values=((date.min, value),))

    def on(self, day: date, what: str = "value") -> T:
        """Return the value that holds on the day.

        Raises:
            NoValueOnDay: The day lies before the first or after the last day covered.
        """
        index = bisect_right([since for since, _ in self.values], day) - 1
        if index < 0 or (self.until is not None and day >= self.until):
            raise NoValueOnDay(what, day, str(self))
        return self.values[index][1]

    def __str__(self) -> str:
        first = self.values[0][0]
        since = "every day" if first == date.min else f"from {first}"
        return since if self.until is None else f"{since} until {self.until} (exclusive)"


@frozen(kw_only=True)
class Parameter:
    """One named number or table of bands of the law, dated, with its unit and basis.

    Attributes:
        path: Its name in the law, parts separated by dots.
        unit: The unit of the number, or of the values of the bands.
        label: What it is, in English.
        label_id: What it is, in Indonesian.
        values: The number or bands, from which day on.
        basis: What each value rests on, from which day on.
        of_unit: For bands, the unit of the quantity that is looked up.
    """

    path: str
    unit: str
    values: Dated[float | Bands]
    basis: Dated[Basis]
    label: str = ""
    label_id: str = ""
    of_unit: str = ""

    def on(self, day: date) -> float | Bands:
        """Return the number or bands in force on the day.

        Raises:
            NoValueOnDay: The law says nothing on that day.
        """
        return self.values.on(day, self.path)

    def number_on(self, day: date) -> float:
        """Return the number in force on the day.

        Raises:
            InvalidInput: The parameter holds bands.
        """
        value = self.on(day)
        if isinstance(value, Bands):
            raise InvalidInput(Fault(self.path, given="bands", expected="one number"))
        return value

    def __str__(self) -> str:
        return self.path


def _by_path(parameters: Iterable[Parameter]) -> Mapping[str, Parameter]:
    found: dict[str, Parameter] = {}
    for parameter in parameters:
        if parameter.path in found:
            raise DuplicateName("parameter", parameter.path)
        found[parameter.path] = parameter
    return found


@frozen(kw_only=True)
class Law:
    """The parameters in one place: what a scheme is a function of.

    Examples:
        >>> limit = Parameter(
        ...     path="flexible.days_a_week", unit="days", values=Dated.always(2.0),
        ...     basis=Dated.always(assumed("for this example")),
        ... )
        >>> Law(parameters=(limit,))["flexible.days_a_week"].on(date(2026, 5, 4))
        2.0
    """

    parameters: tuple[Parameter, ...] = field(converter=tuple[Parameter, ...])
    _by_path: Mapping[str, Parameter] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_path", _by_path(self.parameters))

    def __getitem__(self, path: str) -> Parameter:
        """Return the parameter at the path; raises UnknownName with the near misses."""
        try:
            return self._by_path[path]
        except KeyError:
            raise UnknownName("parameter", path, self._by_path) from None

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters)

    def __contains__(self, path: str) -> bool:
        return path in self._by_path
