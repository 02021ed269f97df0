from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.report.cells import FEWEST, MERGED, Cell, averaged, merged
from asnwork.simulation.experiment import Group


def cell(name: str, officers: int) -> Cell:
    """A cell of so many officers, one month each."""
    return Cell(
        name=name,
        officer_months=officers,
        officers=officers,
        base=5.0 * officers,
        paid={"pay": 4.0 * officers},
        held={"pay": 0.0},
    )


def test_large_cells_stand_alone() -> None:
    """Cells of ten officers and more, and empty ones, are shown as they are."""
    cells = (cell("a", 10), cell("b", 0), cell("c", 99))

    assert cells == merged(cells)


def test_a_small_cell_takes_the_smallest_other_along() -> None:
    """One small cell alone could be told from the total, so the next smallest is merged with it."""
    shown = merged([cell("a", 40), cell("b", 3), cell("c", 12)])

    assert [("a", ()), (MERGED, ("b", "c"))] == [(each.name, each.of) for each in shown]
    assert 15 == shown[-1].officer_months


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_merging_loses_nobody_and_shows_nobody(officers: list[int]) -> None:
    """Sums stay as they were, and no amount is shown for fewer than ten officers."""
    cells = [cell(str(place), count) for place, count in enumerate(officers)]
    shown = merged(cells)

    assert sum(officers) == sum(each.officer_months for each in shown)
    assert 4.0 * sum(officers) == pytest.approx(sum(each.paid["pay"] for each in shown))
    assert all(each.per_month("pay") is None or each.officers >= FEWEST for each in shown)
    assert all(each.officers >= FEWEST or each.officers == 0 for each in shown if each.name != MERGED)


def test_a_city_of_few_officers_shows_no_amount() -> None:
    """When even all together are fewer than ten, the merged cell has a count and no amount."""
    (shown,) = merged([cell("a", 4), cell("b", 2)])

    assert (6, None) == (shown.officer_months, shown.per_month("pay"))


def test_means_are_over_replications() -> None:
    """Counts and amounts are means; the officers are those of the replication with the fewest."""
    groups = [
        Group(name="a", officer_periods=n, officers=n, base=n * 2.0, paid={"p": n * 1.0}, held={"p": 0})
        for n in (10, 20)
    ]
    (found,) = averaged([[groups[0]], [groups[1]]])

    assert (15, 10, 30.0, 15.0) == (found.officer_months, found.officers, found.base, found.paid["p"])


def test_pay_that_is_held_is_not_averaged_in() -> None:
    """The amount for an officer-month leaves out those whose pay is held for want of evidence."""
    found = Cell(name="a", officer_months=20, officers=20, base=1, paid={"p": 100.0}, held={"p": 10.0})

    assert 10.0 == found.per_month("p")
