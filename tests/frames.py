"""Frames of every kind that the suite tries, made of columns and read back as rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

__all__ = ["FRAMES", "frame_of", "rows_of"]

FRAMES = ("pandas", "pandas nullable", "polars", "polars lazy", "duckdb", "pyarrow")
"""What `frame_of` can make."""


def frame_of(kind: str, columns: Mapping[str, Sequence[Any]]) -> Any:
    """A frame of that kind; None is a missing value, and a column of nothing else holds numbers."""
    if kind in ("polars", "polars lazy"):
        polars = pytest.importorskip("polars")
        frame = polars.DataFrame(
            {
                name: polars.Series(values, dtype=_all_missing(values, polars.Float64), strict=False)
                for name, values in columns.items()
            }
        )
        return frame if kind == "polars" else frame.lazy()
    if kind.startswith("pandas"):
        pandas = pytest.importorskip("pandas")
        typed = {"pandas": "float64", "pandas nullable": "Float64"}[kind]
        return pandas.DataFrame(
            {
                name: pandas.Series(values, dtype=typed)
                if _numbers(values)
                else pandas.Series(pandas.to_datetime(values) if _days(values) else values)
                for name, values in columns.items()
            }
        )
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(
        {
            name: pyarrow.array(values, type=_all_missing(values, pyarrow.float64()))
            for name, values in columns.items()
        }
    )
    return table if kind == "pyarrow" else pytest.importorskip("duckdb").from_arrow(table)


def _numbers(values: Sequence[Any]) -> bool:
    return all(value is None or isinstance(value, int | float) for value in values)


def _days(values: Sequence[Any]) -> bool:
    # pandas has no kind of its own for days: they are moments at midnight.
    return all(value is None or isinstance(value, date) for value in values)


def _all_missing(values: Sequence[Any], number: Any) -> Any:
    return number if all(value is None or isinstance(value, float) for value in values) else None


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any kind; what is missing in it is None."""
    import narwhals.stable.v2 as nw

    held = nw.from_native(frame)
    whole = held.collect() if isinstance(held, nw.LazyFrame) else held
    return [
        {name: None if _missing(value) else value for name, value in row.items()}
        for row in whole.rows(named=True)
    ]


def _missing(value: Any) -> bool:
    return value is None or repr(value) == "<NA>" or (isinstance(value, float) and math.isnan(value))
