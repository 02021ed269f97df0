from __future__ import annotations

from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.identity import RequestId
from asnwork.domain.request import (
    AGENCY,
    APPLICANT,
    CARD_STOCK,
    Decision,
    RequestFact,
    Solved,
    Stage,
    StepFact,
    commands,
    facts_of,
)
from asnwork.errors import CalendarUnknown, InvalidInput
from tests.domain.request.samples import (
    ANI,
    BUDI,
    CALENDAR,
    COUNTER,
    HOME,
    R1,
    Life,
    at,
    life_at,
    paper,
    span,
    us,
)

MINUTE = 60_000_000


def facts(life, minute):
    """The facts of a life at a minute."""
    return facts_of(life.request, calendar=CALENDAR, as_of=at(minute))


def row(life, minute):
    """The row of the last round of a life at a minute."""
    return facts(life, minute)[0][-1]


def test_before_the_filing_there_are_no_facts():
    """A request not yet filed leaves no rows."""
    assert ((), ()) == facts_of(Life.filed(minute=5).events, calendar=CALENDAR, as_of=at(4))


def test_a_filed_request_leaves_a_bare_row():
    """What has not happened is missing; what is counted is zero."""
    expected = RequestFact(
        request=R1,
        round=1,
        service="card",
        channel="counter",
        district="gubeng",
        unit="dukcapil",
        applicant="citizen-7",
        as_of=us(7),
        submitted_at=us(0),
        effort=0,
        steps_done=0,
        trips=1,
        trips_before_answer=1,
        usual_trips=1,
        returns=0,
    )
    assert ((expected,), ()) == facts(Life.filed("kk", channel=COUNTER), 7)


