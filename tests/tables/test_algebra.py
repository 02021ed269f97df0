"""Formulas over data frames give what they give over plain numbers, on every back end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnwork.domain.formula import NUMBERS, Banded, Constant, Figure, Formula, all_met, evaluate, evaluate_all
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.tables.algebra import FrameAlgebra
from asnwork.testing.strategies import bands
from tests.formulas import BANDS, DAY, figure_values, formulas
from tests.frames import FRAMES, frame_of, rows_of

nw = pytest.importorskip("narwhals.stable.v2", reason="data frames need narwhals")

FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
Rows = Sequence[Mapping[str, float | None]]


def found(kind: str, asked: Mapping[str, Formula], rows: Rows) -> list[dict[str, Any]]:
    """The formulas over a frame of that kind, as rows."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    algebra = FrameAlgebra(nw.from_native(frame_of(kind, columns)), NUMBERS)
    figures = dict(zip(columns, algebra.read(columns), strict=True))
    terms = evaluate_all(asked.values(), figures, on=DAY, algebra=algebra)
    answers = algebra.with_columns(dict(zip(asked, terms, strict=True))).select(*asked)
    return rows_of(nw.to_native(answers))


def require_same(kind: str, asked: Mapping[str, Formula], rows: Rows) -> None:
    """Each row has what the formulas give on its numbers, missing ones included."""
    expected = [{name: evaluate(formula, row, on=DAY) for name, formula in asked.items()} for row in rows]
    for should, row in zip(expected, found(kind, asked, rows), strict=True):
        assert {name: value is None for name, value in should.items()} == {
            name: value is None for name, value in row.items()
        }
        known = {name: value for name, value in row.items() if value is not None}
        assert {name: should[name] for name in known} == pytest.approx(known, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("kind", FRAMES)
@FEW
@given(st.lists(formulas(), min_size=1, max_size=3), st.lists(figure_values(), min_size=1, max_size=6))
def test_frames_give_what_rows_give(kind: str, asked: list[Formula], rows: Rows) -> None:
    """The same formulas over a data frame have in each row the values of that row, missing ones included."""
    require_same(kind, {f"answer{place}": formula for place, formula in enumerate(asked)}, rows)


@pytest.mark.parametrize("kind", FRAMES)
@FEW
@given(bands(), st.lists(st.none() | st.integers(-4400, 4400).map(lambda n: n / 4), min_size=1, max_size=6))
def test_frames_read_a_table_as_the_table_does(
    kind: str, table: Bands, quantities: list[float | None]
) -> None:
    """Every reading and step of a table of the law gives what the table itself gives."""
    held = Parameter(
        path="a.b",
        unit="1",
        of_unit="1",
        values=Dated.always(table),
        basis=Dated.always(assumed("for the tests")),
    )
    rows = found(kind, {"answer": Banded(Figure("a"), held)}, [{"a": quantity} for quantity in quantities])
    scale = max(map(abs, table.values)) * 1200
    for quantity, row in zip(quantities, rows, strict=True):
        number, expected = row["answer"], None if quantity is None else table.of(quantity)
        assert expected == (number if number is None else pytest.approx(number, abs=1e-12 * max(1.0, scale)))


@pytest.mark.parametrize("kind", FRAMES)
def test_a_quotient_by_a_constant_is_exact(kind: str) -> None:
    """A share of 10,000 is the very number that one officer gets, so no threshold turns on a last digit."""
    rows = [{"a": float(weight)} for weight in range(0, 10_001, 50)]
    answers = found(kind, {"x": Figure("a") / Constant(10_000), "y": Figure("a") / Constant(100)}, rows)
    assert [(row["a"] / 10_000, row["a"] / 100) for row in rows] == [(row["x"], row["y"]) for row in answers]


@pytest.mark.parametrize("kind", FRAMES)
def test_what_is_no_number_is_missing(kind: str) -> None:
    """Not-a-number in a column counts as missing on every back end."""
    rows = [{"a": float("nan"), "b": 1.0}, {"a": 2.0, "b": 1.0}]
    assert [None, 3.0] == [row["x"] for row in found(kind, {"x": Figure("a") + Figure("b")}, rows)]


@pytest.mark.parametrize("kind", FRAMES)
def test_a_column_may_stand_for_several_figures(kind: str) -> None:
    """A column that is read twice is one column, in one call or in two."""
    algebra = FrameAlgebra(nw.from_native(frame_of(kind, {"a": [1.0, None]})), NUMBERS)
    first, second = algebra.read(["a", "a"])
    (third,) = algebra.read(["a"])
    assert first is second is third
    answers = algebra.with_columns({"x": algebra.arithmetic("+", first, second)})
    assert [2.0, None] == [row["x"] for row in rows_of(nw.to_native(answers.select("x")))]


def test_a_term_is_never_taken_for_another() -> None:
    """What is made on the way to a term is another term: a band's value is not the band."""
    table, other = Banded(Figure("a"), BANDS), Figure("b")
    asked = {"x": table * other, "y": Constant(4) * other, "z": Constant(1) * other}
    require_same("polars", asked, [{"a": 0.5, "b": 3.0}, {"a": -1.0, "b": 2.0}])


def test_a_query_grows_no_faster_than_its_rule() -> None:
    """Twenty conditions joined, each of which stands for three in the next, make no query of 3^20 terms."""
    names = [f"f{place}" for place in range(20)]
    asked = all_met(*(Figure(name, "yes/no") for name in names))
    rows = [dict.fromkeys(names, 1.0), {**dict.fromkeys(names, 1.0), "f7": 0.0, "f8": None}]
    assert [1.0, 0.0] == [row["x"] for row in found("polars", {"x": asked}, rows)]
