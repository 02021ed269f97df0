"""Files of officers and periods: scanned under their very names, with what keeps one from being read."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from asnwork.errors import Fault, InvalidInput

__all__ = ["ENDINGS", "scanned", "scanned_back"]

ENDINGS = (".parquet", ".csv", ".arrow", ".feather", ".ipc")
"""What the name of such a file may end in."""


def scanned(polars: Any, file: str, figures: Iterable[str]) -> Any:
    """Return a file as a lazy frame; of a CSV file the kinds of its columns are read, of others the schema.

    Args:
        polars: The library that reads it.
        file: Its path; nothing in it stands for other names.
        figures: The columns that hold numbers, also where nothing stands in them.

    Raises:
        InvalidInput: There is no such file, or it is a CSV file whose header cannot be meant.
    """
    if not Path(file).is_file():
        raise InvalidInput(Fault(file, given="no such file", expected="a Parquet, CSV or Arrow file"))
    if not file.endswith(".csv"):
        return _scan(polars, file)
    header = _header(file)
    # A column in which nothing stands would be taken for text.
    numbers = {name: polars.Float64 for name in header if name in set(figures)}
    return polars.scan_csv(
        file, glob=False, try_parse_dates=True, infer_schema_length=None, schema_overrides=numbers
    )


def scanned_back(polars: Any, path: Path) -> Any:
    """Return a file of scores that was just written as a lazy frame."""
    if not path.name.endswith(".csv"):
        return _scan(polars, str(path))
    schema = {"score": polars.Float64, "gate": polars.String, "refused": polars.String}
    return polars.scan_csv(
        str(path), glob=False, try_parse_dates=True, infer_schema_length=0, schema_overrides=schema
    )


def _scan(polars: Any, file: str) -> Any:
    # A bracket or a star in a name is part of the name: `m[1].csv` is not `m1.csv`.
    return (polars.scan_parquet if file.endswith(".parquet") else polars.scan_ipc)(file, glob=False)


def _header(file: str) -> list[str]:
    """The names of the columns of a CSV file that has rows, each name once."""
    with Path(file).open(encoding="utf-8-sig", errors="replace", newline="") as text:
        rows = csv.reader(text)
        header, first = next(rows, []), next(rows, None)
    faults = tuple(_header_faults(header, empty=first is None))
    if faults:
        raise InvalidInput(*faults, source=file)
    return header


def _header_faults(header: list[str], *, empty: bool) -> Iterator[Fault]:
    if len(header) == 1 and (sign := next((each for each in ";\t|" if each in header[0]), None)):
        name = {";": "semicolons", "\t": "tabs", "|": "bars"}[sign]
        hint = f"separated by {name}? save it with commas, and numbers with a decimal point"
        yield Fault("header", given=header[0], expected="columns separated by commas", hint=hint)
        return
    for name, times in Counter(header).items():
        if times > 1:
            hint = "rename or drop the others; nobody can say which is meant"
            yield Fault(name, given=f"{times} columns of that name", expected="each name once", hint=hint)
    if empty:
        yield Fault("rows", given="no rows below the header", expected="at least one row")
