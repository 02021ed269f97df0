"""Random lives: a request and both stores, driven by two writers, against a model that knows no moves."""

from __future__ import annotations

import copy
import itertools
import tempfile
from datetime import timedelta

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from asnwork.adapters.store import MemoryStore, SqliteStore
from asnwork.domain.identity import EventId, OfficerId, RequestId
from asnwork.domain.request import (
    AGENCY,
    APPLICANT,
    CARD_STOCK,
    NATIONAL_SYSTEM,
    Decision,
    Solved,
    commands,
    facts_of,
    replay,
)
from asnwork.domain.request.clocks import clocks
from asnwork.errors import InvalidInput, MoveNotAllowed, VersionConflict
from tests.domain.request.samples import CALENDAR, CARD, ONLINE, at, paper, stamp

STEPS = ["help", "verify", "sign", "print", "hand"]
OPEN = ["submitted", "assigned", "in_progress", "decided", "ready", "delivered"]
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


def is_allowed(model, name, values):
    """Whether the design lets this happen now, in words of its own."""
    stage, step = model["stage"], model["left"][0] if model["left"] else None
    holds = model["holder"] is not None and model["holder"] == values.get("officer")
    here = holds and model["held"] == values.get("step")
    working = stage in ("in_progress", "decided", "ready")
    match name:
        case "receive_document" | "record_trip" | "withdraw" | "forward" | "mark_duplicate":
            return stage != "closed"
        case "promise":
            return stage in ("submitted", "assigned", "in_progress") and model["due"] is None
        case "inform_citizen":
            return stage != "closed" and not (values["kind"] == "first_response" and model["heard"])
        case "assign":
            if model["holder"] is not None or values["step"] != step or stage not in OPEN[:5]:
                return False
            if step == "hand":
                return stage == "ready"
            if step == "print":
                return stage == "decided" and model["decision"] == "granted"
            return model["decision"] is None
        case "decline":
            return holds
        case "start_step":
            complete = {"kk", "photo"} <= model["papers"]
            return here and not model["begun"] and (complete or values["step"] == "help")
        case "complete_step":
            return here and model["begun"] and working
        case "pause":
            return stage != "closed" and values["reason"] not in model["paused"]
        case "resume":
            return stage != "closed" and values["reason"] in model["paused"]
        case "decide":
            return stage == "in_progress" and "sign" not in model["left"]
        case "make_ready":
            return stage == "decided" and model["decision"] == "granted" and step in (None, "hand")
        case "deliver":
            return stage == "ready" and step is None
        case "close":
            return stage == "delivered" or (stage == "decided" and model["decision"] != "granted")
        case "report_solved":
            return stage in ("decided", "ready", "delivered", "closed")
        case "reopen":
            return stage == "closed"
    raise AssertionError(name)


def changed(model, name, values, minute):
    """What is known after this happened."""
    model = copy.deepcopy(model)
    model["version"] += 1
    model["last"] = minute
    match name:
        case "receive_document":
            model["papers"].add(values["kind"])
        case "promise":
            model["due"] = values["due"]
        case "inform_citizen":
            model["heard"] = True
        case "record_trip":
            model["trips"] += 1
        case "assign":
            model["holder"], model["held"] = values["officer"], values["step"]
            if model["stage"] == "submitted":
                model["stage"] = "assigned"
        case "decline":
            model["holder"], model["held"], model["begun"] = None, None, False
            if model["stage"] in ("assigned", "in_progress"):
                model["stage"] = "submitted"
        case "start_step":
            model["begun"] = True
            if model["stage"] == "assigned":
                model["stage"] = "in_progress"
        case "complete_step":
            model["left"].pop(0)
            model["holder"], model["held"], model["begun"] = None, None, False
        case "pause":
            model["paused"].add(values["reason"])
        case "resume":
            model["paused"].remove(values["reason"])
        case "decide":
            model["stage"], model["decision"] = "decided", values["decision"]
            model["stopped"] = values["decision"] != "granted"
        case "make_ready":
            model["stage"], model["stopped"] = "ready", True
        case "deliver":
            model["stage"] = "delivered"
        case "close":
            model["stage"] = "closed"
            model["paused"] = set()
        case "report_solved":
            model["solved"] = values["solved"]
        case "reopen":
            model["round"] += 1
            model |= new_round(values["steps"] or STEPS, minute)
        case "withdraw" | "forward" | "mark_duplicate":
            model["ended_as"] = {"withdraw": "withdrawn", "forward": "forwarded"}.get(name, "duplicate")
            model["stage"], model["holder"], model["held"], model["begun"] = "closed", None, None, False
            model["paused"] = set()
            model["stopped"] = True
    return model


