from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnwork.adapters import csv_rows
from asnwork.adapters.csv_rows import Row, UnusableRow, open_rows, shown_row
from asnwork.errors import InvalidInput
from tests.adapters.logs import written

WANTED = [("events.case", "id"), ("events.time", "at")]


def rows_in(path: Path) -> list[Row | UnusableRow]:
    """Every row of a file with the columns id, at and note."""
    with open_rows(path, WANTED) as (_, rows):
        return list(rows)


def told(path: Path) -> list[tuple[int, object]]:
    """Each row as its line with its cells, or with the reason why it could not be used."""
    return [(row.line, list(row.cells) if isinstance(row, Row) else row.reason) for row in rows_in(path)]


@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz", "packed_without_suffix"])
def test_rows_come_with_the_line_where_they_begin(tmp_path: Path, name: str) -> None:
    """A row knows its physical line, also after empty lines and cells over several lines."""
    content = 'id,at,note\n1,a,"two\nlines"\n\n 2 , b ,x\r\n3,c,\n'
    path = written(tmp_path, content, name)
    assert [(2, ["1", "a", "two\nlines"]), (5, ["2", "b", "x"]), (6, ["3", "c", ""])] == told(path)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1,a", "it has 2 cells, the header has 3"),
        ("1,a,b,c", "it has 4 cells, the header has 3"),
        ('1,a,"b"c', "a quote is not closed or stands inside a cell (',' expected after '\"')"),
        ("1,a\0,b", "it holds a NUL byte"),
    ],
)
def test_a_row_that_is_none_costs_only_itself(tmp_path: Path, line: str, reason: str) -> None:
    """A ragged or broken row is named by its line with the reason, and those around it are read."""
    path = written(tmp_path, f"id,at,note\n0,x,y\n{line}\n2,x,y\n")
    assert [(2, ["0", "x", "y"]), (3, reason), (4, ["2", "x", "y"])] == told(path)


def test_a_quote_that_nobody_closes_costs_one_row(tmp_path: Path) -> None:
    """An open quote does not swallow the rows after it, whether or not a later row has a quote too."""
    path = written(tmp_path, 'id,at,note\n1,a,"open\n2,b,x\n3,c,"fine"\n4,d,"open\n5,e,x\n')
    lines = told(path)
    assert [(3, ["2", "b", "x"]), (4, ["3", "c", "fine"]), (6, ["5", "e", "x"])] == [
        row for row in lines if isinstance(row[1], list)
    ]
    assert [2, 5] == [line for line, cells in lines if not isinstance(cells, list)]


def test_bytes_that_are_no_utf_8_cost_one_row(tmp_path: Path) -> None:
    """A row in another encoding is named and the rest is read; its text can still be printed."""
    path = written(tmp_path, b"id,at,note\n1,a,caf\xe9\n2,b,caf\xc3\xa9\n")
    broken, fine = rows_in(path)
    assert isinstance(broken, UnusableRow)
    assert "it is not UTF-8" == broken.reason
    broken.text.encode("utf-8")
    assert isinstance(fine, Row)
    assert ["2", "b", "café"] == list(fine.cells)


def test_a_byte_order_mark_of_a_spreadsheet_is_let_pass(tmp_path: Path) -> None:
    """A CSV file as spreadsheets save it is read like any other."""
    path = written(tmp_path, b"\xef\xbb\xbfid,at,note\n1,a,b\n")
    assert [(2, ["1", "a", "b"])] == told(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: given 'an empty file', expected a row with the names of the columns"),
        (b"\n\n", "line 1: given 'an empty file'"),
        (b'"id,at\n1,2\n', "line 1: given 'a quote is not closed"),
        (b"id,att\n", r"events.time: given 'at', expected a column of the file \(did you mean att\?\)"),
        (b"x,y\n", r"events.case: given 'id', .*\(columns: x, y\)"),
        (b"id;at;note\n", r"events.case: .*\(or the delimiter is ';'\)"),
        (b"id,at,id\n", "events.case: given 'id', expected a column that stands once in the header"),
        ("id,at\n".encode("utf-16"), r"given 'UTF-16', expected UTF-8 \(save it as CSV UTF-8\)"),
        (b"\x1f\x8b\x08\x00broken", "expected a whole gzip file"),
    ],
)
def test_a_file_without_its_columns_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """An empty file, a missing column, a wrong delimiter or encoding is refused, naming the near misses."""
    with pytest.raises(InvalidInput, match=message):
        rows_in(written(tmp_path, content))


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    """All columns that are missing are reported at once."""
    with pytest.raises(InvalidInput) as caught:
        rows_in(written(tmp_path, "x,y\n"))
    assert ["events.case", "events.time"] == [fault.path for fault in caught.value.faults]


def test_a_gzip_file_cut_short_is_refused(tmp_path: Path) -> None:
    """A file whose end is missing is refused rather than taken for the whole."""
    path = written(tmp_path, "id,at,note\n" + "".join(f"{i},a,b\n" for i in range(5000)), "log.csv.gz")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InvalidInput, match="expected a whole gzip file"):
        rows_in(path)


@pytest.mark.parametrize(("limit", "size"), [("LONGEST_LINE", 30), ("LONGEST_LOG", 30)])
def test_a_file_beyond_the_limits_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, size: int
) -> None:
    """A line or a log of more than the limit is refused."""
    monkeypatch.setattr(csv_rows, limit, size)
    path = written(tmp_path, "id,at,note\n1,a,b\n2,b," + "x" * 40 + "\n")
    with pytest.raises(InvalidInput, match="more than 30 characters"):
        rows_in(path)


def test_long_numbers_are_starred_where_rows_are_shown() -> None:
    """A number that may be an identity is never shown whole, and a long row is cut."""
    assert "**************01,x" == shown_row("3578010505900001,x\r\n")
    assert 120 == len(shown_row("x" * 500))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters='\0"\r\n,'), max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.sampled_from(["good", "ragged", "open"]), max_size=12), CELLS)
def test_no_line_is_lost(tmp_path: Path, kinds: list[str], cell: str) -> None:
    """Whatever is broken, every line that is not empty comes out once, in order, and good ones are read."""
    line = {"good": f"1,a,{cell}", "ragged": "1,a", "open": '1,a,"b'}
    path = written(tmp_path, "id,at,note\n" + "".join(line[kind] + "\n" for kind in kinds))
    rows = rows_in(path)
    assert list(range(2, len(kinds) + 2)) == [row.line for row in rows]
    assert [kind == "good" for kind in kinds] == [isinstance(row, Row) for row in rows]
