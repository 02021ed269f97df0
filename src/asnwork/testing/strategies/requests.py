"""Strategies for requests: papers, events, whole lives, facts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.identity import EventId
from asnwork.domain.request import events
from asnwork.domain.request.documents import Document
from asnwork.domain.request.events import RequestEvent, Stamp
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.domain.request.stages import (
    AGENCY,
    APPLICANT,
    CARD_STOCK,
    NATIONAL_SYSTEM,
    Decision,
    PauseReason,
    Solved,
)
from asnwork.testing.strategies.plain import (
    codes,
    counts,
    instants,
    moments,
    officer_ids,
    request_ids,
    several,
    spans,
    words,
)

__all__ = ["EVENTS", "documents", "pause_reasons", "request_events", "request_facts", "stamps", "step_facts"]


def pause_reasons() -> SearchStrategy[PauseReason]:
    """What a clock may wait for: the shipped reasons and a city's own."""
    own = st.builds(PauseReason, code=codes(), outside=st.booleans())
    return st.sampled_from([APPLICANT, AGENCY, NATIONAL_SYSTEM, CARD_STOCK]) | own


def documents() -> SearchStrategy[Document]:
    """Papers that come with a request."""
    return st.builds(
        Document,
        kind=codes(),
        mime=st.sampled_from(["image/jpeg", "application/pdf", "image/png"]),
        size=st.integers(1, 20_000_000),
        sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
        received_at=moments(),
    )


def _envelope() -> dict[str, SearchStrategy[Any]]:
    """The fields that every stamp has; `when` holds two moments in order."""
    return {
        "event_id": codes().map(EventId),
        "when": st.tuples(moments(), spans()),
        "actor": words(),
        "cause": st.text(max_size=10),
    }


def _stamped(kind: type[Any], when: tuple[datetime, timedelta], fields: dict[str, Any]) -> Any:
    occurred, delay = when
    return kind(occurred_at=occurred, recorded_at=occurred + delay, **fields)


def stamps() -> SearchStrategy[Stamp]:
    """Who did something, when, and because of what."""
    return st.builds(lambda when, **fields: _stamped(Stamp, when, fields), **_envelope())


def _event(kind: type[RequestEvent], /, **fields: SearchStrategy[Any]) -> SearchStrategy[Any]:
    envelope = {**_envelope(), "request": request_ids(), "sequence": st.integers(1, 1000)}
    return st.builds(lambda when, **given: _stamped(kind, when, given), **envelope, **fields)


@st.composite
def _submitted(draw: st.DrawFn) -> Any:
    steps = tuple(draw(st.lists(codes(), min_size=1, max_size=4, unique=True)))
    before_ready = draw(st.integers(1, len(steps)))
    credits = st.lists(spans(), min_size=len(steps), max_size=len(steps)).map(tuple)
    return draw(
        _event(
            events.RequestSubmitted,
            service=codes(),
            channel=codes(),
            district=st.just("") | codes(),
            unit=st.just("") | codes(),
            applicant=words(),
            required=st.lists(codes(), max_size=3, unique=True).map(tuple),
            documents=several(documents(), most=2),
            steps=st.just(steps),
            credits=st.just(()) | credits,
            before_complete=st.lists(st.sampled_from(steps), max_size=2, unique=True).map(tuple),
            hand_over_steps=st.just(steps[before_ready:]),
            deciding_step=st.sampled_from(steps[:before_ready]),
            collected=st.booleans(),
            trips=counts(5),
            usual_trips=st.none() | counts(2),
        )
    )


def _step_fields() -> dict[str, SearchStrategy[Any]]:
    return {"step": codes(), "officer": officer_ids()}


_KNOWN = st.sampled_from([None, True, False])

