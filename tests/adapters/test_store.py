from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading

import attrs
import pytest

from asnwork.adapters.store import MemoryStore, SqliteStore
from asnwork.domain.identity import EventId, RequestId
from asnwork.domain.request import EventStore, Stage, commands, replay
from asnwork.errors import InvalidInput, VersionConflict
from tests.domain.request.samples import R1, Life, life_at, stamp


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    """Each shipped store, new and empty."""
    if request.param == "memory":
        yield MemoryStore()
    else:
        with SqliteStore(tmp_path / "requests.sqlite") as opened:
            yield opened


def of(request, *events):
    """The same events as those of another request."""
    return [attrs.evolve(event, request=RequestId(request)) for event in events]


def test_an_unknown_request_has_no_events(store: EventStore):
    """Loading what was never stored gives nothing."""
    assert () == store.load(R1)


def test_what_was_appended_is_loaded_in_order(store: EventStore):
    """A life that is stored in pieces is loaded whole, and replays to the same request."""
    life = life_at(Stage.CLOSED)
    assert 1 == store.append(R1, life.events[:1], 0)
    assert 11 == store.append(R1, life.events[1:11], 1)
    assert 20 == store.append(R1, tuple(life.events[11:]), 11)
    assert tuple(life.events) == store.load(R1)
    assert life.request == replay(store.load(R1))


def test_requests_are_kept_apart(store: EventStore):
    """Each request has its own events, version and causes."""
    (filed,) = (attrs.evolve(event, cause="m1") for event in Life.filed().events)
    assert 1 == store.append(R1, [filed], 0)
    assert 1 == store.append(RequestId("r2"), of("r2", filed), 0)
    assert ((filed,), tuple(of("r2", filed))) == (store.load(R1), store.load(RequestId("r2")))


def test_who_comes_second_is_told(store: EventStore):
    """An append on an old version is a conflict, and changes nothing."""
    life = Life.filed()
    store.append(R1, life.events, 0)
    first = life.then(commands.record_trip, 1)
    second = life.then(commands.inform_citizen, 2)
    assert 2 == store.append(R1, first.events[1:], 1)
    with pytest.raises(VersionConflict) as caught:
        store.append(R1, second.events[1:], 1)
    assert ("r1", 1, 2) == (caught.value.request_id, caught.value.expected, caught.value.found)
    assert tuple(first.events) == store.load(R1)


def test_an_append_is_all_or_nothing(store: EventStore):
    """When one event of a batch is refused none of them is stored."""
    life = Life.filed().then(commands.record_trip, 1)
    stray = attrs.evolve(life.events[1], sequence=3)
    with pytest.raises(InvalidInput, match="sequence: given 3, expected 2"):
        store.append(R1, [life.events[0], stray], 0)
    assert () == store.load(R1)
    assert 2 == store.append(R1, life.events, 0)


def test_a_message_delivered_twice_counts_once(store: EventStore):
    """The same content under one cause is stored once, and the present version is returned."""
    filed = attrs.evolve(Life.filed().events[0], cause="m1")
    assert 1 == store.append(R1, [filed], 0)
    again = attrs.evolve(filed, event_id=EventId("e99"), recorded_at=stamp(9).recorded_at)
    assert 1 == store.append(R1, [again], 0)
    trip = Life.filed().then(commands.record_trip, 1).events[1]
    assert 2 == store.append(R1, [trip], 1)
    assert 2 == store.append(R1, [again], 0)
    assert (filed, trip) == store.load(R1)
    with pytest.raises(InvalidInput, match="something new gets a cause of its own"):
        store.append(R1, [attrs.evolve(again, applicant="somebody else")], 0)
    assert (filed, trip) == store.load(R1)


def test_nothing_appended_leaves_the_version(store: EventStore):
    """An empty batch is no event."""
    assert 0 == store.append(R1, [], 0)
    store.append(R1, Life.filed().events, 0)
    assert 1 == store.append(R1, [], 1)


def test_a_file_outlives_its_store(tmp_path):
    """What one store wrote another one reads, after it was closed and beside it while it is open."""
    path = tmp_path / "requests.sqlite"
    life = life_at(Stage.READY)
    with SqliteStore(str(path)) as first:
        first.append(R1, life.events[:5], 0)
        with SqliteStore(path) as beside:
            assert tuple(life.events[:5]) == beside.load(R1)
            assert len(life.events) == beside.append(R1, life.events[5:], 5)
        with pytest.raises(VersionConflict):
            first.append(R1, life.events[5:], 5)
    with SqliteStore(path) as later:
        assert life.request == replay(later.load(R1))


def test_a_closed_store_leaves_one_file_behind(tmp_path):
    """The files that SQLite writes beside its own are gone when the last store is closed."""
    store = SqliteStore(tmp_path / "requests.sqlite")
    store.append(R1, Life.filed().events, 0)
    store.close()
    store.close()
    assert ["requests.sqlite"] == [path.name for path in tmp_path.iterdir()]


def test_the_file_keeps_sequence_and_cause_apart_by_itself(tmp_path):
    """The file refuses a repeated number and a repeated cause, whoever writes; its log is written ahead."""
    path = tmp_path / "requests.sqlite"
    with SqliteStore(path) as store:
        store.append(R1, [attrs.evolve(Life.filed().events[0], cause="m1")], 0)
    other = sqlite3.connect(path)
    write = "INSERT INTO request_event (request, sequence, cause, payload) VALUES (?, ?, ?, '{}')"
    for row in [("r1", 1, "m2"), ("r1", 2, "m1")]:
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(write, row)
    other.execute(write, ("r1", 2, ""))
    other.execute(write, ("r1", 3, ""))
    other.execute(write, ("r2", 1, "m1"))
    assert [("wal",)] == other.execute("PRAGMA journal_mode").fetchall()
    other.close()


