from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.moment import (
    DAY_US,
    first_instant_us,
    from_us,
    merged,
    span_us,
    to_us,
    wall_to_us,
    zone_named,
)
from asnwork.errors import InvalidInput, UnknownName

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam", "Australia/Lord_Howe", "UTC")
HOUR_US = 3_600_000_000


@given(
    st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from(ZONES).map(ZoneInfo)),
    st.sampled_from(ZONES),
)
def test_moments_survive_the_way_through_microseconds(moment, zone):
    """A moment comes back as the same instant, to the microsecond, whatever the zone it is shown in."""
    assert moment.astimezone(UTC) == from_us(to_us(moment), zone).astimezone(UTC)


@given(st.timedeltas())
def test_a_span_is_counted_without_floats(span):
    """The microseconds of a span are exact for every span that Python can hold."""
    assert span == timedelta(microseconds=span_us(span))


def test_a_naive_moment_is_refused():
    """A moment without a zone is refused, and the error shows the moment and the way out."""
    with pytest.raises(InvalidInput, match=r"2026-01-02T08:00:00.*moment with a zone.*ZoneInfo"):
        to_us(datetime(2026, 1, 2, 8))


@pytest.mark.parametrize("name", ["Asia/Jakarrta", "Asia", "../etc", ""])
def test_an_unknown_zone_is_refused(name):
    """A name that is no zone raises, be it misspelt, a folder or a path."""
    with pytest.raises(UnknownName, match="time zone"):
        zone_named(name)


def test_a_misspelt_zone_names_the_near_miss():
    """A misspelt zone says what was probably meant."""
    with pytest.raises(UnknownName, match="Asia/Jakarta"):
        zone_named("Asia/Jakarrta")


def wall_us(text):
    """Microseconds since 1970 on a wall clock."""
    return span_us(datetime.fromisoformat(text) - datetime(1970, 1, 1))


def shown(spans, zone):
    """Intervals as clock times of a zone, with the offset."""
    return [(f"{from_us(start, zone):%H:%M%z}", f"{from_us(end, zone):%H:%M%z}") for start, end in spans]


def test_a_skipped_hour_is_never_open():
    """Where clocks jump from 02:00 to 03:00, hours across it are one hour less, hours in it are none."""
    across = [(wall_us("2026-03-29T01:00"), wall_us("2026-03-29T05:00"))]
    inside = [(wall_us("2026-03-29T02:15"), wall_us("2026-03-29T02:45"))]
    assert [("01:00+0100", "05:00+0200")] == shown(wall_to_us(across, "Europe/Amsterdam"), "Europe/Amsterdam")
    assert 3 * HOUR_US == sum(end - start for start, end in wall_to_us(across, "Europe/Amsterdam"))
    assert [] == wall_to_us(inside, "Europe/Amsterdam")


def test_a_repeated_hour_is_open_both_times():
    """Where clocks go back from 03:00 to 02:00, hours in that hour come twice, hours across it grow."""
    across = [(wall_us("2026-10-25T01:00"), wall_us("2026-10-25T05:00"))]
    inside = [(wall_us("2026-10-25T02:15"), wall_us("2026-10-25T02:45"))]
    assert [("01:00+0200", "05:00+0100")] == shown(wall_to_us(across, "Europe/Amsterdam"), "Europe/Amsterdam")
    assert 5 * HOUR_US == sum(end - start for start, end in wall_to_us(across, "Europe/Amsterdam"))
    assert [("02:15+0200", "02:45+0200"), ("02:15+0100", "02:45+0100")] == shown(
        wall_to_us(inside, "Europe/Amsterdam"), "Europe/Amsterdam"
    )


def test_a_day_that_a_zone_skipped_has_no_hours():
    """Samoa had no 30 December 2011, so nothing was open on it."""
    day = [(wall_us("2011-12-30T08:00"), wall_us("2011-12-30T16:00"))]
    assert [] == wall_to_us(day, "Pacific/Apia")


def test_nothing_open_gives_nothing():
    """No hours give no intervals."""
    assert [] == wall_to_us([], "Asia/Jakarta")


@pytest.mark.parametrize(
    ("zone", "hours"), [("Asia/Jakarta", 17), ("Asia/Makassar", 16), ("Asia/Jayapura", 15)]
)
def test_a_day_begins_at_local_midnight(zone, hours):
    """The first instant of a day is midnight of its zone: WIB, WITA and WIT are an hour apart."""
    midnight = to_us(datetime(2026, 1, 1, tzinfo=UTC)) + hours * HOUR_US
    assert midnight == first_instant_us(date(2026, 1, 2), zone)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda span: (span[0], sum(span)))))
def test_merging_keeps_what_is_covered_and_no_more(spans):
    """Merged intervals cover the same points, in order, with a gap between any two."""
    found = merged(spans)
    assert {x for a, b in spans for x in range(a, b)} == {x for a, b in found for x in range(a, b)}
    assert all(first[1] < second[0] for first, second in pairwise(found))


def test_a_day_has_as_many_microseconds_as_it_has():
    """The constant of a day is 24 hours."""
    assert span_us(timedelta(days=1)) == DAY_US
