from __future__ import annotations

from datetime import timedelta

import attrs
import pytest

from asnwork.domain.identity import EventId, RequestId
from asnwork.domain.request import (
    APPLICANT,
    CitizenInformed,
    Decision,
    RequestDecided,
    RequestSubmitted,
    Solved,
    Stage,
    Stamp,
    apply,
    commands,
    events,
)
from asnwork.domain.service import Service
from asnwork.errors import InvalidInput, MoveNotAllowed
from tests.domain.request.samples import (
    ANI,
    BUDI,
    CARD,
    COUNTER,
    HOME,
    ONLINE,
    R1,
    Life,
    at,
    life_at,
    paper,
    stamp,
)

# Each command with a stage in which it may be given, what it takes, and the event that it makes.
CASES = [
    (commands.receive_document, Stage.SUBMITTED, {"document": paper("kk")}, "DocumentReceived"),
    (commands.promise, Stage.SUBMITTED, {"due_at": at(90), "reason": "24_hours"}, "PromiseGiven"),
    (commands.inform_citizen, Stage.SUBMITTED, {}, "CitizenInformed"),
    (commands.record_trip, Stage.SUBMITTED, {}, "CitizenTripMade"),
    (commands.assign, Stage.SUBMITTED, {"step": "help", "officer": ANI}, "RequestAssigned"),
    (commands.decline, Stage.ASSIGNED, {"officer": ANI, "reason": "on leave"}, "AssignmentDeclined"),
    (commands.start_step, Stage.ASSIGNED, {"step": "help", "officer": ANI}, "StepStarted"),
    (commands.pause, Stage.SUBMITTED, {"reason": APPLICANT}, "ClockPaused"),
    (commands.decide, Stage.IN_PROGRESS, {"decision": Decision.GRANTED}, "RequestDecided"),
    (commands.deliver, Stage.READY, {}, "ProductDelivered"),
    (commands.close, Stage.DELIVERED, {}, "RequestClosed"),
    (commands.report_solved, Stage.CLOSED, {"solved": Solved.YES}, "SolvedReported"),
    (commands.reopen, Stage.CLOSED, {"reason": "name misspelt"}, "RequestReopened"),
    (commands.withdraw, Stage.SUBMITTED, {}, "RequestWithdrawn"),
    (commands.forward, Stage.SUBMITTED, {"to": "Sidoarjo"}, "RequestForwarded"),
    (commands.mark_duplicate, Stage.SUBMITTED, {"of": RequestId("r0")}, "RequestMarkedDuplicate"),
]


def ready_for(command, stage):
    """A life in which the command may be given."""
    life = life_at(stage)
    return life.step("hand", 7) if command is commands.deliver else life


@pytest.mark.parametrize(("command", "stage", "values", "name"), CASES, ids=[case[3] for case in CASES])
def test_a_command_returns_the_request_and_what_happened(command, stage, values, name):
    """The event carries the stamp, the id and the next number; applied, it gives the request returned."""
    before = ready_for(command, stage).request
    given = Stamp(
        event_id=EventId("e77"), occurred_at=at(60), recorded_at=at(61), actor="loket-3", cause="wamid.7"
    )
    after, event = command(before, given, **values)
    assert name == type(event).__name__
    assert ("e77", at(60), at(61), "loket-3", "wamid.7") == (
        event.event_id,
        event.occurred_at,
        event.recorded_at,
        event.actor,
        event.cause,
    )
    assert ("r1", before.version + 1) == (event.request, event.sequence)
    assert all(value == getattr(event, key) for key, value in values.items())
    assert apply(before, event) == after
    assert (before.version + 1, at(60)) == (after.version, after.last_event_at)


@pytest.mark.parametrize(("command", "stage", "values", "name"), CASES, ids=[case[3] for case in CASES])
def test_a_command_of_before_the_last_event_changes_nothing(command, stage, values, name):
    """A stamp of before is refused, and the request is as it was."""
    life = ready_for(command, stage)
    with pytest.raises(InvalidInput, match="occurred_at"):
        command(life.request, stamp(-1, "late"), **values)
    assert ready_for(command, stage).request == life.request


def test_submitting_fixes_what_the_service_asks_for():
    """The event holds the service's papers and steps as they are on that day, with their expected effort."""
    request, event = commands.submit(
        R1,
        stamp(5, "e1", cause="wamid.1"),
        service=CARD,
        channel=COUNTER,
        applicant="citizen-7",
        district="gubeng",
        unit="dukcapil",
        documents=iter([paper("kk")]),
    )
    expected = RequestSubmitted(
        event_id=EventId("e1"),
        request=R1,
        sequence=1,
        occurred_at=at(5),
        recorded_at=at(5),
        actor="tester",
        cause="wamid.1",
        service="card",
        channel="counter",
        district="gubeng",
        unit="dukcapil",
        applicant="citizen-7",
        required=("kk", "photo"),
        documents=(paper("kk"),),
        steps=("help", "verify", "sign", "print", "hand"),
        credits=tuple(timedelta(minutes=minutes) for minutes in (5, 10, 2, 4, 3)),
        before_complete=("help",),
        hand_over_steps=("hand",),
        deciding_step="sign",
        collected=True,
        trips=1,
        usual_trips=1,
    )
    assert expected == event
    assert apply(None, expected) == request


