from __future__ import annotations

import pytest

from asnwork.domain.request import (
    AGENCY,
    APPLICANT,
    Decision,
    PauseReason,
    RequestEvent,
    Solved,
    Stage,
    allowed_events,
    apply,
    commands,
    events,
)
from asnwork.domain.request.moves import MOVES, stage_after
from asnwork.errors import MoveNotAllowed
from tests.domain.request.samples import ANI, BUDI, Life, at, life_at, paper
from tests.domain.request.test_events import NEEDS

# The moves once more, as the design tells them: where each event leads, "." where it is refused.
TABLE = """
                        submitted  assigned     in_progress  decided  ready      delivered  closed
RequestSubmitted        .          .            .            .        .          .          .
DocumentReceived        submitted  assigned     in_progress  decided  ready      delivered  .
PromiseGiven            submitted  assigned     in_progress  .        .          .          .
CitizenInformed         submitted  assigned     in_progress  decided  ready      delivered  .
CitizenTripMade         submitted  assigned     in_progress  decided  ready      delivered  .
RequestAssigned         assigned   .            in_progress  decided  ready      .          .
AssignmentDeclined      .          submitted    submitted    decided  ready      .          .
StepStarted             .          in_progress  in_progress  decided  ready      .          .
StepCompleted           .          .            in_progress  decided  ready      .          .
ClockPaused             submitted  assigned     in_progress  decided  ready      delivered  .
ClockResumed            submitted  assigned     in_progress  decided  ready      delivered  .
RequestDecided          .          .            decided      .        .          .          .
ProductReady            .          .            .            ready    .          .          .
ProductDelivered        .          .            .            .        delivered  .          .
RequestClosed           .          .            .            closed   .          closed     .
SolvedReported          .          .            .            decided  ready      delivered  closed
RequestReopened         .          .            .            .        .          .          submitted
RequestWithdrawn        closed     closed       closed       closed   closed     closed     .
RequestForwarded        closed     closed       closed       closed   closed     closed     .
RequestMarkedDuplicate  closed     closed       closed       closed   closed     closed     .
"""


def rows():
    """The cells of the table: event, stage, where it leads."""
    found = []
    header, *lines = TABLE.strip("\n").splitlines()
    stages = [Stage(word) for word in header.split()]
    for line in lines:
        name, *cells = line.split()
        for stage, cell in zip(stages, cells, strict=True):
            found.append(pytest.param(name, stage, cell, id=f"{name}-{stage.value}"))
    return found


def following(request, name, **values):
    """The event of this class that would come next."""
    place = {"event_id": "next", "occurred_at": at(99), "recorded_at": at(99), "actor": "tester"}
    fields = {**place, "request": "r1", "sequence": request.version + 1, **NEEDS[name], **values}
    return getattr(events, name)(**fields)


@pytest.mark.parametrize(("name", "stage", "leads_to"), rows())
def test_the_table_of_moves_is_that_of_the_design(name, stage, leads_to):
    """Each event leads where the table above says, and is offered only where it leads somewhere."""
    moves = MOVES.get(getattr(events, name), {})
    assert leads_to == (moves[stage].value if stage in moves else ".")
    offered = [kind.__name__ for kind in allowed_events(life_at(stage).request)]
    assert (leads_to != ".") is (name in offered)


@pytest.mark.parametrize(("name", "stage", "leads_to"), [row for row in rows() if row.values[2] == "."])
def test_what_is_not_in_the_table_is_refused(name, stage, leads_to):
    """An event that the stage does not allow is refused; the error names state, event and moves."""
    request = life_at(stage).request
    with pytest.raises(MoveNotAllowed) as caught:
        apply(request, following(request, name))
    assert (stage.value, name, "") == (caught.value.state, caught.value.event, caught.value.why)
    assert caught.value.allowed == tuple(kind.__name__ for kind in allowed_events(request))


def test_a_request_begins_by_being_submitted():
    """Before that, nothing else is allowed, and the error says so."""
    assert (events.RequestSubmitted,) == allowed_events(None)
    event = following(life_at(Stage.CLOSED).request, "RequestClosed", sequence=1)
    with pytest.raises(MoveNotAllowed) as caught:
        apply(None, event)
    assert "RequestClosed is not allowed while not submitted; allowed now: RequestSubmitted" == str(
        caught.value
    )


def test_an_event_of_somebody_else_is_refused():
    """A class of event that the table does not know is refused."""

    class CoffeeDrunk(RequestEvent):
        pass

    request = life_at(Stage.SUBMITTED).request
    event = CoffeeDrunk(
        event_id="x", request="r1", sequence=2, occurred_at=at(1), recorded_at=at(1), actor="tester"
    )
    with pytest.raises(MoveNotAllowed, match="CoffeeDrunk is not allowed while submitted"):
        stage_after(request, event)


def refused(life, command, **values):
    """The error with which a command is refused, which changes nothing."""
    before = life.request
    with pytest.raises(MoveNotAllowed) as caught:
        life.then(command, 50, **values)
    assert before is life.request
    return caught.value


def why(life, command, **values):
    """The reason for which a command is refused."""
    return refused(life, command, **values).why


