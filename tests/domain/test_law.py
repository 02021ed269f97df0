from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.law import (
    Bands,
    Basis,
    Certainty,
    Dated,
    InForce,
    Law,
    LegalReference,
    Parameter,
    assumed,
)
from asnwork.errors import DuplicateName, InvalidInput, NoValueOnDay, UnknownName

PERPRES = LegalReference(kind="Perpres", number="21", year=2023, article="4(1)")
CIRCULAR = LegalReference(kind="SE Mendagri", number="800.1.5/3349/SJ", year=2026)


def test_a_reference_reads_as_lawyers_cite_it() -> None:
    """A reference gives kind, number, year and article; a number that holds slashes already has its year."""
    assert "Perpres 21/2023 art. 4(1)" == str(PERPRES)
    assert "SE Mendagri 800.1.5/3349/SJ" == str(CIRCULAR)
    assert InForce.UNKNOWN is PERPRES.in_force


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (Basis(certainty=Certainty.ENACTED, reference=PERPRES), "Perpres 21/2023 art. 4(1)"),
        (Basis(certainty=Certainty.REPORTED, reference=CIRCULAR), "reported: SE Mendagri 800.1.5/3349/SJ"),
        (assumed("the middle"), "assumed: the middle"),
        (Basis(certainty=Certainty.ASSUMED, reason="the middle", reference=PERPRES), "assumed: the middle"),
    ],
)
def test_a_basis_says_how_sure_it_is(basis: Basis, expected: str) -> None:
    """A basis shows its reference or its reason, and unless it is enacted a word of doubt."""
    assert expected == str(basis)


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_assumption_has_a_reason(reason: str) -> None:
    """An assumed value without a reason in words is refused."""
    with pytest.raises(InvalidInput, match="why this is assumed"):
        assumed(reason)


@pytest.mark.parametrize("certainty", [Certainty.ENACTED, Certainty.REPORTED])
def test_a_rule_has_a_reference(certainty: Certainty) -> None:
    """An enacted or reported value without a reference is refused, with the way out."""
    with pytest.raises(InvalidInput, match=f"that is {certainty.value}.*mark it assumed"):
        Basis(certainty=certainty, reason="read somewhere")


@pytest.mark.parametrize(
    ("closed", "expected"), [("left", [0.0, 1.0, 1.0, 2.0, 2.0]), ("right", [0.0, 0.0, 1.0, 1.0, 2.0])]
)
def test_an_edge_belongs_to_one_band(closed: str, expected: list[float]) -> None:
    """A quantity on an edge belongs to the band that begins there, or to the one that ends there."""
    bands = Bands(edges=[1, 31], values=[0, 1, 2], closed=closed)
    assert expected == [bands.of(quantity) for quantity in (0, 1, 30, 31, 32)]


def test_one_band_has_no_edge() -> None:
    """Bands without edges give one value everywhere."""
    assert [7.0, 7.0] == [Bands(edges=(), values=(7.0,)).of(quantity) for quantity in (-1e9, 1e9)]


@given(
    st.lists(st.integers(-50, 50), unique=True, max_size=6).map(sorted),
    st.integers(-60, 60),
    st.sampled_from(["left", "right"]),
)
def test_bands_cover_every_quantity(edges: list[int], quantity: int, closed: str) -> None:
    """Each quantity falls in the band counted by the edges that lie before it."""
    bands = Bands(edges=edges, values=range(len(edges) + 1), closed=closed)
    before = [edge for edge in edges if (edge <= quantity if closed == "left" else edge < quantity)]
    assert len(before) == bands.of(quantity)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"edges": (2, 1), "values": (0, 1, 2)}, "edges that ascend"),
        ({"edges": (1, 1), "values": (0, 1, 2)}, "edges that ascend"),
        ({"edges": (1,), "values": (0,)}, "2 values, one more than edges"),
        ({"edges": (1,), "values": (0, float("inf"))}, "finite numbers"),
        ({"edges": (float("nan"),), "values": (0, 1)}, "finite numbers"),
        ({"edges": (), "values": (0,), "closed": "both"}, "'left' or 'right'"),
    ],
)
def test_bands_that_are_none_are_refused(parts: dict[str, Any], expected: str) -> None:
    """Bands whose edges, values or side do not make a table are refused, saying what was expected."""
    with pytest.raises(InvalidInput, match=expected):
        Bands(**parts)


