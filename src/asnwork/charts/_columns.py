"""Columns of numbers to the right of a picture, so that it is read without pointing at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asnwork.charts._fit import LINE, Fitted, fit, text_width
from asnwork.charts._page import SMALL
from asnwork.charts._svg import text

__all__ = ["Column", "columns_width", "head_height", "heads", "number_columns", "row_texts"]

_BETWEEN = 16.0


class Column(NamedTuple):
    """A heading and one text for each row, aligned to the right edge `right`."""

    heading: Fitted
    cells: tuple[str, ...]
    width: float
    right: float


def number_columns(
    content: Sequence[tuple[str, Sequence[str]]], right: float, *, narrowest: float
) -> tuple[Column, ...]:
    """Columns, each as wide as its widest cell and not narrower than asked, that end at `right`."""
    columns: list[Column] = []
    for name, cells in reversed(content):
        width = max([narrowest, *map(text_width, cells)])
        columns.insert(0, Column(fit(name, width, size=SMALL, most=3), tuple(cells), width, right))
        right -= width + _BETWEEN
    return tuple(columns)


def columns_width(columns: Sequence[Column]) -> float:
    """What the columns take, with the air to their left."""
    return sum(column.width + _BETWEEN for column in columns)


def head_height(columns: Sequence[Column]) -> float:
    """What the headings take."""
    return max((len(column.heading.lines) for column in columns), default=0) * SMALL * LINE


def heads(columns: Sequence[Column], bottom: float) -> str:
    """The headings, standing on `bottom`."""
    return "".join(
        text(
            column.right,
            bottom - (len(column.heading.lines) - 1) * SMALL * LINE,
            column.heading,
            size=SMALL,
            anchor="end",
            quiet=True,
        )
        for column in columns
    )


def row_texts(columns: Sequence[Column], row: int, y: float, *, bold: bool = False) -> str:
    """The texts of one row, standing on y."""
    return "".join(text(column.right, y, column.cells[row], anchor="end", bold=bold) for column in columns)