def given(name, values, minute):
    """The values as the command takes them."""
    match name:
        case "receive_document":
            return {"document": paper(values["kind"], minute)}
        case "promise":
            return {"due_at": None if values["due"] is None else at(values["due"]), "reason": "24_hours"}
        case "assign" | "start_step":
            return {"step": values["step"], "officer": OfficerId(values["officer"])}
        case "complete_step":
            officer = OfficerId(values["officer"])
            return {"step": values["step"], "officer": officer, "effort": timedelta(minutes=3)}
        case "decline":
            return {"officer": OfficerId(values["officer"]), "reason": "on leave"}
        case "pause" | "resume":
            return {"reason": REASONS[values["reason"]]}
        case "decide":
            return {"decision": Decision(values["decision"]), "reason": "as the law says"}
        case "report_solved":
            return {"solved": Solved(values["solved"])}
        case "reopen":
            return {"reason": "name misspelt", "steps": values["steps"]}
        case "forward":
            return {"to": "Sidoarjo"}
        case "mark_duplicate":
            return {"of": RequestId("another")}
    return values


class Writer:
    """One of the two who write: what it believes, and what it has decided but not stored yet."""

    def __init__(self, sqlite):
        self.sqlite = sqlite
        self.request = None
        self.checked = None
        self.model = None
        self.base = 0
        self.pending = []

    def reads(self, events, model):
        """Take over what is stored."""
        self.request, self.model = replay(events), copy.deepcopy(model)
        self.base, self.pending = len(events), []


