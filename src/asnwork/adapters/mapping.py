"""Mappings: which column of a log holds what, in one small TOML file.

    zone = "Europe/Amsterdam"             # of stamps without an offset, and of the periods of a report
    delimiter = ","                       # "," unless given
    time_format = "%d/%m/%Y %H:%M"        # ISO 8601 unless given
    missing = ["EMPTY", "NULL"]           # texts that stand for nothing, beside the empty one
    repeats = "first"                     # a row given twice: "first" keeps and names it, "refuse" refuses
    not_officers = ["admin1", "test"]     # accounts whose rows are set aside
    not_officers_like = ["svc-*"]         # the same, with * and ?

    [events]                              # an event log: one row for each step done
    case = "case_id"
    activity = "activity"
    time = "timestamp"                    # when the step was done
    officer = "resource"
    start = "start"                       # when it was begun; may be left out, like all that follows
    unit = "org_group"
    event = "event_id"                    # the name of an event within its case; tells repeated rows

    [moments]                             # what an activity says of its case, the first time it is done
    first_response = ["T05 Print and send confirmation of receipt"]

    [minutes]                             # assumed: how long an activity takes, in working minutes
    "T02 Check confirmation of receipt" = 5
    "*" = 10                              # every other one

    [plan]                                # assumed: what is expected of each officer, which no log holds
    minutes_a_month = 300

    [cases]                               # one row for each request
    file = "receipt_cases.csv.gz"         # beside the event log; without it, the log's own columns are meant
    case = "case_id"
    opened = "start"                      # when it was filed
    closed = "end"
    due = "deadline"
    channel = "channel"

    [always]                              # what is the same for all and stands in no column
    service = "environmental_permit"

    [status]                              # what the words of the column `status` mean
    open = ["Open", "New"]
    closed = ["Closed"]
    withdrawn = ["CANCEL"]
    forwarded = ["Closed (Transferred)"]
    duplicate = ["Closed (Duplicate)"]

A table of ``[cases]`` alone is a case table: a list of requests whose steps are not known. Columns of
``[cases]``: `case`, `opened`, `complete`, `first_response`, `decided`, `ready`, `delivered`, `closed`,
`ended`, `reopened`, `due`, `office_due`, `first_response_due`, `service`, `channel`, `district`, `unit`,
`applicant`, `decided_by`, `status`, `decision`. `applicant` holds the city's own references, never identity
numbers, and tells whether an officer served one citizen twice. `ended` is when it was withdrawn, forwarded or
found a duplicate, and is read only where the status says so. Without `office_due`, the office's due moment is
the citizen's.

A stamp with an offset is that moment. A stamp without one is the wall clock of `zone`; in the hour that a
clock shows twice it is the first, and a clock time that was skipped is read with the offset before it.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from attrs import field, fields, frozen

from asnwork.adapters.documents import parse_document, read_document
from asnwork.domain.moment import zone_named
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = [
    "AlwaysSo",
    "CaseColumns",
    "DecisionWords",
    "EventColumns",
    "LogMapping",
    "MomentsOfActivities",
    "PlanOfEach",
    "StatusWords",
    "parse_mapping",
    "read_mapping",
]

REPEATS = ("first", "refuse")


@frozen(kw_only=True)
class _Columns:
    """A table whose fields name columns; an empty one is not there."""

    def named(self) -> Mapping[str, str]:
        """The column of each field that has one."""
        names = [each.name for each in fields(type(self)) if each.name != "file"]
        return {name: getattr(self, name) for name in names if getattr(self, name)}


@frozen(kw_only=True)
class EventColumns(_Columns):
    """The columns of an event log."""

    case: str
    activity: str
    time: str
    officer: str
    start: str = ""
    unit: str = ""
    event: str = ""


@frozen(kw_only=True)
class CaseColumns(_Columns):
    """The columns of a list of requests; `file` is its name when it is a file of its own."""

    file: str = ""
    case: str = ""
    opened: str = ""
    complete: str = ""
    first_response: str = ""
    decided: str = ""
    ready: str = ""
    delivered: str = ""
    closed: str = ""
    ended: str = ""
    reopened: str = ""
    due: str = ""
    office_due: str = ""
    first_response_due: str = ""
    service: str = ""
    channel: str = ""
    district: str = ""
    unit: str = ""
    applicant: str = ""
    decided_by: str = ""
    status: str = ""
    decision: str = ""


@frozen(kw_only=True)
class AlwaysSo:
    """What is the same for every request of the log."""

    service: str = ""
    channel: str = ""
    district: str = ""
    unit: str = ""


@frozen(kw_only=True)
class StatusWords:
    """What the words of a status column mean."""

    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    forwarded: tuple[str, ...] = ()
    duplicate: tuple[str, ...] = ()


@frozen(kw_only=True)
class DecisionWords:
    """What the words of a decision column mean."""

    granted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    not_ours: tuple[str, ...] = ()


@frozen(kw_only=True)
class MomentsOfActivities:
    """Which activities say, the first time they are done, that their case got so far."""

    complete: tuple[str, ...] = ()
    first_response: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    delivered: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


@frozen(kw_only=True)
class PlanOfEach:
    """What is assumed to be expected of each officer: expected minutes of steps in a month."""

    minutes_a_month: float


@frozen(kw_only=True)
class LogMapping:
    """Which column of a log holds what; the module says how it is written.

    Raises:
        InvalidInput: It maps neither events nor cases, or something in it does not go together.
    """

    zone: str = ""
    delimiter: str = ","
    time_format: str = ""
    missing: tuple[str, ...] = ()
    repeats: str = "first"
    not_officers: tuple[str, ...] = ()
    not_officers_like: tuple[str, ...] = ()
    events: EventColumns | None = None
    cases: CaseColumns | None = None
    always: AlwaysSo = AlwaysSo()
    status: StatusWords = StatusWords()
    decision: DecisionWords = DecisionWords()
    moments: MomentsOfActivities = MomentsOfActivities()
    minutes: Mapping[str, float] = field(factory=dict, hash=False)
    plan: PlanOfEach | None = None

    def __attrs_post_init__(self) -> None:
        faults = tuple(self._faults())
        if faults:
            raise InvalidInput(*faults)

    def _faults(self) -> Iterator[Fault]:
        if self.zone:
            try:
                zone_named(self.zone)
            except UnknownName as error:
                hint = f"did you mean {' or '.join(error.near)}?" if error.near else "such as Asia/Jakarta"
                yield Fault("zone", given=self.zone, expected="the name of a time zone", hint=hint)
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n\0':
            yield Fault("delimiter", given=self.delimiter, expected="one character, such as ',' or ';'")
        if self.repeats not in REPEATS:
            yield Fault("repeats", given=self.repeats, expected="'first' or 'refuse'")
        yield from _own_faults(self)
        yield from _twice("status", self.status)
        yield from _twice("decision", self.decision)
        for activity, minutes in self.minutes.items():
            if not minutes > 0:
                yield Fault(f'minutes."{activity}"', given=minutes, expected="more than 0")
        if self.plan is not None and not self.plan.minutes_a_month > 0:
            given = self.plan.minutes_a_month
            yield Fault("plan.minutes_a_month", given=given, expected="more than 0")

    @property
    def zone_or_none(self) -> ZoneInfo | None:
        """The zone of stamps without an offset; None when the mapping names none."""
        return zone_named(self.zone) if self.zone else None

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What stands in no log and was assumed by whoever wrote the mapping, in words."""
        minutes = (f"{name}: {count:g} minutes a step" for name, count in self.minutes.items())
        plan = (
            ()
            if self.plan is None
            else (f"plan of each officer: {self.plan.minutes_a_month:g} minutes a month",)
        )
        return (*minutes, *plan)

    def minutes_of(self, activity: str) -> float | None:
        """How long an activity is assumed to take, in working minutes; None when nothing is."""
        return self.minutes.get(activity, self.minutes.get("*"))

    def is_officer(self, name: str) -> bool:
        """Whether a name is that of an officer and not of an account."""
        return name not in self.not_officers and not any(
            fnmatch.fnmatchcase(name, pattern) for pattern in self.not_officers_like
        )

    def columns_of(self, table: str) -> tuple[tuple[str, str], ...]:
        """The columns that a table of the mapping names, each with its place in the mapping."""
        columns: _Columns | None = self.events if table == "events" else self.cases
        named = {} if columns is None else columns.named()
        return tuple((f"{table}.{name}", column) for name, column in named.items())


