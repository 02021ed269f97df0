"""Random lives: a request and both stores, driven by two writers, against a model that knows no moves."""

from __future__ import annotations

import itertools
import random
import tempfile

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from asnwork.adapters.store import MemoryStore, SqliteStore
from asnwork.domain.identity import EventId, RequestId
from asnwork.domain.request import commands, replay
from asnwork.errors import InvalidInput, VersionConflict
from tests.domain.request.model import (
    EARLY_ENDS,
    ORDINARY,
    ROAD,
    TRIES,
    allowed_try,
    changed,
    clocks_run_and_stop,
    complete,
    facts_agree,
    new_model,
    outcome,
    own,
    state_agrees,
)
from tests.domain.request.samples import CARD, ONLINE, paper, stamp

pytestmark = pytest.mark.slow


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
        self.request, self.model = replay(events), own(model)
        self.base, self.pending = len(events), []


class RequestMachine(RuleBasedStateMachine):
    """Two writers drive one request through both stores; `truth` and `model` are what should then be there.

    Two connections to one file, and a store in memory, serve all runs; each run has a request of its own.
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

    @rule(who=st.integers(0, 1), seed=st.integers(0, 9999), later=st.integers(0, 2000))
    def goes_on(self, who, seed, later):
        """A writer gives a command that its model allows: it succeeds."""
        writer = self.writers[who]
        found = allowed_try(random.Random(seed), writer.model, ORDINARY)
        self.gives(writer, *found, writer.model["last"] + later)

    @rule(
        who=st.integers(0, 1),
        seed=st.integers(0, 9999),
        count=st.integers(1, 15),
        later=st.integers(0, 200),
        stored=st.booleans(),
    )
    def works(self, who, seed, count, later, stored):
        """A writer brings the request some steps further on its way."""
        writer, chance = self.writers[who], random.Random(seed)
        for _ in range(count):
            road = ROAD[1:] if complete(writer.model) else ROAD
            found = allowed_try(chance, writer.model, road)
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
        found = outcome(before, writer.model, name, values, self.stamp(minute), minute)
        if found is None:
            assert (before, count) == (writer.request, len(writer.pending))
        else:
            writer.request, event = found
            writer.model = changed(writer.model, name, values, minute)
            writer.pending.append(event)

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
            self.model = own(writer.model)
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
                assert writer.request == replay([*self.truth[: writer.base], *writer.pending])
                state_agrees(writer.request, writer.model)
                clocks_run_and_stop(writer.request, writer.model)
                facts_agree(writer.request, writer.model)
                writer.checked = writer.request


class TestRequestMachine(RequestMachine.TestCase):
    settings = settings(max_examples=100, stateful_step_count=40, deadline=None)

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        RequestMachine.memory = MemoryStore()
        RequestMachine.connections = [SqliteStore(f"{cls.folder.name}/requests.sqlite") for _ in range(2)]
        for connection in RequestMachine.connections:
            cls.addClassCleanup(connection.close)


LIVES, COMMANDS = 2000, 25


def test_thousands_of_random_lives():
    """In each of many lives every command does what the model says, and the events replay to the request."""
    allowed = refused = 0
    for seed in range(LIVES):
        chance = random.Random(seed)
        papers = chance.sample(["kk", "photo", "letter"], chance.randint(0, 3))
        request, event = commands.submit(
            RequestId("r1"),
            stamp(0, "e0"),
            service=CARD,
            channel=ONLINE,
            applicant="c7",
            documents=map(paper, papers),
        )
        events, model, minute = [event], new_model(papers, 0), 0
        for number in range(COMMANDS):
            names = ORDINARY if chance.random() < 0.97 else EARLY_ENDS
            likely = allowed_try(chance, model, names) if chance.random() < 0.7 else None
            name, values = likely or chance.choice(TRIES)
            minute = model["last"] + chance.choice([0, 1, 30, 500, -1])
            found = outcome(request, model, name, values, stamp(minute, f"e{number + 1}"), minute)
            if found is None:
                refused += 1
                continue
            allowed += 1
            request, event = found
            events.append(event)
            model = changed(model, name, values, minute)
        assert request == replay(events)
        state_agrees(request, model)
        clocks_run_and_stop(request, model)
        facts_agree(request, model)
    assert LIVES * COMMANDS == allowed + refused
    assert min(allowed, refused) > LIVES * COMMANDS // 5
