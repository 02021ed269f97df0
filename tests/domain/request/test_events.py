from __future__ import annotations

import inspect
from datetime import datetime, timedelta

import attrs
import pytest

from asnwork.domain.request import Decision, RequestSubmitted, Solved, Stamp, events
from asnwork.domain.request.events import RequestEvent
from asnwork.domain.request.stages import APPLICANT
from asnwork.errors import InvalidInput
from tests.domain.request.samples import at, paper

ENVELOPE = {"event_id": "e1", "occurred_at": at(0), "recorded_at": at(0), "actor": "tester"}
PLACED = {**ENVELOPE, "request": "r1", "sequence": 1}
FILED = {
    "service": "card",
    "channel": "online",
    "applicant": "c7",
    "steps": ["a", "b", "c"],
    "deciding_step": "b",
}

# For each event the least that it needs besides its envelope.
NEEDS = {
    "AssignmentDeclined": {"officer": "ani", "reason": "on leave"},
    "CitizenInformed": {},
    "CitizenTripMade": {},
    "ClockPaused": {"reason": APPLICANT},
    "ClockResumed": {"reason": APPLICANT},
    "DocumentReceived": {"document": paper("kk")},
    "ProductDelivered": {},
    "ProductReady": {},
    "PromiseGiven": {"due_at": None, "reason": "waits_for_papers"},
    "RequestAssigned": {"step": "a", "officer": "ani"},
    "RequestClosed": {},
    "RequestDecided": {"decision": Decision.GRANTED},
    "RequestForwarded": {"to": "agency"},
    "RequestMarkedDuplicate": {"of": "r2"},
    "RequestReopened": {"reason": "name misspelt"},
    "RequestSubmitted": FILED,
    "RequestWithdrawn": {},
    "SolvedReported": {"solved": Solved.YES},
    "StepCompleted": {"step": "a", "officer": "ani"},
    "StepStarted": {"step": "a", "officer": "ani"},
}


def made(name, **values):
    """An event of this class, with the least that it needs and these values."""
    return getattr(events, name)(**{**PLACED, **NEEDS[name], **values})


def paths(name, **values):
    """The paths of the faults for which an event is refused."""
    with pytest.raises(InvalidInput) as caught:
        made(name, **values)
    assert name == caught.value.source
    return [fault.path for fault in caught.value.faults]


def test_every_event_is_listed_here():
    """The list above holds every event class, so that a new one is tested too."""
    kinds = [
        kind for kind in vars(events).values() if inspect.isclass(kind) and kind.__base__ is RequestEvent
    ]
    assert sorted(NEEDS) == sorted(kind.__name__ for kind in kinds)
    assert sorted([*NEEDS, "RequestEvent", "Stamp"]) == sorted(events.__all__)


@pytest.mark.parametrize("name", NEEDS)
def test_an_event_is_a_frozen_value_with_a_law_term(name):
    """Each event needs only its own fields, cannot be changed, and names its Indonesian term."""
    event = made(name)
    assert ("e1", "r1", 1, "tester", "") == (
        event.event_id,
        event.request,
        event.sequence,
        event.actor,
        event.cause,
    )
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.actor = "somebody"
    summary = inspect.getdoc(type(event)).splitlines()[0]
    assert "(" in summary and ")" in summary


@pytest.mark.parametrize("name", NEEDS)
def test_every_event_checks_its_envelope(name):
    """The faults of an envelope are reported by each event, all at once."""
    wrong = {"event_id": "", "actor": " ", "cause": None, "request": "", "sequence": 0}
    assert ["event_id", "actor", "cause", "request", "sequence"] == paths(name, **wrong)[:5]


@pytest.mark.parametrize("sequence", [0, -1, True, 1.0, "1"])
def test_a_sequence_is_a_whole_number_from_one(sequence):
    """What is no whole number of at least one is refused."""
    assert ["sequence"] == paths("RequestClosed", sequence=sequence)


def test_a_stamp_without_a_zone_is_refused():
    """Each moment without a zone is named; the order of the two is then not asked for."""
    naive = datetime(2026, 5, 4, 8)
    assert ["occurred_at", "recorded_at"] == paths("RequestClosed", occurred_at=naive, recorded_at=naive)
    assert ["recorded_at"] == paths("RequestClosed", recorded_at=naive)
    assert ["occurred_at"] == paths("RequestClosed", occurred_at=naive)


def test_nothing_is_recorded_before_it_occurs():
    """A late record is taken, an early one is refused and told since when it may be."""
    assert at(5) == made("RequestClosed", recorded_at=at(5)).recorded_at
    with pytest.raises(InvalidInput) as caught:
        Stamp(**{**ENVELOPE, "recorded_at": at(-1)})
    assert (
        "Stamp: recorded_at: given '2026-05-04T07:59:00+07:00', "
        "expected 2026-05-04T08:00:00+07:00, when it occurred, or later"
    ) == str(caught.value)


def test_moments_keep_their_offset_only():
    """The moments of an event hold an offset, so that a stored event is the same event."""
    assert timedelta(hours=7) == at(0).utcoffset()
    assert "UTC+07:00" == str(made("RequestClosed").occurred_at.tzinfo)
    assert "UTC+07:00" == str(made("PromiseGiven", due_at=at(9)).due_at.tzinfo)
    assert "UTC+07:00" == str(made("PromiseGiven", first_response_due_at=at(9)).first_response_due_at.tzinfo)


