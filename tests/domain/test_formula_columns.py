from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import Banded, Constant, Figure, Formula, evaluate
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.testing.strategies import bands
from tests.formulas import DAY, FIGURES, figure_values, formulas

np = pytest.importorskip("numpy")


@given(formulas(), st.lists(figure_values(), min_size=1, max_size=6))
def test_columns_give_what_rows_give(formula: Formula, rows: list[dict[str, float | None]]) -> None:
    """A formula over columns has in each row the value of that row, missing ones included."""
    from asnwork.simulation.columns import COLUMNS

    columns = {
        name: np.array([np.nan if row[name] is None else row[name] for row in rows]) for name in FIGURES
    }
    expected = [evaluate(formula, row, on=DAY) for row in rows]
    found = np.broadcast_to(evaluate(formula, columns, on=DAY, algebra=COLUMNS), len(rows))
    assert [value is None for value in expected] == np.isnan(found).tolist()
    known = [value for value in expected if value is not None]
    assert known == pytest.approx(found[~np.isnan(found)].tolist(), rel=1e-12, abs=1e-12)


def test_a_formula_without_figures_is_one_value() -> None:
    """A formula of constants alone is one number, which spreads over the rows."""
    from asnwork.simulation.columns import COLUMNS

    assert 3.0 == evaluate(Constant(1) + 2, {}, algebra=COLUMNS)


@st.composite
def looked_up(draw: st.DrawFn) -> tuple[Bands, list[float | None]]:
    """A table, and quantities: on its edges, half a step beside them, anywhere, and missing."""
    table = draw(bands())
    edges = [edge + beside for edge in table.edges for beside in (-0.5, -0.25, -1e-9, 0.0, 0.25, 0.5, 1e-9)]
    anywhere = st.none() | st.floats(-1100, 1100) | st.sampled_from(edges)
    return table, draw(st.lists(anywhere, min_size=1, max_size=8))


@given(looked_up())
def test_columns_read_a_table_as_the_table_does(drawn: tuple[Bands, list[float | None]]) -> None:
    """In columns and in numbers a table of any reading, side and step gives what `Bands.of` gives."""
    from asnwork.simulation.columns import COLUMNS

    table, quantities = drawn
    held = Parameter(
        path="a.b",
        unit="1",
        of_unit="1",
        values=Dated.always(table),
        basis=Dated.always(assumed("for the tests")),
    )
    rule = Banded(Figure("late"), held)
    expected = [None if quantity is None else table.of(quantity) for quantity in quantities]
    column = np.array([np.nan if quantity is None else quantity for quantity in quantities])
    found = np.broadcast_to(evaluate(rule, {"late": column}, on=DAY, algebra=COLUMNS), len(quantities))
    scale = max(map(abs, table.values)) * 1200
    for quantity, value, number in zip(quantities, expected, found.tolist(), strict=True):
        if value is None:
            assert math.isnan(number)
            assert evaluate(rule, {"late": None}, on=DAY) is None
        else:
            assert value == pytest.approx(number, rel=1e-12, abs=1e-12 * max(1.0, scale))
            again = evaluate(rule, {"late": quantity}, on=DAY)
            assert value == pytest.approx(again, rel=1e-12, abs=1e-12 * max(1.0, scale))
