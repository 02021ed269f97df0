from __future__ import annotations

from datetime import date

import pytest

from asnwork.domain.law import Bands, Dated, LawValue, Parameter, kind_of_value, value_text
from asnwork.errors import InvalidInput, NoValueOnDay
from tests.domain.law.samples import DATA, FIRST, SECOND, TABLE, TESTS, parameter

NUMBER = parameter("a.number", 2.0, since=FIRST)
BANDS = parameter("a.bands", TABLE, since=FIRST)
LIST = parameter("a.list", DATA, since=FIRST)


def test_a_parameter_gives_what_is_in_force() -> None:
    """A parameter gives its number, bands or list on a day, by the reader of its own kind."""
    assert 2.0 == NUMBER.on(FIRST) == NUMBER.number_on(FIRST)
    assert TABLE == BANDS.on(FIRST) == BANDS.bands_on(FIRST)
    assert DATA == LIST.on(FIRST) == LIST.items_on(FIRST)
    assert "a.number" == str(NUMBER)


def test_a_whole_number_is_a_number() -> None:
    """A number that was given without a point is read as one."""
    assert 2 == parameter("a.b", 2).number_on(FIRST)


@pytest.mark.parametrize("reader", ["on", "number_on", "bands_on", "items_on"])
def test_a_day_without_a_value_names_the_path(reader: str) -> None:
    """On a day that is not covered every reader names the parameter."""
    with pytest.raises(NoValueOnDay, match=r"a\.number has no value on 2025-04-20"):
        getattr(NUMBER, reader)(date(2025, 4, 20))


@pytest.mark.parametrize(
    ("held", "reader", "expected"),
    [
        (BANDS, "number_on", r"a\.bands: given 'bands', expected one number"),
        (LIST, "number_on", r"a\.list: given 'a list', expected one number"),
        (NUMBER, "bands_on", r"a\.number: given 2\.0, expected bands"),
        (LIST, "bands_on", r"a\.list: given 'a list', expected bands"),
        (NUMBER, "items_on", r"a\.number: given 2\.0, expected a list"),
        (BANDS, "items_on", r"a\.bands: given 'bands', expected a list"),
    ],
)
def test_a_value_of_another_kind_is_refused(held: Parameter, reader: str, expected: str) -> None:
    """A reader of another kind than the parameter holds says what there is."""
    with pytest.raises(InvalidInput, match=expected):
        getattr(held, reader)(FIRST)


@pytest.mark.parametrize(("value", "expected"), [(1.0, "one number"), (TABLE, "bands"), (DATA, "a list")])
def test_there_are_three_kinds_of_value(value: LawValue, expected: str) -> None:
    """A value is one number, bands or a list."""
    assert expected == kind_of_value(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2.0, "2"),
        (2, "2"),
        (0.1 + 0.2, "0.30000000000000004"),
        (12345678.5, "12345678.5"),
        (DATA, "health, genetic"),
        (TABLE, "0; from 1: 0.5; from 31: 1"),
        (Bands(edges=(1,), values=(0, 1), closed="right"), "0; above 1: 1"),
        (Bands(edges=(1,), values=(0, 1), reading="marginal"), "0; from 1: 1 (marginal)"),
        (Bands(edges=(76.61,), values=(2, 3), step=0.01), "2; from 76.61: 3 (in steps of 0.01)"),
        (Bands(edges=(), values=(7,)), "7"),
    ],
)
def test_a_value_is_told_whole(value: LawValue, expected: str) -> None:
    """A value stands on one line with all its digits, the closed side, the reading and the step."""
    assert expected == value_text(value)


VALUES = Dated(values=[(FIRST, 1.0)], until=SECOND)


@pytest.mark.parametrize(
    ("values", "basis"),
    [
        (VALUES, Dated(values=[(date(2025, 4, 22), TESTS)])),
        (VALUES, Dated(values=[(FIRST, TESTS)], until=date(2026, 12, 31))),
        (Dated.always(1.0), Dated(values=[(date.min, TESTS)], until=SECOND)),
    ],
)
def test_every_value_rests_on_something(values: Dated[LawValue], basis: Dated[object]) -> None:
    """A day with a value and without a basis is refused, at either end."""
    with pytest.raises(InvalidInput, match=r"a\.b\.basis: .*expected a basis on every day with a value"):
        Parameter(path="a.b", unit="1", values=values, basis=basis)


def test_a_basis_may_reach_further_than_the_values() -> None:
    """A basis may cover more days than there are values for."""
    for basis in (Dated.always(TESTS), Dated(values=[(FIRST, TESTS)], until=SECOND)):
        assert basis == Parameter(path="a.b", unit="1", values=VALUES, basis=basis).basis
