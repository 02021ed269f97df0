"""Values that hold from a day on, exact to the day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from attrs import field, frozen

from asnwork.errors import Fault, InvalidInput, NoValueOnDay

__all__ = ["Dated", "days_text"]

T = TypeVar("T")


def _as_tuple(values: Iterable[tuple[date, T]]) -> tuple[tuple[date, T], ...]:
    return tuple(values)


def days_text(since: date, until: date | None) -> str:
    """Return a stretch of days in words, its last day named.

    Examples:
        >>> days_text(date(2026, 1, 1), date(2027, 1, 1)), days_text(date.min, None)
        ('from 2026-01-01 to 2026-12-31', 'every day')
    """
    if until is None:
        return "every day" if since == date.min else f"from {since}"
    last = until - timedelta(days=1)
    return f"to {last}" if since == date.min else f"from {since} to {last}"


@frozen(kw_only=True)
class Dated(Generic[T]):
    """Values that hold from a day on, exact to the day; between the first and the last day is no gap.

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
    _days: tuple[date, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        days = tuple(day for day, _ in self.values)
        if not days:
            raise InvalidInput(Fault("values", given=(), expected="at least one (day, value)"))
        faults = [
            Fault(f"values[{index}]", given=day, expected=f"a day after {before}")
            for index, (before, day) in enumerate(pairwise(days), start=1)
            if day <= before
        ]
        if self.until is not None and self.until <= days[-1]:
            faults.append(Fault("until", given=self.until, expected=f"a day after {days[-1]}"))
        if faults:
            raise InvalidInput(*faults)
        object.__setattr__(self, "_days", days)

    @classmethod
    def always(cls, value: T) -> Dated[T]:
        """Return a value that holds on every day."""
        return cls(values=((date.min, value),))

    @property
    def since(self) -> date:
        """The first day on which a value holds; `date.min` when it holds since ever."""
        return self._days[0]

    def on(self, day: date, what: str = "value") -> T:
        """Return the value that holds on the day.

        Raises:
            NoValueOnDay: The day lies before the first or after the last day covered.
        """
        index = bisect_right(self._days, day) - 1
        if index < 0 or (self.until is not None and day >= self.until):
            raise NoValueOnDay(what, day, str(self))
        return self.values[index][1]

    def covers(self, day: date) -> bool:
        """Return whether a value holds on the day."""
        return self.since <= day and (self.until is None or day < self.until)

    def stretches(self) -> Iterator[tuple[date, date | None, T]]:
        """Yield each value with its first day and the first day after it, None when open."""
        ends = (*self._days[1:], self.until)
        for (since, value), until in zip(self.values, ends, strict=True):
            yield since, until, value

    def __str__(self) -> str:
        return days_text(self.since, self.until)
