"""Pictures from columns: pure functions that return self-contained SVG. Knows no domain.

A picture carries no script and asks for nothing from outside; every text in it is escaped; numbers stand
at the marks; a title and a description in words serve screen readers; colours follow the page between
light, dark and print. The same input gives the same bytes.
"""

from __future__ import annotations

from asnwork.charts._words import Lang
from asnwork.charts.bars import grouped_bars
from asnwork.charts.bins import histogram
from asnwork.charts.forest import ranges
from asnwork.charts.matrix import matrix_cells
from asnwork.charts.series import lines
from asnwork.charts.timeline import steps_timeline

__all__ = ["Lang", "grouped_bars", "histogram", "lines", "matrix_cells", "ranges", "steps_timeline"]
