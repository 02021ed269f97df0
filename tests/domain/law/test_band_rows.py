from __future__ import annotations

from typing import Any

import pytest

from asnwork.domain.law import BandRow, Bands, bands_from_rows
from asnwork.errors import InvalidInput


def row(value: float = 0.0, **ends: Any) -> BandRow:
    """One printed band: `at_least` or `more_than`, `below` or `at_most`."""
    low = ends.get("at_least", ends.get("more_than"))
    high = ends.get("below", ends.get("at_most"))
    return BandRow(value=value, low=low, low_in="more_than" not in ends, high=high, high_in="at_most" in ends)


def faults(*rows: BandRow, **how: Any) -> list[str]:
    """What is wrong with printed bands."""
    with pytest.raises(InvalidInput) as caught:
        bands_from_rows(rows, **how)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("rows", "how", "expected"),
    [
        ([row(1)], {}, Bands(edges=(), values=(1,))),
        ([row(0), row(1, at_least=31)], {}, Bands(edges=(31,), values=(0, 1))),
        ([row(0), row(1, more_than=31)], {}, Bands(edges=(31,), values=(0, 1), closed="right")),
        ([row(0, below=31), row(1, at_least=31)], {}, Bands(edges=(31,), values=(0, 1))),
        ([row(0, at_most=31), row(1, more_than=31)], {}, Bands(edges=(31,), values=(0, 1), closed="right")),
        (
            [row(0, at_most=76.60), row(1, at_least=76.61, at_most=88.30), row(2, at_least=88.31)],
            {"step": 0.01},
            Bands(edges=(76.61, 88.31), values=(0, 1, 2), step=0.01),
        ),
        (
            [row(0, below=3), row(1, more_than=2)],
            {"step": 1},
            Bands(edges=(2,), values=(0, 1), closed="right", step=1),
        ),
        (
            [row(0, at_most=2), row(1, more_than=2)],
            {"step": 1},
            Bands(edges=(2,), values=(0, 1), closed="right", step=1),
        ),
        ([row(0, below=2), row(1, at_least=2)], {"step": 1}, Bands(edges=(2,), values=(0, 1), step=1)),
        (
            [row(0), row(1, at_least=9)],
            {"reading": "marginal"},
            Bands(edges=(9,), values=(0, 1), reading="marginal"),
        ),
    ],
)
def test_printed_bands_make_a_table(rows: list[BandRow], how: dict[str, Any], expected: Bands) -> None:
    """Bands that meet make one table; the beginnings say which side is closed, also beside a step."""
    assert expected == bands_from_rows(rows, **how)


GAP, OVERLAP = "(this leaves a gap)", "(this leaves an overlap)"
ONE_WAY = "expected at_most and then more_than, or below and then at_least"


@pytest.mark.parametrize(
    ("before", "after", "step", "expected"),
    [
        ({"below": 31}, {"at_least": 32}, None, f"given 32, expected a beginning at 31 {GAP}"),
        ({"below": 31}, {"at_least": 30.5}, None, f"given 30.5, expected a beginning at 31 {OVERLAP}"),
        ({"at_most": 31}, {"more_than": 32}, None, f"given 32, expected a beginning after 31 {GAP}"),
        ({"at_most": 31}, {"more_than": 30}, None, f"given 30, expected a beginning after 31 {OVERLAP}"),
        ({"at_most": 31}, {"at_least": 31}, None, f"given 31, {ONE_WAY} (the end itself lies in both)"),
        ({"below": 31}, {"more_than": 31}, None, f"given 31, {ONE_WAY} (the end itself lies in neither)"),
        ({"at_most": 76.60}, {"at_least": 76.61}, None, f"given 76.61, {ONE_WAY} {GAP}"),
        ({"below": 31}, {"more_than": 30}, None, f"given 30, {ONE_WAY} {OVERLAP}"),
        (
            {"at_most": 76.60},
            {"at_least": 76.62},
            0.01,
            f"given 76.62, expected a beginning at 76.61 {GAP}",
        ),
        (
            {"at_most": 76.60},
            {"at_least": 76.60},
            0.01,
            f"given 76.6, expected a beginning at 76.61 {OVERLAP}",
        ),
        ({"below": 3}, {"more_than": 3}, 1, f"given 3, expected a beginning after 2 {GAP}"),
        ({"below": 3}, {"more_than": 1}, 1, f"given 1, expected a beginning after 2 {OVERLAP}"),
        (
            {"below": 1234567},
            {"at_least": 1234568},
            None,
            f"given 1234568, expected a beginning at 1234567 {GAP}",
        ),
    ],
)
def test_bands_that_do_not_meet_are_refused(
    before: dict[str, float], after: dict[str, float], step: float | None, expected: str
) -> None:
    """A gap and an overlap between two bands are told apart, with and without a step, with the way out."""
    assert [f"bands[1]: {expected}"] == faults(row(0, **before), row(1, **after), step=step)


