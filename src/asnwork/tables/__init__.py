"""Columns in; text, HTML, CSV, Arrow and frames out. Knows no domain.

A `Table` holds named columns of equal length and shows itself in a terminal and in a notebook.
Frame libraries are imported only by the method that gives their frame.
"""

from __future__ import annotations

from asnwork.tables.numbers import Lang, duration, largest_remainder, number, percent, rupiah
from asnwork.tables.table import Table, Value

__all__ = ["Lang", "Table", "Value", "duration", "largest_remainder", "number", "percent", "rupiah"]