def test_a_stored_event_that_cannot_be_read_is_named(tmp_path):
    """A damaged row is told with its request and number, and nothing is appended behind it."""
    path = tmp_path / "requests.sqlite"
    life = Life.filed().then(commands.record_trip, 1)
    with SqliteStore(path) as store:
        store.append(R1, life.events, 0)
    other = sqlite3.connect(path)
    (text,) = other.execute("SELECT payload FROM request_event WHERE sequence = 2").fetchone()
    with other:
        other.execute(
            "UPDATE request_event SET payload = ? WHERE sequence = 2",
            (json.dumps({**json.loads(text), "v": 9}),),
        )
    other.close()
    with SqliteStore(path) as store:
        with pytest.raises(InvalidInput, match="request r1, event 2: v: given 9, expected 1 to 2"):
            store.load(R1)
        with pytest.raises(InvalidInput, match="request r1, event 2"):
            store.append(R1, life.then(commands.record_trip, 2).events[2:], 2)
        assert 1 == store.append(RequestId("r2"), of("r2", life.events[0]), 0)


def test_what_is_no_store_is_refused(tmp_path):
    """A file that is none of SQLite, or in a folder that is not there, is named with what was expected."""
    text = tmp_path / "letter.txt"
    text.write_text("Yth. Bapak/Ibu, " * 100)
    with pytest.raises(InvalidInput, match=r"a file of SQLite that can be opened .*not a database") as caught:
        SqliteStore(text)
    assert str(text) == caught.value.faults[0].given
    with pytest.raises(InvalidInput, match=r"store: given .*unable to open"):
        SqliteStore(tmp_path / "nowhere" / "requests.sqlite")
    assert text.read_text().startswith("Yth.")


def test_who_waits_too_long_for_another_writer_is_told(tmp_path):
    """While somebody else writes an append waits, and gives up after its time without changing anything."""
    path = tmp_path / "requests.sqlite"
    with SqliteStore(path, timeout=0.05) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            store.append(R1, Life.filed().events, 0)
        assert () == store.load(R1)
        other.execute("ROLLBACK")
        other.close()
        assert 1 == store.append(R1, Life.filed().events, 0)


EACH = 15

WRITER = """
import sys
from asnwork.adapters.store import SqliteStore
from asnwork.errors import VersionConflict
from tests.adapters.test_store import trips

path, name, count = sys.argv[1:]
with SqliteStore(path, timeout=60) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    print(trips(store, name, int(count)))
"""


def trips(store, name, count):
    """Record trips under one writer's name, again after each conflict; return how many there were."""
    conflicts = 0
    for number in range(count):
        while True:
            request = replay(store.load(R1))
            _, event = commands.record_trip(request, stamp(5, f"{name}-{number}", f"{name}-{number}"))
            try:
                version = store.append(R1, [event], request.version)
            except VersionConflict:
                conflicts += 1
                continue
            assert version == event.sequence
            break
    return conflicts


def nothing_was_lost(store, *names):
    """Every trip of every writer is stored once, and the numbers have no gap."""
    events = store.load(R1)
    assert list(range(1, len(names) * EACH + 2)) == [event.sequence for event in events]
    expected = {f"{name}-{number}" for name in names for number in range(EACH)}
    assert sorted(expected) == sorted(event.cause for event in events[1:])
    assert len(names) * EACH == replay(events).present.trips


def test_no_update_is_lost_between_threads(store: EventStore):
    """Four threads that share a store and write the same request lose nothing."""
    store.append(R1, Life.filed().events, 0)
    names = ("ani", "budi", "citra", "dodi")
    threads = [threading.Thread(target=trips, args=(store, name, EACH)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    nothing_was_lost(store, *names)


def test_no_update_is_lost_between_processes(tmp_path, request):
    """Two processes that write the same request in one file at one time lose nothing."""
    path = tmp_path / "requests.sqlite"
    with SqliteStore(path) as store:
        store.append(R1, Life.filed().events, 0)
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), name, str(EACH)],
                cwd=request.config.rootpath,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for name in ("ani", "budi")
        ]
        assert ["ready\n", "ready\n"] == [writer.stdout.readline() for writer in writers]
        for writer in writers:
            writer.stdin.write("go\n")
            writer.stdin.flush()
        answers = [writer.communicate(timeout=60)[0] for writer in writers]
        assert [0, 0] == [writer.returncode for writer in writers]
        assert all(int(answer) >= 0 for answer in answers)
        nothing_was_lost(store, "ani", "budi")


def test_a_new_file_may_be_opened_by_many_at_once(tmp_path):
    """Several stores that open a file that does not exist yet all succeed, and see each other's events."""
    path = tmp_path / "requests.sqlite"
    failures = []

    def open_and_write(name):
        try:
            with SqliteStore(path, timeout=60) as store:
                store.append(RequestId(name), of(name, *Life.filed().events), 0)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_and_write, args=(f"r{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [] == failures
    with SqliteStore(path) as store:
        assert [1] * 8 == [len(store.load(RequestId(f"r{number}"))) for number in range(8)]