class RequestMachine(RuleBasedStateMachine):
    """Two writers drive one request through both stores; `truth` and `model` are what should then be there.

    The two connections to one file, and the store in memory, serve all runs; each run has a request of its own.
    """

    memory: MemoryStore
    connections: list[SqliteStore]
    runs = itertools.count(1)

    def __init__(self):
        super().__init__()
        self.id = RequestId(f"r{next(self.runs)}")
        self.writers = [Writer(connection) for connection in self.connections]
        self.truth = []
        self.model = None
        self.names = 0

    def stamp(self, minute):
        """The stamp of a new event, with a cause of its own for every second one."""
        self.names += 1
        return stamp(minute, f"e{self.names}", f"m{self.names}" if self.names % 2 else "")

    @initialize(papers=st.sets(st.sampled_from(["kk", "photo", "letter"])))
    def file(self, papers):
        """Both writers know of the request once one has filed it."""
        _, event = commands.submit(
            self.id,
            self.stamp(0),
            service=CARD,
            channel=ONLINE,
            applicant="c7",
            documents=map(paper, sorted(papers)),
        )
        self.model = new_model(papers, 0)
        self.truth = [event]
        assert 1 == self.memory.append(self.id, [event], 0)
        assert 1 == self.writers[0].sqlite.append(self.id, [event], 0)
        for writer in self.writers:
            writer.reads(self.truth, self.model)

    def draws_allowed(self, draws, model, names):
        """One of these commands that the model allows, the kinds of command equally often; None when none is."""
        choices = {name: [] for name in names}
        for name, values in TRIES:
            if name in choices and is_allowed(model, name, values):
                choices[name].append(values)
        possible = [name for name, found in choices.items() if found]
        if not possible:
            return None
        name = draws.draw(st.sampled_from(possible))
        return name, draws.draw(st.sampled_from(choices[name]))

    @rule(who=st.integers(0, 1), draws=st.data(), later=st.integers(0, 2000))
    def goes_on(self, who, draws, later):
        """A writer gives a command that its model allows: it succeeds."""
        writer = self.writers[who]
        names = dict.fromkeys(name for name, _ in TRIES if name not in EARLY_ENDS)
        found = self.draws_allowed(draws, writer.model, names)
        self.gives(writer, *found, writer.model["last"] + later)

    @rule(
        who=st.integers(0, 1),
        draws=st.data(),
        count=st.integers(1, 15),
        later=st.integers(0, 200),
        stored=st.booleans(),
    )
    def works(self, who, draws, count, later, stored):
        """A writer brings the request some steps further on its way."""
        writer = self.writers[who]
        for _ in range(count):
            complete = {"kk", "photo"} <= writer.model["papers"]
            found = self.draws_allowed(draws, writer.model, ROAD[1:] if complete else ROAD)
            if found is not None:
                self.gives(writer, *found, writer.model["last"] + later)
        if stored:
            self.stores_what(writer)

    @precondition(lambda self: len(self.truth) > 10)
    @rule(who=st.integers(0, 1), name=st.sampled_from(EARLY_ENDS), later=st.integers(0, 2000))
    def ends_early(self, who, name, later):
        """A writer ends the request, when it has come some way."""
        writer = self.writers[who]
        self.gives(writer, name, {}, writer.model["last"] + later)

    @rule(
        who=st.integers(0, 1),
        tried=st.sampled_from([a for a in TRIES if a[0] not in EARLY_ENDS]),
        later=st.integers(-100, 2000),
    )
    def tries_anything(self, who, tried, later):
        """A writer gives any command at any time: it succeeds just when the model allows it."""
        writer = self.writers[who]
        self.gives(writer, *tried, writer.model["last"] + later)

    def gives(self, writer, name, values, minute):
        """Give a command, and compare with the model what came of it."""
        before, count = writer.request, len(writer.pending)
        kept = copy.copy(before)
        soon_enough = minute >= writer.model["last"]
        allowed = is_allowed(writer.model, name, values)
        try:
            after, event = getattr(commands, name)(before, self.stamp(minute), **given(name, values, minute))
        except MoveNotAllowed as error:
            assert soon_enough and not allowed, (name, values, writer.model)
            assert writer.model["stage"] == error.state
        except InvalidInput as error:
            assert not soon_enough, (name, values, writer.model)
            assert ["occurred_at"] == [fault.path for fault in error.faults]
        else:
            assert soon_enough and allowed, (name, values, writer.model)
            writer.request = after
            writer.model = changed(writer.model, name, values, minute)
            writer.pending.append(event)
            return
        assert before is writer.request
        assert kept == before
        assert count == len(writer.pending)

    @rule(who=st.integers(0, 1))
    def stores(self, who):
        """A writer stores what it decided."""
        self.stores_what(self.writers[who])

    def stores_what(self, writer):
        """All that a writer decided is stored when nobody was faster, else nothing of it."""
        batch = writer.pending
        first = writer.base == len(self.truth)
        for store in (self.memory, writer.sqlite):
            try:
                version = store.append(self.id, batch, writer.base)
            except VersionConflict as error:
                assert not first
                assert (writer.base, len(self.truth)) == (error.expected, error.found)
            else:
                assert first
                assert len(self.truth) + len(batch) == version
        if first:
            self.truth = [*self.truth, *batch]
            self.model = copy.deepcopy(writer.model)
            writer.base, writer.pending = len(self.truth), []
        else:
            writer.reads(self.truth, self.model)
        self.nothing_is_lost()

    @rule(who=st.integers(0, 1))
    def reads_again(self, who):
        """A writer drops what it decided and takes over what is stored."""
        self.writers[who].reads(self.truth, self.model)

    @precondition(lambda self: any(event.cause for event in self.truth))
    @rule(who=st.integers(0, 1), draws=st.data(), anew=st.booleans(), version=st.integers(0, 50))
    def delivers_again(self, who, draws, anew, version):
        """A message that comes a second time changes nothing; a cause used for something else is refused."""
        event = draws.draw(st.sampled_from([event for event in self.truth if event.cause]))
        self.names += 1
        again = attrs.evolve(event, event_id=EventId(f"e{self.names}"), sequence=len(self.truth) + 1)
        if anew:
            again = attrs.evolve(again, actor="somebody else")
        for store in (self.memory, self.writers[who].sqlite):
            try:
                assert len(self.truth) == store.append(self.id, [again], version)
                assert not anew
            except InvalidInput:
                assert anew

        self.nothing_is_lost()

    def nothing_is_lost(self):
        """Both stores, from both sides, hold exactly what was stored."""
        for store in (self.memory, *(writer.sqlite for writer in self.writers)):
            assert tuple(self.truth) == store.load(self.id)

    @invariant()
    def what_changed_is_sound(self):
        """After each change the request, its clocks and its facts are what the model says."""
        for writer in self.writers:
            if writer.request is not writer.checked:
                self.the_state_is_that_of_the_model(writer)
                clocks_run_and_stop(writer.request, writer.model)
                facts_agree(writer.request, writer.model)
                writer.checked = writer.request

    def the_state_is_that_of_the_model(self, writer):
        """A writer's request is what its events replay to, and says what its model says."""
        request, model = writer.request, writer.model
        assert request == replay([*self.truth[: writer.base], *writer.pending])
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
        assert ({"kk", "photo"} <= model["papers"]) is request.is_complete


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
    """There is a row for each round and for each step done; what the office is due, the citizen is not later."""
    rows, steps = facts_of(request, calendar=CALENDAR, as_of=at(model["last"]))
    assert list(range(1, model["round"] + 1)) == [row.round for row in rows]
    row = rows[-1]
    done = len(model["steps"]) - len(model["left"])
    assert (done, done) == (row.steps_done, sum(step.round == model["round"] for step in steps))
    assert (model["due"] is None) is (row.due_at is None)
    if row.due_at is not None:
        assert row.due_at <= row.office_due_at
    assert min(row.paused_by_applicant, row.paused_outside) >= 0


class TestRequestMachine(RequestMachine.TestCase):
    settings = settings(max_examples=200, stateful_step_count=40, deadline=None)

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        RequestMachine.memory = MemoryStore()
        RequestMachine.connections = [SqliteStore(f"{cls.folder.name}/requests.sqlite") for _ in range(2)]
        for connection in RequestMachine.connections:
            cls.addClassCleanup(connection.close)
