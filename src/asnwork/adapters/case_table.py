"""Case tables: lists of requests without events, read as facts; no event is invented."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, fields

from asnwork.adapters.csv_rows import Row, UnusableRow, open_rows, shown_row
from asnwork.adapters.loaded_log import LoadedLog, RepeatedRow, refuse_unusable, unrecorded
from asnwork.adapters.mapping import LogMapping
from asnwork.adapters.stamps import stamp_reader
from asnwork.domain.identity import OfficerId, RequestId, reference_faults
from asnwork.domain.request.facts import RequestFact
from asnwork.errors import Fault, InvalidInput, near_misses
from asnwork.policies.gathering import Rows

__all__ = [
    "CaseReader",
    "Cases",
    "checked_as_of",
    "load_case_table",
    "read_cases",
    "refuse_repeats",
    "repeated_row",
    "unusable_row",
]

# Columns that hold moments, with the field of the fact that each becomes.
_MOMENTS = {
    "opened": "submitted_at",
    "complete": "complete_at",
    "first_response": "first_response_at",
    "decided": "decided_at",
    "ready": "ready_at",
    "delivered": "delivered_at",
    "closed": "closed_at",
    "ended": "ended_at",
    "reopened": "reopened_at",
    "due": "due_at",
    "office_due": "office_due_at",
    "first_response_due": "first_response_due_at",
}
_TEXTS = ("service", "channel", "district", "unit")
# What lies ahead, and says nothing of how far the log goes.
_AHEAD = frozenset({"due_at", "office_due_at", "first_response_due_at"})


@define(kw_only=True)
class Cases:
    """What was read of a list of requests: the fields of each fact, and what was not taken as it stood."""

    found: dict[RequestId, dict[str, Any]] = field(factory=dict)
    unusable: list[UnusableRow] = field(factory=list)
    repeated: list[RepeatedRow] = field(factory=list)
    doubtful: list[UnusableRow] = field(factory=list)
    rows: int = 0

    def last_moment(self) -> int:
        """The last moment at which something happened; 0 when nothing did."""
        moments = (
            value
            for case in self.found.values()
            for name, value in case.items()
            if name.endswith("_at") and name not in _AHEAD and value is not None
        )
        return max(moments, default=0)

    def facts(self, as_of: int) -> tuple[RequestFact, ...]:
        """The facts, as of a moment."""
        return tuple(RequestFact(as_of=as_of, **case) for case in self.found.values())


class CaseReader:
    """Reads the cells of one row into the fields of a fact.

    A problem is raised as ValueError with the reason in words.
    """

    def __init__(self, mapping: LogMapping, header: Sequence[str], source: str) -> None:
        self.mapping = mapping
        self.source = source
        columns = {} if mapping.cases is None else dict(mapping.cases.named())
        if mapping.events is not None:
            columns.setdefault("case", mapping.events.case)
        self._columns = columns
        self._at = {name: header.index(column) for name, column in columns.items()}
        self._missing = frozenset(("", *mapping.missing))
        self._stamp = stamp_reader(mapping, source)
        self._status = _meanings(mapping.status)
        self._decision = _meanings(mapping.decision)
        self._moments = [(name, into, self._at[name]) for name, into in _MOMENTS.items() if name in self._at]

    def text(self, name: str, cells: Sequence[str]) -> str:
        """The cell of a field; empty when it stands for nothing or there is no such column."""
        place = self._at.get(name)
        return "" if place is None or cells[place] in self._missing else cells[place]

    def fields_of(self, cells: Sequence[str]) -> dict[str, Any]:
        """The fields of the fact that a row stands for, but for `as_of`."""
        case = self.text("case", cells)
        if not case:
            raise ValueError(f"{self._columns['case']} is empty")
        found: dict[str, Any] = {"request": RequestId(case)}
        for name, into, place in self._moments:
            found[into] = None if cells[place] in self._missing else self._moment(name, cells[place])
        if found.get("submitted_at") is None and "opened" in self._at:
            raise ValueError(f"{self._columns['opened']} is empty")
        for name in _TEXTS:
            found[name] = self.text(name, cells) or getattr(self.mapping.always, name)
        found.setdefault("office_due_at", found.get("due_at"))
        found["applicant"] = self._applicant(cells)
        by = self.text("decided_by", cells)
        found["decided_by"] = OfficerId(by) if by and self.mapping.is_officer(by) else None
        found["decision"] = self._word("decision", self._decision, cells)
        self._end(found, cells)
        return found

    def _applicant(self, cells: Sequence[str]) -> str:
        applicant = self.text("applicant", cells)
        for fault in reference_faults(self._columns.get("applicant", ""), applicant):
            raise ValueError(f"{fault.path} holds {fault.given}, not {fault.expected}")
        return applicant

    def _moment(self, name: str, text: str) -> int:
        try:
            return self._stamp(text)
        except InvalidInput:
            raise
        except (ValueError, OverflowError):
            raise ValueError(f"{self._columns[name]} is not a moment: {shown_row(text)!r}") from None

    def _end(self, found: dict[str, Any], cells: Sequence[str]) -> None:
        """How the status says that it ended; without a status column the moments say it."""
        meaning = self._word("status", self._status, cells)
        if meaning in ("withdrawn", "forwarded", "duplicate"):
            found["ended_as"] = meaning
            if found.get("ended_at") is None:
                found["ended_at"] = found.get("closed_at")
        else:
            found["ended_at"] = None
        if meaning == "closed" and "closed" in self._at and found["closed_at"] is None:
            raise ValueError(f"closed by its status, and {self._columns['closed']} is empty")
        if meaning == "open" and found.get("closed_at") is not None:
            raise ValueError(f"open by its status, and {self._columns['closed']} is filled")

    def _word(self, name: str, meanings: Mapping[str, str], cells: Sequence[str]) -> str:
        word = self.text(name, cells)
        if not word:
            return ""
        if word not in meanings:
            near = near_misses(word, meanings)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise ValueError(f"the mapping does not say what {self._columns[name]} {word!r} means{hint}")
        return meanings[word]


def _meanings(words: Any) -> dict[str, str]:
    return {word: each.name for each in fields(type(words)) for word in getattr(words, each.name)}


def read_cases(path: str | os.PathLike[str], mapping: LogMapping) -> Cases:
    """Read a list of requests; the first row of a request is kept.

    Raises:
        InvalidInput: The file cannot be read, lacks a column, or repeats a request where that is refused.
    """
    source = os.path.basename(os.fspath(path))
    cases = Cases()
    with open_rows(path, mapping.columns_of("cases"), delimiter=mapping.delimiter) as (header, rows):
        reader = CaseReader(mapping, header, source)
        seen: dict[RequestId, list[Row]] = {}
        for row in rows:
            cases.rows += 1
            try:
                _take(row, reader, cases, seen, header)
            except InvalidInput:
                raise
            except ValueError as error:
                cases.unusable.append(unusable_row(source, row, str(error), mapping))
    refuse_repeats(cases.repeated, mapping, source)
    return cases


def _take(
    row: Row | UnusableRow,
    reader: CaseReader,
    cases: Cases,
    seen: dict[RequestId, list[Row]],
    header: Sequence[str],
) -> None:
    """Add one row to the cases; raises ValueError with the reason when it cannot be used."""
    if isinstance(row, UnusableRow):
        cases.unusable.append(row)
        return
    found = reader.fields_of(row.cells)
    request = found["request"]
    earlier = seen.setdefault(request, [])
    if earlier:
        cases.repeated.append(repeated_row(reader.source, header, row, earlier, request))
    else:
        cases.found[request] = found
        cases.doubtful.extend(
            unusable_row(reader.source, row, doubt, reader.mapping) for doubt in _doubts(found)
        )
    earlier.append(row)


def unusable_row(source: str, row: Row | UnusableRow, reason: str, mapping: LogMapping) -> UnusableRow:
    """Return a row as one that could not be used."""
    text = shown_row(mapping.delimiter.join(row.cells)) if isinstance(row, Row) else row.text
    return UnusableRow(source=source, line=row.line, reason=reason, text=text)


def repeated_row(
    source: str, header: Sequence[str], row: Row, earlier: Sequence[Row], id_: str
) -> RepeatedRow:
    """Return a row as one that stood before, and how it differs from the earlier ones."""
    same = any(row.cells == other.cells for other in earlier)
    pairs = zip(header, row.cells, earlier[0].cells, strict=True)
    differs = () if same else tuple(name for name, cell, other in pairs if cell != other)
    return RepeatedRow(source=source, line=row.line, first_line=earlier[0].line, id=id_, differs=differs)


def _doubts(found: Mapping[str, Any]) -> Iterator[str]:
    opened = found.get("submitted_at")
    for name in ("closed", "ended", "decided", "ready"):
        end = found.get(f"{name}_at")
        if opened is not None and end is not None and end < opened:
            yield f"{name} before it was opened; used as it stands"
            return


def refuse_repeats(repeated: Sequence[RepeatedRow], mapping: LogMapping, source: str) -> None:
    """Raise InvalidInput when rows stand twice and the mapping refuses that."""
    if repeated and mapping.repeats == "refuse":
        hint = 'repeats = "first" in the mapping keeps the first of them'
        raise InvalidInput(
            *(
                Fault(
                    f"line {each.line}",
                    given=each.id,
                    expected="each once",
                    hint=f"first in line {each.first_line}",
                )
                for each in repeated
            ),
            Fault("repeats", given="refuse", expected="no row given twice", hint=hint),
            source=source,
        )


def load_case_table(
    path: str | os.PathLike[str], mapping: LogMapping, *, as_of: int | None = None, strict: bool = False
) -> LoadedLog:
    """Load a list of requests as facts.

    Args:
        path: A CSV file, plain or gzipped.
        mapping: Which column holds what.
        as_of: When the list was made, in microseconds since the epoch; the last moment in it unless given.
        strict: Whether to refuse the file when a row cannot be used.

    Returns:
        The requests, without steps; rows that could not be used, or stood twice, are named.

    Raises:
        InvalidInput: The file cannot be read, lacks a column, has no row that can be used, or, when that is
            refused, a row that cannot be used or stands twice.
    """
    source = os.path.basename(os.fspath(path))
    cases = read_cases(path, mapping)
    unusable = refuse_unusable(
        cases.unusable, len(cases.found), strict=strict, source=source, time_format=mapping.time_format
    )
    moment = checked_as_of(as_of, cases.last_moment(), source)
    facts = cases.facts(moment)
    return LoadedLog(
        source=source,
        mapping=mapping,
        as_of=moment,
        rows=Rows(requests=facts, unrecorded=unrecorded(mapping)),
        officers=tuple(sorted({fact.decided_by for fact in facts if fact.decided_by is not None})),
        unusable=unusable,
        repeated=tuple(cases.repeated),
        doubtful=tuple(cases.doubtful),
        counts={"rows": cases.rows, "requests": len(facts)},
    )


def checked_as_of(as_of: int | None, last: int, source: str) -> int:
    """Return the moment as of which a log holds.

    Raises:
        InvalidInput: It lies before something that the log says happened.
    """
    if as_of is None:
        return last
    if as_of < last:
        hint = "what came later would have to be cut out of every row"
        fault = Fault(
            "as_of", given=as_of, expected=f"{last}, the last moment in the log, or later", hint=hint
        )
        raise InvalidInput(fault, source=source)
    return as_of
