"""The kinds of node are few enough for data frames: one small algebra, tried with polars through narwhals."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnwork.domain.formula import Banded, Figure, Formula, evaluate
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.testing.strategies import bands
from tests.formulas import DAY, FIGURES, figure_values, formulas

nw = pytest.importorskip("narwhals", reason="data frames need narwhals and polars")
pl = pytest.importorskip("polars", reason="data frames need narwhals and polars")


class FrameAlgebra:
    """The algebra of data-frame expressions; null is missing."""

    def constant(self, value: float) -> Any:
        return nw.lit(value, nw.Float64)

    def arithmetic(self, operation: str, left: Any, right: Any) -> Any:
        match operation:
            case "+":
                return left + right
            case "-":
                return left - right
            case "x":
                return left * right
            case "/":
                return nw.when(right != 0).then(left / right)
            case "min":
                return self._where_both(left, right, nw.min_horizontal(left, right))
        return self._where_both(left, right, nw.max_horizontal(left, right))

    def comparison(self, operation: str, left: Any, right: Any, missing: float | None) -> Any:
        holds = {
            "<": left < right,
            "<=": left <= right,
            "=": left == right,
            ">=": left >= right,
            ">": left > right,
        }[operation]
        answer = self._where_both(left, right, holds.cast(nw.Float64))
        return answer if missing is None else self.if_missing(answer, self.constant(missing))

    def banded(self, of: Any, bands: Bands) -> Any:
        value = self.constant(bands.values[0])
        for edge, following in zip(bands.edges, bands.values[1:], strict=True):
            passed = of >= edge if bands.closed == "left" else of > edge
            value = nw.when(passed).then(self.constant(following)).otherwise(value)
        return self._where_both(of, of, value)

    def if_missing(self, of: Any, instead: Any) -> Any:
        return nw.when(of.is_null()).then(instead).otherwise(of)

    def _where_both(self, left: Any, right: Any, value: Any) -> Any:
        return nw.when(~left.is_null(), ~right.is_null()).then(value)


@settings(max_examples=60)
@given(formulas(), st.lists(figure_values(), min_size=1, max_size=6))
def test_frames_give_what_rows_give(formula: Formula, rows: list[dict[str, float | None]]) -> None:
    """The same formula over a data frame has in each row the value of that row, missing ones included."""
    frame = nw.from_native(pl.DataFrame(rows, schema=dict.fromkeys(FIGURES, pl.Float64)))
    columns = {name: nw.col(name) for name in FIGURES}
    answer = evaluate(formula, columns, on=DAY, algebra=FrameAlgebra())
    found = frame.with_columns(answer.alias("answer"))["answer"].to_list()
    expected = [evaluate(formula, row, on=DAY) for row in rows]
    assert [value is None for value in expected] == [value is None for value in found]
    known = [value for value in found if value is not None]
    assert [value for value in expected if value is not None] == pytest.approx(known, rel=1e-12, abs=1e-12)


@settings(max_examples=60)
@given(bands(), st.lists(st.none() | st.integers(-4400, 4400).map(lambda n: n / 4), min_size=1, max_size=6))
def test_frames_read_a_table_as_the_table_does(table: Bands, quantities: list[float | None]) -> None:
    """A small algebra of one's own gets every reading and step of a table for nothing."""
    held = Parameter(
        path="a.b",
        unit="1",
        of_unit="1",
        values=Dated.always(table),
        basis=Dated.always(assumed("for the tests")),
    )
    frame = nw.from_native(pl.DataFrame({"a": quantities}, schema={"a": pl.Float64}))
    answer = evaluate(Banded(Figure("a"), held), {"a": nw.col("a")}, on=DAY, algebra=FrameAlgebra())
    found = frame.with_columns(answer.alias("answer"))["answer"].to_list()
    scale = max(map(abs, table.values)) * 1200
    for quantity, number in zip(quantities, found, strict=True):
        expected = None if quantity is None else table.of(quantity)
        assert expected == (number if number is None else pytest.approx(number, abs=1e-12 * max(1.0, scale)))
