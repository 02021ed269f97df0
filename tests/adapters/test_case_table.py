from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from asnwork.adapters.case_table import load_case_table
from asnwork.adapters.loaded_log import LoadedLog
from asnwork.adapters.mapping import parse_mapping
from asnwork.domain.moment import to_us
from asnwork.errors import InvalidInput
from tests.adapters.logs import written

MAPPING = """
zone = "Asia/Jakarta"
not_officers = ["robot"]
missing = ["-"]
[cases]
case = "id"
opened = "created"
closed = "closed"
ended = "changed"
due = "promised"
service = "type"
channel = "channel"
decided_by = "who"
status = "status"
decision = "answer"
[always]
district = "north"
[status]
open = ["open"]
closed = ["done"]
withdrawn = ["cancelled"]
duplicate = ["double"]
[decision]
granted = ["yes"]
refused = ["no"]
"""
HEADER = "id,created,closed,changed,promised,type,channel,who,status,answer\n"


def load(folder: Path, rows: str, *, mapping: str = MAPPING, **options: object) -> LoadedLog:
    """The rows, under the header of these tests, loaded as a case table."""
    return load_case_table(written(folder, HEADER + rows), parse_mapping(mapping), **options)


def us(text: str) -> int:
    """A moment on the clock of Surabaya, in microseconds since the epoch."""
    return to_us(datetime.fromisoformat(f"{text}+07:00"))


GOOD = "1,2026-05-04T08:00:00,2026-05-05T09:00:00,2026-05-06T00:00:00,2026-05-06,ktp,web,ani,done,yes\n"


def test_a_row_becomes_a_fact_and_nothing_is_invented(tmp_path: Path) -> None:
    """A row gives the fields that its columns hold; everything else stays unknown."""
    log = load(tmp_path, GOOD)
    (fact,) = log.rows.requests
    assert ("1", "ktp", "web", "north") == (fact.request, fact.service, fact.channel, fact.district)
    assert (us("2026-05-04T08:00"), us("2026-05-05T09:00")) == (fact.submitted_at, fact.closed_at)
    assert us("2026-05-06T00:00") == fact.due_at == fact.office_due_at
    assert ("ani", "granted", "") == (fact.decided_by, fact.decision, fact.ended_as)
    assert fact.ended_at is fact.ready_at is fact.decided_at is fact.steps_done is fact.solved is None
    assert log.rows.steps is log.rows.attendance is log.rows.work_results is None
    assert {"rows": 1, "requests": 1} == dict(log.counts)
    assert ("ani",) == log.officers


def test_a_column_may_hold_the_citys_references_to_applicants(tmp_path: Path) -> None:
    """A reference tells one citizen from another; a row with an identity number there is not taken."""
    mapping = MAPPING.replace('decided_by = "who"', 'applicant = "who"')
    nik = GOOD.replace("1,", "2,", 1).replace("ani", "3578010101900001")
    log = load(tmp_path, GOOD + nik + GOOD.replace("1,", "3,", 1).replace("ani", "-"), mapping=mapping)
    assert ["ani", ""] == [fact.applicant for fact in log.rows.requests]
    (row,) = log.unusable
    assert (
        "who holds 16 digits (hidden), not a reference of the city's own, not a NIK, NIP or phone"
        == row.reason
    )
    assert "3578010101900001" not in str(row)
    assert {""} == {fact.applicant for fact in load(tmp_path, GOOD).rows.requests}


def test_a_log_holds_as_of_its_last_moment(tmp_path: Path) -> None:
    """Without another word a log was made when the last thing in it happened; what is due later is open."""
    later = GOOD.replace("1,", "2,", 1).replace("2026-05-05T09:00:00", "2026-05-07T09:00:00")
    log = load(tmp_path, GOOD + later)
    assert us("2026-05-07T09:00") == log.as_of
    assert {log.as_of} == {fact.as_of for fact in log.rows.requests}


def test_a_log_may_have_been_made_later_but_not_before_its_last_moment(tmp_path: Path) -> None:
    """The caller may say when the log was made, if nothing in it happened later."""
    assert us("2026-06-01T00:00") == load(tmp_path, GOOD, as_of=us("2026-06-01T00:00")).as_of
    with pytest.raises(InvalidInput, match=r"as_of: given .*, the last moment in the log, or later"):
        load(tmp_path, GOOD, as_of=us("2026-05-05T08:59"))


