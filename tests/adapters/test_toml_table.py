from __future__ import annotations

from datetime import date
from enum import Enum

from asnwork.adapters.toml_table import TomlTable
from asnwork.errors import Fault


class Colour(Enum):
    """Two choices."""

    RED = "red"
    BLUE = "blue"


def table(**given: object) -> TomlTable:
    """A table with its own list of faults."""
    faults: list[Fault] = []
    return TomlTable(given, "", faults)


def test_what_is_right_is_read() -> None:
    """Each kind of value is read, numbers as floats, and leaves no fault."""
    read = table(
        text="a", day=date(2026, 5, 4), number=3, choice="red", link="https://a.id", rows=[{"x": 1}], t={}
    )
    assert ("a", date(2026, 5, 4), 3.0) == (read.text("text"), read.day("day"), read.number("number"))
    assert (Colour.RED, "https://a.id") == (read.choice("choice", Colour), read.link("link"))
    assert ["x"] == [name for row in read.tables("rows") for name in row.names()]
    assert read.table("t") is not None
    read.finish()
    assert [] == read.faults


def test_paths_quote_what_must_be_quoted() -> None:
    """A key with a dot stands in quotes in the path of a fault."""
    read = table(**{"a.b": {"c": 1}})
    inner = read.table("a.b")
    assert inner is not None
    inner.text("c")
    assert ['"a.b".c'] == [fault.path for fault in read.faults]


def test_missing_and_optional_are_told_apart() -> None:
    """A missing key is a fault unless it may be left out."""
    read = table()
    assert (None, "", "") == (read.day("a", optional=True), read.text("b", optional=True), read.link("c"))
    assert [] == read.faults
    assert (None, "", None, None) == (
        read.day("a"),
        read.text("b"),
        read.choice("c", Colour),
        read.table("d"),
    )
    assert ["a", "b", "c", "d"] == [fault.path for fault in read.faults]


def test_a_table_of_tables_only_looks_nested() -> None:
    """A name written without quotes makes tables inside tables."""
    assert table(a={}).looks_nested()
    assert not table(a={}, b=1).looks_nested()
    assert not table().looks_nested()


def test_a_number_beyond_every_float_is_a_fault() -> None:
    """A whole number of hundreds of digits is refused like an infinite one, and never raises."""
    read = table(big=10**400, endless=float("inf"))
    assert (None, None) == (read.number("big"), read.number("endless"))
    assert ["big", "endless"] == [fault.path for fault in read.faults]
    assert {"a finite number"} == {fault.expected for fault in read.faults}
