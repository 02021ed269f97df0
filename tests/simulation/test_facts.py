from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import pytest
from attrs import evolve

from asnwork.domain.attendance import ATTENDANCE_FIGURES, attendance_figures
from asnwork.domain.request.facts import REQUEST_FIGURES, STEP_FIGURES
from asnwork.domain.working_time import between_us, from_us
from asnwork.errors import UnknownName
from asnwork.policies.outcome import OWNER_FIGURES
from asnwork.simulation.facts import (
    Columns,
    attendance_columns,
    blocked_waits,
    moments,
    nobodys,
    owned_requests,
    owned_steps,
    place_of_piece,
    request_columns,
)
from asnwork.simulation.run import Run
from tests.simulation.cities import CHANNELS, LIVELY, assumptions, small_city
from tests.simulation.runs import days_of, simulated

CHANGED = {"outage_days": 1.0, "outage_hours": 6.0, "reopen_hours": 300.0}
OFTEN = {**LIVELY, **{name: assumptions(**CHANGED)[name] for name in CHANGED}}


@pytest.fixture(scope="module")
def found() -> Run:
    """A run of a city whose outside system fails often, and whose citizens reopen late."""
    return simulated(small_city(assumptions=OFTEN))


def same(expected: np.ndarray, column: np.ndarray) -> bool:
    """Whether two columns agree, missing entries included."""
    return bool(np.array_equal(np.asarray(expected, dtype=float), column, equal_nan=True))


# --- columns -----------------------------------------------------------------------------------


def test_a_column_is_made_when_it_is_asked_for_and_once() -> None:
    """Nobody pays for a column that nothing reads."""
    made = []

    def maker(name: str):
        return lambda: made.append(name) or np.array([1.0, 2.0])

    columns = Columns(2, {name: maker(name) for name in ("a", "b")})
    assert ["a", "b"] == list(columns)
    assert (2, 2) == (len(columns), columns.length)
    assert "a" in columns
    assert "c" not in columns
    assert [] == made
    assert columns["a"] is columns["a"]
    assert ["a"] == made
    with pytest.raises(KeyError):
        columns["c"]


def test_what_did_not_happen_is_missing() -> None:
    """A moment below zero is one that never came; the beginning of time is one that did."""
    assert same([np.nan, 0.0, 5.0], moments(np.array([-1, 0, 5])))


# --- requests ----------------------------------------------------------------------------------


def test_every_figure_has_a_column_of_one_length(found: Run) -> None:
    """Requests, steps and days have the very figures of an application's facts, each as long as the rows."""
    assert REQUEST_FIGURES.keys() == set(found.requests)
    assert STEP_FIGURES.keys() == set(found.steps)
    assert {len(found.city.work.request)} == {len(column) for column in found.requests.values()}
    assert {sum(ended >= 0 for ended in found.log.ended_at)} == {
        len(column) for column in found.steps.values()
    }
    assert {np.dtype(np.float64)} == {
        column.dtype for column in (*found.requests.values(), *found.steps.values())
    }


def test_a_round_that_never_began_has_nothing(found: Run) -> None:
    """A request that citizens would reopen after the end has a row without a moment."""
    columns, desk = found.requests, found.desk
    never = np.asarray(desk.submitted_at) <= 0
    assert never.any()
    told = {name for name in columns if not np.isnan(columns[name][never]).all()}
    assert {"as_of", "round", "granted", "refused", "not_ours", "withdrawn", "forwarded", "duplicate"} == told
    assert not columns["granted"][never].any()


def test_moments_follow_one_another(found: Run) -> None:
    """Filed, decided, ready, closed: in this order, and what is closed was all of it."""
    order = [found.requests[name] for name in ("submitted_at", "decided_at", "ready_at", "closed_at")]
    for before, after in itertools.pairwise(order):
        known = ~np.isnan(after)
        assert known.sum() > 500
        assert (before[known] <= after[known]).all()
    assert same(found.requests["closed_at"], found.requests["delivered_at"])
    assert (found.requests["granted"] == ~np.isnan(found.requests["decided_at"])).all()