def test_a_filing_may_be_bare_or_full():
    """What is not given is empty or zero; lists become tuples."""
    bare = made("RequestSubmitted")
    assert ("", "", (), (), (), (), (), False, 0) == (
        bare.district,
        bare.unit,
        bare.required,
        bare.documents,
        bare.credits,
        bare.before_complete,
        bare.hand_over_steps,
        bare.collected,
        bare.trips,
    )
    assert ("a", "b", "c") == bare.steps
    full = made(
        "RequestSubmitted",
        required=["kk"],
        documents=[paper("kk")],
        credits=[timedelta(1), timedelta(0), timedelta(2)],
        before_complete=["a"],
        hand_over_steps=["c"],
        trips=2,
    )
    assert (("kk",), (paper("kk"),), ("a",), ("c",)) == (
        full.required,
        full.documents,
        full.before_complete,
        full.hand_over_steps,
    )
    assert (timedelta(1), timedelta(0), timedelta(2)) == full.credits


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"service": "", "channel": "", "applicant": ""}, ["service", "channel", "applicant"]),
        ({"applicant": "3578015005900001"}, ["applicant"]),
        ({"applicant": 7}, ["applicant"]),
        ({"steps": ["a", "b", "a"]}, ["steps"]),
        ({"steps": [], "deciding_step": "b"}, ["deciding_step"]),
        ({"required": ["kk", "kk"]}, ["required"]),
        ({"before_complete": ["a", "x", "y"]}, ["before_complete[1]", "before_complete[2]"]),
        ({"hand_over_steps": ["a"]}, ["hand_over_steps"]),
        ({"hand_over_steps": ["c", "b"]}, ["hand_over_steps", "deciding_step"]),
        ({"hand_over_steps": ["b", "c"]}, ["deciding_step"]),
        ({"deciding_step": "x"}, ["deciding_step"]),
        ({"credits": [timedelta(1)]}, ["credits"]),
        ({"credits": [timedelta(1), timedelta(-1), 5]}, ["credits[1]", "credits[2]"]),
        ({"documents": [paper("kk"), "kk"]}, ["documents[1]"]),
        ({"trips": -1}, ["trips"]),
        ({"usual_trips": -1}, ["usual_trips"]),
        ({"usual_trips": 1.0}, ["usual_trips"]),
        ({"trips": True}, ["trips"]),
        ({"steps": "abc"}, ["steps"]),
        (
            {"required": "kk", "before_complete": "a", "hand_over_steps": "c"},
            ["required", "before_complete", "hand_over_steps"],
        ),
    ],
)
def test_a_filing_that_cannot_be_is_refused(values, wrong):
    """Each fault of a filing is named by its path."""
    with pytest.raises(InvalidInput) as caught:
        made("RequestSubmitted", **values)
    assert wrong == [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("name", "values", "wrong"),
    [
        ("AssignmentDeclined", {"officer": "", "reason": ""}, ["officer", "reason"]),
        ("CitizenInformed", {"kind": "reminder"}, ["kind"]),
        ("ClockPaused", {"reason": "applicant"}, ["reason"]),
        ("ClockResumed", {"reason": "applicant"}, ["reason"]),
        ("DocumentReceived", {"document": "kk"}, ["document"]),
        ("PromiseGiven", {"reason": ""}, ["reason"]),
        (
            "PromiseGiven",
            {"due_at": datetime(2026, 5, 5), "first_response_due_at": datetime(2026, 5, 5)},
            ["due_at", "first_response_due_at"],
        ),
        ("RequestAssigned", {"step": "", "officer": ""}, ["step", "officer"]),
        ("RequestDecided", {"decision": Decision.REFUSED}, ["reason"]),
        ("RequestDecided", {"decision": Decision.NOT_OURS, "reason": " "}, ["reason"]),
        ("RequestDecided", {"decision": "granted", "reason": "x"}, ["decision"]),
        ("RequestForwarded", {"to": ""}, ["to"]),
        ("RequestMarkedDuplicate", {"of": ""}, ["of"]),
        ("RequestMarkedDuplicate", {"of": "r1"}, ["of"]),
        ("RequestReopened", {"reason": "", "steps": "sign"}, ["reason", "steps"]),
        ("SolvedReported", {"solved": True}, ["solved"]),
        ("StepCompleted", {"step": "", "officer": ""}, ["step", "officer"]),
        ("StepCompleted", {"effort": timedelta(-1)}, ["effort"]),
        ("StepCompleted", {"effort": 5}, ["effort"]),
        ("StepStarted", {"step": "", "officer": ""}, ["step", "officer"]),
    ],
)
def test_an_event_that_cannot_be_is_refused(name, values, wrong):
    """Each fault of an event is named by its path."""
    assert wrong == paths(name, **values)


def test_what_is_allowed_at_the_edge_is_taken():
    """No effort at all, a first response, and a refusal with its reason are sound."""
    assert timedelta() == made("StepCompleted", effort=timedelta()).effort
    assert "first_response" == made("CitizenInformed", kind="first_response").kind
    assert "update" == made("CitizenInformed").kind
    assert "too late" == made("RequestDecided", decision=Decision.REFUSED, reason="too late").reason
    assert 0 == made("RequestSubmitted", trips=0).trips


def test_a_filing_is_no_other_event():
    """Two events of different classes are not equal, whatever their fields."""
    assert made("ProductReady") != made("ProductDelivered")
    assert made("RequestSubmitted") == RequestSubmitted(**PLACED, **FILED)
