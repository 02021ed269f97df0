"""Whose day's law the rows of a table are measured by: one for all, or a column of days.

A column of days is cut where any parameter that is read changes. Each stretch is measured by its own law, in
the same expressions; what no change touches is computed once for all stretches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from attrs import field, frozen

from asnwork.domain.law import Parameter
from asnwork.errors import NoValueOnDay
from asnwork.scoring.scorer import law_digest
from asnwork.tables.algebra import FrameAlgebra, Term

__all__ = ["Days", "day_column", "one_day", "stretches_of"]


@frozen(kw_only=True, eq=False)
class Days:
    """The stretches of days in each of which no parameter changes, and where the rows stand in them.

    Attributes:
        first: The first day of each stretch in ascending order; the day itself when it is one for all rows.
        lawful: Whether the law says something in each.
        reached: For each stretch but the first, in which rows its first day has come.
        unknown: In which rows the day is missing; None when that cannot be.
    """

    first: tuple[date, ...]
    lawful: tuple[bool, ...]
    reached: tuple[Term, ...] = ()
    unknown: Any = None
    since: tuple[date | None, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "since", self.first if self.reached else (None,))

    def terms(self, algebra: FrameAlgebra, make: Callable[[date], Mapping[str, Term]]) -> dict[str, Term]:
        """Return what is made of the law of a day, for each row by the law of its own day.

        Where the law says nothing it is what another day's law makes of it; `without_law` says where.
        """
        found: dict[str, Term] = {}
        for reached, day, lawful in zip((None, *self.reached), self.first, self.lawful, strict=True):
            if lawful:
                made = make(day)
                before = found or made
                found = {
                    name: term if reached is None else algebra.since(reached, before[name], term)
                    for name, term in made.items()
                }
        return found

    def without_law(self, algebra: FrameAlgebra) -> Term:
        """Return in which rows the law says nothing."""
        answers = [algebra.constant(float(not lawful)) for lawful in self.lawful]
        found = answers[0]
        for reached, answer in zip(self.reached, answers[1:], strict=True):
            found = algebra.since(reached, found, answer)
        return found

    def digests(self, parameters: Iterable[Parameter]) -> dict[date | None, str]:
        """Return the digest of the law that is read, by the day from which on it is; None for every day."""
        read = tuple(parameters)
        return {
            since: law_digest(read, first)
            for since, first, lawful in zip(self.since, self.first, self.lawful, strict=True)
            if lawful
        }


def one_day(day: date, parameters: Iterable[Parameter]) -> Days:
    """Return one day for all rows.

    Raises:
        NoValueOnDay: A parameter says nothing on it.
    """
    for parameter in parameters:
        parameter.on(day)
    return Days(first=(day,), lawful=(True,))


def stretches_of(parameters: Iterable[Parameter]) -> dict[date, bool]:
    """Return the first days of the stretches in which no parameter changes, and whether all are in force.

    Raises:
        NoValueOnDay: On no day are all of them in force.

    Examples:
        >>> from asnwork.domain.law import Dated, assumed
        >>> held = Parameter(
        ...     path="rating.above", unit="share", basis=Dated.always(assumed("example")),
        ...     values=Dated(values=[(date(2022, 1, 1), 1.0), (date(2026, 1, 1), 1.1)]),
        ... )
        >>> [(str(day), lawful) for day, lawful in stretches_of([held]).items()]
        [('0001-01-01', False), ('2022-01-01', True), ('2026-01-01', True)]
    """
    read = tuple(parameters)
    days = {date.min}
    for parameter in read:
        days.update(day for day, _ in parameter.values.values)
        days.update(() if parameter.values.until is None else {parameter.values.until})
    found = {day: _lacking(read, day) for day in sorted(days)}
    if all(found.values()):
        raise next(lacking for lacking in reversed(found.values()) if lacking is not None)
    return {day: lacking is None for day, lacking in found.items()}


def _lacking(parameters: Iterable[Parameter], day: date) -> NoValueOnDay | None:
    try:
        for parameter in parameters:
            parameter.on(day)
    except NoValueOnDay as lacking:
        return lacking
    return None


def day_column(
    algebra: FrameAlgebra, column: Any, parameters: Iterable[Parameter], *, moments: bool, after: bool
) -> Days:
    """Return the days that a column holds, cut where a parameter changes.

    Args:
        algebra: What the rows are computed in.
        column: The column, as an expression.
        parameters: What is read of the law.
        moments: Whether it holds moments without a zone in place of days.
        after: Whether it holds the first day after a period, and not the last day of it.

    Raises:
        NoValueOnDay: On no day are all parameters in force.
    """
    found = stretches_of(parameters)
    reached = []
    for day in list(found)[1:]:
        mark = datetime.combine(day, time()) if moments else day
        come = column > mark if after else column >= mark
        reached.append(algebra.condition(come & ~column.is_null()))
    return Days(
        first=tuple(found), lawful=tuple(found.values()), reached=tuple(reached), unknown=column.is_null()
    )
