"""Demand: who asks for what, when and where, drawn before any scheme is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from asnwork.domain.working_time import WorkingCalendar, to_us
from asnwork.simulation.draws import Draws
from asnwork.simulation.scenario import Scenario, Stream

__all__ = ["Arrivals", "draw_arrivals"]

HOUR = 3_600_000_000


@frozen(kw_only=True, eq=False)
class Arrivals:
    """The requests of a replication in order of arrival; one entry for each in every array.

    Attributes:
        submitted_at: When it is filed, in microseconds.
        stream: The index of its stream of demand.
        office: The index of its office among the offices of the stream.
        incomplete: Whether papers are missing when it is filed.
        still_incomplete: Whether they would still be missing after an officer's help.
        answer_after: Microseconds until the citizen sends the missing papers.
        collect_after: Microseconds of opening hours until the citizen comes for the product.
        reopens: Whether the citizen reopens it after it is closed.
        reopen_after: Microseconds until then.
        solved: Whether the citizen says that it is solved, were it not reopened.
    """

    submitted_at: NDArray[np.int64]
    stream: NDArray[np.int64]
    office: NDArray[np.int64]
    incomplete: NDArray[np.bool_]
    still_incomplete: NDArray[np.bool_]
    answer_after: NDArray[np.int64]
    collect_after: NDArray[np.int64]
    reopens: NDArray[np.bool_]
    reopen_after: NDArray[np.int64]
    solved: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.submitted_at)


def draw_arrivals(scenario: Scenario, draws: Draws) -> Arrivals:
    """Draw the requests of a replication: counts by hour, moments, offices, and what citizens will do."""
    first = scenario.since - timedelta(days=scenario.run_in_days)
    days = [first + timedelta(days=number) for number in range((scenario.until - first).days)]
    always, opened = _segments(scenario.calendar, days)
    moments, streams, offices = [], [], []
    for index, stream in enumerate(scenario.demand):
        around_the_clock = scenario.catalogue.channel(stream.channel).always_open
        at = _moments(stream, always if around_the_clock else opened, draws, around_the_clock)
        moments.append(at)
        streams.append(np.full(len(at), index, dtype=np.int64))
        chosen = draws.stream("office", stream.name).integers(0, len(stream.offices), len(at))
        offices.append(chosen.astype(np.int64))
    submitted_at = np.concatenate([*moments, np.empty(0, dtype=np.int64)])
    stream_of = np.concatenate([*streams, np.empty(0, dtype=np.int64)])
    office_of = np.concatenate([*offices, np.empty(0, dtype=np.int64)])
    order = np.lexsort((office_of, stream_of, submitted_at))
    return _with_citizens(scenario, draws, submitted_at[order], stream_of[order], office_of[order])


def _with_citizens(
    scenario: Scenario,
    draws: Draws,
    submitted_at: NDArray[np.int64],
    stream: NDArray[np.int64],
    office: NDArray[np.int64],
) -> Arrivals:
    count = len(submitted_at)

    def chance(purpose: str) -> NDArray[np.float64]:
        return draws.stream(purpose).random(count)

    def waits(purpose: str, mean_hours: float) -> NDArray[np.int64]:
        return np.rint(draws.stream(purpose).exponential(1.0, count) * (mean_hours * HOUR)).astype(np.int64)

    return Arrivals(
        submitted_at=submitted_at,
        stream=stream,
        office=office,
        incomplete=chance("incomplete") < scenario.value("incomplete"),
        still_incomplete=chance("still incomplete") < scenario.value("incomplete_after_help"),
        answer_after=waits("answer", scenario.value("answer_hours")),
        collect_after=waits("collect", scenario.value("collect_hours")),
        reopens=chance("reopen") < scenario.value("reopened"),
        reopen_after=waits("reopen after", scenario.value("reopen_hours")),
        solved=chance("solved") < scenario.value("solved"),
    )


@frozen(kw_only=True, eq=False)
class _Segments:
    """Stretches of at most an hour: when they start, how long they are, their hour of day and day."""

    start: NDArray[np.int64]
    length: NDArray[np.int64]
    hour: NDArray[np.int64]
    day: NDArray[np.int64]
    working: NDArray[np.bool_]


def _segments(calendar: WorkingCalendar, days: Sequence[date]) -> tuple[_Segments, _Segments]:
    zone = ZoneInfo(calendar.zone)
    always, opened = [], []
    for number, day in enumerate(days):
        midnight = to_us(datetime.combine(day, time(), zone))
        open_hours = [(to_us(opens), to_us(closes)) for opens, closes in calendar.hours_on(day)]
        for hour in range(24):
            begins = midnight + hour * HOUR
            always.append((begins, HOUR, hour, number, bool(open_hours)))
            for opens, closes in open_hours:
                start, end = max(opens, begins), min(closes, begins + HOUR)
                if start < end:
                    opened.append((start, end - start, hour, number, True))
    return _as_segments(always), _as_segments(opened)


def _as_segments(rows: list[tuple[int, int, int, int, bool]]) -> _Segments:
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 5)
    return _Segments(
        start=table[:, 0],
        length=table[:, 1],
        hour=table[:, 2],
        day=table[:, 3],
        working=table[:, 4].astype(np.bool_),
    )


def _moments(stream: Stream, segments: _Segments, draws: Draws, around_the_clock: bool) -> NDArray[np.int64]:
    weight = np.asarray(stream.hours)[segments.hour] * segments.length / HOUR
    of_day = np.bincount(segments.day, weights=weight, minlength=int(segments.day.max(initial=0)) + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.nan_to_num(weight / of_day[segments.day])
    volume = np.where(segments.working, stream.per_day, stream.per_day * stream.closed_day * around_the_clock)
    rng = draws.stream("arrivals", stream.name)
    counts = rng.poisson(share * volume)
    which = np.repeat(np.arange(len(counts)), counts)
    inside = np.floor(rng.random(len(which)) * segments.length[which]).astype(np.int64)
    return np.sort(segments.start[which] + inside)
