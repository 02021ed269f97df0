"""A table as CSV, as an Arrow stream, and as a frame of pandas or polars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from asnwork.errors import MissingExtra
from asnwork.tables.columns import Kind, Value, kind_of

__all__ = ["as_arrow_stream", "as_csv", "as_pandas", "as_polars"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.date().toordinal()
_ARROW = {"text": "string", "bool": "bool_", "int": "int64", "float": "float64", "date": "date32"}
_POLARS = {
    "none": "Null",
    "text": "String",
    "bool": "Boolean",
    "int": "Int64",
    "float": "Float64",
    "date": "Date",
}
_PANDAS = {"text": None, "none": "object", "date": "object", "float": "float64"}

Columns = Mapping[str, Sequence[Value]]


def _library(name: str, purpose: str) -> Any:
    try:
        return __import__(name)  # by name, for most of them carry no types
    except ImportError as missing:
        raise MissingExtra(name, "frames", purpose) from missing


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return repr(value)
    # An empty text is quoted, so that it stays apart from a missing value.
    plain = value and not any(mark in value for mark in ',"\r\n')
    return value if plain else '"' + value.replace('"', '""') + '"'


def as_csv(columns: Columns) -> str:
    """The table as CSV: a header, then one line for each row, a missing value as nothing between commas."""
    rows: Iterable[Sequence[Value]] = (list(columns), *zip(*columns.values(), strict=True))
    lines = (",".join(map(_csv_cell, row)) for row in rows)
    # A line with nothing on it would be skipped by readers, and the row be lost.
    return "".join((line or '""') + "\n" for line in lines)


def _zone(values: Sequence[Value]) -> str:
    """The one named zone of all moments, or UTC."""
    zones = {getattr(value.tzinfo, "key", "UTC") for value in values if isinstance(value, datetime)}
    return zones.pop() if len(zones) == 1 else "UTC"


def _stored(value: Value) -> Value:
    """The value as Arrow stores it: days and microseconds since 1970 for dates and moments."""
    if isinstance(value, datetime):
        return (value - _EPOCH) // timedelta(microseconds=1)
    return value.toordinal() - _EPOCH_DAY if isinstance(value, date) else value


def _arrow_type(library: Any, kind: Kind, values: Sequence[Value]) -> Any:
    if kind == "datetime":
        zone = {"tz": _zone(values)} if library.__name__ == "pyarrow" else {"timezone": _zone(values)}
        return library.timestamp("us", **zone)
    return library.null() if kind == "none" else getattr(library, _ARROW[kind])()


def _from_pyarrow(arrow: Any, columns: Columns) -> Any:
    arrays = {
        name: arrow.array(map(_stored, values), type=_arrow_type(arrow, kind_of(values), values))
        for name, values in columns.items()
    }
    return arrow.table(arrays)


def _from_nanoarrow(arrow: Any, columns: Columns) -> Any:
    types = {name: _arrow_type(arrow, kind_of(values), values) for name, values in columns.items()}
    arrays = [
        arrow.c_array_from_buffers(types[name], len(values), [], null_count=len(values))
        if kind_of(values) == "none"
        else arrow.c_array(list(map(_stored, values)), types[name])
        for name, values in columns.items()
    ]
    length = len(next(iter(columns.values()), ()))
    return arrow.c_array_stream(
        arrow.c_array_from_buffers(arrow.struct(types), length, [None], children=arrays)
    )


def as_arrow_stream(columns: Columns, requested_schema: object) -> object:
    """The table as an Arrow C stream, through pyarrow or, without it, nanoarrow.

    Raises:
        MissingExtra: Neither is installed.
    """
    try:
        table = _from_pyarrow(__import__("pyarrow"), columns)
    except ImportError:
        table = _from_nanoarrow(_library("nanoarrow", "handing a table to a frame library"), columns)
    return table.__arrow_c_stream__(requested_schema)


def as_polars(columns: Columns) -> Any:
    """The table as a polars frame; a missing value is null."""
    polars = _library("polars", "a polars frame")

    def series(name: str, values: Sequence[Value]) -> Any:
        if kind_of(values) != "datetime":
            return polars.Series(name, values, dtype=getattr(polars, _POLARS[kind_of(values)]))
        moments = polars.Series(name, list(map(_stored, values)), dtype=polars.Int64)
        return moments.cast(polars.Datetime("us", "UTC")).dt.convert_time_zone(_zone(values))

    return polars.DataFrame([series(name, values) for name, values in columns.items()])


def as_pandas(columns: Columns) -> Any:
    """The table as a pandas frame; whole numbers and truth values with gaps stay what they are."""
    pandas = _library("pandas", "a pandas frame")

    def series(values: Sequence[Value]) -> Any:
        kind = kind_of(values)
        if kind == "datetime":
            return pandas.Series(pandas.to_datetime(list(values), utc=True)).dt.tz_convert(_zone(values))
        gaps = None in values
        whole = {"int": "Int64" if gaps else "int64", "bool": "boolean" if gaps else "bool"}
        return pandas.Series(list(values), dtype=(_PANDAS | whole)[kind])

    return pandas.DataFrame({name: series(values) for name, values in columns.items()})
