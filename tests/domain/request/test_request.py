from __future__ import annotations

import attrs
import pytest

from asnwork.domain.identity import RequestId
from asnwork.domain.request import (
    AGENCY,
    APPLICANT,
    CARD_STOCK,
    Decision,
    EndedAs,
    Solved,
    Stage,
    apply,
    commands,
    replay,
)
from asnwork.domain.request.state import Pause, StepDone, StepInHand
from asnwork.errors import InvalidInput, MoveNotAllowed
from tests.domain.request.samples import ANI, BUDI, COUNTER, HOME, R1, Life, at, life_at, paper, span

STEPS = ("help", "verify", "sign", "print", "hand")


def test_a_filed_request_holds_what_was_filed():
    """After its first event a request is what the event says, in its first round."""
    request = Life.filed("kk", channel=COUNTER).request
    assert (R1, "card", "counter", "gubeng", "dukcapil", "citizen-7") == (
        request.id,
        request.service,
        request.channel,
        request.district,
        request.unit,
        request.applicant,
    )
    assert (("kk", "photo"), STEPS, ("help",), ("hand",), "sign", True) == (
        request.required,
        request.all_steps,
        request.before_complete,
        request.hand_over_steps,
        request.deciding_step,
        request.collected,
    )
    assert (span(5), span(10), span(2), span(4), span(3)) == request.credits
    assert ((paper("kk"),), 1, 1, at(0)) == (
        request.documents,
        request.round,
        request.version,
        request.last_event_at,
    )
    assert (Stage.SUBMITTED, None, None, Solved.UNKNOWN) == (
        request.stage,
        request.ended_as,
        request.decision,
        request.solved,
    )
    assert (at(0), STEPS, 1, None) == (
        request.present.submitted_at,
        request.present.steps,
        request.present.trips,
        request.present.last_trip_at,
    )
    assert request.is_open
    assert not request.is_paused


def test_a_whole_life():
    """A request goes from filing to closing; each moment is kept, and each event makes the next version."""
    life = life_at(Stage.CLOSED)
    request, present = life.request, life.request.present
    assert len(life.events) == request.version == 20
    assert (Stage.CLOSED, None, Decision.GRANTED) == (request.stage, request.ended_as, request.decision)
    assert (at(0), at(4), at(6), at(8), at(9)) == (
        present.complete_at,
        present.decided_at,
        present.ready_at,
        present.delivered_at,
        present.closed_at,
    )
    assert (None, None, None) == (present.ended_at, present.reopened_at, present.in_hand)
    assert list(STEPS) == [step.step for step in present.done]
    assert (None, at(9), False) == (present.next_step, request.last_event_at, request.is_open)


def test_replaying_the_events_gives_the_same_request():
    """A request is the fold over its events, at each point of its life."""
    life = life_at(Stage.CLOSED)
    request = None
    for count, event in enumerate(life.events, start=1):
        request = apply(request, event)
        assert request == replay(life.events[:count])
        assert count == request.version
    assert life.request == request


def test_nothing_replays_to_nothing():
    """Without events there is no request."""
    with pytest.raises(InvalidInput, match="expected at least RequestSubmitted"):
        replay([])


def test_an_event_out_of_place_is_refused_with_all_its_faults():
    """Another request's event, out of sequence and from before, is told all three."""
    request = life_at(Stage.ASSIGNED).request
    event = life_at(Stage.IN_PROGRESS).events[3]
    stray = attrs.evolve(event, request=RequestId("r2"), sequence=7, occurred_at=at(0.5))
    with pytest.raises(InvalidInput) as caught:
        apply(request, stray)
    assert [
        "sequence: given 7, expected 3, the next one",
        "request: given 'r2', expected 'r1', whose state this is",
        "occurred_at: given '2026-05-04T08:00:30+07:00', expected 2026-05-04T08:01:00+07:00, the last event, "
        "or later (events are applied in the order in which they occurred; recorded_at may be later)",
    ] == [str(fault) for fault in caught.value.faults]
    assert "StepCompleted" == caught.value.source
    assert life_at(Stage.ASSIGNED).request == request


@pytest.mark.parametrize("sequence", [1, 2, 4])
def test_a_sequence_has_no_gap_and_no_repeat(sequence):
    """Only the next number will do."""
    life = life_at(Stage.ASSIGNED)
    event = attrs.evolve(life.then(commands.record_trip, 5).events[-1], sequence=sequence)
    with pytest.raises(InvalidInput, match=f"sequence: given {sequence}, expected 3, the next one"):
        apply(life.request, event)


