"""Event logs: one row for each step done, read as facts; what a case table beside it knows goes in too."""

from __future__ import annotations

import os
from pathlib import Path

from asnwork.adapters.case_table import checked_as_of, load_case_table, read_cases, refuse_repeats
from asnwork.adapters.csv_rows import open_rows
from asnwork.adapters.event_rows import EventReader
from asnwork.adapters.loaded_log import LoadedLog, refuse_unusable, unrecorded
from asnwork.adapters.mapping import EventColumns, LogMapping
from asnwork.errors import Fault, InvalidInput
from asnwork.policies.gathering import Rows

__all__ = ["load_event_log", "load_log"]

PathLike = str | os.PathLike[str]


def load_log(
    path: PathLike,
    mapping: LogMapping,
    *,
    cases: PathLike | None = None,
    as_of: int | None = None,
    strict: bool = False,
) -> LoadedLog:
    """Load an event log or a case table, whichever the mapping describes.

    Args:
        path: A CSV file, plain or gzipped.
        mapping: Which column holds what.
        cases: The case table of an event log; the file that the mapping names, beside the log, unless given.
        as_of: When it was made, in microseconds since the epoch; the last moment in it unless given.
        strict: Whether to refuse the files when a row cannot be used.

    Raises:
        InvalidInput: As for `load_event_log` and `load_case_table`.
    """
    if mapping.events is None and cases is None:
        return load_case_table(path, mapping, as_of=as_of, strict=strict)
    return load_event_log(path, mapping, cases=cases, as_of=as_of, strict=strict)


def load_event_log(
    path: PathLike,
    mapping: LogMapping,
    *,
    cases: PathLike | None = None,
    as_of: int | None = None,
    strict: bool = False,
) -> LoadedLog:
    """Load an event log as facts: a row for each step done, and one for each request.

    What is known of a request comes from the case table, or else from the first row of the case; a case
    without a moment of filing counts as filed at its first event.

    Args:
        path: A CSV file, plain or gzipped.
        mapping: Which column holds what.
        cases: The case table; the file that the mapping names, beside the log, unless given.
        as_of: When the log was made, in microseconds since the epoch; the last moment in it unless given.
        strict: Whether to refuse the files when a row cannot be used.

    Returns:
        Requests and steps of officers; rows of accounts are set aside and counted, and rows that could not
        be used, or stood twice, are named.

    Raises:
        InvalidInput: A file cannot be read, lacks a column, has no row that can be used, or, when that is
            refused, a row that cannot be used or stands twice.
    """
    source = os.path.basename(os.fspath(path))
    columns = _event_columns(mapping, source)
    table = _case_table(path, mapping, cases, source)
    known = None if table is None else read_cases(table, mapping)
    wanted = [*mapping.columns_of("events"), *(mapping.columns_of("cases") if known is None else ())]
    with open_rows(path, wanted, delimiter=mapping.delimiter) as (header, rows):
        reader = EventReader(mapping, columns, header, source, known)
        for row in rows:
            reader.take(row)
    refuse_repeats(reader.repeated, mapping, source)
    return _loaded(reader, mapping, source, as_of, strict=strict)


def _event_columns(mapping: LogMapping, source: str) -> EventColumns:
    if mapping.events is None:
        hint = "it describes a case table: give that file alone"
        fault = Fault("events", given="nothing", expected="the columns of an event log", hint=hint)
        raise InvalidInput(fault, source=source)
    return mapping.events


def _case_table(path: PathLike, mapping: LogMapping, cases: PathLike | None, source: str) -> PathLike | None:
    columns = mapping.cases
    if cases is not None and (columns is None or not columns.case or not columns.opened):
        hint = "name the columns of the case table, at least case and opened"
        fault = Fault("cases", given="no columns", expected="[cases] in the mapping", hint=hint)
        raise InvalidInput(fault, source=source)
    if cases is not None or columns is None or not columns.file:
        return cases
    return Path(path).parent / columns.file


def _loaded(
    reader: EventReader, mapping: LogMapping, source: str, as_of: int | None, *, strict: bool
) -> LoadedLog:
    cases = reader.cases
    unusable = [*cases.unusable, *reader.unusable]
    form = mapping.time_format
    refuse_unusable(unusable, reader.events, strict=strict, source=source, time_format=form)
    moment = checked_as_of(as_of, reader.last, source)
    facts = reader.facts(moment)
    officers = {step.officer for step in reader.steps}
    officers |= {fact.decided_by for fact in facts if fact.decided_by is not None}
    return LoadedLog(
        source=source,
        mapping=mapping,
        as_of=moment,
        rows=Rows(requests=facts, steps=reader.steps, unrecorded=unrecorded(mapping)),
        officers=tuple(sorted(officers)),
        set_aside=dict(sorted(reader.set_aside.items())),
        unusable=tuple(unusable),
        repeated=(*cases.repeated, *reader.repeated),
        doubtful=tuple(cases.doubtful),
        counts={
            "rows": reader.rows,
            "events": reader.events,
            "requests": len(facts),
            "steps": len(reader.steps),
        },
    )
