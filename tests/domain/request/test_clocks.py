from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.request import AGENCY, APPLICANT, Decision, Stage, commands
from asnwork.domain.request.clocks import Clocks, clocks, paused_spans, state_at
from asnwork.domain.request.state import Pause, Round
from asnwork.errors import CalendarUnknown, InvalidInput
from tests.domain.request.samples import CALENDAR, Life, at, life_at, span, us


def read(life, minute):
    """The clocks of a life at a minute, in minutes."""
    now = clocks(life.request, CALENDAR, at(minute))
    values = (now.first_response, now.update, now.completion)
    return (*(None if value is None else value / span(1) for value in values), now.running)


def test_before_the_filing_no_clock_stands():
    """A request that was not yet filed has no clocks, and none runs."""
    nothing = Clocks(first_response=None, update=None, completion=None, running=False)
    assert nothing == clocks(Life.filed(minute=5).events, CALENDAR, at(4))
    assert nothing == clocks([], CALENDAR, at(4))
    assert nothing != clocks(Life.filed(minute=5).events, CALENDAR, at(5))


def test_all_clocks_begin_with_the_filing():
    """Until the citizen hears something the three clocks count the same working time."""
    life = Life.filed(minute=10)
    assert (0, 0, 0, True) == read(life, 10)
    assert (50, 50, 50, True) == read(life, 60)
    assert (470, 470, 470, True) == read(life, 480)
    assert (470, 470, 470, True) == read(life, 1440)
    assert (480, 480, 480, True) == read(life, 1450)


def test_a_first_response_stops_its_clock_and_each_word_resets_the_update():
    """The first word stops the first clock for good; the second begins anew with each word."""
    life = Life.filed().then(commands.inform_citizen, 20, kind="first_response")
    assert (20, 0, 20, True) == read(life, 20)
    assert (20, 30, 50, True) == read(life, 50)
    assert (20, 10, 60, True) == read(life.then(commands.inform_citizen, 50), 60)


def test_every_clock_stops_while_something_is_waited_for():
    """While paused no clock moves; when it is resumed all go on from where they stood."""
    life = Life.filed().then(commands.inform_citizen, 5).then(commands.pause, 20, reason=APPLICANT)
    assert (5, 15, 20, False) == read(life, 20)
    assert (5, 15, 20, False) == read(life, 300)
    resumed = life.then(commands.resume, 300, reason=APPLICANT)
    assert (5, 15, 20, True) == read(resumed, 300)
    assert (5, 25, 30, True) == read(resumed, 310)


def test_a_pause_before_the_first_word_does_not_count_for_it():
    """The first clock leaves out a pause, and stands still in one."""
    life = Life.filed().then(commands.pause, 10, reason=AGENCY)
    assert (10, 10, 10, False) == read(life, 100)
    told = life.then(commands.inform_citizen, 40)
    assert (10, 0, 10, False) == read(told, 100)
    assert (10, 5, 15, True) == read(told.then(commands.resume, 100, reason=AGENCY), 105)


def test_overlapping_pauses_are_left_out_once():
    """Two reasons at once stop the clocks once, until the last of them ends."""
    life = (
        Life.filed()
        .then(commands.pause, 10, reason=APPLICANT)
        .then(commands.pause, 20, reason=AGENCY)
        .then(commands.resume, 30, reason=APPLICANT)
        .then(commands.resume, 50, reason=AGENCY)
    )
    assert (20, 20, 20, True) == read(life, 60)


def test_the_clocks_stand_when_the_product_is_ready():
    """What comes after the product is ready is no longer counted, and no update is owed."""
    ready = life_at(Stage.READY)
    assert (6, None, 6, False) == read(ready, 400)
    late_word = ready.then(commands.inform_citizen, 300).then(commands.pause, 310, reason=AGENCY)
    assert (6, None, 6, False) == read(late_word, 400)
    paused_then_ready = (
        life_at(Stage.DECIDED)
        .then(commands.pause, 4, reason=AGENCY)
        .step("print", 5)
        .then(commands.make_ready, 9)
    )
    assert (4, None, 4, False) == read(paused_then_ready.then(commands.resume, 90, reason=AGENCY), 400)