def test_the_first_event_is_number_one():
    """A life does not begin with event two."""
    event = attrs.evolve(Life.filed().events[0], sequence=2)
    with pytest.raises(InvalidInput, match="sequence: given 2, expected 1, the next one"):
        apply(None, event)


def test_a_request_is_submitted_once():
    """A second filing of the same request is refused."""
    life = Life.filed()
    with pytest.raises(MoveNotAllowed, match="RequestSubmitted is not allowed while submitted"):
        apply(life.request, attrs.evolve(life.events[0], sequence=2))


def test_events_of_one_moment_are_taken():
    """Several events may share a moment; the later one is the later in sequence."""
    life = Life.filed().then(commands.record_trip, 0).then(commands.record_trip, 0)
    assert (at(0), 3, 2) == (
        life.request.last_event_at,
        life.request.version,
        life.request.present.trips,
    )


def test_the_file_is_complete_with_the_last_required_paper():
    """Other papers do not count, a second one of a kind does not either, and the moment is kept."""
    life = Life.filed("photo", "letter").then(commands.receive_document, 1, document=paper("photo", 1))
    assert (("kk",), False, None) == (
        life.request.missing_papers,
        life.request.is_complete,
        life.request.present.complete_at,
    )
    whole = life.then(commands.receive_document, 2, document=paper("kk", 2))
    assert ((), True, at(2)) == (
        whole.request.missing_papers,
        whole.request.is_complete,
        whole.request.present.complete_at,
    )
    more = whole.then(commands.receive_document, 3, document=paper("kk", 3))
    assert at(2) == more.request.present.complete_at
    assert ["photo", "letter", "photo", "kk", "kk"] == [document.kind for document in more.request.documents]


def test_a_promise_and_its_reason_are_kept():
    """What the citizen was told is in the round."""
    life = Life.filed().then(commands.promise, 1, due_at=at(90), reason="24_hours", law="Perwali 1")
    promise = life.request.present.promise
    assert (at(1), at(90), None, "24_hours", "Perwali 1") == (
        promise.given_at,
        promise.due_at,
        promise.first_response_due_at,
        promise.reason,
        promise.law,
    )


def test_the_first_and_the_last_word_to_the_citizen_are_kept():
    """The first moment stays, the last one moves."""
    life = Life.filed().then(commands.inform_citizen, 1, kind="first_response")
    assert (at(1), at(1)) == (life.request.present.informed_at, life.request.present.last_informed_at)
    life = life.then(commands.inform_citizen, 5)
    assert (at(1), at(5)) == (life.request.present.informed_at, life.request.present.last_informed_at)


def test_trips_are_counted():
    """Each trip counts, on top of those for filing."""
    life = Life.filed(channel=COUNTER).then(commands.record_trip, 4)
    assert (2, at(4)) == (life.request.present.trips, life.request.present.last_trip_at)


def test_a_step_in_hand_says_who_and_since_when():
    """Between assignment and completion the step, its officer and place are known."""
    life = life_at(Stage.ASSIGNED)
    assert StepInHand(step="help", officer=ANI, assigned_at=at(1)) == life.request.present.in_hand
    begun = life.then(commands.start_step, 2, step="help", officer=ANI, place=HOME)
    assert (
        StepInHand(step="help", officer=ANI, assigned_at=at(1), started_at=at(2), place="home")
        == begun.request.present.in_hand
    )
    assert Stage.IN_PROGRESS is begun.request.stage


def test_a_step_done_says_who_where_and_how_long():
    """What is said at completion wins over what was said at the start."""
    life = life_at(Stage.ASSIGNED).then(commands.start_step, 2, step="help", officer=ANI)
    done = life.then(
        commands.complete_step, 9, step="help", officer=ANI, unit="siola", place=HOME, effort=span(6)
    )
    assert (
        StepDone(
            step="help",
            officer=ANI,
            unit="siola",
            place="home",
            at_office=False,
            among_citizens=False,
            queued_at=at(0),
            started_at=at(2),
            ended_at=at(9),
            effort=span(6),
        ),
    ) == done.request.present.done
    assert (None, "verify", Stage.IN_PROGRESS) == (
        done.request.present.in_hand,
        done.request.present.next_step,
        done.request.stage,
    )


