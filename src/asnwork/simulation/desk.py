"""What the engine works on and what it writes: plain lists and questions, no rule and no domain object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, field, frozen

__all__ = ["CLOSE", "NEVER", "OPEN", "Desk", "Log", "Shift", "State"]

CLOSE, OPEN = 0, 1
"""The turns of a timetable; at one instant what closes comes before what opens."""
NEVER = 2**62
"""Later than every moment."""


@frozen(kw_only=True, eq=False)
class Shift:
    """One stretch of duty of officers who open and close together.

    Attributes:
        officers: Who is on duty.
        closes: When the stretch ends.
        rooms: For each of them the index of the room: who serves the same kinds from the same place.
        pace: For each of them the duration of work, per mille of an ordinary officer at the office.
        last_of_day: Whether it is the last stretch of the day.
        everyone: Officers of the group, on duty or not, whose suspended pieces are looked at when the day
            ends.
        day_opens: When the first stretch of that day opened.
    """

    officers: Sequence[int]
    closes: int
    rooms: Sequence[int]
    pace: Sequence[int]
    day_opens: int
    last_of_day: bool
    everyone: Sequence[int]


@define(kw_only=True, eq=False)
class State:
    """What the rules may look at while the loop runs; one entry for each officer or piece."""

    room: list[int]
    closes: list[int]
    last_given_at: list[int | None]
    given_today: list[int]
    open_now: list[int]
    idle_since: list[int | None]
    queued_at: list[int]


@frozen(kw_only=True, eq=False)
class Desk:
    """What the loop works on: plain lists and the questions that it asks of the rules.

    Attributes:
        rows_in_order: The rows that arrive, in order of arrival.
        submitted_at: Row: when it arrives.
        first_piece: Row: its first piece; one entry more than rows.
        ready_piece: Row: the piece whose end makes the product ready.
        waits_for_papers: Row: the piece before which papers are asked for, or -1.
        papers_after: Row: how long the citizen takes for them.
        collect_at: When the citizen comes for the product of a row that is ready at a moment.
        reopened_as: Row: the row that it becomes when reopened, or -1.
        reopen_after: Row: how long after closing.
        row: Piece: its row.
        kind: Piece: its kind.
        effort: Piece: microseconds for an officer of ordinary speed.
        timetable: (moment, CLOSE or OPEN, what) in order; what is a shift, or the number of shifts plus a
            system.
        shifts: The stretches of duty.
        kinds_of_system: For each outside system the kinds that lean on it.
        officers: How many officers there are.
        rooms: For each room the kinds that an officer there may take.
        rooms_of_kind: For each kind the rooms from which it may be taken.
        earlier: For each piece of a reopened row the piece of the row before, or -1.
        finishes: Kind: whether a piece must be finished in the stretch in which it begins.
        state: What the rules may look at.
        may_start: Kind: whether an officer may start such a piece at a moment, or None when always.
        queue_key: The place of a piece in a queue that it joins at a moment; the least comes first.
        officer_key: The place of a free officer among those who choose; the least comes first.
        pair_key: As `officer_key` for the officer and one kind, when the rule looks at both; else None.
        ask: For a rule that is a plain function: which of the waiting pieces an officer takes, or -1; else
            None.
        named: Whether a piece is given to one officer when it arrives.
        rework_same: Whether a reopened row goes to the officer who did the step before.
        time_out: After how long a piece that waits for one officer goes back to the queue; NEVER for never.
        answered: The due moment of a row after papers came: (row, asked, came) to microseconds.
        promised: The due moment of a row that is filed again: (row, moment) to microseconds.
        due_at: Row: when it is due; changed by the loop when papers come or it is reopened.
        ends_at: The moment at which the loop stops.
    """

    rows_in_order: Sequence[int]
    submitted_at: list[int]
    first_piece: Sequence[int]
    ready_piece: Sequence[int]
    waits_for_papers: Sequence[int]
    papers_after: Sequence[int]
    collect_at: Callable[[int, int], int]
    reopened_as: Sequence[int]
    reopen_after: Sequence[int]
    row: Sequence[int]
    kind: Sequence[int]
    effort: Sequence[int]
    timetable: Sequence[tuple[int, int, int]]
    shifts: Sequence[Shift]
    kinds_of_system: Sequence[Sequence[int]]
    officers: int
    rooms: Sequence[Sequence[int]]
    rooms_of_kind: Sequence[Sequence[int]]
    earlier: Sequence[int]
    finishes: Sequence[bool]
    may_start: Sequence[Callable[[int, int], Any] | None]
    state: State
    queue_key: Callable[[int, int], Any]
    officer_key: Callable[[int, int], Any]
    pair_key: Callable[[int, int, int], Any] | None
    ask: Callable[[int, Sequence[int], int], int] | None
    named: bool
    rework_same: bool
    time_out: int
    answered: Callable[[int, int, int], int]
    promised: Callable[[int, int], int]
    due_at: list[int]
    ends_at: int


@define(kw_only=True, eq=False)
class Log:
    """What happened: one entry for each piece or row, -1 for what did not happen.

    Attributes:
        queued_at: Piece: when it began to wait for an officer.
        started_at: Piece: when it was begun.
        ended_at: Piece: when it was done.
        officer: Piece: who did it.
        worked: Piece: working time spent.
        given_to: Piece: the officer it waited for, if it waited for one.
        asked_at: Row: when the citizen was asked for papers.
        complete_at: Row: when they came.
        ready_at: Row: when the product was ready.
        closed_at: Row: when the last piece was done.
        segments: (piece, officer, from, to) for pieces done in more than one stretch.
        choices: The pieces in the order in which officers took them.
        named: (moment, officer, piece) when an officer was named for a piece on arrival, in order.
        returned: (moment, number of choices before, piece) when a suspended piece went back to the queue.
        taken_over: (place in `choices`, officer, moment) for pieces that another had begun and left.
    """

    queued_at: list[int]
    started_at: list[int]
    ended_at: list[int]
    officer: list[int]
    worked: list[int]
    given_to: list[int]
    asked_at: list[int]
    complete_at: list[int]
    ready_at: list[int]
    closed_at: list[int]
    segments: list[tuple[int, int, int, int]] = field(factory=list)
    choices: list[int] = field(factory=list)
    named: list[tuple[int, int, int]] = field(factory=list)
    returned: list[tuple[int, int, int]] = field(factory=list)
    taken_over: list[tuple[int, int, int]] = field(factory=list)
