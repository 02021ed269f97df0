"""Facts of a simulated run as columns, under the same names as the facts of an application.

Rows are rounds of requests; pieces are steps. Columns are float64, microseconds since the epoch for
moments, not-a-number for what is missing. A column is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from asnwork.domain.request.facts import REQUEST_FIGURES, STEP_FIGURES
from asnwork.domain.working_time import between_us
from asnwork.policies.outcome import OWNER_FIGURES
from asnwork.policies.service_level import moved_by_pause
from asnwork.simulation.city import City
from asnwork.simulation.columns import Column
from asnwork.simulation.desk import Desk, Log
from asnwork.simulation.staffing import OFF, DayPlan

__all__ = [
    "Columns",
    "attendance_columns",
    "blocked_waits",
    "nobodys",
    "owned_requests",
    "owned_steps",
    "place_of_piece",
    "request_columns",
    "step_columns",
    "whole",
]


class Columns(Mapping[str, Column]):
    """Named columns of equal length, each made the first time it is asked for.

    Attributes:
        length: How many rows they have.
        names: Who had a part in each row, for measures that count somebody once: numbers, -1 for nobody.
    """

    def __init__(
        self,
        length: int,
        makers: Mapping[str, Callable[[], Column]],
        names: Mapping[str, Callable[[], NDArray[np.int64]]] | None = None,
    ) -> None:
        self.length = length
        self.names = {} if names is None else dict(names)
        self._makers = makers
        self._made: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, name: object) -> bool:
        return name in self._makers


def whole(numbers: Sequence[int]) -> NDArray[np.int64]:
    """Return what the loop counted as an array, of whole numbers also when there is nothing in it."""
    return np.asarray(numbers, dtype=np.int64)


def moments(numbers: NDArray[np.int64]) -> Column:
    """Return moments as a column: what did not happen (below zero) is missing."""
    return np.where(numbers < 0, np.nan, numbers.astype(np.float64))


def request_columns(city: City, desk: Desk, log: Log) -> Columns:
    """Return the facts of all rounds of requests; rounds that never began have no submitted_at."""
    work, scenario = city.work, city.scenario
    rows = len(work.request)
    ended, worked = whole(log.ended_at), whole(log.worked)
    submitted, due = whole(desk.submitted_at), whole(desk.due_at)
    started_first = whole(log.started_at)[work.first_piece[:-1]]
    asked, complete = whole(log.asked_at), whole(log.complete_at)
    ready, closed = whole(log.ready_at), whole(log.closed_at)
    channels = [scenario.catalogue.channel(stream.channel) for stream in scenario.demand]
    trips = np.array([channel.trips for channel in channels], dtype=np.float64)[work.stream]
    receipts = np.array([channel.gives_receipt for channel in channels])[work.stream]
    services = [scenario.catalogue.service(stream.service) for stream in scenario.demand]
    usual = np.array([service.usual_trips for service in services], dtype=np.float64)
    pauses: dict[str, tuple[Column, Column]] = {}

    def paused() -> tuple[Column, Column]:
        if not pauses:
            pauses["both"] = _paused(city, log)
        return pauses["both"]

    def began(column: Column) -> Column:
        return np.where(submitted > 0, column, np.nan)

    def dues(outside: bool) -> Column:
        promised = np.where((due > 0) & (submitted > 0), due.astype(np.float64), np.nan)
        if not outside:
            return promised
        away = paused()[1]
        for row in np.flatnonzero((away > 0) & ~np.isnan(promised)):
            promised[row] = moved_by_pause(int(promised[row]), int(away[row]), scenario.calendar.table)
        return promised

    def reopened() -> Column:
        again = work.reopened_as
        return np.where(again >= 0, moments(np.where(submitted > 0, submitted, -1))[again], np.nan)

    def solved() -> Column:
        says = city.arrivals.solved[work.request].astype(np.float64)
        says = np.where((work.round == 1) & (work.reopened_as >= 0), 0.0, says)
        return np.where(closed >= 0, says, np.nan)

    def collected() -> Column:
        after = work.ready_piece + 1
        hands_over = after < work.first_piece[1:]
        queued = np.append(whole(log.queued_at), -1)
        return (hands_over & (queued[np.where(hands_over, after, -1)] >= 0)).astype(np.float64)

    papers = work.waits_for_papers >= 0
    answer = np.where(asked >= 0, np.where(complete >= 0, complete, -1), -1)
    makers: dict[str, Callable[[], Column]] = {
        "as_of": lambda: np.full(rows, float(desk.ends_at)),
        "submitted_at": lambda: moments(np.where(submitted > 0, submitted, -1)),
        "complete_at": lambda: began(np.where(papers, moments(answer), submitted.astype(np.float64))),
        "first_response_at": lambda: began(
            np.where(receipts, submitted.astype(np.float64), moments(started_first))
        ),
        "decided_at": lambda: moments(ended[work.deciding_piece]),
        "ready_at": lambda: moments(ready),
        "delivered_at": lambda: moments(closed),
        "closed_at": lambda: moments(closed),
        "ended_at": lambda: np.full(rows, np.nan),
        "reopened_at": reopened,
        "due_at": lambda: dues(False),
        "office_due_at": lambda: dues(True),
        "first_response_due_at": lambda: np.full(rows, np.nan),
        "paused_by_applicant": lambda: began(paused()[0]),
        "paused_outside": lambda: began(paused()[1]),
        "effort": lambda: began(
            np.add.reduceat(np.where(ended >= 0, worked, 0), work.first_piece[:-1]).astype(float)
        ),
        "round": lambda: work.round.astype(np.float64),
        "steps_done": lambda: began(np.add.reduceat(ended >= 0, work.first_piece[:-1]).astype(float)),
        "trips": lambda: began(trips * (work.round == 1) + collected()),
        "trips_before_answer": lambda: began(trips * (work.round == 1)),
        "usual_trips": lambda: began(usual[work.stream]),
        "returns": lambda: began((asked >= 0).astype(np.float64)),
        "granted": lambda: (ended[work.deciding_piece] >= 0).astype(np.float64),
        "refused": lambda: np.zeros(rows),
        "not_ours": lambda: np.zeros(rows),
        "withdrawn": lambda: np.zeros(rows),
        "forwarded": lambda: np.zeros(rows),
        "duplicate": lambda: np.zeros(rows),
        "solved": solved,
    }
    assert makers.keys() == REQUEST_FIGURES.keys()
    return Columns(rows, makers)


def _paused(city: City, log: Log) -> tuple[Column, Column]:
    """Working time in which the applicant was waited for, and in which an outside system failed."""
    work, table = city.work, city.scenario.calendar.table
    applicant, outside = np.zeros(len(work.request)), np.zeros(len(work.request))
    asked, complete = whole(log.asked_at), whole(log.complete_at)
    for row in np.flatnonzero(asked >= 0):
        until = complete[row] if complete[row] >= 0 else city.ends_at
        applicant[row] = between_us(table, int(asked[row]), int(until))
    for piece, begins, ends in blocked_waits(city, log):
        # The promise ends when the product is ready, and so do its pauses.
        if piece <= work.ready_piece[work.row[piece]]:
            outside[work.row[piece]] += between_us(table, begins, ends)
    return applicant, outside


def blocked_waits(city: City, log: Log) -> Iterator[tuple[int, int, int]]:
    """Yield (piece, from, to) for every wait while an outside system that the piece leans on had failed."""
    work = city.work
    queued, started = whole(log.queued_at), whole(log.started_at)
    until = np.where(started >= 0, started, city.ends_at)
    for systems in sorted({kind.leans_on for kind in work.kinds if kind.leans_on}):
        kinds = [index for index, kind in enumerate(work.kinds) if kind.leans_on == systems]
        pieces = np.flatnonzero(np.isin(work.kind, kinds) & (queued >= 0) & (until > queued))
        for begins, ends in _merged(city, systems):
            for piece in pieces[(queued[pieces] < ends) & (until[pieces] > begins)]:
                yield int(piece), max(int(queued[piece]), begins), min(int(until[piece]), ends)


def _merged(city: City, systems: tuple[str, ...]) -> list[tuple[int, int]]:
    number = {system: index for index, system in enumerate(city.outages.systems)}
    merged: list[tuple[int, int]] = []
    for begins, ends in sorted(each for system in systems for each in city.outages.stretches[number[system]]):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((begins, ends))
    return merged


def step_columns(
    city: City, plan: DayPlan, log: Log, requests: Columns
) -> tuple[Columns, NDArray[np.int64], NDArray[np.int64]]:
    """Return the facts of the steps done, the officer of each, and the piece of each."""
    work = city.work
    ended = whole(log.ended_at)
    pieces = np.flatnonzero(ended >= 0)
    officer = whole(log.officer)[pieces]
    rows = work.row[pieces]
    places = [city.scenario.catalogue.places[code] for code in city.staff.place_codes]
    at_office = np.array([float(place.at_office) for place in places] + [np.nan])
    among = np.array([float(place.among_citizens) for place in places] + [np.nan])
    where = place_of_piece(city, plan, log)[pieces]
    expected = np.array([kind.expected_effort for kind in work.kinds], dtype=np.float64)

    def own(numbers: list[int]) -> Callable[[], Column]:
        return lambda: moments(whole(numbers)[pieces])

    makers: dict[str, Callable[[], Column]] = {
        "step_queued_at": own(log.queued_at),
        "step_started_at": own(log.started_at),
        "step_ended_at": own(log.ended_at),
        "step_effort": own(log.worked),
        "step_credit": lambda: expected[work.kind[pieces]],
        "at_office": lambda: at_office[where],
        "among_citizens": lambda: among[where],
        **{name: (lambda name=name: requests[name][rows]) for name in REQUEST_FIGURES},  # type: ignore[misc]
    }
    assert makers.keys() == STEP_FIGURES.keys()
    return Columns(len(pieces), makers), officer, pieces


def owned_steps(
    city: City, desk: Desk, log: Log, steps: Columns, pieces: NDArray[np.int64], requests: Columns
) -> Columns:
    """Return the steps done with the figures that depend on whose each is.

    A simulated citizen asks for one thing, once more when it is reopened, and answers without an officer;
    what is taken from an officer at the end of a day is not declined.
    """
    earlier, ended, officer = whole(desk.earlier)[pieces], whole(log.ended_at), whole(log.officer)
    again = (earlier >= 0) & (officer[earlier] == officer[pieces]) & (ended[earlier] >= 0)
    since = np.where(again, (ended[pieces] - ended[earlier]).astype(np.float64), np.nan)
    return _owned(steps, again, since, city.work.row[pieces], city, requests)


def owned_requests(
    city: City, requests: Columns, rows: NDArray[np.int64], owners: NDArray[np.int64]
) -> Columns:
    """Return rows of requests, one for each row and owner, with the figures that depend on whose each is."""
    work = city.work
    before = np.full(len(work.request), -1, dtype=np.int64)
    reopened = np.flatnonzero(work.reopened_as >= 0)
    before[work.reopened_as[reopened]] = reopened
    officers = len(city.staff.officers)
    earlier = before[rows]
    again = (earlier >= 0) & np.isin(earlier * officers + owners, rows * officers + owners)
    settled = requests["decided_at"]
    since = np.where(again, settled[rows] - settled[earlier], np.nan)
    makers = {name: (lambda name=name: requests[name][rows]) for name in requests}
    return _owned(Columns(len(rows), makers), again, since, rows, city, requests)


def nobodys(length: int) -> Mapping[str, Column]:
    """Return the figures that depend on whose a row is, for rows that are nobody's or tell nothing of it."""
    never = np.zeros(length)
    return {**dict.fromkeys(OWNER_FIGURES, never), "since_same": np.full(length, np.nan)}


