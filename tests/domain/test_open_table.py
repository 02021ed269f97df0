from __future__ import annotations

import math

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.open_table import (
    OpenTable,
    add_us,
    between_us,
    is_open_us,
    next_opening_us,
    subtract_us,
)
from asnwork.errors import CalendarUnknown, InvalidInput

TABLE = OpenTable.of([(10, 20), (50, 60)], since_us=0, until_us=100)
EMPTY = OpenTable.of([], since_us=0, until_us=100)


@st.composite
def tables(draw):
    """Tables of a few short intervals, so that every edge comes up."""
    edges = sorted(draw(st.sets(st.integers(0, 60), max_size=12)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return OpenTable.of(pairs, since_us=0, until_us=draw(st.integers(60, 70)))


def points(table):
    """Every open point of a table."""
    return {x for start, end in zip(table.starts, table.ends, strict=True) for x in range(start, end)}


@given(tables(), st.data())
def test_the_table_counts_as_a_walk_point_by_point_does(table, data):
    """All questions to a table have the answers of a walk over every point."""
    a = data.draw(st.integers(0, table.until_us))
    b = data.draw(st.integers(a, table.until_us))
    open_points = points(table)
    assert len([x for x in range(a, b) if x in open_points]) == between_us(table, a, b)
    if a < table.until_us:
        assert (a in open_points) is is_open_us(table, a)
        following = [x for x in range(a, table.until_us) if x in open_points]
        if following:
            assert following[0] == next_opening_us(table, a)


@given(tables(), st.data())
def test_adding_finds_the_earliest_moment_and_subtracting_the_latest(table, data):
    """Adding is the first point by which the amount has passed, subtracting the last; else unknown."""
    moment = data.draw(st.integers(0, table.until_us))
    amount = data.draw(st.integers(0, 70))
    later = [m for m in range(moment, table.until_us + 1) if between_us(table, moment, m) == amount]
    earlier = [m for m in range(moment + 1) if between_us(table, m, moment) == amount]
    if later:
        assert later[0] == add_us(table, moment, amount)
    else:
        with pytest.raises(CalendarUnknown):
            add_us(table, moment, amount)
    if earlier:
        assert earlier[-1] == subtract_us(table, moment, amount)
    else:
        with pytest.raises(CalendarUnknown):
            subtract_us(table, moment, amount)


@given(tables())
def test_prefix_sums_are_the_time_before_each_interval(table):
    """`before` counts the open points before each start, and intervals stay apart."""
    open_points = points(table)
    assert tuple(len([x for x in open_points if x < start]) for start in table.starts) == table.before
    assert all(end < start for end, start in zip(table.ends, table.starts[1:], strict=False))


def test_intervals_that_touch_are_one():
    """A night across midnight is one interval, in whatever order its halves come."""
    table = OpenTable.of([(24, 30), (20, 24)], since_us=0, until_us=48)
    assert ((20,), (30,), (0,)) == (table.starts, table.ends, table.before)


@pytest.mark.parametrize("span", [(-1, 5), (95, 101), (5, 5), (6, 5)])
def test_an_interval_outside_the_bounds_is_refused(span):
    """Every interval has a length and lies inside the table's bounds."""
    with pytest.raises(InvalidInput, match=r"intervals\[1\]"):
        OpenTable.of([(10, 20), span], since_us=0, until_us=100)


@pytest.mark.parametrize("ask", [is_open_us, next_opening_us])
@pytest.mark.parametrize("moment", [-1, 100])
def test_outside_the_table_nothing_is_known(ask, moment):
    """Before the first and from the last moment on, a table says neither open nor closed."""
    with pytest.raises(CalendarUnknown):
        ask(TABLE, moment)


@pytest.mark.parametrize(("a", "b"), [(-1, 50), (50, 101)])
def test_counting_to_the_outside_is_refused(a, b):
    """Working time is not counted from or to a moment outside the table."""
    with pytest.raises(CalendarUnknown):
        between_us(TABLE, a, b)


@pytest.mark.parametrize("table", [TABLE, EMPTY])
def test_nothing_opens_after_the_last_interval(table):
    """After the last interval the next opening is unknown, not never."""
    with pytest.raises(CalendarUnknown):
        next_opening_us(table, 60)


def test_an_empty_table_adds_nothing_only():
    """Where nothing is open, only nothing can be added."""
    assert 5 == add_us(EMPTY, 5, 0)
    with pytest.raises(CalendarUnknown):
        add_us(EMPTY, 5, 1)


@pytest.mark.parametrize("move", [add_us, subtract_us])
def test_a_negative_amount_is_refused(move):
    """A negative amount is refused, and the error says how to go the other way."""
    with pytest.raises(InvalidInput, match="subtract a positive span"):
        move(TABLE, 15, -1)


def test_moments_in_the_wrong_order_are_refused():
    """An end before its start is refused with the advice to swap the two."""
    with pytest.raises(InvalidInput, match="swap the two moments"):
        between_us(TABLE, 52, 15)


class Probed(tuple):
    """A tuple that counts how often an element of it is read."""

    reads = 0

    def __getitem__(self, index):
        Probed.reads += 1
        return super().__getitem__(index)


def test_the_cost_does_not_grow_with_the_distance():
    """Adding ten thousand hours reads the table as often as two bisections do, just as adding ten hours."""
    hour, day = 3_600_000_000, 86_400_000_000
    days = 8 * 365
    spans = [(day * n + hour * start, day * n + hour * (start + 4)) for n in range(days) for start in (8, 13)]
    table = OpenTable.of(spans, since_us=0, until_us=days * day)
    probed = evolve(table, starts=Probed(table.starts), ends=Probed(table.ends), before=Probed(table.before))

    def reads(amount):
        Probed.reads = 0
        add_us(probed, 10 * day, amount)
        return Probed.reads

    allowed = 2 * math.ceil(math.log2(len(spans) + 1)) + 8
    assert 0 < reads(10_000 * hour) <= allowed
    assert reads(10_000 * hour) <= reads(10 * hour) + 2
