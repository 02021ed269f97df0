"""The life of a request once more, as a plain table of what is known; it does not use the library's moves."""

from __future__ import annotations

from datetime import timedelta

import attrs

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request import (
    AGENCY,
    APPLICANT,
    CARD_STOCK,
    NATIONAL_SYSTEM,
    Decision,
    Solved,
    commands,
    facts_of,
)
from asnwork.domain.request.clocks import clocks
from asnwork.errors import InvalidInput, MoveNotAllowed
from tests.domain.request.samples import CALENDAR, at, paper

__all__ = [
    "EARLY_ENDS",
    "ORDINARY",
    "ROAD",
    "TRIES",
    "allowed_try",
    "changed",
    "clocks_run_and_stop",
    "complete",
    "facts_agree",
    "is_allowed",
    "new_model",
    "outcome",
    "own",
    "state_agrees",
]

STEPS = ["help", "verify", "sign", "print", "hand"]
OFFICERS = ["ani", "budi"]
REASONS = {reason.code: reason for reason in (APPLICANT, AGENCY, NATIONAL_SYSTEM, CARD_STOCK)}

# The way to a citizen who has the product: of these, whatever is allowed brings a request nearer to its end.
ROAD = [
    "receive_document",
    "assign",
    "start_step",
    "complete_step",
    "decide",
    "make_ready",
    "deliver",
    "close",
    "reopen",
]
EARLY_ENDS = ["withdraw", "forward", "mark_duplicate"]

# Every command that may be tried, each with every choice of its values: (name, values).
TRIES = [
    *(("receive_document", {"kind": kind}) for kind in ("kk", "photo", "letter")),
    *(("promise", {"due": due}) for due in (None, 500, 2000)),
    *(("inform_citizen", {"kind": kind}) for kind in ("first_response", "update")),
    ("record_trip", {}),
    *(("assign", {"step": step, "officer": officer}) for step in STEPS for officer in OFFICERS),
    *(("decline", {"officer": officer}) for officer in OFFICERS),
    *(("start_step", {"step": step, "officer": officer}) for step in STEPS for officer in OFFICERS),
    *(("complete_step", {"step": step, "officer": officer}) for step in STEPS for officer in OFFICERS),
    *(("pause", {"reason": reason}) for reason in REASONS),
    *(("resume", {"reason": reason}) for reason in REASONS),
    *(("decide", {"decision": decision}) for decision in ("granted", "refused", "not_ours")),
    ("make_ready", {}),
    ("deliver", {}),
    ("close", {}),
    *(("report_solved", {"solved": solved}) for solved in ("yes", "no", "unknown")),
    ("reopen", {"steps": ()}),
    ("reopen", {"steps": ("verify", "sign")}),
    ("withdraw", {}),
    ("forward", {}),
    ("mark_duplicate", {}),
]


def new_model(papers, minute):
    """What is known of a request that was just filed."""
    return {
        "papers": set(papers),
        "last": minute,
        "version": 1,
        "round": 1,
        **new_round(STEPS, minute),
    }


def new_round(steps, minute):
    """What begins afresh with each round."""
    return {
        "stage": "submitted",
        "ended_as": None,
        "decision": None,
        "solved": "unknown",
        "steps": list(steps),
        "left": list(steps),
        "holder": None,
        "held": None,
        "begun": False,
        "paused": set(),
        "due": None,
        "heard": False,
        "trips": 0,
        "since": minute,
        "stopped": False,
    }


BY_NAME = {name: [values for other, values in TRIES if other == name] for name, _ in TRIES}
ORDINARY = [name for name in BY_NAME if name not in EARLY_ENDS]


def allowed_try(chance, model, names):
    """A command that the model allows, each kind equally often; None when it allows none of these."""
    for name in chance.sample(names, len(names)):
        choices = [values for values in BY_NAME[name] if is_allowed(model, name, values)]
        if choices:
            return name, chance.choice(choices)
    return None


def holds(model, values):
    """Whether this officer holds this step, or any step when none is named."""
    return model["holder"] == values["officer"] and model["held"] == values.get("step", model["held"])


def complete(model):
    """Whether the two papers that the service asks for have come."""
    return {"kk", "photo"} <= model["papers"]


