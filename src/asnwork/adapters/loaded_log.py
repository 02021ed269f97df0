"""A log that was loaded: its facts, its officers, and everything that was not taken as it stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from asnwork.adapters.csv_rows import UnusableRow
from asnwork.adapters.faults import NOTHING, Word
from asnwork.adapters.mapping import LogMapping
from asnwork.domain.identity import OfficerId
from asnwork.errors import Fault, InvalidInput
from asnwork.policies.gathering import Rows

__all__ = ["LoadedLog", "RepeatedRow", "refuse_unusable", "unrecorded"]


@frozen(kw_only=True)
class RepeatedRow:
    """A row whose identifier stood in an earlier row, which was kept.

    Attributes:
        source: Its file.
        line: Where it begins.
        first_line: Where the row that was kept begins.
        id: What the two have in common.
        differs: The columns in which it differs from every earlier row of that identifier; empty when one of
            them was the very same.
    """

    source: str
    line: int
    first_line: int
    id: str
    differs: tuple[str, ...]

    def __str__(self) -> str:
        how = f"differs in {', '.join(self.differs)}" if self.differs else "the very same"
        return f"{self.source}, line {self.line}: {self.id} again, as in line {self.first_line}; {how}"


@frozen(kw_only=True)
class LoadedLog:
    """What a log holds.

    Attributes:
        source: The file.
        mapping: How it was read.
        as_of: The last moment at which something happened in it, in microseconds since the epoch; what fell
            due later is open.
        rows: Its facts; what it has no rows of is None, so there is never attendance.
        officers: Who did steps or decided, by identifier.
        set_aside: The accounts that are no officers, each with how many rows of it were set aside; "" stands
            for rows that name nobody.
        unusable: Rows that could not be used.
        repeated: Rows of which an earlier one was kept.
        doubtful: Rows that were used although they contradict themselves.
        counts: How many of each were found: "rows", "events", "requests", "steps".
    """

    source: str
    mapping: LogMapping
    as_of: int
    rows: Rows
    officers: tuple[OfficerId, ...] = ()
    set_aside: Mapping[str, int] = field(factory=dict, hash=False)
    unusable: tuple[UnusableRow, ...] = ()
    repeated: tuple[RepeatedRow, ...] = ()
    doubtful: tuple[UnusableRow, ...] = ()
    counts: Mapping[str, int] = field(factory=dict, hash=False)


def refuse_unusable(
    unusable: Iterable[UnusableRow], usable: int, *, strict: bool, source: str, time_format: str = ""
) -> tuple[UnusableRow, ...]:
    """Return the rows that could not be used.

    A fault shows the cell that is wrong and never the row, which may name people.

    Args:
        unusable: The rows.
        usable: How many others can be used.
        strict: Whether one of them is enough to refuse the file.
        source: The file.
        time_format: How the mapping says that moments are written; as ISO 8601 when empty.

    Raises:
        InvalidInput: There are some and `strict` is asked for, or nothing is left.
    """
    found = tuple(unusable)
    if found and (strict or not usable):
        moment = _MOMENT.strftime(time_format or "%Y-%m-%d %H:%M")
        faults = [_row_fault(row, moment) for row in found[:100]]
        kinds = Counter(row.reason.partition(":")[0] for row in found).most_common(3)
        if len(found) > 100 or not usable:
            told = "; ".join(f"{count} times: {reason}" for reason, count in kinds)
            expected = "rows that can be used" if usable else "at least one row that can be used"
            faults.append(Fault("rows", given=f"{len(found)} that cannot", expected=expected, hint=told))
        raise InvalidInput(*faults, source=source)
    return found


_MOMENT = datetime(2026, 5, 5, 9)  # noqa: DTZ001 - only ever written as an example

_CELL = re.compile(
    r"(?P<moment>.+?) is not a moment: '(?P<cell>.*)'"
    r"|(?P<empty>.+) is empty"
    r"|the mapping does not say what (?P<word>.+?) '(?P<said>.*)' means(?:; (?P<near>.*))?"
    r"|(?P<case>.+) is not in the case table"
    r"|it has (?P<cells>\d+) cells, the header has (?P<width>\d+)",
    re.DOTALL,
)


def _row_fault(row: UnusableRow, moment: str) -> Fault:
    """The fault of a row: its line, the column where that is known, the cell, what belongs there."""
    line, match = f"line {row.line}", _CELL.fullmatch(row.reason)
    found = {} if match is None else match.groupdict()
    if found.get("moment"):
        where = f"{line}, column {found['moment']}"
        return Fault(where, given=found["cell"], expected=f"a moment such as {moment}")
    if found.get("empty") and "," not in found["empty"]:
        return Fault(f"{line}, column {found['empty']}", given=NOTHING, expected="a value")
    if found.get("word"):
        where, hint = f"{line}, column {found['word']}", found["near"] or ""
        return Fault(where, given=found["said"], expected="a word that the mapping explains", hint=hint)
    if found.get("case"):
        return Fault(line, given=found["case"], expected="a case of the case table")
    if found.get("cells"):
        expected = f"{found['width']} cells, as the header has"
        return Fault(line, given=Word(f"{found['cells']} cells"), expected=expected)
    return Fault(line, given=Word(row.reason), expected="a row that can be used")


# What a log of this kind can never hold, whatever its columns are called.
_NEVER = frozenset(
    {
        *("step_queued_at", "step_effort", "at_office", "among_citizens"),
        *("paused_by_applicant", "paused_outside", "effort", "returns", "solved"),
        *("trips", "trips_before_answer", "usual_trips"),
    }
)


def unrecorded(mapping: LogMapping) -> frozenset[str]:
    """Return the figures of facts that a log of this mapping never records."""
    cases = {} if mapping.cases is None else dict(mapping.cases.named())
    by_activity = {name for name in _MOMENTS if getattr(mapping.moments, name, ())}
    missing = {f"{name}_at" for name in _MOMENTS if name not in cases and name not in by_activity}
    if "office_due" not in cases and "due" in cases:
        missing -= {"office_due_at"}
    missing |= {name for name in ("withdrawn", "forwarded", "duplicate") if not getattr(mapping.status, name)}
    missing |= {name for name in ("granted", "refused", "not_ours") if not getattr(mapping.decision, name)}
    if mapping.events is not None:
        missing |= set() if mapping.events.start else {"step_started_at"}
        missing |= set() if mapping.minutes else {"step_credit"}
    return frozenset(missing | _NEVER)


_MOMENTS = (
    "complete",
    "first_response",
    "decided",
    "ready",
    "delivered",
    "closed",
    "ended",
    "reopened",
    "due",
    "office_due",
    "first_response_due",
)