def test_submitting_needs_little():
    """District, unit and papers may be unknown."""
    _, event = commands.submit(R1, stamp(0), service=CARD, channel=ONLINE, applicant="citizen-7")
    assert ("", "", (), 0) == (event.district, event.unit, event.documents, event.trips)


def test_an_unassisted_channel_leaves_out_assisted_steps():
    """A step that only an assisted channel has is left out of the others."""
    steps = [attrs.evolve(step, assisted_only=step.code == "help") for step in CARD.steps]
    service = attrs.evolve(CARD, steps=steps)
    assert isinstance(service, Service)
    _, online = commands.submit(R1, stamp(0), service=service, channel=ONLINE, applicant="c7")
    assert (("verify", "sign", "print", "hand"), (), 4) == (
        online.steps,
        online.before_complete,
        len(online.credits),
    )
    _, counter = commands.submit(R1, stamp(0), service=service, channel=COUNTER, applicant="c7")
    assert (("help", "verify", "sign", "print", "hand"), ("help",)) == (
        counter.steps,
        counter.before_complete,
    )


def test_a_deciding_step_that_the_channel_leaves_out_is_refused():
    """A service whose deciding step is for assisted channels only cannot be asked for by another."""
    steps = [attrs.evolve(step, assisted_only=step.code == "sign") for step in CARD.steps]
    with pytest.raises(InvalidInput, match="deciding_step: given 'sign'"):
        commands.submit(R1, stamp(0), service=attrs.evolve(CARD, steps=steps), channel=ONLINE, applicant="c7")


def test_the_place_is_told_with_what_it_is():
    """A place is stored as its code, and at completion with what it counts as."""
    begun = life_at(Stage.ASSIGNED).then(commands.start_step, 2, step="help", officer=ANI, place=HOME)
    assert "home" == begun.events[-1].place
    hall = attrs.evolve(HOME, code="hall", at_office=True, among_citizens=True)
    event = begun.then(
        commands.complete_step, 3, step="help", officer=ANI, unit="siola", place=hall, effort=timedelta(0)
    ).events[-1]
    assert ("hall", True, True, "siola", timedelta(0)) == (
        event.place,
        event.at_office,
        event.among_citizens,
        event.unit,
        event.effort,
    )
    bare = begun.then(commands.complete_step, 3, step="help", officer=ANI).events[-1]
    assert ("", None, None, "", None) == (
        bare.place,
        bare.at_office,
        bare.among_citizens,
        bare.unit,
        bare.effort,
    )


def test_what_is_not_said_has_its_default():
    """A decision without words, an update, a promise without law are what the events' defaults say."""
    decided = life_at(Stage.IN_PROGRESS).then(commands.decide, 4, decision=Decision.GRANTED).events[-1]
    assert isinstance(decided, RequestDecided) and decided.reason == ""
    informed = Life.filed().then(commands.inform_citizen, 4).events[-1]
    assert isinstance(informed, CitizenInformed) and informed.kind == "update"
    promised = Life.filed().then(commands.promise, 4, due_at=None, reason="closed").events[-1]
    assert ("", None) == (promised.law, promised.first_response_due_at)
    full = Life.filed().then(
        commands.promise, 4, due_at=at(9), reason="x", law="UU 25/2009", first_response_due_at=at(5)
    )
    assert ("UU 25/2009", at(5)) == (full.events[-1].law, full.events[-1].first_response_due_at)
    refused = life_at(Stage.IN_PROGRESS).then(
        commands.decide, 4, decision=Decision.REFUSED, reason="not a resident"
    )
    assert "not a resident" == refused.events[-1].reason
    again = life_at(Stage.CLOSED).then(commands.reopen, 20, reason="x", steps=iter(["sign"]))
    assert ("sign",) == again.events[-1].steps
    assert (
        "first_response"
        == Life.filed().then(commands.inform_citizen, 1, kind="first_response").events[-1].kind
    )


def test_resuming_and_making_ready_make_their_events():
    """The two commands that need a life before them make the events that they are named for."""
    resumed = (
        Life.filed().then(commands.pause, 1, reason=APPLICANT).then(commands.resume, 2, reason=APPLICANT)
    )
    assert events.ClockResumed is type(resumed.events[-1])
    assert APPLICANT == resumed.events[-1].reason
    ready = life_at(Stage.DECIDED).step("print", 5).then(commands.make_ready, 6)
    assert events.ProductReady is type(ready.events[-1])


def test_a_refused_command_names_what_may_be_done():
    """The text says what was asked, where the request is, and what may be done instead."""
    with pytest.raises(MoveNotAllowed) as caught:
        life_at(Stage.CLOSED).then(commands.assign, 20, step="help", officer=BUDI)
    assert "RequestAssigned is not allowed while closed; allowed now: SolvedReported, RequestReopened" == str(
        caught.value
    )