def test_a_promise_moves_by_what_was_waited_for(found: Run) -> None:
    """Papers move the due moment for the citizen, failures that of the office too, and nothing else."""
    columns, work = found.requests, found.city.work
    first = (work.round == 1) & (work.due_at > 0)
    moved = columns["due_at"][first] - work.due_at[first]
    waited = columns["paused_by_applicant"][first] > 0
    assert (moved[~waited] == 0).all()
    assert (moved[waited] >= 0).all()
    assert waited.sum() > 20
    later = columns["office_due_at"] - columns["due_at"]
    outside = columns["paused_outside"] > 0
    known = ~np.isnan(later)
    assert (later[known & ~outside] == 0).all()
    assert (later[known & outside] > 0).all()
    assert outside.sum() > 20


def test_trips_are_those_of_filing_and_of_collecting(found: Run) -> None:
    """A counter costs a trip to file, a product that is collected one more; a later round costs no filing."""
    work, log, city = found.city.work, found.log, found.city
    trips = {channel.code: channel.trips for channel in CHANNELS}
    for row in range(len(work.request)):
        if found.desk.submitted_at[row] <= 0:
            continue
        stream = city.scenario.demand[work.stream[row]]
        expected = trips[stream.channel] if work.round[row] == 1 else 0
        codes = [
            work.step_codes[step] for step in work.step[work.first_piece[row] : work.first_piece[row + 1]]
        ]
        if "hand_over" in codes:
            expected += log.queued_at[work.first_piece[row] + codes.index("hand_over")] >= 0
        assert expected == found.requests["trips"][row]


def test_effort_and_steps_are_those_of_the_log(found: Run) -> None:
    """A row's effort is the time worked on its pieces that are done, and so many steps are done."""
    work, log = found.city.work, found.log
    began = np.asarray(found.desk.submitted_at) > 0
    effort, steps = np.zeros(len(began)), np.zeros(len(began))
    for piece, ended in enumerate(log.ended_at):
        if ended >= 0:
            effort[work.row[piece]] += log.worked[piece]
            steps[work.row[piece]] += 1
    assert same(np.where(began, effort, np.nan), found.requests["effort"])
    assert same(np.where(began, steps, np.nan), found.requests["steps_done"])


def test_the_first_response_is_the_receipt_or_the_first_step() -> None:
    """A channel that gives no receipt answers when an officer begins."""
    scenario = small_city()
    channels = [evolve(channel, gives_receipt=channel.code != "app") for channel in CHANNELS]
    run = simulated(evolve(scenario, catalogue=evolve(scenario.catalogue, channels=channels)))
    work = run.city.work
    app = np.array([scenario.demand[stream].channel == "app" for stream in work.stream])
    started = np.asarray(run.log.started_at, dtype=float)[work.first_piece[:-1]]
    begun = np.where(started < 0, np.nan, started)
    answered = run.requests["first_response_at"]
    assert same(begun[app & (work.round == 1)], answered[app & (work.round == 1)])
    assert same(run.requests["submitted_at"][~app], answered[~app])


@pytest.mark.parametrize("name", ["r0000000", "r9999999", "0000001x", "request", "", "r²"])
def test_a_request_that_never_arrived_is_refused(found: Run, name: str) -> None:
    """A name that no request has is refused, and the first and last are named where they look alike."""
    with pytest.raises(UnknownName, match="unknown request"):
        found.request(name)
    with pytest.raises(UnknownName, match="did you mean r0000001"):
        found.request("r0000000")


def test_a_trip_is_saved_where_the_citizen_files_from_home(found: Run) -> None:
    """Trips before the answer are those of filing; one is usual where no step needs the citizen there."""
    work, city = found.city.work, found.city
    began = np.asarray(found.desk.submitted_at) > 0
    trips = {channel.code: channel.trips for channel in CHANNELS}
    streams = [city.scenario.demand[stream] for stream in work.stream]
    filing = np.array([trips[stream.channel] for stream in streams]) * (work.round == 1)
    assert same(np.where(began, filing, np.nan), found.requests["trips_before_answer"])
    usual = np.array([city.scenario.catalogue.service(stream.service).usual_trips for stream in streams])
    assert same(np.where(began, usual, np.nan), found.requests["usual_trips"])
    asked = np.asarray(found.log.asked_at) >= 0
    assert same(np.where(began, asked, np.nan), found.requests["returns"])
    assert {0.0, 1.0} <= set(found.requests["trips_before_answer"][began])
    assert 20 < asked.sum() < began.sum()


# --- whose a row is ----------------------------------------------------------------------------


