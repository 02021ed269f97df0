"""Events as text and back, for the stores: strict, and for ever.

A stored event is a JSON object: `v`, the number of the schema it was written with; `type`, the name of what
happened; and the fields of the event. Moments are ISO 8601 with an offset, spans whole microseconds. What is
stored is never rewritten: an event of an older schema is brought up to date as it is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from asnwork.adapters.converter import make_converter, structure
from asnwork.domain.request.events import RequestEvent
from asnwork.errors import Fault, InvalidInput

__all__ = ["UPCASTERS", "VERSION", "event_from_json", "event_to_json", "upcast"]

VERSION = 2
"""The schema that is written now."""

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


def _with_usual_trips(event: dict[str, Any]) -> dict[str, Any]:
    """From schema 1 to 2: a filing did not say which trips are usual."""
    return {**event, "usual_trips": None} if event.get("type") == "RequestSubmitted" else event


UPCASTERS: Mapping[int, Upcaster] = {1: _with_usual_trips}
"""For each older schema the function that turns an event of it into one of the next schema."""

_CONVERTER = make_converter()


def event_to_json(event: RequestEvent) -> str:
    """Return an event as text, the same text for equal events."""
    stored = {"v": VERSION, **_CONVERTER.unstructure(event, unstructure_as=RequestEvent)}
    return json.dumps(stored, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def event_from_json(text: str, *, source: str = "event") -> RequestEvent:
    """Return the event that a text holds.

    Args:
        text: What `event_to_json` wrote, now or under an earlier schema.
        source: What to call it in an error.

    Raises:
        InvalidInput: It is no event of a known schema; all faults at once, each with its path.
    """
    try:
        stored = json.loads(text)
    except ValueError as error:
        fault = Fault("(all of it)", given=text, expected="JSON", hint=str(error))
        raise InvalidInput(fault, source=source) from None
    return structure(upcast(stored, source=source), RequestEvent, source=source, converter=_CONVERTER)


def upcast(
    stored: object,
    *,
    upcasters: Mapping[int, Upcaster] = UPCASTERS,
    version: int = VERSION,
    source: str = "event",
) -> dict[str, Any]:
    """Return a stored event in the schema of now, without its schema number.

    Args:
        stored: The event as it was stored.
        upcasters: How to get from each schema to the next.
        version: The schema of now.
        source: What to call the event in an error.

    Raises:
        InvalidInput: It is no JSON object, or its schema number is none that is known.

    Examples:
        >>> renamed = {1: lambda event: {**event, "type": "RequestSubmitted"}}
        >>> upcast({"v": 1, "type": "RequestFiled"}, upcasters=renamed, version=2)
        {'type': 'RequestSubmitted'}
    """
    if not isinstance(stored, dict):
        raise InvalidInput(Fault("(all of it)", given=stored, expected="a JSON object"), source=source)
    written = stored.get("v")
    if type(written) is not int or not 1 <= written <= version:
        hint = "a later release of asnwork may have written it"
        raise InvalidInput(Fault("v", given=written, expected=f"1 to {version}", hint=hint), source=source)
    event = {name: value for name, value in stored.items() if name != "v"}
    for schema in range(written, version):
        event = upcasters[schema](event)
    return event