def test_the_place_of_the_start_stands_when_the_end_names_none():
    """A place that is only told at the start is kept; what is not told stays unknown."""
    life = life_at(Stage.ASSIGNED).then(commands.start_step, 2, step="help", officer=ANI, place=HOME)
    (done,) = life.then(commands.complete_step, 9, step="help", officer=ANI).request.present.done
    assert ("home", None, None, None, "") == (
        done.place,
        done.at_office,
        done.among_citizens,
        done.effort,
        done.unit,
    )


def test_a_declined_request_waits_again_and_keeps_its_age():
    """Declining returns to submitted; the filing, and when the step was queued, stay."""
    back = life_at(Stage.ASSIGNED).then(commands.decline, 30, officer=ANI, reason="on leave")
    assert (Stage.SUBMITTED, None, at(0)) == (
        back.request.stage,
        back.request.present.in_hand,
        back.request.present.submitted_at,
    )
    taken = back.step("help", 40, BUDI)
    assert (at(0), at(40), BUDI) == (
        taken.request.present.done[0].queued_at,
        taken.request.present.done[0].started_at,
        taken.request.present.done[0].officer,
    )


def test_a_step_given_back_after_its_start_is_finished_by_another():
    """The step counts as begun when it was first begun, and is done by who finished it."""
    life = (
        life_at(Stage.ASSIGNED)
        .then(commands.start_step, 2, step="help", officer=ANI)
        .then(commands.decline, 3, officer=ANI, reason="fell ill")
    )
    assert (Stage.SUBMITTED, at(2), None) == (
        life.request.stage,
        life.request.present.begun_at,
        life.request.present.in_hand,
    )
    (done,) = life.step("help", 9, BUDI).request.present.done
    assert (BUDI, at(0), at(2), at(9)) == (done.officer, done.queued_at, done.started_at, done.ended_at)
    following = life.step("help", 9, BUDI).then(commands.assign, 10, step="verify", officer=ANI)
    assert (None, None) == (following.request.present.begun_at, following.request.present.queued_at)


def test_after_a_decision_a_declined_step_leaves_the_stage():
    """What is decided stays decided when a later step is given back."""
    decided = life_at(Stage.DECIDED).then(commands.assign, 5, step="print", officer=ANI)
    assert Stage.DECIDED is decided.then(commands.decline, 6, officer=ANI, reason="x").request.stage
    ready = life_at(Stage.READY).then(commands.assign, 7, step="hand", officer=ANI)
    assert Stage.READY is ready.then(commands.decline, 8, officer=ANI, reason="x").request.stage


def test_a_step_waits_from_when_it_could_have_begun():
    """Queued means: the step before done, the papers there, the decision taken, the citizen come."""
    life = (
        Life.filed("kk")
        .step("help", 3)
        .then(commands.receive_document, 10, document=paper("photo", 10))
        .step("verify", 20)
        .step("sign", 30)
        .then(commands.decide, 35, decision=Decision.GRANTED)
        .step("print", 40)
        .then(commands.make_ready, 42)
        .then(commands.record_trip, 50)
        .step("hand", 55)
    )
    assert [at(0), at(10), at(20), at(35), at(50)] == [done.queued_at for done in life.request.present.done]
    early = life_at(Stage.READY).step("hand", 9).request.present.done[-1]
    assert at(6) == early.queued_at


def test_a_trip_before_the_product_is_ready_does_not_queue_the_hand_over():
    """The hand-over waits from the later of product and citizen; other steps do not look at trips."""
    life = life_at(Stage.DECIDED).then(commands.record_trip, 5).step("print", 6).then(commands.make_ready, 7)
    done = life.step("hand", 9).request.present.done
    assert [at(4), at(7)] == [done[3].queued_at, done[4].queued_at]


def test_pauses_overlap_and_end_one_by_one():
    """Each reason has its own stretch; a resumed one may begin again."""
    life = (
        Life.filed()
        .then(commands.pause, 1, reason=APPLICANT)
        .then(commands.pause, 2, reason=AGENCY)
        .then(commands.resume, 3, reason=APPLICANT)
        .then(commands.pause, 4, reason=APPLICANT)
    )
    assert (
        Pause(reason=APPLICANT, since=at(1), until=at(3)),
        Pause(reason=AGENCY, since=at(2)),
        Pause(reason=APPLICANT, since=at(4)),
    ) == life.request.present.pauses
    assert life.request.is_paused
    rest = life.then(commands.resume, 5, reason=APPLICANT)
    assert rest.request.is_paused
    assert not rest.then(commands.resume, 6, reason=AGENCY).request.is_paused


