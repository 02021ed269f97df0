from __future__ import annotations

from datetime import date, datetime, timedelta
from math import sqrt
from typing import Any

import numpy as np
import pytest
from attrs import evolve

from asnwork.domain.working_time import DayException, from_us, is_open_us
from asnwork.simulation.demand import Arrivals, draw_arrivals
from asnwork.simulation.draws import Draws
from asnwork.simulation.scenario import Scenario, Stream
from tests.simulation.cities import CALENDAR, CHANNELS, OURS, assumptions, small_city

# A peak in the morning, nothing between one and two, little at night.
HOURS = (1.0,) * 7 + (6.0, 8.0, 5.0, 4.0, 4.0, 2.0, 0.0) + (3.0,) * 4 + (2.0,) * 6
APP, COUNTER = "app", "counter"
CLOSED = DayException(day=date(2026, 6, 16), name="holiday", name_id="libur", kind="public_holiday", hours=())
HALF = DayException(
    day=date(2026, 6, 17),
    name="short",
    name_id="pendek",
    kind="special_hours",
    hours=CALENDAR.week.on_weekday(4)[:1],
)


def stream(channel: str, **parts: Any) -> Stream:
    """Demand for a paper by a channel."""
    told = {"service": "paper", "channel": channel, "offices": ("north", "south"), "per_day": 120.0}
    return Stream(**{**told, "hours": HOURS, "closed_day": 0.3, "basis": OURS, **parts})


def city(*streams: Stream, **parts: Any) -> Scenario:
    """The small city with this demand, a holiday and a short day, over eight weeks."""
    calendar = CALENDAR.with_days(CLOSED, HALF)
    return small_city(
        demand=streams, calendar=calendar, since=date(2026, 5, 11), until=date(2026, 7, 6), **parts
    )


def drawn(scenario: Scenario, replication: int = 0) -> Arrivals:
    """The requests of a replication."""
    return draw_arrivals(scenario, Draws(seed=scenario.seed, replication=replication))


def moments(scenario: Scenario, name: str = "") -> list[datetime]:
    """When the requests of a stream, or of all, are filed, on the clock of the city."""
    found = drawn(scenario)
    numbers = [index for index, each in enumerate(scenario.demand) if not name or each.channel == name]
    return [from_us(int(at), "Asia/Jakarta") for at in found.submitted_at[np.isin(found.stream, numbers)]]


def days_of(scenario: Scenario) -> list[date]:
    """Every day on which requests may be filed."""
    first = scenario.since - timedelta(days=scenario.run_in_days)
    return [first + timedelta(days=number) for number in range((scenario.until - first).days)]


