"""The pay rule `outcome` on Dask and PySpark, once, on a small table: does it run, stay lazy, give the same?

Neither is a dependency of anything here; install them beside the library to try:

    pip install 'dask[dataframe]' pyspark pandas pyarrow
    python benchmarks/other_frames.py

PySpark needs Java 17 or later. What is not installed is passed over, and says so.
"""

from __future__ import annotations

import importlib.metadata
import math
import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Any

import narwhals.stable.v2 as nw

from asnwork.adapters import score_frame
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays

NAN = float("nan")
FIGURES: dict[str, list[float]] = {
    "done.work": [6300.0, 3000.0, NAN, 7000.0],
    "target.work": [7000.0, 7000.0, 7000.0, 0.0],
    "available": [0.95, NAN, 1.0, 1.0],
    "promises_judged": [42.0, 0.0, NAN, 10.0],
    "promises_kept": [39.0, 0.0, NAN, 8.0],
    "reopen_judged": [38.0, 5.0, 2.0, 4.0],
    "not_reopened": [36.0, 5.0, 2.0, 4.0],
    "first_time_judged": [40.0, 3.0, NAN, 8.0],
    "right_first_time": [38.0, 3.0, NAN, 8.0],
    "trips_usual": [40.0, 0.0, NAN, 8.0],
    "trips_made": [6.0, 0.0, NAN, 9.0],
    "solved_known": [NAN, 3.0, 4.0, 2.0],
    "solved_yes": [NAN, 1.0, 4.0, 2.0],
}
DAY = date(2026, 5, 31)


def scored(frame: Any, names: dict[str, str]) -> Any:
    """The table with its scores, by the rule as it ships."""
    law = national_law()
    pay = next(pay for pay in all_pays(law) if pay.name == "outcome")
    return score_frame(frame, pay, law=law, on=DAY, columns=names)


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame, a missing value as None, in the order of what was done."""
    held = nw.from_native(frame)
    whole = held.collect() if isinstance(held, nw.LazyFrame) else held
    rows = [
        {name: None if value is None or value != value else value for name, value in row.items()}
        for row in whole.rows(named=True)
    ]
    return sorted(rows, key=lambda row: row["number"])


def same(ours: list[dict[str, Any]], theirs: list[dict[str, Any]], names: list[str]) -> bool:
    """Whether the results agree to 1e-12."""

    def alike(one: Any, other: Any) -> bool:
        if isinstance(one, float) and isinstance(other, float):
            return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
        return bool(one == other)

    return all(
        alike(one[name], other[name]) for one, other in zip(ours, theirs, strict=True) for name in names
    )


def dask() -> tuple[Any, dict[str, str]]:
    """The table as a Dask frame of two parts."""
    import dask.dataframe
    import pandas

    return dask.dataframe.from_pandas(pandas.DataFrame(numbered()), npartitions=2), {}


def pyspark() -> tuple[Any, dict[str, str]]:
    """The table as a Spark frame; Spark reads a dot in a name as a way into a structure."""
    import pandas
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    plain = pandas.DataFrame(numbered()).rename(columns=lambda name: name.replace(".", "_"))
    names = {name: name.replace(".", "_") for name in FIGURES}
    return session.createDataFrame(plain), names


def numbered() -> dict[str, list[Any]]:
    """The figures, with a number for each row."""
    return {"number": list(range(len(DAYS))), **FIGURES}


DAYS = FIGURES["done.work"]


def tried(library: str, make: Callable[[], tuple[Any, dict[str, str]]]) -> None:
    """One line on one library."""
    try:
        version = importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        print(f"{library:<10}not installed")
        return
    import pandas

    expected = scored(pandas.DataFrame(numbered()), {})
    try:
        frame, names = make()
        began = perf_counter()
        found = scored(frame, names)
        built = perf_counter() - began
        kind = type(found.frame).__name__
        results = rows_of(found.frame)
    except Exception as problem:
        said = f"{type(problem).__name__}: {problem}".splitlines()[0]
        print(f"{library:<10}{version:<10}failed: {said[:300]}")
        return
    agrees = same(rows_of(expected.frame), results, list(expected.added))
    print(f"{library:<10}{version:<10}{kind}, put together in {built:.2f} s, same answers: {agrees}")


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}, narwhals {importlib.metadata.version('narwhals')}")
    tried("dask", dask)
    tried("pyspark", pyspark)
