"""Formulas drawn at random, and figures to evaluate them on."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from asnwork.domain.formula import (
    Arithmetic,
    Banded,
    Comparison,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
)
from asnwork.domain.law import Bands, Dated, Parameter, assumed

__all__ = ["BANDS", "DAY", "FIGURES", "NUMBER", "figure_values", "formulas"]

DAY = date(2026, 5, 31)
FIGURES = ("a", "b", "c")
NUMBER = Parameter(
    path="some.number", unit="1", values=Dated.always(2.5), basis=Dated.always(assumed("for the tests"))
)
BANDS = Parameter(
    path="some.bands",
    unit="1",
    of_unit="1",
    values=Dated(
        values=[
            (date(2026, 1, 1), Bands(edges=(0.0, 1.0, 7.5), values=(4.0, 0.0, 1.0, -2.0))),
            (date(2026, 7, 1), Bands(edges=(1.0,), values=(0.0, 9.0), closed="right")),
        ]
    ),
    basis=Dated.always(assumed("for the tests")),
)

# A coarse grid, so that equal values, edges of bands and zeros are met often.
_VALUES = st.integers(-8, 40).map(lambda quarter: quarter / 4)


def figure_values() -> st.SearchStrategy[dict[str, float | None]]:
    """A value for each figure, sometimes none."""
    return st.fixed_dictionaries({name: st.none() | _VALUES for name in FIGURES})


def formulas() -> st.SearchStrategy[Formula]:
    """Formulas of every kind of node over the figures, all of pure numbers."""
    leaves = st.one_of(
        st.sampled_from([Figure(name) for name in FIGURES]),
        _VALUES.map(Constant),
        st.just(DatedConstant(NUMBER)),
    )
    return st.recursive(leaves, _joined, max_leaves=12)


def _joined(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from(["+", "-", "x", "/", "min", "max"]), inner, inner),
        st.builds(
            Comparison,
            st.sampled_from(["<", "<=", "=", ">=", ">"]),
            inner,
            inner,
            st.sampled_from(["no", "yes", "missing"]),
        ),
        st.builds(IfMissing, inner, inner),
        inner.map(lambda of: Banded(of, BANDS)),
    )
