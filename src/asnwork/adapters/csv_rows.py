"""Rows of a CSV file, plain or gzipped, one by one; what is no row is named by its line, and reading goes on.

A quote that nobody closes would swallow the rows after it. So a record over several lines that does not
come out right costs its first line only, and reading starts again on the next one.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from attrs import frozen

from asnwork.adapters.faults import did_you_mean
from asnwork.adapters.files import marked_as, open_file
from asnwork.errors import Fault, InvalidInput

__all__ = ["LONGEST_LINE", "LONGEST_LOG", "Row", "UnusableRow", "open_rows", "shown_row"]

LONGEST_LINE = 1024 * 1024
"""The longest line of a log that is read, in characters."""
LONGEST_LOG = 1024 * LONGEST_LINE
"""The longest log that is read, in characters once it is unpacked."""

_BAD_BYTES = re.compile("[\udc80-\udcff]")
_DIGITS = re.compile(r"\d{9,}")


@frozen
class Row:
    """A row: the line of the file where it begins, and its cells without spaces around them."""

    line: int
    cells: Sequence[str]


@frozen(kw_only=True)
class UnusableRow:
    """A row that could not be used: its file, the line where it begins, why, and its text shortened."""

    source: str
    line: int
    reason: str
    text: str

    def __str__(self) -> str:
        return f"{self.source}, line {self.line}: {self.reason}"


def shown_row(text: str) -> str:
    """Return the text of a row fit to be shown: shortened, long numbers starred as they may be identities.

    Examples:
        >>> shown_row("3578010505900001,ktp")
        '**************01,ktp'
    """
    starred = _DIGITS.sub(lambda found: "*" * (len(found[0]) - 2) + found[0][-2:], text.rstrip("\r\n"))
    starred = starred.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
    return starred if len(starred) <= 120 else starred[:117] + "..."


class _Lines:
    """The lines of a file, with those of the record in hand, which can be put back."""

    def __init__(self, file: TextIO, source: str) -> None:
        self.number = 0
        self.taken: list[str] = []
        self._waiting: deque[str] = deque()
        self._read = self._lines(file, source)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._read)
        self.number += 1
        self.taken.append(line)
        return line

    def put_back_all_but_the_first(self) -> None:
        back = self.taken[1:]
        self.number -= len(back)
        self._waiting.extendleft(reversed(back))

    @staticmethod
    def _lines(file: TextIO, source: str) -> Iterator[str]:
        size = 0
        try:
            while line := file.readline(LONGEST_LINE + 1):
                size += len(line)
                if len(line) > LONGEST_LINE or size > LONGEST_LOG:
                    raise InvalidInput(_too_long(len(line)), source=source)
                yield line
        except _NOT_WHOLE as error:
            raise InvalidInput(_not_whole(error), source=source) from None


@contextmanager
def open_rows(
    path: str | os.PathLike[str], wanted: Iterable[tuple[str, str]], *, delimiter: str = ","
) -> Iterator[tuple[Sequence[str], Iterator[Row | UnusableRow]]]:
    """Open a CSV file, read its header and, as they are asked for, its rows; the file is closed at the end.

    Args:
        path: The file, plain or gzipped; UTF-8, as spreadsheets save it or without a byte order mark.
        wanted: The columns that must be there, each with the place where the mapping names it.
        delimiter: What stands between two cells.

    Yields:
        The names of the columns, and the rows; an empty line is no row.

    Raises:
        InvalidInput: The file cannot be read, has no header, or a column is missing or there twice.
    """
    source = os.path.basename(os.fspath(path))
    with open_file(path) as raw, _text_of(raw, source) as file:
        lines = _Lines(file, source)
        records = _records(lines, source, delimiter)
        header = next(records, None)
        if not isinstance(header, Row):
            given = "an empty file" if header is None else header.reason
            fault = Fault("line 1", given=given, expected="a row with the names of the columns")
            raise InvalidInput(fault, source=source)
        _check_header(header.cells, tuple(wanted), source, delimiter)
        yield header.cells, _of_width(records, len(header.cells), lines, source)


def _text_of(raw: BinaryIO, source: str) -> TextIO:
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    content: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=raw) if packed else raw
    try:
        mark = marked_as(content.read(4))
        content.seek(0)
    except _NOT_WHOLE as error:
        raise InvalidInput(_not_whole(error), source=source) from None
    if mark == "UTF-16":
        hint = "save it as CSV UTF-8"
        raise InvalidInput(Fault("file", given=mark, expected="UTF-8", hint=hint), source=source)
    # Bytes that are no UTF-8 come through as surrogates, so that only their row is lost.
    return io.TextIOWrapper(content, encoding="utf-8-sig", errors="surrogateescape", newline="")


_NOT_WHOLE = (OSError, EOFError, zlib.error)


def _too_long(line: int) -> Fault:
    given = f"a line of more than {LONGEST_LINE}" if line > LONGEST_LINE else f"more than {LONGEST_LOG}"
    return Fault("file", given=f"{given} characters", expected="less")


def _not_whole(error: Exception) -> Fault:
    return Fault("file", given=str(error), expected="a whole gzip file")


def _records(lines: _Lines, source: str, delimiter: str) -> Iterator[Row | UnusableRow]:
    """What the lines hold; a record that is not right costs its first line."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken.clear()
        first = lines.number + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
            problem = _bytes_problem(lines.taken)
        except StopIteration:
            return
        except csv.Error as error:
            cells, problem = [], f"a quote is not closed or stands inside a cell ({error})"
        if problem:
            text = lines.taken[0]
            lines.put_back_all_but_the_first()
            yield UnusableRow(source=source, line=first, reason=problem, text=shown_row(text))
        elif cells:
            yield Row(first, cells)


def _bytes_problem(taken: Iterable[str]) -> str:
    for line in taken:
        if "\0" in line:
            return "it holds a NUL byte"
        if not line.isascii() and _BAD_BYTES.search(line):
            return "it is not UTF-8"
    return ""


def _of_width(
    records: Iterator[Row | UnusableRow], width: int, lines: _Lines, source: str
) -> Iterator[Row | UnusableRow]:
    for record in records:
        if isinstance(record, Row) and len(record.cells) != width:
            reason = f"it has {len(record.cells)} cells, the header has {width}"
            text = lines.taken[0]
            lines.put_back_all_but_the_first()
            yield UnusableRow(source=source, line=record.line, reason=reason, text=shown_row(text))
        else:
            yield record


def _check_header(
    header: Sequence[str], wanted: Iterable[tuple[str, str]], source: str, delimiter: str
) -> None:
    faults = []
    other = next((mark for mark in ",;\t|" if mark != delimiter and mark in header[0]), "")
    hint = f"or the delimiter is {other!r}" if len(header) == 1 and other else ""
    for place, column in wanted:
        if header.count(column) > 1:
            faults.append(Fault(place, given=column, expected="a column that stands once in the header"))
        elif column not in header:
            near = hint or did_you_mean(column, header, "columns")
            faults.append(Fault(place, given=column, expected="a column of the file", hint=near))
    if faults:
        raise InvalidInput(*faults, source=source)
