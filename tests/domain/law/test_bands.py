from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.law import Bands, Cliff, cliffs, flat_from
from asnwork.errors import InvalidInput


def faults(**parts: Any) -> list[tuple[str, str]]:
    """What is wrong with bands: path and expectation of each fault."""
    with pytest.raises(InvalidInput) as caught:
        Bands(**parts)
    return [(fault.path, fault.expected) for fault in caught.value.faults]


# --- one value for each band ---------------------------------------------------------------------


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


# --- rounded to a step first ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [(76.60, 2.0), (76.604, 2.0), (76.605, 3.0), (76.61, 3.0), (88.30, 3.0), (88.305, 4.0)],
)
def test_a_quantity_is_rounded_half_up_to_the_step(quantity: float, expected: float) -> None:
    """What lies between "up to 76.60" and "from 76.61" goes to the upper band from its half on."""
    assert expected == Bands(edges=(76.61, 88.31), values=(2.0, 3.0, 4.0), step=0.01).of(quantity)


@pytest.mark.parametrize(
    ("quantity", "expected"), [(2.0, 0.0), (2.49, 0.0), (2.5, 1.0), (3.0, 1.0), (-9.0, 0.0)]
)
def test_a_step_rounds_beside_bands_that_are_closed_on_the_right(quantity: float, expected: float) -> None:
    """With "more than 2" in steps of 1, a quantity is above from 2.5 on, which rounds to 3."""
    assert expected == Bands(edges=(2.0,), values=(0.0, 1.0), closed="right", step=1.0).of(quantity)


def test_half_a_step_below_zero_is_rounded_up() -> None:
    """Half up means towards more below zero too: -0.5 counts as 0."""
    table = Bands(edges=(0.0,), values=(1.0, 2.0), step=1.0)
    assert [1.0, 2.0] == [table.of(-0.51), table.of(-0.5)]


def test_a_step_of_any_size_can_be_checked() -> None:
    """Edges that are huge beside the step are still told apart from what is no multiple of it."""
    assert (1e30,) == Bands(edges=(1e30,), values=(0.0, 1.0), step=0.01).edges
    assert [("edges", "edges at a multiple of the step 0.3")] == faults(
        edges=(1e30,), values=(0, 1), step=0.3
    )[:1]


# --- marginal ------------------------------------------------------------------------------------

TAX = Bands(edges=(100.0, 200.0), values=(0.0, 0.5, 0.25), reading="marginal")


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [(-10, 0.0), (0, 0.0), (100, 0.0), (101, 0.5), (200, 50.0), (204, 51.0)],
)
def test_each_part_counts_at_its_own_rate(quantity: float, expected: float) -> None:
    """With a marginal reading each part of the quantity counts at the rate of its band, from 0 on."""
    assert expected == TAX.of(quantity)


def test_the_first_rate_counts_too() -> None:
    """What lies below the first edge counts at the first rate."""
    table = Bands(edges=(10.0,), values=(2.0, 1.0), reading="marginal")
    assert [10.0, 20.0, 21.0] == [table.of(quantity) for quantity in (5, 10, 11)]
    assert 6.0 == Bands(edges=(), values=(2.0,), reading="marginal").of(3)


# --- what is none --------------------------------------------------------------------------------