def _own_faults(mapping: LogMapping) -> Iterator[Fault]:
    events, cases = mapping.events, mapping.cases
    if events is None and cases is None:
        yield Fault("events", given="neither [events] nor [cases]", expected="one of them, or both")
    if cases is not None and (events is None or cases.file):
        for name in ("case", "opened"):
            if not getattr(cases, name):
                yield Fault(f"cases.{name}", given="nothing", expected="the name of a column")
    if cases is not None and re.search(r"[/\\:]|^\.", cases.file):
        hint = "name it where the log is loaded when it is elsewhere"
        yield Fault("cases.file", given=cases.file, expected="a name, beside the log", hint=hint)
    for table, words in (("status", mapping.status), ("decision", mapping.decision)):
        column = getattr(cases, table, "")
        if bool(column) != any(getattr(words, each.name) for each in fields(type(words))):
            given = "a column and no words" if column else "words and no column"
            yield Fault(table, given=given, expected=f"both [{table}] and cases.{table}, or neither")


def _twice(table: str, words: object) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for each in fields(type(words)):  # type: ignore[arg-type]
        for word in getattr(words, each.name):
            if seen.setdefault(word, each.name) != each.name:
                hint = f"it is among {seen[word]} too"
                yield Fault(f"{table}.{each.name}", given=word, expected="each word in one list", hint=hint)


def read_mapping(path: str | os.PathLike[str]) -> LogMapping:
    """Return the mapping in a TOML file.

    Raises:
        InvalidInput: Something in it is wrong; holds every fault with its path.
    """
    return read_document(path, LogMapping)


def parse_mapping(text: str, *, source: str = "") -> LogMapping:
    """Return the mapping in a TOML text.

    Raises:
        InvalidInput: Something in it is wrong; holds every fault with its path.

    Examples:
        >>> mapping = parse_mapping(\"\"\"
        ... zone = "America/Chicago"
        ... [cases]
        ... case = "request_id"
        ... opened = "created"
        ... due = "promised"
        ... \"\"\")
        >>> mapping.cases.due, mapping.is_officer("anybody")
        ('promised', True)
    """
    return parse_document(text, LogMapping, form="toml", source=source)
