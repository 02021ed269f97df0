"""The port to where events are kept, and the one decision that every store makes before it appends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from attrs import fields

from asnwork.domain.identity import EventId, RequestId
from asnwork.domain.request.checks import refuse, twice_faults
from asnwork.domain.request.events import RequestEvent
from asnwork.errors import Fault, InvalidInput, VersionConflict

__all__ = ["EventStore", "new_events"]

# What a second delivery of one message may give anew.
_OF_THE_DELIVERY = frozenset({"event_id", "sequence", "occurred_at", "recorded_at"})


class EventStore(Protocol):
    """Where the events of requests are kept; only ever appended to."""

    def load(self, request: RequestId) -> tuple[RequestEvent, ...]:
        """Return the events of a request in order; none when it is not known."""

    def append(self, request: RequestId, events: Sequence[RequestEvent], expected_version: int) -> int:
        """Append events to a request, all or none, and return its new version.

        The same events under the same causes again are not appended again: the present version is returned,
        whatever was expected. So a message may be delivered twice. A command may fail the second time, since
        the first has changed the request: look for the cause in what `load` returns before repeating one.

        Args:
            request: Which request.
            events: What happened, in order; each cause at most once.
            expected_version: The version on which the events were decided; 0 for a request not yet stored.

        Raises:
            VersionConflict: Somebody else appended first.
            InvalidInput: The events do not follow the expected version, have an identifier that is stored, or
                have a cause that is stored with other content.
        """


def new_events(
    request: RequestId,
    stored: Sequence[RequestEvent],
    events: Sequence[RequestEvent],
    expected_version: int,
) -> tuple[RequestEvent, ...]:
    """Return what is to be appended: the events, or none when they are stored already.

    Every store asks this under its own lock, between reading and writing.

    Args:
        request: Which request.
        stored: Its events in the store.
        events: The events to append.
        expected_version: The version on which they were decided.

    Raises:
        VersionConflict: The store is at another version.
        InvalidInput: The events do not follow the expected version, or a cause is stored with other content.
    """
    causes = [event.cause for event in events if event.cause]
    source = f"request {request}"
    refuse(twice_faults("cause", causes), source)
    if _is_repeated(source, stored, events):
        return ()
    if expected_version != len(stored):
        raise VersionConflict(request, expected_version, len(stored))
    faults = []
    for index, event in enumerate(events):
        following = expected_version + index + 1
        if event.sequence != following:
            expected = f"{following}, the next one"
            faults.append(Fault(f"events[{index}].sequence", given=event.sequence, expected=expected))
        if event.request != request:
            faults.append(Fault(f"events[{index}].request", given=event.request, expected=repr(request)))
    refuse(faults + _known_ids(stored, events), source)
    return tuple(events)


def _is_repeated(source: str, stored: Sequence[RequestEvent], events: Sequence[RequestEvent]) -> bool:
    """Whether the events, those without a cause too, stand in the store as they would if appended before."""
    place = {event.cause: index for index, event in enumerate(stored) if event.cause}
    known = [index for index, event in enumerate(events) if event.cause in place]
    if not known:
        return False
    start = place[events[known[0]].cause] - known[0]
    there = stored[max(start, 0) : start + len(events)]
    if [_content(event) for event in there] == [_content(event) for event in events]:
        return True
    faults = [
        Fault(
            f"events[{index}].cause",
            given=events[index].cause,
            expected=f"the events stored under it from version {max(start, 0) + 1} on",
            hint="something new gets a cause of its own",
        )
        for index in known
    ]
    raise InvalidInput(*faults, source=source)


def _content(event: RequestEvent) -> tuple[type[RequestEvent], dict[str, Any]]:
    names = (field.name for field in fields(type(event)))
    return type(event), {name: getattr(event, name) for name in names if name not in _OF_THE_DELIVERY}


def _known_ids(stored: Sequence[RequestEvent], events: Sequence[RequestEvent]) -> list[Fault]:
    """An event id is given once; the same one again, without a cause, is a mistake of the caller."""
    known: set[EventId] = {event.event_id for event in stored}
    faults = []
    for index, event in enumerate(events):
        if event.event_id in known:
            given, path = event.event_id, f"events[{index}].event_id"
            faults.append(Fault(path, given=given, expected="an identifier of its own"))
        known.add(event.event_id)
    return faults