def test_the_clocks_stand_when_it_is_refused_or_ends():
    """A refusal ends the promise when it is given, a withdrawal when it is made."""
    refused = life_at(Stage.IN_PROGRESS).then(commands.decide, 30, decision=Decision.REFUSED, reason="x")
    assert (30, None, 30, False) == read(refused, 400)
    assert (60, None, 60, False) == read(Life.filed().then(commands.withdraw, 60), 400)


def test_a_new_round_has_its_own_clocks():
    """Reopening begins all clocks anew."""
    again = life_at(Stage.CLOSED).then(commands.reopen, 100, reason="name misspelt")
    assert (25, 25, 25, True) == read(again, 125)


def test_looking_back_needs_the_events():
    """A state cannot be asked about the time before its last event; its events can."""
    life = life_at(Stage.CLOSED)
    with pytest.raises(InvalidInput) as caught:
        clocks(life.request, CALENDAR, at(8))
    assert (
        "request r1: as_of: given '2026-05-04T08:08:00+07:00', expected 2026-05-04T08:09:00+07:00, "
        "the last event, or later (give the events instead of the request to look back)"
    ) == str(caught.value)
    assert clocks(life_at(Stage.DECIDED).request, CALENDAR, at(5)) == clocks(
        life.events[:11], CALENDAR, at(5)
    )
    assert state_at(life.events, at(4)) == life_at(Stage.DECIDED).request
    assert state_at(life.request, at(9)) is life.request


def test_a_moment_without_a_zone_is_refused():
    """The clocks are not read at a moment without a zone."""
    with pytest.raises(InvalidInput, match="a moment with a zone"):
        clocks(Life.filed().request, CALENDAR, datetime(2026, 5, 4, 9))


def test_a_moment_outside_the_calendar_is_refused():
    """The clocks are not guessed where the calendar ends."""
    with pytest.raises(CalendarUnknown):
        clocks(Life.filed().request, CALENDAR, at(0) + timedelta(days=800))


def test_paused_spans_end_at_the_moment_asked_for():
    """Pauses of one kind or of all, merged, cut at the moment; one that begins there is none."""
    round_ = Round(
        submitted_at=at(0),
        steps=("a",),
        pauses=(
            Pause(reason=APPLICANT, since=at(1), until=at(4)),
            Pause(reason=AGENCY, since=at(2), until=at(6)),
            Pause(reason=APPLICANT, since=at(8)),
        ),
    )
    assert [(us(1), us(6)), (us(8), us(9))] == paused_spans(round_, us(9))
    assert [(us(1), us(4)), (us(8), us(9))] == paused_spans(round_, us(9), outside=False)
    assert [(us(2), us(6))] == paused_spans(round_, us(9), outside=True)
    assert [(us(1), us(5))] == paused_spans(round_, us(5))
    assert [(us(1), us(6))] == paused_spans(round_, us(8))


@given(
    lengths=st.lists(st.integers(1, 700), min_size=1, max_size=6),
    wait=st.integers(0, 5000),
    more=st.integers(0, 5000),
)
def test_clocks_add_up_and_pauses_count_as_if_they_had_not_been(lengths, wait, more):
    """Clocks are never negative, grow by the working time that passes, and skip each pause entirely."""
    life, minute, paused = Life.filed(), 0, timedelta()
    for index, length in enumerate(lengths):
        command = commands.resume if index % 2 else commands.pause
        if index % 2:
            paused += CALENDAR.between(at(minute), at(minute + length))
        minute += length
        life = life.then(command, minute, reason=APPLICANT)
    now = clocks(life.request, CALENDAR, at(minute + wait))
    later = clocks(life.request, CALENDAR, at(minute + wait + more))
    assert now.first_response == now.update == now.completion
    if life.request.is_paused:
        assert CALENDAR.between(at(0), at(minute)) - paused == now.completion == later.completion
        assert not now.running
    else:
        assert CALENDAR.between(at(0), at(minute + wait)) - paused == now.completion
        passed = CALENDAR.between(at(minute + wait), at(minute + wait + more))
        assert passed == later.completion - now.completion
        assert now.running
    assert now.completion >= timedelta()