def test_a_status_says_how_a_request_ended(tmp_path: Path) -> None:
    """Words of the status column say what ended otherwise, and only then its moment is read."""
    rows = (
        "1,2026-05-04T08:00:00,,2026-05-05T10:00:00,,ktp,web,,cancelled,\n"
        "2,2026-05-04T08:00:00,2026-05-05T09:00:00,-,,ktp,web,,double,\n"
        "3,2026-05-04T08:00:00,,2026-05-05T10:00:00,,ktp,web,,open,\n"
    )
    first, second, third = load(tmp_path, rows).rows.requests
    assert ("withdrawn", us("2026-05-05T10:00"), None) == (first.ended_as, first.ended_at, first.closed_at)
    assert ("duplicate", second.closed_at) == (second.ended_as, second.ended_at)
    assert ("", None) == (third.ended_as, third.ended_at)


def test_an_account_decides_nothing(tmp_path: Path) -> None:
    """Who decided is an officer or not known."""
    (fact,) = load(tmp_path, GOOD.replace("ani", "robot")).rows.requests
    assert fact.decided_by is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",2026-05-04,,,,ktp,web,,open,\n", "id is empty"),
        ("-,2026-05-04,,,,ktp,web,,open,\n", "id is empty"),
        ("2,,,,,ktp,web,,open,\n", "created is empty"),
        ("2,04/05/2026,,,,ktp,web,,open,\n", "created is not a moment: '04/05/2026'"),
        ("2,2026-05-04,2026-02-30,,,ktp,web,,open,\n", "closed is not a moment: '2026-02-30'"),
        ("2,2026-05-04,,,soon,ktp,web,,open,\n", "promised is not a moment: 'soon'"),
        (
            "2,2026-05-04,,,,ktp,web,,opn,\n",
            "the mapping does not say what status 'opn' means; did you mean open?",
        ),
        ("2,2026-05-04,,,,ktp,web,,open,maybe\n", "the mapping does not say what answer 'maybe' means"),
        ("2,2026-05-04,,,,ktp,web,,done,\n", "closed by its status, and closed is empty"),
        ("2,2026-05-04,2026-05-05,,,ktp,web,,open,\n", "open by its status, and closed is filled"),
        ("2,2026-05-04\n", "it has 2 cells, the header has 10"),
        ("2,0001-01-01T00:00:00+23:59,,,,ktp,web,,open,x\0\n", "it holds a NUL byte"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_rest_goes_on(
    tmp_path: Path, row: str, reason: str
) -> None:
    """A row that cannot be used is counted and named by its line; asked to be strict, the file is refused."""
    log = load(tmp_path, GOOD + row + GOOD.replace("1,", "3,", 1))
    assert [(3, reason)] == [(each.line, each.reason) for each in log.unusable]
    assert ["1", "3"] == [fact.request for fact in log.rows.requests]
    assert 3 == log.counts["rows"]
    with pytest.raises(InvalidInput, match="line 3"):
        load(tmp_path, GOOD + row, strict=True)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "2,04/05/2026,,,,ktp,web,,open,\n",
            "line 3, column created: given '04/05/2026', expected a moment such as 2026-05-05 09:00",
        ),
        ("2,,,,,ktp,web,,open,\n", "line 3, column created: given nothing, expected a value"),
        (
            "2,2026-05-04,,,,ktp,web,,opn,\n",
            "line 3, column status: given 'opn', expected a word that the mapping explains "
            "(did you mean open?)",
        ),
        (
            "2,2026-05-04,,,,ktp,web,,open,maybe\n",
            "line 3, column answer: given 'maybe', expected a word that the mapping explains",
        ),
        (
            "2,2026-05-04,,,,ktp,web,,done,\n",
            "line 3: given closed by its status, and closed is empty, expected a row that can be used",
        ),
        ("2,2026-05-04,ani\n", "line 3: given 3 cells, expected 10 cells, as the header has"),
    ],
)
def test_a_strict_refusal_shows_the_cell_and_nobody_in_its_row(tmp_path: Path, row: str, told: str) -> None:
    """The fault names line and column, the cell and what belongs there; the rest of the row is not shown."""
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, GOOD + row, strict=True)
    assert [told] == [str(fault) for fault in caught.value.faults]


def test_a_moment_is_asked_for_as_the_mapping_writes_it(tmp_path: Path) -> None:
    """Where the mapping has its own way to write moments, the example is written so."""
    mapping = 'time_format = "%d/%m/%Y %H:%M"\n' + MAPPING
    with pytest.raises(InvalidInput, match=r"expected a moment such as 05/05/2026 09:00"):
        load(tmp_path, GOOD, mapping=mapping, strict=True)