def may_assign(model, step):
    """Whether this is the step that somebody may now be given."""
    if model["holder"] is not None or model["left"][:1] != [step]:
        return False
    if step == "hand":
        return model["stage"] == "ready"
    if step == "print":
        return (model["stage"], model["decision"]) == ("decided", "granted")
    return model["stage"] in ("submitted", "in_progress") and model["decision"] is None


def is_open(model, values):
    """Whether it is not closed."""
    return model["stage"] != "closed"


# Whether the design lets each command happen, in words of its own.
ALLOWED = {
    "receive_document": is_open,
    "promise": lambda model, values: (
        model["stage"] in ("submitted", "assigned", "in_progress") and model["due"] is None
    ),
    "inform_citizen": lambda model, values: (
        is_open(model, values) and not (model["heard"] and values["kind"] == "first_response")
    ),
    "record_trip": is_open,
    "assign": lambda model, values: may_assign(model, values["step"]),
    "decline": holds,
    "start_step": lambda model, values: (
        holds(model, values) and not model["begun"] and (complete(model) or values["step"] == "help")
    ),
    "complete_step": lambda model, values: holds(model, values) and model["begun"],
    "pause": lambda model, values: is_open(model, values) and values["reason"] not in model["paused"],
    "resume": lambda model, values: values["reason"] in model["paused"],
    "decide": lambda model, values: model["stage"] == "in_progress" and "sign" not in model["left"],
    "make_ready": lambda model, values: (
        (model["stage"], model["decision"]) == ("decided", "granted") and model["left"] in (["hand"], [])
    ),
    "deliver": lambda model, values: model["stage"] == "ready" and model["left"] == [],
    "close": lambda model, values: (
        model["stage"] == "delivered" or (model["stage"] == "decided" and model["decision"] != "granted")
    ),
    "report_solved": lambda model, values: model["stage"] in ("decided", "ready", "delivered", "closed"),
    "reopen": lambda model, values: model["stage"] == "closed",
    "withdraw": is_open,
    "forward": is_open,
    "mark_duplicate": is_open,
}


def lets_go(model, **also):
    """Nobody holds a step any more."""
    model.update(holder=None, held=None, begun=False, **also)


def ends(model, ended_as):
    """It ends before its time."""
    lets_go(model, stage="closed", ended_as=ended_as, paused=set(), stopped=True)


def moves_on(model, before, after):
    """The stage changes when it is one of those before."""
    if model["stage"] in before:
        model["stage"] = after


# What each command changes in the model.
CHANGES = {
    "receive_document": lambda model, values: model["papers"].add(values["kind"]),
    "promise": lambda model, values: model.update(due=values["due"]),
    "inform_citizen": lambda model, values: model.update(heard=True),
    "record_trip": lambda model, values: model.update(trips=model["trips"] + 1),
    "assign": lambda model, values: (
        model.update(holder=values["officer"], held=values["step"]),
        moves_on(model, ["submitted"], "assigned"),
    ),
    "decline": lambda model, values: (
        lets_go(model),
        moves_on(model, ["assigned", "in_progress"], "submitted"),
    ),
    "start_step": lambda model, values: (
        model.update(begun=True),
        moves_on(model, ["assigned"], "in_progress"),
    ),
    "complete_step": lambda model, values: (lets_go(model), model["left"].pop(0)),
    "pause": lambda model, values: model["paused"].add(values["reason"]),
    "resume": lambda model, values: model["paused"].remove(values["reason"]),
    "decide": lambda model, values: model.update(
        stage="decided", decision=values["decision"], stopped=values["decision"] != "granted"
    ),
    "make_ready": lambda model, values: model.update(stage="ready", stopped=True),
    "deliver": lambda model, values: model.update(stage="delivered"),
    "close": lambda model, values: model.update(stage="closed", paused=set()),
    "report_solved": lambda model, values: model.update(solved=values["solved"]),
    "reopen": lambda model, values: model.update(
        new_round(values["steps"] or STEPS, model["last"]), round=model["round"] + 1
    ),
    "withdraw": lambda model, values: ends(model, "withdrawn"),
    "forward": lambda model, values: ends(model, "forwarded"),
    "mark_duplicate": lambda model, values: ends(model, "duplicate"),
}


def own(model):
    """A copy that can be changed without changing the model."""
    return {
        **model,
        "papers": set(model["papers"]),
        "left": list(model["left"]),
        "paused": set(model["paused"]),
    }