def expected(scenario: Scenario, asked: Stream, day: date, hour: int) -> float:
    """How many requests of a stream are expected in an hour, worked out minute by minute."""
    always = next(channel for channel in CHANNELS if channel.code == asked.channel).always_open
    opened = {
        (minute // 60, minute % 60)
        for opens, closes in scenario.calendar.hours_on(day)
        for minute in range(opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute)
    }
    if not always and not opened:
        return 0.0
    minutes = [60 if always else sum((h, minute) in opened for minute in range(60)) for h in range(24)]
    weights = [weight * count for weight, count in zip(asked.hours, minutes, strict=True)]
    volume = asked.per_day if opened else asked.per_day * asked.closed_day
    return volume * weights[hour] / sum(weights)


CITY = city(stream(APP), stream(COUNTER))


@pytest.mark.parametrize("asked", CITY.demand, ids=lambda each: each.channel)
def test_counts_are_what_the_stream_says_by_day_and_by_hour(asked: Stream) -> None:
    """Each day, each hour of the day and the whole have their expected counts within six standard errors."""
    found = moments(CITY, asked.channel)
    table = {(day, hour): expected(CITY, asked, day, hour) for day in days_of(CITY) for hour in range(24)}

    def near(count: int, mean: float) -> bool:
        return abs(count - mean) <= 6 * sqrt(mean) + 1e-9

    for day in days_of(CITY):
        mean = sum(table[day, hour] for hour in range(24))
        assert near(sum(at.date() == day for at in found), mean), day
    for hour in range(24):
        mean = sum(table[day, hour] for day in days_of(CITY))
        assert near(sum(at.hour == hour for at in found), mean), hour
    assert near(len(found), sum(table.values()))
    assert len(found) > 4000


def test_a_working_day_brings_what_is_said_and_a_closed_day_its_share() -> None:
    """Working days bring `per_day` on average, closed days the share of it, however long they are open."""
    found = moments(CITY, APP)
    open_days = {day for day in days_of(CITY) if CITY.calendar.is_working_day(day)}
    on_open = sum(at.date() in open_days for at in found)
    closed = len(days_of(CITY)) - len(open_days)
    assert abs(on_open - 120 * len(open_days)) < 6 * sqrt(120 * len(open_days))
    assert abs(len(found) - on_open - 36 * closed) < 6 * sqrt(36 * closed)
    assert CLOSED.day not in open_days
    assert HALF.day in open_days


def test_a_counter_takes_requests_in_opening_hours_only() -> None:
    """Nothing is filed at a closed counter, not in the break, on a closed day or after a short day."""
    table = CITY.calendar.table
    found = drawn(CITY)
    counter = next(index for index, each in enumerate(CITY.demand) if each.channel == COUNTER)
    filed = found.submitted_at[found.stream == counter]
    assert all(is_open_us(table, int(at)) for at in filed)
    on_short_day = [at for at in moments(CITY, COUNTER) if at.date() == HALF.day]
    assert 0 < len(on_short_day)
    assert max(on_short_day).hour < 12


def test_a_channel_that_is_always_open_works_at_night_and_on_holidays() -> None:
    """Messages come day and night, in the break and on a holiday."""
    found = moments(CITY, APP)
    assert any(at.hour in (0, 1, 2, 3) for at in found)
    assert any(at.hour == 12 for at in found)
    assert any(at.date() == CLOSED.day for at in found)
    # The profile of this test has a weight of nothing for this hour.
    assert not any(at.hour == 13 for at in found)


def test_nothing_on_a_closed_day_unless_it_is_said() -> None:
    """With a share of 0 a closed day brings nothing even to a channel that is always open."""
    quiet = city(stream(APP, closed_day=0.0))
    assert all(quiet.calendar.is_working_day(at.date()) for at in moments(quiet))


def test_requests_are_filed_from_the_run_in_to_the_end_of_the_window() -> None:
    """The first request comes after the run-in begins, none at or after the day called `until`."""
    found = moments(CITY)
    assert days_of(CITY)[0] == found[0].date()
    assert CITY.until - timedelta(days=1) == found[-1].date()
    longer = evolve(CITY, run_out_days=60)
    assert moments(longer) == found


def test_requests_come_in_order_of_arrival() -> None:
    """Arrivals are sorted by moment, then stream, then office, and every part has one entry for each."""
    found = drawn(CITY)
    keys = list(zip(found.submitted_at, found.stream, found.office, strict=True))
    assert sorted(keys) == keys
    assert {len(found)} == {len(getattr(found, name)) for name in found.__slots__ if name != "__weakref__"}


def test_offices_of_a_stream_are_all_alike() -> None:
    """Each office gets its share, within six standard errors."""
    found = drawn(CITY)
    assert abs((found.office == 0).mean() - 0.5) < 6 * 0.5 / sqrt(len(found))
    assert {0, 1} == set(found.office.tolist())


def test_citizens_behave_as_the_assumptions_say() -> None:
    """Shares and mean waits of what citizens will do are those assumed, within six standard errors."""
    assumed = {"incomplete": 0.2, "incomplete_after_help": 0.3, "reopened": 0.06, "solved": 0.9}
    waits = {"answer_hours": 20.0, "collect_hours": 8.0, "reopen_hours": 30.0}
    found = drawn(city(stream(APP), stream(COUNTER), assumptions=assumptions(**assumed, **waits)))
    flags = (found.incomplete, found.still_incomplete, found.reopens, found.solved)
    for share, flag in zip(assumed.values(), flags, strict=True):
        assert abs(flag.mean() - share) < 6 * sqrt(share * (1 - share) / len(found))
    hour = 3_600_000_000
    for mean, wait in zip(
        waits.values(), (found.answer_after, found.collect_after, found.reopen_after), strict=True
    ):
        assert wait.min() >= 0
        assert abs(wait.mean() / hour - mean) < 6 * mean / sqrt(len(found))
    assert abs(np.corrcoef(found.incomplete, found.reopens)[0, 1]) < 6 / sqrt(len(found))


def test_calm_citizens_do_nothing_wrong() -> None:
    """At nothing and at one the assumptions are exact."""
    found = drawn(city(stream(APP), assumptions=assumptions()))
    assert not found.incomplete.any()
    assert not found.reopens.any()
    assert found.solved.all()


def test_nobody_asks_for_anything() -> None:
    """Without demand, or with demand of 0, there are no requests, of the right kinds of number."""
    for scenario in (city(), city(stream(APP, per_day=0.0)), city(stream(COUNTER, per_day=0.0))):
        found = drawn(scenario)
        assert 0 == len(found)
        assert (np.int64, np.bool_) == (found.submitted_at.dtype, found.incomplete.dtype)


def test_streams_do_not_disturb_each_other() -> None:
    """The order of streams changes nothing, and a stream alone is filed as it is beside others."""
    assert moments(CITY) == moments(city(stream(COUNTER), stream(APP)))
    assert moments(CITY, APP) == moments(city(stream(APP)))
