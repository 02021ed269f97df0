"""The rows of an event log, one by one: what each says, and what all of them add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import fields

from asnwork.adapters.case_table import CaseReader, Cases, repeated_row, unusable_row
from asnwork.adapters.csv_rows import Row, UnusableRow, shown_row
from asnwork.adapters.loaded_log import RepeatedRow
from asnwork.adapters.mapping import EventColumns, LogMapping
from asnwork.adapters.stamps import stamp_reader
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.errors import InvalidInput

__all__ = ["EventReader"]

_US_A_MINUTE = 60_000_000


class EventReader:
    """Takes the rows of an event log and keeps their facts, and the rows that were not taken as they stood.

    Args:
        mapping: Which column holds what.
        columns: The columns of events in it.
        header: The names of the columns of the file.
        source: The file, for the text of a problem.
        known: The requests of the case table; None when the log's own rows tell about them.
    """

    def __init__(
        self,
        mapping: LogMapping,
        columns: EventColumns,
        header: Sequence[str],
        source: str,
        known: Cases | None,
    ) -> None:
        self.steps: list[StepFact] = []
        self.set_aside: Counter[str] = Counter()
        self.unusable: list[UnusableRow] = []
        self.repeated: list[RepeatedRow] = []
        self.cases = Cases() if known is None else known
        self.last = self.cases.last_moment()
        self.rows = self.events = 0
        self._mapping, self._header, self._source = mapping, header, source
        self._columns = columns.named()
        self._at = {name: header.index(column) for name, column in self._columns.items()}
        self._missing = frozenset(("", *mapping.missing))
        self._stamp = stamp_reader(mapping, source)
        self._seen: dict[tuple[str, ...], list[Row]] = {}
        self._first: dict[RequestId, int] = {}
        self._from_row = CaseReader(mapping, header, source) if known is None else None
        self._says = {
            activity: f"{each.name}_at"
            for each in fields(type(mapping.moments))
            for activity in getattr(mapping.moments, each.name)
        }
        self._said: dict[tuple[RequestId, str], tuple[int, str]] = {}

    def take(self, row: Row | UnusableRow) -> None:
        """Take one row."""
        self.rows += 1
        if isinstance(row, UnusableRow):
            self.unusable.append(row)
            return
        try:
            self._take(row)
        except InvalidInput:
            raise
        except ValueError as error:
            self.unusable.append(unusable_row(self._source, row, str(error), self._mapping))

    def _take(self, row: Row) -> None:
        cells = row.cells
        case, activity = RequestId(self._text("case", cells)), self._text("activity", cells)
        ended_at = self._moment("time", self._text("time", cells))
        start = self._optional("start", cells)
        started_at = self._moment("start", start) if start else None
        if started_at is not None and started_at > ended_at:
            raise ValueError(f"{self._columns['start']} is after {self._columns['time']}")
        if self._is_repeated(row, case):
            return
        self._open(case, cells)
        self.events += 1
        self.last = max(self.last, ended_at)
        self._first[case] = min(ended_at, started_at or ended_at, self._first.get(case, ended_at))
        officer = self._optional("officer", cells)
        self._listen(case, activity, ended_at, officer)
        if not officer or not self._mapping.is_officer(officer):
            self.set_aside[officer] += 1
            return
        minutes = self._mapping.minutes_of(activity)
        self.steps.append(
            StepFact(
                request=case,
                step=activity,
                officer=OfficerId(officer),
                unit=self._optional("unit", cells),
                started_at=started_at,
                ended_at=ended_at,
                credit=None if minutes is None else round(minutes * _US_A_MINUTE),
            )
        )

    def _optional(self, name: str, cells: Sequence[str]) -> str:
        place = self._at.get(name)
        return "" if place is None or cells[place] in self._missing else cells[place]

    def _text(self, name: str, cells: Sequence[str]) -> str:
        text = self._optional(name, cells)
        if not text:
            raise ValueError(f"{self._columns[name]} is empty")
        return text

    def _moment(self, name: str, text: str) -> int:
        try:
            return self._stamp(text)
        except InvalidInput:
            raise
        except (ValueError, OverflowError):
            raise ValueError(f"{self._columns[name]} is not a moment: {shown_row(text)!r}") from None

    def _is_repeated(self, row: Row, case: RequestId) -> bool:
        event = self._optional("event", row.cells)
        key = (case, event) if event else tuple(row.cells)
        earlier = self._seen.setdefault(key, [])
        if earlier:
            name = f"{case}, {event}" if event else case
            self.repeated.append(repeated_row(self._source, self._header, row, earlier, name))
        earlier.append(row)
        return len(earlier) > 1

    def _open(self, case: RequestId, cells: Sequence[str]) -> None:
        """Make sure that the request is known."""
        if case in self.cases.found:
            return
        if self._from_row is None:
            raise ValueError(f"{case} is not in the case table")
        self.cases.found[case] = self._from_row.fields_of(cells)

    def _listen(self, case: RequestId, activity: str, moment: int, officer: str) -> None:
        """Keep the first moment at which an activity said that the case got somewhere."""
        name = self._says.get(activity)
        if name is not None and moment < self._said.get((case, name), (moment + 1, ""))[0]:
            self._said[case, name] = (moment, officer)

    def facts(self, as_of: int) -> tuple[RequestFact, ...]:
        """The requests, as of a moment; one without a moment of filing counts as filed at its first event."""
        steps = Counter(step.request for step in self.steps)
        for (case, name), (moment, officer) in self._said.items():
            found = self.cases.found[case]
            if found.get(name) is None:
                found[name] = moment
                if name == "decided_at" and officer and self._mapping.is_officer(officer):
                    found["decided_by"] = OfficerId(officer)
        for case, found in self.cases.found.items():
            found["steps_done"] = steps[case]
            if found.get("submitted_at") is None:
                found["submitted_at"] = self._first[case]
        return self.cases.facts(as_of)