def test_a_file_of_which_nothing_can_be_used_is_refused(tmp_path: Path) -> None:
    """A file without one usable row is refused, saying what is wrong most often."""
    with pytest.raises(
        InvalidInput, match=r"rows: given '3 that cannot'.*\(3 times: created is not a moment\)"
    ):
        load(tmp_path, "1,x,,,,ktp,web,,open,\n" * 3)


def test_a_header_without_rows_is_a_log_without_requests(tmp_path: Path) -> None:
    """A table that is there and empty is no error."""
    log = load(tmp_path, "")
    assert (0, ()) == (log.as_of, log.rows.requests)


def test_rows_given_twice_are_named_and_the_first_is_kept(tmp_path: Path) -> None:
    """A repeated request is named with both lines and what differs; the first row is kept."""
    other = GOOD.replace("web", "phone").replace("ktp", "kk")
    log = load(tmp_path, GOOD + GOOD + other + other)
    assert ["web"] == [fact.channel for fact in log.rows.requests]
    assert [(3, 2, ()), (4, 2, ("type", "channel")), (5, 2, ())] == [
        (each.line, each.first_line, each.differs) for each in log.repeated
    ]
    assert "log.csv, line 4: 1 again, as in line 2; differs in type, channel" == str(log.repeated[1])


def test_rows_given_twice_can_be_refused(tmp_path: Path) -> None:
    """A mapping may refuse repeated rows; each is named."""
    with pytest.raises(InvalidInput, match=r"line 3: given '1', expected each once \(first in line 2\)"):
        load(tmp_path, GOOD + GOOD, mapping='repeats = "refuse"\n' + MAPPING)


def test_a_row_that_contradicts_itself_is_used_and_named(tmp_path: Path) -> None:
    """A request closed before it was opened is kept as it stands, and named."""
    log = load(tmp_path, GOOD.replace("2026-05-05T09", "2026-05-03T09"))
    assert 1 == len(log.rows.requests)
    assert ["closed before it was opened; used as it stands"] == [each.reason for each in log.doubtful]


def test_a_stamp_without_an_offset_needs_a_zone(tmp_path: Path) -> None:
    """Where neither the stamp nor the mapping names a zone, the file is refused."""
    with pytest.raises(InvalidInput, match=r"zone: given '2026-05-04T08:00:00', expected .*Asia/Jakarta"):
        load(tmp_path, GOOD, mapping=MAPPING.replace('zone = "Asia/Jakarta"', ""))


def test_a_stamp_with_an_offset_is_that_moment(tmp_path: Path) -> None:
    """An offset counts, whatever the zone of the mapping."""
    (fact,) = load(tmp_path, GOOD.replace("04T08:00:00", "04T08:00:00Z")).rows.requests
    assert us("2026-05-04T15:00") == fact.submitted_at


def test_stamps_are_read_as_the_mapping_says(tmp_path: Path) -> None:
    """Another way to write moments can be named."""
    rows = "1,04/05/2026 08:00,,,,ktp,web,,open,\n2,2026-05-04,,,,ktp,web,,open,\n"
    log = load(tmp_path, rows, mapping='time_format = "%d/%m/%Y %H:%M"\n' + MAPPING)
    assert [us("2026-05-04T08:00")] == [fact.submitted_at for fact in log.rows.requests]
    assert [3] == [each.line for each in log.unusable]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("2026-11-01T01:30", "2026-11-01T05:30Z"), ("2026-03-08T02:30", "2026-03-08T07:30Z")],
)
def test_an_hour_that_a_clock_shows_twice_or_never_is_read_by_rule(
    tmp_path: Path, clock: str, expected: str
) -> None:
    """Of an hour shown twice the first is meant; a skipped one is read with the offset before it."""
    mapping = MAPPING.replace("Asia/Jakarta", "America/New_York")
    (fact,) = load(tmp_path, f"1,{clock},,,,ktp,web,,open,\n", mapping=mapping).rows.requests
    assert to_us(datetime.fromisoformat(expected)) == fact.submitted_at


def test_what_the_log_never_records_is_said(tmp_path: Path) -> None:
    """Figures for which there is no column are marked, so that their absence means nothing."""
    unrecorded = load(tmp_path, GOOD).rows.unrecorded
    assert {"solved", "reopened_at", "ready_at", "forwarded", "first_response_at"} <= unrecorded
    assert not {"closed_at", "due_at", "office_due_at", "withdrawn", "granted", "ended_at"} & unrecorded


def test_no_row_that_is_shown_holds_an_identity_number(tmp_path: Path) -> None:
    """Rows are shown with long numbers starred."""
    log = load(tmp_path, GOOD + "3578010505900001,x,,,,ktp,web,,open,\n")
    assert "3578010505900001" not in repr(log.unusable)
