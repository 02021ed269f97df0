"""Evidence of all officers and periods as columns, by the measures that `asnwork.policies.gathering` sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from asnwork.domain.evidence import Period
from asnwork.domain.formula import Formula, evaluate
from asnwork.domain.law import Parameter
from asnwork.domain.plan import AVAILABLE, done_figure, target_figure
from asnwork.policies.gathering import law_stretches, period_figures
from asnwork.simulation.columns import COLUMNS, Column
from asnwork.simulation.facts import Columns

__all__ = ["SOURCES", "EvidenceColumns", "Measured", "gather_columns", "last_day"]


class Measured(Protocol):
    """What a measure must be made of, so that its sums can be taken over columns."""

    @property
    def name(self) -> str:
        """The figure that it makes."""
        ...

    @property
    def source(self) -> str:
        """Which rows it sums over."""
        ...

    @property
    def of(self) -> Formula:
        """What is summed."""
        ...

    @property
    def at(self) -> Formula:
        """The moment to which a row belongs."""
        ...

    @property
    def known(self) -> Formula | None:
        """Yes where a row tells what is measured."""
        ...

    @property
    def once_by(self) -> str:
        """The name in a row that counts once in a period; empty when every row counts."""
        ...

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it reads of the law."""
        ...


@frozen(kw_only=True, eq=False)
class EvidenceColumns:
    """The evidence of officers in periods: for each figure one number for each officer and period.

    Attributes:
        periods: The periods.
        officers: How many officers there are.
        figures: For each figure an array of officers x periods, flattened; the periods of an officer lie
            together.
        units: The unit of each figure that a measure makes.
    """

    periods: tuple[Period, ...]
    officers: int
    figures: Mapping[str, Column]
    units: Mapping[str, str] = field(factory=dict)

    def on_last_day(self, formula: Formula) -> Column:
        """Return a formula over the figures, each period by the law of its last day."""
        found = np.full(self.officers * len(self.periods), np.nan)
        for index, period in enumerate(self.periods):
            rows = slice(index, None, len(self.periods))
            view = {name: column[rows] for name, column in self.figures.items()}
            found[rows] = evaluate(formula, view, on=last_day(period), algebra=COLUMNS)
        return found


def last_day(period: Period) -> date:
    """Return the last day of a period."""
    return period.until - timedelta(days=1)


def gather_columns(
    periods: Sequence[Period],
    measures: Iterable[Measured],
    sources: Mapping[str, tuple[Columns, NDArray[np.int64]]],
    *,
    officers: int,
    targets: Mapping[str, Column],
    as_of: int,
) -> EvidenceColumns:
    """Return the evidence of all officers in all periods.

    Args:
        periods: The periods, in order.
        measures: How rows become figures; those whose source is not among the sources are missing.
        sources: For each kind of rows its columns, and the number of the officer of each row.
        officers: How many officers there are.
        targets: For each planned result the target of each officer and period, flattened.
        as_of: The moment of gathering, in microseconds since the epoch.
    """
    size = officers * len(periods)
    figures: dict[str, Column] = {}
    units: dict[str, str] = {}
    views = _Views(sources, as_of)
    for measure in measures:
        units[measure.name] = measure.of.unit
        if measure.source not in sources:
            figures[measure.name] = np.full(size, np.nan)
            continue
        owner = sources[measure.source][1]
        total, rows, told = np.zeros(size), np.zeros(size), np.zeros(size)
        once: list[tuple[NDArray[np.int64], NDArray[np.int64], Column]] = []
        for index, period in enumerate(periods):
            for stretch in law_stretches(measure.parameters, period):
                view = views.of(measure, stretch)
                inside = view.rows
                value = _spread(evaluate(measure.of, view, on=stretch.since, algebra=COLUMNS), inside)
                place = owner[inside] * len(periods) + index
                counts = ~np.isnan(value)
                if measure.once_by:
                    named = sources[measure.source][0].names[measure.once_by]()[inside]
                    once.append((place[counts], named[counts], value[counts]))
                else:
                    total += np.bincount(place[counts], weights=value[counts], minlength=size)
                if measure.known is not None:
                    tells = (
                        _spread(evaluate(measure.known, view, on=stretch.since, algebra=COLUMNS), inside) == 1
                    )
                    rows += np.bincount(place, minlength=size)
                    told += np.bincount(place[tells], minlength=size)
        if once:
            total = _greatest_once(once, size)
        figures[measure.name] = np.where((rows > 0) & (told == 0), np.nan, total)
    _add_known(figures, periods, targets, size)
    for name in [name for name in figures if name.startswith(_DONE)]:
        figures.setdefault(target_figure(name.removeprefix(_DONE)), np.full(size, np.nan))
    return EvidenceColumns(periods=tuple(periods), officers=officers, figures=figures, units=units)


SOURCES = ("steps", "requests", "attendance")
"""The kinds of rows that a simulation has."""

_DONE = done_figure("")


def _greatest_once(found: Sequence[tuple[NDArray[np.int64], NDArray[np.int64], Column]], size: int) -> Column:
    """The sum at each place of the greatest value of each name there, over (place, name, value)."""
    place, name, value = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((value, name, place))
    order = order[name[order] >= 0]
    place, name, value = place[order], name[order], value[order]
    last = np.append((place[1:] != place[:-1]) | (name[1:] != name[:-1]), True)[: len(place)]
    return np.bincount(place[last], weights=value[last], minlength=size).astype(np.float64)


def _add_known(
    figures: dict[str, Column], periods: Sequence[Period], targets: Mapping[str, Column], size: int
) -> None:
    missing = np.full(size, np.nan)
    working, leave = figures.get("days_working", missing), figures.get("days_on_leave", missing)
    with np.errstate(invalid="ignore", divide="ignore"):
        figures[AVAILABLE] = np.where(working > 0, 1 - leave / working, np.nan)
    for code, target in targets.items():
        figures[target_figure(code)] = target
    for name in period_figures(periods[0]):
        by_period = np.array([period_figures(period)[name] for period in periods])
        figures[name] = np.tile(by_period, size // len(periods))


class _Views:
    """The rows of a source that belong to a stretch of time; measures with one moment share them."""

    def __init__(self, sources: Mapping[str, tuple[Columns, NDArray[np.int64]]], as_of: int) -> None:
        self.sources = sources
        self.as_of = as_of
        self.moments: dict[tuple[str, Formula], Column] = {}
        self.views: dict[tuple[str, Formula, Period], _Rows] = {}

    def of(self, measure: Measured, stretch: Period) -> _Rows:
        """Return the rows whose moment, by the measure, falls in the stretch."""
        columns = self.sources[measure.source][0]
        moment = (measure.source, measure.at)
        if moment not in self.moments:
            self.moments[moment] = np.asarray(evaluate(measure.at, columns, algebra=COLUMNS))
        if (*moment, stretch) not in self.views:
            at, (start, end) = self.moments[moment], stretch.bounds
            inside = np.flatnonzero((at >= start) & (at < end) & (at <= self.as_of))
            self.views[(*moment, stretch)] = _Rows(columns, inside)
        return self.views[(*moment, stretch)]


class _Rows(Mapping[str, Column]):
    """Some rows of some columns."""

    def __init__(self, columns: Columns, rows: NDArray[np.int64]) -> None:
        self.columns = columns
        self.rows = rows
        self.taken: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        if name not in self.taken:
            self.taken[name] = self.columns[name][self.rows]
        return self.taken[name]

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


def _spread(value: object, rows: NDArray[np.int64]) -> Column:
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (len(rows),))
