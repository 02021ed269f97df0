from __future__ import annotations

import attrs
import pytest

from asnwork.domain.identity import EventId, RequestId
from asnwork.domain.request import commands
from asnwork.domain.request.store import new_events
from asnwork.errors import InvalidInput, VersionConflict
from tests.domain.request.samples import R1, Life, at


def caused(life, *causes):
    """The events of a life, each with its cause."""
    return [attrs.evolve(event, cause=cause) for event, cause in zip(life.events, causes, strict=True)]


THREE = Life.filed("kk").then(commands.record_trip, 1).then(commands.record_trip, 2)
FIRST, SECOND, THIRD = caused(THREE, "m1", "", "m3")


def delivered_again(event, number, minute):
    """The same event as a second delivery would stamp it."""
    return attrs.evolve(
        event,
        event_id=EventId(f"again-{number}"),
        sequence=number,
        occurred_at=at(minute),
        recorded_at=at(minute + 1),
    )


def faults(*given):
    """The faults for which an append is refused."""
    with pytest.raises(InvalidInput) as caught:
        new_events(*given)
    assert "request r1" == caught.value.source
    return [str(fault) for fault in caught.value.faults]


def test_what_follows_is_appended():
    """Events that follow the expected version are appended, all of them."""
    assert (FIRST,) == new_events(R1, (), [FIRST], 0)
    assert (SECOND, THIRD) == new_events(R1, [FIRST], (SECOND, THIRD), 1)
    assert () == new_events(R1, [FIRST], [], 1)


@pytest.mark.parametrize("expected", [0, 2, 3])
def test_another_version_is_a_conflict(expected):
    """Whoever decided on another version is told which version there is."""
    with pytest.raises(VersionConflict) as caught:
        new_events(R1, [FIRST], [SECOND], expected)
    assert ("r1", expected, 1) == (caught.value.request_id, caught.value.expected, caught.value.found)
    with pytest.raises(VersionConflict):
        new_events(R1, [FIRST], [], expected)


def test_events_out_of_place_are_refused_with_all_faults():
    """Each wrong number and each foreign request is named by its place in the batch."""
    stray = attrs.evolve(THIRD, request=RequestId("r2"), sequence=9)
    assert [
        "events[0].sequence: given 2, expected 1, the next one",
        "events[1].sequence: given 9, expected 2, the next one",
        "events[1].request: given 'r2', expected 'r1'",
    ] == faults(R1, (), [SECOND, stray], 0)


def test_an_identifier_is_given_once():
    """An event id that is stored, or stands twice in a batch, is refused."""
    assert ["events[0].event_id: given 'e1', expected an identifier of its own"] == faults(
        R1, [FIRST], [attrs.evolve(SECOND, event_id=EventId("e1"))], 1
    )
    twin = attrs.evolve(THIRD, event_id=EventId("e2"))
    assert ["events[1].event_id: given 'e2', expected an identifier of its own"] == faults(
        R1, [FIRST], [SECOND, twin], 1
    )


def test_a_second_delivery_appends_nothing():
    """The same content under the same cause is known, whatever the second stamp and the version expected."""
    stored = [FIRST, SECOND, THIRD]
    assert () == new_events(R1, stored, [FIRST], 0)
    assert () == new_events(R1, stored, [delivered_again(THIRD, 4, 50)], 3)
    assert () == new_events(R1, stored, [delivered_again(THIRD, 4, 50)], 99)
    assert () == new_events(R1, stored, stored, 0)


def test_an_event_without_a_cause_is_known_by_its_neighbours():
    """A batch is repeated as a whole: what has no cause must stand in the store beside what has one."""
    stored = [FIRST, SECOND, THIRD]
    assert () == new_events(R1, stored, [delivered_again(SECOND, 4, 50), delivered_again(THIRD, 5, 50)], 3)
    other = attrs.evolve(Life.filed("kk").then(commands.inform_citizen, 1).events[1], sequence=4)
    assert [
        "events[1].cause: given 'm3', expected the events stored under it from version 2 on "
        "(something new gets a cause of its own)"
    ] == faults(R1, stored, [other, delivered_again(THIRD, 5, 50)], 3)


def test_a_new_event_is_never_dropped_with_a_known_one():
    """A batch that is known only in part is refused, before, behind and between, so that nothing is lost."""
    stored = [FIRST, SECOND, THIRD]
    fresh = delivered_again(SECOND, 5, 60)
    for batch in (
        [delivered_again(THIRD, 4, 50), fresh],
        [delivered_again(SECOND, 4, 50), fresh, delivered_again(THIRD, 6, 50)],
        [fresh, delivered_again(FIRST, 5, 50)],
    ):
        (fault,) = faults(R1, stored, batch, 3)
        assert "something new gets a cause of its own" in fault
    both = [delivered_again(FIRST, 4, 50), delivered_again(THIRD, 5, 50)]
    assert [
        "events[0].cause: given 'm1', expected the events stored under it from version 1 on "
        "(something new gets a cause of its own)",
        "events[1].cause: given 'm3', expected the events stored under it from version 1 on "
        "(something new gets a cause of its own)",
    ] == faults(R1, stored, both, 3)


@pytest.mark.parametrize(
    "change", [{"actor": "somebody else"}, {"request": RequestId("r2")}, {"service": "birth"}]
)
def test_a_known_cause_with_other_content_is_refused(change):
    """A cause that is used for something else is a mistake, and is told."""
    (fault,) = faults(R1, [FIRST], [attrs.evolve(FIRST, **change)], 0)
    assert "events[0].cause: given 'm1', expected the events stored under it from version 1 on" in fault


def test_a_known_cause_with_another_event_is_refused():
    """The kind of event belongs to the content."""
    informed = Life.filed().then(commands.inform_citizen, 2).events[1]
    (fault,) = faults(R1, [FIRST, SECOND], [attrs.evolve(informed, cause="m1", sequence=3)], 2)
    assert "given 'm1'" in fault


def test_one_cause_stands_for_one_event():
    """Two events of a batch under one cause are refused; without a cause they are not compared."""
    assert ["cause: given 'm1', expected each code once"] == faults(
        R1, (), [FIRST, attrs.evolve(SECOND, cause="m1")], 0
    )
    nameless = [attrs.evolve(event, cause="") for event in (FIRST, SECOND)]
    assert tuple(nameless) == new_events(R1, (), nameless, 0)
