from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import Constant, Formula, evaluate
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
