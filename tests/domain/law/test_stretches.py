from __future__ import annotations

from datetime import date

import pytest

from asnwork.domain.law import Dated, Parameter, assumed
from asnwork.domain.law.stretches import Stretch, joined, laid_over, stretches_of, with_stretches
from tests.domain.law.samples import EARLY, FIRST, LATE, SECOND, TESTS, parameter

LIMIT = parameter("a.b", 2.0, since=FIRST, until=SECOND)
HELD = (2.0, TESTS)
THREE = (3.0, TESTS)


def test_stretches_tell_every_day_that_there_is() -> None:
    """Days before the first and after the last value are stretches too, on which nothing is held."""
    assert [Stretch(date.min, FIRST, None), Stretch(FIRST, SECOND, HELD), Stretch(SECOND, None, None)] == (
        stretches_of(LIMIT)
    )
    assert [Stretch(date.min, None, HELD)] == stretches_of(parameter("a.b", 2.0))


def test_a_new_basis_begins_a_stretch() -> None:
    """A day on which only the basis changes begins a stretch, but not outside the days of the values."""
    other = assumed("other")
    basis = Dated(values=[(date.min, other), (EARLY, TESTS), (date(2028, 1, 1), other)])
    changed = Parameter(path="a.b", unit="1", values=LIMIT.values, basis=basis)
    assert [
        Stretch(date.min, FIRST, None),
        Stretch(FIRST, EARLY, (2.0, other)),
        Stretch(EARLY, SECOND, HELD),
        Stretch(SECOND, None, None),
    ] == stretches_of(changed)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (
            EARLY,
            LATE,
            [(FIRST, EARLY, HELD), (EARLY, LATE, THREE), (LATE, SECOND, HELD), (SECOND, None, None)],
        ),
        (FIRST, SECOND, [(FIRST, SECOND, THREE), (SECOND, None, None)]),
        (EARLY, None, [(FIRST, EARLY, HELD), (EARLY, None, THREE)]),
        (SECOND, None, [(FIRST, SECOND, HELD), (SECOND, None, THREE)]),
        (EARLY, SECOND, [(FIRST, EARLY, HELD), (EARLY, SECOND, THREE), (SECOND, None, None)]),
    ],
)
def test_one_stretch_lies_over_the_others(
    since: date, until: date | None, expected: list[tuple[date, date | None, object]]
) -> None:
    """On its days it takes the place of what was held, and what is left on either side stays."""
    found = laid_over(stretches_of(LIMIT), Stretch(since, until, THREE))
    assert [(date.min, FIRST, None), *expected] == [(each.since, each.until, each.held) for each in found]


def test_equal_neighbours_are_joined() -> None:
    """Neighbours that hold the same become one."""
    parts = [Stretch(date.min, EARLY, HELD), Stretch(EARLY, LATE, HELD), Stretch(LATE, None, THREE)]
    assert [Stretch(date.min, LATE, HELD), parts[2]] == joined(parts)


def test_a_parameter_is_made_of_stretches_again() -> None:
    """From its own stretches a parameter is made again; from empty ones none is; gaps are faults."""
    assert (LIMIT, []) == with_stretches(LIMIT, stretches_of(LIMIT))
    assert (None, []) == with_stretches(LIMIT, [Stretch(date.min, None, None)])
    made, gaps = with_stretches(
        LIMIT, [Stretch(FIRST, EARLY, HELD), Stretch(EARLY, LATE, None), Stretch(LATE, None, HELD)]
    )
    assert made is None
    assert ["a.b: given 'nothing', expected a value from 2026-07-01 to 2026-09-30 (this leaves a gap)"] == [
        str(gap) for gap in gaps
    ]