def test_every_fault_of_bands_is_named_at_once() -> None:
    """Several faults come together in one error."""
    with pytest.raises(InvalidInput) as caught:
        Bands(edges=(2, 1), values=(), closed="middle")
    assert ["edges", "values", "closed"] == [fault.path for fault in caught.value.faults]


FIRST, SECOND, LAST = date(2025, 4, 21), date(2027, 1, 1), date(2028, 1, 1)
DAYS = Dated(values=[(FIRST, 2.0), (SECOND, 3.0)], until=LAST)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST, 2.0),
        (SECOND - timedelta(days=1), 2.0),
        (SECOND, 3.0),
        (LAST - timedelta(days=1), 3.0),
    ],
)
def test_a_value_holds_from_its_day(day: date, expected: float) -> None:
    """A dated value holds from its first day to the day before the next one, exact to the day."""
    assert expected == DAYS.on(day)


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST])
def test_a_day_that_is_not_covered_has_no_value(day: date) -> None:
    """Before the first and after the last day there is no value; the error says which days have one."""
    with pytest.raises(NoValueOnDay, match=f"days a week has no value on {day}: it covers from {FIRST}"):
        DAYS.on(day, "days a week")


def test_a_value_can_hold_on_every_day() -> None:
    """A value given without a day holds on the first and on the last day there is."""
    always = Dated.always(5)
    assert (5, 5) == (always.on(date.min), always.on(date.max))
    assert "every day" == str(always)
    assert f"from {FIRST} to {LAST - timedelta(days=1)}" == str(DAYS)


@pytest.mark.parametrize(
    ("values", "until", "path"),
    [
        ([], None, "values"),
        ([(SECOND, 1), (FIRST, 2)], None, r"values\[1\]"),
        ([(FIRST, 1), (FIRST, 2)], None, r"values\[1\]"),
        ([(FIRST, 1)], FIRST, "until"),
    ],
)
def test_days_that_do_not_ascend_are_refused(
    values: list[tuple[date, int]], until: date | None, path: str
) -> None:
    """No value, a day twice or out of order, or an end before the last day is refused by its place."""
    with pytest.raises(InvalidInput, match=path):
        Dated(values=values, until=until)


@given(st.lists(st.dates(), unique=True, min_size=1, max_size=5).map(sorted), st.dates())
def test_the_last_entry_not_after_the_day_counts(days: list[date], day: date) -> None:
    """The value on a day is that of the last entry not after it; before the first there is none."""
    dated = Dated(values=[(since, since) for since in days])
    before = [since for since in days if since <= day]
    if before:
        assert before[-1] == dated.on(day)
    else:
        with pytest.raises(NoValueOnDay):
            dated.on(day)


def parameter(path: str, value: float | Bands) -> Parameter:
    """A parameter that holds one value from 2025 on."""
    return Parameter(
        path=path,
        unit="1",
        values=Dated(values=[(FIRST, value)]),
        basis=Dated.always(assumed("for the tests")),
    )


def test_a_parameter_gives_what_is_in_force() -> None:
    """A parameter gives its number or bands on a day, and its path when it has none."""
    bands = Bands(edges=(), values=(1.0,))
    assert 2.0 == parameter("a.b", 2.0).on(FIRST) == parameter("a.b", 2.0).number_on(FIRST)
    assert bands == parameter("a.b", bands).on(FIRST)
    with pytest.raises(NoValueOnDay, match=r"a\.b has no value on 2025-04-20"):
        parameter("a.b", 2.0).on(date(2025, 4, 20))
    with pytest.raises(InvalidInput, match=r"a\.b: given .bands., expected one number"):
        parameter("a.b", bands).number_on(FIRST)
    assert "a.b" == str(parameter("a.b", 2.0))


def test_a_law_finds_its_parameters() -> None:
    """A law gives a parameter by its path, names near misses, and lists what it has in the order of paths."""
    first, second = parameter("tpp.late_cut", 1.0), parameter("tpp.early_cut", 2.0)
    law = Law(parameters=[first, second])
    assert first is law["tpp.late_cut"]
    assert [second, first] == list(law)
    assert "tpp.early_cut" in law
    assert "tpp" not in law
    with pytest.raises(UnknownName, match=r"did you mean tpp\.late_cut"):
        law["tpp.late_cuts"]


def test_a_path_stands_once() -> None:
    """Two parameters under one path are refused."""
    with pytest.raises(DuplicateName, match=r"'a\.b'"):
        Law(parameters=[parameter("a.b", 1.0), parameter("a.b", 1.0)])