ASCEND = "edges that ascend, none twice"
MULTIPLE = "edges at a multiple of the step 0.5"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"edges": (2, 1), "values": (0, 1, 2)}, [("edges", ASCEND)]),
        ({"edges": (1, 1), "values": (0, 1, 2)}, [("edges", ASCEND)]),
        ({"edges": (1,), "values": (0,)}, [("values", "2 values, one more than edges")]),
        ({"edges": (1,), "values": (0, 1, 2)}, [("values", "2 values, one more than edges")]),
        ({"edges": (1,), "values": (0, float("inf"))}, [("values", "finite numbers")]),
        ({"edges": (float("nan"),), "values": (0, 1)}, [("values", "finite numbers")]),
        ({"edges": (float("inf"),), "values": (0, 1), "step": 1}, [("values", "finite numbers")]),
        ({"edges": (), "values": (0,), "closed": "both"}, [("closed", "'left' or 'right'")]),
        ({"edges": (), "values": (0,), "reading": "double"}, [("reading", "'single' or 'marginal'")]),
        (
            {"edges": (0, 1), "values": (0, 1, 2), "reading": "marginal"},
            [("edges", "edges above 0, since rates count from 0")],
        ),
        (
            {"edges": (-1,), "values": (0, 1), "reading": "marginal"},
            [("edges", "edges above 0, since rates count from 0")],
        ),
        (
            {"edges": (1,), "values": (0, 1), "reading": "marginal", "step": 1},
            [("step", "no step beside a marginal reading")],
        ),
        ({"edges": (1,), "values": (0, 1), "step": 0}, [("step", "a finite number above 0")]),
        ({"edges": (1,), "values": (0, 1), "step": -1}, [("step", "a finite number above 0")]),
        ({"edges": (1,), "values": (0, 1), "step": float("nan")}, [("step", "a finite number above 0")]),
        ({"edges": (1,), "values": (0, 1), "step": float("inf")}, [("step", "a finite number above 0")]),
        ({"edges": (1, 1.25, 1.75), "values": (0, 1, 2, 3), "step": 0.5}, [("edges", MULTIPLE)]),
    ],
)
def test_bands_that_are_none_are_refused(parts: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Bands whose edges, values, side, reading or step make no table are refused, for nothing else."""
    assert expected == faults(**parts)


def test_every_fault_of_bands_is_named_at_once() -> None:
    """Several faults come together in one error."""
    found = faults(edges=(2, 1), values=(), closed="middle", reading="none", step=-1)
    assert ["edges", "values", "closed", "reading", "step"] == [path for path, _ in found]


# --- what is odd ---------------------------------------------------------------------------------


def test_cliffs_stand_highest_first() -> None:
    """Each edge at which the answer jumps is a cliff, up or down; the highest comes first."""
    table = Bands(edges=(1, 2, 3, 4, 5), values=(0, 1, 1, 4, 3, 0))
    assert (
        Cliff(edge=3.0, before=1.0, after=4.0),
        Cliff(edge=5.0, before=3.0, after=0.0),
        Cliff(edge=1.0, before=0.0, after=1.0),
        Cliff(edge=4.0, before=4.0, after=3.0),
    ) == cliffs(table)
    assert [3.0, -3.0, 1.0, -1.0] == [cliff.height for cliff in cliffs(table)]
    assert "at 5: 3 to 0" == str(cliffs(table)[1])


def test_a_cliff_is_told_with_all_its_digits() -> None:
    """Numbers of seven digits and more are not shortened."""
    assert "at 1234567.5: 0 to 12345678" == str(Cliff(edge=1234567.5, before=0.0, after=12345678.0))


def test_a_marginal_table_has_no_cliff() -> None:
    """Where each part counts at its own rate nothing jumps."""
    assert () == cliffs(TAX)


@pytest.mark.parametrize(
    ("edges", "values", "reading", "expected"),
    [
        ((1, 31), (0, 1, 2), "single", 31.0),
        ((1, 31), (0, 2, 2), "single", 1.0),
        ((1, 31, 61), (2, 0, 2, 2), "single", 31.0),
        ((1, 31), (2, 2, 2), "single", None),
        ((), (2,), "single", None),
        ((100, 200), (0, 0.5, 0.25), "marginal", None),
        ((100, 200, 300), (1, 0.5, 0, 0), "marginal", 200.0),
        ((100,), (0, 0), "marginal", None),
    ],
)
def test_more_may_change_nothing_any_more(
    edges: tuple[float, ...], values: tuple[float, ...], reading: str, expected: float | None
) -> None:
    """From the last edge behind which the answer moves on, more of the quantity changes nothing."""
    assert expected == flat_from(Bands(edges=edges, values=values, reading=reading))


def test_what_is_no_number_falls_in_no_band() -> None:
    """NaN is refused, by single bands and by rates, and never falls in the last band."""
    for table in (Bands(edges=(1,), values=(0, 1)), Bands(edges=(1,), values=(0, 1), reading="marginal")):
        with pytest.raises(InvalidInput, match=r"quantity: given nan, expected a number"):
            table.of(float("nan"))


def test_below_nothing_no_rate_counts() -> None:
    """Rates count from 0: what lies below has no part in the sum."""
    assert 0.0 == Bands(edges=(100,), values=(0.1, 0.5), reading="marginal").of(-50)
