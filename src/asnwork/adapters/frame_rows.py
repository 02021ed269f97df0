"""A table whose scorer is no formula: each row goes through `evaluate`, one by one, in memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from attrs import frozen

from asnwork.domain.evidence import Evidence, Period, UnitEvidence
from asnwork.domain.identity import OfficerId
from asnwork.errors import BrokenScorer, NoValueOnDay
from asnwork.scoring.part_rule import OFFICER, UNIT
from asnwork.scoring.score import Score
from asnwork.scoring.scorer import Scorer, evaluate

__all__ = ["RowScores", "scored_rows"]

_GATE = {"met": 1.0, "missed": 0.0, "unknown": None}


@frozen(kw_only=True, eq=False)
class RowScores:
    """A table with what a scorer made of each row.

    Attributes:
        frame: The table with the columns below; as lazy as it was.
        columns: For "value", "gate", "coverage" and each "part.<name>" the column that holds it, and for
            "no_law" and "off_scale" the one that says so.
    """

    frame: Any
    columns: Mapping[str, str]


def scored_rows(
    library: Any,
    held: Any,
    scorer: Scorer,
    columns: Mapping[str, str],
    *,
    on: date | str,
    after: bool,
    on_progress: Callable[[int, int], None] | None = None,
) -> RowScores:
    """Return a table with what a scorer makes of each row.

    Args:
        library: The library of frames.
        held: A frame of that library; a lazy one is collected.
        scorer: Any scorer.
        columns: The column of each figure that is there.
        on: The day, or the column that holds it.
        after: Whether that column holds the first day after a period.
        on_progress: Called after each row with how many are scored, and of how many.

    Raises:
        BrokenScorer: The scorer does what it may not, other than leave its scale.
    """
    lazy = isinstance(held, library.LazyFrame)
    whole = held.collect() if lazy else held
    answers = []
    for row in _rows(whole, columns, on):
        answers.append(dict(_answer(scorer, columns, row, _day(row, on, after))))
        if on_progress is not None:
            on_progress(len(answers), len(whole))
    names = dict.fromkeys(
        ("value", "gate", "coverage", "no_law", "off_scale", *(name for each in answers for name in each))
    )
    free = "asnwork_row"
    while any(name.startswith(free) for name in whole.columns):
        free += "_"
    held_in = {name: f"{free}{place}" for place, name in enumerate(names)}
    backend = whole.implementation
    added = [
        library.new_series(
            held_in[name], [each.get(name) for each in answers], library.Float64, backend=backend
        )
        for name in names
    ]
    scored = whole.with_columns(*added)
    return RowScores(frame=scored.lazy(held.implementation) if lazy else scored, columns=held_in)


def _rows(whole: Any, columns: Mapping[str, str], on: date | str) -> Iterator[dict[str, Any]]:
    wanted = dict.fromkeys((*columns.values(), *((on,) if isinstance(on, str) else ())))
    read = whole.select(*wanted) if wanted else whole
    rows: Iterator[dict[str, Any]] = read.iter_rows(named=True)
    return rows


def _day(row: Mapping[str, Any], on: date | str, after: bool) -> date | None:
    if isinstance(on, date):
        return on
    found = row[on]
    if found is None or found != found:
        return None
    day: date = found.date() if isinstance(found, datetime) else found
    return day - timedelta(days=1) if after else day


def _number(value: Any) -> float | None:
    """The number of a cell; None where it is missing, which each library says in its own way."""
    if value is None or repr(value) == "<NA>":
        return None
    number = float(value)
    return None if math.isnan(number) else number


def _answer(
    scorer: Scorer, columns: Mapping[str, str], row: Mapping[str, Any], day: date | None
) -> Iterator[tuple[str, float | None]]:
    """What a row is worth; nothing where it is refused for its day or its figures."""
    figures = {name: _number(row[column]) for name, column in columns.items()}
    if day is None or any(value is not None and math.isinf(value) for value in figures.values()):
        return
    read = {name: figures.get(name) for name in scorer.reads}
    units: Mapping[str, str] = getattr(scorer, "units", {})
    parts: dict[str, Any] = {
        "period": Period(since=day, until=day + timedelta(days=1), zone="UTC"),
        "as_of": 0,
        "figures": read,
        "units": {name: units.get(name, "1") for name in read},
    }
    of_unit = getattr(scorer, "subject", OFFICER) == UNIT
    evidence = UnitEvidence(unit="row", **parts) if of_unit else Evidence(officer=OfficerId("row"), **parts)
    try:
        score = evaluate(scorer, evidence, on=day)
    except NoValueOnDay:
        yield "no_law", 1.0
        return
    except BrokenScorer as broken:
        if broken.figure != "value":
            raise
        yield "off_scale", 1.0
        return
    yield "coverage", score.coverage
    if isinstance(score, Score):
        yield "value", score.value
        yield "gate", _GATE[score.gate.value]
        yield from ((f"part.{part.name}", part.value) for part in score.parts)