@pytest.mark.parametrize("decision", [Decision.REFUSED, Decision.NOT_OURS])
def test_what_is_not_granted_is_closed_at_once(decision):
    """A refusal goes from decided to closed; its moment ends the promise."""
    life = life_at(Stage.IN_PROGRESS).then(commands.decide, 4, decision=decision, reason="lives in Sidoarjo")
    assert (Stage.DECIDED, decision, at(4)) == (
        life.request.stage,
        life.request.decision,
        life.request.present.answered_at,
    )
    closed = life.then(commands.close, 6)
    assert (Stage.CLOSED, at(6), None) == (
        closed.request.stage,
        closed.request.present.closed_at,
        closed.request.ended_as,
    )


def test_closing_ends_the_pauses():
    """Nothing is waited for in a closed request; what ended before keeps its end."""
    life = (
        life_at(Stage.DELIVERED)
        .then(commands.pause, 10, reason=AGENCY)
        .then(commands.resume, 11, reason=AGENCY)
        .then(commands.pause, 12, reason=CARD_STOCK)
        .then(commands.close, 20)
    )
    assert [at(11), at(20)] == [pause.until for pause in life.request.present.pauses]


@pytest.mark.parametrize(
    ("command", "values", "ended_as"),
    [
        (commands.withdraw, {}, EndedAs.WITHDRAWN),
        (commands.forward, {"to": "Sidoarjo"}, EndedAs.FORWARDED),
        (commands.mark_duplicate, {"of": RequestId("r0")}, EndedAs.DUPLICATE),
    ],
)
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_a_request_may_end_early_from_any_open_stage(command, values, ended_as, stage):
    """It is closed with the way in which it ended; nobody holds a step, and no pause lasts."""
    life = life_at(stage).then(commands.pause, 10, reason=AGENCY).then(command, 20, **values)
    present = life.request.present
    assert (Stage.CLOSED, ended_as, at(20), None, None) == (
        life.request.stage,
        life.request.ended_as,
        present.ended_at,
        present.closed_at,
        present.in_hand,
    )
    assert (at(20),) == tuple(pause.until for pause in present.pauses)


def test_the_promise_ends_when_the_product_is_ready_or_the_request_ends():
    """What comes after the product is ready does not move the end of the promise."""
    assert life_at(Stage.DECIDED).request.present.answered_at is None
    assert at(6) == life_at(Stage.CLOSED).request.present.answered_at
    assert at(20) == life_at(Stage.DECIDED).then(commands.withdraw, 20).request.present.answered_at
    assert at(6) == life_at(Stage.READY).then(commands.withdraw, 20).request.present.answered_at


def test_reopening_begins_a_new_round():
    """A new round starts afresh, with the papers that came; the round before is kept as it ended."""
    closed = life_at(Stage.CLOSED).then(commands.report_solved, 10, solved=Solved.NO)
    again = closed.then(commands.reopen, 30, reason="name misspelt")
    request = again.request
    assert (Stage.SUBMITTED, None, Solved.UNKNOWN, 2, 22) == (
        request.stage,
        request.decision,
        request.solved,
        request.round,
        request.version,
    )
    assert (at(30), at(30), 0, (), None) == (
        request.present.submitted_at,
        request.present.complete_at,
        request.present.trips,
        request.present.done,
        request.present.promise,
    )
    before = request.rounds[0]
    assert (at(30), Stage.CLOSED, Solved.NO, at(9)) == (
        before.reopened_at,
        before.stage,
        before.solved,
        before.closed_at,
    )
    assert "help" == request.present.next_step


def test_what_ended_early_may_be_reopened():
    """A withdrawn request taken up again is no longer withdrawn, and still lacks its papers."""
    life = Life.filed("kk").then(commands.withdraw, 5).then(commands.reopen, 9, reason="came back")
    assert (None, 2, None, ("photo",)) == (
        life.request.ended_as,
        life.request.round,
        life.request.present.complete_at,
        life.request.missing_papers,
    )
    assert EndedAs.WITHDRAWN is life.request.rounds[0].ended_as


def test_a_request_cannot_be_changed_by_hand():
    """The state is frozen; only events change it."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Life.filed().request.version = 7