def test_what_an_officer_does_again_is_a_repeat(found: Run) -> None:
    """A step of a reopened request that the same officer did before says so, and how long ago."""
    steps, doer, pieces = found._steps
    owned = owned_steps(found.city, found.desk, found.log, steps, pieces, found.requests)
    work, ended = found.city.work, np.asarray(found.log.ended_at)
    first = {
        (int(work.request[work.row[piece]]), int(work.step[piece]), int(officer)): int(ended[piece])
        for piece, officer in zip(pieces, doer, strict=True)
        if work.round[work.row[piece]] == 1
    }
    again, since = [], []
    for piece, officer in zip(pieces, doer, strict=True):
        key = (int(work.request[work.row[piece]]), int(work.step[piece]), int(officer))
        repeats = work.round[work.row[piece]] == 2 and key in first
        again.append(float(repeats))
        since.append(float(ended[piece] - first[key]) if repeats else np.nan)
    assert same(again, owned["again"])
    assert same(since, owned["since_same"])
    assert 5 < sum(again) < len(again)
    for name in ("own", "answered_for", "declined", "doubled"):
        assert not owned[name].any()
    assert {*STEP_FIGURES, *OWNER_FIGURES} == set(owned)
    assert owned["step_ended_at"] is steps["step_ended_at"]


def test_a_row_of_a_request_names_its_citizen(found: Run) -> None:
    """Every request is a citizen of its own; nobody confirms what was not answered."""
    rows = np.arange(len(found.city.work.request))
    owned = owned_requests(found.city, found.requests, rows, np.zeros(len(rows), dtype=np.int64))
    citizens = found.city.work.request
    assert (citizens == owned.names["applicant"]()).all()
    heard = ~np.isnan(found.requests["solved"])
    assert (np.where(heard, citizens, -1) == owned.names["confirmed_by"]()).all()
    assert (citizens == owned.names["citizen"]()).all()
    assert 0 < heard.sum() < len(rows)
    assert {*REQUEST_FIGURES, *OWNER_FIGURES} == set(owned)
    # Officer 0 owns every row here, so a later round always repeats the first.
    assert same(found.city.work.round == 2, owned["again"])


def test_rows_of_nobody_tell_nothing_of_an_owner() -> None:
    """Where no officer is asked about, no figure says anything against one."""
    told = nobodys(2)
    assert OWNER_FIGURES.keys() == told.keys()
    assert {name: [0.0, 0.0] for name in OWNER_FIGURES if name != "since_same"} == {
        name: column.tolist() for name, column in told.items() if name != "since_same"
    }
    assert same([np.nan, np.nan], told["since_same"])


# --- outside systems ---------------------------------------------------------------------------


def test_waits_for_an_outside_system_are_cut_out_of_its_failures(found: Run) -> None:
    """For every piece that leans on the system, the wait and the failure overlap just there."""
    city, log, work = found.city, found.log, found.city.work
    failures = [each for stretches in city.outages.stretches for each in stretches]
    expected = []
    for piece, queued in enumerate(log.queued_at):
        if queued < 0 or "national" not in work.kinds[work.kind[piece]].leans_on:
            continue
        until = log.started_at[piece] if log.started_at[piece] >= 0 else city.ends_at
        for begins, ends in failures:
            if max(begins, queued) < min(ends, until):
                expected.append((piece, max(begins, queued), min(ends, until)))
    assert sorted(expected) == sorted(blocked_waits(city, log))
    assert len(expected) > 20


def test_time_paused_outside_is_working_time(found: Run) -> None:
    """What was waited for outside until the product was ready is counted in opening hours, all together."""
    in_time(found)


def test_a_failure_after_the_product_is_ready_moves_no_promise() -> None:
    """A hand-over that waits for a failed system is a wait, and no pause of a promise that has been kept."""
    scenario = small_city(assumptions=OFTEN)
    card = scenario.catalogue.service("card")
    steps = [evolve(step, leans_on=("national",) if step.hands_over else ()) for step in card.steps]
    services = [evolve(card, steps=steps), scenario.catalogue.service("paper")]
    run = simulated(evolve(scenario, catalogue=evolve(scenario.catalogue, services=services)))
    work = run.city.work
    later = {p for p, _, _ in blocked_waits(run.city, run.log) if p > work.ready_piece[work.row[p]]}
    assert len(later) > 5
    cards = {int(work.row[piece]) for piece in later}
    assert not run.requests["paused_outside"][sorted(cards)].any()
    in_time(run)


