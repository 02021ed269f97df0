from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from asnwork.adapters.event_log import load_event_log, load_log
from asnwork.adapters.loaded_log import LoadedLog
from asnwork.adapters.mapping import parse_mapping
from asnwork.domain.moment import to_us
from asnwork.errors import InvalidInput
from tests.adapters.logs import written

EVENTS = """
zone = "Asia/Jakarta"
not_officers = ["admin"]
not_officers_like = ["bot-*"]
missing = ["EMPTY"]
[events]
case = "case"
activity = "what"
time = "done"
start = "begun"
officer = "who"
unit = "unit"
event = "task"
[always]
service = "permit"
channel = "web"
"""
WITH_CASES = (
    EVENTS + '[cases]\nfile = "cases.csv"\ncase = "id"\nopened = "filed"\ndue = "due"\nclosed = "end"\n'
)
OWN_COLUMNS = EVENTS + '[cases]\ndue = "unit"\n'
HEADER = "case,task,what,begun,done,who,unit\n"
ROWS = (
    "a,1,verify,2026-05-04T08:00,2026-05-04T08:10,ani,north\n"
    "a,2,sign,2026-05-04T09:00,2026-05-04T09:10,budi,EMPTY\n"
    "b,1,verify,,2026-05-04T10:00,admin,north\n"
    "b,2,sign,,2026-05-04T11:00,bot-7,north\n"
    "b,3,print,,2026-05-04T12:00,,north\n"
)
CASES = (
    "id,filed,due,end\n"
    "a,2026-05-01T00:00,2026-05-05T00:00,2026-05-04T12:00\n"
    "b,2026-05-02T00:00,,\n"
    "c,2026-05-03,,\n"
)


def load(folder: Path, rows: str = ROWS, *, mapping: str = EVENTS, **options: object) -> LoadedLog:
    """The rows, under the header of these tests, loaded as an event log."""
    return load_event_log(written(folder, HEADER + rows), parse_mapping(mapping), **options)


def us(text: str) -> int:
    """A moment on the clock of Surabaya, in microseconds since the epoch."""
    return to_us(datetime.fromisoformat(f"{text}+07:00"))


def test_a_row_is_a_step_of_an_officer(tmp_path: Path) -> None:
    """Rows become steps with what their columns hold, and nothing more."""
    log = load(tmp_path)
    first, second = log.rows.steps
    assert ("a", "verify", "ani", "north") == (first.request, first.step, first.officer, first.unit)
    assert (us("2026-05-04T08:00"), us("2026-05-04T08:10")) == (first.started_at, first.ended_at)
    assert first.effort is first.credit is first.queued_at is first.at_office is None
    assert "" == second.unit
    assert ("ani", "budi") == log.officers
    assert log.rows.attendance is None


def test_accounts_are_set_aside_and_counted(tmp_path: Path) -> None:
    """Rows of accounts, and rows that name nobody, are no officer's steps; their number is told."""
    log = load(tmp_path)
    assert {"": 1, "admin": 1, "bot-7": 1} == dict(log.set_aside)
    assert {"rows": 5, "events": 5, "requests": 2, "steps": 2} == dict(log.counts)
    assert [2, 0] == [fact.steps_done for fact in log.rows.requests]


def test_without_a_case_table_a_request_begins_at_its_first_event(tmp_path: Path) -> None:
    """A log of events alone gives the requests that its rows name; no other moment is made up."""
    first, second = load(tmp_path).rows.requests
    assert (us("2026-05-04T08:00"), us("2026-05-04T10:00")) == (first.submitted_at, second.submitted_at)
    assert ("permit", "web") == (first.service, first.channel)
    assert first.closed_at is first.due_at is first.ready_at is first.decided_by is None
    assert us("2026-05-04T12:00") == first.as_of


