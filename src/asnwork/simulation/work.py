"""The work of a replication laid out for the engine: rows, pieces, and the kinds of work they belong to.

A *row* is one round of one request. A *piece* is one step of one row; the pieces of a row lie side by
side, in order. A *kind* holds the pieces that are alike in all that decides who may take them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from asnwork.domain.channel import Channel
from asnwork.domain.place import COUNTER
from asnwork.domain.service import Step
from asnwork.policies.service_level import due_us
from asnwork.simulation.demand import Arrivals
from asnwork.simulation.draws import Draws, lognormal_factors
from asnwork.simulation.scenario import EndOfShift, Scenario
from asnwork.simulation.staffing import Staff

__all__ = ["Kind", "Work", "lay_out", "minutes_factor"]

MINUTE = 60_000_000


@frozen(kw_only=True, order=True)
class Kind:
    """What decides who may take a piece.

    Attributes:
        unit: The unit whose officers do it.
        skill: The skill it needs.
        place: What it needs of the place.
        expected_effort: How long it is expected to take, in microseconds.
        finishes: Whether it is finished once begun, in overtime if need be.
        must_fit: Whether it is begun only when it is expected to end before closing.
        leans_on: The outside systems that it cannot do without.
    """

    unit: str
    skill: str
    place: str
    expected_effort: int
    finishes: bool
    must_fit: bool
    leans_on: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class Work:
    """All rows and pieces of a replication.

    Attributes:
        request: Row: the number of the request, 0 for the first to arrive.
        round: Row: 1, or 2 after a reopening.
        stream: Row: the index of its stream of demand.
        office: Row: the code of the unit where it was filed.
        submitted_at: Row: when it was filed; a reopened row takes its own when it happens.
        due_at: Row: when it is due; 0 when nothing is promised.
        waits_for_papers: Row: the piece before which the citizen is asked for papers, or -1.
        papers_after: Row: how long the citizen takes to send them.
        collect_after: Row: how long until the citizen comes for the product.
        reopened_as: Row: the row that it becomes when reopened, or -1.
        reopen_after: Row: how long after closing.
        first_piece: Row: its first piece; one more entry than rows, so that row r has first_piece[r + 1] -
            first_piece[r].
        ready_piece: Row: the piece whose end makes the product ready.
        deciding_piece: Row: the piece that decides.
        row: Piece: its row.
        kind: Piece: the index of its kind.
        effort: Piece: how long it takes an officer of ordinary speed at the office, in microseconds.
        step: Piece: the code of the step, as an index into `step_codes`.
        kinds: The kinds, in canonical order.
        step_codes: The codes of the steps.
    """

    request: NDArray[np.int64]
    round: NDArray[np.int64]
    stream: NDArray[np.int64]
    office: NDArray[np.str_]
    submitted_at: NDArray[np.int64]
    due_at: NDArray[np.int64]
    waits_for_papers: NDArray[np.int64]
    papers_after: NDArray[np.int64]
    collect_after: NDArray[np.int64]
    reopened_as: NDArray[np.int64]
    reopen_after: NDArray[np.int64]
    first_piece: NDArray[np.int64]
    ready_piece: NDArray[np.int64]
    deciding_piece: NDArray[np.int64]
    row: NDArray[np.int64]
    kind: NDArray[np.int64]
    effort: NDArray[np.int64]
    step: NDArray[np.int64]
    kinds: tuple[Kind, ...]
    step_codes: tuple[str, ...]


def minutes_factor(scenario: Scenario, staff: Staff) -> Mapping[str, float]:
    """Return for each skill by how much the minutes of its steps are stretched so that the load is met.

    Skills that the same groups of officers have are stretched alike.

    Assumption: how many minutes a request takes is not known, so it is made to follow from the load.
    """
    component = _skills_together(scenario)
    asked: dict[str, float] = {}
    days = [day for day in staff.days if scenario.since <= day < scenario.until]
    working = sum(scenario.calendar.is_working_day(day) for day in days)
    for stream in scenario.demand:
        channel = scenario.catalogue.channel(stream.channel)
        around_the_clock = stream.closed_day * (len(days) - working) if channel.always_open else 0.0
        requests = stream.per_day * (working + around_the_clock)
        for step in scenario.catalogue.service(stream.service).steps_for(assisted=channel.assisted):
            again = 0.0 if step.assisted_only else scenario.value("reopened")
            root = component[step.skill]
            asked[root] = asked.get(root, 0.0) + requests * (1 + again) * step.minutes
    there: dict[str, float] = {}
    measured = [index for index, day in enumerate(staff.days) if scenario.since <= day < scenario.until]
    duty = 1 - scenario.value("leave") - scenario.value("absent")
    for group, stretches in zip(staff.groups, staff.stretches, strict=True):
        minutes = sum(closes - opens for index in measured for opens, closes in stretches[index]) / MINUTE
        root = component[group.skills[0].code]
        there[root] = there.get(root, 0.0) + minutes * duty * group.each * len(group.units)
    return {
        skill: scenario.load * there[root] / asked[root]
        for skill, root in component.items()
        if asked.get(root) and there.get(root)
    }


def _skills_together(scenario: Scenario) -> dict[str, str]:
    root = {skill: skill for skill in sorted(scenario.catalogue.skills)}

    def find(skill: str) -> str:
        while root[skill] != skill:
            skill = root[skill]
        return skill

    for group in scenario.staff:
        first = find(group.skills[0].code)
        for skill in group.skills[1:]:
            root[find(skill.code)] = first
    return {skill: find(skill) for skill in root}


@frozen(kw_only=True, eq=False)
class _Route:
    """The steps of one kind of row, with where the papers are asked for."""

    steps: tuple[Step, ...]
    papers_before: int
    ready: int
    deciding: int
    helped: bool


def _route(steps: tuple[Step, ...]) -> _Route:
    before = next((index for index, step in enumerate(steps) if not step.before_complete), -1)
    ready = max(index for index, step in enumerate(steps) if not step.hands_over)
    deciding = next(index for index, step in enumerate(steps) if step.decides)
    return _Route(steps=steps, papers_before=before, ready=ready, deciding=deciding, helped=before > 0)


def lay_out(scenario: Scenario, staff: Staff, arrivals: Arrivals, draws: Draws) -> Work:
    """Return the rows and pieces of a replication, with every duration drawn and rounded."""
    routes, of_stream = _routes(scenario)
    reopened = np.flatnonzero(arrivals.reopens)
    count = len(arrivals)
    request = np.concatenate([np.arange(count), reopened])
    rounds = np.concatenate([np.ones(count, dtype=np.int64), np.full(len(reopened), 2, dtype=np.int64)])
    stream = arrivals.stream[request]
    route_of_row = of_stream[stream, rounds - 1]
    offices = np.array([unit for each in scenario.demand for unit in each.offices])
    begins = np.cumsum([0, *(len(each.offices) for each in scenario.demand)])
    office = (
        offices[begins[stream] + arrivals.office[request]] if len(request) else np.empty(0, dtype=np.str_)
    )

    lengths = np.array([len(route.steps) for route in routes], dtype=np.int64)[route_of_row]
    first_piece = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    row = np.repeat(np.arange(len(request)), lengths)
    place_in_route = np.arange(len(row)) - first_piece[row]
    kinds, kind, minutes, steps, codes = _kinds(
        scenario, staff, routes, route_of_row, office, row, place_in_route
    )
    factor = _factors(scenario, draws, count, request, rounds, row, place_in_route, routes)

    needs_papers = _needs_papers(arrivals, routes, route_of_row, request, rounds)
    papers_before = np.array([route.papers_before for route in routes], dtype=np.int64)[route_of_row]
    reopened_as = np.full(len(request), -1, dtype=np.int64)
    reopened_as[reopened] = count + np.arange(len(reopened))
    return Work(
        request=request,
        round=rounds,
        stream=stream,
        office=office,
        submitted_at=np.where(rounds == 1, arrivals.submitted_at[request], 0),
        due_at=_dues(scenario, stream, rounds, arrivals.submitted_at[request], needs_papers),
        waits_for_papers=np.where(needs_papers & (papers_before >= 0), first_piece[:-1] + papers_before, -1),
        papers_after=arrivals.answer_after[request],
        collect_after=arrivals.collect_after[request],
        reopened_as=reopened_as,
        reopen_after=arrivals.reopen_after[request],
        first_piece=first_piece,
        ready_piece=first_piece[:-1]
        + np.array([route.ready for route in routes], dtype=np.int64)[route_of_row],
        deciding_piece=first_piece[:-1]
        + np.array([route.deciding for route in routes], dtype=np.int64)[route_of_row],
        row=row,
        kind=kind,
        effort=np.maximum(np.rint(minutes * factor * MINUTE).astype(np.int64), 1),
        step=steps,
        kinds=kinds,
        step_codes=codes,
    )


def _routes(scenario: Scenario) -> tuple[list[_Route], NDArray[np.int64]]:
    routes: list[_Route] = []
    of_stream = np.zeros((max(len(scenario.demand), 1), 2), dtype=np.int64)
    for index, stream in enumerate(scenario.demand):
        channel = scenario.catalogue.channel(stream.channel)
        steps = tuple(
            _as_filed(step, channel)
            for step in scenario.catalogue.service(stream.service).steps_for(assisted=channel.assisted)
        )
        again = tuple(step for step in steps if not step.assisted_only)
        for number, taken in enumerate((steps, again)):
            of_stream[index, number] = len(routes)
            routes.append(_route(taken))
    return routes, of_stream


def _as_filed(step: Step, channel: Channel) -> Step:
    """Help for a citizen who came in person is given at the counter, until it is done."""
    if step.assisted_only and not channel.electronic:
        return evolve(step, place=COUNTER, citizen_present=True)
    return step


def _needs_papers(
    arrivals: Arrivals,
    routes: list[_Route],
    route_of_row: NDArray[np.int64],
    request: NDArray[np.int64],
    rounds: NDArray[np.int64],
) -> NDArray[np.bool_]:
    helped = np.array([route.helped for route in routes], dtype=np.bool_)[route_of_row]
    missing = arrivals.incomplete[request] & (~helped | arrivals.still_incomplete[request])
    return np.asarray(missing & (rounds == 1))


def _kinds(
    scenario: Scenario,
    staff: Staff,
    routes: list[_Route],
    route_of_row: NDArray[np.int64],
    office: NDArray[np.str_],
    row: NDArray[np.int64],
    place_in_route: NDArray[np.int64],
) -> tuple[tuple[Kind, ...], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64], tuple[str, ...]]:
    stretch = minutes_factor(scenario, staff)
    codes = tuple(sorted({step.code for route in routes for step in route.steps}))
    units, unit_of_row = np.unique(office, return_inverse=True)
    found: dict[Kind, int] = {}
    pair_kind = np.zeros(
        (len(routes), max((len(route.steps) for route in routes), default=1), max(len(units), 1)), int
    )
    minutes = np.zeros(pair_kind.shape[:2])
    step_of = np.zeros(pair_kind.shape[:2], dtype=np.int64)
    for number, route in enumerate(routes):
        for place, step in enumerate(route.steps):
            expected = step.minutes * stretch.get(step.skill, 1.0)
            minutes[number, place] = expected
            step_of[number, place] = codes.index(step.code)
            for index, unit in enumerate(units):
                kind = _kind(scenario, step, str(unit), expected)
                pair_kind[number, place, index] = found.setdefault(kind, len(found))
    kinds = tuple(sorted(found))
    rank = np.zeros(len(kinds) + 1, dtype=np.int64)
    for index, kind in enumerate(kinds):
        rank[found[kind]] = index
    route_of_piece = route_of_row[row]
    return (
        kinds,
        rank[pair_kind[route_of_piece, place_in_route, unit_of_row[row]]],
        minutes[route_of_piece, place_in_route],
        step_of[route_of_piece, place_in_route],
        codes,
    )


def _kind(scenario: Scenario, step: Step, office: str, minutes: float) -> Kind:
    unit = scenario.routing[step.skill]
    finishes = step.citizen_present or scenario.end_of_shift is EndOfShift.FINISH
    return Kind(
        unit=office if unit == "office" else unit,
        skill=step.skill,
        place=step.place,
        expected_effort=max(round(minutes * MINUTE), 1),
        finishes=finishes,
        must_fit=finishes and not scenario.start_anyway,
        leans_on=step.leans_on,
    )


def _factors(
    scenario: Scenario,
    draws: Draws,
    count: int,
    request: NDArray[np.int64],
    rounds: NDArray[np.int64],
    row: NDArray[np.int64],
    place_in_route: NDArray[np.int64],
    routes: list[_Route],
) -> NDArray[np.float64]:
    # One block for each place in the route and each round, in order of arrival: a request keeps its
    # durations whatever is simulated around it.
    variation = scenario.value("effort_variation")
    longest = max((len(route.steps) for route in routes), default=0)
    factor = np.ones(len(row))
    for number in (1, 2):
        for place in range(longest):
            block = lognormal_factors(draws.stream("effort", str(place), round=number), count, variation)
            chosen = (rounds[row] == number) & (place_in_route == place)
            factor[chosen] = block[request[row[chosen]]]
    return factor


def _dues(
    scenario: Scenario,
    stream: NDArray[np.int64],
    rounds: NDArray[np.int64],
    submitted: NDArray[np.int64],
    needs_papers: NDArray[np.bool_],
) -> NDArray[np.int64]:
    limits = [scenario.catalogue.service(each.service).standard.completion for each in scenario.demand]
    dues = np.zeros(len(stream), dtype=np.int64)
    for index in np.flatnonzero(rounds == 1):
        complete = None if needs_papers[index] else int(submitted[index])
        due = due_us(limits[stream[index]], int(submitted[index]), complete, scenario.calendar)
        dues[index] = 0 if due is None else due
    return dues
