"""Sums over rows: what each measure makes of the rows of a period, for every officer in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from attrs import define, evolve, field

from asnwork.domain.evidence import Period
from asnwork.domain.formula import Formula, evaluate_all, yes_or_no
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Parameter
from asnwork.policies.fact_rows import Row
from asnwork.policies.outcome import Measure

__all__ = ["Tally", "law_stretches", "tallies_of"]


_ALWAYS = yes_or_no(1)


@define
class Tally:
    """What one measure met for one officer: how many rows, whether one told, and those that count.

    Attributes:
        rows: How many rows there were.
        told: Whether one of them told what is measured.
        every: Rows that count each for itself, by key, with what each counts.
        once: For each name that counts once the row that counts most.
    """

    rows: int = 0
    told: bool = False
    every: list[tuple[str, float]] = field(factory=list)
    once: dict[str, tuple[str, float]] = field(factory=dict)

    @property
    def counted(self) -> tuple[tuple[str, float], ...]:
        """The rows that count, by key, with what each counts."""
        return (*self.every, *self.once.values())

    def count(self, row: Row, value: float, once_by: str) -> None:
        """Count a row, or keep it for its name when none there counts more; of equals the first by key."""
        if not once_by:
            self.every.append((row.key, value))
        elif name := row.names[once_by]:
            entry = (row.key, value)
            kept = self.once.setdefault(name, entry)
            self.once[name] = min(kept, entry, key=lambda each: (-each[1], each[0]))


def law_stretches(parameters: Iterable[Parameter], period: Period) -> tuple[Period, ...]:
    """Return the parts of a period in each of which none of the parameters changes.

    Args:
        parameters: What is read of the law.
        period: The period to cut.

    Examples:
        >>> from asnwork.domain.law import Dated, assumed
        >>> cut = Parameter(
        ...     path="tpp.absence_cut", unit="share", basis=Dated.always(assumed("example")),
        ...     values=Dated(values=[(date(2026, 1, 1), 0.03), (date(2026, 5, 11), 0.04)]),
        ... )
        >>> [str(part) for part in law_stretches([cut], Period.month(2026, 5, zone="Asia/Jakarta"))]
        ['2026-05-01 to 2026-05-10', '2026-05-11 to 2026-05-31']
    """
    changes: set[date] = set()
    for parameter in parameters:
        changes.update(day for day, _ in parameter.values.values)
        if parameter.values.until is not None:
            changes.add(parameter.values.until)
    days = sorted({period.since, *(day for day in changes if period.since < day < period.until)})
    return tuple(
        evolve(period, since=since, until=until)
        for since, until in zip(days, [*days[1:], period.until], strict=True)
    )


def tallies_of(
    measures: Iterable[Measure], period: Period, sources: Mapping[str, Iterable[Row]], as_of: int
) -> Mapping[OfficerId, Mapping[str, Tally]]:
    """Return what each measure makes of the rows of a period, by officer and figure; one pass over the rows.

    Args:
        measures: How rows become figures.
        period: Rows whose moment lies outside it are passed over.
        sources: The rows of each source that is there.
        as_of: Rows whose moment is later are passed over too.
    """
    measures = tuple(measures)
    day_of, (start, end) = _days_of_law(measures, period), period.bounds
    found: dict[OfficerId, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for source, rows in sources.items():
        groups = _by_moment(measure for measure in measures if measure.source == source)
        for row in rows:
            moments = evaluate_all(groups, row.figures)
            for moment, group in zip(moments, groups.values(), strict=True):
                if moment is not None and start <= moment < end and moment <= as_of:
                    _count(row, group, day_of(moment), found)
    return found


def _by_moment(measures: Iterable[Measure]) -> Mapping[Formula, tuple[Measure, ...]]:
    """The measures by the moment at which their rows count: many share one."""
    found: dict[Formula, list[Measure]] = defaultdict(list)
    for measure in measures:
        found[measure.at].append(measure)
    return {at: tuple(group) for at, group in found.items()}


def _days_of_law(measures: Iterable[Measure], period: Period) -> Callable[[float], date]:
    """The first day of the stretch of law in which a moment lies."""
    stretches = law_stretches((parameter for measure in measures for parameter in measure.parameters), period)
    starts = [stretch.bounds[0] for stretch in stretches]
    return lambda moment: stretches[bisect_right(starts, moment) - 1].since


def _count(
    row: Row, measures: Iterable[Measure], on: date, found: Mapping[OfficerId, Mapping[str, Tally]]
) -> None:
    fitting = [measure for measure in measures if not measure.item or measure.item == row.item]
    values = evaluate_all((measure.of for measure in fitting), row.figures, on=on)
    tells = evaluate_all((measure.known or _ALWAYS for measure in fitting), row.figures, on=on)
    for measure, value, told in zip(fitting, values, tells, strict=True):
        for officer in row.owners:
            tally = found[officer][measure.name]
            tally.rows += 1
            tally.told = tally.told or told == 1
            if value is not None:
                tally.count(row, value, measure.once_by)