def test_a_condition_names_the_other_moves():
    """A refusal for another reason than the stage gives it, and does not offer the same event again."""
    error = refused(life_at(Stage.DECIDED), commands.close)
    assert "it was granted; the product becomes ready and is delivered first" == error.why
    assert "RequestClosed" not in error.allowed
    assert "ProductReady" in error.allowed


def test_a_promise_is_kept():
    """A moment once promised is not promised again, nor another."""
    life = Life.filed().then(commands.promise, 1, due_at=at(90), reason="24_hours")
    kept = "2026-05-04T09:30:00+07:00 was promised, and a promise is kept"
    assert kept == why(life, commands.promise, due_at=at(90), reason="24_hours")
    assert kept == why(life, commands.promise, due_at=at(99), reason="24_hours")
    assert kept == why(life, commands.promise, due_at=None, reason="24_hours")


def test_a_reason_for_no_promise_gives_way_to_a_promise():
    """Where no moment was promised a moment may follow, but a first response once promised stays."""
    life = Life.filed().then(
        commands.promise, 1, due_at=None, reason="waits_for_papers", first_response_due_at=at(30)
    )
    kept = "a first response by 2026-05-04T08:30:00+07:00 was promised, and a promise is kept"
    assert kept == why(life, commands.promise, due_at=at(90), reason="24_hours")
    assert kept == why(life, commands.promise, due_at=at(90), reason="x", first_response_due_at=at(31))
    given = life.then(commands.promise, 2, due_at=at(90), reason="24_hours", first_response_due_at=at(30))
    assert (at(90), at(30), at(2)) == (
        given.request.present.promise.due_at,
        given.request.present.promise.first_response_due_at,
        given.request.present.promise.given_at,
    )
    open_end = Life.filed().then(commands.promise, 1, due_at=None, reason="waits_for_papers")
    assert (
        at(30)
        == (
            open_end.then(commands.promise, 2, due_at=None, reason="x", first_response_due_at=at(30))
        ).request.present.promise.first_response_due_at
    )


def test_a_first_response_comes_once_in_a_round():
    """After the citizen heard anything, what follows is an update."""
    life = Life.filed().then(commands.inform_citizen, 3, kind="first_response")
    told = "the citizen first heard at 2026-05-04T08:03:00+07:00; what follows is an update"
    assert told == why(life, commands.inform_citizen, kind="first_response")
    assert told == why(
        Life.filed().then(commands.inform_citizen, 3), commands.inform_citizen, kind="first_response"
    )
    assert at(4) == life.then(commands.inform_citizen, 4).request.present.last_informed_at


def test_steps_go_in_order():
    """Only the next step is assigned, and none when all are done."""
    filed = Life.filed("kk", "photo")
    assert "the next step is help" == why(filed, commands.assign, step="verify", officer=ANI)
    assert "the next step is help" == why(filed, commands.assign, step="nonsense", officer=ANI)
    helped = filed.step("help", 1)
    assert "the next step is verify" == why(helped, commands.assign, step="help", officer=ANI)
    assert "all steps are done" == why(
        life_at(Stage.READY).step("hand", 7), commands.assign, step="hand", officer=ANI
    )


def test_one_step_at_a_time():
    """While somebody holds a step nothing else is assigned, not even to the same officer."""
    held = Life.filed().step("help", 1).then(commands.assign, 2, step="verify", officer=ANI)
    told = "ani holds the step verify; it is declined or completed first"
    assert told == why(held, commands.assign, step="verify", officer=BUDI)
    assert told == why(held, commands.assign, step="sign", officer=ANI)


def test_what_follows_the_decision_waits_for_a_grant():
    """After the deciding step nothing is assigned before the request is granted, and never when refused."""
    told = "the step print comes after the decision, and the request was not granted"
    signed = life_at(Stage.IN_PROGRESS)
    assert told == why(signed, commands.assign, step="print", officer=ANI)
    denied = signed.then(commands.decide, 4, decision=Decision.REFUSED, reason="not a resident")
    assert told == why(denied, commands.assign, step="print", officer=ANI)


def test_the_hand_over_waits_for_the_product():
    """A step of the hand-over is assigned only when the product is ready."""
    printed = life_at(Stage.DECIDED).step("print", 5)
    assert "the step hand hands the product over, and the product is not ready" == why(
        printed, commands.assign, step="hand", officer=ANI
    )
    ready = printed.then(commands.make_ready, 6)
    assert "hand" == ready.then(commands.assign, 7, step="hand", officer=ANI).request.present.in_hand.step


def test_only_who_holds_a_step_declines_it():
    """Somebody else cannot give a step back, and nobody can when nothing is held."""
    assert "ani holds the step help" == why(
        life_at(Stage.ASSIGNED), commands.decline, officer=BUDI, reason="on leave"
    )
    assert "nobody holds a step" == why(
        life_at(Stage.IN_PROGRESS), commands.decline, officer=ANI, reason="on leave"
    )


