"""Clocks: how much working time the present round has taken, and since when the citizen has heard nothing.

Every clock counts working time and stops while anything is waited for. What is too long, a policy says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import frozen

from asnwork.domain.moment import merged, to_us
from asnwork.domain.request.checks import refuse
from asnwork.domain.request.events import RequestEvent
from asnwork.domain.request.request import replay
from asnwork.domain.request.state import CitizenRequest, Round
from asnwork.domain.working_time import WorkingCalendar, between_us
from asnwork.errors import Fault

__all__ = ["Clocks", "Spans", "clocks", "paused_spans", "state_at", "working_us"]

Spans = list[tuple[int, int]]
"""Stretches of time in microseconds since the epoch: ascending, apart from each other."""


@frozen(kw_only=True)
class Clocks:
    """The clocks of a request's present round, in working time without pauses.

    Attributes:
        first_response: From filing until the citizen first heard something, at most until the promise ended.
        update: Since the citizen last heard something, or since filing; None when the promise has ended.
        completion: From filing until the promise ended: the product ready, or the request refused or ended.
        running: Whether the promise still runs and nothing is waited for.
    """

    first_response: timedelta | None
    update: timedelta | None
    completion: timedelta | None
    running: bool


def clocks(
    request: CitizenRequest | Iterable[RequestEvent], calendar: WorkingCalendar, as_of: datetime
) -> Clocks:
    """Return the clocks of a request at a moment.

    Args:
        request: The request, or its events; with events one can look back.
        calendar: Whose working time is counted.
        as_of: The moment; what occurred later is not seen.

    Returns:
        Clocks that are never negative; all None, and not running, before the request was filed.

    Raises:
        InvalidInput: `as_of` has no zone, or lies before the last event of a request given as its state.
        CalendarUnknown: A moment lies outside the calendar.
    """
    seen = state_at(request, as_of)
    if seen is None:
        return Clocks(first_response=None, update=None, completion=None, running=False)
    present = seen.present
    end = present.answered_at
    until = to_us(as_of if end is None else end)
    pauses = paused_spans(present, until)

    def since(start: datetime, stop: datetime | None = None) -> timedelta:
        stop_us = until if stop is None else min(to_us(stop), until)
        return timedelta(microseconds=working_us(calendar, to_us(start), stop_us, pauses))

    return Clocks(
        first_response=since(present.submitted_at, present.informed_at),
        update=since(present.last_informed_at or present.submitted_at) if end is None else None,
        completion=since(present.submitted_at),
        running=end is None and not seen.is_paused,
    )


def state_at(source: CitizenRequest | Iterable[RequestEvent], as_of: datetime) -> CitizenRequest | None:
    """Return the request as it was at a moment; None before it was filed.

    Raises:
        InvalidInput: `as_of` has no zone, or lies before the last event of a request given as its state.
    """
    moment = to_us(as_of)
    if not isinstance(source, CitizenRequest):
        seen = [event for event in source if to_us(event.occurred_at) <= moment]
        return replay(seen) if seen else None
    if moment < to_us(source.last_event_at):
        expected = f"{source.last_event_at.isoformat()}, the last event, or later"
        hint = "give the events instead of the request to look back"
        refuse(
            [Fault("as_of", given=as_of.isoformat(), expected=expected, hint=hint)], f"request {source.id}"
        )
    return source


def paused_spans(round_: Round, until: int, *, outside: bool | None = None) -> Spans:
    """Return when a round was paused up to a moment, overlapping pauses made one.

    Args:
        round_: The round.
        until: The moment, in microseconds since the epoch; a pause that lasts ends there.
        outside: Only pauses for something outside the office, or only those for the applicant; None for all.
    """
    spans = (
        (to_us(pause.since), until if pause.until is None else min(to_us(pause.until), until))
        for pause in round_.pauses
        if outside in (None, pause.reason.outside)
    )
    return merged((since, end) for since, end in spans if since < end)


def working_us(calendar: WorkingCalendar, start: int, end: int, without: Spans) -> int:
    """Return the working time from start to end, without the spans; all in microseconds."""
    inside = ((max(since, start), min(until, end)) for since, until in without)
    paused = sum(between_us(calendar.table, since, until) for since, until in inside if since < until)
    return between_us(calendar.table, start, end) - paused
