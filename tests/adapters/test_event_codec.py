from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from hypothesis import given

from asnwork.adapters.event_codec import UPCASTERS, VERSION, event_from_json, event_to_json, upcast
from asnwork.domain.request import RequestEvent, Stage, events, replay
from asnwork.errors import InvalidInput
from asnwork.testing.strategies import request_events
from tests.domain.request.samples import Life, at, life_at, paper, stamp
from tests.domain.request.test_events import NEEDS, made

# Events as stored under each schema. A line may be added and is never changed: all must load for ever.
STORED = {
    schema: (Path(__file__).parent / "data" / f"stored_events_v{schema}.jsonl").read_text(encoding="utf-8")
    for schema in range(1, VERSION + 1)
}
LINES = STORED[VERSION].splitlines()

TRIP = (
    '{"v":2,"type":"CitizenTripMade","event_id":"e1","occurred_at":"2026-05-04T08:00:00+07:00",'
    '"recorded_at":"2026-05-04T08:00:00+07:00","actor":"tester","cause":"","request":"r1","sequence":1}'
)


def faults(text):
    """The faults for which a stored text is refused."""
    with pytest.raises(InvalidInput) as caught:
        event_from_json(text, source="request r1, event 1")
    assert "request r1, event 1" == caught.value.source
    return [f"{fault.path}: {fault.expected}" for fault in caught.value.faults]


def changed(text, **values):
    """A stored text with some of its fields changed; None leaves a field out."""
    fields = {**json.loads(text), **values}
    return json.dumps({name: value for name, value in fields.items() if value is not None})


@given(event=request_events())
def test_an_event_comes_back_as_it_was(event):
    """Every event is the same after a round trip, and is written in the same words again."""
    text = event_to_json(event)
    assert event == event_from_json(text)
    assert text == event_to_json(event_from_json(text))


@pytest.mark.parametrize("name", NEEDS)
def test_every_event_has_its_name_in_the_store(name):
    """The stored type is the name of the class, and the schema is the one of now."""
    stored = json.loads(event_to_json(made(name)))
    assert (VERSION, name) == (stored["v"], stored["type"])
    assert made(name) == event_from_json(json.dumps(stored))


def test_an_event_is_written_compactly_and_readably():
    """The text is one line, with moments as ISO 8601 with their offset."""
    assert TRIP == event_to_json(made("CitizenTripMade"))


@pytest.mark.parametrize("schema", STORED)
def test_what_was_stored_loads_for_ever(schema):
    """Each stored line of each schema loads; together they hold every event, and their lives replay."""
    stored = [event_from_json(line) for line in STORED[schema].splitlines()]
    assert set(NEEDS) <= {type(event).__name__ for event in stored}
    lives: dict[str, list[RequestEvent]] = {}
    for event in stored:
        lives.setdefault(event.request, []).append(event)
    found = {name: replay(life) for name, life in lives.items()}
    assert {
        "REQ-1": (Stage.SUBMITTED, 2, 35),
        "REQ-2": (Stage.CLOSED, 1, 3),
        "REQ-3": (Stage.CLOSED, 1, 2),
        "REQ-4": (Stage.CLOSED, 1, 2),
        "REQ-5": (Stage.CLOSED, 1, 9),
    } == {name: (request.stage, request.round, request.version) for name, request in found.items()}
    first = lives["REQ-1"][0]
    assert isinstance(first, events.RequestSubmitted)
    assert ("wamid.1", "akta_kelahiran", "2026-05-04T09:00:00+07:00", 48213) == (
        first.cause,
        first.service,
        first.occurred_at.isoformat(),
        first.documents[0].size,
    )


@pytest.mark.parametrize("line", LINES, ids=range(1, len(LINES) + 1))
def test_the_schema_of_now_is_still_what_is_written(line):
    """A stored line is written again as the same bytes, so that no field was renamed unnoticed."""
    assert line == event_to_json(event_from_json(line))


