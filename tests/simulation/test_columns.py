from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnwork.domain.formula import (
    NUMBERS,
    Banded,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    children_of,
    evaluate,
    figures_of,
)
from asnwork.domain.law import Bands
from asnwork.simulation.columns import COLUMNS, is_missing
from asnwork.testing import strategies as asn
from tests.formulas import DAY, FIGURES, figure_values, formulas

NONE = float("nan")
OPERATIONS = ("+", "-", "x", "/", "min", "max")
COMPARISONS = ("<", "<=", "=", ">=", ">")
# Equal values, zero, signs and missing, each against each.
SIDES = [None, -2.0, -0.0, 0.0, 1.0, 1.5, 3.0]
PAIRS = [(left, right) for left in SIDES for right in SIDES]


def column(values: list[float | None]) -> np.ndarray:
    """A column in which None is not-a-number."""
    return np.array([NONE if value is None else value for value in values])


def rows(found: object, count: int) -> list[float | None]:
    """The rows of a column or of one value spread over so many rows."""
    spread = np.broadcast_to(np.asarray(found, dtype=float), (count,))
    return [None if np.isnan(value) else float(value) for value in spread]


LEFT, RIGHT = (column([pair[side] for pair in PAIRS]) for side in (0, 1))


def test_missing_is_not_a_number_and_nothing_else() -> None:
    """Zero and infinity are values; only not-a-number is missing."""
    assert [True, False, False, False] == is_missing([NONE, 0.0, np.inf, -np.inf]).tolist()
    assert is_missing(NONE)
    assert not is_missing(0.0)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_arithmetic_is_that_of_numbers(operation: str) -> None:
    """Every pair of sides answers as plain numbers do; a quotient by zero is missing, without a warning."""
    expected = [NUMBERS.arithmetic(operation, left, right) for left, right in PAIRS]
    assert expected == rows(COLUMNS.arithmetic(operation, LEFT, RIGHT), len(PAIRS))


@pytest.mark.parametrize("operation", COMPARISONS)
@pytest.mark.parametrize("missing", [None, 0.0, 1.0])
def test_comparison_is_that_of_numbers(operation: str, missing: float | None) -> None:
    """Every pair of sides is compared as plain numbers are, and answers what is said where one is missing."""
    expected = [NUMBERS.comparison(operation, left, right, missing) for left, right in PAIRS]
    assert expected == rows(COLUMNS.comparison(operation, LEFT, RIGHT, missing), len(PAIRS))


@pytest.mark.parametrize("closed", ["left", "right"])
def test_bands_are_those_of_numbers(closed: str) -> None:
    """On an edge, beside it and far from it a row falls in the band in which a number falls."""
    bands = Bands(edges=(0.0, 1.0, 7.5), values=(4.0, 0.0, 1.0, -2.0), closed=closed)
    of = [None, -1.0, 0.0, 0.5, 1.0, np.nextafter(1.0, 0), np.nextafter(1.0, 2), 7.5, 8.0]
    expected = [NUMBERS.banded(value, bands) for value in of]
    assert expected == rows(COLUMNS.banded(column(of), bands), len(of))


def test_a_stand_in_stands_only_where_something_is_missing() -> None:
    """Where a row has a value the stand-in is not looked at; where both are missing it stays missing."""
    expected = [NUMBERS.if_missing(left, right) for left, right in PAIRS]
    assert expected == rows(COLUMNS.if_missing(LEFT, RIGHT), len(PAIRS))


def test_one_number_spreads_over_the_rows() -> None:
    """A constant beside a column is the same number in each row."""
    left = column([1.0, None, 3.0])
    assert [3.0, None, 5.0] == rows(COLUMNS.arithmetic("+", left, COLUMNS.constant(2)), 3)
    assert [0.0, 1.0, 1.0] == rows(COLUMNS.comparison(">", left, COLUMNS.constant(2), 1.0), 3)


def test_what_goes_in_is_not_changed() -> None:
    """A column that is read stays as it was."""
    left, right = column([1.0, None, 0.0]), column([0.0, 2.0, None])
    for operation in OPERATIONS:
        COLUMNS.arithmetic(operation, left, right)
    COLUMNS.if_missing(left, right)
    assert [1.0, None, 0.0] == rows(left, 3)
    assert [0.0, 2.0, None] == rows(right, 3)


@given(formulas(), st.lists(figure_values(), min_size=1, max_size=8))
def test_a_rule_over_columns_is_the_rule_for_each_row(
    formula: Formula, figures: list[dict[str, float | None]]
) -> None:
    """Any formula has in each row of columns the value that it has for that row alone."""
    columns = {name: column([row[name] for row in figures]) for name in FIGURES}
    expected = column([evaluate(formula, row, on=DAY) for row in figures])
    found = column(rows(evaluate(formula, columns, on=DAY, algebra=COLUMNS), len(figures)))
    assert expected == pytest.approx(found, rel=1e-12, abs=1e-12, nan_ok=True)


def ends_of(formula: Formula) -> Iterator[date | None]:
    """When each piece of law in a formula ends; two pieces may have drawn one path."""
    if isinstance(formula, DatedConstant | Banded):
        yield formula.parameter.values.until
    for part in children_of(formula):
        yield from ends_of(part)


@settings(max_examples=50)
@given(formula=asn.formulas(), data=st.data(), on=st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_a_rule_with_units_and_law_too(formula: Formula, data: st.DataObject, on: date) -> None:
    """The same holds for formulas with units that read a law which changes over the years."""
    ends = [end for end in ends_of(formula) if end is not None]
    on = min([on, *(end - timedelta(days=1) for end in ends)])
    figures = data.draw(st.lists(asn.figures_for(formula), min_size=1, max_size=4))
    columns = {name: column([row[name] for row in figures]) for name in figures_of(formula)}
    expected = column([evaluate(formula, row, on=on) for row in figures])
    found = column(rows(evaluate(formula, columns, on=on, algebra=COLUMNS), len(figures)))
    assert expected == pytest.approx(found, rel=1e-12, abs=1e-12, nan_ok=True)


def test_a_quotient_beyond_every_number_is_what_numbers_say() -> None:
    """Divided by next to nothing, a column has what the number has, without a warning."""
    tiny = Figure("a") / Constant(5e-324)
    column = evaluate(tiny, {"a": np.array([1.0, 0.0])}, algebra=COLUMNS)
    assert [evaluate(tiny, {"a": value}) for value in (1.0, 0.0)] == column.tolist()
