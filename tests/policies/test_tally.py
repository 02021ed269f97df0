from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import Figure
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Dated, Parameter, assumed
from asnwork.domain.reason import Wording
from asnwork.policies.fact_rows import Row
from asnwork.policies.outcome import Measure
from asnwork.policies.tally import Tally, law_stretches, tallies_of
from tests.rows import AS_OF, MAY, START


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


# --- who counts once ---------------------------------------------------------------------------

ANI, BUDI = OfficerId("ani"), OfficerId("budi")
ONCE = Measure(
    name="n",
    unit="trips",
    source="requests",
    of=Figure("trips", "trips"),
    at="decided_at",
    once_by="confirmed_by",
    wording=Wording("n", "n"),
)


def row(key: str, by: str, trips: float | None, *, officer: OfficerId = ANI) -> Row:
    """A row of an officer with so many trips, confirmed by somebody."""
    names = {"applicant": "nobody", "confirmed_by": by}
    return Row(key, (officer,), {"decided_at": float(START), "trips": trips}, names=names)


def tally(*rows: Row, officer: OfficerId = ANI) -> Tally:
    """What the measure makes of rows for an officer."""
    return tallies_of([ONCE], MAY, {"requests": rows}, AS_OF)[officer]["n"]


def test_of_several_rows_with_one_name_the_greatest_counts() -> None:
    """Each name counts once, with the row that counts most; of equals the first by key is named."""
    rows = [
        row("b", "citizen", 2.0),
        row("a", "citizen", 2.0),
        row("c", "citizen", 1.0),
        row("d", "other", 1.0),
    ]
    for order in (rows, rows[::-1]):
        assert {("a", 2.0), ("d", 1.0)} == set(tally(*order).counted)


def test_a_row_without_a_name_or_a_value_does_not_count() -> None:
    """Nobody's row counts for nothing, and what is missing keeps no place for its name; both are rows met."""
    found = tally(row("a", "", 5.0), row("b", "citizen", None), row("c", "citizen", 1.0))
    assert ((("c", 1.0),), 3, True) == (found.counted, found.rows, found.told)
    assert () == tally(row("a", "", 5.0)).counted


def test_a_name_counts_once_for_each_officer() -> None:
    """What a citizen says of one officer takes nothing from another."""
    rows = [row("a", "citizen", 2.0), row("a", "citizen", 1.0, officer=BUDI)]
    assert ((("a", 2.0),), (("a", 1.0),)) == (tally(*rows).counted, tally(*rows, officer=BUDI).counted)


def test_without_a_name_every_row_counts() -> None:
    """A measure that counts nobody once adds up its rows."""
    rows = [row("a", "citizen", 2.0), row("b", "citizen", 1.0)]
    plain = tallies_of([evolve(ONCE, once_by="")], MAY, {"requests": rows}, AS_OF)[ANI]["n"]
    assert (("a", 2.0), ("b", 1.0)) == plain.counted