def is_allowed(model, name, values):
    """Whether the design lets this happen now."""
    return ALLOWED[name](model, values)


def changed(model, name, values, minute):
    """What is known after this happened."""
    model = own(model)
    model.update(version=model["version"] + 1, last=minute)
    CHANGES[name](model, values)
    return model


# How the values of a try are told to the command.
TOLD = {
    "due": lambda due, minute: {"due_at": None if due is None else at(due), "reason": "24_hours"},
    "officer": lambda officer, minute: {"officer": OfficerId(officer)},
    "reason": lambda code, minute: {"reason": REASONS[code]},
    "decision": lambda word, minute: {"decision": Decision(word), "reason": "as the law says"},
    "solved": lambda word, minute: {"solved": Solved(word)},
    "steps": lambda steps, minute: {"steps": steps, "reason": "name misspelt"},
}
ALSO = {
    "decline": {"reason": "on leave"},
    "forward": {"to": "Sidoarjo"},
    "mark_duplicate": {"of": RequestId("another")},
}


def given(name, values, minute):
    """The values as the command takes them."""
    if name == "receive_document":
        return {"document": paper(values["kind"], minute)}
    told = dict(ALSO.get(name, {}))
    for key, value in values.items():
        told |= TOLD[key](value, minute) if key in TOLD else {key: value}
    return told


def outcome(request, model, name, values, stamped, minute):
    """What a command makes of a request; None when it is refused, which it must be just as the model says."""
    soon_enough = minute >= model["last"]
    allowed = is_allowed(model, name, values)
    before = attrs.evolve(request)
    try:
        found = getattr(commands, name)(request, stamped, **given(name, values, minute))
    except MoveNotAllowed as error:
        assert soon_enough and not allowed, (name, values, model)
        assert model["stage"] == error.state
    except InvalidInput as error:
        assert not soon_enough, (name, values, model)
        assert ["occurred_at"] == [fault.path for fault in error.faults]
    else:
        assert soon_enough and allowed, (name, values, model)
        return found
    assert before == request
    return None


def state_agrees(request, model):
    """A request says what its model says."""
    assert (model["version"], model["round"], at(model["last"])) == (
        request.version,
        request.round,
        request.last_event_at,
    )
    assert (model["stage"], model["solved"]) == (request.stage.value, request.solved.value)
    assert model["ended_as"] == (request.ended_as and request.ended_as.value)
    assert model["decision"] == (request.decision and request.decision.value)
    held = request.present.in_hand
    assert (model["holder"], model["held"]) == ((held.officer, held.step) if held else (None, None))
    assert model["left"] == list(request.present.steps[len(request.present.done) :])
    assert model["paused"] == {pause.reason.code for pause in request.present.open_pauses}
    assert model["trips"] == request.present.trips
    assert complete(model) is request.is_complete


def clocks_run_and_stop(request, model):
    """No clock is ever negative; each stands while paused or ended, and else counts the time that passes."""
    last = model["last"]
    now, later = (clocks(request, CALENDAR, at(minute)) for minute in (last, last + 700))
    runs = not model["stopped"] and not model["paused"]
    passed = CALENDAR.between(at(last), at(last + 700)) if runs else timedelta()
    assert runs is now.running
    assert timedelta() <= now.first_response <= now.completion
    assert now.completion <= CALENDAR.between(at(model["since"]), at(last))
    assert passed == later.completion - now.completion
    assert (timedelta() if model["heard"] else passed) == later.first_response - now.first_response
    if model["stopped"]:
        assert now.update is None
    else:
        assert timedelta() <= now.update <= now.completion
        assert passed == later.update - now.update


def facts_agree(request, model):
    """There is a row for each round and step done; it is due for the citizen no later than for the office."""
    rows, steps = facts_of(request, calendar=CALENDAR, as_of=at(model["last"]))
    assert list(range(1, model["round"] + 1)) == [row.round for row in rows]
    row = rows[-1]
    done = len(model["steps"]) - len(model["left"])
    assert (done, done) == (row.steps_done, sum(step.round == model["round"] for step in steps))
    assert (model["due"] is None) is (row.due_at is None)
    if row.due_at is not None:
        assert row.due_at <= row.office_due_at
    assert min(row.paused_by_applicant, row.paused_outside) >= 0