def _owned(
    columns: Columns,
    again: NDArray[np.bool_],
    since: Column,
    rows: NDArray[np.int64],
    city: City,
    requests: Columns,
) -> Columns:
    told = {**nobodys(columns.length), "again": again.astype(np.float64), "since_same": since}
    makers: dict[str, Callable[[], Column]] = {
        **{name: (lambda name=name: columns[name]) for name in columns},  # type: ignore[misc]
        **{name: (lambda name=name: told[name]) for name in told},  # type: ignore[misc]
    }
    citizen = city.work.request[rows]
    names = {
        "applicant": lambda: citizen,
        "confirmed_by": lambda: np.where(np.isnan(requests["solved"][rows]), -1, citizen),
        "citizen": lambda: citizen,
    }
    return Columns(columns.length, makers, names)


def place_of_piece(city: City, plan: DayPlan, log: Log) -> NDArray[np.int64]:
    """Return for each piece the number of the place where it was ended, -1 when it was not."""
    ended, officer = whole(log.ended_at), whole(log.officer)
    day = np.searchsorted(city.midnights, ended, side="right") - 1
    done = ended >= 0
    place = np.full(len(ended), OFF, dtype=np.int64)
    place[done] = plan.place[officer[done], day[done]]
    return place


def attendance_columns(city: City, plan: DayPlan) -> tuple[Columns, NDArray[np.int64]]:
    """Return the facts of the working days of all officers, and the officer of each."""
    staff, drawn = city.staff, city.officers
    working = staff.working()
    officer, day = np.nonzero(working)
    opens = np.array(
        [[stretches[0][0] if stretches else -1 for stretches in days] for days in staff.stretches],
        dtype=np.int64,
    )
    group = np.asarray(staff.group_of)[officer]
    at_office_place = np.array(
        [city.scenario.catalogue.places[code].at_office for code in staff.place_codes] + [False]
    )
    leave, absent = drawn.on_leave[officer, day], drawn.absent[officer, day]
    at_office = at_office_place[plan.place[officer, day]]
    there = ~leave & ~absent

    def yes(flags: NDArray[np.bool_]) -> Callable[[], Column]:
        return lambda: flags.astype(np.float64)

    makers: dict[str, Callable[[], Column]] = {
        "starts_at": lambda: opens[group, day].astype(np.float64),
        "working_day": lambda: np.ones(len(officer)),
        "on_leave": yes(leave),
        "on_duty": yes(there),
        "at_office": yes(at_office),
        "clocked_in": yes(there),
        "absent": yes(absent),
        "late_minutes": lambda: np.where(
            there, np.where(at_office, drawn.late_minutes[officer, day], 0.0), np.nan
        ),
        "early_minutes": lambda: np.where(there, 0.0, np.nan),
    }
    return Columns(len(officer), makers), officer
