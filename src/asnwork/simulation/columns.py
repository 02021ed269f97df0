"""Formulas over numpy columns: the algebra in which a simulation evaluates the rules.

Not-a-number is missing. Input columns hold no other not-a-number, so nothing else is ever meant by it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from asnwork.domain.law import Bands

__all__ = ["COLUMNS", "Column", "NumpyAlgebra", "is_missing"]

Column = NDArray[np.float64]
"""A column of float64 in which not-a-number is missing."""


def is_missing(column: Any) -> NDArray[np.bool_]:
    """Return which entries of a column are missing."""
    return np.isnan(np.asarray(column, dtype=np.float64))


class NumpyAlgebra:
    """The algebra of columns; scalars are columns of one value."""

    def constant(self, value: float) -> Any:
        """Return the number; numpy spreads it over the rows."""
        return np.float64(value)

    def arithmetic(self, operation: str, left: Any, right: Any) -> Any:
        """Return +, -, x, /, min or max; missing passes through, a quotient by zero is missing."""
        match operation:
            case "+":
                return left + right
            case "-":
                return left - right
            case "x":
                return left * right
            case "/":
                with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                    return np.where(np.equal(right, 0), np.nan, np.divide(left, right))
            case "min":
                return np.minimum(left, right)
        return np.maximum(left, right)

    def comparison(self, operation: str, left: Any, right: Any, missing: float | None) -> Any:
        """Return 1 or 0, and `missing` where a side is missing."""
        compare = {"<": np.less, "<=": np.less_equal, "=": np.equal, ">=": np.greater_equal, ">": np.greater}
        with np.errstate(invalid="ignore"):
            answer = compare[operation](left, right).astype(np.float64)
        return np.where(is_missing(left) | is_missing(right), np.nan if missing is None else missing, answer)

    def banded(self, of: Any, bands: Bands) -> Any:
        """Return the value of the band of each row, missing where `of` is."""
        edges = np.asarray(bands.edges, dtype=np.float64)
        place = np.searchsorted(edges, of, side="right" if bands.closed == "left" else "left")
        return np.where(is_missing(of), np.nan, np.asarray(bands.values, dtype=np.float64)[place])

    def if_missing(self, of: Any, instead: Any) -> Any:
        """Return `of`, and `instead` where it is missing."""
        return np.where(is_missing(of), instead, of)


COLUMNS = NumpyAlgebra()
"""The algebra of numpy columns."""
