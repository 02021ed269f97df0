from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.law import Dated, Parameter, assumed
from asnwork.policies.tally import law_stretches
from tests.rows import MAY


def parameter(days: list[date], until: date | None = None) -> Parameter:
    """A parameter that changes on these days."""
    values = Dated(values=[(day, float(index)) for index, day in enumerate(days)], until=until)
    return Parameter(path="x", unit="1", values=values, basis=Dated.always(assumed("for the tests")))


def test_law_that_does_not_change_leaves_a_period_whole() -> None:
    """Without law, or with law that changes on the first day or outside, there is one stretch."""
    assert (MAY,) == law_stretches([], MAY)
    assert (MAY,) == law_stretches([parameter([date.min, MAY.since, MAY.until])], MAY)


def test_the_end_of_a_law_cuts_too() -> None:
    """The first day on which a value holds no more begins a stretch of its own."""
    stretches = law_stretches([parameter([date.min], until=date(2026, 5, 20))], MAY)
    assert [date(2026, 5, 1), date(2026, 5, 20)] == [stretch.since for stretch in stretches]


@given(st.sets(st.integers(-20, 60), min_size=1, max_size=5))
def test_stretches_tile_the_period_and_law_is_constant_in_each(offsets: set[int]) -> None:
    """Stretches follow one another through the whole period, and no parameter changes inside one."""
    days = sorted(MAY.since + timedelta(days=offset) for offset in offsets)
    stretches = law_stretches([parameter(days)], MAY)
    assert (MAY.since, MAY.until) == (stretches[0].since, stretches[-1].until)
    assert [one.until for one in stretches[:-1]] == [one.since for one in stretches[1:]]
    for stretch in stretches:
        assert not [day for day in days if stretch.since < day < stretch.until]
