from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest
from attrs import evolve

from asnwork.domain.officer import Skill
from asnwork.domain.place import COUNTER
from asnwork.domain.service import OutsideHours, Service
from asnwork.policies.service_level import due_us
from asnwork.simulation.demand import Arrivals, draw_arrivals
from asnwork.simulation.draws import Draws
from asnwork.simulation.scenario import EndOfShift, Scenario
from asnwork.simulation.staffing import Staff, staff_of
from asnwork.simulation.work import Kind, Work, lay_out, minutes_factor
from tests.simulation.cities import LIVELY, PROMISE, SERVICES, assumptions, service, small_city

MINUTE = 60_000_000
CITY = small_city()


def laid_out(scenario: Scenario = CITY, replication: int = 0) -> tuple[Staff, Arrivals, Work]:
    """The officers of a city, its requests and its work."""
    draws, staff = Draws(seed=scenario.seed, replication=replication), staff_of(scenario)
    arrivals = draw_arrivals(scenario, draws)
    return staff, arrivals, lay_out(scenario, staff, arrivals, draws)


def steps_of(scenario: Scenario, work: Work, row: int) -> list[str]:
    """The codes of the steps that a row goes through, as the service says."""
    stream = scenario.demand[work.stream[row]]
    assisted = scenario.catalogue.channel(stream.channel).assisted
    steps = scenario.catalogue.service(stream.service).steps_for(assisted=assisted)
    return [step.code for step in steps if work.round[row] == 1 or not step.assisted_only]


def service_of(scenario: Scenario, work: Work, row: int) -> Service:
    """The service of a row."""
    return scenario.catalogue.service(scenario.demand[work.stream[row]].service)


# --- load --------------------------------------------------------------------------------------


def time_there(scenario: Scenario, skills: set[str]) -> float:
    """Minutes of duty in the window of all groups with one of the skills, less leave and absence."""
    staff = staff_of(scenario)
    there = 0.0
    for group, by_day in zip(staff.groups, staff.stretches, strict=True):
        if skills & {skill.code for skill in group.skills}:
            for day, stretches in zip(staff.days, by_day, strict=True):
                if scenario.since <= day < scenario.until:
                    minutes = sum(closes - opens for opens, closes in stretches) / MINUTE
                    there += minutes * group.each * len(group.units)
    return there * (1 - scenario.value("leave") - scenario.value("absent"))


def time_asked(scenario: Scenario, skills: set[str]) -> float:
    """Expected minutes of the steps that need one of the skills, of all requests filed in the window."""
    factor = minutes_factor(scenario, staff_of(scenario))
    asked = 0.0
    for stream in scenario.demand:
        channel = scenario.catalogue.channel(stream.channel)
        for day in staff_of(scenario).days:
            if not scenario.since <= day < scenario.until:
                continue
            requests = stream.per_day
            if not scenario.calendar.is_working_day(day):
                requests *= stream.closed_day if channel.always_open else 0.0
            for step in scenario.catalogue.service(stream.service).steps_for(assisted=channel.assisted):
                if step.skill in skills:
                    again = 0.0 if step.assisted_only else scenario.value("reopened")
                    asked += requests * (1 + again) * step.minutes * factor[step.skill]
    return asked


@pytest.mark.parametrize("load", [0.4, 0.8, 0.95, 1.3])
@pytest.mark.parametrize("skills", [{"front"}, {"check", "record", "print"}], ids=["front", "registry"])
def test_work_asked_for_is_the_load_of_the_time_there(load: float, skills: set[str]) -> None:
    """In each part of the city whose officers share skills, expected work is the load of officer time."""
    scenario = CITY.at_load(load)
    assert load == pytest.approx(time_asked(scenario, skills) / time_there(scenario, skills), rel=1e-12)