def test_bands_begin_one_after_the_other() -> None:
    """A band that does not begin after the one before is refused, whatever ends are stated."""
    rows = row(), row(at_least=31, below=61), row(at_least=31, below=50), row(at_least=20)
    assert [
        "bands[2]: given 31, expected more than 31, where the band before begins",
        "bands[3]: given 20, expected more than 31, where the band before begins",
    ] == faults(*rows)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "bands: given 'none', expected at least one band"),
        ([row(at_least=1)], "bands[0]: given 1, expected nothing: the first band has no lower end"),
        (
            [row(), row(at_least=1, below=2)],
            "bands[1]: given 2, expected nothing: the last band has no upper end",
        ),
        ([row(below=3)], "bands[0]: given 3, expected nothing: the last band has no upper end"),
        (
            [row(below=3), row()],
            "bands[1]: given 'nothing', expected where the band begins: at_least or more_than",
        ),
        (
            [row(), row(at_least=1), row(more_than=2)],
            "bands: given 'at_least and more_than', expected one of the two in one table",
        ),
        ([row(float("nan"))], "bands[0]: given nan, expected a finite number"),
        ([row(below=float("nan")), row(at_least=1)], "bands[0]: given nan, expected a finite number"),
        ([row(below=float("inf")), row(at_least=1)], "bands[0]: given inf, expected a finite number"),
        ([row(), row(at_least=float("inf"))], "bands[1]: given inf, expected a finite number"),
    ],
)
def test_rows_that_are_no_table_are_refused(rows: list[BandRow], expected: str) -> None:
    """Ends where none belong, missing ends, ends of two kinds and what is no number are refused by band."""
    assert [expected] == faults(*rows)


def test_a_last_band_may_say_nothing_about_its_end() -> None:
    """The first band has no beginning and the last no end, so one band alone says neither."""
    assert 1.0 == bands_from_rows([row(1)]).of(1e9)


def test_edges_go_with_the_reading_and_the_step() -> None:
    """Each band that begins where the reading or the step forbids it is named by its number."""
    rows = row(), row(at_least=0), row(at_least=1)
    assert ["bands[1]: given 0, expected a beginning above 0, since rates count from 0"] == faults(
        *rows, reading="marginal"
    )
    rows = row(at_least=0), row(at_least=5)
    assert ["bands[0]: given 0, expected nothing: the first band has no lower end"] == faults(
        *rows, reading="marginal"
    )
    rows = row(), row(at_least=0.25), row(at_least=0.5), row(at_least=0.75)
    assert [
        "bands[1]: given 0.25, expected a beginning at a multiple of the step 0.5",
        "bands[3]: given 0.75, expected a beginning at a multiple of the step 0.5",
    ] == faults(*rows, step=0.5)


def test_all_faults_of_printed_bands_come_at_once() -> None:
    """A wrong reading, a wrong step, wrong ends and a gap are named together."""
    rows = row(at_least=0, below=1), row(at_least=2), row(more_than=3, at_most=9)
    found = faults(*rows, reading="twice", step=0)
    assert ["reading", "step", "bands[0]", "bands[2]", "bands", "bands[1]"] == [
        fault.partition(":")[0] for fault in found
    ]