def test_faults_come_all_at_once_with_their_paths():
    """Unknown, missing and wrong fields, nested ones too, are reported together."""
    text = changed(
        event_to_json(made("RequestSubmitted", documents=[paper("kk"), paper("photo")])),
        aplicant="c7",
        applicant=None,
        sequence="1",
        occurred_at="2026-05-04T08:00:00",
        steps="abc",
        collected=1,
    )
    broken = json.loads(text)
    broken["documents"][1]["size"] = 1.5
    broken["documents"][0]["mine"] = "x"
    found = faults(json.dumps(broken))
    assert {
        "aplicant",
        "applicant",
        "sequence",
        "occurred_at",
        "steps",
        "collected",
        "documents[0].mine",
        "documents[1].size",
    } == {fault.partition(":")[0] for fault in found}


def test_what_an_event_refuses_is_refused_from_the_store_too():
    """A stored event that cannot be is named by its path."""
    assert ["kind: 'first_response' or 'update'"] == faults(
        changed(event_to_json(made("CitizenInformed")), kind="reminder")
    )
    short = changed(
        event_to_json(made("DocumentReceived")),
        document={**json.loads(event_to_json(made("DocumentReceived")))["document"], "sha256": "ab"},
    )
    assert ["document.sha256: 64 hexadecimal digits in small letters"] == faults(short)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "(all of it): JSON"),
        ("[]", "(all of it): a JSON object"),
        ("7", "(all of it): a JSON object"),
        (changed(TRIP, v=3), "v: 1 to 2"),
        (changed(TRIP, v=0), "v: 1 to 2"),
        (changed(TRIP, v=True), "v: 1 to 2"),
        (changed(TRIP, v="1"), "v: 1 to 2"),
        (changed(TRIP, v=None), "v: 1 to 2"),
    ],
)
def test_what_is_no_stored_event_is_refused(text, fault):
    """Text that is no JSON object of a known schema is refused, and says what was expected."""
    assert [fault] == faults(text)


@pytest.mark.parametrize("name", ["CitizenTripMad", "RequestEvent", "Stamp", None])
def test_an_unknown_type_is_refused(name):
    """Only the names of events are known; the family itself is none of them."""
    (fault,) = faults(changed(TRIP, type=name))
    assert fault.startswith("type: one of AssignmentDeclined, ")


def test_old_events_are_brought_up_to_date_step_by_step():
    """An event goes through each schema after its own, in order, and the stored one is left as it is."""
    upcasters = {
        1: lambda event: {**event, "way": [*event["way"], "1 to 2"]},
        2: lambda event: {**event, "way": [*event["way"], "2 to 3"]},
    }
    stored = {"v": 1, "way": []}
    assert {"way": ["1 to 2", "2 to 3"]} == upcast(stored, upcasters=upcasters, version=3)
    assert {"way": ["2 to 3"]} == upcast({"v": 2, "way": []}, upcasters=upcasters, version=3)
    assert {"way": []} == upcast({"v": 3, "way": []}, upcasters=upcasters, version=3)
    assert {"v": 1, "way": []} == stored
    with pytest.raises(InvalidInput, match="a later release of asnwork may have written it"):
        upcast({"v": 4, "way": []}, upcasters=upcasters, version=3)


def test_a_filing_of_schema_1_does_not_know_which_trips_are_usual():
    """What was filed before the field was there has no usual trips; every other event is as it was."""
    old, new = (event_from_json(STORED[schema].splitlines()[0]) for schema in (1, 2))
    assert (None, 1) == (old.usual_trips, new.usual_trips)
    assert new == attrs.evolve(old, usual_trips=1)
    rest = [
        [event_from_json(line) for line in STORED[schema].splitlines() if "RequestSubmitted" not in line]
        for schema in (1, 2)
    ]
    assert rest[0] == rest[1]


def test_there_is_a_way_up_from_every_schema():
    """For each schema before the one of now there is a function to the next."""
    assert list(range(1, VERSION)) == sorted(UPCASTERS)


def test_a_whole_life_comes_back():
    """A life read back from its texts replays to the same request."""
    life: Life = life_at(Stage.CLOSED)
    assert life.request == replay(event_from_json(event_to_json(event)) for event in life.events)
    assert at(0) == stamp(0).occurred_at