@pytest.mark.parametrize("change", ["reserved", "another_calendar_of_one_group", "no_reopening"])
def test_the_load_holds_whatever_the_rosters_and_the_rework(change: str) -> None:
    """Time kept for other work is not there, and without reopening no work comes twice."""
    groups = {group.code: group for group in CITY.staff}
    scenario = {
        "reserved": evolve(CITY, staff=[evolve(each, reserved_minutes=240) for each in CITY.staff]),
        "another_calendar_of_one_group": evolve(
            CITY, staff=[evolve(groups["desk"], each=5, units=("north",)), groups["check"], groups["record"]]
        ),
        "no_reopening": evolve(CITY, assumptions={**LIVELY, "reopened": assumptions()["reopened"]}),
    }[change]
    for skills in ({"front"}, {"check", "record", "print"}):
        assert scenario.load == pytest.approx(time_asked(scenario, skills) / time_there(scenario, skills))


def test_work_drawn_is_the_load_of_the_time_there() -> None:
    """The efforts of requests filed in the window add up to the load, within six standard errors."""
    scenario = small_city(assumptions=assumptions(reopened=0.06, leave=0.05, effort_variation=0.5))
    _, arrivals, work = laid_out(scenario)
    start, end = (
        int(np.datetime64(f"{day}T00:00", "us").astype(np.int64)) - 7 * 3_600_000_000
        for day in (scenario.since, scenario.until)
    )
    inside = (arrivals.submitted_at >= start) & (arrivals.submitted_at < end)
    whole = np.bincount(work.request[work.row], weights=work.effort / MINUTE)[inside]
    there = time_there(scenario, {"front"}) + time_there(scenario, {"check", "record", "print"})
    # Requests come by a Poisson law, so the variance of the sum is the sum of squares.
    assert abs(whole.sum() - scenario.load * there) < 6 * sqrt((whole**2).sum())


def test_skills_that_officers_share_are_stretched_alike() -> None:
    """A factor belongs to all skills that are linked by officers who have several."""
    factor = minutes_factor(CITY, staff_of(CITY))
    assert factor["check"] == factor["record"] == factor["print"] != factor["front"]
    linked = [
        evolve(group, skills=(*group.skills, Skill(code="front"))) if group.code == "check" else group
        for group in CITY.staff
    ]
    together = evolve(CITY, staff=linked)
    assert 1 == len(set(minutes_factor(together, staff_of(together)).values()))


def test_a_skill_that_nobody_has_or_asks_for_is_not_stretched() -> None:
    """Without officers or without requests nothing follows from the load; such steps keep their minutes."""
    nobody = evolve(CITY, staff=[group for group in CITY.staff if group.code != "desk"])
    assert "front" not in minutes_factor(nobody, staff_of(nobody))
    _, _, work = laid_out(nobody)
    front = {kind.expected_effort for kind in work.kinds if kind.skill == "front"}
    assert {4 * MINUTE, 10 * MINUTE, 12 * MINUTE} == front
    quiet = evolve(CITY, demand=[evolve(stream, per_day=0.0) for stream in CITY.demand])
    assert {} == minutes_factor(quiet, staff_of(quiet))


# --- rows and pieces ---------------------------------------------------------------------------


def test_every_row_has_its_steps_side_by_side_and_in_order() -> None:
    """The pieces of a row follow one another as the steps of its service do; rows follow one another too."""
    _, arrivals, work = laid_out()
    assert 0 == work.first_piece[0]
    assert len(work.row) == work.first_piece[-1]
    assert sorted(work.row) == work.row.tolist()
    for row in range(len(work.request)):
        pieces = range(work.first_piece[row], work.first_piece[row + 1])
        assert {row} == {int(work.row[piece]) for piece in pieces}
        assert steps_of(CITY, work, row) == [work.step_codes[work.step[piece]] for piece in pieces]
    assert len(arrivals) == (work.round == 1).sum()


def test_a_reopened_row_leaves_out_the_help_with_papers() -> None:
    """Exactly the requests that citizens reopen have a second row, and no help is given a second time."""
    _, arrivals, work = laid_out()
    again = np.flatnonzero(work.round == 2)
    assert np.flatnonzero(arrivals.reopens).tolist() == work.request[again].tolist()
    assert len(again) > 20
    helps = 0
    for row in again:
        first = int(work.request[row])
        assert row == work.reopened_as[first]
        assert work.reopen_after[first] == arrivals.reopen_after[first]
        told = [
            {work.step_codes[work.step[p]] for p in range(work.first_piece[r], work.first_piece[r + 1])}
            for r in (first, row)
        ]
        assert "help" not in told[1]
        assert told[0] - told[1] <= {"help"}
        helps += "help" in told[0]
    assert helps > 5
    others = np.setdiff1d(np.arange(len(work.request)), work.request[again])
    assert {-1} == set(work.reopened_as[others].tolist())