def test_only_who_was_assigned_a_step_begins_it_once():
    """Neither another officer nor another step will do, and a step is begun once."""
    assert "nobody was assigned a step" == why(
        life_at(Stage.IN_PROGRESS), commands.start_step, step="print", officer=ANI
    )
    assigned = life_at(Stage.ASSIGNED)
    told = "the step help was assigned to ani"
    assert told == why(assigned, commands.start_step, step="help", officer=BUDI)
    assert told == why(assigned, commands.start_step, step="verify", officer=ANI)
    begun = assigned.then(commands.start_step, 2, step="help", officer=ANI)
    assert "the step help was begun at 2026-05-04T08:02:00+07:00" == why(
        begun, commands.start_step, step="help", officer=ANI
    )


def test_a_step_waits_for_the_papers_unless_it_may_begin_before():
    """With papers missing the help is done, and the next step names what is missing."""
    life = Life.filed().step("help", 1).then(commands.assign, 2, step="verify", officer=ANI)
    assert "papers are missing: kk, photo" == why(life, commands.start_step, step="verify", officer=ANI)
    one = life.then(commands.receive_document, 3, document=paper("photo", 3))
    assert "papers are missing: kk" == why(one, commands.start_step, step="verify", officer=ANI)
    both = one.then(commands.receive_document, 4, document=paper("kk", 4))
    assert both.then(commands.start_step, 5, step="verify", officer=ANI).request.present.begun_at == at(5)


def test_only_who_began_a_step_completes_it():
    """Neither another officer nor another step will do, nor a step that was not begun."""
    helped = Life.filed("kk", "photo").step("help", 1)
    assert "no step was begun" == why(helped, commands.complete_step, step="verify", officer=ANI)
    assigned = helped.then(commands.assign, 2, step="verify", officer=ANI)
    assert "no step was begun" == why(assigned, commands.complete_step, step="verify", officer=ANI)
    begun = assigned.then(commands.start_step, 3, step="verify", officer=ANI)
    told = "the step verify was begun by ani"
    assert told == why(begun, commands.complete_step, step="verify", officer=BUDI)
    assert told == why(begun, commands.complete_step, step="sign", officer=ANI)


def test_a_pause_has_one_beginning_and_one_end():
    """One reason is waited for once at a time, and ends only while it lasts; its code tells it."""
    paused = Life.filed().then(commands.pause, 1, reason=APPLICANT)
    again = PauseReason(code="applicant", outside=True)
    assert "it is paused for applicant already" == why(paused, commands.pause, reason=APPLICANT)
    assert "it is paused for applicant already" == why(paused, commands.pause, reason=again)
    assert "it is not paused for agency" == why(paused, commands.resume, reason=AGENCY)
    resumed = paused.then(commands.pause, 2, reason=AGENCY).then(commands.resume, 3, reason=again)
    assert "it is not paused for applicant" == why(resumed, commands.resume, reason=APPLICANT)
    assert ["agency"] == [pause.reason.code for pause in resumed.request.present.open_pauses]
    assert resumed.then(commands.pause, 4, reason=APPLICANT).request.is_paused


def test_a_decision_follows_the_deciding_step():
    """Nothing is decided before the step that decides is done."""
    verified = Life.filed("kk", "photo").step("help", 1).step("verify", 2)
    assert "the step sign is not done" == why(verified, commands.decide, decision=Decision.GRANTED)


def test_a_product_is_ready_when_only_the_hand_over_is_left():
    """A step before the hand-over must be done, and nothing that was refused becomes ready."""
    assert "the step print is not done" == why(life_at(Stage.DECIDED), commands.make_ready)
    denied = life_at(Stage.IN_PROGRESS).then(
        commands.decide, 4, decision=Decision.NOT_OURS, reason="Sidoarjo"
    )
    assert "it was not granted; close it" == why(denied, commands.make_ready)


def test_a_product_is_delivered_when_all_steps_are_done():
    """The hand-over comes before delivery."""
    assert "the step hand is not done" == why(life_at(Stage.READY), commands.deliver)


def test_a_round_may_go_through_fewer_steps_in_order():
    """A reopened request repeats steps in order, the deciding one among them."""
    closed = life_at(Stage.CLOSED)
    told = "steps are done again in the order ('help', 'verify', 'sign', 'print', 'hand'), sign among them"
    for steps in (["sign", "verify"], ["verify", "print"], ["sign", "sign"], ["sign", "dance"]):
        assert told == why(closed, commands.reopen, reason="name misspelt", steps=steps)
    again = closed.then(commands.reopen, 50, reason="name misspelt", steps=["verify", "sign", "hand"])
    assert ("verify", "sign", "hand") == again.request.present.steps
    assert ("help", "verify", "sign", "print", "hand") == (
        closed.then(commands.reopen, 50, reason="name misspelt").request.present.steps
    )


def test_what_the_citizen_says_may_change_after_closing():
    """Closed is not solved: the answer comes when it comes, and may change."""
    closed = life_at(Stage.CLOSED)
    assert Solved.UNKNOWN is closed.request.solved
    no = closed.then(commands.report_solved, 60, solved=Solved.NO)
    assert (Solved.NO, Stage.CLOSED) == (no.request.solved, no.request.stage)
    assert Solved.YES is no.then(commands.report_solved, 61, solved=Solved.YES).request.solved