def test_a_whole_life_fills_every_field():
    """Each figure of a round and of its steps comes from the event that it belongs to."""
    life = (
        Life.filed("kk")
        .then(commands.promise, 1, due_at=at(400), first_response_due_at=at(100), reason="24_hours")
        .then(commands.inform_citizen, 2, kind="first_response")
        .then(commands.inform_citizen, 3)
        .then(commands.pause, 4, reason=APPLICANT)
        .then(commands.receive_document, 14, document=paper("photo", 14))
        .then(commands.resume, 14, reason=APPLICANT)
        .then(commands.pause, 16, reason=CARD_STOCK)
        .then(commands.resume, 36, reason=CARD_STOCK)
        .step("help", 40, effort=span(5))
        .then(commands.assign, 41, step="verify", officer=BUDI)
        .then(commands.start_step, 42, step="verify", officer=BUDI, place=HOME)
        .then(
            commands.complete_step, 50, step="verify", officer=BUDI, unit="siola", place=HOME, effort=span(7)
        )
        .step("sign", 51, BUDI, effort=span(1))
        .then(commands.decide, 52, decision=Decision.GRANTED)
        .step("print", 53, effort=span(2))
        .then(commands.make_ready, 54)
        .then(commands.record_trip, 60)
        .step("hand", 61, effort=span(0))
        .then(commands.deliver, 62)
        .then(commands.close, 63)
        .then(commands.report_solved, 64, solved=Solved.YES)
        .then(commands.reopen, 70, reason="name misspelt", steps=["sign"])
    )
    (first, second), steps = facts(life, 80)
    assert (
        RequestFact(
            request=R1,
            round=1,
            service="card",
            channel="online",
            district="gubeng",
            unit="dukcapil",
            applicant="citizen-7",
            decided_by=BUDI,
            as_of=us(80),
            submitted_at=us(0),
            complete_at=us(14),
            first_response_at=us(2),
            decided_at=us(52),
            ready_at=us(54),
            delivered_at=us(62),
            closed_at=us(63),
            reopened_at=us(70),
            due_at=us(410),
            office_due_at=us(430),
            first_response_due_at=us(100),
            paused_by_applicant=10 * MINUTE,
            paused_outside=20 * MINUTE,
            effort=15 * MINUTE,
            steps_done=5,
            trips=1,
            trips_before_answer=0,
            usual_trips=1,
            returns=1,
            decision="granted",
            solved=True,
            confirmed_by="tester",
        )
        == first
    )
    assert (
        RequestFact(
            request=R1,
            round=2,
            service="card",
            channel="online",
            district="gubeng",
            unit="dukcapil",
            applicant="citizen-7",
            as_of=us(80),
            submitted_at=us(70),
            complete_at=us(70),
            effort=0,
            steps_done=0,
            trips=0,
            trips_before_answer=0,
            usual_trips=1,
            returns=0,
        )
        == second
    )
    assert ["r1/help", "r1/verify", "r1/sign", "r1/print", "r1/hand"] == [step.key for step in steps]
    assert (
        StepFact(
            request=R1,
            round=1,
            step="verify",
            officer=BUDI,
            unit="siola",
            place="home",
            at_office=False,
            among_citizens=False,
            queued_at=us(40),
            started_at=us(42),
            ended_at=us(50),
            effort=7 * MINUTE,
            credit=10 * MINUTE,
        )
        == steps[1]
    )
    assert [5, 10, 2, 4, 3] == [step.credit // MINUTE for step in steps]


def test_every_field_of_a_row_can_be_filled():
    """Taken together, the rows of a few lives leave no field of a round or a step at its default."""
    lives = [
        life_at(Stage.DELIVERED)
        .then(commands.close, 9)
        .then(commands.report_solved, 9, solved=Solved.NO)
        .then(commands.reopen, 10, reason="x"),
        Life.filed("kk", channel=COUNTER)
        .then(commands.promise, 1, due_at=at(9), first_response_due_at=at(5), reason="x")
        .then(commands.inform_citizen, 1)
        .then(commands.pause, 2, reason=APPLICANT)
        .then(commands.resume, 3, reason=APPLICANT)
        .then(commands.pause, 4, reason=AGENCY)
        .then(commands.assign, 5, step="help", officer=BUDI)
        .then(commands.decline, 6, by=BUDI, officer=BUDI, reason="x")
        .then(commands.withdraw, 8),
        Life.filed()
        .then(commands.assign, 1, step="help", officer=ANI)
        .then(commands.start_step, 1, step="help", officer=ANI)
        .then(
            commands.complete_step,
            2,
            step="help",
            officer=ANI,
            unit="u",
            place=attrs.evolve(HOME, at_office=True, among_citizens=True),
            effort=span(1),
        )
        .then(commands.withdraw, 3)
        .then(commands.reopen, 4, reason="x")
        .step("help", 5),
    ]
    every = [facts(life, 20) for life in lives]
    rows = [row for requests, _ in every for row in requests]
    steps = [step for _, found in every for step in found]
    for kind, found in ((RequestFact, rows), (StepFact, steps)):
        for field in attrs.fields(kind):
            filled = [one for one in found if getattr(one, field.name) not in (field.default, "", ())]
            assert filled, field.name


def test_a_step_of_a_later_round_names_it():
    """A step done again is a row of its own round, and keeps its credit."""
    again = life_at(Stage.CLOSED).then(commands.reopen, 20, reason="x", steps=["sign"]).step("sign", 30)
    (first, second), steps = facts(again, 40)
    assert ("r1", "r1#2") == (first.key, second.key)
    assert ("r1#2/sign", 2, us(20), 2 * MINUTE) == (
        steps[-1].key,
        steps[-1].round,
        steps[-1].queued_at,
        steps[-1].credit,
    )
    assert (ANI, 1) == (second.decided_by, second.steps_done)


# --- who had a part in it ----------------------------------------------------------------------


def declined(life, minute, officer, by):
    """A life in which an officer was given the first step, and somebody gave it back."""
    given = life.then(commands.assign, minute, step="help", officer=officer)
    return given.then(commands.decline, minute, by=by, officer=officer, reason="too hard")


def test_who_gave_a_step_back_is_remembered_once():
    """Officers who declined stand in the order in which they first did, each once."""
    life = declined(declined(declined(Life.filed("kk"), 1, BUDI, BUDI), 2, ANI, ANI), 3, BUDI, BUDI)
    assert (BUDI, ANI) == row(life, 9).declined_by


def test_what_another_took_away_is_not_declined():
    """A step that a superior or a system took from an officer is not put on the officer."""
    assert () == row(declined(Life.filed("kk"), 1, ANI, "head"), 9).declined_by
    assert (ANI,) == row(declined(Life.filed("kk"), 1, ANI, ANI), 9).declined_by


def test_whoever_did_a_step_after_all_declined_it_all_the_same():
    """Who gave a step back and did one is remembered; a new round begins afresh."""
    life = declined(declined(Life.filed("kk", "photo"), 1, BUDI, BUDI), 2, ANI, ANI).step("help", 3, ANI)
    assert (BUDI, ANI) == row(life, 9).declined_by
    again = life.then(commands.withdraw, 4).then(commands.reopen, 5, reason="x")
    assert [(BUDI, ANI), ()] == [found.declined_by for found in facts(again, 9)[0]]


@pytest.mark.parametrize(("actor", "by"), [("applicant", "citizen-7"), ("ani", "ani"), ("son-3", "son-3")])
def test_who_gave_the_citizens_answer_is_known(actor, by):
    """The applicant's own answer bears the applicant's reference, another's the other's, no answer none."""
    life = life_at(Stage.CLOSED)
    assert "" == row(life, 20).confirmed_by
    yes = life.then(commands.report_solved, 20, by=actor, solved=Solved.YES)
    assert (True, by) == (row(yes, 21).solved, row(yes, 21).confirmed_by)
    no = yes.then(commands.report_solved, 22, by="budi", solved=Solved.NO)
    assert (False, "budi") == (row(no, 23).solved, row(no, 23).confirmed_by)
    taken_back = no.then(commands.report_solved, 24, by=actor, solved=Solved.UNKNOWN)
    assert (None, "") == (row(taken_back, 25).solved, row(taken_back, 25).confirmed_by)


@pytest.mark.parametrize("answer", [Solved.YES, Solved.UNKNOWN])
def test_a_no_of_the_applicants_own_stands_until_the_applicant_says_otherwise(answer):
    """Nobody else makes a yes, or no answer, of the applicant's no; of another's no anybody may."""
    no = life_at(Stage.CLOSED).then(commands.report_solved, 20, by="applicant", solved=Solved.NO)
    typed_in = no.then(commands.report_solved, 21, by="ani", solved=answer)
    assert (False, "citizen-7") == (row(typed_in, 22).solved, row(typed_in, 22).confirmed_by)
    said = {Solved.YES: True, Solved.UNKNOWN: None}[answer]
    assert said is row(typed_in.then(commands.report_solved, 23, by="applicant", solved=answer), 24).solved
    other = life_at(Stage.CLOSED).then(commands.report_solved, 20, by="ani", solved=Solved.NO)
    assert said is row(other.then(commands.report_solved, 21, by="budi", solved=answer), 22).solved


@pytest.mark.parametrize("answer", [Solved.YES, Solved.UNKNOWN])
def test_a_yes_of_the_applicants_own_is_nobody_elses_to_repeat(answer):
    """A yes entered over the applicant's does not take its place; a no that speaks against it does."""
    yes = life_at(Stage.CLOSED).then(commands.report_solved, 20, by="applicant", solved=Solved.YES)
    again = yes.then(commands.report_solved, 21, by="ani", solved=answer)
    assert (True, "citizen-7") == (row(again, 22).solved, row(again, 22).confirmed_by)
    no = again.then(commands.report_solved, 22, by="ani", solved=Solved.NO)
    assert (False, "ani") == (row(no, 23).solved, row(no, 23).confirmed_by)


def test_only_what_the_applicant_was_asked_for_before_the_answer_is_a_return():
    """Waiting for something outside is no return, and neither is waiting for the product to be collected."""
    life = Life.filed("kk", "photo")
    for minute, reason in ((1, APPLICANT), (3, AGENCY), (5, APPLICANT)):
        life = life.then(commands.pause, minute, reason=reason)
        assert row(life, minute).returns == {1: 1, 3: 1, 5: 2}[minute]
        life = life.then(commands.resume, minute + 1, reason=reason)
    ready = life.step("help", 7).step("verify", 8).step("sign", 9)
    ready = ready.then(commands.decide, 10, decision=Decision.GRANTED).step("print", 11)
    assert (
        2 == row(ready.then(commands.make_ready, 12).then(commands.pause, 12, reason=APPLICANT), 13).returns
    )
    asked = ready.then(commands.pause, 12, reason=APPLICANT)
    assert 3 == row(asked.then(commands.make_ready, 13), 13).returns


def test_a_trip_for_the_product_is_none_before_the_answer():
    """Coming to file or for what is missing comes before the answer, coming for the product after."""
    life = Life.filed("kk", "photo", channel=COUNTER).then(commands.record_trip, 1)
    assert (2, 2) == (row(life, 9).trips, row(life, 9).trips_before_answer)
    ready = life.step("help", 2).step("verify", 3).step("sign", 4)
    ready = ready.then(commands.decide, 5, decision=Decision.GRANTED).then(commands.record_trip, 6)
    ready = ready.step("print", 7).then(commands.make_ready, 8).then(commands.record_trip, 9)
    assert (4, 3) == (row(ready, 9).trips, row(ready, 9).trips_before_answer)
    refused = life.step("help", 2).step("verify", 3).step("sign", 4)
    refused = refused.then(commands.decide, 5, decision=Decision.REFUSED, reason="x")
    assert (3, 2) == (
        row(refused.then(commands.record_trip, 6), 9).trips,
        row(refused.then(commands.record_trip, 6), 9).trips_before_answer,
    )


def test_events_of_before_do_not_know_what_trips_are_usual():
    """A filing stored by an earlier version says nothing of usual trips, and the rest is as it was."""
    filed, *rest = life_at(Stage.DECIDED).events
    old = attrs.evolve(filed, usual_trips=None)
    ((found,), _), ((now,), _) = (
        facts_of([first, *rest], calendar=CALENDAR, as_of=at(9)) for first in (old, filed)
    )
    assert (None, 1) == (found.usual_trips, now.usual_trips)
    assert now == attrs.evolve(found, usual_trips=1)


def test_credit_is_unknown_where_the_filing_did_not_say_it():
    """Without expected efforts the steps have no credit."""
    filed, *rest = life_at(Stage.DECIDED).events
    _, steps = facts_of([attrs.evolve(filed, credits=()), *rest], calendar=CALENDAR, as_of=at(9))
    assert [None, None, None] == [step.credit for step in steps]


def test_an_effort_that_is_not_known_makes_the_sum_unknown():
    """A part of the effort is never shown as the whole."""
    life = Life.filed("kk", "photo").step("help", 1, effort=span(4))
    assert 4 * MINUTE == row(life, 9).effort
    assert row(life.step("verify", 2), 9).effort is None
    assert (2, None) == (
        row(life.step("verify", 2), 9).steps_done,
        facts(life.step("verify", 2), 9)[1][1].effort,
    )


def test_looking_back_sees_only_what_had_occurred():
    """A row as of a moment is the row that was made then."""
    life = (
        Life.filed("kk", "photo")
        .then(commands.promise, 1, due_at=at(400), reason="24_hours")
        .then(commands.pause, 10, reason=AGENCY)
        .then(commands.resume, 50, reason=AGENCY)
        .step("help", 60)
    )
    for minute in (0, 1, 9, 10, 30, 50, 55, 60, 70):
        seen = [event for event in life.events if event.occurred_at <= at(minute)]
        assert facts_of(seen, calendar=CALENDAR, as_of=at(minute)) == facts_of(
            life.events, calendar=CALENDAR, as_of=at(minute)
        )
    (then,), steps = facts_of(life.events, calendar=CALENDAR, as_of=at(30))
    assert (us(30), 20 * MINUTE, us(400), us(420), 0) == (
        then.as_of,
        then.paused_outside,
        then.due_at,
        then.office_due_at,
        then.steps_done,
    )
    assert () == steps


def test_a_pause_that_lasts_moves_the_promise_as_it_goes_on():
    """A due moment moves with each minute of waiting for the citizen."""
    life = (
        Life.filed()
        .then(commands.promise, 0, due_at=at(100), reason="x")
        .then(commands.pause, 10, reason=APPLICANT)
    )
    assert (us(100), us(100)) == (row(life, 10).due_at, row(life, 10).office_due_at)
    assert (us(130), us(130)) == (row(life, 40).due_at, row(life, 40).office_due_at)


def test_a_promise_is_moved_by_working_time():
    """Waiting over a night counts only the open hours, and the moved promise lies in open hours."""
    life = (
        Life.filed()
        .then(commands.promise, 0, due_at=at(470), reason="x")
        .then(commands.pause, 460, reason=APPLICANT)
        .then(commands.resume, 1450, reason=APPLICANT)
    )
    assert 30 * MINUTE == row(life, 1450).paused_by_applicant
    assert us(1440 + 20) == row(life, 1450).due_at


def test_time_waited_for_both_counts_once_as_the_applicants():
    """Where both are waited for, the citizen's clock stops, and the office's does not stop twice."""
    life = (
        Life.filed()
        .then(commands.promise, 0, due_at=at(100), reason="x")
        .then(commands.pause, 10, reason=APPLICANT)
        .then(commands.pause, 20, reason=AGENCY)
        .then(commands.pause, 25, reason=CARD_STOCK)
        .then(commands.resume, 30, reason=APPLICANT)
        .then(commands.resume, 40, reason=AGENCY)
        .then(commands.resume, 45, reason=CARD_STOCK)
    )
    found = row(life, 50)
    assert (20 * MINUTE, 15 * MINUTE) == (found.paused_by_applicant, found.paused_outside)
    assert (us(120), us(135)) == (found.due_at, found.office_due_at)


def test_a_failure_outside_makes_it_late_for_the_citizen_only():
    """A pause for something outside moves the office's due moment and leaves the citizen's."""
    life = (
        Life.filed()
        .then(commands.promise, 0, due_at=at(100), reason="x")
        .then(commands.pause, 10, reason=AGENCY)
        .then(commands.resume, 60, reason=AGENCY)
    )
    assert (us(100), us(150)) == (row(life, 90).due_at, row(life, 90).office_due_at)


def test_only_pauses_after_a_promise_move_it():
    """A promise given when the papers had come already knows how long they were waited for."""
    life = (
        Life.filed()
        .then(commands.promise, 0, due_at=None, reason="waits_for_papers")
        .then(commands.pause, 10, reason=APPLICANT)
        .then(commands.pause, 20, reason=AGENCY)
        .then(commands.promise, 40, due_at=at(200), reason="24_hours")
        .then(commands.resume, 45, reason=APPLICANT)
        .then(commands.resume, 48, reason=AGENCY)
    )
    found = row(life, 50)
    assert (35 * MINUTE, 3 * MINUTE) == (found.paused_by_applicant, found.paused_outside)
    assert (us(205), us(208)) == (found.due_at, found.office_due_at)


def test_where_nothing_is_promised_nothing_is_due():
    """Without a promise, or with the reason why there is none, the due moments are missing."""
    bare = row(Life.filed(), 5)
    assert (None, None, None) == (bare.due_at, bare.office_due_at, bare.first_response_due_at)
    told = row(
        Life.filed().then(commands.promise, 1, due_at=None, reason="closed", first_response_due_at=at(60)), 5
    )
    assert (None, None, us(60)) == (told.due_at, told.office_due_at, told.first_response_due_at)


def test_pauses_after_the_promise_has_ended_do_not_count():
    """What is waited for once the product is ready moves nothing."""
    life = (
        life_at(Stage.READY)
        .then(commands.pause, 10, reason=APPLICANT)
        .then(commands.resume, 30, reason=APPLICANT)
        .then(commands.pause, 40, reason=AGENCY)
    )
    assert (0, 0) == (row(life, 90).paused_by_applicant, row(life, 90).paused_outside)


def test_a_refusal_and_an_early_end_are_told():
    """Decision and ending are words, and their moments stand apart from closing."""
    refused = life_at(Stage.IN_PROGRESS).then(commands.decide, 4, decision=Decision.NOT_OURS, reason="x")
    assert ("not_ours", us(4), None, None, "") == (
        row(refused, 9).decision,
        row(refused, 9).decided_at,
        row(refused, 9).closed_at,
        row(refused, 9).solved,
        row(refused, 9).ended_as,
    )
    ended = row(Life.filed().then(commands.mark_duplicate, 3, of=RequestId("r0")), 9)
    assert ("duplicate", us(3), None, "") == (ended.ended_as, ended.ended_at, ended.closed_at, ended.decision)
    assert row(life_at(Stage.CLOSED).then(commands.report_solved, 9, solved=Solved.NO), 9).solved is False


def test_an_untouched_promise_needs_no_calendar():
    """A promise that nothing moved stays where it is, in a year that the calendar does not know too."""
    far = at(0) + timedelta(days=3000)
    life = Life.filed().then(commands.promise, 1, due_at=far, reason="x")
    assert us(3000 * 1440) == row(life, 9).due_at
    paused = life.then(commands.pause, 10, reason=APPLICANT)
    with pytest.raises(CalendarUnknown):
        row(paused, 20)


def test_facts_are_made_at_a_moment_with_a_zone_not_before_the_last_event():
    """A moment without a zone, or one that a state cannot know, is refused."""
    with pytest.raises(InvalidInput, match="a moment with a zone"):
        facts_of(Life.filed().events, calendar=CALENDAR, as_of=datetime(2026, 5, 4))
    with pytest.raises(InvalidInput, match="give the events instead"):
        facts(life_at(Stage.CLOSED), 8)


REASONS = (APPLICANT, AGENCY, CARD_STOCK)


@given(
    turns=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 900)), max_size=8),
    due=st.integers(0, 3000),
    wait=st.integers(0, 3000),
)
def test_pauses_are_counted_minute_by_minute(turns, due, wait):
    """Paused time equals a count of the open minutes in which each was waited for; dues move by just that."""
    life, minute, spans, since = (
        Life.filed().then(commands.promise, 0, due_at=at(due), reason="x"),
        0,
        [],
        {},
    )
    for which, pause in turns:
        minute += pause
        reason = REASONS[which]
        if which in since:
            spans.append((which, since.pop(which), minute))
            life = life.then(commands.resume, minute, reason=reason)
        else:
            since[which] = minute
            life = life.then(commands.pause, minute, reason=reason)
    end = minute + wait
    spans += [(which, start, end) for which, start in since.items()]
    applicant = {m for which, a, b in spans if which == 0 for m in range(a, b) if m % 1440 < 480}
    anything = {m for _, a, b in spans for m in range(a, b) if m % 1440 < 480}
    # Minute 0 is on a Monday; the turns and the wait may reach into the next weekend.
    applicant, anything = ({m for m in found if (m // 1440) % 7 < 5} for found in (applicant, anything))
    found = row(life, end)
    assert len(applicant) * MINUTE == found.paused_by_applicant
    assert (len(anything) - len(applicant)) * MINUTE == found.paused_outside
    assert CALENDAR.between(at(due), at(due) + (found.due_at - us(due)) * timedelta(microseconds=1)) == span(
        len(applicant)
    )
    assert found.due_at <= found.office_due_at