def test_decision_and_product_are_where_the_service_says() -> None:
    """A row is decided by the step that decides and ready before what is handed over."""
    _, _, work = laid_out()
    for row in range(len(work.request)):
        codes, told = steps_of(CITY, work, row), service_of(CITY, work, row)
        deciding = next(index for index, code in enumerate(codes) if told.step(code).decides)
        ready = max(index for index, code in enumerate(codes) if not told.step(code).hands_over)
        assert deciding == work.deciding_piece[row] - work.first_piece[row]
        assert ready == work.ready_piece[row] - work.first_piece[row]


def test_papers_are_asked_for_before_the_first_step_that_needs_them() -> None:
    """Papers that are missing are asked for once: after help where there is help, and then not always."""
    _, arrivals, work = laid_out()
    asked = 0
    for row in range(len(work.request)):
        codes, told = steps_of(CITY, work, row), service_of(CITY, work, row)
        before = next(index for index, code in enumerate(codes) if not told.step(code).before_complete)
        request = int(work.request[row])
        missing = work.round[row] == 1 and arrivals.incomplete[request]
        if before > 0:
            missing = missing and arrivals.still_incomplete[request]
        assert (work.first_piece[row] + before if missing else -1) == work.waits_for_papers[row]
        asked += missing
    assert asked > 50
    assert (work.papers_after == arrivals.answer_after[work.request]).all()
    assert (work.collect_after == arrivals.collect_after[work.request]).all()


def test_due_moments_are_those_of_the_promise() -> None:
    """A first round is due when the service level says; a reopened one is promised when it happens."""
    limit = evolve(PROMISE, outside_hours=OutsideHours.NO_PROMISE)
    catalogue = evolve(
        CITY.catalogue, services=[service("card", *SERVICES[0].steps, limit=limit), SERVICES[1]]
    )
    scenario = evolve(CITY, catalogue=catalogue)
    _, arrivals, work = laid_out(scenario)
    unpromised = 0
    for row in range(len(work.request)):
        at = int(arrivals.submitted_at[work.request[row]])
        due = due_us(service_of(scenario, work, row).standard.completion, at, at, scenario.calendar)
        assert (0 if due is None or work.round[row] == 2 else due) == work.due_at[row]
        assert (at if work.round[row] == 1 else 0) == work.submitted_at[row]
        unpromised += due is None
    assert unpromised > 20


def test_rows_stay_at_the_office_where_they_were_filed() -> None:
    """Every row belongs to the office drawn for its request."""
    _, arrivals, work = laid_out()
    for row in range(len(work.request)):
        stream = CITY.demand[arrivals.stream[work.request[row]]]
        assert stream.offices[arrivals.office[work.request[row]]] == work.office[row]


# --- kinds and efforts -------------------------------------------------------------------------


def test_kinds_say_who_may_take_a_piece() -> None:
    """Unit, skill, place and systems of a piece are those of its step; kinds are sorted and each used.

    Help for a citizen who came in person is given at the counter, until it is done.
    """
    staff, _, work = laid_out()
    factor = minutes_factor(CITY, staff)
    assert sorted(set(work.kinds)) == list(work.kinds)
    assert set(range(len(work.kinds))) == set(work.kind.tolist())
    for piece, row in enumerate(work.row):
        step = service_of(CITY, work, row).step(work.step_codes[work.step[piece]])
        in_person = step.code == "help" and CITY.demand[work.stream[row]].channel == "counter"
        unit = CITY.routing[step.skill]
        expected = Kind(
            unit=work.office[row] if unit == "office" else unit,
            skill=step.skill,
            place=COUNTER if in_person else step.place,
            expected_effort=round(step.minutes * factor[step.skill] * MINUTE),
            finishes=in_person or step.citizen_present,
            must_fit=in_person or step.citizen_present,
            leans_on=step.leans_on,
        )
        assert expected == work.kinds[work.kind[piece]]