EVENTS: dict[type[RequestEvent], SearchStrategy[Any]] = {
    events.RequestSubmitted: _submitted(),
    events.DocumentReceived: _event(events.DocumentReceived, document=documents()),
    events.PromiseGiven: _event(
        events.PromiseGiven,
        due_at=st.none() | moments(),
        first_response_due_at=st.none() | moments(),
        reason=words(),
        law=st.text(max_size=10),
    ),
    events.CitizenInformed: _event(
        events.CitizenInformed, kind=st.sampled_from(["first_response", "update"])
    ),
    events.CitizenTripMade: _event(events.CitizenTripMade),
    events.RequestAssigned: _event(events.RequestAssigned, **_step_fields()),
    events.AssignmentDeclined: _event(events.AssignmentDeclined, officer=officer_ids(), reason=words()),
    events.StepStarted: _event(events.StepStarted, **_step_fields(), place=st.just("") | codes()),
    events.StepCompleted: _event(
        events.StepCompleted,
        **_step_fields(),
        unit=st.just("") | codes(),
        place=st.just("") | codes(),
        at_office=_KNOWN,
        among_citizens=_KNOWN,
        effort=st.none() | spans(),
    ),
    events.ClockPaused: _event(events.ClockPaused, reason=pause_reasons()),
    events.ClockResumed: _event(events.ClockResumed, reason=pause_reasons()),
    events.RequestDecided: _event(events.RequestDecided, decision=st.sampled_from(Decision), reason=words()),
    events.ProductReady: _event(events.ProductReady),
    events.ProductDelivered: _event(events.ProductDelivered),
    events.RequestClosed: _event(events.RequestClosed),
    events.SolvedReported: _event(events.SolvedReported, solved=st.sampled_from(Solved)),
    events.RequestReopened: _event(events.RequestReopened, reason=words(), steps=several(codes(), most=2)),
    events.RequestWithdrawn: _event(events.RequestWithdrawn),
    events.RequestForwarded: _event(events.RequestForwarded, to=words()),
    events.RequestMarkedDuplicate: _event(
        # No request has a code with a dash, so it never repeats itself.
        events.RequestMarkedDuplicate,
        of=codes().map("other-{}".format),
    ),
}
"""For each kind of event what can be drawn of it; each event for itself, they make no history."""


def request_events() -> SearchStrategy[RequestEvent]:
    """Events of every kind, each for itself; they make no history."""
    return st.one_of(*EVENTS.values())


@st.composite
def request_facts(draw: st.DrawFn) -> RequestFact:
    """Rounds of requests whose moments stand in order."""
    names = ("complete_at", "first_response_at", "decided_at", "ready_at", "delivered_at", "closed_at")
    moment = submitted = draw(instants())
    reached: dict[str, Any] = {}
    for name in names[: draw(st.integers(0, len(names)))]:
        moment += draw(counts(10**11))
        reached[name] = moment
    due = draw(st.none() | instants())
    return RequestFact(
        request=draw(request_ids()),
        round=draw(st.integers(1, 3)),
        service=draw(codes()),
        channel=draw(codes()),
        district=draw(st.just("") | codes()),
        unit=draw(st.just("") | codes()),
        decided_by=draw(st.none() | officer_ids()),
        as_of=moment + draw(counts(10**11)),
        submitted_at=submitted,
        due_at=due,
        office_due_at=due,
        paused_by_applicant=draw(counts(10**10)),
        paused_outside=draw(counts(10**10)),
        effort=draw(st.none() | counts(10**10)),
        steps_done=draw(st.none() | counts(9)),
        applicant=draw(st.just("") | codes()),
        trips=draw(st.none() | counts(5)),
        trips_before_answer=draw(st.none() | counts(5)),
        usual_trips=draw(st.none() | counts(2)),
        returns=draw(st.none() | counts(3)),
        declined_by=draw(several(officer_ids(), most=2)),
        decision=draw(st.sampled_from(["", "granted", "refused", "not_ours"])),
        solved=draw(_KNOWN),
        confirmed_by=draw(st.just("") | codes()),
        **reached,
    )


@st.composite
def step_facts(draw: st.DrawFn) -> StepFact:
    """Steps done, their moments in order."""
    started = draw(instants())
    return StepFact(
        request=draw(request_ids()),
        round=draw(st.integers(1, 3)),
        step=draw(codes()),
        officer=draw(officer_ids()),
        unit=draw(st.just("") | codes()),
        place=draw(st.just("") | codes()),
        at_office=draw(_KNOWN),
        among_citizens=draw(_KNOWN),
        queued_at=draw(st.sampled_from([None, started - 60_000_000])),
        started_at=draw(st.sampled_from([None, started])),
        ended_at=started + draw(counts(10**10)),
        effort=draw(st.none() | counts(10**10)),
        credit=draw(st.none() | counts(10**10)),
    )