def in_time(found: Run) -> None:
    """Assert that time paused outside is that of the waits before the product was ready."""
    work = found.city.work
    paused = np.zeros(len(work.request))
    for piece, begins, ends in blocked_waits(found.city, found.log):
        if piece <= work.ready_piece[work.row[piece]]:
            paused[work.row[piece]] += between_us(found.city.scenario.calendar.table, begins, ends)
    began = np.asarray(found.desk.submitted_at) > 0
    assert same(np.where(began, paused, np.nan), found.requests["paused_outside"])


def test_failures_of_two_systems_that_overlap_are_waited_for_once() -> None:
    """A step that leans on two systems waits for the union of their failures."""
    scenario = small_city(assumptions=OFTEN)
    paper = scenario.catalogue.service("paper")
    steps = [evolve(step, leans_on=("national", "stock") if step.leans_on else ()) for step in paper.steps]
    catalogue = evolve(
        scenario.catalogue, services=[scenario.catalogue.service("card"), evolve(paper, steps=steps)]
    )
    run = simulated(evolve(scenario, catalogue=catalogue))
    assert ("national", "stock") == run.city.outages.systems
    waits: dict[int, list[tuple[int, int]]] = {}
    for piece, begins, ends in blocked_waits(run.city, run.log):
        waits.setdefault(piece, []).append((begins, ends))
    for stretches in waits.values():
        stretches.sort()
        assert all(before[1] < after[0] for before, after in itertools.pairwise(stretches))
    failures = [sum(b - a for a, b in stretches) for stretches in run.city.outages.stretches]
    assert min(failures) > 0
    assert len(waits) > 20


# --- steps and days ----------------------------------------------------------------------------


def test_a_step_is_at_the_place_of_its_officer_on_that_day(found: Run) -> None:
    """Where a piece was done is where its officer was on the day on which it ended."""
    staff, places = found.city.staff, found.city.scenario.catalogue.places
    where = place_of_piece(found.city, found.plan, found.log)
    steps, doer, pieces = found._steps
    assert {-1} == set(where[np.asarray(found.log.ended_at) < 0].tolist())
    for index, piece in enumerate(pieces):
        day = from_us(found.log.ended_at[piece], "Asia/Jakarta").date()
        number = found.plan.place[doer[index], staff.days.index(day)]
        assert number == where[piece]
        place = places[staff.place_codes[number]]
        assert float(place.at_office) == steps["at_office"][index]
        assert float(place.among_citizens) == steps["among_citizens"][index]


def test_a_step_counts_for_what_it_is_expected_to_take(found: Run) -> None:
    """Credit is the expected effort, effort the time spent, whoever did it."""
    steps, doer, pieces = found._steps
    work = found.city.work
    assert [work.kinds[work.kind[piece]].expected_effort for piece in pieces] == steps["step_credit"].tolist()
    assert [found.log.worked[piece] for piece in pieces] == steps["step_effort"].tolist()
    assert [found.log.officer[piece] for piece in pieces] == doer.tolist()
    assert same(found.requests["due_at"][work.row[pieces]], steps["due_at"])


def test_attendance_is_that_of_the_day_plan(found: Run) -> None:
    """Each working day of each officer has the figures that an application would have for it."""
    columns, officer = attendance_columns(found.city, found.plan)
    days = days_of(found)
    assert ATTENDANCE_FIGURES.keys() == set(columns)
    assert [found.officers[number] for number in officer] == [day.officer for day in days]
    told = [attendance_figures(day) for day in days]
    for name in columns:
        assert same([np.nan if row[name] is None else row[name] for row in told], columns[name]), name
    assert columns["late_minutes"][columns["at_office"] == 1].max() > 0
    assert not columns["late_minutes"][(columns["on_duty"] == 1) & (columns["at_office"] == 0)].any()


# --- nothing at all ----------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"demand": ()}, {"staff": ()}, {"demand": (), "staff": ()}])
def test_a_city_of_nobody_runs(change: dict) -> None:
    """Without requests, officers, or either, a run has facts of no rows, and the rest is there."""
    run = simulated(small_city(until=date(2026, 6, 8), **change))
    columns = request_columns(run.city, run.desk, run.log)
    assert {len(run.city.work.request)} == {len(columns[name]) for name in columns}
    assert 0 == len(run.steps["step_ended_at"])
    if "demand" not in change:
        assert np.isnan(columns["decided_at"]).all()
        assert len(columns["submitted_at"]) > 100