def test_with_finish_every_piece_must_be_finished() -> None:
    """By default only a step beside which a citizen waits is never left; the city may say so of all."""
    _, _, resumed = laid_out()
    _, _, finished = laid_out(small_city(end_of_shift=EndOfShift.FINISH))
    assert {"hand_over", "help"} == {
        resumed.step_codes[resumed.step[piece]]
        for piece in range(len(resumed.row))
        if resumed.kinds[resumed.kind[piece]].finishes
    }
    assert all(kind.finishes for kind in finished.kinds)


def test_without_variation_every_effort_is_the_expected_one() -> None:
    """A city in which steps take what they are expected to draws nothing for them."""
    _, _, work = laid_out(small_city(assumptions=assumptions()))
    expected = np.array([kind.expected_effort for kind in work.kinds])
    assert (expected[work.kind] == work.effort).all()


def test_efforts_vary_around_the_expected_one() -> None:
    """The mean ratio of effort to what is expected is 1, and its variation that assumed, for every step."""
    ratios: dict[int, list[float]] = {}
    for replication in range(4):
        _, _, work = laid_out(replication=replication)
        expected = np.array([kind.expected_effort for kind in work.kinds])
        for step in range(len(work.step_codes)):
            chosen = work.step == step
            ratios.setdefault(step, []).extend((work.effort[chosen] / expected[work.kind[chosen]]).tolist())
    for found in ratios.values():
        assert abs(np.mean(found) - 1) < 6 * 0.5 / sqrt(len(found))
        assert 0.5 == pytest.approx(np.std(found), rel=0.2)
    assert min(map(len, ratios.values())) > 1000


def test_efforts_of_one_request_are_unrelated() -> None:
    """A long first step says nothing of the second, nor the first round of the second round."""
    _, _, work = laid_out()
    ratio = work.effort / np.array([kind.expected_effort for kind in work.kinds])[work.kind]
    whole = np.flatnonzero(np.diff(work.first_piece) >= 3)
    first, second = (ratio[work.first_piece[whole] + number] for number in (0, 1))
    assert abs(np.corrcoef(first, second)[0, 1]) < 6 / sqrt(len(whole))
    again = np.flatnonzero(work.round == 2)
    last, last_before = (ratio[work.first_piece[rows + 1] - 1] for rows in (again, work.request[again]))
    assert not np.isclose(last, last_before).any()


def test_a_request_keeps_its_efforts_at_another_load() -> None:
    """At twice the load every step takes twice as long, to the rounding, and all else stays."""
    _, _, one = laid_out(CITY.at_load(0.4))
    _, _, other = laid_out(CITY.at_load(0.8))
    assert (np.abs(2 * one.effort - other.effort) <= 2).all()
    assert (one.row == other.row).all()
    assert (one.due_at == other.due_at).all()


@pytest.mark.parametrize(
    "change", [{"demand": ()}, {"demand": tuple(evolve(each, per_day=0.0) for each in CITY.demand)}]
)
def test_a_city_that_nobody_asks_for_anything_has_no_work(change: dict[str, Any]) -> None:
    """Without requests there are no rows and no pieces."""
    _, _, work = laid_out(small_city(**change))
    assert ([0], 0, 0) == (work.first_piece.tolist(), len(work.row), len(work.request))


def test_an_effort_is_at_least_one_tick() -> None:
    """However little is asked for, no piece takes no time at all."""
    steps = [evolve(step, minutes=1e-9) for step in SERVICES[1].steps[:-1]]
    tiny = service("paper", *steps, SERVICES[1].steps[-1])
    catalogue = evolve(CITY.catalogue, services=[SERVICES[0], tiny])
    _, _, work = laid_out(evolve(CITY, catalogue=catalogue, load=0.01))
    assert 1 == work.effort.min()
    assert 1 == min(kind.expected_effort for kind in work.kinds)