def test_a_case_table_beside_the_log_is_read_too(tmp_path: Path) -> None:
    """Requests come from the case table that the mapping names, also those without an event."""
    written(tmp_path, CASES, "cases.csv")
    log = load(tmp_path, mapping=WITH_CASES)
    assert ["a", "b", "c"] == [fact.request for fact in log.rows.requests]
    assert us("2026-05-01T00:00") == log.rows.requests[0].submitted_at
    assert us("2026-05-05T00:00") == log.rows.requests[0].due_at
    assert [2, 0, 0] == [fact.steps_done for fact in log.rows.requests]


def test_a_case_table_elsewhere_can_be_named(tmp_path: Path) -> None:
    """The caller may name the case table, wherever it is."""
    (tmp_path / "far").mkdir()
    path = written(tmp_path / "far", CASES, "other.csv")
    log = load(tmp_path, mapping=WITH_CASES, cases=path)
    assert 3 == log.counts["requests"]
    with pytest.raises(InvalidInput, match=r"expected \[cases\] in the mapping"):
        load(tmp_path, cases=path)


def test_a_case_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A mapping that names a case table which is not beside the log is refused."""
    with pytest.raises(InvalidInput, match=r"cases\.csv: file: given 'nothing there'"):
        load(tmp_path, mapping=WITH_CASES)


def test_what_a_case_is_may_stand_in_the_log_itself(tmp_path: Path) -> None:
    """Without a case table the columns of cases are those of the first row of each case."""
    rows = "a,1,x,,2026-05-04T08:10,ani,2026-05-09\na,2,x,,2026-05-04T08:20,ani,2026-05-10\n"
    (fact,) = load(tmp_path, rows, mapping=OWN_COLUMNS).rows.requests
    assert us("2026-05-09T00:00") == fact.due_at


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",9,x,,2026-05-04T08:10,ani,north\n", "case is empty"),
        ("a,9,,,2026-05-04T08:10,ani,north\n", "what is empty"),
        ("a,9,x,,,ani,north\n", "done is empty"),
        ("a,9,x,,yesterday,ani,north\n", "done is not a moment: 'yesterday'"),
        ("a,9,x,2026-13-01,2026-05-04T08:10,ani,north\n", "begun is not a moment: '2026-13-01'"),
        ("a,9,x,2026-05-04T09:00,2026-05-04T08:10,ani,north\n", "begun is after done"),
        ("z,9,x,,2026-05-04T08:10,ani,north\n", "z is not in the case table"),
        ("a,9,x\n", "it has 3 cells, the header has 7"),
        ('a,9,"x"y,,2026-05-04T08:10,ani,north\n', "a quote is not closed or stands inside a cell"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_rest_goes_on(
    tmp_path: Path, row: str, reason: str
) -> None:
    """A row that cannot be used is named by its line; asked to be strict, the log is refused."""
    written(tmp_path, CASES, "cases.csv")
    log = load(tmp_path, row + ROWS, mapping=WITH_CASES)
    assert [2] == [each.line for each in log.unusable]
    assert log.unusable[0].reason.startswith(reason)
    assert 2 == log.counts["steps"]
    with pytest.raises(InvalidInput, match="line 2"):
        load(tmp_path, row + ROWS, mapping=WITH_CASES, strict=True)


def test_a_strict_refusal_names_no_officer(tmp_path: Path) -> None:
    """A row that refuses the log is told by its line, its column and the cell, without who did the step."""
    written(tmp_path, CASES, "cases.csv")
    rows = "a,9,x,,yesterday,ani,north\nz,9,x,,2026-05-04T08:10,ani,north\na,9,x,,ani\n"
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, rows + ROWS, mapping=WITH_CASES, strict=True)
    assert [
        "line 2, column done: given 'yesterday', expected a moment such as 2026-05-05 09:00",
        "line 3: given 'z', expected a case of the case table",
        "line 4: given 5 cells, expected 7 cells, as the header has",
    ] == [str(fault) for fault in caught.value.faults]


def test_rows_of_one_event_are_taken_once(tmp_path: Path) -> None:
    """An event that stands twice is one step, by its name in the case, or else when whole rows agree."""
    twice = ROWS + "a,1,verify,2026-05-04T08:00,2026-05-04T08:10,ani,south\n"
    log = load(tmp_path, twice)
    assert [(7, 2, "a, 1", ("unit",))] == [
        (each.line, each.first_line, each.id, each.differs) for each in log.repeated
    ]
    assert 5 == log.counts["events"]
    unnamed = load(tmp_path, twice + ROWS, mapping=EVENTS.replace('event = "task"\n', ""))
    assert (6, 5) == (unnamed.counts["events"], len(unnamed.repeated))


def test_rows_given_twice_can_be_refused(tmp_path: Path) -> None:
    """A mapping may refuse a log in which an event stands twice."""
    with pytest.raises(InvalidInput, match="line 7: given 'a, 1'"):
        load(tmp_path, ROWS + ROWS, mapping='repeats = "refuse"\n' + EVENTS)


def test_an_activity_can_say_how_far_its_case_is(tmp_path: Path) -> None:
    """The first time an activity is done is a moment of its case, and tells who decided."""
    says = EVENTS + '[moments]\ndecided = ["sign"]\nready = ["print"]\nclosed = ["print"]\n'
    says = says.replace("closed = ", "delivered = ")
    rows = "a,3,sign,,2026-05-04T10:00,ani,x\n" + ROWS
    first, second = load(tmp_path, rows, mapping=says).rows.requests
    assert (us("2026-05-04T09:10"), "budi") == (first.decided_at, first.decided_by)
    assert (us("2026-05-04T11:00"), None) == (second.decided_at, second.decided_by)
    assert first.ready_at is None


def test_expected_minutes_of_an_activity_are_its_credit(tmp_path: Path) -> None:
    """Where the mapping says how long an activity takes, a step counts for that."""
    log = load(tmp_path, mapping=EVENTS + "[minutes]\nverify = 2.5\n")
    assert [150_000_000, None] == [step.credit for step in log.rows.steps]
    assert "step_credit" not in log.rows.unrecorded
    assert "step_credit" in load(tmp_path).rows.unrecorded


def test_a_log_that_was_made_later_says_so(tmp_path: Path) -> None:
    """The caller may say when the log was made, if nothing in it happened later."""
    assert us("2026-06-01T00:00") == load(tmp_path, as_of=us("2026-06-01T00:00")).as_of
    with pytest.raises(InvalidInput, match="as_of"):
        load(tmp_path, as_of=us("2026-05-04T11:00"))


def test_a_mapping_of_a_case_table_is_no_mapping_of_events(tmp_path: Path) -> None:
    """Events cannot be read with a mapping that describes none."""
    with pytest.raises(InvalidInput, match=r"events: given 'nothing'.*it describes a case table"):
        load(tmp_path, mapping='zone = "Asia/Jakarta"\n[cases]\ncase = "case"\nopened = "done"\n')


def test_the_mapping_says_which_kind_of_log_it_is(tmp_path: Path) -> None:
    """One call loads either kind."""
    path = written(tmp_path, HEADER + ROWS)
    table = parse_mapping('zone = "Asia/Jakarta"\n[cases]\ncase = "case"\nopened = "done"\n')
    assert load_log(path, table).rows.steps is None
    assert 2 == len(load_log(path, parse_mapping(EVENTS)).rows.steps)


def test_a_stamp_without_an_offset_needs_a_zone(tmp_path: Path) -> None:
    """Where neither the stamp nor the mapping names a zone, the log is refused."""
    with pytest.raises(
        InvalidInput, match=r"zone: given '2026-05-04T08:10', expected a stamp with its offset"
    ):
        load(tmp_path, mapping=EVENTS.replace('zone = "Asia/Jakarta"', ""))
